"""The marks of essays, given by people with the rubric: one row an essay.

Columns: `student` and `exercise` as in the marks, `question`, `points`, `levels` (a JSON object
from criterion to level, or `criterion=level; criterion=level`), `comment`, `marker`. Levels,
comment and marker may be empty.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gorin.bank import Question, bank
from gorin.classroom import sheets
from gorin.errors import CourseError
from gorin.marking import rounded

COLUMNS = ("student", "exercise", "question", "points", "levels", "comment", "marker")
LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Essay:
    """What a person gave one essay; `levels` has a pair of criterion and level, 1 to 4."""

    student: str
    exercise: str
    question: str
    points: Fraction
    levels: tuple[tuple[str, int], ...]
    comment: str
    marker: str


Essays = Mapping[tuple[str, str], Essay]  # by student and question


def read_essays(path: Path, students: Iterable[str]) -> Essays:
    """Read the essays' marks; raises CourseError with the row and what to do."""
    known = set(students)
    found: dict[tuple[str, str], Essay] = {}
    for line, row in enumerate(_rows(path), 2):
        where = f"{path}, row {line}"
        essay = _essay(row, where)
        if essay.student not in known:
            raise CourseError(
                f"{where}: {essay.student!r} has no marks here. Write the student as in marks.csv."
            )
        if (essay.student, essay.question) in found:
            raise CourseError(
                f"{where}: {essay.question} of {essay.student} is marked twice. Talk it over, and "
                "leave one of the rows."
            )
        found[essay.student, essay.question] = essay
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        rows = sheets.read(path)
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise CourseError(f"{path}: not a table in UTF-8 ({error})") from None
    wanting = [name for name in COLUMNS[:4] if rows and name not in rows[0]]
    if wanting:
        raise CourseError(f"{path}: no column {wanting[0]!r}; the columns are {', '.join(COLUMNS)}")
    return rows


def _essay(row: Mapping[str, str], where: str) -> Essay:
    question = bank().question(row["question"].strip())
    if question.kind != "essay" or question.home != row["exercise"].strip():
        raise CourseError(f"{where}: {question.id} is no essay of {row['exercise']!r}")
    try:
        points = rounded(Fraction(row["points"].replace(",", ".")))
    except (ValueError, ZeroDivisionError):
        points = Fraction(-1)
    if not 0 <= points <= question.points:
        raise CourseError(
            f"{where}: {row['points']!r} points; {question.id} has 0 to {question.points}"
        )
    return Essay(
        sheets.undefused(row["student"]),
        question.home,
        question.id,
        points,
        tuple(_levels(question, sheets.undefused(row.get("levels", "")), where)),
        sheets.undefused(row.get("comment", "")).strip(),
        sheets.undefused(row.get("marker", "")).strip(),
    )


def _levels(question: Question, cell: str, where: str) -> Iterable[tuple[str, int]]:
    """Return criteria in the rubric's order with their levels."""
    rubric = [criterion.name for criterion in bank().rubrics.get(question.id, ())]
    given = {str(name).strip(): level for name, level in _pairs(cell, where)}
    for name, level in given.items():
        if name not in rubric:
            raise CourseError(f"{where}: no criterion {name!r} ({', '.join(rubric)})")
        if str(level).strip() not in map(str, LEVELS):
            raise CourseError(f"{where}: {name} has the level {level!r}; levels are 1 to 4")
    return [(name, int(str(given[name]))) for name in rubric if name in given]


def _pairs(cell: str, where: str) -> list[tuple[str, object]]:
    if not cell.lstrip().startswith("{"):
        parts = [part.rpartition("=") for part in cell.split(";") if part.strip()]
        return [(name, level) for name, _, level in parts]
    try:
        table = json.loads(cell)
    except (ValueError, RecursionError):
        raise CourseError(f"{where}: the levels are not JSON: {cell[:60]!r}") from None
    return list(table.items())
