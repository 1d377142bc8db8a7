"""An answer's form: what is normalised, what is refused, and that nothing raises."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorin.bank import Option, Question, bank
from gorin.memo import memo
from gorin.questions import BLANK, form, normalise, quotations, record, words
from gorin.wording import in_words

OPTIONS = (Option("a", "one"), Option("b", "two"), Option("c", "three"))
ROWS = (Option("1.1a", "first"), Option("2", "second"))


def asked(kind, **more):
    return Question("Q0.1", kind, "00-none", "?", 1, options=OPTIONS, rows=ROWS, **more)


ALL = [
    asked(kind)
    for kind in (
        "choice",
        "choices",
        "passage",
        "passages",
        "quote",
        "match",
        "order",
        "number",
        "essay",
        "forecast",
        "position",
    )
]


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        ("choice", " B ", "b"),
        ("choice", ["b"], "b"),
        ("choices", ("c", "a"), ["a", "c"]),
        ("choices", {"c", "a"}, ["a", "c"]),
        ("choices", "a", ["a"]),
        ("passage", 3.2, "3.2"),
        ("passage", 3, "3"),
        ("passage", "¶3.2D", "3.2d"),
        ("passage", memo()["3.2d"], "3.2d"),
        ("passages", ["5.1d", 3.2, "5.1d"], ["3.2", "5.1d"]),
        ("quote", " any bargain\n", "any bargain"),
        ("match", {"1.1a": "b", 2: "a"}, {"1.1a": "b", "2": "a"}),
        ("order", ("c", "a", "b"), ["c", "a", "b"]),
        ("number", "3", 3),
        ("number", 3.0, 3),
        ("number", 2.5, 2.5),
        ("essay", "e\u0301", "é"),
        ("forecast", "70", 70),
        ("position", 7, {"scale": 7, "why": ""}),
    ],
)
def test_a_value_is_brought_into_its_form(kind, value, normal):
    """Card and grader agree on what was meant."""
    checked = form(asked(kind), value)
    assert checked.value == normal
    assert checked.valid
    assert normalise(asked(kind), value) == normal


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("choice", "e", "not an option: 'e' (options are a, b and c)"),
        ("choice", ["a", "b"], "one answer is asked for, not 2"),
        ("passage", 3.9, "not an anchor: '3.9' (paragraph 3 has 3.1 and 3.2)"),
        ("passage", True, "not an anchor: True"),
        ("quote", "Miss Pyk", "nearest: ¶3.2f “Mrs. [Miss] Pyk”"),
        ("quote", 5, "not a text: 5"),
        ("match", {"9": "a"}, "not a row: '9' (rows are 1.1a and 2)"),
        ("match", ["a"], "not a table"),
        ("order", ["a", "b"], "not an order: name each of a, b and c once"),
        ("number", True, "not a number: True"),
        ("number", float("nan"), "not a number: nan"),
        ("number", float("inf"), "not a number: inf"),
        pytest.param("number", 10**5000, "a number of this size is not asked", id="huge"),
        ("essay", b"x", "a value of type bytes"),
        ("essay", "x" * 60_000, "a text of 60000 characters"),
        ("forecast", 101, "not a probability"),
        ("position", 11, "not a position"),
    ],
)
def test_a_wrong_form_says_what_was_met(kind, value, message):
    """Feedback is on form, never on correctness."""
    checked = form(asked(kind), value)
    assert not checked.valid
    assert message in checked.message


@pytest.mark.parametrize("value", [..., None, "", "  ", [], {}, (), [None], {"2": None}, [[], ""]])
@pytest.mark.parametrize("question", ALL, ids=lambda q: q.kind)
def test_nothing_is_blank(question, value):
    """Three dots, an empty text and an empty list all mean: not answered."""
    checked = form(question, value)
    assert checked.blank or question.kind == "position"
    assert not checked.valid


def test_an_essay_is_counted_and_its_quotations_looked_up():
    """Too few words, and a quotation that is not in the memo, are said at once."""
    question = asked("essay", least_words=5, most_words=8, quotations=1)
    assert form(question, "Two words").message.startswith("2 of at least 5 words")
    good = form(question, "He gives “positive assurance” that he will")
    assert (good.valid, good.message) == (True, "7 words, 1 quotation found in the memo")
    bad = form(question, "He gives “negative assurance” that he will")
    assert "“negative assurance” is not in the memo" in bad.message
    assert quotations('"any bargain" and “no bargain at all”') == (
        ("any bargain", True),
        ("no bargain at all", False),
    )
    assert words("one — two, three") == 3


def test_a_record_is_json_and_says_whether_the_form_is_met():
    """What stands in the notebook can be read by anything."""
    question = bank().question("Q2.1")
    assert record(question, form(question, "3.9")) == {
        "question": "Q2.1",
        "value": "3.9",
        "valid": False,
    }
    assert record(question, BLANK)["value"] is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("passages", ["1.2a", "foo"]),
        ("position", {"scale": 4, "why": "So he says.", "anchor": "9.9"}),
        ("match", {"9": "a"}),
    ],
)
def test_what_cannot_be_an_answer_is_kept_as_it_was_met(kind, value):
    """A student can mend it; nothing of it is lost, and meeting it again says the same."""
    checked = form(asked(kind), value)
    assert not checked.valid
    assert checked.value == value
    assert form(asked(kind), checked.value) == checked


def test_an_answer_is_said_in_words():
    """A passage with its text, an option with what it says."""
    assert in_words(asked("passage"), "3.2d").startswith("¶3.2d “nevertheless")
    assert in_words(asked("choice"), "b") == "b: two"
    assert in_words(asked("match"), {"1.1a": "b"}) == "first = two"
    assert in_words(asked("order"), ["b", "a", "c"]) == "two → one → three"
    assert in_words(asked("position"), {"scale": 3, "why": "so", "anchor": "3.2"}).startswith(
        "3 of"
    )


SIMPLE = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.just(...)
)
ANYTHING = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(value=ANYTHING)
def test_nothing_a_student_can_type_raises(value):
    """Every form can be written as JSON in UTF-8, and normalising twice changes nothing."""
    for question in ALL:
        checked = form(question, value)
        json.dumps(record(question, checked), allow_nan=False).encode()
        checked.message.encode()
        if checked.valid:
            assert form(question, checked.value) == checked
            assert in_words(question, checked.value)


def test_a_value_that_nests_without_end_is_refused():
    """A list in a list in a list, ten thousand deep, is an answer to nothing."""
    deep = []
    for _ in range(100_000):
        deep = [deep]
    for question in ALL:
        assert not form(question, deep).valid
