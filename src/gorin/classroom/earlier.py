"""What stood in the tables before: points that moved since, and essays that a person marked."""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from gorin.classroom import sheets
from gorin.classroom.submissions import Marked, Result
from gorin.errors import CourseError

BY_HAND = "marked by hand"
_UNMARKED = ("pending", "blank", "invalid", "")  # what the grader itself says of an essay

_Pair = tuple[str, str]  # student and exercise


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave an essay, and a digest of the answer that it was given for."""

    points: Fraction
    status: str
    remark: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Earlier:
    """The points of an earlier run by student and exercise, and the essays marked by a person.

    Names are as they stand in a table, defused.
    """

    points: dict[_Pair, dict[str, Fraction]]
    given: dict[tuple[str, str, str], Given]


def read_earlier(marks: Path) -> Earlier:
    """Read an earlier table of marks; raises CourseError where a row cannot be read."""
    points: dict[_Pair, dict[str, Fraction]] = defaultdict(dict)
    given = {}
    try:
        for row in sheets.rows(marks) if marks.is_file() else ():
            student, exercise, question = (
                sys.intern(row[name]) for name in ("student", "exercise", "question")
            )
            earned = points[student, exercise][question] = _number(row["points"])
            if row.get("kind") == "essay" and (earned or row["status"] not in _UNMARKED):
                given[student, exercise, question] = _given(row, earned)
    except OSError as error:
        raise CourseError(f"{marks}: cannot be read ({error.strerror})") from None
    except _PointsError as wrong:
        raise CourseError(f"{marks}: {wrong}. Mend it, and run again.") from None
    except (ValueError, KeyError, ZeroDivisionError):
        raise CourseError(
            f"{marks}: not the table that an earlier run wrote (a spreadsheet may have saved it "
            "anew), so changes cannot be told. Move it elsewhere, or name another --to.",
        ) from None
    return Earlier(dict(points), given)


class _PointsError(ValueError):
    """A person gave an essay points that it cannot have."""


def _given(row: Mapping[str, str], points: Fraction) -> Given:
    if not 0 <= points <= _number(row["out_of"]):
        whose = f"{row['question']} of {row['student']}"
        raise _PointsError(f"{whose} has {row['points']} of {row['out_of']} points")
    status = BY_HAND if row["status"] in _UNMARKED else row["status"]
    return Given(points, status, row.get("remark", ""), _digest(row.get("answer", "")))


@lru_cache(maxsize=1_000)
def _number(cell: str) -> Fraction:
    return Fraction(cell.replace(",", "."))


def _digest(answer: str) -> bytes:
    """Return a digest of an answer as it stands in a table, white space folded as spreadsheets do.

    Sixteen bytes for each essay instead of its text: the table of a large class has many.
    """
    return hashlib.sha256(" ".join(answer.split()).encode()).digest()[:16]


def lost(earlier: Earlier, came: Collection[_Pair]) -> list[str]:
    """Return whose essays were marked by a person and did not come in now."""
    known = {(sheets.defused(student), exercise) for student, exercise in came}
    return [
        f"{question} of {student}"
        for student, exercise, question in earlier.given
        if (student, exercise) not in known
    ]


def with_given(result: Result, earlier: Earlier) -> Result:
    """Return a result with the points that a person gave its essays, where these are the same."""
    if not earlier.given:
        return result
    student = sheets.defused(result.student)
    marked = tuple(
        _with_given(one, earlier.given.get((student, result.exercise, one.mark.question)))
        for one in result.marked
    )
    return replace(result, marked=marked)


def _with_given(marked: Marked, given: Given | None) -> Marked:
    if given is None:
        return marked
    if given.digest == _digest(sheets.defused(marked.answer)):
        mark = replace(marked.mark, points=given.points, status=given.status, remark=given.remark)
        return replace(marked, mark=mark, remark=given.remark)
    was = sheets.decimal(given.points)
    said = f"marked by hand before ({was} points), but the answer has changed since"
    return replace(marked, remark="; ".join(filter(None, (marked.remark, said))))


class Changes:
    """Points that are not what they were, gathered while results come."""

    def __init__(self, earlier: Earlier) -> None:
        self.exercises = {exercise for _, exercise in earlier.points}
        self._unseen = dict(earlier.points)
        self._moved: list[tuple[_Pair, str, Fraction | None, Fraction | None]] = []

    @property
    def moved(self) -> int:
        """How many marks are not what they were, once the rows were read."""
        return len(self._moved)

    def see(self, result: Result) -> None:
        """Compare a result with what stood before."""
        pair = (sheets.defused(result.student), result.exercise)
        before = self._unseen.pop(pair, {})
        self._compare(pair, before, {m.mark.question: m.mark.points for m in result.marked})

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield a row a question whose points moved, those that are gone now among them."""
        for pair, gone in self._unseen.items():
            self._compare(pair, gone, {})
        for (student, exercise), question, was, now in sorted(self._moved, key=lambda m: m[:2]):
            moved = (now or Fraction(0)) - (was or Fraction(0))
            yield student, exercise, question, _shown(was), _shown(now), sheets.decimal(moved)

    def _compare(self, pair: _Pair, before: dict[str, Fraction], now: dict[str, Fraction]) -> None:
        for question in {**before, **now}:
            was, is_now = before.get(question), now.get(question)
            if was != is_now:
                self._moved.append((pair, question, was, is_now))


def _shown(points: Fraction | None) -> str:
    return "" if points is None else sheets.decimal(points)
