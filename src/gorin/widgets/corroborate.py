"""Corroboration: a grid of claims by papers, and in each cell the pointer that decides."""

from dataclasses import dataclass
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.tables import addresses, rows
from gorin.widgets.citing import captioned, cited, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_SIGNS = {
    "supported": "✓",
    "contradicted": "✗",
    "silent": "○",
    "not read to the end": "…",
    "yours to decide": "?",
}
_ABOUT = {
    "supported": "the paper says so",
    "contradicted": "the paper says otherwise",
    "silent": "read in full, and it does not say",
    "not read to the end": "what was read does not say",
    "yours to decide": "open the paper, or its card, and judge",
}


def corroborate() -> "Corroborate | Notice":
    """Show what each paper makes of each claim; what an exercise asks is left to the reader."""
    try:
        return Corroborate()
    except CourseError as wrong:
        return Notice(str(wrong))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one paper makes of one claim, where it does so, and in which words of ours."""

    verdict: str
    pointer: str
    note: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Claims from top to bottom, papers from left to right, a row of cells for each claim."""

    claims: tuple[str, ...]
    papers: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


def grid() -> Grid:
    """Return the grid: claims in the order of the table, papers in that of the calendar."""
    found = {
        (row["claim"], row["document"]): Cell(row["verdict"], row["pointer"], row["note"])
        for row in rows("corroborate")
    }
    claims = tuple(dict.fromkeys(claim for claim, _ in found))
    used = {paper for _, paper in found}
    papers = tuple(row["id"] for row in rows("calendar") if row["id"] in used)
    yours = Cell("yours to decide", "", "")
    cells = tuple(tuple(found.get((claim, paper), yours) for paper in papers) for claim in claims)
    return Grid(claims, papers, cells)


class Corroborate(Widget):
    """The grid. `value` is the chosen cell as `[claim, paper]`, or empty."""

    _esm = script("citing.js", "grid.js", "corroborate.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        self._grid = grid()
        super().__init__(spec=_spec(self._grid))

    def line(self) -> str:
        """Return how many claims meet how many papers."""
        return f"Corroboration: {len(self._grid.claims)} claims, {len(self._grid.papers)} papers"

    def page(self) -> str:
        """Return the grid as a table, and each claim with its pointers."""
        shown, urls = self._grid, addresses()
        heads = ("Claim", *(linked(paper, urls) for paper in shown.papers))
        table = captioned("Claim by document", heads, map(_line, shown.claims, shown.cells))
        signs = "; ".join(f"{_SIGNS[name]} {name} ({about})" for name, about in _ABOUT.items())
        pointers = "".join(
            _pointers(claim, cells, shown.papers)
            for claim, cells in zip(shown.claims, shown.cells, strict=True)
        )
        return (
            f'<div style="{PAPER};max-width:68em;overflow-x:auto">{table}'
            f'<p style="{QUIET}">{escape(signs)}</p>{pointers}</div>'
        )


def _line(claim: str, cells: tuple[Cell, ...]) -> list[str]:
    return [escape(claim), *(f"{_SIGNS[cell.verdict]}<br>{cell.verdict}" for cell in cells)]


def _pointers(claim: str, cells: tuple[Cell, ...], papers: tuple[str, ...]) -> str:
    urls, items = addresses(), ""
    for paper, cell in zip(papers, cells, strict=True):
        where = cell.pointer if cell.pointer.startswith(paper) else f"{paper}, {cell.pointer}"
        said = " ".join(filter(None, (f"{cell.verdict}.", cell.note)))
        items += f"<li>{linked(where.removesuffix(', '), urls)}: {linked(said, urls)}</li>"
    return f"<details><summary>{escape(claim)}</summary><ul>{items}</ul></details>"


def _spec(shown: Grid) -> dict[str, Any]:
    about = {
        row["id"]: f"{row['writer']}, {row['kind']}; read: {row['read']}"
        for row in rows("calendar")
        if row["id"] in shown.papers
    }
    spec = {
        "claims": shown.claims,
        "papers": [[paper, about[paper]] for paper in shown.papers],
        "cells": [[[c.verdict, c.pointer, c.note] for c in cells] for cells in shown.cells],
        "verdicts": [[name, _SIGNS[name], about] for name, about in _ABOUT.items()],
    }
    return spec | {"urls": cited(spec)}
