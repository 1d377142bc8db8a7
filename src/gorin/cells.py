"""One cell of a notebook as text: what its calls of `answer` say, without running anything.

Python's own parser reads the cell. Where that fails, it reads the cell once more without its
magics. IPython's transformer would do this too, but it starts afresh for every magic it meets (a
cell with five hundred of them takes minutes and then fails), so lines are taken out here instead.
"""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LARGEST_CELL = 100_000  # characters; parsed, a hostile one takes half a second and 90 MB
BROKEN = (SyntaxError, ValueError, TypeError, RecursionError, MemoryError, OverflowError)
_SHORT = 2_000  # characters; shorter cells are alike from student to student, and kept
_RUNS = ("%%time", "%%timeit", "%%capture", "%%prun")  # cell magics whose cell is still Python
_LEAVES = (ast.Constant, ast.Name, ast.expr_context, str, type(None))
_ASSIGNED = re.compile(r"[\w.,\s\[\]]*=\s*[%!]")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of `answer`: the literal given, or `...`; `computed` where code stands there."""

    question: str
    value: Any = ...
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: its calls in order, the exercise it hands in, why it cannot be read."""

    calls: tuple[Call, ...] = ()
    exercise: str = ""
    trouble: str = ""


def read_cell(source: str) -> Cell:
    """Read a cell's source; never raises."""
    if len(source) > LARGEST_CELL:
        return Cell(trouble=f"longer than {LARGEST_CELL} characters, not read")
    if not speaks(source):
        return Cell()
    return _read_again(source) if len(source) < _SHORT else _read(source)


def speaks(source: str) -> bool:
    """Can a cell say anything of an answer? Most cannot, and are not parsed."""
    return "answer" in source or "hand_in" in source


def _read(source: str) -> Cell:
    try:
        tree = _parse(source)
    except BROKEN as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        said = f"a syntax error{line} (are there quotation marks around the answer?)"
        return Cell(trouble=said)
    calls = sorted(_calls(tree), key=lambda call: (call.lineno, call.col_offset))
    answered = filter(None, (_answered(call) for call in calls if _is(call, "answer")))
    named = filter(None, (_id(call) for call in calls if _is(call, "hand_in")))
    return Cell(tuple(answered), next(named, ""))


_read_again = lru_cache(maxsize=2_000)(_read)


def _parse(source: str) -> ast.Module:
    try:
        return _tree(source)
    except BROKEN:
        lines = _python(source.split("\n"))
    taken = {number for number, line in enumerate(lines) if _magic(line)}
    tree = _tree(_without(lines, taken))
    inside = taken & set(_quoted(tree))  # a line of a text may look like a magic
    return _tree(_without(lines, taken - inside)) if inside else tree


def _tree(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a student's invalid escape is no business of the grader
        return ast.parse(source)


def _python(lines: list[str]) -> list[str]:
    """Take off a cell magic and the indentation of the whole; a cell of another language is ""."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if not lines[first].startswith(_RUNS):
            return []
        return [*[""] * (first + 1), *lines[first + 1 :]]
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _magic(line: str) -> bool:
    """Does a line look like IPython's own: `!ls`, `%time`, `answer?`, `x = !ls`?"""
    bare = line.strip()
    if '"""' in bare or "'''" in bare:  # the end of a text of several lines
        return False
    asks = bare.endswith("?") and not any(mark in bare for mark in "'\"#")
    return bare.startswith(("%", "!", "?")) or asks or bool(_ASSIGNED.match(bare))


def _without(lines: list[str], taken: set[int]) -> str:
    def kept(number: int, line: str) -> str:
        indent = line[: len(line) - len(line.lstrip())]
        return f"{indent}pass" if number in taken else line

    return "\n".join(kept(number, line) for number, line in enumerate(lines))


def _quoted(tree: ast.Module) -> Iterator[int]:
    """Yield the lines (from 0) on which a text of several lines goes on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.end_lineno and node.end_lineno > node.lineno:
            yield from range(node.lineno, node.end_lineno)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls at any depth, as `ast.walk` does in three times the time."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield node
        for name in node._fields:
            below = getattr(node, name, None)
            if isinstance(below, list):
                waiting += [one for one in below if not isinstance(one, _LEAVES)]
            elif isinstance(below, ast.AST) and not isinstance(below, _LEAVES):
                waiting.append(below)


def _is(call: ast.Call, name: str) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == name


def _id(call: ast.Call) -> str:
    """Return the literal text that a call names first, or ""."""
    named = (keyword.value for keyword in call.keywords if keyword.arg in ("id", "exercise"))
    first = call.args[0] if call.args else next(named, None)
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return ""


def _answered(call: ast.Call) -> Call | None:
    """Return what a call of `answer` says, or None where its id is no literal."""
    question = _id(call)
    if not question:
        return None
    named = (keyword.value for keyword in call.keywords if keyword.arg == "value")
    typed = call.args[1:]
    one = typed[0] if typed else next(named, None)
    given = ast.List(typed, ast.Load()) if len(typed) > 1 else one  # as the card reads them
    try:
        value = ast.literal_eval(given) if given is not None else ...
    except BROKEN:
        return Call(question, computed=True)
    return Call(question) if value is None else Call(question, value)
