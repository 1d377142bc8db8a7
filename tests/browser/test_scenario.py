"""In Welles's chair in a real JupyterLab: decide, look back, take a choice back, begin again."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin import paths
from gorin.decisions import ASKED, STATUS, read_scenario, taken, told

CELL = "from gorin import scenario\nchair = scenario()\nchair"
PATH = ("refuse", "sooner", "which", "white-house", "moscow")
SCENARIO = read_scenario(paths.data("scenario.toml"))


def folded(text):
    return " ".join(text.split())


def test_a_path_is_walked_with_the_keyboard_alone(notebook):
    """Arrows and Enter decide; the focus goes to what came of it; the page stays where it is."""
    book = written(notebook, CELL)
    before = book.cells()
    page, box = book.page, book.page.locator(".gorin-scenario")
    press = page.keyboard.press
    focused = page.locator(":focus")
    outer = page.locator(".jp-WindowedPanel-outer")

    box.get_by_role("button", name="Decide").focus()
    press("Enter")
    expect(box.get_by_role("alert")).to_have_text("Choose one of these first.")
    expect(focused).to_have_attribute("type", "radio")

    for number, (decision, choice) in enumerate(taken(SCENARIO, PATH), start=1):
        expect(box.locator(".gorin-scene-number").last).to_have_text(f"Decision {number} of 5")
        box.locator("input[type=radio]").first.focus()
        press("Space")
        for _ in range([one.id for one in decision.choices].index(choice.id)):
            press("ArrowDown")
        press("Tab")
        expect(focused).to_have_text("Decide")
        where = outer.evaluate("e => e.scrollTop")
        press("Enter")
        expect(focused).to_have_text(STATUS[choice.status])
        expect(focused).to_be_in_viewport()
        assert outer.evaluate("e => e.scrollTop") == where
        log = box.get_by_role("log")
        expect(log.locator("li")).to_have_count(number)
        expect(log.locator("li").last).to_contain_text(f"{decision.title}: {choice.text}")

    shown = folded(box.text_content())
    for text in set(told(SCENARIO, PATH)) - {ASKED}:  # which is gone when it is answered
        assert folded(text) in shown, text
    assert "Henderson would not take up" not in shown  # what belongs to another choice

    for key in ("b", "d", "d", "a", "x", "m"):
        press(key)
    assert book.cells() == before
    expect(box.get_by_role("button", name="Take this choice back")).to_have_count(1)


def test_choices_are_taken_back_and_the_path_is_the_kernels_too(notebook):
    """The mouse does the same; a choice taken back stands where it was chosen."""
    book = written(notebook, CELL, "print(chair.path)", 'chair.path = ["president"]\nNone')
    run(book, 0)  # anew: the third cell has moved the first chair
    box = book.page.locator(".gorin-scenario")
    decide = box.get_by_role("button", name="Decide")
    for choice in PATH:
        box.get_by_role("radio", name=chosen(choice), exact=True).check()
        decide.click()
    expect(box.get_by_role("heading", name="Debrief")).to_be_visible()
    expect(decide).to_have_count(0)

    box.get_by_role("button", name="Take this choice back").click()
    expect(box.get_by_role("heading", name="Debrief")).to_have_count(0)
    expect(box.get_by_role("radio", name=chosen("moscow"), exact=True)).to_be_checked()
    expect(book.page.locator(":focus")).to_have_value("moscow")
    box.get_by_role("radio", name=chosen("write"), exact=True).check()
    decide.click()
    expect(box.locator(".gorin-scene-debrief")).to_contain_text(chosen("write"))
    expect(box.locator(".gorin-scene-debrief")).to_contain_text("(counterfactual)")

    run(book, 1)
    kept = book.page.locator(".jp-OutputArea-output pre").first
    expect(kept).to_have_text(str([*PATH[:-1], "write"]))
    run(book, 2)  # the kernel sets a path: the chair shows it
    expect(box.locator(".gorin-scene")).to_have_count(2)
    expect(box.locator(".gorin-scene-mine")).to_contain_text(chosen("president"))

    again = box.get_by_role("button", name="Start again")
    again.click()
    expect(box.locator(".gorin-scene")).to_have_count(1)
    expect(book.page.locator(":focus")).to_have_text(SCENARIO.title)
    expect(again).to_be_hidden()


def run(book, number):
    """Run one cell."""
    book.page.locator(".jp-CodeCell .cm-content").nth(number).click()
    book.page.keyboard.press("Shift+Enter")
    book.idle()


def chosen(name):
    """The text of a choice of the path, or of another, by its id."""
    return next(c.text for d in SCENARIO.decisions for c in d.choices if c.id == name)


def test_axe_finds_nothing_and_nothing_is_too_wide(notebook):
    """At the beginning and with the debrief open, at 360 pixels too."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-scenario")
    for choice in PATH:
        box.get_by_role("radio", name=chosen(choice), exact=True).check()
        box.get_by_role("button", name="Decide").click()
        if choice in {PATH[0], PATH[-1]}:
            assert in_both_themes(book) == []
    book.command("View", "^Appearance", "^Show Left Sidebar")
    book.page.set_viewport_size({"width": 360, "height": 900})
    wide = box.evaluate(
        """box => [box, ...box.querySelectorAll('*')]
            .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 2
                         && getComputedStyle(e).display !== 'inline')
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    book.command("View", "^Appearance", "^Show Left Sidebar")
    assert wide == []
