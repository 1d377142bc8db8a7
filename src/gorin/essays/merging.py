"""Two desks brought together: what the other has comes after what is here, conflicts are named."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from gorin.errors import CourseError
from gorin.essays.decisions import Place, write
from gorin.essays.file import NAME, file_of, next_number, transaction
from gorin.essays.store import Essay, put, whose

_SHORT = 60  # characters of a comment in a report


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two files say different things; what is here stays."""

    essay: Essay
    marker: str
    criterion: str
    here: str
    there: str

    def __str__(self) -> str:
        where = f"{self.essay.question}, essay {self.essay.code}"
        if not self.marker:
            return f"{where}: {self.here}, and {self.there}"
        what = self.criterion or "the comment"
        return f"{where}, {what}: {self.marker} has {self.here} here and {self.there} there"


@dataclass(frozen=True, slots=True)
class Merged:
    """What came with the other file, and what did not go together."""

    essays: int
    opinions: int
    phrases: int
    conflicts: tuple[Conflict, ...]


def merge(path: Path, other: Path) -> Merged:
    """Bring another desk's opinions into this one; the other is not changed.

    Raises CourseError where one of the two is no desk's file, or both are the same.
    """
    there = file_of(other)
    if not there.is_file():
        raise CourseError(f"{there}: no such file. Name the other marker's {NAME}, or its folder.")
    if path.exists() and there.samefile(path):
        raise CourseError(f"{there}: that is this desk itself. Name another's.")
    with transaction(there) as db:
        essays = db.execute(_ESSAYS).fetchall()
        opinions = db.execute(_OPINIONS).fetchall()
        phrases = db.execute("SELECT marker, text FROM phrase ORDER BY number").fetchall()
    with transaction(path) as db:
        fresh, texts = _bring_essays(db, [(Essay(*row[:5]), *row[5:]) for row in essays])
        said, levels = _bring_opinions(db, [(Place(*row[:3]), row[3]) for row in opinions])
        kept = 0
        for marker, words in phrases:
            row = (marker, words, next_number(db))
            new = "INSERT INTO phrase VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            kept += db.execute(new, row).rowcount
    return Merged(fresh, said, kept, (*texts, *levels))


_ESSAYS = "SELECT id, student, exercise, question, out_of, current, text FROM essay ORDER BY id"
_OPINIONS = "SELECT essay, marker, criterion, value FROM opinion ORDER BY number"


def _bring_essays(
    db: sqlite3.Connection, theirs: list[tuple[Essay, int, str]]
) -> tuple[int, list[Conflict]]:
    """Write the essays that are not here; return how many are new, and texts that differ.

    Where both have a text of their own for one essay, that of this file is the one to mark.
    """
    ours = [(Essay(*row[:5]), row[5]) for row in db.execute(_ESSAYS).fetchall()]
    known = {essay.id for essay, _ in ours}
    to_mark = {whose(essay): essay for essay, current in ours if current}
    fresh, conflicts = 0, []
    for essay, current, text in theirs:
        here = to_mark.setdefault(whose(essay), essay) if current else None
        if essay.id not in known:
            put(db, essay, text, current=here is essay)
            fresh += 1
        if here is not None and here.id != essay.id:
            said = f"the text here is {here.code}", f"there it is {essay.code}"
            conflicts.append(Conflict(here, "", "", *said))
    return fresh, conflicts


def _bring_opinions(
    db: sqlite3.Connection, theirs: list[tuple[Place, str]]
) -> tuple[int, list[Conflict]]:
    """Write what is not here, after all that is; return how much, and what says otherwise."""
    essays = {row[0]: Essay(*row[:5]) for row in db.execute(_ESSAYS)}
    ours = {Place(*row[:3]): row[3] for row in db.execute(_OPINIONS)}
    added, conflicts = 0, []
    for place, value in theirs:
        if place not in ours:
            write(db, place, value, next_number(db))
            added += 1
        elif ours[place] != value:
            shown = value, ours[place]
            there, here = shown if place.criterion else [f"“{v[:_SHORT]}”" for v in shown]
            essay = essays[place.essay]
            conflicts.append(Conflict(essay, place.marker, place.criterion, here, there))
    return added, conflicts
