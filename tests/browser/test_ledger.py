"""The ledger in a real JupyterLab: three selects, a count, lines that open."""

from playwright.sync_api import expect
from writing import in_both_themes, written

CELL = "from gorin import ledger\nledger()"


def test_moves_are_filtered_and_counted(notebook):
    """Each select tells how many moves it would leave; filters go together and are cleared."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-ledger")
    lines, count = box.locator("ol > li"), box.get_by_role("status")
    expect(count).to_have_text("37 of 37 moves shown, in order.")
    box.get_by_label("Kind of move").select_option("offer")
    expect(lines).to_have_count(6)
    box.get_by_label("Whose move").select_option("USSR")
    expect(lines).to_have_count(5)
    person = box.get_by_label("Person")
    person.select_option("pyk")
    expect(count).to_have_text("3 of 37 moves shown, in order.")
    expect(person.locator("option[value=pyk]")).to_have_text("Irena Teodozja Pyk (3)")
    expect(lines.locator(".gorin-ledger-number b")).to_have_text(["3", "2"])
    box.get_by_role("button", name="Clear filters").click()
    expect(lines).to_have_count(37)


def test_a_line_opens_with_the_keyboard_and_stays_open(notebook):
    """Enter opens the details; the paper is a link; no key reaches the notebook."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    line = book.page.locator(".gorin-ledger ol > li", has_text="two other Americans")
    line.locator("summary").focus()
    press("Enter")
    expect(line.get_by_role("link", name="d901").first).to_be_visible()
    expect(line).to_contain_text("our class: positive assurance")
    for key in ("b", "d", "d", "a", "x", "ArrowDown", "m"):
        press(key)
    assert book.cells() == before
    book.page.get_by_label("Whose move").focus()
    press("ArrowDown")
    press("ArrowDown")
    expect(book.page.get_by_label("Whose move")).to_have_value("USSR")
    expect(line.locator("details")).to_have_attribute("open", "")
    assert book.cells() == before


def test_axe_finds_nothing(notebook):
    """With every line open."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-ledger")
    box.evaluate("box => box.querySelectorAll('details').forEach(d => { d.open = true; })")
    book.draw_all()
    assert in_both_themes(book) == []
