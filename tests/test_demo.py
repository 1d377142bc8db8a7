"""The made-up class."""

import re

import pytest

import marks as made
from gorin import answers, cli
from gorin.bank import bank
from gorin.classroom import demo, sheets
from gorin.classroom.essay_marks import read_essays
from gorin.errors import CourseError
from gorin.essays.levels import points


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The class, made once."""
    to = tmp_path_factory.mktemp("made") / "demo"
    demo.write(to, made.SOLUTIONS)
    return to


def by_student(folder, exercise):
    """The files of an exercise by the student's number."""
    files = sorted((folder / "submissions" / exercise).iterdir())
    found = {}
    for path in files:
        found.setdefault(int(re.match(r"student([0-9]{2})generated_", path.name)[1]), []).append(
            path
        )
    return found


@pytest.mark.parametrize("exercise", made.EXERCISES)
def test_the_class_has_everything_that_goes_wrong(folder, exercise):
    """Late, damaged, empty, renamed, twice, absent; everybody else's file is read."""
    files = by_student(folder, exercise)
    assert set(files) == set(range(1, demo.CLASS + 1)) - {demo.ABSENT}
    assert "_LATE_" in files[demo.LATE][0].name
    assert len(files[demo.TWICE]) == 2
    assert files[demo.RENAMED][0].name.endswith("FINAL.ipynb")
    for number, paths in files.items():
        for path in paths:
            if number == demo.DAMAGED:
                with pytest.raises(answers.UnreadableError):
                    answers.read(path)
            else:
                read = answers.read(path)
                assert read.exercise == exercise
                assert bool(read.answered) == (number != demo.EMPTY)


def test_everybody_says_that_nobody_is_real(folder):
    """Names, files, marker and comments are called generated."""
    assert all("(generated)" in row["name"] for row in sheets.read(folder / "roster.csv"))
    assert all("generated" in path.name for path in (folder / "submissions").rglob("*.*"))
    essays = sheets.read(folder / "essays.csv")
    assert all(
        "enerated" in row[name] for row in essays for name in ("student", "comment", "marker")
    )
    assert "Nobody in it exists" in (folder / "README.txt").read_text(encoding="utf-8")


def test_answers_are_like_those_of_a_class(folder):
    """For each closed question some are right and some are not, and some are blank somewhere."""
    from gorin import keys
    from gorin.marking import share
    from gorin.questions import form

    for exercise in bank().exercises:
        known = keys.read_solution(made.SOLUTIONS / f"{exercise.id}.ipynb")
        read = [
            answers.read(paths[-1]).answers
            for number, paths in by_student(folder, exercise.id).items()
            if number not in (demo.DAMAGED, demo.EMPTY)
        ]
        blank = 0
        for question in exercise.questions:
            given = [one[question.id].value for one in read if question.id in one]
            given = [value for value in given if value is not None]
            blank += len(read) - len(given)
            forms = [form(question, value) for value in given]
            if question.kind == "essay":
                assert len({checked.value for checked in forms}) > 1
                continue
            assert all(checked.valid for checked in forms), question.id
            earned = [share(question, known[question.id], checked.value) for checked in forms]
            assert 0 < sum(one == 1 for one in earned) < len(earned), question.id
        assert blank


def test_it_is_the_same_every_time(folder, tmp_path):
    """Byte for byte."""
    demo.write(tmp_path / "demo", made.SOLUTIONS)
    one, two = (
        {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}
        for root in (folder, tmp_path / "demo")
    )
    assert one == two


def test_its_essays_can_be_read(folder):
    """By the reader of essays' marks, for the students of the roster."""
    names = [demo.name_of(number) for number in range(1, demo.CLASS + 1)]
    essays = read_essays(folder / "essays.csv", names)
    assert {essay.exercise for essay in essays.values()} == set(made.EXERCISES)
    assert all(essay.levels for essay in essays.values())
    for essay in essays.values():  # as the desk would count them
        rubric, out_of = bank().rubrics[essay.question], bank().question(essay.question).points
        assert essay.points == points(dict(essay.levels), rubric, out_of)


def test_its_essays_have_no_lines_of_their_own(folder):
    """Only paragraphs, as from the box in which students write."""
    for number, paths in by_student(folder, made.NAME).items():
        if number not in (demo.DAMAGED, demo.EMPTY):
            essay = answers.read(paths[-1]).answers.get("Q2.12")
            assert "\n" not in (essay.value if essay and essay.value else "").replace("\n\n", "")


def test_the_term_can_be_tried(folder, tmp_path, capsys):
    """Graded, given back and reported."""
    marks = str(tmp_path / "marks")
    assert cli.main(["grade", str(folder / "submissions"), "--to", marks]) == 0
    assert cli.main(["feedback", marks, "--to", str(tmp_path / "feedback")]) == 0
    assert cli.main(["report", marks, "--to", str(tmp_path / "class.html")]) == 0
    assert "canvas-02-close-reading.zip" in capsys.readouterr().out
    assert len(list((tmp_path / "feedback").rglob("*.html"))) > 100
    assert "For the seminar" in (tmp_path / "class.html").read_text(encoding="utf-8")


def test_a_folder_that_is_there_is_left_alone(tmp_path, capsys):
    """Nothing of anybody's is written over; nor is a half-made class left behind."""
    assert cli.main(["demo", "--to", str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err
    with pytest.raises(CourseError):
        demo.write(tmp_path / "x", tmp_path / "no-solutions")
    assert list(tmp_path.iterdir()) == []
