"""Corroboration: each cell has its pointer, and silence is claimed only of papers read in full."""

import csv
from pathlib import Path

import page
import prose
from gorin.memo import memo
from gorin.tables import rows
from gorin.widgets.corroborate import Corroborate, corroborate, grid
from gorin.widgets.widget import LIVE, Notice

THREE = "The Ambassador firmly promised three persons."
ASKED = {"d901", "d908", "d909", "d915"}
TABLE = Path(__file__).parents[1] / "data" / "corroborate.csv"


def test_the_static_page_survives_the_sanitizer():
    """One table with a caption, a cell for each claim and paper."""
    shown = corroborate()
    assert isinstance(shown, Corroborate)
    assert page.troubles(shown.page()) == []
    cells = page.parsed(shown.page()).xpath("count(//tbody/tr/td)")
    assert cells == len(grid().claims) * len(grid().papers)


def test_the_grid_holds_what_the_table_holds():
    """Claims in the order of the table, papers in that of the calendar."""
    shown = grid()
    found = {}
    for claim, cells in zip(shown.claims, shown.cells, strict=True):
        for paper, cell in zip(shown.papers, cells, strict=True):
            if cell.verdict != "yours to decide":
                found[claim, paper] = (cell.verdict, cell.pointer, cell.note)
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert found == {
            (row["claim"], row["document"]): (row["verdict"], row["pointer"], row["note"])
            for row in csv.DictReader(file)
        }
    order = [row["id"] for row in rows("calendar")]
    assert list(shown.papers) == sorted(shown.papers, key=order.index)


def test_what_exercise_four_asks_is_left_to_the_reader():
    """The promise of three in four papers is a marked question."""
    shown = grid()
    cells = dict(zip(shown.papers, shown.cells[shown.claims.index(THREE)], strict=True))
    left = {paper for paper, cell in cells.items() if cell.verdict == "yours to decide"}
    assert left >= ASKED
    assert all(cells[paper].pointer == cells[paper].note == "" for paper in left)


def test_silence_is_claimed_only_of_papers_read_in_full():
    """Of the others one can say that what was read does not say."""
    read = {row["id"]: row["read"] for row in rows("calendar")}
    for row in rows("corroborate"):
        if row["verdict"] == "silent":
            assert read[row["document"]] == "full", row
        if row["verdict"] == "not read to the end":
            assert read[row["document"]] != "full", row


def test_every_pointer_points_into_its_paper():
    """An anchor of the memo, or a paragraph of the paper of the column."""
    for row in rows("corroborate"):
        if row["document"] == "d901":
            (anchor,) = prose.ANCHOR.findall(row["pointer"])
            assert memo()[anchor].text
        else:
            assert row["pointer"].startswith(row["document"]), row


def test_a_grid_is_one_line_in_a_terminal():
    """How many claims, how many papers."""
    shown = corroborate()
    claims, papers = len(grid().claims), len(grid().papers)
    assert repr(shown) == f"Corroboration: {claims} claims, {papers} papers"
    assert set(shown._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_spoiled_table_is_a_notice(course):
    """Run All goes on, and the notice names file and line."""
    path = course / "corroborate.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",silent,", ",mute,"), encoding="utf-8")
    shown = corroborate()
    assert isinstance(shown, Notice)
    assert "it must be one of: supported" in repr(shown)
