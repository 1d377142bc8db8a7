"""The desk's file among processes: two write at once, one is killed, two files come together."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress

import pytest

from essaying import CLAIM, essay, give, laid, say
from gorin import CourseError
from gorin.essays import decisions, file, store
from gorin.essays.merging import merge

# A marker who gives level after level, and says of each that it is kept.
HAMMER = """
import sys
from pathlib import Path
from gorin.essays import decisions, store
from gorin.essays.decisions import Place
path, marker, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
essays = store.read(path).essays
for number in range(rounds):
    essay = essays[number % len(essays)].id
    level = (number // len(essays)) % 4 + 1
    decisions.give(path, Place(essay, marker, "Claim"), level)
    decisions.comment(path, Place(essay, marker, ""), f"{marker} {number}")
    print(number, flush=True)
"""


def hammer(path, marker, rounds):
    command = [sys.executable, "-c", HAMMER, str(path), marker, str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def whole(path):
    """Is the file sound, as SQLite itself sees it?"""
    with sqlite3.connect(path) as db:
        found = db.execute("PRAGMA integrity_check").fetchall()
    db.close()
    return found == [("ok",)]


def test_two_markers_at_once_lose_nothing(tmp_path):
    """Every decision of both is in the journal, with a number of its own."""
    desk, rounds = tmp_path / "desk.sqlite", 60
    essays = laid(desk, 5)
    both = [hammer(desk, marker, rounds) for marker in ("anna", "ben")]
    for one in both:
        one.communicate()
        assert one.returncode == 0
    assert whole(desk)
    with file.transaction(desk) as db:
        made = db.execute("SELECT marker, count(*) FROM journal GROUP BY marker").fetchall()
        numbers = [row[0] for row in db.execute("SELECT number FROM journal ORDER BY number")]
    assert made == [("anna", 2 * rounds), ("ben", 2 * rounds)]
    assert numbers == list(range(1, 4 * rounds + 1))
    book = store.read(desk)
    for marker in ("anna", "ben"):
        last = {book.opinion(one.id, marker).comment for one in essays}
        assert last == {f"{marker} {rounds - n}" for n in range(1, 6)}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_kill_loses_nothing_that_was_kept(tmp_path, after):
    """Whatever the writer said it had kept is there, and the file is sound."""
    desk = tmp_path / "desk.sqlite"
    laid(desk, 100)
    writer = hammer(desk, "anna", 10_000)
    said = [int(writer.stdout.readline()) for _ in range(after)]
    os.kill(writer.pid, signal.SIGKILL)
    said += [int(line) for line in writer.stdout if line.endswith("\n")]
    writer.stdout.close()
    assert writer.wait() == -signal.SIGKILL
    book = store.read(desk)
    assert whole(desk)
    comments = {book.opinion(one.id, "anna").comment for one in book.essays}
    assert comments >= {f"anna {number}" for number in said}
    assert len(comments - {""}) <= len(said) + 1
    give(desk, "anna", book.essays[0], 4)
    assert store.read(desk).opinion(book.essays[0].id, "anna").levels["Claim"] == 4


def test_between_decisions_there_is_one_file(tmp_path):
    """So that it can be copied or sent as it is."""
    desk = tmp_path / "desk.sqlite"
    give(desk, "anna", laid(desk)[0], 3)
    assert [path.name for path in tmp_path.iterdir()] == ["desk.sqlite"]
    with sqlite3.connect(desk) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_an_error_leaves_all_as_it_was(tmp_path):
    """A transaction is kept whole or not at all."""
    desk = tmp_path / "desk.sqlite"
    laid(desk)
    with suppress(RuntimeError), file.transaction(desk) as db:
        db.execute("DELETE FROM essay")
        raise RuntimeError
    assert len(store.read(desk).essays) == 6


def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path):
    """Missing, no database, another's database, a newer one: each says what to do."""
    desk = tmp_path / "desk.sqlite"
    with pytest.raises(CourseError, match="no such file"):
        store.read(desk)
    desk.write_text("marks" * 1000, encoding="utf-8")
    with pytest.raises(CourseError, match="not a desk's file"):
        store.read(desk)
    desk.unlink()
    with sqlite3.connect(desk) as db:
        db.execute("CREATE TABLE other (a)")
    db.close()
    before = desk.read_bytes()
    for act in (lambda: store.read(desk), lambda: store.take_in(desk, [essay("a")])):
        with pytest.raises(CourseError, match="not a desk's file"):
            act()
    assert desk.read_bytes() == before
    desk.unlink()
    laid(desk)
    with sqlite3.connect(desk) as db:
        db.execute(f"PRAGMA user_version = {file.VERSION + 1}")
    db.close()
    with pytest.raises(CourseError, match="newer version"):
        store.read(desk)
    with pytest.raises(CourseError, match="cannot be used"):
        store.take_in(tmp_path / "nowhere" / "desk.sqlite", [essay("a")])


@pytest.fixture
def two(tmp_path):
    """Two desks of one class."""
    paths = tmp_path / "here", tmp_path / "there"
    for path in paths:
        path.mkdir()
        laid(path / file.NAME)
    return tuple(path / file.NAME for path in paths)


def test_two_desks_come_together(two):
    """What is here stays first; what comes keeps its order; the other desk is not changed."""
    here, there = two
    first, second, *_ = store.read(here).essays
    give(there, "ben", first, 4, 4, 4, 4)
    say(there, "ben", second, "Good.")
    decisions.keep(there, "ben", "Name the speaker.")
    give(here, "anna", first, 1, 1, 1, 1)
    before = there.read_bytes()
    done = merge(here, there.parent)
    assert (done.essays, done.opinions, done.phrases, done.conflicts) == (0, 5, 1, ())
    assert there.read_bytes() == before
    book = store.read(here)
    assert [o.marker for o in book.opinions[first.id]] == ["anna", "ben"]
    assert book.opinion(second.id, "ben").comment == "Good."
    assert decisions.phrases(here, "ben") == ("Name the speaker.",)
    again = merge(here, there)
    assert (again.essays, again.opinions, again.phrases, again.conflicts) == (0, 0, 0, ())
    with pytest.raises(CourseError, match="this desk itself"):
        merge(here, here.parent)


def test_conflicts_are_named_and_what_is_here_stays(two):
    """One marker with two levels or two comments, and two texts of one essay."""
    here, there = two
    first, *_ = store.read(here).essays
    give(here, "anna", first, 2, 3)
    give(there, "anna", first, 4, 3, 1)
    say(here, "anna", first, "Good.")
    say(there, "anna", first, "Better.")
    other, text = essay("student 000", "Another text.")
    more, more_text = essay("student 999", "Late.")
    classmates = [(one, store.text(there, one.id)) for one in store.read(there).essays]
    late = [pair for pair in classmates if pair[0].student != "student 000"]
    store.take_in(there, [*late, (other, text), (more, more_text)])
    give(there, "anna", other, 4)
    mine = essay("student 000", "Text 0.")[0]
    expected = {
        f"Q2.12, essay {first.code}, Claim: anna has 2 here and 4 there",
        f"Q2.12, essay {first.code}, the comment: anna has “Good.” here and “Better.” there",
        f"Q2.12, essay {mine.code}: the text here is {mine.code}, and there it is {other.code}",
    }
    for opinions, essays in ((2, 2), (0, 0)):
        done = merge(here, there)
        assert len(done.conflicts) == 3
        assert set(map(str, done.conflicts)) == expected
        assert (done.opinions, done.essays) == (opinions, essays)
    book = store.read(here)
    assert book.opinion(first.id, "anna").levels == dict(zip(CLAIM, (2, 3, 1), strict=False))
    assert book.opinion(first.id, "anna").comment == "Good."
    ids = {one.id for one in book.essays}
    assert more.id in ids
    assert other.id not in ids
