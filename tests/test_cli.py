"""The command: what it says when it is called with nothing, and when it is stopped."""

import os
import subprocess
import sys

import pytest

from gorin import cli
from school import NAME, RIGHT, hand_in, notebook

# Ctrl+C at the moment when a table of the class is begun.
STOPPED = """
import os, signal, sys
from gorin import cli
def press(event, arguments):
    if event == "open" and "marks.csv" in str(arguments[0]) and arguments[1] == "w":
        os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.addaudithook(press)
sys.exit(cli.main(sys.argv[1:]))
"""

# Ctrl+C, which a terminal sends to every process, when the second of those that mark is there.
STOPPED_ALL = """
import multiprocessing, os, signal, sys, threading, time
from gorin import cli
def press():
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.001)
    time.sleep(float(sys.argv.pop()))
    os.killpg(os.getpgrp(), signal.SIGINT)
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    pressing = threading.Thread(target=press)
    pressing.start()
    ended = cli.main(sys.argv[1:-1])
    pressing.join()
    sys.exit(ended)
"""


def test_without_a_command_it_says_which_there_are(capsys):
    """As help, and not as an error."""
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert ended.value.code == 0
    assert "mark what a class handed in" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("again", [False, True], ids=["new folder", "old folder"])
def test_one_who_stops_it_is_told_so_and_loses_nothing(school, again):
    """No traceback, no half-made file; the tables of an earlier run stay as they are."""
    school.put(f"Ann/{NAME}.ipynb", notebook(RIGHT))
    if again:
        assert school.grade() == 0
    before = held(school)
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, *school.call()], capture_output=True, text=True, check=False
    )
    assert done.returncode == 130, done.stderr
    said = "\ngorin: stopped. Nothing is half written; what was there is there.\n"
    assert done.stderr == said
    assert held(school) == before
    assert school.to.exists() == again


def held(school):
    """Every file around the class, and what is in it."""
    return {path: path.read_bytes() for path in school.to.parent.rglob("*") if path.is_file()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("later", [0, 0.3], ids=["as they begin", "while they mark"])
def test_a_large_class_is_stopped_as_quietly(school, tmp_path, later):
    """The processes that mark hear nothing of it; their parent says one line, and ends them."""
    for number in range(1_500):
        school.put(f"student{number}/{NAME}.answers.json", hand_in(RIGHT))
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED_ALL, encoding="utf-8")
    before = held(school)
    done = subprocess.run(
        [sys.executable, str(script), *school.call("--jobs", 2), str(later)],
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 130, done.stderr
    assert done.stderr == "\ngorin: stopped. Nothing is half written; what was there is there.\n"
    assert held(school) == before
