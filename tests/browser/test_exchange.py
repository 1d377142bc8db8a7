"""The exchange in a real JupyterLab: sliders by keyboard, what changes, and how soon."""

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.explaining import explain
from gorin.widgets.exchange_table import first_moves, solved

CELL = "from gorin import exchange\ne = exchange()\ne"


def test_sliders_and_orders_change_what_is_shown(notebook):
    """The best first move, the steps and the thick lines follow; so does axe, in both themes."""
    book = written(notebook, CELL)
    before = book.cells()
    press = book.page.keyboard.press
    box = book.page.locator(".gorin-swap")
    vague = box.get_by_label("How vague is the promise?")
    weight = box.get_by_label("How much does a next case weigh?")
    result, change = box.locator(".gorin-swap-result"), box.locator(".gorin-swap-change")
    expect(result).to_contain_text("Washington does not free him")
    expect(change).to_be_hidden()

    weight.focus()
    for _ in range(3):
        press("ArrowRight")
    expect(weight).to_have_attribute("aria-valuetext", "1.5 steps")
    vague.focus()
    press("Home")
    expect(vague).to_have_attribute("aria-valuetext", "0 %: clear, all can see it broken")
    expect(result).to_contain_text("Washington frees Gorin")
    said = "The best first move has changed. Before: Washington does not free him."
    expect(change).to_have_text(said)
    press("ArrowRight")
    expect(change).to_be_hidden()
    found = solved("washington", 10, 1.5, ("take", "take"))
    steps = explain(found)
    assert box.locator("ol").first.locator("li").all_inner_texts() == [s.says for s in steps]
    thick = box.locator(".best").evaluate_all("all => all.map((e) => e.dataset.move)")
    assert set(thick) == {f"{place}-{move}" for step in steps for place, move in step.open}

    box.get_by_label("Moscow first").check()
    expect(result).to_contain_text("Best at the beginning: Moscow gives the release orders.")
    box.get_by_label("Together").check()
    expect(result).to_contain_text("Several plans hold, and nothing chooses between them")
    expect(box.locator(".unseen")).to_have_count(1)
    box.get_by_label("Washington", exact=True).select_option("keep")
    told = first_moves(solved("together", 10, 1.5, ("keep", "take")))
    expect(result).to_contain_text(told)

    for key in ("b", "d", "d", "x", "m"):
        press(key)
    assert book.cells() == before
    assert in_both_themes(book) == []
    expect(box).to_contain_text("One round predicts no release orders. Two were given")
