"""The reader in a real JupyterLab: mouse, keyboard, layers, and what the kernel knows of it."""

import re

import pytest
from playwright.sync_api import expect
from writing import written

from gorin import answers
from gorin.memo import memo

LEFT = "e => parseFloat(getComputedStyle(e).paddingLeft)"
BELOW = """() => document.querySelector('.gorin-aside').getBoundingClientRect().top
    >= document.querySelector('.gorin-leaf').getBoundingClientRect().bottom"""
WIDER = """() => [...document.querySelectorAll('.gorin-reader, .gorin-reader *')]
    .filter(e => getComputedStyle(e).display !== 'inline' && e.clientWidth > 1)
    .filter(e => e.scrollWidth > e.clientWidth + 2).map(e => e.outerHTML.slice(0, 120))"""


def opened(notebook, *sources):
    """Open and run a notebook with these cells, in a folder of its own."""
    return written(notebook, "from gorin import reader", *sources)


def run(book, source):
    """Write a line into the last cell and run it; return what it prints."""
    cell = book.page.locator(".jp-CodeCell").last
    cell.locator(".cm-content").click()
    book.page.keyboard.press("ControlOrMeta+a")
    book.page.keyboard.type(source)
    book.page.keyboard.press("ControlOrMeta+Enter")
    output = cell.locator(".jp-OutputArea-output")
    expect(output).to_contain_text(re.compile(r"\S"))
    return output.inner_text().strip()


def test_a_passage_is_chosen_with_the_mouse_and_known_to_the_kernel(notebook):
    """The panel shows anchor, words and glosses; `.value` is the anchor."""
    book = opened(notebook, "r = reader()\nr", "0")
    leaf = book.page.locator(".gorin-leaf")
    leaf.locator("[data-anchor='1.3b']").click()
    panel = book.page.locator(".gorin-aside")
    expect(panel).to_contain_text("¶1.3b")
    expect(panel).to_contain_text("placed on probation by the court")
    expect(panel.locator("dt").first).to_be_visible()
    assert run(book, "print(r.value)") == "1.3b"
    leaf.locator("[data-anchor='3.2'].gorin-address").click()
    expect(panel).to_contain_text("¶3.2")
    expect(leaf.locator(".gorin-inside")).to_have_count(6)
    assert run(book, "print(r.value)") == "3.2"


def test_everything_is_done_with_the_keyboard_alone(notebook):
    """Arrows move by clause and by sentence, Home and End jump, Enter chooses, Escape leaves."""
    book = opened(notebook, "reader()")
    before = book.cells()
    press = book.page.keyboard.press
    focused = book.page.locator(".gorin-leaf [role=option]:focus")
    book.page.locator(".gorin-leaf [tabindex='0']").focus()
    for key, anchor in [
        ("Home", "0.1"),
        ("ArrowRight", "0.2"),
        ("ArrowDown", "1"),
        ("ArrowDown", "1.1"),
        ("ArrowRight", "1.1a"),
        ("ArrowDown", "1.2"),
        ("ArrowUp", "1.1"),
        ("End", "6.2"),
        ("ArrowLeft", "6.1"),
        ("ArrowLeft", "5.4d"),
    ]:
        press(key)
        expect(focused).to_have_attribute("data-anchor", anchor)
    press("Enter")
    panel = book.page.locator(".gorin-aside")
    expect(panel).to_contain_text("¶5.4d")
    expect(focused).to_have_attribute("aria-selected", "true")
    for key in ("b", "d", "d", "a", "x", "Enter", "m", "y"):
        press(key)
    assert book.cells() == before
    press("Escape")
    expect(panel).not_to_contain_text("¶5.4d")
    book.page.locator(".gorin-bar button").first.focus()
    press("Enter")
    expect(book.page.locator(".gorin-legend")).to_contain_text("Welles narrating")
    press("Tab")
    press("Space")
    expect(book.page.locator(".gorin-legend")).to_contain_text("narrates")
    assert book.cells() == before


def test_layers_are_told_by_line_and_letter(notebook):
    """Each tag has a line style and a letter; what an exercise asks has a question mark."""
    book = opened(notebook, 'reader(layers=["voice"])')
    leaf, bar = book.page.locator(".gorin-leaf"), book.page.locator(".gorin-bar")
    letters = leaf.locator("[data-anchor='1.3a'] .gorin-letters")
    expect(letters).to_have_text("A", use_inner_text=True)
    lined = leaf.locator("[data-anchor='1.3a'] [data-layer=voice].gorin-dashed")
    expect(lined).to_have_css("text-decoration-line", "underline")
    other = leaf.locator("[data-anchor='1.3a'] .gorin-under[data-layer=act]")
    expect(other).to_have_css("text-decoration-line", "none")
    open_to_all = leaf.locator("[data-anchor='3.2c'] .gorin-letters")
    expect(open_to_all).to_have_text("?", use_inner_text=True)
    leaf.locator("[data-anchor='3.2c'].gorin-clause").click()
    expect(book.page.locator(".gorin-aside")).to_contain_text("yours to decide in the exercise")
    voice = bar.get_by_role("button", name="Voice")
    expect(voice).to_have_attribute("aria-pressed", "true")
    voice.click()
    expect(letters).to_be_hidden()
    expect(lined).to_have_css("text-decoration-line", "none")
    expect(book.page.locator(".gorin-legend")).to_be_hidden()


def test_a_sentence_unfolds(notebook):
    """Main clause first, what hangs on it further in; the whole page is one click away."""
    book = opened(notebook, 'reader("5.1", unfold=True)')
    lines = book.page.locator(".gorin-leaf .gorin-line")
    expect(lines).to_have_count(6)
    expect(lines.first).to_contain_text("I took the matter up personally")
    steps = [float(lines.nth(n).evaluate(LEFT)) for n in range(3)]
    assert steps == sorted(set(steps))
    book.page.get_by_role("button", name="Whole page").click()
    expect(book.page.locator(".gorin-leaf")).to_contain_text("called to see me this morning")
    book.page.get_by_role("button", name="Only this passage").click()
    expect(lines).to_have_count(6)


def test_a_sentence_unfolds_where_it_stands(notebook):
    """A button opens a sentence on the page and folds it again; it keeps the focus."""
    book = opened(notebook, "reader()")
    page, before = book.page, book.cells()
    lines = page.locator(".gorin-leaf .gorin-line")
    page.locator("[data-anchor='3.2d'].gorin-clause").click()
    page.get_by_role("button", name="Unfold sentence").focus()
    page.keyboard.press("Enter")
    expect(lines).to_have_count(6)
    expect(lines.first).to_contain_text("The Ambassador said that his Government")
    expect(page.locator("[data-anchor='3.2d'].gorin-clause")).to_have_attribute(
        "aria-selected", "true"
    )
    expect(page.locator(".gorin-hidden[aria-live]")).to_contain_text("¶3.2 unfolded")
    expect(page.get_by_role("button", name="Fold sentence", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(lines).to_have_count(0)
    assert book.cells() == before


def test_a_choice_is_widened_announced_and_left(notebook):
    """From a clause to its sentence and paragraph by button or Shift+Up; what changed is said."""
    book = opened(notebook, "reader()")
    page = book.page
    chosen, said = page.locator(".gorin-chosen strong"), page.locator(".gorin-hidden[aria-live]")
    page.locator("[data-anchor='3.2f'].gorin-clause").click()
    expect(chosen).to_have_text("¶3.2f")
    expect(page.locator(".gorin-aside")).to_contain_text("[Page 939] ¶3.2f.2")
    page.get_by_role("button", name="Choose sentence 3.2").click()
    expect(chosen).to_have_text("¶3.2")
    expect(said).to_have_text("Chosen Sentence 3.2")
    expect(page.locator(".gorin-leaf [role=option]:focus")).to_have_attribute("data-anchor", "3.2")
    page.keyboard.press("Shift+ArrowUp")
    expect(chosen).to_have_text("¶3")
    page.keyboard.press("Enter")
    expect(chosen).to_have_count(0)
    expect(said).to_have_text("Nothing chosen")


def test_the_panel_stands_where_one_reads(notebook):
    """Beside the chosen line where there is room, below a leaf that scrolls where there is none."""
    book = opened(notebook, 'reader(layers=["voice", "act"])')
    page, aside = book.page, book.page.locator(".gorin-aside")
    clause = page.locator("[data-anchor='4.1a'].gorin-clause")
    clause.click()
    assert abs(clause.bounding_box()["y"] - aside.bounding_box()["y"]) < 12
    book.command("View", "^Appearance", "^Show Left Sidebar")
    for width in (640, 360):  # 640: a window of 1280 pixels at 200 %
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(BELOW)
        assert page.evaluate(WIDER) == []


def test_words_can_be_marked_and_copied(notebook):
    """To mark words with the mouse chooses nothing; numbers and letters are not copied."""
    book = opened(notebook, 'reader(layers=["voice"])')
    words = book.page.locator("[data-anchor='2.1c'].gorin-clause .gorin-words")
    words.scroll_into_view_if_needed()
    lines = words.evaluate("e => [...e.getClientRects()].map(r => [r.x, r.y, r.width])")
    (left, top, _), (start, below, width) = lines[0], lines[-1]
    book.page.mouse.move(left + 2, top + 10)
    book.page.mouse.down()
    book.page.mouse.move(start + width + 60, below + 10, steps=5)
    book.page.mouse.up()
    marked = book.page.evaluate("getSelection().toString()")
    assert marked.startswith("and because of certain")
    assert " ".join(marked.split()) in memo()["2"].text
    expect(book.page.locator(".gorin-chosen")).to_have_count(0)


def test_what_is_not_in_the_memo_is_a_message(notebook):
    """Run All goes on after it."""
    book = opened(notebook, 'reader("3.9")', "print(6 * 7)")
    outputs = book.page.locator(".jp-OutputArea-output")
    expect(outputs.first).to_contain_text("paragraph 3 has 3.1 and 3.2")
    expect(outputs.last).to_contain_text("42")


@pytest.mark.parametrize("refused", [False, True], ids=["asked", "refused"])
def test_an_anchor_is_copied(notebook, refused):
    """The button says so, and the clipboard has it, also where the browser's new way is closed."""
    book = opened(notebook, 'reader("5.4")')
    page = book.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if refused:
        page.evaluate(
            "() => { navigator.clipboard.writeText = async () => { throw new Error('no') } }"
        )
    page.get_by_role("button", name="Copy anchor").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "5.4"


def test_the_sentence_alone_tells_nothing_else(notebook):
    """Lesson 1 opens with words and no title, no names explained, no anchor."""
    book = opened(notebook, 'reader("3.2", alone=True)')
    shown = book.page.locator(".gorin-reader")
    expect(shown).to_have_text(memo()["3.2"].text)


def test_an_untrusted_notebook_shows_the_static_page(notebook):
    """A fresh clone, nothing run: the memo can be read, and no error is shown."""
    book = notebook("02-close-reading", under="lessons")
    page = book.page
    expect(page.locator(".jp-OutputArea-output").first).to_contain_text(
        "Memorandum of Conversation"
    )
    text = page.evaluate("() => document.querySelector('.jp-Notebook').innerText")
    assert "Error displaying widget" not in text
    expect(page.locator(".gorin")).to_have_count(0)


def test_lesson_two_from_the_memo_to_the_mark_in_the_dark(notebook):
    """Open the lesson, read by mouse and keyboard, practise; answer the exercise; be marked.

    In the light all lessons are used in `test_lessons`, and each kind of card in `test_card`.
    """
    book = notebook("02-close-reading", under="lessons")
    book.theme("dark")
    book.run_all()
    page = book.page
    assert page.locator(".jp-OutputArea-output [data-mime-type*=stderr]").count() == 0
    leaf = page.locator(".gorin-leaf").first
    leaf.scroll_into_view_if_needed()
    leaf.locator("[data-anchor='2.1c'].gorin-clause").click()
    expect(page.locator(".gorin-aside").first).to_contain_text("¶2.1c")
    leaf.locator("[data-anchor='2.1c'].gorin-clause").press("ArrowRight")
    following = leaf.locator("[data-anchor='2.1d'].gorin-clause")
    expect(following).to_have_attribute("tabindex", "0")
    following.press("Enter")
    expect(page.locator(".gorin-aside").first).to_contain_text("¶2.1d")
    card = book.card("P2.1")
    card.scroll_into_view_if_needed()
    card.get_by_label("Anchor").fill("2.1c")
    card.get_by_label("Anchor").press("Enter")
    expect(card.locator(".gorin-verdict")).to_contain_text("Right.")

    book = notebook("02-close-reading")
    book.theme("dark")
    book.run_all()
    for name, act in {
        "Q2.1": lambda c: c.locator("[data-anchor='3.2f'].gorin-clause").click(),
        "Q2.2": lambda c: c.locator("input").fill("should leniency of the kind requested"),
        "Q2.3": lambda c: c.get_by_role("radio").nth(2).check(),
        "Q2.4": lambda c: c.locator("select").first.select_option("condition"),
        "Q2.8": lambda c: c.locator("[data-anchor='3.1b'].gorin-clause").click(),
        "Q2.10": lambda c: c.get_by_role("button", name="This is my order").click(),
        "Q2.12": lambda c: c.locator("textarea").fill("It is “positive assurance”."),
    }.items():
        card = book.card(name)
        card.scroll_into_view_if_needed()
        act(card)
        expect(card.locator(".gorin-said")).to_contain_text("Recorded", timeout=10_000)
    book.save()
    found = answers.read(book.path).answers
    assert found["Q2.1"].value == "3.2f"
    assert found["Q2.2"].value == "should leniency of the kind requested"
    assert found["Q2.8"].value == ["3.1b"]
    assert found["Q2.12"].value == "It is “positive assurance”."
    recorded = {name for name, answer in found.items() if answer.source == "record"}
    assert recorded == {"Q2.1", "Q2.2", "Q2.3", "Q2.4", "Q2.8", "Q2.10", "Q2.12"}
