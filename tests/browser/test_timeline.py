"""The timeline in a real JupyterLab: events are reached, views change, words say how sure."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.widgets.timeline import CLOSE, WHOLE, events

CELL = "from gorin import timeline\ntimeline()"


def test_events_are_chosen_with_the_mouse_and_the_weeks_enlarged(notebook):
    """The panel has text, certainty and sources; the choice outlasts the change of view."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-time")
    panel, figure = box.locator(".gorin-time-panel"), box.locator(".gorin-time-figure")
    expect(figure.get_by_role("button")).to_have_count(len(events(None, "1941-03-12")))
    figure.locator("[data-anchor=verdict]").click()
    expect(panel).to_contain_text("10 March 1939")
    expect(panel).to_contain_text("Gorin and Salich guilty")
    expect(panel.get_by_role("link", name="33-39/d729")).to_have_count(1)
    figure.locator("[data-anchor=memo]").click()
    expect(panel).to_contain_text("20 February to 11 March 1941")
    expect(panel).to_contain_text("only limits can be set")
    box.get_by_role("button", name=CLOSE).click()
    expect(figure.locator("[data-anchor=verdict]")).to_have_count(0)
    expect(figure.locator("[data-anchor=memo]")).to_have_attribute("aria-pressed", "true")
    expect(figure).to_contain_text("Long sees Dies")
    box.get_by_role("button", name=WHOLE).click()
    expect(figure.locator("[data-anchor=verdict]")).to_have_count(1)
    figure.locator(".zoom text").click()
    expect(figure.locator("[data-anchor=verdict]")).to_have_count(0)
    expect(box.get_by_role("button", name=CLOSE)).to_be_focused()


def test_events_are_walked_with_the_arrows(notebook):
    """Left and right in a strand, up and down between strands, and no key leaves the widget."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    box = book.page.locator(".gorin-time")
    focused = box.locator(".event:focus")
    box.get_by_role("button", name=WHOLE).focus()
    press("Tab")
    press("Tab")
    for key, name in [
        ("ArrowRight", "letters-of-1933"),
        ("ArrowRight", "letters-of-1933"),
        ("ArrowDown", "gorin-comes"),
        ("ArrowRight", "arrest"),
        ("End", "prison-day"),
        ("Home", "gorin-comes"),
        ("ArrowUp", "letters-of-1933"),
        ("ArrowUp", "letters-of-1933"),
    ]:
        press(key)
        expect(focused).to_have_attribute("data-anchor", name)
        expect(focused).to_have_attribute("aria-pressed", "true")
    expect(box.locator(".gorin-time-panel")).to_contain_text("Roosevelt and Litvinov")
    expect(box.locator(".event[tabindex='0']")).to_have_count(1)
    press("Tab")
    expect(box.locator(".gorin-time-panel a").first).to_be_focused()
    for key in ("b", "d", "d", "a", "x", "m"):
        press(key)
    assert book.cells() == before


def test_the_table_says_what_the_drawing_says(notebook):
    """A line for each event."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-time")
    box.locator("summary").click()
    expect(box.locator("tbody tr")).to_have_count(len(events(None, "1941-03-12")))


def test_axe_finds_nothing(notebook):
    """In both views, with an event chosen and the table unfolded."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-time")
    box.locator("[data-anchor=memo]").click()
    box.locator("summary").click()
    assert in_both_themes(book) == []
    box.get_by_role("button", name=CLOSE).click()
    assert in_both_themes(book) == []
