"""Difficulty and discrimination."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import marks as made
from gorin.bank import bank
from gorin.classroom.items import correlation, items
from gorin.classroom.marked import read_works

RIGHT = made.right()


@pytest.fixture
def found(tmp_path):
    """A function from students to the items of the exercise, by question."""

    def found(students):
        works = read_works(made.written(tmp_path / "m", students))
        asked = bank().exercise(made.NAME).questions
        return {item.question.id: item for item in items(asked, works)}

    return found


def test_difficulty_is_the_mean_share_and_blanks_earn_nothing(found):
    """Two right, one half, one blank: five eighths of the points."""
    students = {
        "a": {"Q2.1": "3.2f"},
        "b": {"Q2.1": "3.2f"},
        "c": {"Q2.1": "3.2"},
        "d": {},
    }
    item = found(students)["Q2.1"]
    assert item.share == pytest.approx(0.625)
    assert (item.students, item.full, item.none, item.blank) == (4, 2, 0, 1)


def test_an_essay_that_nobody_read_has_no_difficulty(found):
    """Pending points are not zero points."""
    item = found(dict.fromkeys("abc", RIGHT))["Q2.12"]
    assert (item.share, item.link) == (None, None)


def test_a_question_that_the_better_half_answers_has_a_link(found):
    """Above 0 where it goes with the rest, below 0 against it, none where nothing varies."""
    good = {f"g{n}": RIGHT | {"Q2.3": "a"} for n in range(6)}
    weak = {f"w{n}": {"Q2.3": "c", "Q2.9": "d"} for n in range(6)}
    item = found(good | weak)
    assert item["Q2.1"].link > 0.9
    assert item["Q2.3"].link == pytest.approx(-1)
    assert item["Q2.9"].link is None


def test_a_few_students_have_no_link(found):
    """A correlation of nine says nothing."""
    students = {f"s{n}": RIGHT if n % 2 else {} for n in range(9)}
    assert all(item.link is None for item in found(students).values())


def test_the_question_itself_is_left_out_of_the_total(found):
    """One question alone has nothing to agree with."""
    students = {f"s{n}": {"Q2.1": "3.2f"} if n % 2 else {} for n in range(12)}
    assert found(students)["Q2.1"].link is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=20))
def test_a_correlation_lies_between_minus_one_and_one(pairs):
    """And is the same from both sides."""
    left, right = ([Fraction(n) for n in row] for row in zip(*pairs, strict=True))
    r = correlation(left, right)
    assert r == correlation(right, left)
    assert r is None or -1.0000001 <= r <= 1.0000001
    assert correlation(left, left) in (None, pytest.approx(1))
