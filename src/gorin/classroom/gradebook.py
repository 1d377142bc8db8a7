"""The tables an instructor takes away: marks, gradebook, intake, and what changed since last."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gorin.classroom import earlier, sheets
from gorin.classroom.grading import Class
from gorin.classroom.page import number
from gorin.classroom.submissions import Account, Result
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
INTAKE = ("file", "student", "exercise", "status", "remark", "attempt", "lms_number")
CHANGES = ("student", "exercise", "question", "before", "now", "change")
_MOST_NAMED = 3
_BECAME = {
    "marked": "marked",
    "listed": "listed (another attempt counts)",
    "unreadable": "unreadable or unclear",
    "ignored": "ignored",
}

_Totals = dict[tuple[str, str], tuple[Fraction, int]]  # points and pending, by student and exercise


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, in numbers, and the tables it wrote.

    `became` counts files and missing hand-ins by their status in the intake, `wanting` the students
    to whom something is missing. `moved` counts marks that an earlier run gave otherwise, and
    `gone` names exercises that it marked and that did not come now.
    """

    files: int
    students: int
    became: Mapping[str, int]
    wanting: int
    moved: int
    gone: tuple[str, ...]
    written: tuple[Path, ...]


def tables(to: Path) -> tuple[Path, Path, Path, Path]:
    """Return where marks, gradebook, intake and changes stand in a folder."""
    return to / "marks.csv", to / "gradebook.csv", to / "intake.csv", to / "changes.csv"


def write(to: Path, came: Class, results: Iterable[Result]) -> Summary:
    """Write all tables of a class into a folder while its results come, and rename them at the end.

    An essay that a person marked in the table that lies there keeps its points, unless the answer
    changed. Raises CourseError where the folder cannot be written to, what stands there not be
    read, or where marks of a person would be lost.
    """
    marks = tables(to)[0]
    again = marks.is_file()
    before = earlier.read_earlier(marks)
    gone = earlier.lost(before, {(g[0].student, g[0].name.exercise) for g in came.groups})
    if gone:
        listed = ", ".join(gone[:_MOST_NAMED]) + (" …" if len(gone) > _MOST_NAMED else "")
        raise CourseError(
            f"{marks}: essays were marked by hand there that are not among these files ({listed}). "
            "Name another --to, or move that table.",
        )
    totals: _Totals = {}
    accounts = [*came.strays, *came.missing]
    changes = earlier.Changes(before)

    def rows() -> Iterator[tuple[object, ...]]:
        for result in results:
            whole = earlier.with_given(result, before)
            if again:
                changes.see(whole)
            accounts.extend(whole.files)
            if whole.marked:
                totals[whole.student, whole.exercise] = _total(whole)
            yield from _rows(whole)

    try:
        with sheets.whole(to) as named:
            sheets.page(named("marks.csv"), MARKS, rows())
            accounts.sort(key=lambda account: (account.file, account.student, account.exercise))
            sheets.page(named("gradebook.csv"), *_gradebook(came, totals, accounts))
            sheets.page(named("intake.csv"), INTAKE, map(_account, accounts))
            if again:
                sheets.page(named("changes.csv"), CHANGES, changes.rows())
    except OSError as error:
        raise CourseError(f"{to}: cannot be written to ({error.strerror}). Name another.") from None
    return Summary(
        sum(bool(account.file) for account in accounts),
        len({account.student for account in accounts if account.file and account.student}),
        Counter(account.status for account in accounts),
        len({account.student for account in came.missing}),
        changes.moved if again else 0,
        tuple(sorted(changes.exercises - {exercise.id for exercise in came.exercises})),
        tables(to) if again else tables(to)[:3],
    )


def said(done: Summary) -> Iterator[str]:
    """Say in words what a run did, and where an instructor may have meant something else."""
    parts = [f"{done.became[k]} {what}" for k, what in _BECAME.items() if done.became[k]]
    files, students = number(done.files, "file"), number(done.students, "student")
    yield f"{files} of {students}: {', '.join(parts)}."
    if done.wanting:
        whose = f"{number(done.wanting, 'student')} on the roster"
        yield f"Missing: {number(done.became['missing'], 'hand-in')} of {whose}."
    if done.gone:
        yield (
            f"{', '.join(done.gone)}: marked here before, not among these files, and so no longer "
            "in the tables. Put the downloads of all exercises into one folder, and grade that."
        )
    if done.moved:
        yield f"{number(done.moved, 'mark is', 'marks are')} not as before: see changes.csv."
    yield f"Written: {', '.join(str(path) for path in done.written)}"


def _rows(result: Result) -> Iterator[tuple[object, ...]]:
    for marked in result.marked:
        mark = marked.mark
        yield (
            result.student,
            result.exercise,
            mark.question,
            mark.kind,
            sheets.decimal(mark.points),
            mark.out_of,
            mark.status,
            marked.answer,
            marked.source,
            marked.remark,
        )


def _total(result: Result) -> tuple[Fraction, int]:
    marks = [marked.mark for marked in result.marked]
    pending = sum(mark.out_of for mark in marks if mark.status == "pending")
    return sum((mark.points for mark in marks), Fraction(0)), pending


def _gradebook(
    came: Class, totals: _Totals, accounts: Sequence[Account]
) -> tuple[list[str], Iterator[list[object]]]:
    """Return header and rows: one a student, also for one whose files could not be read."""
    header = ["student"]
    for exercise in came.exercises:
        header += [f"{exercise.id} points", f"{exercise.id} out_of", f"{exercise.id} pending"]
    students = sorted({account.student for account in accounts if account.student})

    def rows() -> Iterator[list[object]]:
        for student in students:
            row: list[object] = [student]
            for exercise in came.exercises:
                points, pending = totals.get((student, exercise.id), (None, ""))
                shown = "" if points is None else sheets.decimal(points)
                row += [shown, exercise.points, pending]
            yield [*row, came.students[student].name]

    return [*header, "name"], rows()


def _account(account: Account) -> tuple[str, ...]:
    file = account.file
    if len(file.splitlines()) > 1:
        file = " ".join(file.split())
    return (
        file,
        account.student,
        account.exercise,
        account.status,
        account.remark,
        account.attempt,
        account.number,
    )
