"""Cards in a real JupyterLab: clicks, keys, and what becomes of them."""

import json
import os
import re
import shutil
from pathlib import Path

import harness
import pytest
from playwright.sync_api import expect

from gorin import answers

EXPECTED = {
    "Q99.1": "b",
    "Q99.2": ["a", "c"],
    "Q99.3": "3.1a",
    "Q99.4": ["1.3b", "5.1d"],
    "Q99.5": "positive assurance",
    "Q99.6": {"5.1f": "W", "5.4a": "L"},
    "Q99.7": ["b", "a", "c", "d"],
    "Q99.8": 5,
    "Q99.9": "Welles alone “had taken careful note” of it.",
}
REFUSED = re.compile("(Not recorded:|To answer,|To change this answer,) run all cells again")


def recorded(card):
    """Wait until the kernel has acknowledged what was last done in a card."""
    expect(card.locator(".gorin-said")).to_contain_text(re.compile("^Recorded|^Choose|^Click"))


def answer_each_kind(book):
    """Answer one question of each kind by clicking and typing."""
    card = book.card("Q99.1")
    card.get_by_label("Welles").check()
    recorded(card)
    card = book.card("Q99.2")
    card.get_by_label("Gorin").check()
    card.get_by_label("Long").check()
    recorded(card)
    card = book.card("Q99.3")
    card.locator("[data-anchor='3.1a']").click()
    recorded(card)
    card = book.card("Q99.4")
    card.locator("[data-anchor='5.1d']").click()
    card.locator("[data-anchor='1.3b']").click()
    recorded(card)
    card = book.card("Q99.5")
    card.locator("input").fill("positive assurance")
    card.locator("input").blur()
    recorded(card)
    card = book.card("Q99.6")
    card.get_by_label("took the matter up").select_option("Welles")
    card.get_by_label("had an interview").select_option("Long")
    recorded(card)
    card = book.card("Q99.7")
    card.get_by_role("button", name="Move up: The Ambassador calls.").click()
    recorded(card)
    card = book.card("Q99.8")
    card.locator("input").fill("5")
    card.locator("input").blur()
    recorded(card)
    card = book.card("Q99.9")
    card.locator("textarea").fill(EXPECTED["Q99.9"])
    card.locator("textarea").blur()
    recorded(card)


def added(source):
    """Say that a cell is put at the end of a notebook."""
    return lambda document: document["cells"].append(harness.cell("added", source))


def typed(document):
    """Type values into two cells, one of which is no anchor."""
    for cell in document["cells"]:
        source = "".join(cell["source"])
        if source.startswith('answer("Q99.3"'):
            cell["source"] = 'answer("Q99.3", 3.9)'
        if source.startswith('answer("Q99.1"'):
            cell["source"] = 'answer("Q99.1", "b")'


def kept(book):
    """The answers file beside the notebook."""
    path = book.path.with_name("99-fixture.answers.json")
    return json.loads(path.read_text(encoding="utf-8"))["answers"] if path.exists() else {}


def saved(book):
    """The answers that the grader reads from the saved notebook."""
    book.save()
    found = answers.read(book.path).answers
    return {name: a.value for name, a in found.items() if a.source == "record"}


def test_every_kind_is_answered_by_clicking(notebook):
    """What was clicked stands in the saved notebook and in the file to hand in."""
    book = notebook("99-fixture")
    book.run_all()
    answer_each_kind(book)
    expect(book.page.locator(".gorin-hand-in")).to_contain_text("8 of 9 answered")
    assert saved(book) == EXPECTED
    assert kept(book) == EXPECTED


def test_restart_and_run_all_brings_every_answer_back(notebook):
    """Answers are restored from the file when their cells run again, and can be changed."""
    book = notebook("99-fixture")
    book.run_all()
    answer_each_kind(book)
    book.restart_and_run_all()
    expect(book.card("Q99.1").get_by_label("Welles")).to_be_checked()
    expect(book.card("Q99.3").locator("[data-anchor='3.1a']")).to_have_attribute(
        "aria-selected", "true"
    )
    book.card("Q99.1").get_by_label("Long").check()
    recorded(book.card("Q99.1"))
    assert saved(book) == EXPECTED | {"Q99.1": "c"}
    assert kept(book) == EXPECTED | {"Q99.1": "c"}


def refused_or_recorded(book):
    """Try to click; the click is recorded in both places or visibly refused."""
    card = book.card("Q99.1")
    expect(card).to_be_visible()
    choice = card.get_by_label("Long")
    if choice.is_enabled():
        choice.check()
    expect(card.locator(".gorin-said")).to_have_text(
        re.compile(f"{REFUSED.pattern}|^Recorded.$"), timeout=harness.PATIENCE
    )
    for _ in range(20):  # a kernel that was only slow takes its refusal back
        book.idle()
        told = bool(REFUSED.search(card.locator(".gorin-said").inner_text()))
        found = kept(book)["Q99.1"], saved(book)["Q99.1"], choice.is_disabled()
        if found == (("b", "b", True) if told else ("c", "c", False)):
            return
    raise AssertionError((told, found))


@pytest.mark.parametrize("what", ["reload", "reopen", "restart"])
def test_no_click_is_lost_in_silence(notebook, what):
    """After a reload, a reopened tab or a bare restart, a click counts or is refused in words."""
    book = notebook("99-fixture")
    book.run_all()
    book.card("Q99.1").get_by_label("Welles").check()
    recorded(book.card("Q99.1"))
    book.save()
    if what == "reload":
        book.reload()
    elif what == "reopen":
        book.command("File", "^Close Tab")
        book.page.goto(f"{book.address}/lab/tree/{book.path.relative_to(book.root)}")
        book.ready()
    else:
        book.restart()
    refused_or_recorded(book)
    book.run_all()
    card = book.card("Q99.1")
    card.get_by_label("Oumansky").check()
    recorded(card)
    assert kept(book)["Q99.1"] == saved(book)["Q99.1"] == "a"


def test_a_slow_kernel_undoes_no_click(notebook):
    """While a click is under way the next one stands: no echo of the first takes it back."""
    book = notebook("99-fixture")
    book.run_all()
    card = book.card("Q99.2")
    card.locator("fieldset").evaluate(
        """(set) => {
            const boxes = ['a', 'c', 'e'].map((id) => set.querySelector(`[value=${id}]`));
            const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'checked');
            window.undone = 0;
            for (const box of boxes) Object.defineProperty(box, 'checked', {
                get() { return native.get.call(box); },
                set(to) { window.undone += !to && box.checked; native.set.call(box, to); },
            });
            for (const box of boxes) box.click();
        }"""
    )
    expect(card.locator(".gorin-said")).to_have_text("Recorded.")
    assert book.page.evaluate("() => window.undone") == 0
    assert saved(book)["Q99.2"] == kept(book)["Q99.2"] == ["a", "c", "e"]


def test_a_refusal_is_taken_back_when_the_kernel_was_only_busy(notebook):
    """The click of that time counts, and the card can be used again."""
    # Busy until it is given a line.
    book = notebook("99-fixture", within=added("input()"))
    book.command("Run", "^Run All Cells")
    asked = book.page.locator(".jp-Stdin-input")
    expect(asked).to_be_visible(timeout=harness.PATIENCE)
    card = book.card("Q99.1")
    card.scroll_into_view_if_needed()
    card.get_by_label("Long").check()
    said = card.locator(".gorin-said")
    expect(said).to_have_text("Not recorded: run all cells again (menu Run).")
    expect(card.get_by_label("Long")).to_be_disabled()
    asked.fill("go on")
    asked.press("Enter")
    expect(said).to_have_text("Recorded.", timeout=harness.PATIENCE)
    expect(card.get_by_label("Long")).to_be_enabled()
    assert saved(book)["Q99.1"] == kept(book)["Q99.1"] == "c"


def test_what_is_being_written_outlives_a_run_of_its_cell(notebook):
    """Ctrl+Enter between two words runs the cell; the words are in the new card."""
    book = notebook("99-fixture")
    book.run_all()
    card = book.card("Q99.9")
    card.locator("textarea").press_sequentially("One side only")
    book.page.keyboard.press("Control+Enter")
    expect(card.locator(".gorin-said")).to_contain_text("3 of at least 20 words")
    expect(card.locator("textarea")).to_have_value("One side only")
    assert saved(book)["Q99.9"] == kept(book)["Q99.9"] == "One side only"


def test_a_wrong_anchor_takes_nothing_away(notebook):
    """A position keeps its number and its sentence while its anchor is mended."""
    book = notebook("99-fixture", within=added("from gorin import position\nposition(2)"))
    book.run_all()
    card = book.card("Your position")
    why, anchor = card.get_by_label("Because"), card.get_by_label("Anchor")
    why.fill("He took careful note.")
    expect(card.locator(".gorin-said")).to_contain_text("a number from 0 to 10 is wanting")
    card.get_by_label("4", exact=True).check()
    anchor.fill("9.9")
    anchor.blur()
    expect(card.locator(".gorin-said")).to_contain_text("not an anchor: '9.9'")
    expect(why).to_have_value("He took careful note.")
    expect(card.get_by_label("4", exact=True)).to_be_checked()
    anchor.fill("4.1a")
    anchor.blur()
    expect(card.locator(".gorin-said")).to_have_text("Recorded.")


def test_an_answer_can_be_cleared(notebook):
    """The focus stays in the card, so that no key falls through to the notebook."""
    book = notebook("99-fixture")
    book.run_all()
    before = book.cells()
    card = book.card("Q99.5")
    card.locator("input").fill("positive assurance")
    recorded(card)
    card.get_by_role("button", name="Clear answer").click()
    expect(card.locator("input")).to_be_focused()
    expect(card.locator("input")).to_have_value("")
    expect(card.locator(".gorin-said")).to_contain_text("Copy the words")
    for key in ("d", "d"):
        book.page.keyboard.press(key)
    assert book.cells() == before
    expect(card.locator("input")).to_have_value("dd")


def test_every_kind_is_answered_by_the_keyboard_alone(notebook):
    """From card to card with Tab; each control with its own keys."""
    book = notebook("99-fixture")
    book.run_all()
    before, keyboard = book.cells(), book.page.keyboard

    def press(*keys):
        for key in keys:
            keyboard.press(key)

    def reach(title, selector):
        """Go on with Tab until a control of a card has the focus."""
        wanted = book.card(title).locator(selector).first
        for _ in range(40):
            if wanted.evaluate("(e) => e === document.activeElement"):
                return
            press("Tab")
        expect(wanted).to_be_focused()

    book.card("Q99.1").scroll_into_view_if_needed()
    book.card("Q99.1").get_by_label("Oumansky").focus()
    press("ArrowDown")
    reach("Q99.2", "[value=a]")
    press("Space", "Tab", "Tab", "Space")
    reach("Q99.3", "[role=option][tabindex='0']")
    press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "Enter")
    reach("Q99.4", "input")
    keyboard.type("5.1d, 1.3b")
    press("Enter")
    reach("Q99.5", "input")
    keyboard.type("positive assurance")
    reach("Q99.6", "select")
    keyboard.type("Welles")
    press("Tab", "Tab")
    keyboard.type("Long")
    reach("Q99.7", "[data-move='b-1']")
    press("Enter")
    expect(book.card("Q99.7").locator(".gorin-hidden")).to_have_text(re.compile(r"^Now 1 of \d: "))
    reach("Q99.8", "input")
    keyboard.type("5")
    reach("Q99.9", "textarea")
    keyboard.type(EXPECTED["Q99.9"])
    for number in range(1, 10):
        recorded(book.card(f"Q99.{number}"))
    assert book.cells() == before
    assert saved(book) == EXPECTED
    assert kept(book) == EXPECTED


def test_clicks_count_in_notebook_7_too(context, address, place):
    """The other front end in which they are promised."""
    page = context.new_page()
    folder = place / f"work-{os.urandom(4).hex()}"
    folder.mkdir()
    path = shutil.copy(place / "exercises" / "99-fixture.ipynb", folder)
    page.goto(f"{address}/notebooks/{folder.name}/99-fixture.ipynb")
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=harness.PATIENCE)
    book = harness.Notebook.__new__(harness.Notebook)
    book.page, book.address, book.root, book.path = page, address, place, Path(path)
    page.wait_for_function(
        "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel",
        timeout=harness.PATIENCE,
    )
    book.command("Run", "^Run All Cells")
    card = book.card("Q99.1")
    expect(card).to_be_visible(timeout=harness.PATIENCE)
    card.get_by_label("Welles").check()
    recorded(card)
    assert saved(book) == kept(book) == {"Q99.1": "b"}
    page.close()


def test_keys_inside_a_card_change_no_cell(notebook):
    """`b`, `d d`, arrows and Enter stay in the card; the passage is chosen by keyboard alone."""
    book = notebook("99-fixture")
    book.run_all()
    before = book.cells()
    card = book.card("Q99.3")
    card.locator("[role=option][tabindex='0']").focus()
    for key in ("b", "d", "d", "a", "x", "ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
        book.page.keyboard.press(key)
    recorded(card)
    assert book.cells() == before
    expect(card.locator("[data-anchor='1.3a']")).to_have_attribute("aria-selected", "true")
    card = book.card("Q99.1")
    card.get_by_label("Oumansky").focus()
    for key in ("Space", "ArrowDown", "d", "d", "b"):
        book.page.keyboard.press(key)
    recorded(card)
    assert book.cells() == before
    assert saved(book) == {"Q99.1": "b", "Q99.3": "1.3a"}


def test_a_typed_value_locks_the_card(notebook):
    """What is seen is what is marked: a literal in the cell is shown and cannot be clicked away."""
    book = notebook("99-fixture", within=typed)
    book.run_all()
    card = book.card("Q99.1")
    expect(card.get_by_label("Welles")).to_be_checked()
    expect(card.get_by_label("Long")).to_be_disabled()
    expect(card.locator(".gorin-said")).to_contain_text("Typed in the cell")
    wrong = book.card("Q99.3").locator(".gorin-said")
    expect(wrong).to_contain_text("Not an anchor: '3.9' (paragraph 3 has 3.1 and 3.2)")


def test_a_file_that_cannot_be_written_is_said_and_the_notebook_keeps_the_answer(notebook):
    """A folder in place of the file stands for a full disk: the card says where the answer is."""
    book = notebook("99-fixture")
    book.run_all()
    book.path.with_name("99-fixture.answers.json").mkdir()
    card = book.card("Q99.1")
    card.get_by_label("Welles").check()
    expect(card.locator(".gorin-said")).to_contain_text(re.compile("cannot be (read|written)"))
    assert saved(book) == {"Q99.1": "b"}


def test_form_feedback_comes_while_one_writes(notebook):
    """Words that are not in the memo are met with the nearest that are."""
    book = notebook("99-fixture")
    book.run_all()
    card = book.card("Q99.5")
    card.locator("input").press_sequentially("Miss Pyk")
    expect(card.locator(".gorin-said")).to_contain_text("nearest: ¶3.2f “Mrs. [Miss] Pyk”")
    card.locator("input").fill("positive assurance")
    expect(card.locator(".gorin-said")).to_have_text(re.compile("Recorded.$"))
