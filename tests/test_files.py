"""Files written whole."""

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
