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


def write(to: Path, results: Sequence[Result], accounts: Sequence[Account]) -> list[Path]:
    """Write all tables into a folder, which is made; return their paths.

    Raises CourseError where the folder cannot be written to.
    """
    marks = to / "marks.csv"
    try:
        to.mkdir(parents=True, exist_ok=True)
        before = sheets.read(marks) if marks.is_file() else None
        written = [marks, to / "gradebook.csv", to / "intake.csv"]
        sheets.write(marks, MARKS, _marks(results))
        sheets.write(written[1], *_gradebook(results, accounts))
        sheets.write(written[2], INTAKE, _intake(accounts))
        if before is not None:
            written.append(to / "changes.csv")
            sheets.write(written[3], CHANGES, _changes(before, sheets.read(marks)))
    except OSError as error:
        raise CourseError(f"{to}: cannot be written to ({error.strerror}). Name another.") from None
    return written


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


def _changes(before: list[dict[str, str]], now: list[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield every question whose points are not what they were, and by how much."""

    def points(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], str]:
        return {(r["student"], r["exercise"], r["question"]): r["points"] for r in rows}

    old, new = points(before), points(now)
    for student, exercise, question in sorted(set(old) | set(new)):
        pair = (student, exercise, question)
        was, is_now = old.get(pair, ""), new.get(pair, "")
        if was != is_now:
            moved = Fraction(is_now or "0") - Fraction(was or "0")
            sign = "plus" if moved >= 0 else "minus"
            yield student, exercise, question, was, is_now, f"{sign} {decimal(abs(moved))}"
