"""Persons by papers: the grid says what the tables say, and silence is not taken for a no."""

import page
from gorin.tables import rows
from gorin.widgets.persons import ABSENT, Persons, grid, persons
from gorin.widgets.widget import LIVE, Notice


def test_the_static_page_survives_the_sanitizer():
    """A table with a cell for every pair, and the evidence of every entry."""
    shown = persons()
    assert isinstance(shown, Persons)
    assert page.troubles(shown.page()) == []
    tree = page.parsed(shown.page())
    assert len(tree.xpath("//tbody/tr/td")) == len(grid().names) * len(grid().papers)
    assert len(tree.xpath("//details//li")) == len(rows("promises"))


def test_the_grid_is_the_table():
    """Every row of the promises stands in its cell, and no cell besides has a status."""
    shown = grid()
    names = {row["id"]: row["name"] for row in rows("actors")}
    filled = {
        (name, paper.id): cell
        for name, cells in zip(shown.names, shown.cells, strict=True)
        for paper, cell in zip(shown.papers, cells, strict=True)
        if cell.status != ABSENT
    }
    assert len(filled) == len(rows("promises"))
    for row in rows("promises"):
        cell = filled[names[row["person"]], row["document"]]
        assert (cell.status, cell.evidence, cell.note) == (
            row["status"], row["evidence"], row["note"],
        )  # fmt: skip


def test_whoever_is_not_there_is_not_in_the_calendar_either():
    """`Not mentioned` is said of nobody whom the calendar finds in the paper."""
    shown = grid()
    ids = {row["name"]: row["id"] for row in rows("actors")}
    there = {row["id"]: row["people"].split(";") for row in rows("calendar")}
    for name, cells in zip(shown.names, shown.cells, strict=True):
        for paper, cell in zip(shown.papers, cells, strict=True):
            if cell.status == ABSENT:
                assert ids[name] not in there[paper.id], (name, paper.id)
                assert "read" in cell.evidence


def test_papers_stand_in_the_order_of_the_case():
    """As in the calendar, with short days in their heads."""
    shown = grid()
    order = [row["id"] for row in rows("calendar")]
    places = [order.index(paper.id) for paper in shown.papers]
    assert places == sorted(places)
    assert [paper.short for paper in shown.papers][:3] == [
        "14–25 Jan", "20 Feb–11 Mar", "20 Feb–11 Mar",
    ]  # fmt: skip


def test_people_are_people():
    """Nobody is a unit, and who the two are is left open."""
    told = page.words(persons().page())
    assert "unit" not in told.lower()
    assert "Who they are, no paper that we read settles." in told
    assert "refused, inferred" in told


def test_persons_are_one_line_in_a_terminal():
    """How many meet how many."""
    assert repr(persons()) == "Persons: 6 by 11 papers"
    assert set(persons()._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_broken_table_is_a_notice(course):
    """Run All goes on."""
    path = course / "promises.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("release ordered", "sold", 1), encoding="utf-8")
    shown = persons()
    assert isinstance(shown, Notice)
    assert "status is 'sold'" in repr(shown)
