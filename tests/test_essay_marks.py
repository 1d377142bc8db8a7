"""The marks of essays that people give."""

from fractions import Fraction

import pytest

from gorin.classroom import sheets
from gorin.classroom.essay_marks import COLUMNS, read_essays
from gorin.errors import CourseError

GOOD = {
    "student": "Ann",
    "exercise": "02-close-reading",
    "question": "Q2.12",
    "points": "2,5",
    "levels": '{"Voice": 3, "Claim": "2"}',
    "comment": "Look at ¶3.2e.\n\nWell quoted.",
    "marker": "M",
}


@pytest.fixture
def read(tmp_path):
    """A function that writes rows and reads them for two students."""

    def read(*rows):
        path = tmp_path / "essays.csv"
        sheets.write({path: (COLUMNS, [tuple((GOOD | row).values()) for row in rows])})
        return read_essays(path, ["Ann", "=Bo"])

    return read


def test_levels_may_be_json_or_pairs(read):
    """Both say the same, in the rubric's order; a decimal comma is read."""
    found = read({}, {"student": "=Bo", "levels": "Voice=3; Claim=2;"})
    ann, bo = found["Ann", "Q2.12"], found["=Bo", "Q2.12"]
    assert ann.levels == bo.levels == (("Claim", 2), ("Voice", 3))
    assert ann.points == Fraction(5, 2)
    assert (ann.comment, ann.marker) == (GOOD["comment"], "M")


def test_levels_and_comment_may_be_missing(read):
    """Points alone are a mark."""
    essay = read({"levels": "", "comment": "", "marker": ""})["Ann", "Q2.12"]
    assert (essay.levels, essay.comment) == ((), "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"student": "Nobody"}, "row 2: 'Nobody' has no marks here"),
        ({"question": "Q2.1"}, "row 2: Q2.1 is no essay"),
        ({"question": "Q9.9"}, "no question 'Q9.9'"),
        ({"exercise": "01-context"}, "is no essay of '01-context'"),
        ({"points": "5"}, "Q2.12 has 0 to 4"),
        ({"points": "-1"}, "'-1' points"),
        ({"points": "many"}, "'many' points"),
        ({"points": "1/0"}, "points"),
        ({"levels": "Style=2"}, "no criterion 'Style'"),
        ({"levels": "Claim=5"}, "levels are 1 to 4"),
        ({"levels": '{"Claim": '}, "not JSON"),
        ({"levels": '{"Claim": [[1]]}'}, "levels are 1 to 4"),
        ({"levels": "{" * 5000}, "not JSON"),
    ],
)
def test_what_cannot_be_a_mark_is_refused(read, row, said):
    """The row and what to do are named."""
    with pytest.raises(CourseError, match=said):
        read(row)


def test_two_marks_of_one_essay_are_talked_over_first(read):
    """Neither of two markers wins in silence."""
    with pytest.raises(CourseError, match=r"row 3: Q2\.12 of Ann is marked twice"):
        read({}, {"marker": "N", "points": "4"})


def test_a_file_that_is_none_is_refused(tmp_path):
    """Missing, without its columns, or not text."""
    with pytest.raises(CourseError, match="cannot be read"):
        read_essays(tmp_path / "none.csv", [])
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CourseError, match="no column 'student'"):
        read_essays(path, [])
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CourseError, match="not a table in UTF-8"):
        read_essays(path, [])
