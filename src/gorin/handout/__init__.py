"""What the students get: lessons, exercises, the course as a wheel, criteria, one page to read.

Nothing of `solutions/` is in it, nor a cell that speaks to the instructor. Two hand-outs of one
clone are the same to the byte.
"""

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from gorin import files
from gorin.bank import Bank, bank
from gorin.errors import CourseError

_NAME = "any-bargain"
_OURS = Path(__file__).resolve().parent
_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in the zip: the first that a zip can tell
_MODE = 0o100644


def assign(root: Path, to: Path, only: str | None = None) -> tuple[Path, Path]:
    """Write the students' bundle of a clone into a folder, as a folder and as a zip.

    `only` limits it to one exercise and its lesson. Each is written whole and then renamed; a
    bundle that lies there is replaced. Raises CourseError where something is wanting, or a file
    lies there that is not the bundle's.
    """
    course = bank()
    if only:
        course.exercise(only)
    inside = dict(sorted(_files(root, course, only).items()))
    folder = to / (f"{_NAME}-{only}" if only else _NAME)
    packed = folder.with_name(f"{folder.name}.zip")
    try:
        to.mkdir(parents=True, exist_ok=True)
        _write_folder(folder, inside)
        files.write(packed, _zipped(folder.name, inside))
    except OSError as error:
        raise CourseError(f"{to}: cannot be written to ({error.strerror}). Name another.") from None
    return folder, packed


def _files(root: Path, course: Bank, only: str | None) -> dict[str, bytes]:
    """Return every file of the bundle by its path in it."""
    inside = {"README.md": _own("README.md"), "start.py": _own("start.py")}
    for kind in ("lessons", "exercises"):
        found = sorted((root / kind).glob("[0-9]*.ipynb"))
        for path in found:
            if not only or path.name[:2] == only[:2]:
                inside[f"{kind}/{path.name}"] = _for_students(path)
    if not any(name.startswith("exercises/") for name in inside):
        raise CourseError(f"{root / 'exercises'}: no exercise {only or ''} there; `gorin build`")
    inside["criteria.md"] = _criteria(course, only).encode()
    name, wheel = _wheel(root)
    inside[name] = wheel
    return inside


def _own(name: str) -> bytes:
    return (_OURS / name).read_bytes().replace(b"\r\n", b"\n")


def _for_students(path: Path) -> bytes:
    """Return a notebook without its cells for the instructor, else as it is built."""
    try:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        notebook = json.loads(content)
        cells = notebook["cells"]
        kept = [c for c in cells if "instructor" not in c["metadata"].get("tags", [])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise CourseError(f"{path}: not a notebook; `gorin build`") from None
    if len(kept) == len(cells):
        return content
    text = json.dumps({**notebook, "cells": kept}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _criteria(course: Bank, only: str | None) -> str:
    """Return the criteria of the essays with their levels, as a page."""
    lines = ["# By what the essays are marked", ""]
    lines += ["Each criterion has four levels, the lowest first.", ""]
    for exercise in course.exercises:
        if only not in (None, exercise.id):
            continue
        for question in exercise.questions:
            rubric = course.rubrics.get(question.id, ())
            if rubric:
                lines += [f"## {question.id}, {question.points} points", "", question.prompt, ""]
            for criterion in rubric:
                lines += [f"**{criterion.name}**", ""]
                lines += [f"{level}. {text}" for level, text in enumerate(criterion.levels, 1)]
                lines += [""]
    return "\n".join(lines)


def _wheel(root: Path) -> tuple[str, bytes]:
    """Build the wheel of the clone, with its data; return its name and its bytes."""
    try:
        from hatchling.builders.wheel import WheelBuilder  # noqa: PLC0415 - for instructors only
    except ModuleNotFoundError:
        raise CourseError("hatchling builds the wheel: `pip install hatchling`") from None
    with tempfile.TemporaryDirectory() as folder, _same_day():
        built = Path(next(WheelBuilder(str(root)).build(directory=folder, versions=["standard"])))
        return built.name, built.read_bytes()


@contextmanager
def _same_day() -> Iterator[None]:
    """Let hatchling give every file of the wheel its own fixed day, whatever the shell says."""
    before = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _write_folder(folder: Path, inside: Mapping[str, bytes]) -> None:
    """Write a folder beside the old one, then let it take that one's place."""
    old = {path for path in folder.rglob("*") if not path.is_dir()} if folder.exists() else set()
    wheels = {path for path in old if path.match("any_bargain-*.whl")}
    strange = sorted(old - wheels - {folder / name for name in inside})
    if strange or folder.is_file():
        raise CourseError(
            f"{strange[0] if strange else folder}: not of the bundle that would be written there. "
            "Move it elsewhere, or name another --to.",
        )
    fresh, gone = _beside(folder, "new"), _beside(folder, "old")
    try:
        for name, content in inside.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
        if folder.exists():
            folder.rename(gone)
        try:
            fresh.rename(folder)
        except OSError:
            if gone.exists():
                gone.rename(folder)
            raise
    finally:
        for left in (fresh, gone):
            _remove(left)


def _remove(folder: Path) -> None:
    """Remove a folder that was made here, files first."""
    for path in sorted(folder.rglob("*"), reverse=True):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
    with suppress(OSError):
        folder.rmdir()


def _zipped(folder: str, inside: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in inside.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as everywhere else, so that Windows writes the same bytes
            entry.external_attr = _MODE << 16
            archive.writestr(entry, content)
    return held.getvalue()


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")
