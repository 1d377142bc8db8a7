"""The concordance: whole words in their lines, and reports undone where no exercise asks."""

import csv
import re
from pathlib import Path

import pytest

from gorin.bank import bank
from gorin.concording import Undone, reported, uses
from gorin.errors import CourseError
from gorin.memo import memo
from gorin.tables import rows

SOLUTIONS = Path(__file__).parents[1] / "solutions"


def folded(text):
    """A text as a line has it: no page mark, no number of the note, single spaces."""
    return " ".join(text.replace("[Page 939]", "").replace("Committee31", "Committee").split())


@pytest.mark.parametrize("word", ["would", "the", "Attorney", "bargain", "2", "committee"])
def test_every_use_is_found_and_no_part_of_a_word(word):
    """As many as a plain search for the whole word finds, each in a line of the page."""
    everything = "\n".join([*(p.text for p in memo().paragraphs), *(p.text for p in memo().pieces)])
    whole = re.findall(rf"(?<!\w){word}(?!\w)", folded(everything), re.IGNORECASE)
    if not whole:
        with pytest.raises(CourseError):
            uses(word)
        return
    found = uses(word)
    assert len(found) == len(whole)
    for use in found:
        line = (use.left + use.words + use.right).strip("… ")
        assert line in folded(everything)
        assert use.words in folded(memo()[use.anchor].text)


def test_uses_stand_in_the_order_of_the_page():
    """The heading comes before the body, the note after it."""
    assert [str(use.anchor) for use in uses("committee")] == ["5.1d", "6.2"]
    assert str(uses("Welles")[0].anchor) == "0.2"
    anchors = [use.anchor for use in uses("the")]
    assert anchors == sorted(anchors)


@pytest.mark.parametrize(
    ("phrase", "anchor", "words"),
    [
        ("any bargain", "3.2c", "any bargain"),
        ("  ANY   bargain ", "3.2c", "any bargain"),
        ("Mrs. Pyk", "3.2f", "Mrs. [Miss] Pyk"),
        ("two other American", "3.2f", "two other American"),
        ("ambassador's request", "1.3b", "Ambassador’s request"),
        ("Dies Committee unless", "5.1", "Dies Committee unless"),
        ("decision which", "4.2", "decision which"),
        ("territory", "3.2f", "territory"),
    ],
)
def test_phrases_are_found_as_they_are_typed(phrase, anchor, words):
    """Capitals, spaces, quotes, corrections, page turn: none matters; clauses may be crossed."""
    (use,) = uses(phrase)
    assert (str(use.anchor), use.words) == (anchor, words)


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("bargains", "“bargains” is not in the memo; nearest: bargain"),
        ("woud", "nearest: would"),
        ("positive assurances", "nearest: ¶3.2d “positive assurance”"),
        ("zzzz", "no word there is like it"),
        (" ", "name a word of the memo"),
        ("x" * 300, "name a word of the memo"),
        ("(((.*", "is not in the memo"),
    ],
)
def test_what_is_not_there_is_met_with_the_nearest_that_is(phrase, message):
    """The message helps, and no pattern of a student's breaks the search."""
    with pytest.raises(CourseError, match=message):
        uses(phrase)


def test_only_reported_words_are_undone():
    """Of five words each use is undone or left to the reader; of others nothing is said."""
    for word in reported():
        assert all(use.undone is not None for use in uses(word))
    assert all(use.undone is None for use in uses("the"))
    found = {(str(use.anchor), use.undone) for use in uses("Would")}
    assert ("4.2a", Undone("I will again speak with the Attorney General",
            "A plain future, and ‘again’ stays where it was.")) in found  # fmt: skip
    assert ("3.2f", Undone()) in found


def test_two_uses_in_a_clause_are_told_apart():
    """¶2.2a has two: what the Attorney General had done, and what Welles had."""
    first, second = (use.undone.direct for use in uses("had") if str(use.anchor) == "2.2a")
    assert "has taken" in first
    assert "I have communicated" in second


def asked():
    """Clauses of which an exercise asks the voice, or what one of these words does."""
    with (SOLUTIONS / "layers.csv").open(encoding="utf-8", newline="") as file:
        hidden = {row["anchor"] for row in csv.DictReader(file) if row["layer"] == "voice"}
    should = {row.id for row in bank().question("Q2.4").rows}
    return hidden, should | {"3.2f"}, {"3.2b"}


def test_what_an_exercise_asks_has_no_row():
    """Q2.3, Q2.4, Q2.5 and every hidden voice: the table holds no answer to them."""
    hidden, words, remembered = asked()
    there = {row["anchor"] for row in rows("reported")}
    assert not there & (hidden | words | remembered)
    assert [use.undone for use in uses("should")] == [Undone()] * 4


def test_every_other_use_has_a_row():
    """Nothing is left to the reader that no exercise asks for."""
    hidden, words, remembered = asked()
    for word in reported():
        for use in uses(word):
            if use.undone == Undone():
                assert str(use.anchor) in hidden | words | remembered, use


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("4.2a,would,2,I will,why", "¶4.2a has no use 2 of 'would'"),
        ("1.1a,would,1,I will,why", "¶1.1a has no use 1 of 'would'"),
        ("9.9z,would,1,I will,why", "line 2: not an anchor"),
    ],
)
def test_a_row_without_its_use_is_named(course, row, message):
    """A table that drifts from the memo is found before a student sees it."""
    path = course / "reported.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        uses("would")
