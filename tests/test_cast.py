"""The cast: everybody until a day, with verbs that papers show, and six left to the reader."""

import csv
import re
from pathlib import Path

import pytest

import page
import prose
from gorin.memo import memo
from gorin.tables import rows
from gorin.widgets.cast import VERBS, Cast, cast, people
from gorin.widgets.widget import LIVE, Notice

ASKED = {"jackson", "dies", "roosevelt", "long", "oumansky", "pyk"}
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("until", [prose.LAST_DAY, None], ids=str)
def test_the_static_page_survives_the_sanitizer(until):
    """A table with a caption for each side, and everybody once."""
    shown = cast(until=until)
    assert isinstance(shown, Cast)
    assert page.troubles(shown.page()) == []
    names = [cell.text for cell in page.parsed(shown.page()).xpath("//tbody/tr/th")]
    assert sorted(names) == sorted(person.row["name"] for person in people(until))


def test_nothing_is_given_away():
    """Lesson 3 stands before the forecasts: no later paper, day, person or outcome."""
    shown = cast()
    told = repr(shown.spec["people"]) + shown.page()
    documents = prose.calendar()
    assert list(prose.troubles_of_sources(told, documents, early=True)) == []
    assert not re.search(r"1942|April 1941|May 1941|Ovakimian|Valkov|Richberg", told)
    assert all(person["later"] == "" for person in shown.spec["people"])
    assert any(person["later"] for person in cast(until=None).spec["people"])


def test_six_people_are_the_readers_to_decide():
    """Exercise 3 asks for their verbs, so that no table has them."""
    assert {person.row["id"] for person in people(None) if not person.verbs} == ASKED
    for person in people(prose.LAST_DAY):
        assert (person.can == "yours to decide") == (person.row["id"] in ASKED)


def test_nobody_else_is_left_without_an_answer():
    """Each of the others has a verb or `none`, and never both."""
    with (ROOT / "data" / "verbs.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert {row["actor"] for row in found} == {row["id"] for row in rows("actors")} - ASKED
    for actor in {row["actor"] for row in found}:
        verbs = [row["verb"] for row in found if row["actor"] == actor]
        assert verbs == ["none"] or set(verbs) <= set(VERBS), actor


def test_a_verb_rests_on_something():
    """Anchors and papers of the basis exist; what is inferred says so."""
    documents = prose.calendar()
    for row in rows("verbs"):
        cited = prose.DOCUMENT.findall(row["basis"])
        anchors = prose.ANCHOR.findall(row["basis"])
        assert cited or anchors or "F.2d" in row["basis"] or "U.S." in row["basis"], row
        assert set(cited) <= set(documents)
        assert all(memo()[anchor].text for anchor in anchors)


def test_the_page_is_quoted_as_it_stands():
    """How the memo speaks of a person is in the memo, and only the absent are not there."""
    for person in people(None):
        present = person.row["presence"] != "absent"
        assert present == (person.on_the_page != "not there") == bool(person.forms)
    by = {person.row["id"]: person.on_the_page for person in people(None)}
    assert by["jackson"] == "“the Attorney General”"
    assert by["dies"] == "“Congressman Dies”, “Martin Dies” (note 31)"


def test_a_cast_is_one_line_in_a_terminal():
    """How many, and until when."""
    assert repr(cast()) == f"Cast: {len(people(prose.LAST_DAY))} people, until 1941-03-12"
    assert repr(cast(until=None)) == f"Cast: {len(rows('actors'))} people"
    assert set(cast()._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_day_that_is_none_is_a_notice():
    """Run All goes on."""
    shown = cast(until="March")
    assert isinstance(shown, Notice)
    assert "not a day: 'March'" in repr(shown)
