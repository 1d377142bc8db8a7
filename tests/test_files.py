"""Files written whole."""

import subprocess
import sys

import pytest

from gorin import files


def test_a_file_is_replaced_whole(tmp_path):
    """Nothing is left beside it."""
    path = tmp_path / "page.html"
    files.write(path, b"old")
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there(tmp_path):
    """A folder in the way stands for a disk that refuses; the half-made file goes."""
    path = tmp_path / "page.html"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        files.write(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


STOPPED = """
import os, signal, sys
from pathlib import Path
from gorin import files
def press(event, arguments):
    if event == "os.rename":
        raise KeyboardInterrupt
sys.addaudithook(press)
files.write(Path(sys.argv[1]), b"new")
"""


def test_one_who_stops_it_finds_what_was_there(tmp_path):
    """Ctrl+C just before the new file takes the place of the old one."""
    path = tmp_path / "page.html"
    files.write(path, b"old")
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, str(path)], capture_output=True, text=True, check=False
    )
    assert "KeyboardInterrupt" in done.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
