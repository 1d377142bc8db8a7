"""Giving back: a page for every student and exercise, and zips that an LMS takes back.

`feedback.csv` in the folder lists every page; it is also how a later run knows the folder for its
own and may replace it.
"""

import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from os import getpid
from pathlib import Path
from typing import Self

from gorin import keys
from gorin.bank import Key, bank
from gorin.classroom import sheets
from gorin.classroom.essay_marks import Essays, read_essays
from gorin.classroom.feedback_page import Drawn, feedback_page
from gorin.classroom.folders import folders
from gorin.classroom.marked import Work, read_files, read_works
from gorin.classroom.returning import LMS, Return, returns
from gorin.errors import CourseError

ACCOUNT = "feedback.csv"
COLUMNS = ("student", "exercise", "page", "lms", "zip", "name in the zip")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip knows: the same input makes the same bytes


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be given back: exercises (none means all), the essays' marks, keys or not."""

    exercises: tuple[str, ...] = ()
    essays: Path | None = None
    reveal: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What was given back: how many pages, for how many students, which zips; unread essays."""

    pages: int
    students: int
    zips: tuple[str, ...]
    waiting: int = 0


def give_back(marks: Path, solutions: Path, to: Path, choice: Choice) -> Given:
    """Write the pages of a class into a folder, whole, and rename it at the end.

    Raises CourseError where marks, keys or essays cannot be read, or where the folder holds
    something that is not an earlier run's.
    """
    works = read_works(marks, choice.exercises)
    if not works:
        raise CourseError(f"{marks / 'marks.csv'}: no marks to give back. Grade a class first.")
    known = _keys(solutions, {work.exercise for work in works})
    students = {work.student for work in works}
    ours = [ACCOUNT, *(_zip_name(lms, name) for lms in LMS for name in known)]
    essays = read_essays(choice.essays, students) if choice.essays else {}
    files = read_files(marks) if (marks / "intake.csv").is_file() else []
    pages = _pages(works, known, essays, reveal=choice.reveal)
    _refuse_others(to)
    fresh = to.with_name(f".{to.name}.{getpid()}")
    try:
        given = _write(fresh, pages, folders(students, ours), returns(files))
        _swap(fresh, to)
    except OSError as error:
        raise CourseError(f"{to}: cannot be written to ({error.strerror}). Name another.") from None
    finally:
        with suppress(OSError):
            shutil.rmtree(fresh)
    waiting = sum(
        answer.status == "pending" and (work.student, answer.question.id) not in essays
        for work in works
        for answer in work.answers
    )
    return replace(given, waiting=waiting)


def _pages(
    works: Sequence[Work],
    known: Mapping[str, Mapping[str, Key]],
    essays: Essays,
    *,
    reveal: bool,
) -> Iterator[tuple[Work, bytes]]:
    drawn: Drawn = {}
    for work in works:
        page = feedback_page(work, known[work.exercise], essays, drawn, reveal=reveal)
        yield work, page.encode("utf-8", "replace")


def _keys(solutions: Path, exercises: Iterable[str]) -> Mapping[str, Mapping[str, Key]]:
    known: dict[str, Mapping[str, Key]] = {}
    for name in sorted(exercises):
        known[name] = keys.read_solution(solutions / f"{name}.ipynb")
        for question in bank().exercise(name).questions:
            if question.id not in known[name]:
                raise CourseError(f"{solutions}: no key for {question.id}. Write it, and build.")
    return known


def _write(
    fresh: Path,
    pages: Iterable[tuple[Work, bytes]],
    named: Mapping[str, str],
    names: Mapping[tuple[str, str], tuple[Return, ...]],
) -> Given:
    """Write pages, zips and their account into a new folder."""
    fresh.mkdir(parents=True)
    rows: list[tuple[str, ...]] = []
    count = 0
    with _Zips(fresh) as zips:
        for count, (work, content) in enumerate(pages, 1):  # noqa: B007 - the last is the number
            path = fresh / named[work.student] / f"{work.exercise}.html"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            back = names.get((work.student, work.exercise), ())
            for one in back:
                zips.add(one, work.exercise, content)
            rows += _rows(work, path.relative_to(fresh).as_posix(), back)
        made = zips.made
    sheets.write({fresh / ACCOUNT: (COLUMNS, rows)})
    return Given(count, len(named), made)


def _rows(work: Work, page: str, back: Sequence[Return]) -> Iterator[tuple[str, ...]]:
    for one in back or (None,):
        lms, name = (one.lms, one.name) if one else ("", "")
        zipped = _zip_name(lms, work.exercise) if one else ""
        yield work.student, work.exercise, page, lms, zipped, name


def _zip_name(lms: str, exercise: str) -> str:
    return f"{lms}-{exercise}.zip"


class _Zips:
    """The zips of a folder, one for each LMS and exercise, open while pages are made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, zipfile.ZipFile] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for archive in self._open.values():
            archive.close()

    @property
    def made(self) -> tuple[str, ...]:
        """The names of the zips so far."""
        return tuple(sorted(self._open))

    def add(self, back: Return, exercise: str, content: bytes) -> None:
        """Put a page into the zip of its LMS and exercise."""
        name = _zip_name(back.lms, exercise)
        if name not in self._open:
            self._open[name] = zipfile.ZipFile(self._folder / name, "w", zipfile.ZIP_DEFLATED)
        entry = zipfile.ZipInfo(back.name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        self._open[name].writestr(entry, content, compresslevel=4)


def _refuse_others(to: Path) -> None:
    """Raise CourseError where a folder holds what no earlier run wrote: it is not to be lost."""
    if not to.exists():
        return
    if not to.is_dir():
        raise CourseError(f"{to}: a file is there. Name a folder with --to.")
    ours = _ours(to)
    strange = [path for path in to.rglob("*") if not path.is_dir() and path not in ours]
    if strange:
        raise CourseError(
            f"{to}: holds {strange[0].relative_to(to)}, which no earlier run wrote and a new one "
            "would remove. Name another folder with --to, or move that file."
        )


def _ours(to: Path) -> set[Path]:
    """Return the files that an earlier run wrote into a folder, as its account lists them."""
    account = to / ACCOUNT
    try:
        rows = sheets.read(account) if account.is_file() else []
    except (OSError, ValueError):
        rows = []
    listed = [sheets.undefused(row.get(column, "")) for row in rows for column in ("page", "zip")]
    return {account, *(to / name for name in listed if name)}


def _swap(fresh: Path, to: Path) -> None:
    """Put a new folder in the place of an earlier one, which goes."""
    old = to.with_name(f".{to.name}.{getpid()}.old")
    if to.exists():
        to.rename(old)
    fresh.rename(to)
    with suppress(OSError):
        shutil.rmtree(old)
