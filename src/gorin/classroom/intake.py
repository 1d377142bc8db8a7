"""Who handed in what: every file of a folder, and the student and exercise it belongs to."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gorin.errors import CourseError

_KINDS = {".answers.json": "hand-in file", ".ipynb": "notebook"}


@dataclass(frozen=True, slots=True)
class Received:
    """One file of the folder: where it is, and whose and what it is, as far as its name tells.

    `name` is the path inside the folder, with `/`. `trouble` says why a file is not marked.
    """

    name: str
    path: Path
    student: str = ""
    exercise: str = ""
    kind: str = ""
    trouble: str = ""


def receive(folder: Path, exercises: Sequence[str], leave: Path | None = None) -> list[Received]:
    """List every file of a folder in the order of names, but for what lies in `leave`.

    Raises CourseError where there is no such folder.
    """
    if not folder.is_dir():
        raise CourseError(f"{folder}: no such folder. Name the folder that holds the submissions.")
    names = _pattern(exercises)
    return [_received(folder, path, names) for path in _files(folder, leave and leave.resolve())]


def _files(folder: Path, leave: Path | None) -> Iterator[Path]:
    """Yield files below a folder; links are yielded and not followed."""
    if folder.resolve() == leave:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # a folder that cannot be opened is a row of the account, too
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), leave)
        else:
            yield Path(entry.path)


def _pattern(exercises: Sequence[str]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(exercises, key=len, reverse=True))
    endings = "|".join(map(re.escape, _KINDS))
    return re.compile(rf"(?:(.*)_)?({known})({endings})", flags=re.IGNORECASE | re.DOTALL)


def _received(folder: Path, path: Path, names: re.Pattern[str]) -> Received:
    inside = path.relative_to(folder)
    name = inside.as_posix()
    trouble = _unfit(path, inside)
    if trouble:
        return Received(name, path, trouble=trouble)
    found = names.fullmatch(path.name)
    if not found:
        return Received(name, path, trouble=_unnamed(path))
    student = found[1] or (inside.parts[-2] if len(inside.parts) > 1 else "")
    exercise, kind = found[2].lower(), _KINDS[found[3].lower()]
    if not student.strip():
        said = "whose is it? Put it into a folder named after the student, or name it student_"
        return Received(name, path, exercise=exercise, trouble=f"{said}{path.name}")
    return Received(name, path, unicodedata.normalize("NFC", student).strip(), exercise, kind)


def _unfit(path: Path, inside: Path) -> str:
    """Say why a file is left alone, whatever its name."""
    if any(part.startswith((".", "__")) for part in inside.parts):
        return "ignored: a hidden file or folder"
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return f"cannot be opened ({error.strerror})"
    if stat.S_ISLNK(mode):
        return "ignored: a link, which is not followed"
    if stat.S_ISDIR(mode):
        return "a folder that cannot be opened"
    return "" if stat.S_ISREG(mode) else "ignored: not a plain file"


def _unnamed(path: Path) -> str:
    if path.name.lower().endswith(tuple(_KINDS)):
        return "no exercise of this name: a file is called student_exercise or student/exercise"
    return "ignored: neither a notebook nor a hand-in file"
