"""Who handed in what: every file of a folder, and the student and exercise it belongs to."""

import os
import re
import stat
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gorin.errors import CourseError

_KINDS = {".answers.json": "hand-in file", ".ipynb": "notebook"}
_OURS = "exercises"  # the course's own folder; in a student's folder it is nobody's name
_HIDDEN = (".", "__MACOSX")


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


def receive(folder: Path, exercises: Sequence[str], leave: Collection[Path] = ()) -> list[Received]:
    """List every file of a folder in the order of names, but for the files named in `leave`.

    Raises CourseError where there is no such folder.
    """
    if not folder.is_dir():
        raise CourseError(f"{folder}: no such folder. Name the folder that holds the submissions.")
    names = _pattern(exercises)
    root = folder.resolve()
    ours = {path.resolve() for path in leave}
    return [_received(root, path, names) for path in sorted(_files(root)) if path not in ours]


def _files(root: Path) -> Iterator[Path]:
    """Yield files below a folder, however deep; links are yielded and not followed."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(folder / entry.name)
                    else:
                        yield folder / entry.name
        except OSError:
            yield folder  # a folder that cannot be opened is a row of the account, too


def _pattern(exercises: Sequence[str]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(exercises, key=len, reverse=True))
    endings = "|".join(map(re.escape, _KINDS))
    return re.compile(rf"(?:(.*)_)?({known})({endings})", flags=re.IGNORECASE | re.DOTALL)


def _received(root: Path, path: Path, names: re.Pattern[str]) -> Received:
    inside = path.relative_to(root)
    name = inside.as_posix()
    trouble = _unfit(path, inside)
    if trouble:
        return Received(name, path, trouble=trouble)
    found = names.fullmatch(path.name)
    if not found:
        return Received(name, path, trouble=_unnamed(path))
    student = found[1] or next((part for part in inside.parts[-2::-1] if part != _OURS), "")
    exercise, kind = found[2].lower(), _KINDS[found[3].lower()]
    if not student.strip():
        said = "whose is it? Put it into a folder named after the student, or name it student_"
        return Received(name, path, exercise=exercise, trouble=f"{said}{path.name}")
    return Received(name, path, unicodedata.normalize("NFC", student).strip(), exercise, kind)


def _unfit(path: Path, inside: Path) -> str:
    """Say why a file is left alone, whatever its name."""
    if any(part.startswith(_HIDDEN) for part in inside.parts):
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
