"""Persons by papers in a real JupyterLab: a cell is chosen, and its evidence is shown."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.widgets.persons import ABSENT, grid

CELL = "from gorin import persons\npersons()"


def test_a_cell_is_chosen_with_the_mouse(notebook):
    """The panel names the person, what the paper has, where, and what paper it is."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-persons")
    panel = box.locator(".gorin-grid-panel")
    box.get_by_role("button", name="Irena Teodozja Pyk, d901: named by Moscow").click()
    expect(panel).to_contain_text("Irena Teodozja Pyk")
    expect(panel).to_contain_text("N named by Moscow")
    expect(panel).to_contain_text("Two others are counted and not named.")
    box.get_by_role("button", name=f"Jarsky, d901: {ABSENT}").click()
    expect(panel).to_contain_text(f"{ABSENT}")
    expect(panel.get_by_role("link", name="d901")).to_have_count(1)
    expect(box.locator("[aria-pressed=true]")).to_have_count(1)
    box.get_by_role("button", name="Mrs. Habicht, d919: refused, inferred").click()
    expect(panel).to_contain_text("R refused, inferred")


def test_a_cell_is_chosen_with_the_arrows(notebook):
    """One cell at a time can be tabbed to; arrows, Home and End move; edges hold."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    names, papers = grid().names, grid().papers
    last = len(papers) - 1
    box = book.page.locator(".gorin-persons")
    panel, focused = box.locator(".gorin-grid-panel"), box.locator(".gorin-grid-cell:focus")
    box.locator(".gorin-grid-cell[tabindex='0']").focus()
    for key, row, column in [
        ("ArrowRight", 0, 1), ("ArrowDown", 1, 1), ("End", 1, last), ("ArrowRight", 1, last),
        ("Home", 1, 0), ("ArrowUp", 0, 0), ("ArrowUp", 0, 0),
    ]:  # fmt: skip
        press(key)
        expect(panel).to_contain_text(names[row])
        status = grid().cells[row][column].status
        said = f"{names[row]}, {papers[column].id}: {status}"
        expect(focused).to_have_attribute("aria-label", said)
    expect(box.locator(".gorin-grid-cell[tabindex='0']")).to_have_count(1)
    for key in ("b", "d", "d", "a", "x", "Enter", "m"):
        press(key)
    assert book.cells() == before


def test_the_list_says_what_the_grid_says(notebook):
    """Every cell in words."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-persons")
    box.locator("summary").click()
    expect(box.locator("details li")).to_have_count(len(grid().names) * len(grid().papers))


def test_axe_finds_nothing(notebook):
    """With a cell chosen and the list unfolded."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-persons")
    box.locator(".gorin-grid-cell").first.click()
    box.locator("summary").click()
    assert in_both_themes(book) == []
