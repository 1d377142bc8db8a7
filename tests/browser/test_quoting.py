"""Words of the page put into an answer: from the drawer of its card, and from a reader."""

import json
import re

from playwright.sync_api import expect
from writing import in_both_themes, violations, written

from gorin import answers

CELLS = (
    "from gorin import answer, reader\nreader()",
    "answer('Q99.9', ...)",
    "answer('Q99.5', ...)",
    "answer('Q99.5', 'any bargain')",
)
CARET = "(e, at) => e.setSelectionRange(at, at)"
WIDER = """() => [...document.querySelectorAll('.gorin-card, .gorin-card *')]
    .filter(e => getComputedStyle(e).display !== 'inline' && e.clientWidth > 1)
    .filter(e => !['INPUT', 'TEXTAREA'].includes(e.tagName))
    .filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.outerHTML.slice(0, 120))"""


def opened(book, title):
    """The card of a question with its drawer open, and the page in it."""
    card = book.card(title).first
    card.get_by_text("Open the memo").click()
    return card, card.locator(".gorin-drawer .gorin-page")


def drag(page, clause, start, end):
    """Mark from one character of a clause's first line to another of its last."""
    clause.scroll_into_view_if_needed()
    lines = clause.evaluate("e => [...e.getClientRects()].map(r => [r.x, r.y + r.height / 2])")
    page.mouse.move(lines[0][0] + start, lines[0][1])
    page.mouse.down()
    page.mouse.move(lines[-1][0] + end, lines[-1][1], steps=5)
    page.mouse.up()


def test_words_are_marked_with_the_mouse_and_quoted_with_a_button(notebook):
    """Whole words, at the caret, with their anchor; verified, recorded, kept."""
    book = written(notebook, *CELLS)
    page = book.page
    card, memo = opened(book, "Q99.9")
    text, said = card.locator("textarea"), card.locator(".gorin-told")
    text.fill("He  took note. A deal? “positive assurances”")
    text.evaluate(CARET, 3)
    drag(page, memo.locator("[data-anchor='3.2f'].gorin-clause"), 12, 140)
    expect(said).to_contain_text(re.compile("Marked: “Mrs. .Miss. Pyk.*” ¶3.2f"))
    card.get_by_role("button", name="Quote this").click()
    expect(said).to_contain_text("In your answer: “Mrs. [Miss] Pyk")
    assert re.match(r"He “Mrs\. \[Miss\] Pyk [^”]*” \(¶3\.2f\) took note", text.input_value())
    found = card.locator(".gorin-found li")
    expect(found.first).to_contain_text("¶3.2f")
    expect(found.last).to_contain_text("is not in the memo; nearest: ¶3.2d “positive assurance”")
    assert in_both_themes(book) == []
    card.get_by_role("button", name="Use these words").click()
    expect(text).to_be_focused()
    expect(text).to_have_value(re.compile("A deal. “positive assurance”$"))
    expect(card.locator(".gorin-found [data-how=form]")).to_have_count(0)

    field = book.card("Q99.5").first
    field.locator("input").fill("to be replaced")
    field, memo = opened(book, "Q99.5")
    memo.locator("[data-anchor='4.1a'].gorin-clause").click()
    field.get_by_role("button", name="Quote this").click()
    whole = (
        "I told the Ambassador that I had taken careful note of what he had said in this regard."
    )
    expect(field.locator("input")).to_have_value(whole)
    expect(field.locator(".gorin-found li")).to_contain_text("¶4.1a")
    book.save()
    kept = answers.read(book.path).answers
    assert kept["Q99.9"].value == text.input_value()
    file = json.loads(book.path.with_name("99-fixture.answers.json").read_text(encoding="utf-8"))
    assert file["answers"]["Q99.9"] == text.input_value()

    book.command("View", "^Appearance", "^Show Left Sidebar")
    for width in (640, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDER) == []
    book.command("View", "^Appearance", "^Show Left Sidebar")


def test_words_are_marked_and_quoted_with_the_keyboard_alone(notebook):
    """From the text to the page and back: arrows, Shift, Backspace, q; no key leaves the card."""
    book = written(notebook, *CELLS)
    before, press = book.cells(), book.page.keyboard.press
    card = book.card("Q99.9").first
    text, said = card.locator("textarea"), card.locator(".gorin-told")
    text.focus()
    book.page.keyboard.type("It is")
    press("Tab")
    press("Enter")
    expect(card.locator(".gorin-drawer .gorin-page")).to_be_visible()
    press("Tab")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
        press(key)
    for _ in range(4):
        press("ArrowRight")
    expect(card.locator("[role=option]:focus")).to_have_attribute("data-anchor", "3.2d")
    for _ in range(6):
        press("Shift+ArrowRight")
    expect(said).to_have_text("Marked: “assurance” ¶3.2d")
    press("Shift+ArrowRight")  # the last word stays
    press("Backspace")
    expect(said).to_have_text("Marked: “positive assurance” ¶3.2d")
    press("q")
    expect(said).to_have_text("In your answer: “positive assurance” (¶3.2d)")
    expect(text).to_have_value("It is “positive assurance” (¶3.2d)")
    press("ArrowRight")
    expect(card.locator(".gorin-page [aria-selected=true]")).to_have_count(0)
    press("q")
    expect(text).to_have_value(re.compile("“that should leniency .* case of Gorin” .¶3.2e.$"))
    press("ArrowUp")
    press("Enter")
    press("Shift+ArrowLeft")
    expect(said).to_contain_text("¶3.2")
    for key in ("b", "d", "d", "a", "x", "m", "Escape"):
        press(key)
    assert book.cells() == before


def test_a_reader_hands_words_to_the_answer_that_was_used_last(notebook):
    """By key or button, to one card and then to another; a card that is locked takes none."""
    book = written(notebook, *CELLS)
    page, press = book.page, book.page.keyboard.press
    leaf, told = page.locator(".gorin-leaf"), page.locator(".gorin-reader .gorin-told")
    essay, line, locked = book.card("Q99.9"), book.card("Q99.5").first, book.card("Q99.5").last
    leaf.locator("[data-anchor='4.1a'].gorin-clause").click()
    press("q")
    expect(told).to_have_text("First click into an answer.")
    essay.locator("textarea").fill("Note:")
    leaf.locator("[data-anchor='4.1a'].gorin-clause").focus()
    for _ in range(8):
        press("Shift+ArrowRight")
    for _ in range(7):
        press("Shift+ArrowLeft")
    marked = page.locator(".gorin-marked")
    expect(marked).to_contain_text("“careful note of” ¶4.1a")
    expect(page.get_by_role("button", name="Quote this").first).to_be_visible()
    press("q")
    expect(told).to_have_text("“careful note of” is in Q99.9.")
    expect(essay.locator("textarea")).to_have_value("Note: “careful note of” (¶4.1a)")

    line.locator("input").focus()
    drag(page, leaf.locator("[data-anchor='2.1c'].gorin-clause .gorin-words"), 2, 40)
    expect(marked).to_contain_text("¶2.1c")
    marked.get_by_role("button", name="Quote this").click()
    expect(line.locator("input")).to_have_value(re.compile("^and because of certain"))
    expect(told).to_contain_text("is in Q99.5.")
    assert violations(page) == []

    before = line.locator("input").input_value()
    locked.locator("input").focus()
    leaf.locator("[data-anchor='5.3b'].gorin-clause").click()
    page.locator(".gorin-aside").get_by_role("button", name="Quote this").click()
    expect(told).to_have_text("First click into an answer.")
    expect(locked.locator("input")).to_have_value("any bargain")
    locked.get_by_text("Open the memo").click()
    expect(locked.get_by_role("button", name="Quote this")).to_be_disabled()
    expect(line.locator("input")).to_have_value(before)


def test_words_go_where_the_caret_was_left_whatever_was_clicked_since(notebook):
    """A drag that begins on a letter in the page marks nothing, and moves no caret to the front."""
    book = written(notebook, "from gorin import answer, reader\nreader(layers=['voice'])", CELLS[1])
    page, text = book.page, book.card("Q99.9").locator("textarea")
    clause = page.locator(".gorin-leaf [data-anchor='4.1a'].gorin-clause")
    text.press_sequentially("Note: ")
    clause.click()
    page.keyboard.press("q")
    letter = clause.locator(".gorin-letters").bounding_box()
    page.mouse.move(letter["x"] + 1, letter["y"] + letter["height"] / 2)
    page.mouse.down()
    page.mouse.move(letter["x"] + 200, letter["y"] + letter["height"] / 2, steps=5)
    page.mouse.up()
    page.locator(".gorin-leaf [data-anchor='3.2d'].gorin-clause").click()
    page.keyboard.press("q")
    expect(text).to_have_value(re.compile("^Note: “I told .*” .¶4.1a. “nevertheless, .*” .¶3.2d.$"))
    limits = text.evaluate(
        "e => document.getElementById(e.getAttribute('aria-describedby')).innerText"
    )
    assert limits == "20 to 60 words, 1 quotation of the memo in quotation marks."


def test_words_of_two_paragraphs_are_no_quotation(notebook):
    """An unfolded sentence is quoted in the order of the page, with a gap where there is one."""
    book = written(
        notebook, 'from gorin import answer, reader\nreader("5.1", unfold=True)', CELLS[1]
    )
    page = book.page
    page.locator("textarea").focus()
    leaf = page.locator(".gorin-leaf")
    lines = leaf.locator(".gorin-line")
    expect(lines).to_have_count(6)
    mark = """([from, to]) => {
        const words = (anchor) => document.querySelector(
            `.gorin-leaf [data-anchor='${anchor}'].gorin-clause .gorin-words`);
        const range = document.createRange();
        range.setStart(words(from).firstChild, 0);
        range.setEnd(words(to).lastChild, words(to).lastChild.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }"""
    page.evaluate(mark, ["5.1f", "5.1a"])  # the main clause stands first when it is unfolded
    marked = page.locator(".gorin-marked")
    expect(marked).to_contain_text("“Subsequently, after a further conversation")
    expect(marked).to_contain_text("… I took the matter up personally with the President.” ¶5.1")
    page.get_by_role("button", name="Whole page").click()
    page.evaluate(mark, ["3.2f", "4.1a"])
    expect(marked).to_have_text("Mark words of one paragraph.")
    marked_before = page.locator("textarea").input_value()
    leaf.locator("[data-anchor='4.1a'].gorin-clause").focus()
    page.evaluate(mark, ["3.2f", "4.1a"])
    page.keyboard.press("q")
    expect(page.locator(".gorin-reader .gorin-told")).to_have_text("Mark words of one paragraph.")
    assert page.locator("textarea").input_value() == marked_before


def test_a_card_that_no_kernel_hears_takes_no_words(notebook):
    """The drawer of a restored card can be read; q puts nothing into an answer that is not kept."""
    book = written(notebook, *CELLS[:2])
    book.card("Q99.9").locator("textarea").fill("Kept.")
    expect(book.card("Q99.9").locator(".gorin-said")).to_contain_text("Recorded")
    book.save()
    book.reload()
    card, memo = opened(book, "Q99.9")
    memo.locator("[data-anchor='4.1a'].gorin-clause").click()
    book.page.keyboard.press("q")
    expect(card.locator(".gorin-told")).to_contain_text("Marked:")
    expect(card.locator("textarea")).to_have_value("Kept.")
