"""Layers, unfolded sentences and agreement."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from gorin.errors import CourseError
from gorin.memo import memo
from gorin.reading import (
    codebook,
    glosses,
    kappa,
    layer,
    readings,
    syntax,
    unfold,
    words_by_voice,
)
from gorin.widgets.reader import reader
from gorin.widgets.widget import Notice


def test_kappa_is_cohens():
    """Two readers of fifty clauses: 20 and 15 in common, 5 and 10 apart, give 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1)
    with pytest.raises(ValueError, match="at least one pair"):
        kappa([])


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1))
def test_kappa_is_scikit_learns(pairs):
    """Two ways of computing it agree; where one tag is all there is, both readers agree fully."""
    first, second = zip(*pairs, strict=True)
    if len({*first, *second}) == 1:
        assert kappa(pairs) == 1  # there the formula is 0 : 0, and scikit-learn answers NaN
    else:
        assert kappa(pairs) == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)
    assert kappa(pairs) == pytest.approx(kappa([(b, a) for a, b in pairs]))


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
    for line, after in pairwise(lines):
        assert after.depth <= line.depth + 1


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
    ("table", "row", "message"),
    [
        ("layers", "1.1a,voice,Zz,,why", "line 2: the layer voice has no tag 'Zz'"),
        ("layers", "1.1a,voice,Wn,Zz,why", "line 2: the layer voice has no tag 'Zz'"),
        ("layers", "9.9z,voice,Wn,,why", "line 2: not an anchor: '9.9z'"),
        ("glosses", "1.3b,bail,Money left with a court.", "line 2: 'bail' is not in ¶1.3b"),
        ("glosses", "1.9,court,A judge.", "line 2: not an anchor: '1.9'"),
        ("syntax", "1.2a,1.1a,relative", "line 2: ¶1.2a cannot hang on ¶1.1a"),
        ("syntax", "1.1a,1.1a,main", "line 2: ¶1.1a cannot hang on ¶1.1a"),
        ("syntax", "1.2b,1.2c,relative\n1.2c,1.2b,relative", "line 3: ¶1.2c cannot hang on"),
        ("syntax", "1.1a,,main", "there is no row for ¶1.2a"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(course, table, row, message):
    """What names no passage, no tag, no word or no clause is found before a student sees it."""
    path = course / f"{table}.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    read = {"layers": lambda: readings("voice"), "glosses": glosses, "syntax": syntax}[table]
    with pytest.raises(CourseError, match=message) as wrong:
        read()
    assert path.name in str(wrong.value)
    assert isinstance(reader(layers=["voice"]), Notice)


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
    assert words_by_voice(everything, memo()["4"].anchor) == {"x": 43}
    assert words_by_voice({memo()["3.2f"].anchor: "A"}) == {"A": 23}
