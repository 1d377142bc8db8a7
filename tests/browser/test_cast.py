"""The cast in a real JupyterLab: filters, details, and a pencil."""

from playwright.sync_api import expect
from writing import in_both_themes, written

CELL = "from gorin import cast\ncast()"


def test_people_are_filtered_by_side_and_by_how_the_page_has_them(notebook):
    """At first those of the page; the absent are a click away; the count follows."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-cast")
    cards, count = box.locator(".gorin-cast-card"), box.get_by_role("status")
    expect(cards).to_have_count(8)
    expect(count).to_have_text("8 of 36 people shown; 28 more behind the boxes above.")
    box.get_by_label("by name").uncheck()
    expect(cards.locator("h3")).to_have_text(
        ["Konstantin A. Umansky", "Robert H. Jackson", "Franklin D. Roosevelt"]
    )
    box.get_by_label("absent").check()
    box.get_by_label("USA", exact=True).uncheck()
    box.get_by_label("USSR", exact=True).uncheck()
    box.get_by_label("by title only").uncheck()
    expect(cards).to_have_count(5)
    box.get_by_label("USA: held in the USSR").uncheck()
    expect(cards.locator("h3")).to_have_text(["Mrs. Habicht", "The Russian-born wives"])
    for label in ("by name", "by title only", "USA: held in the USSR"):
        box.get_by_label(label).check()
    box.get_by_label("USA", exact=True).check()
    box.get_by_label("USSR", exact=True).check()
    expect(count).to_have_text("36 of 36 people shown.")


def test_a_card_opens_and_its_papers_are_links(notebook):
    """What a person can and cannot do stands with its sources."""
    book = written(notebook, CELL)
    card = book.page.locator(".gorin-cast-card", has_text="Breckinridge Long")
    card.locator("summary").click()
    expect(card).to_contain_text("speak with members of Congress")
    expect(card.get_by_role("link", name="d902").first).to_have_attribute(
        "href", "https://history.state.gov/historicaldocuments/frus1941v01/d902"
    )
    card.locator("summary").focus()
    book.page.keyboard.press("Tab")
    expect(card.locator("a:focus")).to_have_css(
        "outline-width", "2px"
    )  # and not the browser’s hairline
    welles = book.page.locator(".gorin-cast-card", has_text="Sumner Welles")
    expect(welles.locator(".gorin-can")).to_contain_text("carry")


def test_verbs_are_pencilled_in_with_the_keyboard(notebook):
    """The six without a verb have toggles; no key reaches the notebook."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    expect(book.page.locator(".gorin-cast-yours")).to_have_count(6)
    yours = book.page.get_by_role("group", name="Martin Dies: yours to decide")
    yours.get_by_role("button", name="block").focus()
    press("Space")
    expect(yours.get_by_role("button", name="block")).to_have_attribute("aria-pressed", "true")
    press("Tab")
    press("Tab")
    press("Enter")
    expect(yours.get_by_role("button", name="cover")).to_have_attribute("aria-pressed", "true")
    for key in ("b", "d", "d", "a", "x", "ArrowDown", "m"):
        press(key)
    assert book.cells() == before
    book.page.get_by_label("absent").focus()
    press("Space")
    expect(book.page.locator(".gorin-cast-card")).to_have_count(36)
    pressed = book.page.locator(".gorin-cast-yours [aria-pressed=true]")
    expect(pressed).to_have_text(["block", "cover"])
    press("Space")
    assert book.cells() == before


def test_axe_finds_nothing(notebook):
    """With everybody shown and every card open."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-cast")
    box.get_by_label("absent").check()
    box.evaluate("box => box.querySelectorAll('details').forEach(d => { d.open = true; })")
    book.draw_all()
    assert in_both_themes(book) == []
