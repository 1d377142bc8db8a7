"""The course's tables: read from `data/*.csv`, checked and typed by `data/datapackage.json`.

The only reader of these files. Reading needs no pandas; a table's `frame` does.
"""

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gorin import paths
from gorin.errors import CourseError

if TYPE_CHECKING:
    import pandas as pd

Rows = tuple[Mapping[str, str], ...]

_LONG = 12  # rows; a longer table is folded, so that the lesson around it stays in view
_WORDY = 60  # characters; a column of such cells is kept wide enough to read


def table(
    name: str,
    *,
    until: str | None = None,
    columns: Sequence[str] | None = None,
    where: Mapping[str, str] | None = None,
) -> "Table":
    """Return a table of the course to show, and to go on with as `.frame`.

    With `until`, a day, whatever began later or cites a later paper is left out, and so is the
    column `later`, which says what became of things. `columns` are shown in their order. `where`
    maps a column to a value; of a list in a cell (`pyk;jarsky`) one part may be the value.
    Raises CourseError for an unknown name, column or day, and for a file that is malformed.
    """
    title, known = _described(name)
    shown, calendar = rows(name), rows("calendar")
    if until is not None:
        known = tuple(column for column in known if column.name != "later")
        shown = _until(until, shown, calendar)
        title = f"{title} (until {until})"
    names = [column.name for column in known]
    for unknown in [c for c in (*(columns or ()), *(where or ())) if c not in names]:
        raise CourseError(f"table {name} has no column {unknown!r} here; it has {', '.join(names)}")
    for column, value in (where or {}).items():
        shown = tuple(row for row in shown if value in (row[column], *row[column].split(";")))
    chosen = [known[names.index(column)] for column in columns] if columns else known
    cells = tuple(tuple(row[column.name] for column in chosen) for row in shown)
    return Table(name, title, tuple(chosen), cells, addresses())


def rows(name: str) -> Rows:
    """Return the rows of a table as text, in the order of the file; an empty cell is `""`.

    Raises CourseError with file and line where the file is not what `datapackage.json` describes.
    """
    path, schema = paths.data(f"{name}.csv"), paths.data("datapackage.json")
    return _checked(name, path, (_stamp(path), _stamp(schema)))


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file does; zeros where there is none, which its reader says."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)  # a page of the cast asks for one table forty times
def _checked(name: str, path: Path, _: object) -> Rows:
    _, columns = _described(name)
    names, read = [column.name for column in columns], []
    lines = _lines(path)
    _, header = next(lines, (1, []))
    if header != names:
        raise CourseError(
            f"{path}, line 1: the columns are {', '.join(header) or 'missing'}; datapackage.json "
            f"has {', '.join(names)}. Make the two agree."
        )
    for line, cells in lines:
        if len(cells) != len(names):
            raise CourseError(
                f"{path}, line {line}: {len(cells)} cells where {len(names)} are needed. Put a "
                "cell with a comma in straight quotes, and leave no line empty."
            )
        for column, cell in zip(columns, cells, strict=True):
            if wanted := column.wants(cell):
                raise CourseError(
                    f"{path}, line {line}: {column.name} is {cell!r}; it must be {wanted}."
                )
        read.append(dict(zip(names, cells, strict=True)))
    return tuple(read)


def rows_until(name: str, until: str | None) -> Rows:
    """Return the rows of a table as `table` shows them until a day; with None, all, whole.

    Raises CourseError as `rows` does, and for a day that is none.
    """
    if until is None:
        return rows(name)
    shown = _until(until, rows(name), rows("calendar"))
    return tuple({k: cell for k, cell in row.items() if k != "later"} for row in shown)


def addressed(paper: Mapping[str, str]) -> str:
    """Say what a paper's addressee is: a record of a talk goes to none of those who talked."""
    return "In the talk" if "conversation" in paper["kind"] else "To"


def addresses() -> dict[str, str]:
    """Return the address of every paper that has one, by its id."""
    return {row["id"]: row["url"] for row in rows("calendar") if row["url"]}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as `datapackage.json` describes it; `among` lists all that may stand in it."""

    name: str
    title: str
    type: str
    required: bool
    pattern: str
    among: tuple[str, ...]

    def wants(self, cell: str) -> str:
        """Say what a cell should have been; empty where nothing is wrong with it."""
        if not cell:
            return "filled in" if self.required else ""
        if self.type == "date" and not _is_day(cell):
            return "a day such as 1941-03-12"
        if self.type == "integer" and not re.fullmatch("-?[0-9]+", cell):
            return "a whole number"
        if self.among and cell not in self.among:
            return f"one of: {', '.join(self.among)}"
        if self.pattern and not re.fullmatch(self.pattern, cell):
            return f"of the form {self.pattern}"
        return ""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows to show: a caption, columns, cells as text, and the addresses of the papers cited."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    links: Mapping[str, str] = field(compare=False)

    def __repr__(self) -> str:
        return f"Table {self.name}: {len(self.cells)} rows, {len(self.columns)} columns"

    @property
    def frame(self) -> "pd.DataFrame":
        """A new DataFrame: `str`, `category`, `Int64` or `datetime64`, a missing cell as such."""
        import pandas as pd  # noqa: PLC0415 - takes a second, and showing a table needs none of it

        def typed(column: Column, cells: "pd.Series[Any]") -> "pd.Series[Any]":
            if column.type == "date":
                return pd.to_datetime(cells, format="%Y-%m-%d")
            if column.type == "integer":
                return pd.to_numeric(cells).astype("Int64")
            if column.among:
                return cells.astype(pd.CategoricalDtype(list(column.among)))
            return cells

        frame = {}
        for place, column in enumerate(self.columns):
            cells = [row[place] or None for row in self.cells]
            frame[column.name] = typed(column, pd.Series(cells, dtype="str"))
        return pd.DataFrame(frame)

    def _repr_html_(self) -> str:
        styles = [self._style(place) for place in range(len(self.columns))]
        heads = "".join(
            f'<th scope="col" style="{style}">{escape(column.title)}</th>'
            for column, style in zip(self.columns, styles, strict=True)
        )
        cited = _citations(self.links)
        body = "".join(f"<tr>{''.join(self._row(row, styles, cited))}</tr>\n" for row in self.cells)
        shown = (
            '<table style="table-layout:auto"><caption style="text-align:left;font-weight:bold">'
            f"{escape(self.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{body}</tbody></table>"
        )
        if len(self.cells) <= _LONG:
            return shown
        summary = f"{escape(self.caption)}: {len(self.cells)} rows"
        return f"<details><summary>{summary}</summary>\n{shown}\n</details>"

    def _style(self, place: int) -> str:
        """JupyterLab aligns cells to the right and lets columns shrink to one word a line."""
        style = "text-align:left;vertical-align:top"
        if self.columns[place].type == "date":
            return f"{style};white-space:nowrap"
        wordy = any(len(row[place]) > _WORDY for row in self.cells)
        return f"{style};min-width:16em" if wordy else style

    def _row(self, row: Sequence[str], styles: list[str], cited: re.Pattern[str]) -> Iterator[str]:
        """Yield the cells; the first names the row unless it is empty, as a header may not be."""
        for place, (cell, style) in enumerate(zip(row, styles, strict=True)):
            spaced = re.sub(r";(?=\S)", "; ", cell)  # a list can then break between its parts
            parts = enumerate(cited.split(spaced))  # text, paper, text, paper, …, text
            text = "".join(self._linked(part) if odd % 2 else escape(part) for odd, part in parts)
            tag, scope = ("th", ' scope="row"') if place == 0 and cell else ("td", "")
            yield f'<{tag}{scope} style="{style}">{text}</{tag}>'

    def _linked(self, document: str) -> str:
        # Underlined, since JupyterLab leaves it to the colour to tell a link from other words.
        style = "text-decoration:underline"
        return f'<a href="{escape(self.links[document])}" style="{style}">{escape(document)}</a>'


def _citations(documents: Collection[str]) -> re.Pattern[str]:
    """Return a pattern that finds ids of these papers in a text, and no part of a longer id."""
    either = "|".join(sorted(map(re.escape, documents), key=len, reverse=True))
    return re.compile(rf"(?<![\w/-])({either or '(?!)'})(?![\w/-])")


def _until(last: str, shown: Rows, calendar: Rows) -> Rows:
    """Leave out rows that begin after a day or cite a paper that is later."""
    if not _is_day(last):
        raise CourseError(f"not a day: {last!r} (a day looks like 1941-03-12)")
    cites_later = _citations([row["id"] for row in calendar if row["earliest"] > last])
    return tuple(
        row
        for row in shown
        if row.get("earliest", "") <= last
        and not any(cites_later.search(row[column]) for column in row if column != "later")
    )


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _described(name: str) -> tuple[str, tuple[Column, ...]]:
    """Return the title and the columns of a table, as the data package has them."""
    path = paths.data("datapackage.json")
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror})") from None
    except json.JSONDecodeError as error:
        raise CourseError(f"{path}, line {error.lineno}: not JSON ({error.msg})") from None
    resources = {resource["name"]: resource for resource in package["resources"]}
    if name not in resources:
        raise CourseError(f"no table {name!r}; there are {', '.join(sorted(resources))}")
    fields = resources[name]["schema"]["fields"]
    return resources[name]["title"], tuple(map(_column, fields))


def _column(described: dict[str, Any]) -> Column:
    limits = described.get("constraints", {})
    required, pattern = limits.get("required", False), limits.get("pattern", "")
    among = tuple(limits.get("enum", ()))
    return Column(
        described["name"], described["title"], described["type"], required, pattern, among
    )


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with the line on which it begins."""
    line = 1
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise CourseError(f"{path}: not UTF-8 ({error.reason}). Save it as UTF-8.") from None
    except csv.Error as error:
        raise CourseError(f"{path}, line {line}: not CSV ({error}). Mend its quotes.") from None
