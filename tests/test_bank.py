"""The bank: what is read, and what is said of a file that cannot be."""

import pytest

from gorin.bank import bank, read_bank
from gorin.errors import CourseError


def test_the_bank_knows_its_questions(course):
    """Exercises, practice cards, forecasts and positions are found by id."""
    assert bank().exercise("99-fixture").points == 19
    assert bank().question("Q99.6").rows[0].id == "5.1f"
    assert bank().question("F1").kind == "forecast"
    assert bank().question("position-2").home == "02-close-reading"
    assert bank().key("P2.1").right
    assert course


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: bank().question("Q2.77"), "no question 'Q2.77' in the bank .*Q2.1 to Q2.12"),
        (lambda: bank().exercise("07-no"), "no exercise '07-no' in the bank .*02-close-reading"),
        (lambda: bank().key("Q2.1"), "not a practice card"),
    ],
)
def test_what_is_not_there_is_met_with_what_is(ask, message):
    """An unknown id names its neighbours."""
    with pytest.raises(CourseError, match=message):
        ask()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("99-fixture", "exercise = ", "exercise ", r"99-fixture\.toml: not TOML: .*line 1"),
        ("99-fixture", '"99-fixture"', '"98-other"', "says exercise = '98-other'"),
        ("99-fixture", 'kind = "choice"', 'kind = "choise"', "Q99.1: no kind 'choise'"),
        ("99-fixture", "points = 1\n", "points = 0\n", "Q99.1: needs points of 1 or more"),
        ("99-fixture", 'id = "Q99.2"', 'id = "Q99.1"', "two questions have the id Q99.1"),
        ("99-fixture", "hint = ", "hnt = ", "Q99.1: unknown field 'hnt'"),
        ("99-fixture", 'prompt = "Who writes the memo?"', 'prompt = ""', "Q99.1: needs a prompt"),
        ("99-fixture", 'skill = "sourcing"', 'skill = "guessing"', "skill .*guessing"),
    ],
)
def test_a_malformed_bank_is_named_by_file_and_id(course, file, old, new, message):
    """Whoever writes questions is told which one to mend."""
    path = course / "questions" / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        read_bank(course)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('answer = "', 'anwser = "', "P1.1: unknown field 'anwser'"),
        ("right = ", "# right = ", "P1.1: needs a right"),
    ],
)
def test_a_malformed_practice_card_is_named(course, old, new, message):
    """A practice card brings its key and its remarks."""
    path = course / "practice.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        read_bank(course)


def test_a_missing_bank_is_said(course):
    """No question file at all is a course without exercises, and no course."""
    for path in (course / "questions").iterdir():
        path.unlink()
    with pytest.raises(CourseError, match="no bank of questions"):
        read_bank(course)


def test_a_rubric_belongs_to_an_essay(course):
    """A rubric with three levels, or for a question that is no essay, is refused."""
    path = course / "rubrics.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Q2.12"', '"Q2.1"'), encoding="utf-8")
    with pytest.raises(CourseError, match=r"Q2\.1: a rubric for a question that is no essay"):
        read_bank(course)
