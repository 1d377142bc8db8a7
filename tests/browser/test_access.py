"""Accessibility as a gate: axe finds nothing in what the course draws, light and dark."""

import pytest
from playwright.sync_api import expect
from writing import violations

COURSE = ("01-context", "02-close-reading", "03-actors", "04-negotiation")
NOTEBOOKS = [
    *(("lessons", name) for name in (*COURSE, "05-models")),
    *(("exercises", name) for name in (*COURSE, "99-fixture")),
]

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


@pytest.mark.parametrize(("under", "name"), NOTEBOOKS, ids=lambda value: value)
def test_axe_finds_nothing_and_nothing_is_cut_off(notebook, under, name):
    """The static page of an untrusted notebook, then the live widgets, which fit 360 pixels too."""
    book = notebook(name, under=under)
    book.draw_all()
    for theme in ("dark", "light"):
        book.theme(theme)
        assert violations(book.page) == [], f"the static page, {theme}"
    book.run_all()
    book.draw_all()
    expect(book.page.locator(".gorin").first).to_be_visible()
    for theme in ("light", "dark"):
        book.theme(theme)
        assert violations(book.page) == [], f"the live page, {theme}"
    assert _cut_off(book.page, 360) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_cut_off(notebook, width):
    """At 360 pixels, and at 200 % of 720, no widget is wider than its place."""
    book = notebook("99-fixture")
    book.run_all()
    assert _cut_off(book.page, width) == []


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


def _cut_off(page, width):
    """Return what is wider than its place; tables and pages may be scrolled where they stand."""
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
    return page.evaluate(
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
