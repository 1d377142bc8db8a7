"""Persons by papers: what became of each name, from offer to order, as far as we read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.tables import addressed, addresses, rows
from gorin.widgets.citing import captioned, cited, days, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

ABSENT = "not mentioned in what was read"
# status: its letter, its word, and what it means
_STATUS = {
    "named by Moscow": ("N", "named", "a Soviet speaker names the person as one to be let go"),
    "expected by Washington": ("E", "expected", "an American paper counts on the person’s coming"),
    "commitment denied": ("D", "denied", "a Soviet speaker says that this was never promised"),
    "refused": ("R", "refused", "a Soviet speaker says no"),
    "release ordered": ("O", "ordered", "a Soviet speaker announces the order"),
    ABSENT: ("–", "not there", "which is not a no"),
}
_READ = {
    "full": "read in full",
    "body": "read, but for the end of the footnotes",
    "excerpt": "read in part",
}
_NO_ROW = (
    "Some have no row: d900 speaks of more Americans, and d901 counts two more, without a name. "
    "Who they are, no paper that we read settles."
)


def persons() -> "Persons | Notice":
    """Show in which paper each of the persons is named, expected, denied, refused or ordered."""
    try:
        return Persons()
    except CourseError as wrong:
        return Notice(str(wrong))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one paper has of one person, where, and how we know."""

    status: str
    evidence: str
    certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A column: the paper, its days in short, and what it is."""

    id: str
    short: str
    about: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Persons from top to bottom, papers from left to right, a row of cells for each person."""

    names: tuple[str, ...]
    papers: tuple[Paper, ...]
    cells: tuple[tuple[Cell, ...], ...]


def grid() -> Grid:
    """Return the grid: persons in the order in which they are met, papers in the calendar's."""
    found = {
        (row["person"], row["document"]): Cell(
            row["status"], row["evidence"], row["certainty"], row["note"]
        )
        for row in rows("promises")
    }
    names = {row["id"]: row["name"] for row in rows("actors")}
    people = list(dict.fromkeys(person for person, _ in found))
    used = {paper for _, paper in found}
    papers = [row for row in rows("calendar") if row["id"] in used]
    cells = tuple(
        tuple(found.get((person, paper["id"])) or _absent(paper) for paper in papers)
        for person in people
    )
    return Grid(tuple(names[person] for person in people), tuple(map(_paper, papers)), cells)


def _absent(paper: Mapping[str, str]) -> Cell:
    return Cell(ABSENT, f"{paper['id']}, {_READ[paper['read']]}", "", "")


def _paper(row: Mapping[str, str]) -> Paper:
    when = days(row["earliest"], row["latest"])
    ends = f"{row['writer']}, {addressed(row).lower()} {row['addressee']}"
    about = f"{row['kind']}, {ends}, {when}; {_READ[row['read']]}"
    return Paper(row["id"], _short(row["earliest"], row["latest"]), about)


def _short(earliest: str, latest: str) -> str:
    """Return days for the head of a column: `14–25 Jan`."""
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    end = f"{last.day} {last:%b}"
    if first == last:
        return end
    return f"{first.day}{f' {first:%b}' if first.month != last.month else ''}–{end}"


class Persons(Widget):
    """The grid. `value` is the chosen cell as `[person, paper]`, or empty."""

    _esm = script("citing.js", "grid.js", "persons.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        self._grid = grid()
        super().__init__(spec=self._spec())

    def line(self) -> str:
        """Return how many persons meet how many papers."""
        return f"Persons: {len(self._grid.names)} by {len(self._grid.papers)} papers"

    def page(self) -> str:
        """Return the grid as a table, and for each person the evidence."""
        shown, urls = self._grid, addresses()
        heads = ("Person", *(f"{linked(p.id, urls)}<br>{p.short}" for p in shown.papers))
        lines = [
            (escape(name), *(_in_a_cell(cell) for cell in cells))
            for name, cells in zip(shown.names, shown.cells, strict=True)
        ]
        key = "".join(
            f"<li>{letter} {status}: {about}</li>" for status, (letter, _, about) in _STATUS.items()
        )
        evidence = "".join(
            _evidence(name, cells) for name, cells in zip(shown.names, shown.cells, strict=True)
        )
        return (
            f'<div style="{PAPER};max-width:68em;overflow-x:auto">'
            f"{captioned('Persons by papers', heads, lines)}"
            f'<ul style="{QUIET}">{key}</ul><p>{linked(_NO_ROW, urls)}</p>{evidence}</div>'
        )

    def _spec(self) -> dict[str, Any]:
        shown = self._grid
        spec = {
            "names": shown.names,
            "papers": [[p.id, p.short, p.about] for p in shown.papers],
            "more": _NO_ROW,
            "absent": ABSENT,
            "cells": [
                [[c.status, c.evidence, c.certainty, c.note] for c in cells]
                for cells in shown.cells
            ],
            "status": [[status, *known] for status, known in _STATUS.items()],
        }
        return spec | {"urls": cited(spec)}


def _in_a_cell(cell: Cell) -> str:
    letter, word, _ = _STATUS[cell.status]
    return f"<strong>{letter}</strong><br>{word}{_inferred(cell)}"


def _inferred(cell: Cell) -> str:
    return ", inferred" if cell.certainty == "inferred" else ""


def _evidence(name: str, cells: tuple[Cell, ...]) -> str:
    urls = addresses()
    items = ""
    for cell in cells:
        if cell.status != ABSENT:
            said = f"{cell.evidence}: {cell.status}{_inferred(cell)}. {cell.note}"
            items += f"<li>{linked(said, urls)}</li>"
    summary = f"{escape(name)}: the evidence"
    return f"<details><summary>{summary}</summary><ul>{items}</ul></details>"
