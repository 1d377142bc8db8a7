"""The marking desk in a real JupyterLab: essays marked by keyboard alone, and found again."""

import os

import harness
import pytest
from playwright.sync_api import expect
from writing import violations

from gorin import cli
from gorin.classroom import sheets
from gorin.essays import decisions, store
from gorin.essays.file import NAME
from gorin.essays.levels import criteria

HEAPED = "\u0301\u0489" * 400  # marks on one letter
TEXTS = (
    "The offer is firm: “positive assurance” (¶3.2d), and “careful note” is not.",
    "<img src=x onerror='window.hurt = 1'><script>window.hurt = 1</script> “positive assurances”",
    f"Firm.\n\nNot firm. “It is the moon that decides here”. “{'x' * 500}” Z{HEAPED}",
)
NAMED = "Student {} </p><img src=x onerror='window.hurt = 1'>"
HEAD = (
    *("student", "exercise", "question", "kind", "points", "out_of", "status", "answer"),
    *("source", "remark"),
)
NAMES = [criterion.name for criterion in criteria("Q2.12")]
# By how many pixels the ring of what has the focus is cut off at the right.
RING = """button => {
    const {outlineWidth, outlineOffset} = getComputedStyle(button);
    const edge = button.getBoundingClientRect().right + parseFloat(outlineWidth);
    const output = button.closest('.jp-OutputArea-output').getBoundingClientRect().right;
    return edge + parseFloat(outlineOffset) - output;
}"""


@pytest.fixture
def desk(page, address, place):
    """A desk with three essays of one question, and its notebook, which has been run."""
    folder = place / f"desk-{os.urandom(4).hex()}"
    folder.mkdir()
    rest = ("02-close-reading", "Q2.12", "essay", "0", "4", "pending")
    rows = [(NAMED.format(n), *rest, text, "record", "") for n, text in enumerate(TEXTS)]
    sheets.write({folder / "marks.csv": (HEAD, rows)})
    assert cli.main(["desk", str(folder), "--marker", "m", "--no-open"]) == 0
    book = harness.Notebook(page, address, place, f"{folder.name}/desk-m.ipynb")
    book.run_all()
    return book, folder / NAME


def kept(path, place=0):
    return store.read(path).opinion(store.read(path).essays[place].id, "m")


def test_an_essay_is_marked_by_keyboard_alone(desk):
    """Digits give levels and go on; letters and arrows move among criteria; undo."""
    book, path = desk
    page = book.page
    press, box = page.keyboard.press, page.locator(".gorin-desk")
    said, heads = box.get_by_role("status"), box.locator(".gorin-desk-criterion > button")
    expect(box).to_contain_text("Essay 1 of 3")
    expect(box).not_to_contain_text("Student")
    heads.first.focus()
    for key in "3214":
        press(key)
    assert heads.last.evaluate(RING) <= 0
    expect(said).to_contain_text("All levels are given")
    expect(box.locator(".gorin-desk-earned")).to_have_text("2 of 4 points")
    expect(box.locator("progress")).to_have_attribute("value", "1")
    assert kept(path).levels == dict(zip(NAMES, (3, 2, 1, 4), strict=True))
    press("k")
    expect(heads.nth(2)).to_be_focused()
    press("ArrowUp")
    press("ArrowDown")
    expect(heads.nth(2)).to_be_focused()
    press("2")
    expect(heads.nth(2)).to_contain_text("2")
    press("Tab")
    press("ArrowRight")  # within the levels of a criterion, as in every group of radio buttons
    expect(heads.nth(2)).to_contain_text("3")
    press("u")
    expect(said).to_have_text("Taken back: Voice, level 3.")
    expect(heads.nth(2)).to_contain_text("2")


def test_comments_are_kept_while_one_writes_and_found_again(desk):
    """In the file while the field still has the focus; reused; there after a reload."""
    book, path = desk
    before, page = book.cells(), book.page
    press, box = page.keyboard.press, page.locator(".gorin-desk")
    heads = box.locator(".gorin-desk-criterion > button")
    heads.first.focus()
    for key in "3224":
        press(key)
    press("c")
    page.keyboard.type("Say whose words 1 & 2 are.")
    for _ in range(50):
        if kept(path).comment:
            break
        page.wait_for_timeout(100)
    assert kept(path).comment == "Say whose words 1 & 2 are."
    expect(box.locator("textarea")).to_be_focused()
    box.get_by_role("button", name="Keep for reuse").press("Enter")
    expect(box.locator(".gorin-desk-phrases li")).to_have_count(1)
    heads.first.focus()
    press("n")
    expect(box).to_contain_text("Essay 2 of 3")
    expect(box.locator("textarea")).to_have_value("")
    press("5")
    expect(box.locator("textarea")).to_have_value("Say whose words 1 & 2 are.")
    for key in ("b", "d", "d", "a", "x", "m", "Enter"):
        press(key)
    press("c")
    page.keyboard.type(" More.")
    press("Escape")
    press("p")
    expect(box.locator("textarea")).to_have_value("Say whose words 1 & 2 are.")
    assert kept(path, 1).comment.endswith("are. More.")
    assert book.cells() == before

    book.save()
    book.reload()
    assert "Student" not in book.path.read_text(encoding="utf-8")
    box = page.locator(".gorin-desk")
    # Drawn anew from a model that another page opened, it would show and not keep.
    expect(box.get_by_role("status")).to_have_text("Run this cell again to go on.")
    expect(box.locator("input[type=radio]").first).to_be_disabled()
    book.run_all()
    box = page.locator(".gorin-desk")
    expect(box).to_contain_text("Essay 2 of 3")
    expect(box.locator("progress")).to_have_attribute("value", "1")
    box.get_by_role("button", name="Previous").click()
    expect(box.locator(".gorin-desk-earned")).to_have_text("2.33 of 4 points")
    expect(box.locator("textarea")).to_have_value("Say whose words 1 & 2 are.")


def test_what_a_student_wrote_is_text_and_the_page_is_accessible(desk):
    """Nothing in an essay acts; quotations have their place; axe, both themes, a narrow window."""
    book, path = desk
    essays, page = store.read(path).essays, book.page
    for marker, level in (("ben", 2), ("m", 3)):
        for name in NAMES:
            decisions.give(path, decisions.Place(essays[0].id, marker, name), level)
    decisions.keep(path, "m", "Which paper would settle it?")
    book.run_all()
    box = page.locator(".gorin-desk")
    found = ""
    expect(box).to_contain_text("Essay 2 of 3")  # the first that nobody marked
    for number, step in ((1, "Previous"), (2, "Next"), (3, "Next")):
        box.get_by_role("button", name=step).click()
        expect(box).to_contain_text(f"Essay {number} of 3")
        found += box.locator(".gorin-desk-page").inner_text()
    for sign in ("✓\u00a0¶3.2d", "≈\u00a0¶3.2d", "✗", "<script>window.hurt = 1</script>"):
        assert sign in found
    assert "“positive assurances” is not in the memo; ¶3.2d has “positive assurance”" in found
    for theme in ("light", "dark"):
        book.theme(theme)
        assert violations(page) == []
        box.get_by_role("button", name="Overview").click()
        expect(box.locator("caption")).to_have_count(2)
        expect(box.locator(".gorin-desk-talk li")).to_have_count(4)
        assert violations(page) == []
        box.locator(".gorin-desk-talk button").first.click()
        expect(box).to_contain_text("Essay 1 of 3")
        expect(box.locator(".gorin-desk-criterion > button").first).to_be_focused()
        expect(box.locator(".gorin-desk-others").first).to_have_text("ben 2")
    box.get_by_label("Show names").check()
    expect(box.locator(".gorin-desk-name")).to_have_text(essays[0].student)
    assert page.evaluate("() => window.hurt") is None
    page.set_viewport_size({"width": 360, "height": 900})
    book.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    page.wait_for_timeout(300)
    wide = "box => [box, ...box.querySelectorAll('*')]"
    wide += ".filter((e) => e.scrollWidth > e.clientWidth + 1 "
    wide += "&& e.clientWidth && getComputedStyle(e).display !== 'inline' "
    wide += "&& !e.closest('.gorin-hidden, .gorin-desk-text') && !e.matches('.gorin-desk-page'))"
    wide += ".map((e) => e.className || e.tagName)"  # a page cuts off what its text heaps up
    for number in range(1, len(essays) + 1):
        expect(box).to_contain_text(f"Essay {number} of 3")
        assert box.evaluate(wide) == []
        box.get_by_role("button", name="Next").click()


def test_what_cannot_be_kept_is_said(desk):
    """The kernel is gone: a level that would be lost is not shown as given."""
    book, path = desk
    book.page.evaluate(
        "async () => { const s = window.jupyterapp.shell.currentWidget.sessionContext;"
        " await s.shutdown(); }"
    )
    box = book.page.locator(".gorin-desk")
    box.locator(".gorin-desk-criterion label").first.click()
    expect(box.get_by_role("status")).to_contain_text("Not kept: run this cell again")
    expect(box.locator("input[type=radio]").first).to_be_disabled()
    expect(box.locator("input[type=radio]:checked")).to_have_count(0)
    assert kept(path).levels == {}
