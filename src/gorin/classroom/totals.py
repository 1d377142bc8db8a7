"""What each student has in each exercise, added up from the tables that `gorin grade` wrote."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gorin.classroom import sheets
from gorin.errors import CourseError


@dataclass(frozen=True, slots=True)
class Total:
    """What a student has in an exercise; `pending` where an essay waits for a person."""

    student: str
    name: str
    number: str
    exercise: str
    points: Fraction
    out_of: int
    pending: bool


def read_totals(folder: Path) -> Iterator[Total]:
    """Add up marks.csv, with names from gradebook.csv and the LMS's numbers from intake.csv.

    Raises CourseError where a table is wanting, or is none of ours.
    """
    names = {row["student"]: row.get("name", "") for row in _table(folder / "gradebook.csv")}
    numbers = {
        (row["student"], row["exercise"]): row.get("lms_number", "")
        for row in _table(folder / "intake.csv")
        if row["status"] in ("marked", "listed")
    }
    sums: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in _table(folder / "marks.csv"):
        sums[row["student"], row["exercise"]].append(row)
    for (student, exercise), rows in sums.items():
        yield Total(
            student,
            names.get(student, ""),
            numbers.get((student, exercise), ""),
            exercise,
            sum((Fraction(row["points"].replace(",", ".")) for row in rows), Fraction(0)),
            sum(int(row["out_of"]) for row in rows),
            any(row["status"] == "pending" for row in rows),
        )


def _table(path: Path) -> list[dict[str, str]]:
    try:
        return sheets.read(path)
    except OSError as error:
        raise CourseError(
            f"{path}: cannot be read ({error.strerror}). Run `gorin grade`."
        ) from None
    except ValueError as error:
        raise CourseError(f"{path}: not a table that `gorin grade` wrote ({error})") from None
