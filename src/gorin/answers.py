"""Reading answers out of a notebook or a hand-in file, without running anything in it.

A submission is parsed and never executed, so a hostile one can claim an answer and never a mark.
"""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from gorin.cells import BROKEN, LARGEST_CELL, Call, read_cell, speaks
from gorin.questions import MIME

LARGEST_FILE = 20_000_000  # bytes; a notebook of this course has under 300,000
_MOST_ANSWERS = 1_000  # ids of one submission; an exercise has twelve
_MOST_CELLS = 5_000  # an exercise has about forty
_MOST_SOURCE = 200_000  # characters parsed; an exercise has about ten thousand
_MOST_PARTS = 1_000_000  # signs that begin or part things in JSON; a notebook has some thousands


class UnreadableError(ValueError):
    """The file is neither a notebook nor a hand-in file; the message says what was met."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A student's value for a question, as found; `source` is "literal", "record" or "none"."""

    question: str
    value: Any
    source: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """What one file answers, by the id of the question; `exercise` is "" where it does not say."""

    exercise: str
    answers: Mapping[str, Answer]
    remarks: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """How many questions have a value."""
        return sum(answer.source != "none" for answer in self.answers.values())


def read(path: Path) -> Submission:
    """Read a submission; raises UnreadableError with a line that says why it cannot be read."""
    return read_bytes(content_of(path))


def content_of(path: Path) -> bytes:
    """Return the bytes of a plain file of bounded size; raises UnreadableError."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for ever.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise UnreadableError("not a plain file")
            if before.st_size > LARGEST_FILE:
                raise UnreadableError(f"larger than {LARGEST_FILE // 1_000_000} MB; not read")
            content = file.read(LARGEST_FILE + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror})") from None
    if len(content) != after.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise UnreadableError("it changed while it was read; run the command again")
    return content


def read_bytes(content: bytes) -> Submission:
    """Read the bytes of a notebook or a hand-in file; raises UnreadableError."""
    document = json_of(content)
    if isinstance(document, dict):
        if isinstance(document.get("cells"), list):
            return _notebook(document["cells"])
        if isinstance(document.get("answers"), dict):
            return _hand_in(document)
        if isinstance(document.get("worksheets"), list):
            sheets = [s for s in document["worksheets"] if isinstance(s, dict)]
            cells = [c for s in sheets if isinstance(s.get("cells"), list) for c in s["cells"]]
            old = _notebook(cells)
            return replace(old, remarks=("a notebook of an old format (3)", *old.remarks))
    raise UnreadableError("neither a notebook (no cells) nor a hand-in file (no answers)")


def json_of(content: bytes) -> Any:
    """Read JSON, however deep or great what it holds; raises UnreadableError."""
    if not content.strip():
        raise UnreadableError("the file is empty")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not text in UTF-8 (byte {error.start})") from None
    if sum(map(content.count, (b",", b"[", b"{"))) > _MOST_PARTS:
        raise UnreadableError(f"far more in it than an exercise has ({_MOST_PARTS} parts)")
    try:
        return json.loads(text, parse_int=_int)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not JSON: {error.msg}, line {error.lineno}") from None
    except (RecursionError, MemoryError):
        raise UnreadableError("not a notebook: nested too deeply, or too much in it") from None


def _int(digits: str) -> int | float:
    """Read a whole number; one of thousands of digits, which Python refuses, becomes infinite."""
    return int(digits) if len(digits) < 30 else float("inf")


def _hand_in(document: dict[str, Any]) -> Submission:
    name = document.get("exercise")
    remarks = [] if document.get("format") == 1 else ["a hand-in file of an unknown format"]
    found: dict[str, Answer] = {}
    for question, value in document["answers"].items():
        if len(found) == _MOST_ANSWERS:
            remarks.append(f"more than {_MOST_ANSWERS} answers; the rest was not read")
            break
        found[question] = Answer(question, value, "none" if value is None else "record")
    return Submission(name if isinstance(name, str) else "", found, tuple(remarks))


def _notebook(cells: list[Any]) -> Submission:
    """Read cells in order: literals first, records where no literal stands, strangers last."""
    found: dict[str, Answer] = {}
    strangers: dict[str, Answer] = {}
    remarks: list[str] = []
    exercise, length = "", 0
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = _joined(cell.get("source", cell.get("input", "")))
        length += len(source) if speaks(source) and len(source) <= LARGEST_CELL else 0
        content = read_cell(source)
        records = dict(islice(_records(cell.get("outputs", [])), _MOST_ANSWERS))
        if content.trouble:
            remarks.append(f"cell {number}: {content.trouble}")
        exercise = content.exercise or exercise
        for call in content.calls:
            _keep(found, _answer(call, records))
        called = {call.question for call in content.calls}
        for question, value in records.items():
            if question not in called:
                note = content.trouble and f"cell {number}: {content.trouble}"
                strangers[question] = Answer(question, value, _source(value), note)
        many = len(found) + len(strangers) >= _MOST_ANSWERS or number == _MOST_CELLS
        if many or length > _MOST_SOURCE:
            remarks.append(f"far more than an exercise has; not read beyond cell {number}")
            break
    for question, answer in strangers.items():
        if question not in found or found[question].source == "none":
            found[question] = answer
    return Submission(exercise, found, tuple(remarks))


def _joined(text: Any) -> str:
    """Return a source or text output, which may be a string or a list of lines."""
    if isinstance(text, list):
        return "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""


def _records(outputs: Any) -> Iterator[tuple[str, Any]]:
    """Yield the answers recorded in a cell's outputs; a later one to the same id counts."""
    for output in outputs if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        record = data.get(MIME) if isinstance(data, dict) else None
        if isinstance(record, str | list):
            try:
                record = json.loads(_joined(record), parse_int=_int)
            except (ValueError, RecursionError):
                continue
        if isinstance(record, dict) and isinstance(record.get("question"), str):
            yield record["question"], record.get("value")


def _source(value: Any) -> str:
    return "none" if value is None else "record"


def _answer(call: Call, records: dict[str, Any]) -> Answer:
    """Return the literal of a call, else the record beneath it."""
    recorded = records.get(call.question)
    if call.value is not ...:
        differs = recorded is not None and not _alike(recorded, call.value)
        note = "typed in the cell; an older record differs" if differs else ""
        return Answer(call.question, call.value, "literal", note)
    note = "the cell's own code made this value" if call.computed else ""
    if call.computed and recorded is None:
        note = "the value in the cell is code, and no record of it was saved"
    return Answer(call.question, recorded, _source(recorded), note)


def _alike(recorded: Any, value: Any) -> bool:
    """Is a record the same as a literal, up to what JSON and normalising change?"""
    try:
        return str(recorded).strip() == str(value).strip() or _listed(recorded) == _listed(value)
    except BROKEN:
        return False


def _listed(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return list(value) if isinstance(value, tuple) else value


def _keep(found: dict[str, Answer], answer: Answer) -> None:
    """Let the last answer that is not blank count, and note that there were several."""
    before = found.get(answer.question)
    if before is not None and before.source != "none":
        if answer.source == "none":
            return
        note = "answered twice; the last counts"
        answer = replace(answer, remark="; ".join(filter(None, (answer.remark, note))))
    found[answer.question] = answer


def merge(notebook: Submission, hand_in: Submission) -> Submission:
    """Join a student's two files: the notebook counts, the hand-in file fills its blanks."""
    joined = dict(notebook.answers)
    for question, other in hand_in.answers.items():
        own = joined.get(question)
        if own is None or own.source == "none":
            joined[question] = other
        elif other.source != "none" and not _alike(own.value, other.value):
            note = "the hand-in file differs; the notebook counts"
            remark = "; ".join(filter(None, (own.remark, note)))
            joined[question] = replace(own, remark=remark)
    exercise = notebook.exercise or hand_in.exercise
    return Submission(exercise, joined, (*notebook.remarks, *hand_in.remarks))
