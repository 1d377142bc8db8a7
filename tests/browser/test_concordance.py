"""The concordance in a real JupyterLab: one column for the word, lines that open, axe."""

from playwright.sync_api import expect
from writing import in_both_themes, written

LEFT = "all => all.map(e => Math.round(e.getBoundingClientRect().left))"
WIDER = """() => [...document.querySelectorAll('.gorin, .gorin *')]
    .filter(e => getComputedStyle(e).display !== 'inline' && e.clientWidth > 1)
    .filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.outerHTML.slice(0, 120))"""


def test_lines_stand_below_one_another_and_open(notebook):
    """The word is in one column, and so is what it becomes; a line opens to its sentence."""
    book = written(
        notebook,
        "from gorin import concordance\nconcordance('would')",
        "concordance('any bargain')",
        "concordance('bargains')",
    )
    page, before = book.page, book.cells()
    box = page.locator(".gorin-concordance").first
    words = box.locator(".gorin-use-right")
    assert len(set(words.evaluate_all(LEFT))) == 1
    expect(box.locator("li")).to_have_count(10)
    expect(box.locator(".gorin-yours")).to_have_count(3)
    fourth = box.locator("li", has_text="¶4.2a")
    expect(fourth).to_contain_text("‘I will again speak with the Attorney General’")
    note = fourth.get_by_text("A plain future")
    expect(note).to_be_hidden()
    box.locator("summary").first.focus()
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    expect(fourth).to_contain_text("¶4.2 I further said that I would again speak")
    for key in ("b", "d", "d", "ArrowDown", "a", "m"):
        page.keyboard.press(key)
    assert book.cells() == before
    expect(page.locator(".gorin-concordance").nth(1)).to_contain_text("could not make any bargain")
    outputs = page.locator(".jp-OutputArea-output")
    expect(outputs.last).to_contain_text("“bargains” is not in the memo; nearest: bargain")


def test_axe_finds_nothing_and_nothing_is_cut_off(notebook):
    """With a line open; at 360 pixels and at 200 % each line is a sentence."""
    book = written(notebook, "from gorin import concordance\nconcordance('had')")
    page = book.page
    page.locator(".gorin-uses summary").first.click()
    assert in_both_themes(book) == []
    assert page.evaluate(WIDER) == []
    book.command("View", "^Appearance", "^Show Left Sidebar")
    for width in (640, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) == []
    book.command("View", "^Appearance", "^Show Left Sidebar")
