"""CSV for spreadsheets: with a byte order mark, defused, written whole and then renamed."""

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

# What Excel, LibreOffice or Sheets may take for the start of a formula; the wide forms too, which
# Excel folds where it is set to Japanese or Chinese.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# Controls are no text, and two of them are worse: a lone \r ends a row, \x1b speaks to a terminal.
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], "�") | {9: "\t", 10: "\n"}

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def defused(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula; a plain number stays one."""
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def write(tables: Mapping[Path, Table]) -> None:
    """Write tables, each with its header: all of them beside the old ones first, then renamed."""
    fresh = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in tables}
    try:
        for path, (header, rows) in tables.items():
            fresh[path].write_bytes(_page(header, rows).encode("utf-8-sig"))
        for path, written in fresh.items():
            written.replace(path)
    except OSError:
        for left in fresh.values():
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise


def _page(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return page.getvalue()


def read(path: Path) -> list[dict[str, str]]:
    """Read a table that `write` wrote; raises ValueError where it is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [
                {name: value or "" for name, value in row.items() if name}
                for row in csv.DictReader(file)
            ]
    except csv.Error as error:
        raise ValueError(str(error)) from None
