"""Reading answers: from notebooks and hand-in files, honest, clumsy and hostile."""

import json
import os
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorin import answers, keys
from gorin.answers import Answer, Submission, UnreadableError
from gorin.bank import Key
from gorin.errors import CourseError
from gorin.questions import MIME


def cell(source, *records, **more):
    outputs = [
        {"output_type": "display_data", "data": {MIME: record}, "metadata": {}}
        for record in records
    ]
    return {"cell_type": "code", "source": source, "outputs": outputs, "metadata": {}} | more


def recorded(question, value):
    return {"question": question, "value": value, "valid": True}


def read(*cells):
    document = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return answers.read_bytes(json.dumps(document).encode())


def one(source, *records):
    """The value and the source of the only answer of a cell."""
    (answer,) = read(cell(source, *records)).answers.values()
    return answer.value, answer.source


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('answer("Q1.1", "b")', "b"),
        ("answer('Q1.1', value='b')", "b"),
        ('answer(id="Q1.1", value="b")', "b"),
        ('x = answer("Q1.1", ["a", "b"])', ["a", "b"]),
        ('answer("Q1.1", 3.2)', 3.2),
        ('answer("Q1.1", "a", "b")', ["a", "b"]),
        ('answer("Q1.1", {"1.2a": "Wn"})', {"1.2a": "Wn"}),
        ('answer("Q1.1", -3)', -3),
        ('if True:\n    answer("Q1.1", "b")', "b"),
        ('%%time\nanswer("Q1.1", "b")', "b"),
        ('!ls\nanswer("Q1.1", "b")', "b"),
        ('answer("Q1.1", "b")  # I am not sure', "b"),
        (["answer(\n", '  "Q1.1",\n', '  "b",\n', ")"], "b"),
        ('answer("Q1.1", "b", also=("c",), misreadings={"a": "No."})', "b"),
        ('answer("Q1.1", "\\d")', "\\d"),
    ],
)
def test_a_literal_is_read_wherever_its_call_stands(source, value):
    """In any form a student may type it, magics and all."""
    assert one(source) == (value, "literal")


def test_a_click_is_read_from_its_record():
    """Three dots in the cell, a record below it: the record counts."""
    assert one('answer("Q1.1", ...)', recorded("Q1.1", "c")) == ("c", "record")
    assert one('answer("Q1.1")', recorded("Q1.1", "c")) == ("c", "record")
    assert one('answer("Q1.1", ...)') == (None, "none")


def test_what_is_seen_is_what_is_marked():
    """A literal counts before the record below it, and a difference is noted."""
    (answer,) = read(cell('answer("Q1.1", "b")', recorded("Q1.1", "c"))).answers.values()
    assert (answer.value, answer.source) == ("b", "literal")
    assert "older record differs" in answer.remark
    (same,) = read(cell('answer("Q1.1", ("a",))', recorded("Q1.1", ["a"]))).answers.values()
    assert same.remark == ""


def test_a_value_of_the_students_own_code_counts_by_its_record():
    """Code is not run; what it recorded when the student ran it is read."""
    assert one('answer("Q1.1", 2 + 3)', recorded("Q1.1", 5)) == (5, "record")
    (answer,) = read(cell('answer("Q1.1", f())')).answers.values()
    assert (answer.source, answer.remark) == (
        "none",
        "the value in the cell is code, and no record of it was saved",
    )


def test_a_syntax_error_is_said_and_the_record_read():
    """The commonest mistake is an anchor without quotation marks."""
    found = read(cell('answer("Q1.1", 3.2c)', recorded("Q1.1", "3.2a")))
    assert found.answers["Q1.1"].value == "3.2a"
    assert "syntax error, line 1 (are there quotation marks" in found.remarks[0]


def test_the_last_answer_that_is_not_blank_counts():
    """A cell twice is noted; a blank copy does not wipe an answer out."""
    found = read(cell('answer("Q1.1", "a")'), cell('answer("Q1.1", "b")')).answers["Q1.1"]
    assert (found.value, found.remark) == ("b", "answered twice; the last counts")
    blank_later = read(cell('answer("Q1.1", "a")'), cell('answer("Q1.1", ...)')).answers["Q1.1"]
    assert blank_later.value == "a"


def test_a_record_that_no_call_names_comes_last():
    """A stray record fills a blank and never displaces an answer."""
    stray = cell("x", recorded("Q1.1", "z"))
    assert read(stray, cell('answer("Q1.1", "a")')).answers["Q1.1"].value == "a"
    assert read(cell('answer("Q1.1", ...)'), stray).answers["Q1.1"].value == "z"


def test_sources_and_records_may_be_lists_or_text():
    """Older tools write a source as lines and a record as text of JSON."""
    text = json.dumps(recorded("Q1.1", "c"))
    assert one(['answer("Q1.1",', " ...)"], text) == ("c", "record")
    assert one('answer("Q1.1", ...)', [text[:5], text[5:]]) == ("c", "record")


def test_the_exercise_is_what_hand_in_names():
    """A notebook says which exercise it is in its last cell."""
    assert read(cell('hand_in("02-close-reading")')).exercise == "02-close-reading"
    assert read(cell("1")).exercise == ""


def test_a_hand_in_file_is_read():
    """The file beside the notebook needs no notebook."""
    document = {"format": 1, "exercise": "02-x", "answers": {"Q2.1": "a", "Q2.2": None}}
    found = answers.read_bytes(json.dumps(document).encode("utf-8-sig"))
    assert found.exercise == "02-x"
    assert found.answers["Q2.1"] == Answer("Q2.1", "a", "record")
    assert found.answers["Q2.2"].source == "none"
    assert found.answered == 1


def test_an_old_notebook_is_read_with_a_note():
    """Format 3 keeps its cells in worksheets and its source in `input`."""
    old = {"nbformat": 3, "worksheets": [{"cells": [cell("", input='answer("Q1.1", "b")')]}]}
    del old["worksheets"][0]["cells"][0]["source"]
    found = answers.read_bytes(json.dumps(old).encode())
    assert found.answers["Q1.1"].value == "b"
    assert "old format" in found.remarks[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"not json", "not JSON: .*line 1"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"[1, 2]", "neither a notebook"),
        (b'{"cells": 5}', "neither a notebook"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"answers": {"Q": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "nested too deeply"),
    ],
    ids=range(7),
)
def test_what_cannot_be_read_is_said_in_a_line(content, message):
    """No traceback, and no other file suffers."""
    with pytest.raises(UnreadableError, match=message):
        answers.read_bytes(content)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    """Twenty megabytes are a hundred times a notebook of this course."""
    path = tmp_path / "big.ipynb"
    with path.open("wb") as file:
        file.truncate(answers.LARGEST_FILE + 1)
    with pytest.raises(UnreadableError, match="larger than 20 MB"):
        answers.read(path)
    with pytest.raises(UnreadableError, match="cannot be opened"):
        answers.read(tmp_path / "none.ipynb")


HOSTILE = {
    "parentheses": "answer" + "(" * 5_000,
    "brackets": 'answer("Q1.1", ' + "[" * 50_000 + "]" * 50_000 + ")",
    "minus": 'answer("Q1.1", ' + "-" * 100_000 + "1)",
    "sum": 'answer("Q1.1", ' + "+".join(["1"] * 50_000) + ")",
    "digits": 'answer("Q1.1", ' + "9" * 10_000 + ")",
    "power": 'answer("Q1.1", 9**9**9)',
    "null": 'answer("Q1.1", "a\x00b")',
    "surrogate": 'answer("Q1.1", "\\ud800")',
    "unhashable": 'answer("Q1.1", {[]: 1})',
    "set": 'answer("Q1.1", {1, [2]})',
    "nan": 'answer("Q1.1", 1e999)',
    "complex": 'answer("Q1.1", 1 + 2j)',
    "bytes": 'answer("Q1.1", b"x")',
    "f-string": 'answer("Q1.1", f"{__import__(\'os\').abort()}")',
    "import": "answer(\"Q1.1\", __import__('os').abort())",
    "attribute": 'gorin.answer("Q1.1", "b")',
    "star": 'answer(*["Q1.1", "b"])',
    "walrus": 'answer("Q1.1", (x := "b"))',
    "lambda": 'answer("Q1.1", (lambda: "b")())',
    "decorator": '@answer("Q1.1", "b")\ndef f(): ...',
    "elif": "if answer: pass\n" + "elif 1: pass\n" * 5_000,
    "indent": "".join(" " * i + "if answer:\n" for i in range(150)) + " " * 150 + "1",
    "big cell": "answer" + " " * 1_100_000,
    "big literal": 'answer("Q1.1", "' + "x" * 10_000_000 + '")',
    "latin": "# coding: latin-9\nanswer('Q1.1', 'b')",
    "form feed": "\x0canswer('Q1.1', 'b')",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_crashes_the_reader(name):
    """Whatever stands in a cell, reading ends, and the next cell is read."""
    found = read(cell(HOSTILE[name]), cell('answer("Q1.2", "good")'))
    assert found.answers["Q1.2"].value == "good"


STRANGE_RECORDS = (5, "{", {"question": ["Q1.1"], "value": 1})


@pytest.mark.parametrize(
    "outputs",
    [None, 5, "x", [None], [{"data": 5}], *([{"data": {MIME: r}}] for r in STRANGE_RECORDS)],
)
def test_no_output_crashes_the_reader(outputs):
    """Outputs of a wrong shape are passed over."""
    found = read(cell('answer("Q1.1", "b")', outputs=outputs))
    assert found.answers["Q1.1"].value == "b"


@pytest.mark.parametrize("strange", [None, 5, [], {"cell_type": "code"}, {"cell_type": "raw"}])
def test_no_cell_of_a_wrong_shape_crashes_the_reader(strange):
    """A list of cells may hold anything."""
    assert read(strange, cell('answer("Q1.1", "b")')).answers["Q1.1"].value == "b"


def test_numbers_that_json_does_not_know_are_read():
    """NaN, the infinite and a number of a hundred thousand digits are values that are not valid."""
    content = b'{"format": 1, "answers": {"A": NaN, "B": -Infinity, "C": %s}}' % (b"9" * 100_000)
    found = answers.read_bytes(content).answers
    assert [str(answer.value) for answer in found.values()] == ["nan", "-inf", "inf"]


def test_far_more_than_an_exercise_has_is_not_read():
    """Two hundred thousand records, or cells, end in a remark and not in an hour."""
    many = [{"data": {MIME: recorded(str(number), 1)}} for number in range(20_000)]
    for found in (read(cell("", outputs=many)), read(*[cell("1")] * 20_000)):
        assert len(found.answers) <= 1_000
        assert "far more than an exercise has" in found.remarks[-1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_what_is_no_plain_file_is_not_opened_for_ever(tmp_path):
    """A pipe that nobody writes to, and a folder."""
    os.mkfifo(tmp_path / "pipe.ipynb")
    with pytest.raises(UnreadableError, match="not a plain file"):
        answers.read(tmp_path / "pipe.ipynb")
    with pytest.raises(UnreadableError, match="cannot be opened"):
        answers.read(tmp_path)


FIELDS = [
    "cells",
    "worksheets",
    "answers",
    "exercise",
    "format",
    "cell_type",
    "source",
    "input",
    "outputs",
    "data",
]
FIELDS += [MIME, "question", "value", "metadata", "Q1.1"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(FIELDS),
            inner | st.sampled_from(["code", 'answer("Q1.1", "b")', ['answer("Q1.1", ', "...)"]]),
            max_size=5,
        )
    ),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None)
@given(document=JSON, content=st.binary(max_size=60))
def test_no_document_raises_but_what_is_unreadable(document, content):
    """Any JSON, any bytes: a submission, or one line that says why not."""
    for written in (json.dumps(document).encode(), content):
        with suppress(UnreadableError):
            found = answers.read_bytes(written)
            assert found.answered <= len(found.answers)
            assert answers.merge(found, found).answers.keys() == found.answers.keys()


def test_a_notebook_and_a_hand_in_file_are_merged():
    """The notebook counts, the file fills its blanks, and a difference is noted."""
    notebook = Submission(
        "x", {n: Answer(n, v, s) for n, v, s in [("A", 1, "literal"), ("B", None, "none")]}
    )
    hand_in = Submission("", {n: Answer(n, v, "record") for n, v in [("A", 2), ("B", 3), ("C", 4)]})
    merged = answers.merge(notebook, hand_in)
    assert {name: answer.value for name, answer in merged.answers.items()} == {
        "A": 1,
        "B": 3,
        "C": 4,
    }
    assert merged.answers["A"].remark == "the hand-in file differs; the notebook counts"
    assert merged.exercise == "x"


def solution(tmp_path, *sources):
    path = tmp_path / "02-x.ipynb"
    cells = [cell(source, execution_count=None, id=f"c{i}") for i, source in enumerate(sources)]
    feedback = {
        "cell_type": "markdown",
        "metadata": {"tags": ["feedback"]},
        "source": "Because.",
        "id": "f",
    }
    document = {"cells": [*cells, feedback], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_keys_are_read_from_a_solution(tmp_path):
    """A key with its accepted others, misreadings and the feedback that follows."""
    source = 'answer("Q1.1", "b", also=("c",), misreadings={"a": "No."})'
    found = keys.read_solution(solution(tmp_path, source))
    assert found == {"Q1.1": Key("b", ("c",), {"a": "No."}, "Because.")}


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        (['answer("Q1.1", f())'], "cell 1: write answer"),
        (['answer("Q1.1")'], "cell 1: write answer"),
        (['answer("Q1.1", ...)'], r"cell 1: Q1.1 has no key .* Is this the exercise"),
        (['answer("Q1.1", "a"'], r"cell 1, line 1"),
        (['answer("Q1.1", "a")', 'answer("Q1.1", "b")'], "cell 2: a second key for Q1.1"),
    ],
)
def test_a_key_that_is_not_written_out_is_refused(tmp_path, sources, message):
    """The author is told the file, the cell and the question."""
    with pytest.raises(CourseError, match=message):
        keys.read_solution(solution(tmp_path, *sources))


@pytest.mark.parametrize("content", ["{}", "[]", "x", '{"cells": [1]}', '{"cells": [{}]}'])
def test_a_solution_that_is_no_notebook_is_refused(tmp_path, content):
    """Nor does a damaged one end in a traceback."""
    path = tmp_path / "02-x.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match=r"02-x\.ipynb: not a notebook"):
        keys.read_solution(path)


def test_a_missing_solution_says_how_to_build_it(tmp_path):
    """The likeliest reason is a clone that was never built."""
    with pytest.raises(CourseError, match="gorin build"):
        keys.read_solution(tmp_path / "none.ipynb")
