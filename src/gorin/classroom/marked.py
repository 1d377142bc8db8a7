"""What `gorin grade` wrote, read back: the marks of a class, its names, and its files."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from gorin.bank import Bank, Question, bank
from gorin.classroom import sheets
from gorin.errors import CourseError
from gorin.questions import Form, form

_NEEDED = ("student", "exercise", "question", "points", "out_of", "status", "answer", "remark")
_AS_TEXT = ("choice", "passage", "quote", "essay")  # kinds whose answer is written as it is
UNREAD = ("pending", "blank", "invalid")  # an essay of another status was read by a person


@dataclass(frozen=True, slots=True)
class Answered:
    """One row of the marks: a question, the answer in its form, and what it earned."""

    question: Question
    form: Form
    points: Fraction
    status: str
    remark: str


@dataclass(frozen=True, slots=True)
class Work:
    """What one student did in one exercise."""

    student: str
    name: str
    exercise: str
    answers: tuple[Answered, ...]

    @property
    def points(self) -> Fraction:
        """The sum of all points, as the gradebook has it."""
        return sum((answer.points for answer in self.answers), Fraction(0))


@dataclass(frozen=True, slots=True)
class File:
    """One row of the intake: a file and what became of it."""

    file: str
    student: str
    exercise: str
    status: str
    remark: str


def read_works(folder: Path, exercises: Sequence[str] = ()) -> list[Work]:
    """Return the work of every student in every exercise, or in those named, in order.

    Raises CourseError where there is no table of marks, or a row of it cannot be read.
    """
    course, path = bank(), folder / "marks.csv"
    wanted = {course.exercise(name).id for name in exercises}
    names = _names(folder)
    found: dict[tuple[str, str], list[Answered]] = defaultdict(list)
    for line, row in enumerate(_table(path, _NEEDED), 2):
        if not wanted or row["exercise"] in wanted:
            student = sheets.undefused(row["student"])
            found[row["exercise"], student].append(_answered(course, row, f"{path}, row {line}"))
    return [
        Work(student, names.get(student, student), exercise, tuple(answers))
        for (exercise, student), answers in sorted(found.items())
    ]


def read_files(folder: Path) -> list[File]:
    """Return the account of all files; raises CourseError where there is none."""
    needed = ("file", "student", "exercise", "status", "remark")
    return [
        File(
            sheets.undefused(row["file"]),
            sheets.undefused(row["student"]),
            row["exercise"],
            row["status"],
            row["remark"],
        )
        for row in _table(folder / "intake.csv", needed)
    ]


def _names(folder: Path) -> Mapping[str, str]:
    """Return the names of students as people write them, where the gradebook has them."""
    path = folder / "gradebook.csv"
    rows = _table(path, ("student",)) if path.is_file() else ()
    return {
        sheets.undefused(row["student"]): sheets.undefused(row["name"])
        for row in rows
        if row.get("name", "")
    }


def _table(path: Path, needed: Sequence[str]) -> Iterator[dict[str, str]]:
    try:
        rows = sheets.read(path)
    except OSError as error:
        raise CourseError(
            f"{path}: cannot be read ({error.strerror}). Name the folder that `gorin grade` wrote."
        ) from None
    except ValueError as error:
        raise CourseError(f"{path}: not a table that `gorin grade` wrote ({error})") from None
    for row in rows:
        wanting = [name for name in needed if name not in row]
        if wanting:
            raise CourseError(
                f"{path}: no column {wanting[0]!r}, so it is not the table that `gorin grade` "
                "wrote. Grade again."
            )
        yield row


def _answered(course: Bank, row: Mapping[str, str], where: str) -> Answered:
    question = course.question(row["question"])
    try:
        points = Fraction(row["points"].replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise CourseError(
            f"{where}: {row['points']!r} are no points. Mend that cell, or grade again."
        ) from None
    checked = _form(question, sheets.undefused(row["answer"]))
    return Answered(question, checked, points, row["status"], row["remark"])


@lru_cache(maxsize=4_096)  # a class gives the same answers again and again
def _form(question: Question, cell: str) -> Form:
    return form(question, _value(question, cell))


def _value(question: Question, cell: str) -> object:
    """Return the value of an answer from its cell, where one that is no text stands as JSON."""
    if not cell or question.kind in _AS_TEXT:
        return cell or None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
