"""Accessibility as a gate: axe finds nothing in what the course draws, light and dark."""

import pytest
from playwright.sync_api import expect
from writing import in_both_themes, violations, written

EXERCISES = ("01-context", "02-close-reading", "03-actors", "04-negotiation", "99-fixture")

PRINTED = (
    "from gorin import answer, reader, voices\nreader(layers=['voice'])",
    "answer('Q99.1', ...)",
    "answer('Q99.3', ...)",
    "voices()",
)
# Words, other than those on a ground of their own, that white paper would make pale.
PALE = """() => [...document.querySelectorAll('.gorin *')]
    .filter(e => e.checkVisibility() && !e.closest('[aria-hidden], option')
                 && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).every(c => c > 130))
    .map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", EXERCISES)
def test_axe_finds_nothing_and_nothing_is_cut_off(notebook, name):
    """So it is with the lessons, each before it is used."""
    look(notebook(name))


def look(book):
    """See the static page of an untrusted notebook, then the live widgets, which fit 360 pixels."""
    book.draw_all()
    assert in_both_themes(book) == [], "the static page"
    book.undraw()
    book.run_all()
    book.draw_all()
    expect(book.page.locator(".gorin").first).to_be_visible()
    assert in_both_themes(book) == [], "the live page"
    for width in (1280, 360):
        assert _cut_off(book, width) == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p style='background:white; color:#aaa'>pale</p>", "color-contrast"),
        ("<input type='text'>", "label"),
    ],
)
def test_axe_sees_what_is_in_an_output(notebook, html, rule):
    """In JupyterLab as in a plain page: contrast is measured, and what has no name is found."""
    book = written(notebook, f'from IPython.display import HTML\nHTML("{html}")')
    (found,) = violations(book.page)
    assert found.startswith(rule)


def test_on_paper_there_is_no_dark_theme(notebook):
    """What is printed from a dark screen is dark on white, in the reader and in every card."""
    book = notebook("99-fixture", sources=PRINTED)
    book.run_all()
    book.theme("dark")
    book.page.emulate_media(media="print")
    try:
        found = book.page.evaluate(PALE)
    finally:
        book.page.emulate_media(media="screen")
    assert found == []
    assert book.page.evaluate(PALE) != []  # on the screen it is dark, and the measure sees it


def _cut_off(book, width):
    """Return what is wider than its place; tables and pages may be scrolled where they stand."""
    book.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    book.draw_all(width)
    return book.page.evaluate(
        """() => [...[...document.querySelectorAll('.jp-OutputArea-output')]
            .filter(e => e.scrollHeight > e.clientHeight + 2)
            .map(e => `a scroll bar beside ${e.innerHTML.slice(0, 120)}`),
            ...[...document.querySelectorAll('.gorin, .gorin *')]
            .filter(e => !e.closest('.gorin-page, .gorin-wide, .gorin-time-figure')
                         && !e.classList.contains('gorin-hidden'))
            .filter(e => e.scrollWidth > e.clientWidth + 2 && e.clientWidth
                         && getComputedStyle(e).display !== 'inline'
                         && !['INPUT', 'SELECT', 'TEXTAREA'].includes(e.tagName))
            .map(e => e.outerHTML.slice(0, 120))]"""
    )
