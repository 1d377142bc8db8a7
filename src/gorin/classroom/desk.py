"""The marking desk's two ends: essays come out of the tables, and people's marks go back in.

Who marks works in the notebook that is written here, with the widget of this package.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gorin import files
from gorin.classroom import sheets
from gorin.errors import CourseError
from gorin.essays import decisions, file, order, store
from gorin.essays.levels import Verdict, criteria, verdicts
from gorin.essays.store import Essay, Taken

ESSAYS = ("student", "exercise", "question", "points", "levels", "comment", "marker")
AT_THE_DESK = "marked at the desk"  # the status of a row whose points come from here
_TO_MARK = ("pending", AT_THE_DESK)
_NO_TEXT = ("blank", "invalid")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A desk that was made or brought up to date; `without` are questions that have no rubric."""

    file: Path
    notebook: Path
    taken: Taken
    essays: int
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out: files, how many essays have their points, and how many wait for them."""

    written: tuple[Path, ...]
    marked: int
    open: int


def lay(folder: Path, marker: str, share: Fraction | None = None) -> Laid:
    """Bring the essays of a folder's marks.csv to its desk, and write the marker's notebook.

    Raises CourseError where the table is missing or holds no essay that can be marked.
    """
    name = decisions.named(marker)
    rows = _table(folder / "marks.csv", "kind", "status", "answer", "out_of")
    written = [row for row in rows if row["kind"] == "essay" and row["status"] not in _NO_TEXT]
    without = sorted({row["question"] for row in written if not criteria(row["question"])})
    essays = [_essay(row) for row in written if row["question"] not in without]
    if not essays:
        why = f" with a rubric ({', '.join(without)} has none)" if without else ""
        raise CourseError(f"{folder / 'marks.csv'}: no essay in it{why}, so none can be marked.")
    path = folder / file.NAME
    taken = store.take_in(path, essays, share=share)
    return Laid(path, _notebook(folder, name), taken, len(essays), tuple(without))


def export(folder: Path) -> Exported:
    """Write essays.csv, and the essays' points into marks.csv and gradebook.csv beside it.

    Raises CourseError where a table or the desk's file is missing or cannot be read.
    """
    book = store.read(folder / file.NAME)
    known = verdicts(book)
    tables: dict[Path, sheets.Table] = {folder / "essays.csv": (ESSAYS, list(_rows(known)))}
    marks, gradebook = folder / "marks.csv", folder / "gradebook.csv"
    rows = filled(_table(marks, "kind", "status", "answer", "points", "remark"), known)
    tables[marks] = _sheet(rows)
    if gradebook.is_file():
        tables[gradebook] = _sheet(added_up(_table(gradebook), rows))
    try:
        sheets.write(tables)
    except OSError as error:
        raise CourseError(f"{folder}: cannot be written to ({error.strerror}).") from None
    return Exported(tuple(tables), len(known), len(book.essays) - len(known))


def filled(rows: Iterable[Row], known: Iterable[Verdict]) -> list[dict[str, str]]:
    """Return rows of marks.csv with the points of essays that were marked at the desk.

    A row with points that somebody typed (any other status) stays as it is. One whose essay has
    another text by now, or was taken back at the desk, is pending.
    """
    by_id = {verdict.essay.id: verdict for verdict in known}
    whole = []
    for row in rows:
        new = dict(row)
        if row["kind"] == "essay" and row["status"] in _TO_MARK:
            verdict = by_id.get(_essay(row)[0].id)
            if verdict is not None:
                said = f"{_levels(verdict)}; {verdict.opinion.marker}"
                earned = sheets.decimal(verdict.points)
                new |= {"points": earned, "status": AT_THE_DESK, "remark": said}
            elif row["status"] == AT_THE_DESK:
                new |= {"points": "0", "status": "pending", "remark": ""}
        whole.append(new)
    return whole


def added_up(gradebook: Iterable[Row], marks: Iterable[Row]) -> list[dict[str, str]]:
    """Return rows of gradebook.csv with sums of what marks.csv has now."""
    totals: dict[tuple[str, str], Fraction] = {}
    pending: dict[tuple[str, str], int] = {}
    for row in marks:
        pair = row["student"], row["exercise"]
        totals[pair] = totals.get(pair, Fraction(0)) + _number(row["points"])
        waits = int(row["out_of"]) if row["status"] == "pending" else 0
        pending[pair] = pending.get(pair, 0) + waits
    whole = []
    for row in gradebook:
        new = dict(row)
        for (student, exercise), total in totals.items():
            if student == row["student"] and row.get(f"{exercise} points"):
                new[f"{exercise} points"] = sheets.decimal(total)
                new[f"{exercise} pending"] = str(pending[student, exercise])
        whole.append(new)
    return whole


def command(notebook: Path) -> list[str]:
    """Return the command that opens a desk's notebook in JupyterLab."""
    return [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={notebook.parent.resolve()}",
        f"--LabApp.default_url=/lab/tree/{notebook.name}",
    ]


def _table(path: Path, *needed: str) -> list[dict[str, str]]:
    """Read a table of an earlier run; raises CourseError where it is none."""
    try:
        rows = sheets.read(path)
        for row in rows[:1]:
            for name in ("student", *needed):
                row[name]
    except FileNotFoundError:
        said = f"{path}: no such table. Run `gorin grade … --to {path.parent}` first."
        raise CourseError(said) from None
    except (OSError, ValueError, KeyError) as error:
        raise CourseError(
            f"{path}: not the table that `gorin grade` wrote ({error}). Run it again."
        ) from None
    return rows


def _essay(row: Row) -> tuple[Essay, str]:
    """Return the essay of a row, and its text without what keeps a spreadsheet from computing."""
    text = sheets.undefused(row["answer"])
    where = row["student"], row["exercise"], row["question"]
    return Essay(order.essay_id(*where, text), *where, int(_number(row["out_of"]))), text


def _rows(known: Iterable[Verdict]) -> Iterator[tuple[str, ...]]:
    for verdict in sorted(known, key=lambda v: store.whose(v.essay)):
        yield (
            *store.whose(verdict.essay),
            sheets.decimal(verdict.points),
            _levels(verdict),
            verdict.opinion.comment,
            verdict.opinion.marker,
        )


def _levels(verdict: Verdict) -> str:
    levels = verdict.opinion.levels
    rubric = criteria(verdict.essay.question)
    return ";".join(f"{criterion.name}={levels[criterion.name]}" for criterion in rubric)


def _sheet(rows: Sequence[Row]) -> sheets.Table:
    header = list(rows[0]) if rows else []
    return header, [[row[name] for name in header] for row in rows]


def _number(cell: str) -> Fraction:
    """Read a number of a table, which a spreadsheet may have given a decimal comma."""
    try:
        return Fraction(cell.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise CourseError(f"{cell[:40]!r} is no number of points. Mend marks.csv.") from None


def _notebook(folder: Path, marker: str) -> Path:
    """Write the notebook of a marker, unless it is there: one call a cell."""
    safe = re.sub(r"[^\w-]+", "-", marker).strip("-") or "marker"
    path = folder / f"desk-{safe}.ipynb"
    title = (
        "# The marking desk\n\nRun the cell below. Everything you decide is in `desk.sqlite` as "
        "soon as it is decided; nothing needs to be saved here."
    )
    code = f"from gorin import desk\n\ndesk(marker={json.dumps(marker, ensure_ascii=False)})"
    document = {
        "cells": [
            {"cell_type": "markdown", "id": "title", "metadata": {}, "source": title},
            {
                "cell_type": "code",
                "id": "desk",
                "metadata": {},
                "source": code,
                "outputs": [],
                "execution_count": None,
            },
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    if not path.exists():
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        files.write(path, text.encode())
    return path
