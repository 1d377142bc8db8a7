"""Who is in the class, and whose a file is: nobody is guessed between two of one name.

A roster is a CSV with the columns

- `id`: what the tables call the student; each once,
- `name`: as people write it, "Ann Lee" or "Lee, Ann",
- `aliases` (may be missing or empty): other names, logins, addresses and the numbers that an LMS
  gives the student, with `;` between them.

The gradebook that Canvas exports and the grading worksheet that Moodle exports (see `lms`) are
rosters, too: their columns are known.
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gorin.classroom.intake import Received
from gorin.classroom.layouts import shown
from gorin.errors import CourseError

# id, name, aliases: the first column of each that a file has; of aliases, all.
_COLUMNS = {
    "id": ("id", "SIS Login ID", "SIS User ID", "Email address", "ID", "Identifier"),
    "name": ("name", "Student", "Full name", "LastName"),
    "aliases": ("aliases", "ID", "SIS User ID", "SIS Login ID", "Email address", "Identifier"),
}
_NOBODY = ("Points Possible", "Student, Test")  # rows of Canvas's export
_PARTICIPANT = re.compile(r"Participant (?=[0-9]+$)")  # how Moodle writes a number


@dataclass(frozen=True, slots=True)
class Student:
    """One student of the class; `row` counts the rows of the roster from 0."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """The students of a class, and who goes by which name."""

    students: tuple[Student, ...] = ()
    _by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def called(self, name: str) -> tuple[str, ...]:
        """Return the ids of all who go by a name, exactly written if any, else without accents."""
        exact = self._by_name.get(folded(name), ())
        return exact or self._by_name.get(_plain(name), ())


def read_roster(path: Path) -> Roster:
    """Read a roster; raises CourseError with the line and what to do."""
    return roster_of(read_rows(path), str(path))


def roster_of(rows: Sequence[Mapping[str, str]], where: str) -> Roster:
    """Make a roster of the rows of a table; raises CourseError naming `where` and the line."""
    students: dict[str, Student] = {}
    for line, row in enumerate(rows, 2):
        student = replace(_student(row), row=line - 2)
        if student.name in _NOBODY or not (student.id or student.name):
            continue
        if not student.id or not student.name:
            wanting, other = ("name", student.id) if student.id else ("id", student.name)
            raise CourseError(
                f"{where}, row {line}: no {wanting} for {other!r}. A roster has the columns "
                "id, name, aliases; the first two are needed."
            )
        if student.id in students:
            raise CourseError(f"{where}, row {line}: a second student with the id {student.id!r}")
        students[student.id] = student
    if not students:
        raise CourseError(f"{where}: nobody in it. A roster has the columns id, name, aliases.")
    by_name: dict[str, set[str]] = defaultdict(set)
    for student in students.values():
        for name in filter(None, _names(student)):
            by_name[name].add(student.id)
    # An id is no other's name, whatever others are called.
    own = {folded(name): {name} for name in students}
    sure = {name: tuple(sorted(ids)) for name, ids in {**by_name, **own}.items()}
    return Roster(tuple(students.values()), sure)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a table of the LMS or of people, with commas or semicolons."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path}: not text in UTF-8. Save it as “CSV UTF-8”.") from None
    first = text.partition("\n")[0]
    cut = ";" if first.count(";") > first.count(",") else ","
    try:
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=cut)
        rows = [{k.strip(): (v or "") for k, v in row.items() if k} for row in table]
    except (csv.Error, AttributeError) as error:
        raise CourseError(f"{path}: not a table of values with commas: {error}") from None
    if rows and not any(name in rows[0] for name in _COLUMNS["name"]):
        raise CourseError(f"{path}: no column `name`. A roster has the columns id, name, aliases.")
    return rows


def _student(row: Mapping[str, str]) -> Student:
    def first(kind: str) -> str:
        return next(filter(None, (shown(row.get(c, "")) for c in _COLUMNS[kind])), "")

    name = first("name")
    if not name and any(row.get(c, "").strip() for c in _COLUMNS["name"]):
        name = first("id")  # of a name that is nothing but marks of direction nothing can be shown
    if row.get("LastName"):  # Canvas can export the two names in two columns
        name = shown(f"{row['LastName']}, {row.get('FirstName', '')}")
    aliases = (part for c in _COLUMNS["aliases"] for part in row.get(c, "").split(";"))
    numbers = (_PARTICIPANT.sub("", shown(alias)) for alias in aliases)
    return Student(_PARTICIPANT.sub("", first("id")), name, tuple(filter(None, numbers)))


def _names(student: Student) -> Iterator[str]:
    """Yield every way to write a student's name or alias, folded, with and without accents."""
    for name in (student.id, student.name, *student.aliases):
        words = re.split(r"[\s,]+", name)
        for place in range(len(words)):
            turned = "".join((*words[place:], *words[:place]))
            yield from (folded(turned), _plain(turned))


def folded(name: str) -> str:
    """Fold a name as Canvas does for a file's: small letters, no spaces, no punctuation.

    Of a name in signs alone these stay, or all of that kind would be one.
    """
    small = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"[\W_]", "", small) or "".join(small.split())


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return folded("".join(sign for sign in apart if not unicodedata.combining(sign)))


def settle(received: Iterable[Received], roster: Roster | None) -> list[Received]:
    """Return the files with their students; who cannot be told apart is in trouble, not guessed.

    A file that is in trouble already stays so, and has its student where an LMS named one.
    """
    files = list(received)
    numbers = _numbers(files)
    found = []
    for file in files:
        whose = file
        if file.name.student:
            whose = _on_roster(file, roster) if roster else _on_sight(file, numbers[_whom(file)])
        if file.trouble:
            whose = replace(file, student=whose.student if file.name.system else "")
        found.append(whose)
    return found


def _on_roster(file: Received, roster: Roster) -> Received:
    """Find a student by the LMS's number and the name; where they disagree, nobody is found."""
    name = file.name
    by_number = roster.called(name.number) if name.number else ()
    by_name = roster.called(name.student)
    both = [student for student in by_name if student in by_number]
    ids = both or by_number or by_name
    if by_number and by_name and not both:
        said = f"the LMS's number {name.number} is {by_number[0]}, the name {name.student} is "
        return replace(file, trouble=f"{said}{' or '.join(by_name)}: whose is it?")
    if len(ids) == 1:
        return replace(file, student=ids[0])
    if not ids:
        note = "; ".join(filter(None, (file.note, "not on the roster")))
        return replace(file, student=name.student, note=note)
    said = f"{len(ids)} students of the roster are called {name.student} ({', '.join(ids)}): "
    number = f" {name.number}" if name.number else ""
    return replace(file, trouble=f"{said}whose is it? Give the LMS's number{number} as an alias")


def _whom(file: Received) -> tuple[str, str]:
    """Return the name under which numbers are compared; Moodle's hold within one assignment."""
    exercise = file.name.exercise if file.name.system == "moodle" else ""
    return file.name.student, exercise


def _numbers(files: Sequence[Received]) -> Mapping[tuple[str, str], set[str]]:
    """Return the LMS's numbers of those who go by one name."""
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in files:
        if file.name.number:
            numbers[_whom(file)].add(file.name.number)
    return numbers


def _on_sight(file: Received, numbers: set[str]) -> Received:
    """Take the name for the student; of two with one name, each has the LMS's number with it."""
    name = file.name
    if len(numbers) < 2:
        return replace(file, student=name.student)
    if name.number:
        note = "; ".join(filter(None, (file.note, f"{len(numbers)} students have this name")))
        return replace(file, student=f"{name.student} ({name.number})", note=note)
    listed = ", ".join(sorted(numbers))
    said = f"{len(numbers)} students are called {name.student} ({listed}): whose is it?"
    return replace(file, trouble=said)
