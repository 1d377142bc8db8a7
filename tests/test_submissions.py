"""What one student handed in: an answer earns the same however often it was marked before."""

import math

import pytest

from gorin.bank import bank
from gorin.classroom.submissions import Marker
from gorin.keys import read_solution
from school import NAME, RIGHT

# Values that are equal to Python, or look alike in a table, and are not the same answer.
ODD = [
    *(1, True, 1.0, "1", [1], 5, 5.0, "5", "5 ", [5], {"5": 5}, 0, False, -0.0, math.nan, math.inf),
    *("b", ["b"], {"b"}, {"b": "b"}, ("b", "a"), ["a", "b"], {"a", "b"}, b"b"),
    *("B", "", [], None, ...),
    *("3.1a", 3.1, "¶3.1a", "3.1", {"5.1f": "W"}, {"5.1f": "P"}, {"5.1f": ["W"]}, 1j, "é", "é"),
]


@pytest.fixture
def known(solutions):
    """The keys of the fixture exercise, as a marker takes them."""
    return {NAME: read_solution(solutions / f"{NAME}.ipynb")}


def test_what_was_marked_before_changes_no_mark(known):
    """Every odd value, marked by one marker twice over, earns what it earns alone."""
    marker = Marker(known)
    for question in bank().exercise(NAME).questions:
        for value in [*ODD, RIGHT[question.id], *reversed(ODD)]:
            assert marker(question, value) == Marker(known)(question, value)


def test_what_cannot_be_written_is_marked_too(known):
    """A list nested beyond what Python writes out is an answer of no valid form."""
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    mark, text = Marker(known)(bank().exercise(NAME).questions[0], deep)
    assert (mark.status, text) == ("invalid", "…")
