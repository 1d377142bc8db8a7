"""The class list: names found in every order, nobody guessed, nobody forgotten."""

import shutil

import pytest

import marks as made
from gorin.classroom.roster import read_roster
from gorin.errors import CourseError
from school import NAME, RIGHT, notebook

ROSTER = """id,name,aliases
s1,Ann Lee,
s2,"Lee, Ann",777
s3,Zoë van der Ø,zo@x.org;888
s4,Bo Ray,
"""
ONE = f"{NAME}.ipynb"


@pytest.fixture
def listed(school):
    """The school with a roster."""
    school.roster = school.put("../roster.csv", ROSTER)
    return school


def test_names_are_found_however_they_are_written(listed):
    """Canvas's small letters, Moodle's full names, a login, a number, without accents."""
    listed.put(f"vanderøzoë_5_1_{ONE}", notebook(RIGHT))
    listed.put(f"Ray Bo_71_assignsubmission_file/{ONE}", notebook(RIGHT))
    listed.put(f"anything_777_2_{ONE}", notebook(RIGHT))
    assert listed.grade("--roster", listed.roster) == 0
    assert listed.points() == {"s1": "", "s2": "15", "s3": "15", "s4": "15"}
    names = [row["name"] for row in listed.rows("gradebook")]
    assert names == ["Ann Lee", "Lee, Ann", "Zoë van der Ø", "Bo Ray"]


@pytest.mark.parametrize(
    "name", ["Zoë van der Ø", "zoe van der ø", "van der Ø, Zoë", "ZO@X.ORG", "s3", "888"]
)
def test_one_student_goes_by_many_names(listed, name):
    """All of them lead to one id."""
    assert read_roster(listed.roster).called(name) == ("s3",)


def test_who_handed_nothing_in_has_a_row(listed):
    """In the account and in the gradebook, for each exercise that came."""
    listed.put(f"Bo Ray/{ONE}", notebook(RIGHT))
    assert listed.grade("--roster", listed.roster) == 0
    missing = [row for row in listed.rows("intake") if row["status"] == "missing"]
    assert [(row["student"], row["exercise"], row["file"]) for row in missing] == [
        ("s1", NAME, ""),
        ("s2", NAME, ""),
        ("s3", NAME, ""),
    ]
    assert listed.points() == {"s1": "", "s2": "", "s3": "", "s4": "15"}


def test_a_student_is_one_however_much_is_missing(listed, capsys):
    """One who handed in nothing for two exercises is not called two."""
    listed.put(f"Bo Ray/{ONE}", notebook(RIGHT))
    listed.put("Bo Ray/02-close-reading.ipynb", notebook({"Q2.1": "3.2f"}))
    shutil.copy(made.SOLUTIONS / "02-close-reading.ipynb", listed.keys)
    assert listed.grade("--roster", listed.roster) == 0
    assert "Missing: 6 hand-ins of 3 students on the roster.\n" in capsys.readouterr().out


def test_two_of_one_name_are_not_guessed(listed):
    """The file is listed with both ids, and neither has it."""
    listed.put(f"Ann Lee/{ONE}", notebook(RIGHT))
    assert listed.grade("--roster", listed.roster) == 0
    row = listed.file(f"Ann Lee/{ONE}")
    assert row["status"] == "unreadable"
    assert "2 students of the roster are called Ann Lee (s1, s2): whose is it?" in row["remark"]
    assert listed.points() == dict.fromkeys(("s1", "s2", "s3", "s4"), "")


def test_a_number_and_a_name_that_disagree_are_not_guessed(listed):
    """The number of one student on a file with another's name."""
    listed.put(f"raybo_777_1_{ONE}", notebook(RIGHT))
    assert listed.grade("--roster", listed.roster) == 0
    said = listed.file(f"raybo_777_1_{ONE}")["remark"]
    assert "the LMS's number 777 is s2, the name raybo is s4: whose is it?" in said


def test_who_is_not_on_the_roster_is_marked_and_said(listed):
    """A guest's work is not lost."""
    listed.put(f"Guest/{ONE}", notebook(RIGHT))
    assert listed.grade("--roster", listed.roster) == 0
    assert listed.file(f"Guest/{ONE}")["remark"] == "not on the roster"
    assert listed.points()["Guest"] == "15"


CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Essay (9)
    Points Possible,,,,,10
"Lee, Ann",777,u1,ann@x.org,One,
"Student, Test",778,,t,One,
"""
MOODLE = """Identifier,"Full name","Email address",Grade
"Participant 71","Ann Lee",ann@x.org,-
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [(CANVAS, "777"), (CANVAS.replace(",", ";").replace("; ", ", "), "777"), (MOODLE, "71")],
    ids=["canvas", "semicolons", "moodle"],
)
def test_an_export_of_the_lms_is_a_roster(tmp_path, text, number):
    """With its own columns; the row of points and the test student are nobody."""
    (tmp_path / "export.csv").write_text(text, encoding="utf-8-sig")
    roster = read_roster(tmp_path / "export.csv")
    assert [student.id for student in roster.students] == ["ann@x.org"]
    assert roster.called("leeann") == roster.called(number) == ("ann@x.org",)


def test_a_name_without_letters_is_still_one_name(tmp_path):
    """Signs alone are not all alike, and a name of which nothing can be shown stops nobody."""
    text = "id,name,aliases\ns1,?!,-\ns2,\U0001f642 \U0001f643,\ns3,\u202e\u2066,\ns4,\u0301,\n"
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    roster = read_roster(tmp_path / "roster.csv")
    called = [roster.called(name) for name in ("?!", "\U0001f643 \U0001f642", "!!", "\u0302", "")]
    assert called == [("s1",), ("s2",), (), (), ()]
    assert [student.name for student in roster.students][2] == "s3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name\n", "nobody in it"),
        ("a,b\n1,2\n", "no column `name`"),
        ("id,name\ns1,Ann\ns1,Bo\n", "row 3: a second student with the id 's1'"),
        ("id,name\n,Ann\n", "row 2: no id for 'Ann'"),
        ("name\nAnn\n", "row 2: no id for 'Ann'. A roster has the columns id, name, aliases"),
        ("id,name\ns1,\n", "row 2: no name for 's1'"),
        (b"id,name\n\xff,x\n", "not text in UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_roster_that_would_mislead_is_refused(tmp_path, text, message):
    """The instructor is told the row."""
    path = tmp_path / "roster.csv"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CourseError, match=message):
        read_roster(path)
