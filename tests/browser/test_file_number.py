"""The file number in a real JupyterLab: its parts are chosen, and what is known is shown."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.widgets.file_number import parts

CELL = "from gorin import file_number\nfile_number()"


def test_a_part_is_chosen_with_the_mouse(notebook):
    """The panel says what it means and how sure that is; in the mirror its twin is marked."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-shelf")
    panel = box.locator(".gorin-shelf-panel")
    expect(panel).to_contain_text("Protection of Interests")
    box.get_by_role("button", name="21, last digits: not established").click()
    expect(panel).to_contain_text("Not known")
    expect(panel).to_contain_text("not established: we have seen no source")
    box.get_by_role("button", name="61, whose: inferred").click()
    expect(panel).to_contain_text("We have seen no list that gives 61")
    expect(panel.get_by_role("link", name="d667")).to_have_count(1)
    expect(box.locator(".gorin-shelf-now")).to_have_text("61")
    expect(box.locator(".gorin-shelf-now")).to_have_attribute("data-anchor", "where")


def test_the_parts_are_walked_with_the_arrows(notebook):
    """One part at a time can be tabbed to; the edges hold, and no key leaves the widget."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    box = book.page.locator(".gorin-shelf")
    focused = box.locator(".gorin-shelf-part:focus")
    box.locator("button[tabindex='0']").focus()
    names = [part.name for part in parts()]
    for key, place in [
        ("ArrowLeft", 0), ("ArrowRight", 1), ("ArrowDown", 2), ("End", 6), ("ArrowRight", 6),
        ("ArrowLeft", 5), ("Home", 0),
    ]:  # fmt: skip
        press(key)
        expect(focused).to_have_attribute("data-anchor", names[place])
        expect(focused).to_have_attribute("aria-pressed", "true")
        expect(box.locator(".gorin-shelf-panel")).to_contain_text(parts()[place].means)
    expect(box.locator("button[tabindex='0']")).to_have_count(1)
    for key in ("b", "d", "d", "a", "x", "Enter", "m"):
        press(key)
    assert book.cells() == before


def test_axe_finds_nothing(notebook):
    """With both tables unfolded."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-shelf")
    for summary in box.locator("summary").all():
        summary.click()
    expect(box.locator("table")).to_have_count(2)
    assert in_both_themes(book) == []
