"""CSV for spreadsheets: with a byte order mark, defused, written whole and then renamed."""

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def defused(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula; a student's text stays readable."""
    text = str(cell).encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table; where one of the same bytes stands, it is left alone."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(page.getvalue().encode("utf-8-sig"))
    fresh.replace(path)


def read(path: Path) -> list[dict[str, str]]:
    """Read a table that `write` wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
