"""Claim by document in a real JupyterLab: a cell is chosen, and what decides is shown."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.widgets.corroborate import grid

CELL = "from gorin import corroborate\ncorroborate()"


def place(verdict):
    """Row and column of the first cell with a verdict, and the cell."""
    for row, cells in enumerate(grid().cells):
        for column, cell in enumerate(cells):
            if cell.verdict == verdict:
                return row, column, cell
    raise AssertionError(verdict)


def test_a_cell_is_chosen_with_the_mouse(notebook):
    """The panel names claim, paper, verdict and pointer; an open cell stays open."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-corroborate")
    panel = box.locator(".gorin-grid-panel")
    row, column, cell = place("supported")
    box.locator("tbody tr").nth(row).get_by_role("button").nth(column).click()
    expect(panel).to_contain_text(grid().claims[row])
    expect(panel).to_contain_text("supported")
    expect(panel).to_contain_text(cell.pointer)
    expect(panel.get_by_role("link").first).to_have_attribute("href", address(column))
    row, column, _ = place("yours to decide")
    box.locator("tbody tr").nth(row).get_by_role("button").nth(column).click()
    expect(panel).to_contain_text("Yours to decide: find the place")
    expect(box.locator("[aria-pressed=true]")).to_have_count(1)


def address(column):
    """The address of the paper of a column."""
    from gorin.widgets.citing import addresses

    return addresses()[grid().papers[column]]


def test_a_cell_is_chosen_with_the_arrows(notebook):
    """One cell at a time can be tabbed to; arrows, Home and End move; edges hold."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    papers = grid().papers
    box = book.page.locator(".gorin-corroborate")
    panel, focused = box.locator(".gorin-grid-panel"), box.locator(".gorin-grid-cell:focus")
    expect(box.locator(".gorin-grid-cell[tabindex='0']")).to_have_count(1)
    box.locator(".gorin-grid-cell[tabindex='0']").focus()
    for key, row, column in [
        ("ArrowRight", 0, 1), ("ArrowDown", 1, 1), ("End", 1, len(papers) - 1),
        ("ArrowRight", 1, len(papers) - 1), ("Home", 1, 0), ("ArrowUp", 0, 0), ("ArrowUp", 0, 0),
    ]:  # fmt: skip
        press(key)
        expect(panel).to_contain_text(grid().claims[row])
        verdict = grid().cells[row][column].verdict
        expect(focused).to_have_attribute("aria-label", f"{papers[column]}: {verdict}")
    expect(box.locator(".gorin-grid-cell[tabindex='0']")).to_have_count(1)
    for key in ("b", "d", "d", "a", "x", "Enter", "m"):
        press(key)
    assert book.cells() == before


def test_the_list_says_what_the_grid_says(notebook):
    """Every cell in words."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-corroborate")
    box.locator("summary", has_text="as a list").click()
    cells = len(grid().claims) * len(grid().papers)
    expect(box.locator("details li")).to_have_count(cells)


def test_axe_finds_nothing(notebook):
    """With a cell chosen and the list unfolded."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-corroborate")
    box.locator(".gorin-grid-cell").first.click()
    box.locator("summary").first.click()
    assert in_both_themes(book) == []
