"""The file number: every part explained, what is not known said to be so, nothing given away."""

import re

import page
import prose
from gorin.tables import rows
from gorin.widgets.file_number import FileNumber, file_number, filed, parts
from gorin.widgets.widget import LIVE, Notice

BY = {part.name: part for part in parts()}


def test_the_static_page_survives_the_sanitizer():
    """Two tables with captions, no part left out."""
    shown = file_number()
    assert isinstance(shown, FileNumber)
    assert page.troubles(shown.page()) == []
    names = [cell.text for cell in page.parsed(shown.page()).xpath("//tbody/tr/th")]
    assert names == [*BY, *(one.place for one in filed())]


def test_the_parts_make_the_numbers():
    """Nothing of either number is lost when it is taken apart, and 11 and 61 change places."""
    numbers = {row["id"]: row["file_number"] for row in rows("calendar")}
    here = [part.here for part in parts()]
    mirror = [part.mirror for part in parts() if part.mirror != "none"]
    for document, (shelf, first, second, *rest) in (("d901", here), ("d893", mirror)):
        digits, person, *place = rest
        printed = f"{shelf}{first}.{second}{digits} {person}{''.join(place)}"
        assert printed == numbers[document]
    assert (BY["where"].here, BY["whose"].here) == (BY["whose"].mirror, BY["where"].mirror)


def test_what_is_not_established_is_said_to_be_so():
    """61 follows from use; of 21 and the fraction nothing is asserted."""
    assert BY["whose"].sure == "inferred"
    for name, digits in (("last digits", "21"), ("fraction", "¾")):
        assert BY[name].here == digits
        assert (BY[name].sure, BY[name].means) == ("not established", "Not known")
    assert {part.sure for part in parts() if part.sources} == {"documented"}
    assert page.words(file_number().page()).count("not established") == 2


def test_numbers_follow_the_filing():
    """All papers of the file up to March 1941, by their numbers, and so not by their days."""
    shown = filed()
    expected = {
        row["id"]
        for row in rows("calendar")
        if row["file_number"].startswith("311.6121") and row["earliest"] <= prose.LAST_DAY
    }
    assert {one.document for one in shown} == expected
    assert [one.place for one in shown][-3:] == ["/42¼", "/42¾", "/42¾"]
    order = {row["id"]: row["earliest"] for row in rows("calendar")}
    days = [order[one.document] for one in shown]
    assert days != sorted(days)


def test_nothing_is_given_away():
    """Lesson 1 stands before the forecasts: no later paper and no later day."""
    spec = file_number().spec
    told = f"{spec['parts']} {spec['filed']} {file_number().page()}"
    assert list(prose.troubles_of_sources(told, prose.calendar(), early=True)) == []
    assert not re.search(r"/54\b|/43\b|/40\b", told)


def test_a_file_number_is_one_line_in_a_terminal():
    """The number and its mirror."""
    said = "File number: 311.6121 Gorin, M. N./42¾; its mirror: 361.1121 Pyk, Irena Teodozja/1"
    assert repr(file_number()) == said
    assert set(file_number()._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_number_of_another_kind_is_a_notice(course):
    """Run All goes on, and the maintainer is told which number it is."""
    path = course / "calendar.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("311.6121 Gorin, M. N./42¾", "new-style 7"), encoding="utf-8")
    shown = file_number()
    assert isinstance(shown, Notice)
    assert "the file number of d901, 'new-style 7'" in repr(shown)
