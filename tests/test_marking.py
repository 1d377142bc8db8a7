"""What an answer earns, kind by kind."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorin.bank import Key, Option, Question
from gorin.marking import mark, parts, remark, rounded, share
from gorin.memo import memo
from gorin.questions import form

HALF = Fraction(1, 2)
OPTIONS = tuple(Option(name, name) for name in "abcd")
ROWS = tuple(Option(name, name) for name in ("1", "2", "3"))
ANCHORS = [str(anchor) for anchor in memo().anchors]


def asked(kind, **more):
    return Question("Q0.1", kind, "00-none", "?", 3, options=OPTIONS, rows=ROWS, **more)


def earned(kind, key, value, **more):
    question = asked(kind, **more)
    return share(question, key if isinstance(key, Key) else Key(key), form(question, value).value)


@pytest.mark.parametrize(
    ("kind", "key", "value", "expected"),
    [
        ("choice", "b", "b", 1),
        ("choice", "b", "a", 0),
        ("choice", Key("b", ("c",)), "c", 1),
        ("choices", ["a", "b"], ["a", "b"], 1),
        ("choices", ["a", "b"], ["a"], HALF),
        ("choices", ["a", "b"], ["a", "b", "c"], HALF),
        ("choices", ["a", "b"], ["c", "d"], 0),
        ("passage", "3.2e", "3.2e", 1),
        ("passage", "3.2e", "3.2", HALF),
        ("passage", "3.2e", "3", 0),
        ("passage", "3.2e", "3.2d", 0),
        ("passage", "3.2", "3", 0),
        ("passages", ["1.3a", "3.2b"], ["1.3a", "3.2b"], 1),
        ("passages", ["1.3a", "3.2b"], ["1.3a", "3.2"], Fraction(3, 4)),
        ("passages", ["1.3a", "1.3b"], ["1.3"], Fraction(1, 4)),
        ("passages", ["1.3a", "3.2b"], ["1.3a", "3.2b", "5.1a"], HALF),
        ("passages", ["3.2e"], ["3.2e", "3.2"], 1),
        ("passages", ["3.2e"], ["5.1a"], 0),
        ("quote", "positive assurance", "he could give me", 1),
        ("quote", "positive assurance", "three days remaining", HALF),
        ("quote", "positive assurance", "careful note", 0),
        (
            "quote",
            Key("positive assurance", misreadings={"3.2a": "No."}),
            "the greatest importance",
            HALF,
        ),
        ("quote", "in the case of Gorin", "case of Gorin", 1),
        ("match", {"1": "a", "2": "b", "3": "c"}, {"1": "a", "2": "b", "3": "c"}, 1),
        ("match", {"1": "a", "2": "b", "3": "c"}, {"1": "a", "2": "c"}, Fraction(1, 3)),
        ("order", ["a", "b", "c", "d"], ["a", "b", "c", "d"], 1),
        ("order", ["a", "b", "c", "d"], ["b", "a", "c", "d"], Fraction(2, 3)),
        ("order", ["a", "b", "c", "d"], ["d", "c", "b", "a"], 0),
        ("number", 3, "3", 1),
        ("number", 3, 4, 0),
    ],
)
def test_a_share_is_what_the_table_says(kind, key, value, expected):
    """Each line is a line of the marking table."""
    assert earned(kind, key, value) == expected


def test_a_number_has_its_tolerance():
    """Within the bank's tolerance a number is right."""
    assert earned("number", 25, 24.5, tolerance=0.5) == 1
    assert earned("number", 25, 24.4, tolerance=0.5) == 0


@pytest.mark.parametrize(
    ("points", "hundredths"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(1, 8), "0.13"),
        (Fraction(2), "2"),
    ],
)
def test_points_are_rounded_half_up_to_hundredths(points, hundredths):
    """A half goes up, and the result is exact."""
    assert rounded(points) == Fraction(hundredths)


@pytest.mark.parametrize(
    ("kind", "value", "status", "points"),
    [
        ("choice", "b", "marked", 3),
        ("choice", ..., "blank", 0),
        ("choice", "z", "invalid", 0),
        ("essay", "My view.", "pending", 0),
        ("essay", "", "blank", 0),
    ],
)
def test_a_mark_has_its_status(kind, value, status, points):
    """Marked, blank, invalid, or waiting for a person; and always something to say."""
    question = asked(kind, least_words=20)
    made = mark(question, Key("b"), form(question, value))
    assert (made.status, made.points, made.out_of) == (status, points, 3)
    assert made.remark


def test_a_remark_sets_a_known_misreading_right():
    """The part that was misread is named and answered; an answer that is right is not lectured."""
    question = asked("match")
    key = Key(
        {"1": "a", "2": "b", "3": "c"}, misreadings={"2=c": "Look at two.", "3=a": "At three."}
    )
    assert remark(question, key, {"1": "a", "2": "c", "3": "a"}) == "2: Look at two. 3: At three."
    assert remark(question, key, key.value) == "Right."
    assert remark(question, key, {"1": "b", "2": "b", "3": "c"}) == "Partly right."


def test_parts_are_what_misreadings_name():
    """An option, an anchor, a row with its column, a pair in its order, a clause quoted."""
    assert parts(asked("order"), ["b", "a", "c"]) == {"b<a", "b<c", "a<c"}
    assert parts(asked("quote"), "Dies Committee unless") == {"5.1d", "5.1e"}
    assert parts(asked("match"), {"1": "a"}) == {"1=a"}
    assert parts(asked("number"), 3) == {"3"}


ANSWERS = {
    "choice": st.sampled_from("abcd"),
    "choices": st.lists(st.sampled_from("abcd"), min_size=1),
    "passage": st.sampled_from(ANCHORS),
    "passages": st.lists(st.sampled_from(ANCHORS), min_size=1, max_size=6),
    "quote": st.sampled_from([clause.text for clause in memo().clauses]),
    "match": st.dictionaries(st.sampled_from("123"), st.sampled_from("abcd"), min_size=3),
    "order": st.permutations("abcd"),
    "number": st.integers(-9, 9),
}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_earns_between_nothing_and_everything(kind, data):
    """Whatever the key, a share lies in [0, 1], the key itself earns 1, and only it has 1."""
    question = asked(kind)
    key = Key(form(question, data.draw(ANSWERS[kind])).value)
    value = form(question, data.draw(ANSWERS[kind])).value
    assert 0 <= share(question, key, value) <= 1
    assert share(question, key, key.value) == 1
    if kind in ("choice", "choices", "match", "order", "number"):
        assert (share(question, key, value) == 1) == (value == key.value)
