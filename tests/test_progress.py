"""The bar: on a terminal, and nowhere else."""

import io

from gorin.classroom.progress import watched


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_a_bar_that_ends_full():
    """Few strokes for many things; the last line says all."""
    screen = Terminal()
    assert list(watched(range(1_000), 1_000, "marked", screen)) == list(range(1_000))
    strokes = screen.getvalue().split("\r")
    assert len(strokes) < 50
    assert strokes[-1] == "█" * 40 + " 1000 of 1000 marked\n"


def test_a_file_sees_nothing():
    """Nor does a pipe, nor a test."""
    page = io.StringIO()
    assert list(watched("ab", 2, "marked", page)) == ["a", "b"]
    assert page.getvalue() == ""
