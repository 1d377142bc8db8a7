"""Marks as `gorin grade` writes them, for the tests of what is made from them."""

import json
from pathlib import Path

from gorin import keys
from gorin.bank import bank
from gorin.classroom import gradebook, sheets
from gorin.marking import mark
from gorin.questions import form

ROOT = Path(__file__).parents[1]
SOLUTIONS = ROOT / "solutions"
NAME = "02-close-reading"
EXERCISES = tuple(path.stem for path in sorted(SOLUTIONS.glob("*.ipynb")))


def written(folder, students, files=(), exercise=NAME, solutions=SOLUTIONS):
    """Write the marks of students, each with answers by question, and an intake; return the folder.

    A file is a row of student, file's name, status and remark.
    """
    known = keys.read_solution(solutions / f"{exercise}.ipynb")
    rows = [
        row
        for student, answers in students.items()
        for row in _rows(student, exercise, answers, known)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    intake = [(file, student, exercise, status, remark) for student, file, status, remark in files]
    sheets.write(
        {
            folder / "marks.csv": (gradebook.MARKS, rows),
            folder / "intake.csv": (("file", "student", "exercise", "status", "remark"), intake),
        }
    )
    return folder


def _rows(student, exercise, answers, known):
    for question in bank().exercise(exercise).questions:
        checked = form(question, answers.get(question.id))
        earned = mark(question, known[question.id], checked)
        value = "" if checked.blank else checked.value
        said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        points = f"{float(earned.points):.2f}".rstrip("0").rstrip(".")
        source = "none" if checked.blank else "literal"
        yield (
            *(student, exercise, question.id, question.kind, points, question.points),
            *(earned.status, said, source, earned.remark),
        )


def right(exercise=NAME):
    """Every key of an exercise, as answers."""
    known = keys.read_solution(SOLUTIONS / f"{exercise}.ipynb")
    return {question: key.value for question, key in known.items()}
