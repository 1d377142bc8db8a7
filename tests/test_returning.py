"""Names under which an LMS takes a page back."""

import pytest

from gorin.classroom.marked import File
from gorin.classroom.returning import returns

NAME = "02-close-reading"


@pytest.mark.parametrize(
    ("file", "lms", "name"),
    [
        (
            f"leeann_12345_67890_{NAME}.ipynb",
            "canvas",
            f"leeann_12345_67890_feedback-{NAME}.html",
        ),
        (
            f"HIST_1_2_Fall-Ex_submissions.zip/leeann_LATE_12345_67890_{NAME}-1.ipynb",
            "canvas",
            f"leeann_LATE_12345_67890_feedback-{NAME}.html",
        ),
        (f"anon_ab1cD_67890_{NAME}.ipynb", "canvas", f"anon_ab1cD_67890_feedback-{NAME}.html"),
        (
            f"Ann van der Lee_4001_assignsubmission_file/{NAME}.ipynb",
            "moodle",
            f"Ann van der Lee_4001_assignsubmission_file/feedback-{NAME}.html",
        ),
        (
            f"class.zip/Ann Lee_4001_assignsubmission_file_/{NAME}.ipynb",
            "moodle",
            f"Ann Lee_4001_assignsubmission_file/feedback-{NAME}.html",
        ),
        (
            f"Ann Lee_4001_assignsubmission_file_{NAME}.ipynb",
            "moodle",
            f"Ann Lee_4001_assignsubmission_file/feedback-{NAME}.html",
        ),
        (
            f"..\\..\\x:y_4001_assignsubmission_file/{NAME}.ipynb",
            "moodle",
            f"x-..-x-y_4001_assignsubmission_file/feedback-{NAME}.html",
        ),
        (
            f"con.x\u202e_4001_assignsubmission_file/{NAME}.ipynb",
            "moodle",
            f"x-con.x-_4001_assignsubmission_file/feedback-{NAME}.html",
        ),
        (f"77_12345_67890_{NAME}.ipynb", "canvas", f"x77_12345_67890_feedback-{NAME}.html"),
        (
            f"leeann_1_2_x_3_assignsubmission_file_{NAME}.ipynb",
            "canvas",
            f"leeann_1_2_feedback-{NAME}.html",
        ),
    ],
)
def test_the_name_comes_from_what_the_lms_gave(file, lms, name):
    """Late or not, foldered or flat, in a zip or not; what unpacking could follow is gone."""
    found = returns([File(file, "Ann", NAME, "marked", "")])["Ann", NAME]
    assert [(back.lms, back.name) for back in found] == [(lms, name)]
    assert "\\" not in found[0].name


@pytest.mark.parametrize(
    "file",
    [f"Ann/{NAME}.ipynb", f"Ann_{NAME}.ipynb", f"hist_1_2_submissions/Ann/{NAME}.ipynb"],
)
def test_a_folder_that_people_made_goes_back_to_no_lms(file):
    """Nothing is made up where there is no number."""
    assert returns([File(file, "Ann", NAME, "marked", "")]) == {}


def test_a_number_that_two_claim_gets_nobodys_page():
    """The LMS would give both to one student; another exercise is no matter."""
    claims = [
        ("Ann", f"ann_1_20_{NAME}.ipynb", NAME),
        ("Eve", f"eve_1_21_{NAME}.ipynb", NAME),
        ("Bo", "bo_1_22_01-context.ipynb", "01-context"),
    ]
    found = returns([File(file, who, exercise, "marked", "") for who, file, exercise in claims])
    assert {who for (who, _), backs in found.items() if backs} == {"Bo"}


def test_only_a_file_that_counts_is_answered():
    """Of several attempts the marked one; of notebook and hand-in file, once."""
    files = [
        File(f"lee_1_20_{NAME}.ipynb", "Lee", NAME, "listed", ""),
        File(f"lee_1_21_{NAME}-1.ipynb", "Lee", NAME, "marked", ""),
        File(f"lee_1_22_{NAME}.answers.json", "Lee", NAME, "marked", ""),
        File(f"bo_2_23_{NAME}.ipynb", "Bo", NAME, "unreadable", ""),
    ]
    found = returns(files)
    assert list(found) == [("Lee", NAME)]
    assert [back.name for back in found["Lee", NAME]] == [f"lee_1_21_feedback-{NAME}.html"]
