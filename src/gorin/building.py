"""From text to notebook: run what is written, compute the exercise from the solution, drop noise.

Two builds of one text are the same to the byte, wherever and whenever they run.
"""

import ast
import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gorin import files
from gorin.errors import CourseError
from gorin.saving import LIVE
from gorin.tables import addresses

_BRACKET = re.compile(r"\[([^][()]+)\](?![(\[:])")
_SECONDS = 120  # for one cell; a lesson's slowest takes under two
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True, slots=True)
class _Product:
    """A notebook to build: where it goes, the text it comes from, and whether values are blank."""

    target: Path
    source: Path
    blank: bool


def build(root: Path) -> list[Path]:
    """Build every notebook of a clone; return the files that changed.

    Raises CourseError with the file and the cell that does not run in silence.
    """
    changed = []
    for target, content in _built(root):
        if not target.exists() or target.read_bytes() != content:
            files.write(target, content)
            changed.append(target)
    return changed


def check(root: Path) -> list[str]:
    """Return a line for each committed notebook that is not what its text builds today."""
    drifted, expected = [], set()
    for target, content in _built(root):
        expected.add(target)
        if not target.exists():
            drifted.append(f"{target.relative_to(root)}: missing; run `gorin build`")
        elif target.read_bytes() != content:
            drifted.append(f"{target.relative_to(root)}: not what its text builds; `gorin build`")
    for folder in ("lessons", "solutions", "exercises"):
        drifted += [
            f"{path.relative_to(root)}: has no text source; delete it or write the source"
            for path in sorted((root / folder).glob("*.ipynb"))
            if path not in expected
        ]
    return drifted


def _built(root: Path) -> Iterator[tuple[Path, bytes]]:
    products = list(_products(root))
    with _quiet_environment(), ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from zip((p.target for p in products), pool.map(_content, products), strict=True)


def _products(root: Path) -> Iterator[_Product]:
    for folder in ("lessons", "solutions"):
        for source in sorted((root / folder).glob("[0-9]*.md")):
            yield _Product(source.with_suffix(".ipynb"), source, blank=False)
            if folder == "solutions":
                target = root / "exercises" / f"{source.stem}.ipynb"
                yield _Product(target, source, blank=True)


@contextmanager
def _quiet_environment() -> Iterator[None]:
    """Keep a person's own settings, answers and time zone out of what is built."""
    with tempfile.TemporaryDirectory() as folder:
        ours = {
            "GORIN_ANSWERS": "off",
            "IPYTHONDIR": folder,
            "PYTHONHASHSEED": "0",
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
        }
        before = {name: os.environ.get(name) for name in ours}
        os.environ.update(ours)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name)
                else:
                    os.environ[name] = value


def _content(product: _Product) -> bytes:
    import nbformat  # noqa: PLC0415 - for authors only; students need none of it

    notebook = read_source(product.source)
    if product.blank:
        notebook = exercise_of(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = sourced(cell.source)
    product.target.parent.mkdir(exist_ok=True)
    _run(notebook, product)
    text: str = nbformat.writes(_without_noise(notebook))
    return f"{text}\n".encode()


def read_source(path: Path) -> Any:
    """Read a notebook written as MyST Markdown; raises CourseError where it is none."""
    import jupytext  # noqa: PLC0415 - for authors only

    try:
        notebook = jupytext.read(path, fmt="md:myst")
    except Exception as error:  # noqa: BLE001 - jupytext raises what its parsers raise
        raise CourseError(f"{path}: not a notebook in MyST Markdown: {error}") from None
    if not any(cell.cell_type == "code" for cell in notebook.cells):
        raise CourseError(f"{path}: no code cell in it; a lesson starts with its import line")
    return notebook


def exercise_of(solution: Any) -> Any:
    """Return the exercise of a solution: blank values, no remarks, no cells tagged `feedback`."""
    exercise = deepcopy(solution)
    exercise.cells = [
        cell for cell in exercise.cells if "feedback" not in cell.metadata.get("tags", [])
    ]
    for cell in exercise.cells:
        if cell.cell_type == "code":
            cell.source = _blank(cell.source)
    return exercise


def _blank(source: str) -> str:
    """Replace an answer cell by the call with its id and `...`; leave any other cell alone."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    answers = [call for call in calls if ast.unparse(call.func) == "answer"]
    if not answers:
        return source
    first = answers[0].args[0] if answers[0].args else None
    name = first.value if isinstance(first, ast.Constant) else None
    if len(tree.body) != 1 or len(answers) != 1 or not isinstance(name, str):
        raise CourseError(f"an answer cell holds one call, which starts with an id:\n{source}")
    return f'answer("{name}", ...)'


def sourced(text: str) -> str:
    """Return Markdown in which papers named in brackets, as in [d890, ¶1.3], are links to them."""
    urls = addresses()

    def led(found: re.Match[str]) -> str:
        parts = found[1].split(", ")
        return f"[{', '.join(f'[{p}]({urls[p]})' if p in urls else p for p in parts)}]"

    return _BRACKET.sub(led, text)


def _run(notebook: Any, product: _Product) -> None:
    """Run a notebook in the folder of its target; raises CourseError on an error or on stderr."""
    from nbclient import NotebookClient  # noqa: PLC0415 - for authors only
    from nbclient.exceptions import CellExecutionError  # noqa: PLC0415

    client = NotebookClient(
        notebook,
        timeout=_SECONDS,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--log-level=40"],  # its warnings are about sockets, not about notebooks
        resources={"metadata": {"path": str(product.target.parent)}},
    )
    try:
        asyncio.run(client.async_execute())
    except CellExecutionError as error:
        raise CourseError(f"{product.source}: a cell fails:\n{error}") from None
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise CourseError(f"{product.source}, cell {number}: writes {output.text!r}")


def _without_noise(notebook: Any) -> Any:
    """Drop what differs from build to build, and name each cell by what it holds."""
    notebook.metadata.clear()
    notebook.metadata.update(deepcopy(_METADATA))
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        cell.id = f"{digest}-{seen[digest]}"
        tags = cell.metadata.get("tags")
        cell.metadata.clear()
        if tags:
            cell.metadata["tags"] = tags
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
            output.get("metadata", {}).pop(LIVE, None)
    return notebook
