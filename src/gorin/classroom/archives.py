"""Zips, read as they lie: nothing is unpacked to a disk, and no size is believed but bounded.

A zip may lie about itself in every field. So the list of its members is read to a limit of bytes,
a member to a limit of its own, a zip within a zip once and no deeper; only what every system packs
(stored, deflated) is opened; and names are names, never paths to write to or links to follow.
"""

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Self

from gorin.answers import LARGEST_FILE, UnreadableError, content_of

Inside = tuple[tuple[int, str], ...]  # places and names of a member: in the zip, in the zip in it

_LIST = 16_000_000  # bytes of a zip's list of members; 100,000 of them need under 15 million
_LIST_WITHIN = 200_000  # the same of a student's zip
_MOST, _MOST_WITHIN = 100_000, 1_000  # members
_TOTAL, _TOTAL_WITHIN = 5_000_000_000, 100_000_000  # bytes, unpacked
_LARGEST_ZIP = 50_000_000  # bytes of a zip within a zip, which is held in memory
_RATIO, _WORTH_A_RATIO = 200, 1_000_000  # a notebook of a megabyte shrinks to a fifth or a tenth
_KEPT = 8  # zips kept open; a class has one an exercise
_PIECE = 65_536  # bytes read at once
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    MemoryError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip: its path in parts, where it lies, and why it is not read."""

    parts: tuple[str, ...]
    inside: Inside
    trouble: str = ""


def members(path: Path) -> list[Member]:
    """List the files of a zip and of the zips in it; raises UnreadableError where it is none."""
    with Archives() as archives:
        return list(_listed(archives, path, ()))


def _listed(archives: "Archives", path: Path, outer: Inside) -> Iterator[Member]:
    opened = archives.opened(path, outer)
    for place, entry in enumerate(opened.infolist()):
        if entry.is_dir():
            continue
        name = _named(entry)
        parts = tuple(part for part in re.split(r"[/\\]", name) if part not in ("", "."))
        inside = (*outer, (place, entry.filename))
        trouble = _unfit(entry, name, parts)
        if trouble or not name.lower().endswith(".zip"):
            yield Member(parts or (name,), inside, trouble)
        elif outer:
            yield Member(parts, inside, "a zip within a zip within a zip, which is not opened")
        else:
            try:
                found = list(_listed(archives, path, inside))
            except UnreadableError as wrong:
                yield Member(parts, inside, str(wrong))
            else:
                yield from (Member((*parts, *m.parts), m.inside, m.trouble) for m in found)
                if not found:
                    yield Member(parts, inside, "a zip with nothing in it")


def _named(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; macOS writes UTF-8 and does not say so."""
    if not entry.flag_bits & 0x800:
        with suppress(UnicodeError):
            return entry.filename.encode("cp437").decode("utf-8")
    return entry.filename


def _unfit(entry: zipfile.ZipInfo, name: str, parts: tuple[str, ...]) -> str:
    """Say why a member is left alone, whatever it holds."""
    mode = entry.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "ignored: a link, which is not followed"
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return "ignored: not a plain file"
    if name.startswith(("/", "\\")) or ".." in parts or re.match("[A-Za-z]:", name) or not parts:
        return "its path leads out of the zip; not read"
    if entry.flag_bits & 0x1:
        return "locked with a password; not read"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "packed in a way that is not opened; pack it as a plain zip"
    within = name.lower().endswith(".zip")
    if entry.file_size > (_LARGEST_ZIP if within else LARGEST_FILE):
        return f"larger than {(_LARGEST_ZIP if within else LARGEST_FILE) // 1_000_000} MB; not read"
    if entry.file_size > max(_WORTH_A_RATIO, _RATIO * entry.compress_size):
        return f"shrunk to less than 1 part in {_RATIO}, as no notebook is; not read"
    return ""


@dataclass(slots=True)
class Archives:
    """Zips kept open while their members are read; use it in a `with`."""

    _open: OrderedDict[tuple[Path, Inside], zipfile.ZipFile] = field(default_factory=OrderedDict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._open:
            self._close_one()

    def content(self, path: Path, inside: Inside) -> bytes:
        """Return the bytes of a plain file, or of a member of a zip; raises UnreadableError."""
        return self._member(path, inside, LARGEST_FILE) if inside else content_of(path)

    def opened(self, path: Path, outer: Inside) -> zipfile.ZipFile:
        """Return a zip, or the zip in it; raises UnreadableError where it is none, or too large."""
        place = (path, outer)
        if place not in self._open:
            if len(self._open) >= _KEPT:
                self._close_one()
            try:
                self._open[place] = self._zip(path, outer)
            except _BROKEN as wrong:
                raise UnreadableError(f"not a zip that can be read: {wrong}") from None
        self._open.move_to_end(place)
        _check(self._open[place], within=bool(outer))
        return self._open[place]

    def _close_one(self) -> None:
        _, oldest = self._open.popitem(last=False)
        held = oldest.fp
        oldest.close()
        if held is not None:
            held.close()  # ZipFile leaves open what it was given open

    def _zip(self, path: Path, outer: Inside) -> zipfile.ZipFile:
        if outer:
            return zipfile.ZipFile(_Lump(self._member(path, outer, _LARGEST_ZIP)))
        # Without O_NONBLOCK, opening a pipe would wait for ever.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        file = _File(io.FileIO(os.open(path, flags)))
        try:
            return zipfile.ZipFile(file)
        except BaseException:
            file.close()
            raise

    def _member(self, path: Path, inside: Inside, most: int) -> bytes:
        """Return what a member holds; a member whose name is not what it was is not read."""
        opened = self.opened(path, inside[:-1])
        place, name = inside[-1]
        found = opened.infolist()
        if place >= len(found) or found[place].filename != name:
            raise UnreadableError("the zip changed while it was read; run the command again")
        entry = found[place]
        if entry.file_size > most:
            raise UnreadableError(f"larger than {most // 1_000_000} MB; not read")
        try:
            with opened.open(entry) as file:  # which yields no more than the entry claims
                return b"".join(iter(lambda: file.read(_PIECE), b""))
        except _BROKEN as wrong:
            raise UnreadableError(f"damaged in the zip: {wrong}") from None


def _check(opened: zipfile.ZipFile, *, within: bool) -> None:
    """Raise UnreadableError where a zip claims more than a class, or a student, hands in."""
    found = opened.infolist()
    most, total = (_MOST_WITHIN, _TOTAL_WITHIN) if within else (_MOST, _TOTAL)
    if len(found) > most:
        raise UnreadableError(f"a zip of {len(found)} files; at most {most} are read")
    spans = sorted((entry.header_offset, entry.compress_size) for entry in found)
    if any(start + size > then for (start, size), (then, _) in pairwise(spans)):
        raise UnreadableError("a zip whose files share their bytes, as no honest one's do")
    if (size := sum(entry.file_size for entry in found)) > total:
        said = f"a zip of {size // 1_000_000_000} GB when unpacked; at most {total // 1_000_000} MB"
        raise UnreadableError(f"{said} are read")


class _File(io.BufferedReader):
    """A zip on a disk, of which no list longer than a large class's is taken into memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(_bounded(self, size, _LIST))


class _Lump(io.BytesIO):
    """A zip in memory, of which no list longer than a student's is taken apart."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(_bounded(self, size, _LIST_WITHIN))


def _bounded(file: io.BufferedIOBase, size: int | None, most: int) -> int:
    """Return a size to read; raises BadZipFile where it is more than any honest list has.

    zipfile reads the whole list of members in one call, and members in small pieces.
    """
    if size is None or size < 0:
        here = file.tell()
        size = file.seek(0, io.SEEK_END) - here
        file.seek(here)
    if size > most:
        raise zipfile.BadZipFile(f"its list of members has more than {most} bytes")
    return size
