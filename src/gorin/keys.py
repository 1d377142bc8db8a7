"""The keys of an exercise, read from its built solution as data; nothing of it is run."""

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gorin.bank import Key
from gorin.errors import CourseError

_EXTRA = ("also", "misreadings")


def read_solution(path: Path) -> dict[str, Key]:
    """Return the keys of a solution by id, each with the feedback that follows it.

    Raises CourseError with the file, the cell and the id where a key is not written out.
    """
    keys: dict[str, Key] = {}
    last = ""
    for number, cell in enumerate(_cells(path), 1):
        source, kind, tags = cell
        if kind == "code":
            for question, key in _keys(source, f"{path}, cell {number}"):
                if question in keys:
                    raise CourseError(f"{path}, cell {number}: a second key for {question}")
                keys[question], last = key, question
        elif last and "feedback" in tags:
            said = "\n\n".join(filter(None, (keys[last].feedback, source)))
            keys[last] = replace(keys[last], feedback=said)
    return keys


def _cells(path: Path) -> list[tuple[str, str, list[str]]]:
    """Read source, type and tags of the cells as plain JSON: nbformat takes seconds to load."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [
            ("".join(cell["source"]), cell["cell_type"], cell["metadata"].get("tags", []))
            for cell in cells
        ]
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror}); `gorin build`") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CourseError(f"{path}: not a notebook ({error!r}); `gorin build`") from None


def _keys(source: str, where: str) -> Iterator[tuple[str, Key]]:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise CourseError(f"{where}, line {error.lineno}: {error.msg}. Mend that cell.") from None
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "answer":
            yield _key(call, where)


def _key(call: ast.Call, where: str) -> tuple[str, Key]:
    try:
        question, value = (ast.literal_eval(argument) for argument in call.args)
        extra = {k.arg: ast.literal_eval(k.value) for k in call.keywords if k.arg in _EXTRA}
        also = tuple(extra.get("also", ()))
        misreadings = {str(part): str(said) for part, said in extra.get("misreadings", {}).items()}
    except (ValueError, TypeError, AttributeError):
        raise CourseError(
            f"{where}: write answer(id, key, also=(…), misreadings={{…}}) with literals only, not "
            f"{ast.unparse(call)[:60]}",
        ) from None
    if value is ...:
        raise CourseError(
            f"{where}: {question} has no key (...). Is this the exercise and not its solution?"
        )
    return str(question), Key(value, also, misreadings)
