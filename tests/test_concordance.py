"""The concordance as it is shown without a kernel, and what it hands to the front end."""

import pytest

import page
from gorin.concording import uses
from gorin.widgets.concordance import Concordance, concordance
from gorin.widgets.widget import LIVE, Notice


@pytest.mark.parametrize("word", ["would", "should", "had", "any bargain", "the"])
def test_the_static_page_survives_the_sanitizer(word):
    """A table with a line for each use."""
    shown = concordance(word)
    assert isinstance(shown, Concordance)
    assert page.troubles(shown.page()) == []
    assert page.parsed(shown.page()).xpath("count(//tbody/tr)") == len(uses(word))


def test_the_table_says_what_the_lines_say():
    """Passage, line, what it becomes, and why; what an exercise asks is the reader's."""
    shown = concordance("would")
    lines = [
        [cell.text_content() for cell in row]
        for row in page.parsed(shown.page()).xpath("//tbody/tr")
    ]
    assert ["¶4.2a", "… said in this regard. I further said that I",
            "would again speak with the Attorney General and …",
            "‘I will again speak with the Attorney General’",
            "A plain future, and ‘again’ stays where it was."] in lines  # fmt: skip
    told = {anchor: undone for anchor, _, _, undone, _ in lines}
    assert told["¶3.2f"] == told["¶5.4c"] == "yours to decide"
    live = {f"¶{use['anchor']}": "".join(use["undone"]) for use in shown.spec["uses"]}
    assert live == told


def test_what_it_becomes_stands_below_the_word():
    """Direct speech is divided before its verb; a sentence without one is not."""
    undone = {(u["anchor"], u["words"]): u["undone"] for u in concordance("would").spec["uses"]}
    assert undone["4.2a", "would"] == ("‘I ", "will again speak with the Attorney General’")
    told = [u["undone"] for u in concordance("had").spec["uses"] if u["anchor"] == "5.4a"]
    assert told == [("", "nothing to undo")]


def test_other_words_have_their_lines_alone():
    """No column, no note."""
    shown = concordance("bargain")
    assert "Undone" not in shown.page()
    assert shown.spec["notes"] == []
    assert [use["undone"] for use in shown.spec["uses"]] == [[]]


def test_each_use_brings_its_sentence():
    """One that crosses sentences, or stands outside the body, brings its own passage."""
    (use,) = concordance("any bargain").spec["uses"]
    assert use["around"][0] == "3.2"
    assert concordance("deported").spec["uses"][0]["around"][0] == "1.3"
    assert concordance("Texas").spec["uses"][0]["around"][0] == "6.2"


def test_a_concordance_is_one_line_in_a_terminal():
    """The word and how often."""
    assert repr(concordance("would")) == "Concordance: “would”, 10 uses"
    assert repr(concordance("any bargain")) == "Concordance: “any bargain”, 1 use"
    assert set(concordance("would")._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


@pytest.mark.parametrize("word", ["bargains", "", 5, None, ["would"]])
def test_what_is_not_there_is_a_notice(word):
    """Run All goes on."""
    assert isinstance(concordance(word), Notice)
