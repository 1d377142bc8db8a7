"""Layers, unfolded sentences and agreement."""

import pytest

from gorin.errors import CourseError
from gorin.memo import memo
from gorin.reading import codebook, glosses, kappa, layer, readings, unfold, words_by_voice


def test_kappa_is_cohens():
    """Two readers of fifty clauses: 20 and 15 in common, 5 and 10 apart, give 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1)
    with pytest.raises(ValueError, match="at least one pair"):
        kappa([])


def test_every_tag_has_its_own_key_line_and_name():
    """No layer depends on colour, and no two tags of a layer look alike."""
    for known in codebook():
        for field in ("id", "key", "name", "line"):
            values = [getattr(tag, field) for tag in known.tags]
            assert len(set(values)) == len(values), (known.id, field)


@pytest.mark.parametrize("sentence", [str(s.anchor) for s in memo().sentences])
def test_an_unfolded_sentence_has_each_clause_once(sentence):
    """Main clauses stand leftmost and nothing hangs on what is not there."""
    lines = unfold(sentence)
    clauses = [
        str(c.anchor) for s in memo().sentences if str(s.anchor) == sentence for c in s.clauses
    ]
    assert sorted(str(line.anchor) for line in lines) == clauses
    assert lines[0].depth == 0
    for line in lines:
        assert line.on == "" or line.on in clauses


def test_the_main_clause_comes_first():
    """5.1 keeps its reader waiting for what Welles did; unfolded it does not."""
    assert str(unfold("5.1")[0].anchor) == "5.1f"
    assert [str(line.anchor) for line in unfold("5.1d")] == [
        str(line.anchor) for line in unfold("5.1")
    ]
    with pytest.raises(CourseError, match="¶3 is no sentence"):
        unfold("3")


def test_what_an_exercise_asks_is_not_told():
    """The voice of 3.2c is the student's to find."""
    found = readings("voice")
    assert memo()["3.2c"].anchor not in found
    assert found[memo()["1.1a"].anchor].tag == "Wn"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1.1a,voice,Zz,,why", "line 2: the layer voice has no tag 'Zz'"),
        ("9.9z,voice,Wn,,why", "line 2"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(course, row, message):
    """A tag or an anchor that does not exist is found before a student sees it."""
    (course / "layers.csv").write_text(f"anchor,layer,tag,also,reason\n{row}\n", encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        readings("voice")


def test_a_damaged_codebook_is_named(course):
    """A codebook without layers, or with two tags on one key, is refused."""
    path = course / "codebook.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('key = "s"', 'key = "n"', 1), encoding="utf-8")
    with pytest.raises(CourseError, match="two tags have one key"):
        codebook()


def test_an_unknown_layer_is_met_with_those_there_are():
    """The message lists the layers."""
    with pytest.raises(CourseError, match="voice, act, firmness, hand"):
        layer("tone")


def test_a_gloss_explains_a_term_of_its_clause():
    """No gloss without its word on the page."""
    for anchor, terms in glosses().items():
        for term, gloss in terms:
            assert term.casefold() in memo()[anchor].text.casefold()
            assert gloss


def test_words_are_counted_without_the_page_mark():
    """The whole page has 612 words, however they are shared out."""
    everything = {clause.anchor: "x" for clause in memo().clauses}
    assert words_by_voice(everything) == {"x": 612}
