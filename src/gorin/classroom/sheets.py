"""CSV for spreadsheets: with a byte order mark, defused, written whole and then renamed."""

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path

# What Excel, LibreOffice or Sheets may take for the start of a formula; the wide forms too, which
# Excel folds where it is set to Japanese or Chinese.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# Controls are no text, and some are worse: a lone \r ends a row, \x1b speaks to a terminal, and the
# marks that turn the direction of writing make a name read as another. Unicode's own ends of lines
# and paragraphs end a row for some who read line by line, since nothing quotes a cell for them.
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")
_LINE_END = re.compile("\\r\\n?|[\\u2028\\u2029]")
# What is longer, in units of UTF-16, Excel writes into rows of its own, formulas and all.
_FITS = 32_767
_CUT = " … (cut: a cell holds no more)"
_LONGEST = 10_000_000  # characters of a cell that is read; csv's own limit is 131,072

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def defused(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula; a plain number stays one."""
    text = _bounded(plain(str(cell)))
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def plain(text: str) -> str:
    """Return text without what no cell holds: controls, half signs, marks that turn writing."""
    if text.isprintable():  # most cells are, and have nothing to take out
        return text
    whole = _CONTROL.sub("�", _LINE_END.sub("\n", text))
    return whole.encode("utf-8", "backslashreplace").decode("utf-8")


def _bounded(text: str) -> str:
    """Return what of a text fits into a cell with an apostrophe before it."""
    if len(text) * 2 < _FITS or len(text.encode("utf-16-le")) // 2 < _FITS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (_FITS - 1 - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT


def undefused(cell: str) -> str:
    """Return a cell as it was before `defused`."""
    inside = cell[1:]
    added = cell.startswith("'") and inside.startswith(_FORMULA) and not _NUMBER.fullmatch(inside)
    return inside if added else cell


def write(tables: Mapping[Path, Table]) -> None:
    """Write tables, each with its header: all of them beside the old ones first, then renamed."""
    fresh = {path: _beside(path) for path in tables}
    try:
        for path, table in tables.items():
            page(fresh[path], *table)
        for path, written in fresh.items():
            written.replace(path)
    except BaseException:  # Ctrl+C, too
        _drop(fresh.values())
        raise


@contextmanager
def whole(to: Path) -> Iterator[Callable[[str], Path]]:
    """Yield a function from a file's name to where it is to be written; in the end, all are there.

    A new folder is made beside `to` and renamed when it is whole. In a folder that is there already
    each file is written beside the old one, and all are renamed in the end. On an error nothing of
    it stays.
    """
    old = to.is_dir()
    place = to if old else _beside(to)
    fresh: dict[str, Path] = {}

    def named(name: str) -> Path:
        return fresh.setdefault(name, _beside(to / name) if old else place / name)

    try:
        place.mkdir(parents=True, exist_ok=old)
        yield named
        if old:
            for name, written in fresh.items():
                written.replace(to / name)
        else:
            place.rename(to)
    except BaseException:
        _drop(fresh.values())
        if not old:
            with suppress(OSError):
                place.rmdir()
        raise


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")


def _drop(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def page(path: Path, header: Sequence[str], body: Iterable[Sequence[object]]) -> None:
    """Write one table to a path, row by row as the rows come."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([defused(cell) for cell in row] for row in body)


def read(path: Path) -> list[dict[str, str]]:
    """Read a table that `write` wrote; raises ValueError where it is none."""
    return list(rows(path))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that was written here, or saved anew by a spreadsheet.

    A spreadsheet that counts with a decimal comma puts semicolons between its cells. Raises
    ValueError where it is no table.
    """
    csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            cut = ";" if header.count(";") > header.count(",") else ","
            for row in csv.DictReader(file, delimiter=cut):
                yield {name: value or "" for name, value in row.items() if name}
    except csv.Error as error:
        raise ValueError(str(error)) from None


def decimal(points: Fraction) -> str:
    """Write points as a spreadsheet reads them: 2, 1.5, 0.67."""
    return f"{float(points):.2f}".rstrip("0").rstrip(".")
