"""The widget of the exchange: what is looked up is what is solved, and the tree is drawn so."""

import base64
import json
import re
from fractions import Fraction
from itertools import product

import pytest
from lxml import etree

import page
from gorin import paths
from gorin.exchange_variants import exchange as known
from gorin.explaining import explain
from gorin.widgets.exchange import Exchange, exchange
from gorin.widgets.exchange_drawing import diagram
from gorin.widgets.exchange_table import VAGUE, WEIGHTS, came_to, first_moves, solved, table
from gorin.widgets.widget import LIVE, Notice


def looked_up():
    return table(paths.data("exchange.toml"))


def test_the_static_page_survives_the_sanitizer():
    """A picture with a text, the steps, a table of variants, the record, what is wrong."""
    shown = exchange()
    assert isinstance(shown, Exchange)
    assert page.troubles(shown.page()) == []


def test_the_page_tells_model_record_and_what_is_wrong():
    """In one round nobody acts; two orders were given; which assumption failed is not said."""
    told = page.words(exchange().page())
    assert "Best at the beginning: Washington does not free him." in told
    assert "One round predicts no release orders. Two were given (d917, d919)." in told
    assert "It does not say what anybody’s freedom is worth." in told
    assert told.index("20 March 1941, d908") < told.index("21 March 1941, d909")
    assert told.index("d911: Gorin is released") < told.index("d913: Washington disputes it")
    assert told.index("Model.") < told.index("Record.")


@pytest.mark.parametrize("order", ["washington", "moscow", "together"])
def test_what_a_slider_looks_up_is_what_python_solves(order):
    """At every stop of both sliders, for all wants: words, numbers, moves and what ends count."""
    shown = looked_up()
    for pair in product(("take", "keep"), repeat=2):
        key = " ".join((order, *pair))
        for (v, vague), (w, weight) in product(enumerate(VAGUE), enumerate(WEIGHTS)):
            found = solved(order, vague, weight, pair)
            first, end, *steps = shown["cells"][key][v][w]
            assert shown["phrases"][first] == first_moves(found)
            assert shown["phrases"][end] == came_to(found)
            for (template, *numbers), step in zip(steps, explain(found), strict=True):
                words, edges = shown["steps"][template]
                assert len(words) == len(numbers) + 1
                told = "".join(
                    word + number for word, number in zip(words, [*numbers, ""], strict=True)
                )
                assert told == step.says
                assert set(edges) == {f"{place}-{move}" for place, move in step.open}


def test_where_the_best_first_move_changes_is_said():
    """Clear promise: a next case of one step is a tie, so the change lies around it."""
    shown = looked_up()
    by_weight, by_vague = shown["turns"]["washington take take"]
    clear = shown["phrases"][by_weight[VAGUE.index(0)]]
    assert clear.endswith("the best first move changes between weights of 0.5 and 1.5.")
    vague = shown["phrases"][by_weight[VAGUE.index(100)]]
    assert vague.endswith("the best first move is the same everywhere.")
    two = shown["phrases"][by_vague[WEIGHTS.index(Fraction(2))]]
    assert two.endswith("changes between a vagueness of 40 % and 60 %.")


def test_the_table_is_small():
    """What the front end is given is less than a picture."""
    assert len(json.dumps(exchange().spec)) < 120_000


def test_the_widget_solves_what_it_shows():
    """Its traits are the assumptions; `solution` follows them."""
    shown = exchange()
    assert first_moves(shown.solution) == "Best at the beginning: Washington does not free him."
    shown.vagueness, shown.weight, shown.order = 0, 2.0, "moscow"
    assert first_moves(shown.solution) == "Best at the beginning: Moscow gives the release orders."
    assert repr(shown) == (
        "Exchange (moscow, 0 % vague, a next case weighs 2): "
        "Best at the beginning: Moscow gives the release orders."
    )
    assert set(shown._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def drawn(text):
    """The SVG of a picture in static HTML."""
    (image,) = page.parsed(text).iter("img")
    return etree.fromstring(base64.b64decode(image.get("src").partition(",")[2]))


def test_the_picture_shows_the_tree_and_its_best_moves():
    """A box a turn, an end an outcome, a thick line for each move that the steps leave open."""
    svg, found = drawn(exchange().page()), exchange().solution
    turns = [node for node in found.tree.nodes if hasattr(node, "moves")]
    ends = [node for node in found.tree.nodes if hasattr(node, "worth")]
    assert len(svg.xpath("//*[local-name()='rect'][@class='box']")) == len(turns) == 3
    assert len(svg.xpath("//*[@data-end]")) == len(ends) == 5
    thick = {group.get("data-move") for group in svg.xpath("//*[@class='move best']")}
    assert thick == {f"{p}-{m}" for step in explain(found) for p, m in step.open}
    assert "W 1 · M 1" in svg.xpath("//*[local-name()='text']/text()")


def test_turns_that_look_alike_are_joined():
    """Together, one broken line says that Moscow does not see which."""
    tree = solved("together", 0, 0, ("take", "take")).tree
    svg = etree.fromstring(diagram(tree, ("Washington", "Moscow")))
    assert len(svg.xpath("//*[@class='unseen']")) == 1
    assert "does not see which" in svg.xpath("//*[local-name()='text']/text()")


@pytest.mark.parametrize("order", ["washington", "moscow", "together"])
def test_the_words_of_a_move_end_before_what_it_leads_to(order):
    """Even in bold, and in a wide font: 6.8 units a letter."""
    svg = etree.fromstring(looked_up()["drawings"][order])
    moves = svg.xpath("//*[@data-move]")
    assert moves
    for move in moves:
        line, _, text = move
        end = int(line.get("d").rpartition("H")[2]) + 7
        assert int(text.get("x")) + 6.8 * len(text.text) <= end


def test_the_live_drawing_has_round_numbers_and_no_colours_of_its_own():
    """The live view is coloured by the theme; a build is the same on every machine."""
    for drawing in looked_up()["drawings"].values():
        assert "style" not in drawing
        assert not re.search(r'(x|y|x1|y2|d)="[^"]*\d\.\d', drawing)
    assert exchange().page() == exchange().page()


def test_nobody_is_worth_anything():
    """Ends are ranked for governments; no person has a number."""
    for name in ("Pyk", "Roszkowski", "Devenis", "Habicht"):
        for phrase in (*looked_up()["phrases"], *known().assumed, *known().outcome.values()):
            assert name not in phrase


def test_a_broken_file_is_a_notice(course):
    """Run All goes on."""
    path = course / "exchange.toml"
    path.write_text("side = 1", encoding="utf-8")
    assert isinstance(exchange(), Notice)
