"""Tagging in a real JupyterLab: by mouse, by keyboard alone, in a lesson and in an exercise."""

import json
import re

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin import answers

LESSON = 'from gorin import compare, tagger\ntagger("voice")'
EIGHT = {"1.3b": "A", "2.1c": "Ws", "2.1d": "Ws", "2.2c": "Wn", "3.1b": "A", "3.2d": "A",
         "4.1a": "A", "5.1e": "J"}  # fmt: skip
KEYS = {"Wn": "n", "Ws": "s", "A": "a", "J": "j"}
WIDE = """() => [...document.querySelectorAll('.gorin, .gorin *')]
    .filter(e => !e.classList.contains('gorin-hidden') && e.clientWidth)
    .filter(e => e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).display !== 'inline')
    .map(e => e.outerHTML.slice(0, 120))"""


def clause(card, anchor):
    """A clause to be tagged, by its anchor."""
    return card.locator(f"[role=option][data-anchor='{anchor}']")


def says(card, count, of=12):
    """Wait until so many tags are recorded."""
    expect(card.locator(".gorin-said")).to_have_text(f"Recorded: {count} of {of} clauses tagged.")
    expect(card.locator(".gorin-tags-tally")).to_have_text(f"{count} of {of} tagged")


def kept(book):
    """The tags in the answers file beside the notebook."""
    path = book.path.with_name("02-close-reading.answers.json")
    return json.loads(path.read_text(encoding="utf-8"))["answers"]


def test_clauses_are_tagged_with_the_mouse(notebook):
    """A tag is chosen, clauses are clicked; clicked again they lose it; a re-run restores all."""
    book = written(notebook, LESSON)
    card = book.card("Your tags: voice")
    expect(card.locator("[role=option]")).to_have_count(12)
    clause(card, "1.3b").click()
    expect(card.locator(".gorin-tags-told")).to_have_text(re.compile("Choose a tag first"))
    card.get_by_role("button", name="the Ambassador", exact=True).click()
    clause(card, "1.3b").click()
    clause(card, "3.2d").click()
    says(card, 2)
    expect(clause(card, "1.3b")).to_have_attribute(
        "aria-label", re.compile("^1.3b, 1 of 12: with regard .* Tag: the Ambassador$")
    )
    expect(card.locator(".gorin-tags-told")).to_have_text("¶3.2d: the Ambassador.")
    clause(card, "3.2d").click()
    says(card, 1)
    card.get_by_role("button", name="Undo").click()
    says(card, 2)
    card.get_by_role("button", name="Redo").click()
    says(card, 1)
    card.get_by_role("button", name="Clear answer").click()
    expect(card.locator(".gorin-tags-tally")).to_have_text("0 of 12 tagged")
    card.get_by_role("button", name="Undo").click()
    says(card, 1)
    assert kept(book) == {"tags-voice": {"1.3b": "A"}}
    book.restart_and_run_all()
    card = book.card("Your tags: voice")
    expect(clause(card, "1.3b").locator(".gorin-tags-box")).to_have_text("A")
    expect(card.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")
    book.save()
    record = json.loads(book.path.read_text(encoding="utf-8"))["cells"][0]["outputs"][1]["data"]
    (mime,) = (name for name in record if name.startswith("application/vnd.gorin"))
    assert record[mime] == {"question": "tags-voice", "value": {"1.3b": "A"}, "valid": True}


def test_clauses_are_tagged_with_the_keyboard_alone(notebook):
    """Arrows move from box to box, a letter tags, Delete clears, Ctrl+Z and Ctrl+Y go back."""
    book = written(notebook, LESSON)
    before, press = book.cells(), book.page.keyboard.press
    card = book.card("Your tags: voice")
    card.get_by_role("button", name="Welles narrating").focus()
    press("ArrowDown")
    expect(card.get_by_role("button", name="Welles reporting what he said")).to_be_focused()
    press("s")  # now chosen, for Enter to give
    for _ in range(3):  # Undo, Redo, the page
        press("Tab")
    expect(clause(card, "1.3b")).to_be_focused()
    press("Enter")
    says(card, 1)
    press("b")  # no tag, and nothing for the notebook
    press("a")
    expect(clause(card, "1.3b").locator(".gorin-tags-box")).to_have_text("A")
    for tag in list(EIGHT.values())[1:]:
        press("ArrowRight")
        press(KEYS[tag])
    says(card, 8)
    expect(clause(card, "5.1e")).to_be_focused()
    press("Delete")
    says(card, 7)
    for _ in range(3):
        press("ControlOrMeta+z")
    says(card, 6)
    press("ControlOrMeta+y")
    press("ControlOrMeta+Shift+z")
    says(card, 8)
    for key in ("Home", "ArrowLeft", "x", "d", "d", "n", "End", "ArrowDown", "Delete"):
        press(key)
    expect(clause(card, "5.4a")).to_be_focused()
    press("ControlOrMeta+z")
    expect(clause(card, "1.3b").locator(".gorin-tags-box")).to_have_text("D")
    press("ControlOrMeta+z")
    expect(clause(card, "1.3b").locator(".gorin-tags-box")).to_have_text("A")
    says(card, 8)
    assert kept(book) == {"tags-voice": EIGHT}
    assert book.cells() == before


def test_the_readings_are_compared_with_the_keyboard_alone(notebook):
    """Nothing is shown before enough is tagged and it is asked for; then it follows the tags."""
    book = written(notebook, LESSON, 'compare("voice")')
    press = book.page.keyboard.press
    card, shown = book.card("Your tags: voice"), book.page.locator(".gorin-compare")
    titles = shown.locator(".gorin-compare-title")
    expect(shown).to_contain_text("You have tagged nothing yet. From 8 on")
    expect(shown.get_by_role("button")).to_have_count(0)
    clause(card, "1.3b").focus()
    for tag in EIGHT.values():
        press(KEYS[tag])
        press("ArrowRight")
    expect(shown).to_contain_text("8 of 12 tagged: enough to compare.")
    expect(shown.locator("li")).to_have_count(0)
    opener = shown.get_by_role("button", name="Show the two readings")
    for _ in range(12):
        if opener.evaluate("(e) => e === document.activeElement"):
            break
        press("Tab")
    press("Enter")
    expect(titles).to_have_text(
        ["The two readings differ (2)", "You read it otherwise (1)", "All three agree (5)"]
    )
    expect(shown).to_contain_text("kappa")
    expect(shown).not_to_contain_text("5.2a")  # not tagged, so not told
    press("Tab")
    press("Enter")
    expect(shown.locator("details[open] li")).to_have_count(5)
    clause(card, "4.1a").focus()
    press("s")  # the student thinks again
    expect(titles).to_have_text(["The two readings differ (2)", "All three agree (6)"])
    press("Delete")
    expect(shown).to_contain_text("7 of 12 tagged so far.")
    expect(shown.locator("li")).to_have_count(0)


def test_a_question_of_the_exercise_is_answered_by_tagging(notebook):
    """The value is that of a match, in the file and in the notebook that the grader reads."""
    book = notebook("02-close-reading")
    book.run_all()
    card = book.card("Q2.6")
    card.scroll_into_view_if_needed()
    expect(card.locator("[role=option]")).to_have_count(6)
    card.get_by_role("button", name="Dies through Long").click()
    clause(card, "5.4c").click()
    clause(card, "1.2a").focus()
    book.page.keyboard.press("l")
    says(card, 2, 6)
    assert kept(book) == {"Q2.6": {"1.2a": "L", "5.4c": "DL"}}
    book.save()
    assert answers.read(book.path).answers["Q2.6"].value == {"1.2a": "L", "5.4c": "DL"}


def test_what_cannot_be_recorded_is_refused_in_words(notebook):
    """After a reload the page can be read and not tagged; a typed answer is shown and locked."""
    typed = 'from gorin import answer, tagger\nanswer("Q2.6", {"1.2a": "Wn"})'
    book = written(notebook, typed, 'tagger("voice")', 'tagger("voices")')
    card = book.card("Q2.6")
    expect(card.locator(".gorin-said")).to_contain_text("Typed in the cell")
    clause(card, "2.1b").focus()
    book.page.keyboard.press("s")
    expect(clause(card, "1.2a").locator(".gorin-tags-box")).to_have_text("N")
    expect(card.locator(".gorin-tags-tally")).to_have_text("1 of 6 tagged")
    notice = book.page.get_by_text("No layer 'voices' (layers: voice, act, firmness, hand)")
    expect(notice).to_be_visible()
    book.save()
    book.reload()
    card = book.card("Your tags: voice")
    expect(card.locator(".gorin-said")).to_have_text("To answer, run all cells again (menu Run).")
    clause(card, "1.3b").focus()
    book.page.keyboard.press("a")
    book.page.keyboard.press("ControlOrMeta+z")
    expect(card.locator(".gorin-tags-tally")).to_have_text("0 of 12 tagged")


def test_axe_finds_nothing_and_nothing_is_too_wide(notebook):
    """With tags, a chosen tag, both lists unfolded and the readings shown; at 1280 and 360."""
    book = written(notebook, LESSON, 'compare("voice")')
    card, shown = book.card("Your tags: voice"), book.page.locator(".gorin-compare")
    for anchor, tag in EIGHT.items():
        clause(card, anchor).focus()
        book.page.keyboard.press(KEYS[tag])
    says(card, 8)
    card.get_by_role("button", name="the President").click()
    for summary in card.locator("summary").all():
        summary.click()
    shown.get_by_role("button").click()
    shown.locator("summary").click()
    assert in_both_themes(book) == []
    book.command("View", "^Appearance", "^Show Left Sidebar")
    book.page.set_viewport_size({"width": 360, "height": 900})
    expect(shown).to_be_attached()
    assert in_both_themes(book) == []
    assert book.page.evaluate(WIDE) == []
