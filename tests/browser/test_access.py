"""Accessibility as a gate: axe finds nothing in what the course draws, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SCOPE = {"include": [[".jp-OutputArea-output"]], "exclude": []}
TALL = 30_000  # pixels: JupyterLab draws only the cells in view, and all are to be looked at
LESSONS = ("01-context", "02-close-reading", "03-actors", "04-negotiation", "05-models")
NOTEBOOKS = [
    *(("lessons", name) for name in LESSONS),
    ("exercises", "02-close-reading"),
    ("exercises", "99-fixture"),
]


def violations(page):
    """What axe finds in the outputs, each as one line."""
    found = Axe().run(page, context=SCOPE).response["violations"]
    return [f"{v['id']} ({v['impact']}): {n['html'][:160]}" for v in found for n in v["nodes"][:3]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("under", "name"), NOTEBOOKS, ids=lambda value: value)
def test_axe_finds_nothing(notebook, under, name, theme):
    """The static page of an untrusted notebook and the live widgets, of any impact."""
    book = notebook(name, under=under)
    book.theme(theme)
    assert violations(book.page) == []
    book.run_all()
    book.page.set_viewport_size({"width": 1280, "height": TALL})
    book.page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTop = 0")
    expect(book.page.locator(".gorin").first).to_be_visible()
    assert violations(book.page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_cut_off(notebook, width):
    """At 360 pixels, and at 200 % of 720, no widget is wider than its place."""
    book = notebook("99-fixture")
    book.run_all()
    book.command("View", "^Appearance", "^Show Left Sidebar")
    book.page.set_viewport_size({"width": width, "height": 900})
    wide = book.page.evaluate(
        """() => [...document.querySelectorAll('.gorin, .gorin *')]
            .filter(e => !e.closest('.gorin-page') && !e.classList.contains('gorin-hidden'))
            .filter(e => e.scrollWidth > e.clientWidth + 2 && e.clientWidth
                         && getComputedStyle(e).display !== 'inline'
                         && !['INPUT', 'SELECT', 'TEXTAREA'].includes(e.tagName))
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert wide == []
