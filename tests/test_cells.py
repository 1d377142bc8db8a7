"""One cell as text: magics taken out, answers read, nothing run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorin.cells import LARGEST_CELL, Call, Cell, read_cell


@pytest.mark.parametrize(
    "source",
    [
        'answer("Q1.1", "b")',
        '%matplotlib inline\nanswer("Q1.1", "b")',
        '!ls -l "unclosed\nanswer("Q1.1", "b")',
        'answer?\nanswer("Q1.1", "b")',
        '?answer\nanswer("Q1.1", "b")',
        'files = !ls\nanswer("Q1.1", "b")',
        'x = %time 1\nanswer("Q1.1", "b")',
        'for i in range(2):\n    !ls\n    answer("Q1.1", "b")',
        '%%time\nanswer("Q1.1", "b")',
        '\n\n%%capture shown\n!ls\nanswer("Q1.1", "b")',
        '    answer("Q1.1", "b")',
        '\n\t!ls\n\tanswer("Q1.1", "b")',
        '!ls\r\nanswer("Q1.1", "b")\r\n',
    ],
)
def test_magics_do_not_hide_an_answer(source):
    """What IPython would run, is read."""
    assert read_cell(source) == Cell((Call("Q1.1", "b"),))


def test_a_line_of_a_text_is_no_magic():
    """An essay may ask, cry out and count in per cent, in a cell with magics too."""
    essay = "What did he want?\n!Nothing\n%5 of it\n  x = !y"
    cell = read_cell(f'%time\nanswer("Q1.1", """{essay}""")\n!ls')
    assert cell == Cell((Call("Q1.1", essay),))


@pytest.mark.parametrize("magic", ["%%bash", "%%script false", "%%html", "%%writefile x.py"])
def test_a_cell_that_is_not_python_says_nothing(magic):
    """Whoever switched a cell off so, sees no card, and has no answer in it."""
    assert read_cell(f'{magic}\nanswer("Q1.1", "b")') == Cell()


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ('answer("Q1.1", ...)', [Call("Q1.1")]),
        ('answer("Q1.1", None)', [Call("Q1.1")]),
        ('answer("Q1.1", 1 + 1)', [Call("Q1.1", computed=True)]),
        ('answer("Q1.1", f"b")', [Call("Q1.1", computed=True)]),
        ('answer = print\nanswer("Q1.1", "b")', [Call("Q1.1", "b")]),
        ('answer("Q" + "1.1", "b")', []),
        ('answer(1, "b")', []),
        ("answer()", []),
        ('answers("Q1.1", "b")', []),
        ("\"answer('Q1.1', 3)\"", []),
        ('# answer("Q1.1", "b")', []),
        ('answer("Q1.2", answer("Q1.1", "b"))', [Call("Q1.2", computed=True), Call("Q1.1", "b")]),
        ('answer("Q1.1", "a"); answer("Q1.2", "b")', [Call("Q1.1", "a"), Call("Q1.2", "b")]),
    ],
)
def test_a_call_is_what_stands_there(source, calls):
    """A literal, three dots, or code, which is told and not run."""
    assert list(read_cell(source).calls) == calls


@pytest.mark.parametrize(
    ("source", "trouble"),
    [
        ('answer("Q1.1", 3.2c)', "a syntax error, line 1"),
        ('%time\n\nanswer("Q1.1", 3.2c)', "a syntax error, line 3"),
        ("answer" + " " * LARGEST_CELL, "longer than 100000 characters"),
        ("!ls\n" * 20_000 + "answer(", "a syntax error"),
    ],
    ids=["anchor", "line", "long", "magics"],
)
def test_what_cannot_be_read_says_why(source, trouble):
    """The line is that of the cell as the student sees it."""
    cell = read_cell(source)
    assert trouble in cell.trouble
    assert not cell.calls


def test_any_number_of_magics_is_read():
    """IPython's own transformer gives up at five hundred, after minutes."""
    assert read_cell("!ls\n" * 20_000 + 'answer("Q1.1", "b")').calls == (Call("Q1.1", "b"),)


def test_the_exercise_is_named_by_its_last_cell():
    """At any depth, by position or by name."""
    assert read_cell('hand_in("02-x")').exercise == "02-x"
    assert read_cell('x = hand_in(exercise="02-x")').exercise == "02-x"
    assert read_cell("hand_in(name)").exercise == ""


WORDS = ('answer("Q1.1", ', '"b"', "!ls", "%x", "%%", '"""', "f'{", "9" * 5_000, "3.2c", "lambda:")
PIECES = st.sampled_from([*WORDS, *"()[]{}\n?='\\#-\r\0\ud800", "    ", ":="])


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=20))
def test_no_text_raises(pieces):
    """Whatever is typed is a cell."""
    cell = read_cell("answer" + "".join(pieces))
    assert isinstance(cell, Cell)
    assert not (cell.calls and cell.trouble)
