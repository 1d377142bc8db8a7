"""What came in: every file of a folder or a zip, and what its place and name say of it."""

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gorin import answers
from gorin.answers import UnreadableError
from gorin.bank import Bank
from gorin.classroom.archives import Archives, Inside, members
from gorin.classroom.layouts import NO_EXERCISE, Name, hidden, read_name
from gorin.errors import CourseError


@dataclass(frozen=True, slots=True)
class Received:
    """One file: its path in the folder or zip (with `/`), where it lies, what its name says.

    `inside` leads into a zip, and into a zip in that. `student` is who it belongs to, once that is
    settled. `trouble` says why it is not marked, `note` what there is to know of it.
    """

    file: str
    path: Path
    inside: Inside
    name: Name
    student: str = ""
    trouble: str = ""
    note: str = ""


def receive(place: Path, course: Bank, leave: Collection[Path] = ()) -> list[Received]:
    """List every file of a folder or a zip in the order of names, but for the files in `leave`.

    Raises CourseError where there is neither.
    """
    exercises = [exercise.id for exercise in course.exercises]
    # nbgrader's own folder may be what the command was given
    start = ("submitted",) if place.name in ("submitted", "submitted.zip") else ()
    if place.is_dir():
        ours = {path.resolve() for path in leave}
        found = list(_in_folder(place.resolve(), start, exercises, ours))
        if not found:
            raise CourseError(f"{place}: nothing in it. Name the folder with the submissions.")
    elif place.is_file():
        try:
            found = list(_in_zip(place.resolve(), start, "", exercises))
        except UnreadableError as wrong:
            raise CourseError(f"{place}: {wrong}. Give the folder or the zip of a class.") from None
    else:
        raise CourseError(f"{place}: no such folder or zip. Name the one with the submissions.")
    found.sort(key=lambda received: (received.file, received.inside))
    with Archives() as archives:
        return [_looked_into(received, archives, course) for received in found]


def _in_folder(
    root: Path, start: tuple[str, ...], exercises: Sequence[str], ours: Collection[Path]
) -> Iterator[Received]:
    for path in _files(root):
        if path in ours:
            continue
        inside = path.relative_to(root)
        parts = (*start, *inside.parts)
        trouble = "" if hidden(parts) else _unfit(path)
        if trouble or path.suffix.lower() != ".zip" or hidden(parts):
            name = Name(trouble=trouble) if trouble else read_name(parts, exercises)
            yield Received(inside.as_posix(), path, (), name, trouble=name.trouble)
            continue
        try:
            yield from _in_zip(path, parts, f"{inside.as_posix()}/", exercises)
        except UnreadableError as wrong:
            yield Received(inside.as_posix(), path, (), Name(), trouble=str(wrong))


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


def _unfit(path: Path) -> str:
    """Say why a file is left alone, whatever its name."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return f"cannot be opened ({error.strerror})"
    if stat.S_ISLNK(mode):
        return "ignored: a link, which is not followed"
    if stat.S_ISDIR(mode):
        return "a folder that cannot be opened"
    return "" if stat.S_ISREG(mode) else "ignored: not a plain file"


def _in_zip(
    path: Path, start: tuple[str, ...], before: str, exercises: Sequence[str]
) -> Iterator[Received]:
    """List a zip's files; raises UnreadableError where it is none, or nothing is in it."""
    found = members(path)
    if not found:
        raise UnreadableError("a zip with nothing in it")
    for member in found:
        name = read_name((*start, *member.parts), exercises)
        trouble = member.trouble or name.trouble
        yield Received(before + "/".join(member.parts), path, member.inside, name, trouble=trouble)


def _looked_into(received: Received, archives: Archives, course: Bank) -> Received:
    """Let a file whose name tells no exercise say itself which one it is."""
    if received.trouble or received.name.exercise:
        return received
    try:
        submission = answers.read_bytes(archives.content(received.path, received.inside))
    except UnreadableError as wrong:
        return replace(received, trouble=f"{NO_EXERCISE}; {wrong}")
    except Exception as wrong:  # noqa: BLE001 - whatever one file does, the rest is received
        return replace(received, trouble=f"{NO_EXERCISE}; a fault of the grader: {wrong!r}")
    known = {question.id: e.id for e in course.exercises for question in e.questions}
    homes = {known[question] for question in submission.answers if question in known}
    if submission.exercise in known.values():
        homes = {submission.exercise}
    if len(homes) != 1:
        return replace(received, trouble=NO_EXERCISE)
    (exercise,) = homes
    note = f"named otherwise; by what it holds it is {exercise}"
    return replace(received, name=replace(received.name, exercise=exercise), note=note)
