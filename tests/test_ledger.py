"""The ledger: every move once, in order, with everything that the table has of it."""

import re

import pytest

import page
import prose
from gorin.tables import rows
from gorin.widgets.ledger import Ledger, ledger, moves
from gorin.widgets.widget import LIVE, Notice


@pytest.mark.parametrize("until", [prose.LAST_DAY, None], ids=str)
def test_the_static_page_survives_the_sanitizer(until):
    """One table, a row for each move."""
    shown = ledger(until=until)
    assert isinstance(shown, Ledger)
    assert page.troubles(shown.page()) == []
    lines = page.parsed(shown.page()).xpath("count(//tbody/tr)")
    assert lines == len(moves(until)) == len(shown.shown)


def test_the_ledger_is_whole_and_in_order():
    """Lesson 4 shows all of it, in the order of the table."""
    table = rows("ledger")
    assert [move["id"] for move in moves(None)] == [row["id"] for row in table]
    for move, row in zip(moves(None), table, strict=True):
        assert move["paper"] == row["document"]
        assert move["move"] == row["move"]
        assert move["gist"]
        assert move["side"] in ("USA", "USSR")
        assert move["number"] == (row["number_promised"] or row["number_expected"])
        told = " ".join(text for _, text in move["details"])
        for column in ("asked", "offered", "condition", "legal_form", "firmness", "response"):
            assert row[column] in told, (row["id"], column)


def test_a_person_is_found_in_every_part():
    """Whoever speaks, is addressed or is concerned: the filter finds the move."""
    for move, row in zip(moves(None), rows("ledger"), strict=True):
        ids = {row["speaker"], row["addressee"], *row["persons"].split(";")} - {""}
        assert set(move["people"]) == ids
        assert len(move["people"]) == len(ids)
    assert set(ledger().spec["names"]) == {row["id"] for row in rows("actors")}


def test_until_a_day_nothing_later_is_told():
    """For whoever shows the ledger before the forecasts."""
    shown = ledger(until=prose.LAST_DAY)
    told = repr(shown.spec["moves"])
    assert list(prose.troubles_of_sources(told, prose.calendar(), early=True)) == []
    assert not re.search(r"Valkov|quash|April 1941", told)


def test_papers_are_linked():
    """Each row leads to its paper."""
    links = {link.text for link in page.parsed(ledger().page()).iter("a")}
    with_address = {row["id"] for row in rows("calendar") if row["url"]}
    assert {row["document"] for row in rows("ledger")} & with_address <= links


def test_a_ledger_is_one_line_in_a_terminal():
    """How many moves, and until when."""
    assert repr(ledger()) == "Ledger: 37 moves"
    assert repr(ledger(until="1939-01-01")) == "Ledger: 1 move, until 1939-01-01"
    assert set(ledger()._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_day_that_is_none_is_a_notice():
    """Run All goes on."""
    assert isinstance(ledger(until="soon"), Notice)
