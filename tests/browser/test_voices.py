"""The voices of the page in a real JupyterLab: blocks by mouse and keyboard, passages, axe."""

from playwright.sync_api import expect
from writing import in_both_themes, written

CELL = "from gorin import voices\nvoices()"
WIDER = """() => [...document.querySelectorAll('.gorin, .gorin *')]
    .filter(e => getComputedStyle(e).display !== 'inline' && e.clientWidth > 1)
    .filter(e => !e.closest('.gorin-wide') && !e.closest('.gorin-voices-block, .gorin-hidden'))
    .filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.outerHTML.slice(0, 120))"""


def test_blocks_are_chosen_with_mouse_and_keyboard(notebook):
    """A block shows its passages, a passage its reason; what an exercise asks has none."""
    book = written(notebook, CELL)
    page, before = book.page, book.cells()
    box = page.locator(".gorin-voices")
    panel, said = box.locator(".gorin-voices-panel"), box.locator("[aria-live]")
    name = "the Ambassador in paragraph 3: 75 of 114 words, 66 %, 6 passages"
    box.get_by_role("button", name=name).click()
    expect(panel).to_contain_text("the Ambassador ¶3: 75 of 114 words, 66 %")
    expect(said).to_have_text(name)
    expect(panel.locator("li")).to_have_count(6)
    reason = panel.get_by_text("“he could give me”: the giver is the visitor")
    expect(reason).to_be_hidden()
    panel.locator("summary", has_text="¶3.2d").click()
    expect(reason).to_be_visible()

    pressed = box.locator(".gorin-voices-block[aria-pressed=true]")
    pressed.focus()
    for key, anchor in [
        ("ArrowRight", "3-?"),
        ("ArrowRight", "3-?"),
        ("ArrowUp", "2-?"),
        ("ArrowLeft", "2-Ws"),
        ("Home", "2-Ws"),
        ("ArrowDown", "3-A"),
        ("ArrowDown", "4-Ws"),
        ("ArrowDown", "5-Wn"),
        ("ArrowDown", "5-Wn"),
        ("End", "5-?"),
    ]:
        page.keyboard.press(key)
        expect(pressed).to_have_attribute("data-anchor", anchor)
        expect(pressed).to_be_focused()
    expect(panel.locator("li")).to_have_count(3)
    expect(panel.locator("li details")).to_have_count(0)
    expect(panel).to_contain_text("An exercise asks whose words these are.")
    expect(box.locator(".gorin-voices-block[tabindex='0']")).to_have_count(1)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(box.locator(".gorin-voices-entry[aria-pressed=true]")).to_contain_text("narrating")
    expect(box.locator(".gorin-voices-inside")).to_have_count(2)
    for key in ("b", "d", "d", "a", "x", "m"):
        page.keyboard.press(key)
    assert book.cells() == before


def test_axe_finds_nothing_and_nothing_is_cut_off(notebook):
    """With a block chosen, a passage open and the table unfolded; at 360 pixels and at 200 %."""
    book = written(notebook, CELL)
    page, box = book.page, book.page.locator(".gorin-voices")
    box.locator("[data-anchor='5-J']").click()
    box.locator(".gorin-voices-panel summary").first.click()
    box.get_by_text("The same as a table").click()
    assert in_both_themes(book) == []
    book.command("View", "^Appearance", "^Show Left Sidebar")
    for width in (640, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) == []
        small = box.locator(".gorin-voices-block").evaluate_all(
            "all => all.filter(e => e.offsetWidth < 24 || e.offsetHeight < 24).length"
        )
        assert small == 0
    book.command("View", "^Appearance", "^Show Left Sidebar")
