"""What a marker does: give a level, write a comment, take it back, keep words to use again.

Every decision is one transaction. Its place in the order is a number that only grows.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from gorin.errors import CourseError
from gorin.essays.file import next_number, transaction

LEVELS = (1, 2, 3, 4)
_LONGEST = 20_000  # characters of a comment
_LONGEST_PHRASE = 1_000
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a decision stands: essay, marker and criterion, which is "" for the comment."""

    essay: str
    marker: str
    criterion: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision that was taken back, with the value that is gone."""

    place: Place
    value: str | None


def named(marker: str) -> str:
    """Return a marker's name as it is kept; raises CourseError for one that is none."""
    name = " ".join(marker.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise CourseError(
            f"{marker[:80]!r} is no name of a marker: 1 to {_LONGEST_NAME} letters. "
            "Give one with --marker."
        )
    return name


def give(path: Path, place: Place, level: int | None) -> None:
    """Give an essay a level, 1 to 4, in one criterion (None: none)."""
    if level is not None and (isinstance(level, bool) or level not in LEVELS):
        raise CourseError(f"{level!r} is no level: there are 1 to 4")
    if not place.criterion:
        raise CourseError("a level is given in a criterion, and none is named")
    with transaction(path) as db:
        _decide(db, place, None if level is None else str(level))


def comment(path: Path, place: Place, said: str, *, going_on: bool = False) -> None:
    """Write the comment on an essay (blank: none).

    `going_on` says that it goes on from the last one, so that both are taken back as one.
    """
    if len(said) > _LONGEST:
        raise CourseError(f"a comment of {len(said)} characters; at most {_LONGEST} are kept")
    whole = said.encode("utf-8", "replace").decode()
    with transaction(path) as db:
        _decide(
            db,
            Place(place.essay, place.marker, ""),
            whole if whole.strip() else None,
            going_on=going_on,
        )


def undo(path: Path, marker: str) -> Undone | None:
    """Take back the last decision of a marker, and return it; None where there is none."""
    with transaction(path) as db:
        row = db.execute(
            "SELECT number, essay, criterion, before, after FROM journal WHERE marker = ? "
            "ORDER BY number DESC LIMIT 1",
            (marker,),
        ).fetchone()
        if row is None:
            return None
        number, essay, criterion, before, after = row
        place = Place(essay, marker, criterion)
        write(db, place, before, number)
        db.execute("DELETE FROM journal WHERE number = ?", (number,))
        return Undone(place, after)


def phrases(path: Path, marker: str) -> tuple[str, ...]:
    """Return the reusable comments of a marker, in the order in which they were kept."""
    with transaction(path) as db:
        rows = db.execute("SELECT text FROM phrase WHERE marker = ? ORDER BY number", (marker,))
        return tuple(row[0] for row in rows)


def keep(path: Path, marker: str, phrase: str) -> None:
    """Keep a comment to be used again; one that is kept already stays where it is."""
    whole = " ".join(phrase.encode("utf-8", "replace").decode().split())
    if not whole or len(whole) > _LONGEST_PHRASE:
        raise CourseError(f"a reusable comment has 1 to {_LONGEST_PHRASE} characters")
    with transaction(path) as db:
        row = (marker, whole, next_number(db))
        db.execute("INSERT INTO phrase VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)


def forget(path: Path, marker: str, phrase: str) -> None:
    """Drop a reusable comment; where it was inserted it stays."""
    with transaction(path) as db:
        db.execute("DELETE FROM phrase WHERE marker = ? AND text = ?", (marker, phrase))


def write(db: sqlite3.Connection, place: Place, value: str | None, number: int) -> None:
    """Write a value within a transaction, without a way back.

    The number of a first decision stays, so that whoever began first stays first.
    """
    where = (place.essay, place.marker, place.criterion)
    if value is None:
        db.execute("DELETE FROM opinion WHERE (essay, marker, criterion) = (?, ?, ?)", where)
    else:
        db.execute(
            "INSERT INTO opinion VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET value = excluded.value",
            (*where, value, number),
        )


def _decide(
    db: sqlite3.Connection, place: Place, value: str | None, *, going_on: bool = False
) -> None:
    if not db.execute("SELECT 1 FROM essay WHERE id = ?", (place.essay,)).fetchone():
        raise CourseError(f"no essay {place.essay[:40]!r} at this desk. Run `gorin desk` again.")
    row = db.execute(
        "SELECT value FROM opinion WHERE (essay, marker, criterion) = (?, ?, ?)",
        (place.essay, place.marker, place.criterion),
    ).fetchone()
    before = None if row is None else row[0]
    if value == before:
        return
    number = next_number(db)
    write(db, place, value, number)
    last = _last_number(db, place) if going_on else None
    if last is not None:
        db.execute("UPDATE journal SET after = ? WHERE number = ?", (value, last))
    else:
        entry = (number, place.marker, place.essay, place.criterion, before, value)
        db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", entry)


def _last_number(db: sqlite3.Connection, place: Place) -> int | None:
    """Return the number of the marker's last decision, if it stands in the same place."""
    row = db.execute(
        "SELECT number, essay, criterion FROM journal WHERE marker = ? "
        "ORDER BY number DESC LIMIT 1",
        (place.marker,),
    ).fetchone()
    return row[0] if row and row[1:] == (place.essay, place.criterion) else None
