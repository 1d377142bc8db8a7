"""The answers file: whole, restored, never lost."""

import json
import os

import pytest

from gorin.bank import bank
from gorin.recording import Sheet, sheet
from gorin.tagging import asked


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """These tests are about the file, so it is kept."""
    monkeypatch.delenv("GORIN_ANSWERS", raising=False)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "02-x.answers.json"


def test_what_is_kept_can_be_read_again(path):
    """A second sheet of the same file, as after a restart, has every answer."""
    first = Sheet(path, "exercise", "02-x")
    first.keep("Q2.1", "3.2f")
    first.keep("Q2.8", ["3.1b", "3.2e"])
    assert Sheet(path, "exercise", "02-x").get("Q2.8") == ["3.1b", "3.2e"]
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "format": 1,
        "exercise": "02-x",
        "answers": {"Q2.1": "3.2f", "Q2.8": ["3.1b", "3.2e"]},
    }
    assert list(path.parent.iterdir()) == [path]


def test_an_answer_taken_back_is_gone(path):
    """Clearing an answer leaves nothing behind."""
    kept = Sheet(path, "lesson", "02-x")
    kept.keep("P2.1", "b")
    kept.keep("P2.1", None)
    kept.keep("P2.2", None)
    assert json.loads(path.read_text(encoding="utf-8"))["answers"] == {}


def test_two_notebooks_of_one_folder_lose_nothing(path):
    """Each writes what the other wrote, too."""
    one, other = Sheet(path, "exercise", "02-x"), Sheet(path, "exercise", "02-x")
    one.keep("Q2.1", "a")
    other.keep("Q2.2", "b")
    one.keep("Q2.3", "c")
    assert json.loads(path.read_text(encoding="utf-8"))["answers"] == {
        "Q2.1": "a",
        "Q2.2": "b",
        "Q2.3": "c",
    }


def test_a_damaged_file_is_moved_aside(path):
    """Nothing a person made is lost, even where it cannot be read."""
    path.write_text('{"answers": {"Q2.1"', encoding="utf-8")
    kept = Sheet(path, "exercise", "02-x")
    assert kept.get("Q2.1") is None
    assert (
        kept.notice == "02-x.answers.json was damaged; it is kept as 02-x.answers.damaged-1.json."
    )
    kept.keep("Q2.1", "b")
    assert kept.trouble == ""
    aside = path.with_name("02-x.answers.damaged-1.json")
    assert aside.read_text(encoding="utf-8") == '{"answers": {"Q2.1"'
    assert Sheet(path, "exercise", "02-x").get("Q2.1") == "b"
    path.write_text("[]", encoding="utf-8")
    assert Sheet(path, "exercise", "02-x").get("Q2.1") is None
    assert path.with_name("02-x.answers.damaged-2.json").exists()


def test_a_file_that_cannot_be_written_is_said(path):
    """The answer stays in memory and in the notebook, and the sentence says so."""
    kept = Sheet(path, "exercise", "02-x")
    path.mkdir()
    kept.keep("Q2.1", "b")
    assert "cannot be" in kept.trouble
    path.rmdir()
    kept.keep("Q2.1", "c")
    assert kept.trouble == ""
    assert Sheet(path, "exercise", "02-x").get("Q2.1") == "c"


def test_an_answer_that_could_not_be_written_is_not_undone_by_what_was(path):
    """The new answer counts while the old file stands, and is written when that is possible."""
    kept = Sheet(path, "exercise", "02-x")
    kept.keep("Q2.1", "a")
    kept.keep("Q2.2", "a")
    in_the_way = path.with_name(f".{path.name}.{os.getpid()}")
    in_the_way.mkdir()
    kept.keep("Q2.1", "b")
    kept.keep("Q2.2", None)
    assert kept.trouble.startswith("Kept in the notebook only: 02-x.answers.json cannot be written")
    assert (kept.get("Q2.1"), kept.get("Q2.2")) == ("b", None)
    assert Sheet(path, "exercise", "02-x").get("Q2.1") == "a"
    in_the_way.rmdir()
    kept.keep("Q2.3", "c")
    assert kept.trouble == ""
    assert json.loads(path.read_text(encoding="utf-8"))["answers"] == {"Q2.1": "b", "Q2.3": "c"}


def test_a_file_that_cannot_be_read_is_not_written_over(path):
    """What stands in it is somebody's; the answer stays in memory and in the notebook."""
    path.symlink_to(path)  # a link to itself can be replaced and not read
    kept = Sheet(path, "exercise", "02-x")
    kept.keep("Q2.1", "b")
    assert kept.get("Q2.1") == "b"
    assert "cannot be read" in kept.trouble
    assert path.is_symlink()


def test_a_file_saved_by_another_program_is_read(path):
    """Windows' Notepad begins a file with a mark of its own."""
    path.write_text('{"answers": {"Q2.1": "a"}}', encoding="utf-8-sig")
    assert Sheet(path, "exercise", "02-x").get("Q2.1") == "a"


def test_a_refused_write_does_not_bring_the_old_answer_back(path, monkeypatch):
    """On a full disk the new answer stands, though the file still has the old one."""
    kept = Sheet(path, "exercise", "02-x")
    kept.keep("Q2.1", "a")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("gorin.recording.os.fsync", full)
        kept.keep("Q2.1", "b")
        assert kept.get("Q2.1") == "b"
        assert "No space left" in kept.trouble
    kept.keep("Q2.2", "c")
    assert Sheet(path, "exercise", "02-x").get("Q2.1") == "b"


def test_listeners_hear_of_their_question_and_of_any(path):
    """Two cards of a question stay in step; the list at the end follows all."""
    kept, heard = Sheet(path, "exercise", "02-x"), []
    kept.listen("Q2.1", lambda name: heard.append(("card", name)))
    kept.listen("", lambda name: heard.append(("list", name)))
    kept.keep("Q2.1", "a")
    kept.keep("Q2.2", "b")
    assert heard == [("card", "Q2.1"), ("list", "Q2.1"), ("list", "Q2.2")]


def test_switched_off_nothing_is_read_or_written(path, monkeypatch):
    """Builds and tests leave no file, and find none."""
    path.write_text('{"answers": {"Q2.1": "a"}}', encoding="utf-8")
    monkeypatch.setenv("GORIN_ANSWERS", "off")
    kept = Sheet(path, "exercise", "02-x")
    assert kept.get("Q2.1") is None
    kept.keep("Q2.1", "b")
    assert kept.get("Q2.1") == "b"
    assert path.read_text(encoding="utf-8") == '{"answers": {"Q2.1": "a"}}'


def test_a_question_is_kept_with_its_exercise_or_lesson(tmp_path, monkeypatch):
    """Practice cards belong to the lesson, questions to the exercise."""
    monkeypatch.chdir(tmp_path)
    asked, practised = sheet(bank().question("Q2.1")), sheet(bank().question("P2.1"))
    assert asked.path == tmp_path / "02-close-reading.answers.json"
    assert (asked.kind, asked.home) == ("exercise", "02-close-reading")
    assert practised.path == asked.path
    assert practised.kind == "exercise"


def test_tags_of_one_layer_are_one_table(tmp_path, monkeypatch):
    """Two cards that ask for different clauses leave each other's tags alone."""
    monkeypatch.chdir(tmp_path)
    one, other = asked("voice", ["1.1a", "1.2b"]), asked("voice", ["1.2b", "2.1a"])
    sheet(one).keep(one.id, {"1.1a": "Wn", "1.2b": "A"})
    sheet(other).keep(other.id, {"2.1a": "Ws", "9.9": "A"})
    assert sheet(one).get(one.id) == {"1.1a": "Wn"}
    assert sheet(other).get(other.id) == {"2.1a": "Ws"}
    document = json.loads((tmp_path / "02-close-reading.answers.json").read_text(encoding="utf-8"))
    assert document == {
        "format": 1,
        "lesson": "02-close-reading",
        "answers": {"tags-voice": {"1.1a": "Wn", "2.1a": "Ws"}},
    }
    sheet(one).keep(one.id, None)
    sheet(other).keep(other.id, "no table")
    assert sheet(other).get(other.id) is None
    document = json.loads((tmp_path / "02-close-reading.answers.json").read_text(encoding="utf-8"))
    assert document["answers"] == {}


def test_a_table_that_somebody_spoilt_is_no_answer(tmp_path, monkeypatch):
    """A hand that edits the file may leave anything there."""
    monkeypatch.chdir(tmp_path)
    question = asked("voice")
    path = tmp_path / "02-close-reading.answers.json"
    path.write_text('{"answers": {"tags-voice": ["A"]}}', encoding="utf-8")
    assert sheet(question).get(question.id) is None


def test_a_tagged_question_of_an_exercise_is_kept_whole():
    """Its table has no rows but its own."""
    assert isinstance(sheet(bank().question("Q2.6")), Sheet)
