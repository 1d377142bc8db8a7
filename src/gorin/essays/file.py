"""The desk's file: one SQLite database that whoever marks may open at the same time.

Each transaction opens the file and closes it again, so that between two decisions all is in the
one file, which can be copied or sent. What a killed process had not committed is gone; what it had
is there (https://www.sqlite.org/wal.html).
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from gorin.errors import CourseError

NAME = "desk.sqlite"
VERSION = 1
_OURS = 0x676F7269  # "gori", as SQLite's application_id
_PATIENCE = 10.0  # seconds for another's transaction, which takes milliseconds
_TRIES, _PAUSE = 200, 0.05  # where SQLite refuses at once: another is opening or closing the file

_TABLES = """
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE essay (
    id TEXT PRIMARY KEY,
    student TEXT NOT NULL,
    exercise TEXT NOT NULL,
    question TEXT NOT NULL,
    out_of INTEGER NOT NULL,
    text TEXT NOT NULL,
    current INTEGER NOT NULL
) STRICT;
CREATE TABLE opinion (
    essay TEXT NOT NULL REFERENCES essay,
    marker TEXT NOT NULL,
    criterion TEXT NOT NULL, -- empty: the comment
    value TEXT NOT NULL CHECK (criterion = '' OR value IN ('1', '2', '3', '4')),
    number INTEGER NOT NULL,
    PRIMARY KEY (essay, marker, criterion)
) STRICT;
CREATE TABLE phrase (
    marker TEXT NOT NULL,
    text TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (marker, text)
) STRICT;
CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    marker TEXT NOT NULL,
    essay TEXT NOT NULL REFERENCES essay,
    criterion TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
INSERT INTO setting VALUES ('number', '0');
"""


def file_of(place: Path) -> Path:
    """Return the desk's file: the place itself, or what stands in a folder under its name."""
    return place / NAME if place.is_dir() else place


@contextmanager
def transaction(path: Path, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    """Yield the file within one transaction: committed in the end, and on an error not at all.

    Raises CourseError where the file is missing (unless it is to be made), is not a desk's, was
    written by a newer version, or cannot be opened.
    """
    if not create and not path.is_file():
        raise CourseError(f"{path}: no such file. `gorin desk {path.parent}` makes it.")
    try:
        with closing(_opened(path)) as db:
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
    except sqlite3.OperationalError as error:
        raise CourseError(
            f"{path}: cannot be used ({error}). Is the folder full, or read-only, or on a network?"
        ) from None
    except sqlite3.DatabaseError as error:
        raise CourseError(
            f"{path}: not a desk's file ({error}). Name another, or move it away."
        ) from None


def next_number(db: sqlite3.Connection) -> int:
    """Return a number greater than all before: the order of decisions, whatever a clock says."""
    row = db.execute(
        "UPDATE setting SET value = value + 1 WHERE name = 'number' RETURNING value"
    ).fetchone()
    return int(row[0])


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file and begin; SQLite does not wait by itself while another opens or closes it."""
    for left in reversed(range(_TRIES)):
        db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            _begin(db, path)
        except BaseException as error:
            db.close()
            busy = isinstance(error, sqlite3.OperationalError) and _is_busy(error)
            if not busy or not left:
                raise
            time.sleep(_PAUSE)
        else:
            return db
    raise AssertionError  # the last try returned or raised


def _is_busy(error: sqlite3.OperationalError) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"))


def _begin(db: sqlite3.Connection, path: Path) -> None:
    """Begin the transaction of a file that is ours; an empty one gets its tables."""
    ours, version = _pragma(db, "application_id"), _pragma(db, "user_version")
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and ours != _OURS:
        raise CourseError(f"{path}: not a desk's file. Move it, or name another folder.")
    if version > VERSION:
        raise CourseError(
            f"{path}: written by a newer version of this package (its format is {version}, known "
            f"here is {VERSION}). Update the package."
        )
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("BEGIN IMMEDIATE")
    if _pragma(db, "user_version") == 0:
        for statement in _TABLES.split(";\n"):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {_OURS}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
