"""What the desk's file holds: the essays of a class, and what each marker says of them."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gorin.errors import CourseError
from gorin.essays import order
from gorin.essays.file import transaction

SHARE = Fraction(1, 5)  # of a question's essays are marked twice, unless somebody sets another


@dataclass(frozen=True, slots=True)
class Essay:
    """One essay without its text; `out_of` is what its question is worth."""

    id: str
    student: str
    exercise: str
    question: str
    out_of: int

    @property
    def code(self) -> str:
        """The short name by which markers speak of it."""
        return order.code(self.id)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one marker says of one essay: a level, 1 to 4, by criterion, and a comment.

    `number` is that of the marker's first decision on it.
    """

    essay: str
    marker: str
    levels: Mapping[str, int]
    comment: str
    number: int


@dataclass(frozen=True, slots=True)
class Book:
    """All of the file but the texts: current essays in the anonymous order, and opinions.

    `opinions` are in the order in which their markers began; `sample` is what is marked twice.
    """

    essays: tuple[Essay, ...]
    opinions: Mapping[str, tuple[Opinion, ...]]
    sample: frozenset[str]
    share: Fraction

    def opinion(self, essay: str, marker: str) -> Opinion:
        """Return a marker's opinion of an essay, which may be empty."""
        for known in self.opinions.get(essay, ()):
            if known.marker == marker:
                return known
        return Opinion(essay, marker, {}, "", 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in a class changed: essays that are new, have another text, or are gone."""

    new: int
    changed: int
    gone: int


def take_in(
    path: Path, essays: Iterable[tuple[Essay, str]], *, share: Fraction | None = None
) -> Taken:
    """Bring a class's essays with their texts into the file, which is made if need be.

    An essay that is not among them any more is left out of sight with all that was said of it, and
    is back when it comes again. Raises CourseError where the file is no desk's, and for a share
    outside 0 to 1.
    """
    if share is not None and not 0 <= share <= 1:
        raise CourseError(f"a share of {share}: it lies between 0 and 1")
    given = {essay.id: (essay, text) for essay, text in essays}
    with transaction(path, create=True) as db:
        if not db.execute("SELECT 1 FROM setting WHERE name = 'salt'").fetchone():
            _set(db, "salt", order.salt(given))
        if share is not None:
            _set(db, "share", str(share))
        before = {essay.id: essay for essay in _essays(db)}
        places = {whose(essay) for essay in before.values()}
        db.execute("UPDATE essay SET current = 0")
        for essay, text in given.values():
            put(db, essay, text)
        fresh = [essay for essay, _ in given.values() if essay.id not in before]
        now = {whose(essay) for essay, _ in given.values()}
        changed = sum(whose(essay) in places for essay in fresh)
        return Taken(len(fresh) - changed, changed, len(places - now))


def put(db: sqlite3.Connection, essay: Essay, text: str, *, current: bool = True) -> None:
    """Write an essay within a transaction; one that is not current is kept out of sight."""
    place = essay.student, essay.exercise, essay.question
    db.execute(
        "INSERT INTO essay VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET current = excluded.current, out_of = excluded.out_of",
        (essay.id, *place, essay.out_of, text, int(current)),
    )


def read(path: Path) -> Book:
    """Read the file; raises CourseError where it is none of ours."""
    with transaction(path) as db:
        return book(db)


def book(db: sqlite3.Connection) -> Book:
    """Read the file within a transaction."""
    settings = dict(db.execute("SELECT name, value FROM setting"))
    share, salt = Fraction(settings.get("share", SHARE)), settings.get("salt", "")
    by_question: dict[str, dict[str, Essay]] = defaultdict(dict)
    for essay in _essays(db):
        by_question[essay.question][essay.id] = essay
    ordered, sample = [], set[str]()
    for question, known in by_question.items():
        ordered += [known[name] for name in order.shuffled(known, salt, question)]
        sample |= order.sampled(known, salt, question, share)
    return Book(tuple(ordered), opinions(db), frozenset(sample), share)


def opinions(db: sqlite3.Connection) -> dict[str, tuple[Opinion, ...]]:
    """Read all opinions within a transaction, by essay; whoever began first comes first."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    begun: dict[tuple[str, str], int] = {}
    # Levels before the comment: who only wrote a word has not begun to mark.
    rows = (
        "SELECT essay, marker, criterion, value, number FROM opinion "
        "ORDER BY criterion = '', number"
    )
    for essay, marker, criterion, value, number in db.execute(rows):
        said[essay, marker][criterion] = value
        begun.setdefault((essay, marker), number)
    found: dict[str, list[Opinion]] = defaultdict(list)
    for (essay, marker), number in sorted(begun.items(), key=lambda pair: pair[1]):
        values = said[essay, marker]
        comment = values.pop("", "")
        levels = {criterion: int(value) for criterion, value in values.items()}
        found[essay].append(Opinion(essay, marker, levels, comment, number))
    return {essay: tuple(known) for essay, known in found.items()}


def text(path: Path, essay: str) -> str:
    """Return the text of an essay; raises CourseError where there is none."""
    with transaction(path) as db:
        row = db.execute("SELECT text FROM essay WHERE id = ?", (essay,)).fetchone()
    if row is None:
        raise CourseError(f"{path}: no essay {essay[:40]!r}. Run `gorin desk` again.")
    return str(row[0])


def _essays(db: sqlite3.Connection) -> list[Essay]:
    rows = db.execute(
        "SELECT id, student, exercise, question, out_of FROM essay WHERE current "
        "ORDER BY exercise, question, id"
    )
    return [Essay(*row) for row in rows]


def whose(essay: Essay) -> tuple[str, str, str]:
    """Return student, exercise and question: what two texts of one essay share."""
    return essay.student, essay.exercise, essay.question


def _set(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
