"""Accessibility as a gate: axe finds nothing in what the course draws, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SCOPE = {"include": [[".jp-OutputArea-output"]], "exclude": []}
NOTEBOOKS = [
    ("lessons", "02-close-reading"),
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
    if theme == "dark":
        book.command("Settings", "^Theme", "^JupyterLab Dark$")
    assert violations(book.page) == []
    book.run_all()
    book.page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTop = 0")
    seen = set()
    for _ in range(40):
        seen.update(violations(book.page))
        at_end = book.page.locator(".jp-WindowedPanel-outer").evaluate(
            "e => { const before = e.scrollTop; e.scrollTop += 900; return e.scrollTop === before }"
        )
        if at_end:
            break
        book.page.wait_for_timeout(150)
    assert sorted(seen) == []


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
