"""Names of files, as the systems give them: whose, which exercise, which attempt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorin.classroom import sheets
from gorin.classroom.layouts import read_name, shown

EXERCISES = ["01-context", "02-close-reading"]
MOODLE = "Ann Lee_71_assignsubmission_file"


def read(path):
    return read_name(tuple(path.split("/")), EXERCISES)


@pytest.mark.parametrize(
    ("path", "student", "number", "attempt"),
    [
        ("leeann_12345_67890_02-close-reading.ipynb", "leeann", "12345", 67890),
        ("leeann_LATE_12345_67890_02-close-reading-1.ipynb", "leeann", "12345", 67890),
        ("van_der_leeann_1_2_02-close-reading-2.ipynb", "van_der_leeann", "1", 2),
        ("øyeåse_1_2_02-close-reading-2.answers.json", "øyeåse", "1", 2),
        ("leeann_1_2_02-close-reading.answers-3.json", "leeann", "1", 2),
        ("anon_aB3dE_67890_02-close-reading.ipynb", "anon_aB3dE", "", 67890),
        ("LATE_anon_aB3dE_67890_02-close-reading.ipynb", "anon_aB3dE", "", 67890),
        ("12345_67890_02-close-reading.ipynb", "12345", "12345", 67890),
        (
            "leeann_1_2_02-close-reading-0b5ac9a4-1f0d-4f6e-9c55-1d8c6f0a2b3c.ipynb",
            "leeann",
            "1",
            2,
        ),
        ("leeann_1_2_work.zip/any-bargain/exercises/02-close-reading.ipynb", "leeann", "1", 2),
        ("HIST_1_1_Fall-Ex_1_submissions.zip/leeann_1_2_02-close-reading.ipynb", "leeann", "1", 2),
        ("x-ex_101_41_submissions (1).zip/leeann_1_2_02-close-reading.ipynb", "leeann", "1", 2),
        ("hist_101_2041_submissions (1)/leeann_1_2_02-close-reading.ipynb", "leeann", "1", 2),
    ],
)
def test_canvas(path, student, number, attempt):
    """Name, late or not, user, file, and the name the student gave; or a zip of theirs."""
    name = read(path)
    assert (name.student, name.number, name.attempt) == (student, number, attempt)
    assert (name.system, name.exercise, name.trouble) == ("canvas", "02-close-reading", "")
    assert name.late == ("LATE" in path)


@pytest.mark.parametrize(
    ("path", "student", "number"),
    [
        (f"{MOODLE}/02-close-reading.ipynb", "Ann Lee", "71"),
        (f"{MOODLE}_/02-close-reading.ipynb", "Ann Lee", "71"),
        (f"{MOODLE}/deep/er/02-close-reading (2).ipynb", "Ann Lee", "71"),
        (f"{MOODLE}_02-close-reading.ipynb", "Ann Lee", "71"),
        (f"{MOODLE}_02-close-reading.answers.json", "Ann Lee", "71"),
        (f"{MOODLE}/all.zip/exercises/02-close-reading.ipynb", "Ann Lee", "71"),
        ("Participant_71_assignsubmission_file/02-close-reading.ipynb", "Participant", "71"),
        ("Default group_assignsubmission_file/02-close-reading.ipynb", "Default group", ""),
        ("HIST101-Ex 2-1234.zip/" + MOODLE + "/02-close-reading.ipynb", "Ann Lee", "71"),
    ],
)
def test_moodle(path, student, number):
    """A folder a student, or the same before the file's name; Moodle numbers no attempt."""
    name = read(path)
    assert (name.student, name.number, name.attempt) == (student, number, 0)
    assert (name.system, name.exercise, name.trouble) == ("moodle", "02-close-reading", "")


@given(st.text(st.characters(exclude_characters="/"), max_size=40))
def test_a_name_comes_out_of_a_table_as_it_went_in(name):
    """Else two names would be one in the tables, and have the marks of both."""
    for typed in (name, f"'={name}", f"''-{name}", f"{name}\x1b\ud800"):
        known = shown(typed)
        assert sheets.undefused(sheets.defused(known)) == known
        assert shown(known) == known


@pytest.mark.parametrize(
    "path",
    [
        "submitted/ann/02-close-reading/02-close-reading.ipynb",
        "submitted/ann/ps2/02-close-reading.ipynb",
        "course/submitted/ann/ps2/02-close-reading.ipynb",
        "submitted/ann/ps2/bob_02-close-reading.ipynb",
    ],
)
def test_nbgrader(path):
    """The folder after `submitted` is the student, whatever the assignment is called."""
    name = read(path)
    assert (name.student, name.system, name.exercise) == ("ann", "nbgrader", "02-close-reading")


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("ann_02-close-reading.ipynb", "ann"),
        ("Ann van der Lee_02-close-reading.ipynb", "Ann van der Lee"),
        ("Ann Lee - 02-close-reading.ipynb", "Ann Lee"),
        ("ann 02 close reading.ipynb", "ann"),
        ("ann_02_close_reading.ipynb", "ann"),
        ("02-close-reading_Ann Lee.ipynb", "Ann Lee"),
        ("02-close-reading - Ann Lee (1).ipynb", "Ann Lee"),
        ("Ann/02-close-reading.ipynb", "Ann"),
        ("Ann/02-CLOSE-READING.IPYNB", "Ann"),
        ("Ann/02-close-reading (1).ipynb", "Ann"),
        ("Ann/02-close-reading-Copy1.ipynb", "Ann"),
        ("Ann/02-close-reading - Copy (2).ipynb", "Ann"),
        ("Ann/02-close-reading copy 2.ipynb", "Ann"),
        ("Ann/Copy of 02-close-reading.ipynb", "Ann"),
        ("Ann/02-close-reading_final.ipynb", "Ann"),
        ("Ann/02-close-reading.ipynb.json", "Ann"),
        ("Ann/02-close-reading.ipynb.txt", "Ann"),
        ("Ann/02-close-reading.answers (1).json", "Ann"),
        ("Ann/02-close-reading (1).answers.json", "Ann"),
        ("Ann/exercises/02-close-reading.ipynb", "Ann"),
        ("ann.zip/02-close-reading.ipynb", "ann"),
        ("ann/02-close-reading/02-close-reading.ipynb", "ann"),
        ("02-close-reading/ann/02-close-reading.ipynb", "ann"),
        ("more/ann_02-close-reading.ipynb", "ann"),
        ("02_02-close-reading_02-close-reading.ipynb", "02_02-close-reading"),
        ("a\nb_02-close-reading.ipynb", "a b"),
        ("\u202enna_02-close-reading.ipynb", "nna"),
        ("Zoe\u0308_02-close-reading.ipynb", "Zo\u00eb"),
    ],
)
def test_people(path, student):
    """Folders and names that people make, and what browsers and systems add to copies."""
    name = read(path)
    assert (name.student, name.exercise, name.trouble) == (student, "02-close-reading", "")
    assert (name.system, name.number, name.attempt) == ("", "", 0)


@pytest.mark.parametrize(
    ("path", "student"),
    [
        (f"{MOODLE}/Bob Ray_72_assignsubmission_file_02-close-reading.ipynb", "Ann Lee"),
        (f"{MOODLE}/Bob Ray_72_assignsubmission_file/02-close-reading.ipynb", "Ann Lee"),
        (f"{MOODLE}/bob_02-close-reading.ipynb", "Ann Lee"),
        ("leeann_1_2_x.zip/raybob_3_4_02-close-reading.ipynb", "leeann"),
        ("leeann_1_2_raybob_3_4_02-close-reading.ipynb", "leeann"),
        ("leeann_1_2_x.zip/submitted/bob/ps/02-close-reading.ipynb", "leeann"),
        ("leeann_1_2_submissions.zip/bob/02-close-reading.ipynb", "leeann"),
        ("leeann_1_2_my_submissions_02-close-reading.ipynb", "leeann"),
        ("leeann_1_2_x_3_assignsubmission_file_02-close-reading.ipynb", "leeann"),
        (f"{MOODLE}_3_4_02-close-reading.ipynb", "Ann Lee"),
        (f"{MOODLE}_my_submissions.zip/raybob_3_4_02-close-reading.ipynb", "Ann Lee"),
    ],
)
def test_nobody_names_a_file_for_another(path, student):
    """What the LMS put outside decides, whatever a student's own folders and files are called."""
    assert read(path).student == student


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("02-close-reading.ipynb", "whose is it?"),
        ("exercises/02-close-reading.ipynb", "whose is it?"),
        ("  _02-close-reading.ipynb", "whose is it?"),
        ("02-close-reading (1).ipynb", "whose is it?"),
        ("ann_03-other.ipynb", "no exercise of this name"),
        ("ann/notes.txt", "ignored: neither a notebook nor a hand-in file"),
        ("ann/onlinetext.html", "ignored: neither"),
        ("ann/package.json", "ignored: neither"),
        ("ann/work.rar", "pack it as a zip"),
        ("ann/.ipynb_checkpoints/02-close-reading-checkpoint.ipynb", "ignored: a hidden file"),
        ("ann.zip/__MACOSX/._02-close-reading.ipynb", "ignored: a hidden file"),
        ("leeann_1_2_x.zip/lessons/02-close-reading.ipynb", "ignored: a lesson"),
        ("leeann_1_2_submissions.zip/raybob_3_4_02-close-reading.ipynb", "or a student's zip"),
        ("x" * 1_001 + "_02-close-reading.ipynb", "a name of more than 1000 characters"),
    ],
)
def test_what_is_not_marked_says_why(path, trouble):
    """Each has a line of the account."""
    assert trouble in read(path).trouble


def test_a_renamed_file_keeps_its_student():
    """What it holds may still tell the exercise."""
    name = read(f"{MOODLE}/homework.ipynb")
    assert (name.student, name.exercise, name.kind, name.trouble) == ("Ann Lee", "", "notebook", "")
