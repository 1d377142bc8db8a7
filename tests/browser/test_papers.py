"""Document cards in a real JupyterLab: tabs by mouse and by keyboard, links, and the plea."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.widgets.papers import PLEA

CELL = 'from gorin import papers\npapers("d899", "d900", "d904")'


def test_a_card_is_laid_on_top_with_the_mouse(notebook):
    """It says who wrote it, how sure the day is and how far we read, and asks to be sourced."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-papers")
    card = box.locator(".gorin-paper:visible")
    expect(card).to_contain_text("Vyshinski names charges")
    box.get_by_role("tab", name="d900").click()
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Loy W. Henderson")
    expect(card).to_contain_text("20 February to 11 March 1941 (inferred)")
    expect(card).to_contain_text("in part: about the first 2,000 characters")
    expect(card).to_contain_text('"accomplish something"')
    expect(card).to_contain_text(PLEA)
    link = card.get_by_role("link", name="Open d900 at history.state.gov")
    expect(link).to_have_attribute(
        "href", "https://history.state.gov/historicaldocuments/frus1941v01/d900"
    )
    card.locator("summary").click()
    expect(card).to_contain_text("A meeting is set for a Monday")


def test_the_cards_are_turned_with_the_arrows(notebook):
    """One tab stop for the tabs, one for the card, and no key leaves the widget."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    box = book.page.locator(".gorin-papers")
    focused = box.locator("[role=tab]:focus")
    box.locator("[role=tab][tabindex='0']").focus()
    for key, name in [
        ("ArrowRight", "d900"), ("ArrowRight", "d904"), ("ArrowRight", "d904"), ("Home", "d899"),
        ("End", "d904"), ("ArrowLeft", "d900"),
    ]:  # fmt: skip
        press(key)
        expect(focused).to_have_text(name)
        expect(focused).to_have_attribute("aria-selected", "true")
        expect(box.locator(".gorin-paper:visible")).to_contain_text(f"Open {name} at")
    press("Tab")
    expect(box.locator(".gorin-paper:focus")).to_have_count(1)
    for key in ("b", "d", "d", "a", "x", "m"):
        press(key)
    assert book.cells() == before


def test_axe_finds_nothing(notebook):
    """With the details unfolded."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-papers")
    box.get_by_role("tab", name="d904").click()
    box.locator("summary:visible").click()
    assert in_both_themes(book) == []
