"""Files that a learning management system takes in as grades, made from the tables of a class.

Canvas and Moodle find a student by numbers that only their own export has, so the export is filled
in: nothing but our columns changes, a student without a mark keeps what stood there, and columns
that an import might touch by accident are left out. docs/lms.md goes through them one by one.

- Canvas, `lib/gradebook_importer.rb`: the header starts with Student and ID and goes on to
  Section; ID finds the student; an assignment is found by `Title (number)`; the row "Points
  Possible" sets the points of the assignment, so it is copied and never ours; a blank cell takes a
  grade away.
- Moodle, `importgradeslib.php` and `locallib.php` in `mod/assign/feedback/offline`: Identifier,
  Grade and "Last modified (grade)" are needed, by their names in the language of the site; a grade
  above the maximum, or one changed in Moodle since the export, is passed over in silence.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gorin import files
from gorin.bank import Exercise, bank
from gorin.classroom import sheets
from gorin.classroom.roster import folded, read_rows, roster_of
from gorin.classroom.totals import Total, read_totals
from gorin.errors import CourseError
from gorin.marking import rounded

_IN_CANVAS = (
    "Student",
    "LastName",
    "FirstName",
    "ID",
    "SIS User ID",
    "SIS Login ID",
    "Integration ID",
    "Root Account",
    "Section",
)
_IN_MOODLE = ("Identifier", "Full name", "Email address", "Grade", "Maximum grade")
_CHANGED = "Last modified (grade)"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: "canvas", "moodle" or "csv"; the LMS's own export, which is filled in.

    `exercise` limits it, `column` names that exercise's assignment in Canvas, and `partial` counts
    an essay that waits for a person as 0 points.
    """

    system: str
    export: Path | None = None
    exercise: str | None = None
    column: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to give to the LMS, how many grades are in it, and what an instructor should know."""

    path: Path
    grades: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Export:
    """An export of the LMS, the grades for its rows by place and exercise, and what to say."""

    path: Path
    rows: list[dict[str, str]]
    grades: dict[tuple[int, str], Total]
    notes: tuple[str, ...]


def write(folder: Path, order: Order) -> Upload:
    """Write the grades of a marked class, in the folder that `gorin grade` wrote, for an LMS.

    Raises CourseError where a table or a column is wanting.
    """
    if order.exercise:
        bank().exercise(order.exercise)
    totals = [t for t in read_totals(folder) if order.exercise in (None, t.exercise)]
    exercises = [e for e in bank().exercises if any(t.exercise == e.id for t in totals)]
    if not exercises:
        raise CourseError(f"{folder}: no marks of {order.exercise or 'any exercise'} there")
    notes = []
    everyone = dict(sorted((total.student, total.name) for total in totals))
    waiting = sum(total.pending for total in totals)
    if waiting and not order.partial:
        totals = [total for total in totals if not total.pending]
        notes = [f"{waiting} left as they are: an essay waits (--partial counts it as 0)"]
    if order.system == "csv":
        path, header, rows = folder / "grades.csv", *_plain(exercises, totals, everyone)
        return _written(path, header, rows, len(totals), notes)
    if order.export is None:
        raise CourseError(f"{order.system} needs its own export, to be filled in: --gradebook FILE")
    if order.system == "canvas":
        filled = _filled(order.export, "ID", totals, notes)
        return _canvas(folder / "canvas.csv", filled, exercises, order.column)
    if len(exercises) > 1:
        raise CourseError("Moodle has a worksheet for each assignment: name ours with --exercise")
    filled = _filled(order.export, "Identifier", totals, notes)
    return _moodle(folder / f"moodle-{exercises[0].id}.csv", filled, exercises[0])


def _plain(
    exercises: Sequence[Exercise], totals: Sequence[Total], everyone: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """Return a row a student, for systems that ask which column is which."""
    points = {(t.student, t.exercise): sheets.decimal(t.points) for t in totals}
    rows = [
        [sheets.defused(s), sheets.defused(name), *(points.get((s, e.id), "") for e in exercises)]
        for s, name in everyone.items()
    ]
    return ["student", "name", *(exercise.id for exercise in exercises)], rows


def _filled(path: Path, number: str, totals: Sequence[Total], notes: Sequence[str]) -> _Export:
    """Find each of our students in an export, by the number in the column `number`, else by name.

    Nobody is guessed: who is not there, or there twice, or whose number is another's, is left out
    and named; so are two of ours who would be one there.
    """
    rows = read_rows(path)
    roster = roster_of(rows, str(path))
    places = {student.id: student.row for student in roster.students}
    numbers = {re.sub(r".*\D", "", row.get(number, "")): at for at, row in enumerate(rows)}
    claims: dict[tuple[int, str], list[Total]] = defaultdict(list)
    said = list(notes)
    for total in totals:
        ids = next(filter(None, map(roster.called, (total.student, total.name))), ())
        found = {places[one] for one in ids}
        if total.number and total.number in numbers:
            own = {numbers[total.number]}
            found = own if own <= found else own | found
        for place in found if len(found) == 1 else ():
            claims[place, total.exercise].append(total)
        if len(found) != 1:
            why = f"{len(found)} students there may be it" if found else "nobody there is it"
            said.append(f"{total.student} is left out of {total.exercise}: {why}")
    for claimed in claims.values():
        for total in claimed if len(claimed) > 1 else ():
            why = f"{len(claimed)} of ours would be one student there"
            said.append(f"{total.student} is left out of {total.exercise}: {why}")
    grades = {place: claimed[0] for place, claimed in claims.items() if len(claimed) == 1}
    return _Export(path, rows, grades, tuple(said))


def _need(export: _Export, names: Sequence[str], said: str) -> None:
    """Raise CourseError where a column is wanting."""
    for name in names:
        if name not in export.rows[0]:
            raise CourseError(f"{export.path}: no column {name!r}. {said}")


def _canvas(
    path: Path, filled: _Export, exercises: Sequence[Exercise], column: str | None
) -> Upload:
    _need(
        filled, ("ID", "Section"), "Export the gradebook in Canvas (Grades, Export) and give that."
    )
    if column and len(exercises) > 1:
        raise CourseError("--column names one assignment: name its exercise with --exercise")
    columns = dict(_columns(filled, exercises, column))
    known = [name for name in _IN_CANVAS if name in filled.rows[0]]
    header = [*known, *columns.values()]
    possible = next((row for row in filled.rows if "Points Possible" in row[known[0]]), {})
    rows = []
    for place, row in enumerate(filled.rows):
        if not row["ID"] and row is not possible:
            continue  # "Manual Posting" and the like
        shown = [row[name] if name == "ID" else sheets.defused(row[name]) for name in known]
        if row is possible:
            shown[0] = row[known[0]]
        for exercise, title in columns.items():
            total = filled.grades.get((place, exercise))
            shown.append(_scaled(total, possible.get(title, "")) if total else row[title])
        rows.append(shown)
    notes = list(filled.notes)
    for one in exercises:
        if one.id in columns:
            title = columns[one.id]
            notes += _said_of_scale(one, possible.get(title, ""), title)
        else:
            notes.append(f"{one.id} has no column there")
    count = sum(exercise in columns for _, exercise in filled.grades)
    return _written(path, header, rows, count, notes)


def _columns(
    filled: _Export, exercises: Sequence[Exercise], column: str | None
) -> Iterator[tuple[str, str]]:
    """Yield an exercise and the column of its assignment, for each that is found."""
    titles = [name for name in filled.rows[0] if re.fullmatch(r".* \([0-9]+\)", name, re.DOTALL)]
    found = False
    for exercise in exercises:
        number = int(exercise.id[:2])
        fit = [title for title in titles if title == column or title.startswith(f"{column} (")]
        if not column:
            fit = [
                title
                for title in titles
                if folded(exercise.id) in folded(title)
                or folded(exercise.title) in folded(title)
                or re.search(rf"exercise\s*0?{number}(?![0-9])", title, re.IGNORECASE)
            ]
        if len(fit) > 1 or (column and not fit):
            listed = ", ".join(repr(title) for title in fit or titles) or "none"
            raise CourseError(
                f"{filled.path}: which column is {exercise.id}? Name it with --exercise "
                f"{exercise.id} --column; there are: {listed}",
            )
        if fit:
            found = True
            yield exercise.id, fit[0]
    if not found:
        listed = ", ".join(repr(title) for title in titles) or "none"
        raise CourseError(
            f"{filled.path}: no column is one of our exercises. Name it with --exercise and "
            f"--column; there are: {listed}",
        )


def _moodle(path: Path, filled: _Export, exercise: Exercise) -> Upload:
    said = "Set Moodle to English, then: the assignment, Submissions, Download grading worksheet."
    _need(filled, ("Identifier", "Grade", _CHANGED), said)
    greatest = "Maximum grade" if "Maximum grade" in filled.rows[0] else "Maximum Grade"
    known = [name for name in (*_IN_MOODLE[:4], greatest, _CHANGED) if name in filled.rows[0]]
    rows, locked = [], 0
    for place, row in enumerate(filled.rows):
        total = filled.grades.get((place, exercise.id))
        locked += bool(total) and row.get("Grade can be changed") == "No"
        fresh = _scaled(total, row.get(greatest, "")) if total else row["Grade"]
        people = {name: sheets.defused(row[name]) for name in known if name in _IN_MOODLE[1:3]}
        whole = {**row, **people, "Grade": fresh}
        rows.append([whole[name] for name in known])
    most = filled.rows[0].get(greatest, "")
    notes = [*filled.notes, *_said_of_scale(exercise, most, exercise.id)]
    if locked:
        notes.append(f"{locked} grades are locked in Moodle, which will pass them over")
    return _written(path, known, rows, len(filled.grades), notes)


def _scaled(total: Total, most: str) -> str:
    """Return points out of what the LMS counts for the assignment, rounded half up to 0.01."""
    counted = _count(most)
    share = total.points if counted is None else total.points * counted / total.out_of
    return sheets.decimal(rounded(share))


def _count(most: str) -> Fraction | None:
    """Return what the LMS counts, or None where it does not say."""
    try:
        counted = Fraction(most.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    return counted if counted > 0 else None


def _said_of_scale(exercise: Exercise, most: str, title: str) -> list[str]:
    counted = _count(most)
    if counted is None or counted == exercise.points:
        return []
    return [f"{title} counts {sheets.decimal(counted)} there, ours {exercise.points}: scaled"]


def _written(
    path: Path, header: Sequence[str], rows: Sequence[Sequence[str]], grades: int, notes: list[str]
) -> Upload:
    """Write whole, then rename; without a mark of the encoding, which Canvas takes for a name."""
    page = io.StringIO()
    csv.writer(page, lineterminator="\n").writerows([header, *rows])
    try:
        files.write(path, page.getvalue().encode())
    except OSError as error:
        raise CourseError(f"{path}: cannot be written ({error.strerror})") from None
    return Upload(path, grades, tuple(notes))
