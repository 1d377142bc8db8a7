"""The chain in a real JupyterLab: step by mouse, by keys, and by the slider."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.widgets.chain import steps

CELL = "from gorin import chain\nchain()"


def test_the_chain_is_walked_with_the_mouse(notebook):
    """Next, Previous, an arrow in the drawing: each shows its clause; all can be drawn at once."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-chain")
    panel, drawing = box.locator(".gorin-chain-panel"), box.locator(".gorin-chain-figure")
    expect(panel).to_contain_text("step 1 of 23")
    expect(panel).to_contain_text("“The Soviet Ambassador called to see me")
    box.get_by_role("button", name="Next").click()
    expect(panel).to_contain_text("¶1.2a")
    box.get_by_role("button", name="Previous").click()
    expect(box.get_by_role("button", name="Previous")).to_be_disabled()
    expect(panel).to_contain_text("step 1 of 23")
    expect(drawing.locator(".step.later")).to_have_count(22)
    box.get_by_role("button", name="Draw all").click()
    expect(drawing.locator(".step.later")).to_have_count(0)
    drawing.locator("[data-step='22'] .letter").click()
    expect(panel).to_contain_text("Dies → Long")
    expect(panel).to_contain_text("How this came to Welles is not said")


def test_the_chain_is_walked_with_the_keyboard(notebook):
    """Arrows, Home and End on a button or the slider; no key reaches the notebook."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    panel = book.page.locator(".gorin-chain-panel")
    book.page.get_by_role("button", name="Next").focus()
    for key, step in [
        ("Enter", 2), ("ArrowRight", 3), ("ArrowDown", 4), ("ArrowLeft", 3), ("End", 23),
        ("ArrowRight", 23), ("Home", 1), ("ArrowUp", 1),
    ]:  # fmt: skip
        press(key)
        expect(panel).to_contain_text(f"step {step} of 23")
    slider = book.page.get_by_role("slider", name="Step")
    slider.focus()
    press("ArrowRight")
    expect(panel).to_contain_text("step 2 of 23")
    expect(slider).to_have_attribute("aria-valuetext", "Step 2 of 23, ¶1.2a")
    for key in ("b", "d", "d", "a", "x", "m", "y"):
        press(key)
    assert book.cells() == before


def test_the_table_says_what_the_drawing_says(notebook):
    """Whoever does not see the arrows finds every message in words."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-chain")
    box.locator("summary", has_text="as a table").click()
    expect(box.locator("tbody tr")).to_have_count(len(steps()))
    expect(box.locator("tbody tr").last).to_contain_text("writes it all down")
    box.locator("summary", has_text="Two capitals").click()
    expect(box.get_by_role("link", name="d892")).to_be_visible()


def test_axe_finds_nothing(notebook):
    """With everything unfolded and drawn."""
    book = written(notebook, CELL)
    box = book.page.locator(".gorin-chain")
    box.get_by_role("button", name="Draw all").click()
    for summary in box.locator("summary").all():
        summary.click()
    assert in_both_themes(book) == []
