"""Marking a class: every file accounted for, nothing executed, the same bytes every time."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import marks as made
from gorin import answers
from gorin.classroom import sheets
from school import NAME, RIGHT, hand_in, notebook


def test_a_class_is_marked(school):
    """Folders and flat names, notebooks and hand-in files, with underscores in names."""
    school.put(f"Ann_van_der_Lee/{NAME}.ipynb", notebook(RIGHT))
    school.put(f"bo_b_{NAME}.ipynb", notebook({"Q99.1": "a", "Q99.3": "3.1"}))
    school.put(f"x_{NAME}.answers.json", hand_in({"Q99.8": "5"}))
    school.put(f"Zoë Ö/{NAME}.answers.json", hand_in(RIGHT))
    assert school.grade() == 0
    assert [row["student"] for row in school.rows("gradebook")] == [
        "Ann_van_der_Lee",
        "Zoë Ö",
        "bo_b",
        "x",
    ]
    best = school.rows("gradebook")[0]
    assert best == {
        "student": "Ann_van_der_Lee",
        f"{NAME} points": "15",
        f"{NAME} out_of": "19",
        f"{NAME} pending": "4",
        "name": "Ann_van_der_Lee",
    }
    marks = school.marks("bo_b")
    assert list(marks) == list(RIGHT)
    assert marks["Q99.1"]["remark"] == "The Ambassador is spoken of in 1.1a, he does not write."
    assert (marks["Q99.3"]["points"], marks["Q99.3"]["answer"]) == ("1", "3.1")
    assert (marks["Q99.2"]["status"], marks["Q99.2"]["source"]) == ("blank", "none")
    assert school.marks("x")["Q99.8"]["source"] == "record"
    assert school.marks("Zoë Ö")["Q99.9"]["status"] == "pending"
    assert list(school.rows("marks")[0]) == [
        "student",
        "exercise",
        "question",
        "kind",
        "points",
        "out_of",
        "status",
        "answer",
        "source",
        "remark",
    ]


BAD = {
    f"a_{NAME}.ipynb": ("not json", "unreadable", "not JSON"),
    f"b_{NAME}.ipynb": ("", "unreadable", "the file is empty"),
    f"c_{NAME}.ipynb": ('{"cells": []}', "marked", "no answer cells in it"),
    f"d_{NAME}.ipynb": (notebook({"Q2.1": "x"}), "marked", "answers what is not asked: Q2.1"),
    f"{NAME}.ipynb": ("{}", "unreadable", "whose is it?"),
    "e_98-other.ipynb": ("{}", "unreadable", "no exercise of this name"),
    "notes.txt": ("hello", "ignored", "neither a notebook nor a hand-in file"),
    f".hidden/f_{NAME}.ipynb": ("{}", "ignored", "a hidden file or folder"),
    f"g/.ipynb_checkpoints/{NAME}-checkpoint.ipynb": ("{}", "ignored", "a hidden file"),
    f"h_{NAME}.ipynb": (b"\xff\xfe", "unreadable", "not text in UTF-8"),
    f"i_{NAME}.answers.json": (hand_in({"Q99.1": [[]]}), "marked", ""),
    f"j_{NAME}.ipynb": ("[" * 100_000, "unreadable", "nested too deeply"),
}


def test_every_file_is_accounted_for_and_no_bad_one_stops_the_rest(school):
    """Each bad file has its line; the good one beside them is marked."""
    for name, (content, _, _) in BAD.items():
        school.put(name, content)
    school.put(f"good_{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 0
    assert len(school.rows("intake")) == len(BAD) + 1
    for name, (_, status, remark) in BAD.items():
        row = school.file(name)
        assert row["status"] == status, row
        assert remark in row["remark"], row
    assert school.marks("good")["Q99.1"]["points"] == "1"
    assert {"student": "a", f"{NAME} points": ""}.items() <= school.rows("gradebook")[0].items()


def test_bad_values_are_invalid_and_say_why(school):
    """A ten megabyte literal, a wrong shape, a syntax error: each in the remark of its mark."""
    cells = json.loads(notebook({"Q99.1": ["a", "b"], "Q99.3": "9.9", "Q99.8": True}))
    cells["cells"].append({"cell_type": "code", "source": 'answer("Q99.5", 3.2c)', "outputs": []})
    school.put(f"a_{NAME}.ipynb", json.dumps(cells))
    school.put(f"b_{NAME}.ipynb", notebook({"Q99.9": "x" * 10_000_000, "Q99.8": 5}))
    assert school.grade() == 0
    marks = school.marks("a")
    assert marks["Q99.1"]["status"] == "invalid"
    assert "one answer is asked for, not 2" in marks["Q99.1"]["remark"]
    assert "paragraphs are 1 to 5" in marks["Q99.3"]["remark"]
    assert marks["Q99.8"]["remark"] == "not a number: True"
    assert "cell 4: a syntax error" in school.file(f"a_{NAME}.ipynb")["remark"]
    assert school.marks("b")["Q99.8"]["points"] == "1"
    assert "longer than 100000 characters" in school.file(f"b_{NAME}.ipynb")["remark"]


def test_a_notebook_of_endless_source_is_read_to_a_limit(school):
    """Many cells that Python could parse for minutes: the first count, and the intake says so."""
    cells = json.loads(notebook({"Q99.1": "b"}))
    more = {"cell_type": "code", "source": "answer;" + " " * 90_000 + "1", "outputs": []}
    late = json.loads(notebook({"Q99.8": 5}))["cells"]
    school.put(f"a_{NAME}.ipynb", json.dumps({"cells": [*cells["cells"], *[more] * 9, *late]}))
    assert school.grade() == 0
    assert "not read beyond cell 4" in school.file(f"a_{NAME}.ipynb")["remark"]
    assert school.marks("a")["Q99.1"]["points"] == "1"
    assert school.marks("a")["Q99.8"]["status"] == "blank"


def test_two_files_of_one_student(school):
    """Notebook and hand-in file are joined; of two notebooks the fuller counts, both are listed."""
    school.put(f"a/{NAME}.ipynb", notebook({"Q99.1": "b"}))
    school.put(f"a/{NAME}.answers.json", hand_in({"Q99.1": "c", "Q99.8": 5}))
    school.put(f"b/{NAME}.ipynb", notebook({"Q99.1": "b"}))
    school.put(f"more/b_{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 0
    assert school.marks("a")["Q99.1"]["points"] == "1"
    assert "the hand-in file differs" in school.marks("a")["Q99.1"]["remark"]
    assert school.marks("a")["Q99.8"]["points"] == "1"
    assert school.file(f"b/{NAME}.ipynb")["status"] == "listed"
    assert school.file(f"more/b_{NAME}.ipynb")["status"] == "marked"
    assert "ambiguous: 2 files" in school.file(f"b/{NAME}.ipynb")["remark"]
    assert school.rows("gradebook")[1][f"{NAME} points"] == "15"


def test_text_from_students_is_defused(school):
    """A spreadsheet takes no cell for a formula."""
    school.put(f"=cmd_{NAME}.ipynb", notebook({"Q99.9": "=HYPERLINK(1)", "Q99.5": "@sum"}))
    assert school.grade() == 0
    raw = (school.to / "marks.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(raw.decode("utf-8-sig").splitlines()):
        assert not [c for c in row if c.startswith(("=", "+", "-", "@", "\t"))]
    assert school.marks("'=cmd")["Q99.9"]["answer"] == "'=HYPERLINK(1)"


def test_no_text_of_a_student_breaks_a_row(school):
    """A lone carriage return ends a row for a spreadsheet; controls speak to a terminal."""
    text = "mine\rann,99-fixture\r\nQ99.1\x1b[2J\x00\ud800"
    school.put(f"a_{NAME}.answers.json", hand_in({"Q99.9": text}))
    assert school.grade() == 0
    raw = (school.to / "marks.csv").read_bytes().decode("utf-8-sig")
    assert not set(raw) & {"\r", "\x1b", "\x00"}
    assert {row["student"] for row in school.rows("marks")} == {"a"}
    assert school.marks("a")["Q99.9"]["answer"].startswith("mine\nann,99-fixture\nQ99.1")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\nx"),
        ("＝1", "'＝1"),
        ("-1+1", "'-1+1"),
        ("-x", "'-x"),
        ("-3", "-3"),
        (-2.5, "-2.5"),
        ("3.2e", "3.2e"),
        ("a\u2028=b\u2029", "a\n=b\n"),
        ("x" * 32_766, "x" * 32_766),
        ("\U0001f642" * 16_383, "\U0001f642" * 16_383),
        ("x" * 32_767 + "=1", "x" * 32_736 + " … (cut: a cell holds no more)"),
        ("\U0001f642" * 16_384, "\U0001f642" * 16_368 + " … (cut: a cell holds no more)"),
    ],
)
def test_a_cell_is_defused_and_a_number_left(cell, written):
    """Only what a spreadsheet could take for a formula gets its apostrophe."""
    assert sheets.defused(cell) == written


def test_tables_are_renamed_when_all_are_written(tmp_path):
    """A table that cannot be written leaves every old one as it was, and nothing beside it."""
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    tables = {tmp_path / "a.csv": (["x"], [["new"]]), tmp_path / "no" / "b.csv": (["x"], [])}
    with pytest.raises(OSError, match="no"):
        sheets.write(tables)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path):
    """An error on the way leaves nothing, and nothing beside it."""

    def spoiled():
        with sheets.whole(tmp_path / "in" / "marks") as named:
            sheets.page(named("a.csv"), ["x"], [[1]])
            sheets.page(named("b.csv"), ["x"], ([1 // 0] for _ in "x"))

    with pytest.raises(ZeroDivisionError):
        spoiled()
    assert [path.name for path in tmp_path.rglob("*")] == ["in"]
    with sheets.whole(tmp_path / "in" / "marks") as named:
        sheets.page(named("a.csv"), ["x"], [[1]])
        assert not (tmp_path / "in" / "marks").exists()
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "marks", "a.csv"]


def test_what_else_lies_in_the_folder_stays(school):
    """Feedback, notes and another tool's store are not the grader's to move."""
    school.put(f"a_{NAME}.ipynb", notebook(RIGHT))
    school.to.mkdir()
    (school.to / "desk.sqlite").write_bytes(b"marks of people")
    assert school.grade() == 0
    assert sorted(path.name for path in school.to.iterdir()) == [
        "desk.sqlite",
        "gradebook.csv",
        "intake.csv",
        "marks.csv",
    ]
    assert (school.to / "desk.sqlite").read_bytes() == b"marks of people"


def test_names_of_any_kind_are_kept_apart(school):
    """Names composed differently are one name; bytes that are no text stay distinct."""
    school.put(f"Zoe\u0308_{NAME}.answers.json", hand_in({"Q99.8": 5}))
    school.put(f"Zo\u00eb/{NAME}.ipynb", notebook({"Q99.1": "b"}))
    school.put(f"  _{NAME}.ipynb", notebook(RIGHT))
    school.put(f"02_{NAME}_{NAME}.ipynb", notebook(RIGHT))
    for byte in (b"\xfe", b"\xff"):
        path = os.fsencode(school.folder) + b"/" + byte + f"_{NAME}.ipynb".encode()
        try:
            with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - a Path holds text
                file.write(notebook({"Q99.1": "a"}))
        except OSError:
            pytest.skip("this file system has names of text only")
    assert school.grade() == 0
    students = [row["student"] for row in school.rows("gradebook")]
    assert students == [f"02_{NAME}", "Zo\u00eb", "\\udcfe", "\\udcff"]
    assert school.marks("Zo\u00eb")["Q99.8"]["points"] == "1"
    assert "whose is it?" in school.file(f"  _{NAME}.ipynb")["remark"]


def test_the_courses_own_folder_is_nobodys_name(school):
    """Two students who hand in their folders `exercises` are two students."""
    school.put(f"Ann/exercises/{NAME}.ipynb", notebook({"Q99.1": "b"}))
    school.put(f"Bo/exercises/{NAME}.ipynb", notebook({"Q99.1": "a"}))
    assert school.grade() == 0
    points = {row["student"]: row[f"{NAME} points"] for row in school.rows("gradebook")}
    assert points == {"Ann": "1", "Bo": "0"}


def test_folders_may_be_deep(school):
    """Deeper than Python's calls may nest."""
    folder = school.folder
    for _ in range(1_100):
        folder = folder / "d"
        folder.mkdir()
    path = folder / f"Cy_{NAME}.ipynb"
    path.write_text(notebook(RIGHT), encoding="utf-8")
    assert school.grade() == 0
    assert school.rows("gradebook")[0][f"{NAME} points"] == "15"
    path.unlink()
    os.removedirs(folder)  # pytest's own cleaning nests


def test_tables_among_the_submissions_hide_no_submission(school):
    """Where --to lies inside the folder, our tables are left and all else there is read."""
    school.to = school.folder / "marks"
    school.put(f"marks/{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 0
    assert school.grade() == 0
    assert [row["file"] for row in school.rows("intake")] == [f"marks/{NAME}.ipynb"]
    assert school.rows("gradebook")[0]["student"] == "marks"


def test_a_fault_of_the_grader_costs_one_file_only(school, monkeypatch):
    """Were there a mistake in the reader, the rest of the class would have its marks."""
    whole = answers.read_bytes
    monkeypatch.setattr(answers, "read_bytes", lambda c: 1 // 0 if b"fatal" in c else whole(c))
    school.put(f"a_{NAME}.ipynb", "fatal")
    school.put(f"b_{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 0
    assert "a fault of the grader" in school.file(f"a_{NAME}.ipynb")["remark"]
    assert school.marks("b")["Q99.1"]["points"] == "1"


def test_links_are_not_followed(school, tmp_path):
    """A link to a key outside the folder is listed and left alone."""
    secret = tmp_path / "elsewhere.ipynb"
    secret.write_text(notebook(RIGHT), encoding="utf-8")
    (school.folder / f"a_{NAME}.ipynb").symlink_to(secret)
    (school.folder / "loop").symlink_to(school.folder)
    assert school.grade() == 0
    assert school.file(f"a_{NAME}.ipynb")["remark"] == "a link, which is not followed"
    assert school.file("loop")["status"] == "ignored"
    assert school.rows("marks") == []


def test_the_same_input_gives_the_same_bytes_and_changes_are_listed(school):
    """A second run changes nothing; a changed answer stands in changes.csv."""
    school.put(f"a_{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 0
    before = {path.name: path.read_bytes() for path in school.to.iterdir()}
    assert school.grade() == 0
    after = {path.name: path.read_bytes() for path in school.to.iterdir()}
    assert {name: after[name] for name in before} == before
    assert school.rows("changes") == []
    school.put(f"a_{NAME}.ipynb", notebook(RIGHT | {"Q99.6": {"5.1f": "W"}}))
    assert school.grade() == 0
    assert school.rows("changes") == [
        {
            "student": "a",
            "exercise": NAME,
            "question": "Q99.6",
            "before": "3",
            "now": "1",
            "change": "-2",
        }
    ]


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"student;points\nann;0,67\n",
        b"\xff\xfe",
        b"student,exercise,question,points\na,b,c,x\n",
    ],
    ids=["empty", "semicolons", "bytes", "words"],
)
def test_a_table_that_a_spreadsheet_spoiled_is_kept(school, capsys, spoiled):
    """Changes cannot be told; nothing is overwritten, and the instructor decides."""
    school.put(f"a_{NAME}.ipynb", notebook(RIGHT))
    school.to.mkdir()
    (school.to / "marks.csv").write_bytes(spoiled)
    expected = 0 if not spoiled else 2
    assert school.grade() == expected
    if spoiled:
        assert "Move it elsewhere" in capsys.readouterr().err
        assert (school.to / "marks.csv").read_bytes() == spoiled
        assert [path.name for path in school.to.iterdir()] == ["marks.csv"]


def test_several_processes_mark_as_one(school):
    """Five hundred submissions give the same bytes in one process and in two."""
    for number in range(500):
        school.put(f"s{number:03}_{NAME}.answers.json", hand_in(RIGHT | {"Q99.8": number % 7}))
    assert school.grade("--jobs", "1") == 0
    alone = (school.to / "marks.csv").read_bytes()
    shutil.rmtree(school.to)
    assert school.grade("--jobs", "2") == 0
    assert (school.to / "marks.csv").read_bytes() == alone
    assert len(school.rows("gradebook")) == 500


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: shutil.rmtree(s.folder), "no such folder"),
        (lambda s: [path.unlink() for path in s.folder.iterdir()], "nothing in it"),
        (lambda s: shutil.rmtree(s.keys), "with --solutions"),
        (lambda s: (s.keys / f"{NAME}.ipynb").unlink(), "no such solution"),
        (lambda s: setattr(s, "to", s.folder), "among the submissions"),
        (lambda s: s.to.write_text("x"), "cannot be written to"),
    ],
)
def test_a_wrong_call_is_told_what_to_do(school, capsys, change, message):
    """Exit status 2 and one line, without a traceback."""
    school.put(f"a_{NAME}.ipynb", notebook(RIGHT))
    change(school)
    assert school.grade() == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('\\"3.1a\\",', '\\"9.9\\",', "Q99.3: the key '9.9' is no valid answer"),
        ('\\"3.1a\\",', '\\"¶3.1a\\",', "Q99.3: write the key '¶3.1a' as '3.1a'"),
        ('\\"3.1a\\",', "...,", "Q99.3 has no key"),
        ('\\"3.1b\\": ', '\\"3.1a\\": ', "the misreading '3.1a' earns full marks"),
    ],
)
def test_a_key_that_would_mark_wrongly_is_refused(school, capsys, old, new, message):
    """A slip in a solution, or the exercise taken for it, marks nobody."""
    path = school.keys / f"{NAME}.ipynb"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    school.put(f"a_{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 2
    assert message in capsys.readouterr().err
    assert not school.to.exists()


@pytest.mark.parametrize("jobs", ["0", "-2", "two"])
def test_no_processes_mark_nothing(school, jobs):
    """A number that makes no sense is refused before anything is read."""
    with pytest.raises(SystemExit) as ended:
        school.grade("--jobs", jobs)
    assert ended.value.code == 2


def test_a_solution_without_a_key_is_refused(school, capsys):
    """Nobody is marked down for a key that was forgotten."""
    path = school.keys / f"{NAME}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Q99.8", "Q99.7b"), encoding="utf-8")
    school.put(f"a_{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 2
    assert "no key for Q99.8" in capsys.readouterr().err


WATCH = Path(__file__).parent / "hostile" / "watch.py"


def watched(bark, roots, call):
    """Run `gorin` in a process of its own, under the audit hook of tests/hostile/watch.py."""
    command = [sys.executable, str(WATCH), bark, *map(str, roots), "--", *call]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


ATTACKS = [
    "import shutil; shutil.rmtree('/')",
    "while True: pass",
    "import sys; sys.exit()",
    "import os; os._exit(0)",
    "import os; os.fork()",
    "open('../../solutions/99-fixture.ipynb').read()",
    "from gorin import marking; marking.mark = lambda *a: 100",
    "class Equal:\n    def __eq__(self, other): return True\nanswer('Q99.2', Equal())",
    "answer('Q99.2', __import__('pathlib').Path('owned').write_text('x'))",
    "get_ipython().system('touch owned')",
    "!touch owned",
    "%run evil.py",
    "%%bash\ntouch owned",
]


def test_nothing_of_a_submission_is_executed(school, tmp_path, course):
    """Under an audit hook: no process, no code, no file outside what the grader needs."""
    for number, attack in enumerate(ATTACKS):
        cells = json.loads(notebook({"Q99.1": "b"}))
        cells["cells"].insert(0, {"cell_type": "code", "source": attack, "outputs": []})
        school.put(f"evil{number:02}_{NAME}.ipynb", json.dumps(cells))
    school.to = tmp_path / "out" / "marks"
    before = sorted(path.name for path in tmp_path.rglob("*"))
    roots = [school.folder, school.to.parent, school.keys, course]
    done = watched("none", roots, school.call())
    assert done.returncode == 0, done.stderr
    new = ["gradebook.csv", "intake.csv", "marks", "marks.csv", "out"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted([*before, *new])
    for number in range(len(ATTACKS)):
        marks = school.marks(f"evil{number:02}")
        assert marks["Q99.1"]["points"] == "1"
        assert sum(float(row["points"]) for row in marks.values()) == 1


@pytest.mark.parametrize(
    ("bark", "status"),
    [
        ("code", 92),
        ("pickle", 92),
        ("process", 93),
        ("socket", 93),
        ("removed", 94),
        ("opened", 95),
        ("written", 95),
        ("made", 95),
    ],
)
def test_the_watch_sees_what_it_looks_for(tmp_path, bark, status):
    """The audit hook is no check that cannot fail: each forbidden act ends the process."""
    assert watched(bark, [tmp_path], ["grade", str(tmp_path), "--to", "x"]).returncode == status


def test_it_says_what_became_of_the_files(school, capsys):
    """In one line; what is not there is not mentioned."""
    school.put(f"Ann/{NAME}.ipynb", notebook(RIGHT))
    assert school.grade() == 0
    assert capsys.readouterr().out.startswith("1 file of 1 student: 1 marked.\nWritten: ")
    school.put(f"bo/{NAME}.ipynb", "")
    school.put(f"more/Ann_{NAME}.ipynb", notebook({"Q99.1": "b"}))
    school.put("notes.txt", "hello")
    assert school.grade() == 0
    said = "1 marked, 1 listed (another attempt counts), 1 unreadable or unclear, 1 ignored."
    assert capsys.readouterr().out.startswith(f"4 files of 2 students: {said}\nWritten: ")


def test_marks_do_not_vanish_in_silence(school, capsys):
    """Downloads of two exercises that are graded one after the other, to one folder."""
    school.put(f"one/Ann_{NAME}.ipynb", notebook(RIGHT))
    school.put("two/Ann_02-close-reading.ipynb", notebook({"Q2.1": "3.2f"}))
    shutil.copy(made.SOLUTIONS / "02-close-reading.ipynb", school.keys)
    assert school.grade(place=school.folder / "one") == 0
    assert "before" not in capsys.readouterr().out
    assert school.grade(place=school.folder / "two") == 0
    said = capsys.readouterr().out
    assert f"{NAME}: marked here before, not among these files" in said
    assert "Put the downloads of all exercises into one folder" in said
    assert re.search(r"^[0-9]+ marks are not as before: see changes.csv\.$", said, re.MULTILINE)
    assert school.grade() == 0
    assert "not among these files" not in capsys.readouterr().out
