"""The timeline: every event once, a range never as a day, nothing later than may show."""

import base64
import re
from functools import cache

import pytest
from lxml import etree

import page
import prose
from gorin.tables import rows
from gorin.widgets.timeline import CLOSE, SURE, WHOLE, Timeline, events, scales, timeline, within
from gorin.widgets.timeline_drawing import drawing
from gorin.widgets.widget import LIVE, Notice

SVG = "{http://www.w3.org/2000/svg}"
STRANDS = list(dict.fromkeys(row["strand"] for row in rows("events")))


@cache
def drawn(strand=None, until=prose.LAST_DAY):
    """Parse the drawing of each view; a mapping of ids to their groups."""
    shown = events(strand, until)
    found = {}
    for name, scale in scales(until).items():
        tree = etree.fromstring(drawing(within(shown, scale), scale))
        groups = tree.iter(f"{SVG}g")
        found[name] = {g.get("data-anchor"): g for g in groups if g.get("class") == "event"}
    return found


@pytest.mark.parametrize("until", [prose.LAST_DAY, None], ids=str)
def test_the_static_page_survives_the_sanitizer(until):
    """Two pictures with a text, and a table with every event."""
    shown = timeline(until=until)
    assert isinstance(shown, Timeline)
    assert page.troubles(shown.page()) == []
    tree = page.parsed(shown.page())
    assert len(tree.xpath("//tbody/tr")) == len(events(None, until))
    for image in tree.iter("img"):
        source = image.get("src").removeprefix("data:image/svg+xml;base64,")
        assert etree.fromstring(base64.b64decode(source)).tag == f"{SVG}svg"
        assert "in the table below" in image.get("alt")
    assert len(list(tree.iter("img"))) == 2


@pytest.mark.parametrize("until", [prose.LAST_DAY, None], ids=str)
def test_every_event_is_drawn(until):
    """The whole time has all of them, the weeks of the memo those that touch February or March."""
    known = events(None, until)
    found = drawn(until=until)
    assert set(found[WHOLE]) == {event.id for event in known}
    close = {e.id for e in known if e.earliest <= "1941-03-31" and e.latest >= "1941-02-01"}
    assert set(found[CLOSE]) == close
    assert "memo" in close


def test_a_stretch_of_days_is_a_bar_and_a_day_is_a_mark():
    """Nothing whose day is not known looks as if it were."""
    for found in drawn(until=None).values():
        for event in events(None, None):
            if event.id not in found:
                continue
            shapes = [s for s in found[event.id] if "ink" in (s.get("class") or "")]
            first = shapes[0]
            wide = first.get("width") or re.match(r"M\d+ \d+H\d+", first.get("d", ""))
            assert bool(wide) == (event.earliest != event.latest), event.id


def test_shapes_differ_by_certainty():
    """What is inferred, bracketed or taken from books is no full disc or full bar."""
    kinds = {"seen": set(), "inferred": set(), "bracketed": set(), "secondary": set()}
    for event in events(None, None):
        kind = event.certainty.rpartition(" ")[2] if "day" in event.certainty else ""
        kind = kind or {"source seen": "seen", "secondary only": "secondary"}.get(event.certainty)
        if kind:
            shape = etree.tostring(drawn(until=None)[WHOLE][event.id]).decode()
            kinds[kind].add(f'"ink {kind}' in shape)
    assert all(found == {True} for found in kinds.values())
    assert {row["certainty"] for row in rows("events")} <= set(SURE)


@pytest.mark.parametrize("strand", [None, *STRANDS[:7]], ids=str)
def test_nothing_lies_over_anything_else(strand):
    """In a strand no mark or label touches another, and all stand inside the drawing."""
    for found in drawn(strand).values():
        taken = []
        for group in found.values():
            box = group.find(f"{SVG}rect")
            left, y = float(box.get("x")), float(box.get("y"))
            right = left + float(box.get("width"))
            assert 86 <= left < right <= 765  # nothing over a strand's name
            taken.append((y, left, right))
        for one in taken:
            for other in taken:
                apart = one[2] < other[1] or other[2] < one[1]
                assert one is other or one[0] != other[0] or apart


def test_coordinates_are_whole():
    """The same picture on every machine."""
    for scale in scales(None).values():
        svg = drawing(within(events(None, None), scale), scale)
        for numbers in re.findall(r'(?:x|y|x1|x2|cx|cy|d|width|height)="([^"]*)"', svg):
            assert not re.search(r"\d\.\d{2}", numbers)


def test_time_runs_from_left_to_right():
    """A later day never stands left of an earlier one, over all changes of scale."""
    for until in (prose.LAST_DAY, None):
        for scale in scales(until).values():
            days = sorted({row["earliest"] for row in rows("events")})
            places = [scale.at(day) for day in days]
            assert places == sorted(places)


def test_nothing_is_given_away():
    """Lesson 1 stands before the forecasts: no later event, paper, day or outcome."""
    shown = timeline()
    told = f"{shown.spec['events']} {shown.spec['views']} {shown.page()}"
    assert list(prose.troubles_of_sources(told, prose.calendar(), early=True)) == []
    assert "20 March 1941" not in told
    assert "20 February 1941 or later" in told
    assert all(event["later"] == "" for event in shown.spec["events"])
    assert max(event.earliest for event in events(None, prose.LAST_DAY)) <= prose.LAST_DAY
    assert any(event.later for event in events(None, None))


def test_one_strand_is_shown_alone():
    """With its own line in a terminal."""
    shown = timeline("prisoners")
    assert {event["strand"] for event in shown.spec["events"]} == {"prisoners"}
    assert repr(shown) == "Timeline, prisoners: 5 events, until 1941-03-12"
    assert (
        repr(timeline())
        == f"Timeline: {len(events(None, prose.LAST_DAY))} events, until 1941-03-12"
    )
    assert repr(timeline(until=None)) == f"Timeline: {len(rows('events'))} events"
    assert set(shown._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_labels_write_names_as_names():
    """A label is the event's id in words."""
    labels = {event.id: event.label for event in events(None, None)}
    assert labels["court-of-appeals"] == "Court of Appeals"
    assert labels["long-sees-dies"] == "Long sees Dies"
    assert labels["habicht-arrested"] == "Mrs. Habicht arrested"
    assert labels["trial-opens"] == "Trial opens"


@pytest.mark.parametrize(
    ("strand", "until", "said"),
    [
        ("prison", "1941-03-12", "no strand 'prison'; there are law, case"),
        ("sequel", "1941-03-12", "no strand 'sequel' that early"),
        (None, "March", "not a day: 'March'"),
        (None, "1900-01-01", "no event until 1900-01-01"),
    ],
)
def test_what_is_not_there_is_a_notice(strand, until, said):
    """Run All goes on."""
    shown = timeline(strand, until)
    assert isinstance(shown, Notice)
    assert said in repr(shown)
