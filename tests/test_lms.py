"""Files for an LMS: its own export, filled in, and nothing else of it touched."""

import csv
import re

import pytest

from gorin import cli
from school import NAME, RIGHT, notebook

ONE = f"{NAME}.ipynb"
CANVAS = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Quiz (7)", f"{NAME} (9)", "Q (1)"],
    ["", "", "", "", "", "", "Manual Posting", ""],
    ["    Points Possible", "", "", "", "", "10", "19", "(read only)"],
    ["Lee, Ann", "11", "u1", "ann", "One", "5", "", "88"],
    ["Ray, Bo", "12", "u2", "bo", "One", "", "7", ""],
    ["Kim, Cy", "13", "u3", "cy", "One", "", "6.5", ""],
    ["=Poe, Di", "14", "u4", "di", "One", "", "", ""],
]
MOODLE = [
    [
        "Identifier",
        "Full name",
        "Email address",
        "Status",
        "Grade",
        "Maximum grade",
        "Grade can be changed",
        "Last modified (submission)",
        "Last modified (grade)",
        "Feedback comments",
    ],
    ["Participant 71", "Ann Lee", "ann@x.org", "Submitted", "", "19", "Yes", "-", "-", ""],
    ["Participant 72", "Ann Lee", "ann2@x.org", "Submitted", "3", "19", "Yes", "-", "Monday", "-"],
    ["Participant 73", "Bo Ray", "bo@x.org", "Submitted", "2.5", "19", "No", "-", "Monday", "Well"],
]


@pytest.fixture
def graded(school):
    """A class that came from Canvas: Ann all right, Bo half, Cy nothing; one is not on Canvas."""
    school.put(f"leeann_11_501_{ONE}", notebook(RIGHT))
    school.put(f"raybo_12_502_{ONE}", notebook({"Q99.1": "b", "Q99.3": "3.1"}))
    school.put(f"di/{ONE}", notebook({"Q99.6": {"5.1f": "W", "5.2a": "P"}}))
    school.put(f"guest/{ONE}", notebook({"Q99.1": "b"}))
    assert school.grade() == 0
    return school


def export(school, table, delimiter=","):
    path = school.folder.parent / "export.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(table)
    return path


def upload(school, *more):
    return cli.main(["gradebook", str(school.to), "--lms", *map(str, more)])


def read(school, name):
    text = (school.to / name).read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    return list(csv.reader(text.splitlines()))


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_canvas_gets_its_gradebook_back(graded, capsys, delimiter):
    """Our column alone, students in their rows, the others' grades as they were."""
    path = export(graded, CANVAS, delimiter)
    assert upload(graded, "canvas", "--gradebook", path, "--partial") == 0
    rows = read(graded, "canvas.csv")
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{NAME} (9)"],
        ["    Points Possible", "", "", "", "", "19"],
        ["Lee, Ann", "11", "u1", "ann", "One", "15"],
        ["Ray, Bo", "12", "u2", "bo", "One", "2"],
        ["Kim, Cy", "13", "u3", "cy", "One", "6.5"],
        ["'=Poe, Di", "14", "u4", "di", "One", "2"],
    ]
    said = capsys.readouterr().out
    assert f"guest is left out of {NAME}: nobody there is it" in said
    assert "3 grades" in said


def test_the_file_keeps_what_the_importer_of_canvas_asks_for(graded):
    """The rules of gradebook_importer.rb: who and what each row and column is."""
    path = export(graded, CANVAS)
    assert upload(graded, "canvas", "--gradebook", path, "--partial") == 0
    header, *rows = read(graded, "canvas.csv")
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert re.fullmatch(r"SIS\s+User\s+ID", header[2])
    assert re.fullmatch(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4]
    assert all(re.fullmatch(r"(.*)\s\((\d+)\)", title) for title in header[5:])
    assert "Points Possible" in rows[0][0]
    assert all(row[1].isdigit() and len(row) == len(header) for row in rows[1:])


def test_an_essay_that_waits_leaves_a_grade_as_it_is(graded, capsys):
    """Half a mark is no mark, unless it is asked for."""
    path = export(graded, CANVAS)
    assert upload(graded, "canvas", "--gradebook", path) == 0
    grades = {row[0]: row[-1] for row in read(graded, "canvas.csv")[2:]}
    assert grades == {"Lee, Ann": "", "Ray, Bo": "2", "Kim, Cy": "6.5", "'=Poe, Di": "2"}
    assert "1 left as they are: an essay waits" in capsys.readouterr().out


def test_points_are_scaled_to_what_the_lms_counts(graded, capsys):
    """Canvas counts 100: the row of points stays, and ours are a share of it."""
    table = [[cell if cell != "19" else "100" for cell in row] for row in CANVAS]
    path = export(graded, table)
    assert upload(graded, "canvas", "--gradebook", path, "--partial") == 0
    rows = read(graded, "canvas.csv")
    assert [row[-1] for row in rows[1:4]] == ["100", "78.95", "10.53"]
    assert f"{NAME} (9) counts 100 there, ours 19: scaled" in capsys.readouterr().out


def test_a_column_is_found_by_its_title_or_named(graded, capsys):
    """By the exercise's id, its title, its number; else the instructor says which."""
    for title in ("Exercise 99: who wrote it? (9)", "EXERCISE 099 (9)"):
        table = [[title if cell == f"{NAME} (9)" else cell for cell in row] for row in CANVAS]
        assert upload(graded, "canvas", "--gradebook", export(graded, table), "--partial") == 0
        assert read(graded, "canvas.csv")[0][-1] == title
    table = [["Homework (9)" if cell == f"{NAME} (9)" else cell for cell in r] for r in CANVAS]
    path = export(graded, table)
    assert upload(graded, "canvas", "--gradebook", path) == 2
    assert "there are: 'Quiz (7)', 'Homework (9)', 'Q (1)'" in capsys.readouterr().err
    assert upload(graded, "canvas", "--gradebook", path, "--column", "Homework") == 0
    assert read(graded, "canvas.csv")[0][-1] == "Homework (9)"
    assert upload(graded, "canvas", "--gradebook", path, "--column", "Homework (9)") == 0
    assert upload(graded, "canvas", "--gradebook", path, "--column", "Nothing") == 2


def test_moodle_gets_its_worksheet_back(school, capsys):
    """By the participant's number, even of two with one name; comments are not touched."""
    school.put(f"Ann Lee_72_assignsubmission_file/{ONE}", notebook({"Q99.1": "b"}))
    school.put(f"Bo Ray_73_assignsubmission_file/{ONE}", notebook({"Q99.8": 5}))
    assert school.grade() == 0
    assert upload(school, "moodle", "--gradebook", export(school, MOODLE)) == 0
    assert read(school, f"moodle-{NAME}.csv") == [
        [*MOODLE[0][:3], "Grade", "Maximum grade", "Last modified (grade)"],
        ["Participant 71", "Ann Lee", "ann@x.org", "", "19", "-"],
        ["Participant 72", "Ann Lee", "ann2@x.org", "1", "19", "Monday"],
        ["Participant 73", "Bo Ray", "bo@x.org", "1", "19", "Monday"],
    ]
    assert "1 grades are locked in Moodle" in capsys.readouterr().out


def test_two_of_one_name_are_left_out_of_an_upload(school, capsys):
    """Without a number, nobody decides which Ann Lee it is."""
    school.put(f"Ann Lee/{ONE}", notebook({"Q99.1": "b"}))
    assert school.grade() == 0
    assert upload(school, "moodle", "--gradebook", export(school, MOODLE)) == 0
    assert [row[3] for row in read(school, f"moodle-{NAME}.csv")[1:]] == ["", "3", "2.5"]
    said = capsys.readouterr().out
    assert f"Ann Lee is left out of {NAME}: 2 students there may be it" in said


def test_a_number_of_anothers_moves_no_grade(school, capsys):
    """In a shared folder a file may bear any number: two for one, or number and name apart."""
    school.put(f"leeann_11_501_{ONE}", notebook(RIGHT))
    school.put(f"eve_11_502_{ONE}", notebook({"Q99.1": "a"}))
    school.put(f"raybo_13_503_{ONE}", notebook({"Q99.1": "a"}))
    assert school.grade() == 0
    assert upload(school, "canvas", "--gradebook", export(school, CANVAS), "--partial") == 0
    assert [row[-1] for row in read(school, "canvas.csv")[2:]] == ["", "7", "6.5", ""]
    said = capsys.readouterr().out
    for student in ("leeann", "eve"):
        assert f"{student} is left out of {NAME}: 2 of ours would be one student there" in said
    assert f"raybo is left out of {NAME}: 2 students there may be it" in said


def test_any_other_system_gets_a_plain_table(graded):
    """A row a student, a column an exercise, no formula."""
    assert upload(graded, "csv", "--partial") == 0
    assert read(graded, "grades.csv") == [
        ["student", "name", NAME],
        ["di", "di", "2"],
        ["guest", "guest", "1"],
        ["leeann", "leeann", "15"],
        ["raybo", "raybo", "2"],
    ]
    assert upload(graded, "csv") == 0
    assert read(graded, "grades.csv")[3] == ["leeann", "leeann", ""]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["canvas"], "canvas needs its own export"),
        (["moodle", "--gradebook", "none.csv"], "cannot be read"),
        (["csv", "--exercise", "01-context"], "no marks of 01-context"),
        (["csv", "--exercise", "2"], "exercises: 01-context, 02-close-reading"),
        (["moodle", "--gradebook", CANVAS], "no column 'Identifier'"),
        (["canvas", "--gradebook", MOODLE], "no column 'ID'"),
    ],
)
def test_a_wrong_call_is_told_what_to_do(graded, capsys, call, message):
    """Exit status 2, one line, nothing written."""
    call = [export(graded, part) if isinstance(part, list) else part for part in call]
    assert upload(graded, *call) == 2
    assert message in capsys.readouterr().err


def test_a_folder_without_marks_is_refused(school, capsys):
    """`gorin grade` comes first."""
    school.to.mkdir()
    assert upload(school, "csv") == 2
    assert "Run `gorin grade`" in capsys.readouterr().err
