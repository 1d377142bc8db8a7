"""The timeline: events by strand, a range drawn as a range, how sure we are drawn and said."""

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.tables import addresses, rows, rows_until
from gorin.widgets.citing import captioned, cited, days, linked
from gorin.widgets.timeline_drawing import Event, drawing
from gorin.widgets.timeline_scale import Scale
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

SURE = {
    "source seen": "a paper that was read gives the day",
    "source seen, day inferred": "a paper that was read tells of it; the days are inferred",
    "source seen, day bracketed": "a paper that was read tells of it; only limits can be set",
    "secondary only": "books or web pages, no paper of the time",
    "general knowledge": "known in general; no source was looked up",
    "planned only": "planned; whether it came about was not seen",
}
READ = {
    "full": "read in full",
    "body": "read, but for the end of the footnotes",
    "excerpt": "read in part",
}
WHOLE, CLOSE = "The whole time", "February and March 1941"
_CLOSE_DAYS = ("1941-02-01", "1941-03-31")
# A day is drawn the wider, the more happens around it. Each piece has a scale of its own.
_PIECES = (
    ("1917-01-01", "1938-11-30", 1.1),
    ("1938-12-01", "1940-11-30", 3.4),
    ("1940-12-01", "1941-04-30", 3.6),
    ("1941-05-01", "1941-12-31", 1.9),
    ("1942-01-01", "1953-12-31", 1.0),
)


def timeline(strand: str | None = None, until: str | None = "1941-03-12") -> "Timeline | Notice":
    """Show the events up to a day, all of them or one strand; with None, to the end.

    An unknown strand and a day that is none are answered by a notice; nothing is raised.
    """
    try:
        return Timeline(strand, until)
    except CourseError as wrong:
        return Notice(str(wrong))


class Timeline(Widget):
    """The events. `value` is the id of the one that is chosen, or "" where none is."""

    _esm = script("citing.js", "timeline.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.Unicode("").tag(sync=True)

    def __init__(self, strand: str | None, until: str | None) -> None:
        self._strand, self._until = strand, until
        self._events = events(strand, until)
        self._drawings = {
            name: (scale, found)
            for name, scale in scales(until).items()
            if (found := within(self._events, scale))
        }
        super().__init__(spec=self._spec())

    def line(self) -> str:
        """Return how many events of which strand, and until when."""
        strand = f", {self._strand}" if self._strand else ""
        until = f", until {self._until}" if self._until else ""
        return f"Timeline{strand}: {_count(len(self._events))}{until}"

    def page(self) -> str:
        """Return each view as a picture, and the events as a table."""
        images = ""
        for name, (scale, found) in self._drawings.items():
            source = b64encode(drawing(found, scale, picture=True).encode()).decode()
            about = f"{name}: {_count(len(found))}, all of them in the table below."
            images += (
                f"<p>{escape(name)}</p>"
                f'<p><img alt="{escape(about)}" src="data:image/svg+xml;base64,{source}"></p>'
            )
        sure = "".join(f"<li>{name}: {about}</li>" for name, about in self._sure())
        return (
            f'<div style="{PAPER};max-width:60em;overflow-x:auto"><p><strong>'
            f"{escape(self._title())}</strong></p>{images}"
            f'<p style="{QUIET}">{escape(_HOW)}</p><ul>{sure}</ul>{self._table()}</div>'
        )

    def _title(self) -> str:
        strand = f": {self._strand}" if self._strand else ""
        last = f" until {days(self._until, self._until)}" if self._until else ""
        return f"Timeline{strand}{last}"

    def _sure(self) -> list[tuple[str, str]]:
        used = {event.certainty for event in self._events}
        return [(name, about) for name, about in SURE.items() if name in used]

    def _table(self) -> str:
        urls = addresses()
        lines = (
            (
                event.days,
                escape(event.strand),
                escape(" ".join(filter(None, (event.text, event.note, event.later)))),
                f"{escape(event.certainty)}{escape(f', {event.read}' if event.read else '')}",
                linked(event.sources, urls),
            )
            for event in self._events
        )
        heads = ("Day", "Strand", "Event", "How sure", "Sources")
        return (
            f"<details><summary>The same as a table: {_count(len(self._events))}</summary>"
            f"{captioned(self._title(), heads, lines)}</details>"
        )

    def _spec(self) -> dict[str, Any]:
        spec = {
            "title": self._title(),
            "how": _HOW,
            "sure": self._sure(),
            "about": SURE,
            "views": [
                {"name": name, "drawing": drawing(found, scale)}
                for name, (scale, found) in self._drawings.items()
            ],
            "close": CLOSE,
            "events": [{name: getattr(event, name) for name in _SHOWN} for event in self._events],
        }
        return spec | {"urls": cited(spec)}


_SHOWN = ("id", "days", "text", "strand", "sources", "certainty", "read", "note", "later")
_HOW = (
    "A mark is a day, a bar is a stretch of days on any of which it can have been. The scale "
    "changes at the double strokes of the axis."
)


def events(strand: str | None, until: str | None) -> tuple[Event, ...]:
    """Return the events of a strand, or all, in order of the first day on which each can be."""
    known = list(dict.fromkeys(row["strand"] for row in rows_until("events", until)))
    if strand is not None and strand not in known:
        everywhere = {row["strand"] for row in rows("events")}
        later = " that early" if strand in everywhere else ""
        raise CourseError(f"no strand {strand!r}{later}; there are {', '.join(known)}")
    found = [
        Event(
            id=row["id"],
            earliest=row["earliest"],
            latest=row["latest"],
            days=_days(row, until),
            text=row["event"],
            strand=row["strand"],
            sources=row["sources"].replace(";", "; "),
            certainty=row["certainty"],
            read=READ.get(row["read"], ""),
            note=row["note"],
            later=row.get("later", ""),
        )
        for row in rows_until("events", until)
        if strand in (None, row["strand"])
    ]
    if not found:
        raise CourseError(
            f"no event until {until}; the first is of {rows('events')[0]['earliest']}"
        )
    return tuple(sorted(found, key=lambda event: (event.earliest, event.latest)))


def _days(row: Mapping[str, str], until: str | None) -> str:
    """Say when; a limit after the last day that may show would tell of something later."""
    if until is not None and row["latest"] > until:
        return f"{days(row['earliest'], row['earliest'])} or later"
    return days(row["earliest"], row["latest"])


def scales(until: str | None) -> dict[str, Scale]:
    """Return the two views: the whole time in pieces, and the weeks of the memo."""
    last = until or _PIECES[-1][1]
    pieces = [(first, min(end, last), wide) for first, end, wide in _PIECES if first <= last]
    found = {WHOLE: Scale.of(pieces, box=_CLOSE_DAYS)}
    if last > _CLOSE_DAYS[0]:
        found[CLOSE] = Scale.of([(_CLOSE_DAYS[0], min(_CLOSE_DAYS[1], last), 1)])
    return found


def within(shown: tuple[Event, ...], scale: Scale) -> tuple[Event, ...]:
    """Return the events of which a part falls into a view."""
    return tuple(
        event for event in shown if event.earliest <= scale.last and event.latest >= scale.first
    )


def _count(number: int) -> str:
    return f"{number} event{'s' * (number != 1)}"
