"""Attacks on the grader: no mark gained, no file lost, nothing executed, nothing unescaped."""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from gorin import answers
from school import RIGHT, notebook

HERE = Path(__file__).parent / "hostile"
sys.path.insert(0, str(HERE))
from attacks import ATTACKS, ONE  # noqa: E402 - no package, like the watch beside it

MEMORY = 700_000_000  # bytes that the command may have, address space and all
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="names and pipes of POSIX")


def bounded():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def watched(school, course, bark="none"):
    """Run `gorin grade` in a process of its own, under the audit hook, with little memory."""
    roots = [school.folder, school.to.parent, school.keys, course]
    command = [sys.executable, str(HERE / "watch.py"), bark, *map(str, roots), "--", *school.call()]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=school.folder.parent,
        preexec_fn=bounded if sys.platform == "linux" else None,
    )


@pytest.fixture
def besieged(school, course):
    """A class of attackers with one good student among them, marked by the real command."""
    school.to = school.folder.parent / "out" / "marks"
    for attack in ATTACKS:
        if callable(attack.files):
            attack.files(school.folder)
        else:
            for name, content in attack.files.items():
                school.put(name, content)
    school.put(f"good_{ONE}", notebook(RIGHT))
    root = school.folder.parent
    before = {p: p.lstat().st_mtime_ns for p in root.rglob("*") if not p.is_dir()}
    done = watched(school, course)
    assert done.returncode == 0, done.stderr
    school.said = done.stdout
    school.unchanged = all(p.lstat().st_mtime_ns == at for p, at in before.items())
    school.new = {
        p
        for p in root.rglob("*")
        if not p.is_dir() and p not in before and school.to not in p.parents
    }
    return school


def test_there_are_enough():
    """Thirty are asked for; each is called by its own name."""
    assert len(ATTACKS) >= 30
    assert max(Counter(attack.name for attack in ATTACKS).values()) == 1


def test_every_attack_fails(besieged):
    """The account and the marks of each, and what the run left on the disk."""
    rows = {row["file"]: row for row in besieged.rows("intake")}
    expected = {file: fate for attack in ATTACKS for file, fate in attack.fates.items()}
    assert set(rows) == {*expected, f"good_{ONE}"}
    assert len(besieged.rows("intake")) == len(expected) + 1
    wrong = {
        file: (rows[file]["status"], rows[file]["remark"])
        for file, fate in expected.items()
        if rows[file]["status"] != fate.status or fate.remark not in rows[file]["remark"]
    }
    assert wrong == {}
    points = {student: p for attack in ATTACKS for student, p in attack.points.items()}
    assert besieged.points() == points | {"good": "15"}
    assert besieged.unchanged
    assert besieged.new == set()
    assert "a fault of the grader" not in str(rows)


def test_no_text_of_an_attacker_leaves_its_cell(besieged):
    """Each row has its columns; no cell is a formula, a control or a turning mark."""
    marks = [row for row in besieged.rows("marks") if row["student"] == "good"]
    assert len(marks) == len(RIGHT)
    for path in besieged.to.iterdir():
        text = path.read_bytes().decode("utf-8-sig")
        header, *rows = csv.reader(text.splitlines(keepends=True))
        assert {len(row) for row in rows} == {len(header)}
        for row in rows:
            for shown in row:
                assert not shown.startswith(("=", "+", "@", "\t", "\n", "＝"))
                assert not shown.startswith("-") or shown.lstrip("-").replace(".", "").isdigit()
        controls = {sign for sign in text if not sign.isprintable()} - {"\n", "\t"}
        assert not {hex(ord(sign)) for sign in controls}
    assert not {sign for sign in besieged.said if not sign.isprintable()} - {"\n"}


def test_a_file_that_grows_is_told():
    """What is shorter than it was read, or longer, is half a file of nobody."""
    growing = Path("/proc/version")  # has no size, and yet something in it
    if not growing.is_file() or growing.stat().st_size:
        pytest.skip("only Linux has such a file")
    with pytest.raises(answers.UnreadableError, match="it changed while it was read"):
        answers.read(growing)


CHURN = """
import os, sys
path, first, second = sys.argv[1:]
print("ready", flush=True)
while True:
    for content in (first, second):
        with open(path, "wb") as file:
            file.write(content.encode())
"""


def test_a_file_that_changes_while_it_is_read_is_whole_or_nothing(school):
    """A writer that never stops: one of two versions is marked, or the file is listed."""
    versions = notebook({"Q99.1": "b"}), notebook({"Q99.1": "a", "Q99.8": 5, "Q99.3": "3.1"})
    path = school.put(f"churned_{ONE}", versions[0])
    school.put(f"good_{ONE}", notebook(RIGHT))
    with subprocess.Popen(
        [sys.executable, "-c", CHURN, str(path), *versions], stdout=subprocess.PIPE
    ) as writer:
        try:
            assert writer.stdout.readline()
            for _ in range(20):
                assert school.grade() == 0
                row = school.file(f"churned_{ONE}")
                expected = {"marked": ("1", "2"), "unreadable": ("",)}
                assert school.points()["churned"] in expected[row["status"]]
                assert school.points()["good"] == "15"
        finally:
            writer.kill()
