"""What is to be tagged: the clauses and tags of a lesson, and of a question of the bank."""

from dataclasses import replace

import pytest

from gorin.bank import Option, bank
from gorin.errors import CourseError
from gorin.marking import parts
from gorin.memo import memo
from gorin.questions import form
from gorin.reading import codebook, readings
from gorin.tagging import asked, given, tags

OUTSIDE = ["3.2c", "1.2a", "5.4c"]  # what exercise 2 asks the voice of


def test_a_tag_has_one_name_wherever_it_is_offered():
    """Who learned it in the reader finds it again in a practice card and in the exercise."""
    names = {tag.id: tag.name for layer in codebook() for tag in layer.tags}
    asked_for = [question for exercise in bank().exercises for question in exercise.questions]
    asked_for += [question for question, _ in bank().practice]
    offering = [question for question in asked_for if "Wn" in {o.id for o in question.options}]
    assert [question.id for question in offering] == ["Q2.6", "P2.4"]
    for question in offering:
        for option in question.options:
            assert names.get(option.id, option.text) == option.text


def test_a_dozen_clauses_are_asked_where_none_are_named():
    """They are the codebook's, in the order of the page, and answers are the lesson's."""
    question = asked("voice")
    assert (question.id, question.kind, question.home) == (
        "tags-voice",
        "match",
        "02-close-reading",
    )
    anchors = [memo()[row.id].anchor for row in question.rows]
    assert len(anchors) == 12
    assert anchors == sorted(anchors)
    assert [option.id for option in question.options] == ["Wn", "Ws", "A", "AW", "J", "P", "DL"]
    assert question.title == "Your tags: voice"


@pytest.mark.parametrize(
    "layer", [one for one in codebook() if one.clauses], ids=lambda one: one.id
)
def test_the_dozen_is_asked_nowhere_else_and_is_disputed(layer):
    """No card gives a clause away, and on some of them the readings differ."""
    practised = {row.id for card, _ in bank().practice for row in card.rows}
    practised |= {card.prompt for card, _ in bank().practice}
    told = readings(layer.id)
    for clause in layer.clauses:
        assert clause not in practised
        assert not any(f"(¶{clause}). Whose voice" in prompt for prompt in practised)
    assert sum(bool(told[memo()[clause].anchor].also) for clause in layer.clauses) >= 2


def test_clauses_may_be_named_in_any_order_and_way():
    """Twice or once, with the sign or without, one alone without brackets."""
    rows = [row.id for row in asked("act", ["¶2.1a", memo()["1.1a"], "p2.1a"]).rows]
    assert rows == ["1.1a", "2.1a"]
    assert [row.id for row in asked("firmness", "4.2a").rows] == ["4.2a"]
    assert asked("voice", None) == asked("voice")


@pytest.mark.parametrize(
    ("layer", "clauses", "message"),
    [
        ("voices", (), "no layer 'voices' (layers: voice, act, firmness, hand)"),
        (None, (), "no layer 'None'"),
        ("act", (), 'name clauses, as in tagger("act", clauses='),
        ("voice", ["9.9z"], "not an anchor: '9.9z'"),
        ("voice", ["3.2z"], "not an anchor: '3.2z'"),
        ("voice", ["3.2"], "¶3.2 is no clause"),
        ("voice", ["3.2f.1"], "¶3.2f.1 is no clause"),
        ("hand", ["0.1"], "¶0.1 is no clause"),
        ("voice", 5, "¶5 is no clause"),
        ("voice", [object()], "not an anchor"),
        ("voice", OUTSIDE, "¶1.2a is asked in an exercise"),
    ],
)
def test_what_cannot_be_tagged_is_named(layer, clauses, message):
    """A wrong layer, a wrong clause, and one that an exercise asks about."""
    with pytest.raises(CourseError) as wrong:
        asked(layer, clauses)
    assert message in str(wrong.value)


def test_what_is_given_leaves_out_what_is_asked_here_or_in_an_exercise():
    """The twelve and the seven of the exercise are not told; the rest is."""
    question = asked("voice")
    told = given(question)
    assert {str(anchor) for anchor in told}.isdisjoint(row.id for row in question.rows)
    assert {str(anchor) for anchor in told}.isdisjoint(OUTSIDE)
    assert len(told) == 43 - 12 - 7
    assert told[memo()["1.1a"].anchor].id == "Wn"


@pytest.mark.parametrize(
    "question",
    [q for e in bank().exercises for q in e.questions if q.tags],
    ids=lambda question: question.id,
)
def test_a_tagged_question_of_the_bank_is_answered_like_any_match(question):
    """Its rows are clauses, its options have a key each, and its value is a table of them."""
    assert question.kind == "match"
    assert len(tags(question)) == len(question.options)
    value = {question.rows[0].id: question.options[0].id}
    assert form(question, value).value == value
    assert parts(question, value) == {f"{question.rows[0].id}={question.options[0].id}"}


def test_there_is_one_in_the_bank():
    """Q2.6 is answered by tagging; a stranger among its options has a key of its own."""
    question = bank().question("Q2.6")
    assert question.tags == "voice"
    assert [tag.key for tag in tags(question)] == ["n", "s", "a", "w", "j", "p", "l", "d"]
    assert [tag.name for tag in tags(question)] == [option.text for option in question.options]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tags": "tone"}, "no layer 'tone'"),
        ({"rows": (Option("3.2", "a sentence"),)}, "¶3.2 is no clause"),
        ({"options": (Option("Wn", "Welles"), Option("N", "nobody"))}, "each option needs a key"),
        ({"options": (Option("Wn", "Welles"), Option("Long", "Long"))}, "each option needs a key"),
    ],
)
def test_a_question_that_cannot_be_tagged_is_named(change, message):
    """The author is told the question and what to change."""
    question = replace(bank().question("Q2.6"), **change)
    with pytest.raises(CourseError, match=message):
        tags(question)


def test_how_far_one_has_come_is_said_to_the_last_clause():
    """A match of rows says nothing once it is whole; of clauses, the count is said."""
    question = asked("voice", ["1.1a", "1.2b"])
    assert form(question, {"1.1a": "Wn"}).message == "1 of 2 clauses tagged"
    assert form(question, {"1.1a": "Wn", "1.2b": "A"}).message == "2 of 2 clauses tagged"
    assert not form(question, {"1.1a": "Zz"}).valid
