"""The tables an instructor takes away: marks, gradebook, intake, and what changed since last."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from gorin.bank import bank
from gorin.classroom import sheets
from gorin.classroom.grading import Account, Result
from gorin.errors import CourseError

MARKS = (
    "student",
    "exercise",
    "question",
    "kind",
    "points",
    "out_of",
    "status",
    "answer",
    "source",
    "remark",
)
INTAKE = ("file", "student", "exercise", "status", "remark")
CHANGES = ("student", "exercise", "question", "before", "now", "change")

_Points = dict[tuple[str, str, str], Fraction]  # by student, exercise and question


def tables(to: Path) -> tuple[Path, Path, Path, Path]:
    """Return where marks, gradebook, intake and changes stand in a folder."""
    return to / "marks.csv", to / "gradebook.csv", to / "intake.csv", to / "changes.csv"


def write(to: Path, results: Sequence[Result], accounts: Sequence[Account]) -> list[Path]:
    """Write all tables into a folder, which is made; return their paths.

    Raises CourseError where the folder cannot be written to, or what stands there not be read.
    """
    marks, gradebook, intake, changes = tables(to)
    fresh: dict[Path, sheets.Table] = {
        marks: (MARKS, list(_marks(results))),
        gradebook: _gradebook(results, accounts),
        intake: (INTAKE, _intake(accounts)),
    }
    try:
        to.mkdir(parents=True, exist_ok=True)
        if marks.is_file():
            fresh[changes] = (CHANGES, _changes(_before(marks), _now(results)))
        sheets.write(fresh)
    except OSError as error:
        raise CourseError(f"{to}: cannot be written to ({error.strerror}). Name another.") from None
    return list(fresh)


def decimal(points: Fraction) -> str:
    """Write points as a spreadsheet reads them: 2, 1.5, 0.67."""
    return f"{float(points):.2f}".rstrip("0").rstrip(".")


def _marks(results: Sequence[Result]) -> Iterator[tuple[object, ...]]:
    for result in results:
        for marked in result.marked:
            mark = marked.mark
            yield (
                result.student,
                result.exercise,
                mark.question,
                mark.kind,
                decimal(mark.points),
                mark.out_of,
                mark.status,
                marked.answer,
                marked.source,
                marked.remark,
            )


def _gradebook(
    results: Sequence[Result], accounts: Sequence[Account]
) -> tuple[list[str], list[list[object]]]:
    """Return header and rows: one a student, also for one whose files could not be read."""
    exercises = [exercise for exercise in bank().exercises if _came(exercise.id, results)]
    header = ["student"]
    for exercise in exercises:
        header += [f"{exercise.id} points", f"{exercise.id} out_of", f"{exercise.id} pending"]
    by_pair = {(result.student, result.exercise): result for result in results}
    students = sorted({a.student for a in accounts if a.student})
    rows = []
    for student in students:
        row: list[object] = [student]
        for exercise in exercises:
            result = by_pair.get((student, exercise.id))
            if result is None or not result.marked:
                row += ["", exercise.points, ""]
                continue
            marks = [marked.mark for marked in result.marked]
            total = sum((mark.points for mark in marks), Fraction(0))
            pending = sum(mark.out_of for mark in marks if mark.status == "pending")
            row += [decimal(total), exercise.points, pending]
        rows.append(row)
    return header, rows


def _came(exercise: str, results: Sequence[Result]) -> bool:
    return any(result.exercise == exercise for result in results)


def _intake(accounts: Sequence[Account]) -> Iterator[tuple[str, ...]]:
    for account in accounts:
        yield account.file, account.student, account.exercise, account.status, account.remark


def _before(marks: Path) -> _Points:
    """Return the points of an earlier run; raises CourseError where a row cannot be read."""
    try:
        return {
            (row["student"], row["exercise"], row["question"]): Fraction(row["points"])
            for row in sheets.read(marks)
        }
    except (ValueError, KeyError, ZeroDivisionError):
        raise CourseError(
            f"{marks}: not the table that an earlier run wrote (a spreadsheet may have saved it "
            "anew), so changes cannot be told. Move it elsewhere, or name another --to.",
        ) from None


def _now(results: Sequence[Result]) -> _Points:
    """Return the points of this run, under names as they stand in a table."""
    return {
        (sheets.defused(result.student), result.exercise, marked.mark.question): marked.mark.points
        for result in results
        for marked in result.marked
    }


def _changes(old: _Points, new: _Points) -> Iterator[tuple[str, ...]]:
    """Yield every question whose points are not what they were, and by how much."""
    for row in sorted(set(old) | set(new)):
        before, now = old.get(row), new.get(row)
        if before != now:
            moved = (now or Fraction(0)) - (before or Fraction(0))
            yield *row, _shown(before), _shown(now), decimal(moved)


def _shown(points: Fraction | None) -> str:
    return "" if points is None else decimal(points)
