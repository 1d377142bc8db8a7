"""Each lesson in a real JupyterLab: it opens, it runs, and each of its widgets can be used."""

from itertools import islice

import pytest
from test_access import look

LESSONS = ("01-context", "02-close-reading", "03-actors", "04-negotiation", "05-models")
CONTROLS = "button, input, textarea, select, summary, [tabindex='0']"
KEYS = ("ArrowDown", "Enter", "Space", "5")
# What changes in a widget while hand or keyboard is at work in it.
WATCH = """root => {
    root.seen = 0;
    new MutationObserver(all => { root.seen += all.length; }).observe(root, {
        attributes: true, childList: true, characterData: true, subtree: true,
    });
    for (const kind of ['input', 'change', 'toggle'])
        root.addEventListener(kind, () => { root.seen += 1; }, true);
}"""


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_opens_runs_and_answers_to_mouse_and_keyboard(notebook, name):
    """No output is an error; all can be read; each widget with a control answers to both."""
    book = notebook(name, under="lessons")
    look(book)
    book.draw_all()
    page, before = book.page, book.cells()
    assert page.locator("[data-mime-type*='stderr'], [data-mime-type*='error']").count() == 0
    widgets = [one for one in page.locator(".gorin").all() if one.is_visible()]
    assert len(widgets) >= 7
    for widget in widgets:
        controls = widget.locator(CONTROLS)
        if not controls.count() or "gorin-compare" in widget.get_attribute("class"):
            continue  # a sentence that stands alone; what waits for the tags of another widget
        widget.evaluate(WATCH)
        _used(page, widget, controls, "keyboard")
        _used(page, widget, controls, "mouse")
    assert book.cells() == before


def _used(page, widget, controls, how):
    """Use the first controls of a widget until something in it changes."""
    seen = "root => root.seen"
    usable = (one for one in controls.all() if one.is_visible() and one.is_enabled())
    for control in islice(usable, 4):
        control.focus()
        start = widget.evaluate(seen)
        if how == "mouse":
            _clicked(control)
        for key in KEYS if how == "keyboard" else ():
            page.keyboard.press(key)
            if widget.evaluate(seen) > start:
                break
        if widget.evaluate(seen) > start:
            return
    raise AssertionError(f"{how}: nothing changes in {widget.get_attribute('class')}")


def _clicked(control):
    """Click; of a list that the system draws, take the last line; of a slider, go to the right."""
    options = control.locator("option").count()
    if options:
        control.select_option(index=options - 1)
    elif control.get_attribute("type") == "range":
        box = control.bounding_box()
        control.click(position={"x": box["width"] * 0.8, "y": box["height"] / 2})
    else:
        control.click()
