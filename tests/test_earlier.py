"""Essays that a person marked in the table stay marked, and what moved is listed."""

import csv
import io

import pytest

from school import NAME, RIGHT, hand_in, notebook

ONE = f"{NAME}.ipynb"
ESSAY = "Q99.9"


@pytest.fixture
def marked(school):
    """Ann and Bo, marked once."""
    school.put(f"ann/{ONE}", notebook(RIGHT))
    school.put(f"bo/{ONE}", notebook(RIGHT | {ESSAY: "=He wrote it,\nalone.", "Q99.8": 4}))
    assert school.grade() == 0
    return school


def typed(school, student, *, delimiter=",", comma=".", **cells):
    """Save marks.csv as a spreadsheet does, with cells of one student's essay changed."""
    rows = school.rows("marks")
    for row in rows:
        if row["student"] == student and row["question"] == ESSAY:
            row.update(cells)
        row["points"] = row["points"].replace(".", comma)
    page = io.StringIO()
    writer = csv.DictWriter(page, rows[0], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    (school.to / "marks.csv").write_text(page.getvalue(), encoding="utf-8-sig", newline="")


def essay(school, student):
    row = school.marks(student)[ESSAY]
    return row["points"], row["status"], row["remark"]


@pytest.mark.parametrize("student", ["ann", "bo"])
@pytest.mark.parametrize(("delimiter", "comma"), [(",", "."), (";", ",")])
def test_points_that_a_person_typed_survive(marked, student, delimiter, comma):
    """With the remark beside them, however the spreadsheet saved it; twice over."""
    typed(marked, student, points="3.5", remark="Well seen.", delimiter=delimiter, comma=comma)
    for _ in range(2):
        assert marked.grade() == 0
        assert essay(marked, student) == ("3.5", "marked by hand", "Well seen.")
        assert marked.rows("changes") == []
    (row,) = [row for row in marked.rows("gradebook") if row["student"] == student]
    assert row[f"{NAME} pending"] == "0"


def test_nought_is_points_where_the_status_says_so(marked):
    """And what another tool wrote as its status stays as it is."""
    typed(marked, "ann", status="marked by hand")
    typed(marked, "bo", points="2", status="marked")
    assert marked.grade() == 0
    assert essay(marked, "ann")[:2] == ("0", "marked by hand")
    assert essay(marked, "bo")[:2] == ("2", "marked")


def test_a_changed_answer_is_pending_again_and_says_so(marked):
    """Points for another text are nobody's; they are named, and listed as moved."""
    typed(marked, "ann", points="3")
    marked.put(f"ann/{ONE}", notebook(RIGHT | {ESSAY: "Welles alone wrote it. No."}))
    assert marked.grade() == 0
    points, status, remark = essay(marked, "ann")
    assert (points, status) == ("0", "pending")
    assert "marked by hand before (3 points), but the answer has changed since" in remark
    (moved,) = marked.rows("changes")
    assert (moved["student"], moved["question"], moved["change"]) == ("ann", ESSAY, "-3")


def test_where_the_same_answer_lies_does_not_matter(marked):
    """A hand-in file with the same text is the same answer."""
    typed(marked, "ann", points="3")
    (marked.folder / "ann" / ONE).unlink()
    marked.put(f"ann/{NAME}.answers.json", hand_in(RIGHT))
    assert marked.grade() == 0
    assert essay(marked, "ann")[:2] == ("3", "marked by hand")


@pytest.mark.parametrize("points", ["4.5", "-1"])
def test_points_that_an_essay_cannot_have_are_refused(marked, capsys, points):
    """A slip of the keyboard is mended before anything is overwritten."""
    typed(marked, "ann", points=points)
    before = (marked.to / "marks.csv").read_bytes()
    assert marked.grade() == 2
    assert f"{ESSAY} of ann has {points} of 4 points" in capsys.readouterr().err
    assert (marked.to / "marks.csv").read_bytes() == before


def test_a_person_s_marks_are_not_lost_with_the_files(marked, capsys):
    """Another week's folder does not take the place of marked essays."""
    typed(marked, "ann", points="3")
    (marked.folder / "ann" / ONE).unlink()
    before = (marked.to / "marks.csv").read_bytes()
    assert marked.grade() == 2
    assert f"({ESSAY} of ann)" in capsys.readouterr().err
    assert (marked.to / "marks.csv").read_bytes() == before


def test_a_changed_key_is_visible_at_once(marked):
    """Every mark that moved has a row, those of students who are gone too."""
    path = marked.keys / ONE
    text = path.read_text(encoding="utf-8")
    assert text.count('"    5,\\n"') == 1
    path.write_text(text.replace('"    5,\\n"', '"    4,\\n"'), encoding="utf-8")
    (marked.folder / "ann" / ONE).rename(marked.folder / ONE.replace(NAME, f"cy_{NAME}"))
    assert marked.grade() == 0
    moved = {(row["student"], row["question"]): row["change"] for row in marked.rows("changes")}
    assert moved["bo", "Q99.8"] == "1"
    assert moved["ann", "Q99.1"] == "-1"
    assert moved["cy", "Q99.1"] == "1"
    assert moved["cy", "Q99.8"] == "0"
