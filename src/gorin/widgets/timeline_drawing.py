"""The drawing of a timeline: strands as rows, days as marks, stretches of days as bars."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from gorin.widgets.timeline_scale import LEFT, LETTER, RIGHT, WIDE, Scale, ticks

_AXIS, _ROW, _PAD, _FOOT = 34, 17, 6, 48
_GAP = 9  # between a mark and its label
_WORD = re.compile(r"(?:Mrs\. )?\w+")
_SHORTEST = 9  # of a bar, which must not look like a mark

_KINDS = {
    "source seen": ("seen", "in a paper"),
    "source seen, day inferred": ("inferred", "days inferred"),
    "source seen, day bracketed": ("bracketed", "limits only"),
    "secondary only": ("secondary", "books or web"),
    "general knowledge": ("general", "general knowledge"),
    "planned only": ("planned", "planned"),
}
# For the drawing as a picture; in the live view course.css colours it to the theme.
_PICTURE = """
text{font-family:system-ui,sans-serif;font-size:12px;fill:#212121}.leaf{fill:#fff}
.lane{fill:#f4f4f1}.hit{fill:none}.small{font-size:11px;fill:#595959}.strand{font-weight:700}
.axis{stroke:#595959;fill:none}.grid{stroke:#dcdcd6}
.box{fill:#1f4e79;fill-opacity:.08;stroke:#1f4e79}
.ink{fill:#1f4e79;stroke:#1f4e79;stroke-width:1.6}.inferred{fill:#c9dcec}
.bracketed,.general,.secondary,.planned{fill:#fff}
.bracketed,.planned{stroke-dasharray:4 2.5}.secondary{stroke-dasharray:1.6 2.4}
.end{stroke-dasharray:none}
"""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, on what days it can have been, in which strand, and how that is known."""

    id: str
    earliest: str
    latest: str
    days: str
    text: str
    strand: str
    sources: str
    certainty: str
    read: str
    note: str
    later: str

    @property
    def label(self) -> str:
        """Return the id in words; what is a name in the text is written as one."""
        written = {word.split()[-1].lower(): word for word in _WORD.findall(self.text)}
        label = " ".join(written.get(word, word) for word in self.id.split("-"))
        return label[0].upper() + label[1:]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on its row of a lane: where it begins and ends, its label, and what both take."""

    event: Event
    row: int
    start: int
    end: int
    side: str
    left: int
    right: int


@dataclass(slots=True)
class Lane:
    """A strand with its events, each on the first row where mark and label have room."""

    strand: str
    marks: list[Mark] = field(default_factory=list)
    rows: list[list[tuple[int, int]]] = field(default_factory=list)

    @property
    def tall(self) -> int:
        """The height of the lane."""
        return _ROW * len(self.rows) + 2 * _PAD

    def place(self, event: Event, scale: Scale) -> None:
        """Put an event where it fits, with its label on one side or the other."""
        start, end = scale.at(event.earliest), scale.at(event.latest)
        if event.earliest != event.latest:
            end = max(end, start + _SHORTEST)
        sides = _sides(event, scale, start, end)
        for row in range(len(self.rows) + 1):
            if row == len(self.rows):
                self.rows.append([])
            for side, left, right in sides:
                if all(right < taken[0] or left > taken[1] for taken in self.rows[row]):
                    self.rows[row].append((left, right))
                    self.marks.append(Mark(event, row, start, end, side, left, right))
                    return


def _sides(event: Event, scale: Scale, start: int, end: int) -> list[tuple[str, int, int]]:
    """Return on which sides a label may stand, the better first, and what room that takes."""
    wide = round(LETTER * len(event.label)) + _GAP + 2
    sides = [("right", start - 7, end + wide), ("left", start - wide, end + 7)]
    if scale.box:
        first, last = scale.box
        if first <= event.earliest <= last:
            return [("", start - 7, end + 7)]
        if end < scale.at(first) < end + wide:
            sides.reverse()
    return [side for side in sides if side[1] >= LEFT - 2 and side[2] <= WIDE] or sides[-1:]


def drawing(events: Iterable[Event], scale: Scale, *, picture: bool = False) -> str:
    """Draw the events as SVG; a picture brings its own colours."""
    lanes: dict[str, Lane] = {}
    for event in events:
        lanes.setdefault(event.strand, Lane(event.strand)).place(event, scale)
    high = _AXIS + sum(lane.tall for lane in lanes.values())
    inside = [f"<style>{_PICTURE}</style>"] if picture else []
    inside.append(f'<rect class="leaf" width="{WIDE}" height="{high + _FOOT}"/>')
    inside += _grid(lanes.values(), scale, high)
    if scale.box and scale.box[0] < scale.last:
        inside.append(_box(scale, high, picture=picture))
    y = _AXIS
    for lane in lanes.values():
        inside += [_event(mark, scale, y + _PAD + _ROW * mark.row + 9) for mark in lane.marks]
        y += lane.tall
    inside += _legend(lanes.values(), high + 37)
    size = f' width="{WIDE}" height="{high + _FOOT}"' if picture else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high + _FOOT}"{size}>'
        f"{''.join(inside)}</svg>"
    )


def _grid(lanes: Iterable[Lane], scale: Scale, high: int) -> Iterator[str]:
    """Draw the strands' names and grounds, the axis with its days, and where the scale changes."""
    y = _AXIS
    for number, lane in enumerate(lanes):
        if number % 2 == 0:
            yield f'<rect class="lane" y="{y}" width="{WIDE}" height="{lane.tall}"/>'
        yield f'<text class="strand" x="6" y="{y + _PAD + 13}">{escape(lane.strand)}</text>'
        y += lane.tall
    yield f'<path class="axis" d="M{LEFT} {_AXIS}H{WIDE}"/>'
    for x, label in ticks(scale):
        yield f'<path class="grid" d="M{x} {_AXIS}V{high}"/>'
        yield f'<path class="axis" d="M{x} {_AXIS}v-5"/>'
        anchor = "end" if x > RIGHT - 12 else "middle"
        yield f'<text class="small" x="{x}" y="{_AXIS - 10}" text-anchor="{anchor}">{label}</text>'
    for piece in scale.pieces[1:]:
        x = round(piece.left)
        yield f'<path class="axis" d="M{x - 3} {_AXIS + 5}l4 -10m4 0l-4 10"/>'


def _box(scale: Scale, high: int, *, picture: bool) -> str:
    """Mark the weeks of which there is a view of their own."""
    first, last = scale.box or ("", "")
    left, right = scale.at(first), scale.at(last) + 6
    label = "enlarged below" if picture else "zoom in"
    return (
        f'<g class="zoom"><rect class="box" x="{left - 6}" y="{_AXIS}" width="{right - left + 6}" '
        f'height="{high - _AXIS + 4}" rx="4"/><text class="small" x="{(left + right) // 2 - 3}" '
        f'y="{high + 18}" text-anchor="middle">{label}</text></g>'
    )


def _event(mark: Mark, scale: Scale, y: int) -> str:
    """Draw one event: what can be pointed at, its mark or bar, and its label."""
    event, start, end, side = mark.event, mark.start, mark.end, mark.side
    label = ""
    if side:
        x, anchor = (end + _GAP, "start") if side == "right" else (start - _GAP, "end")
        label = f'<text x="{x}" y="{y + 4}" text-anchor="{anchor}">{escape(event.label)}</text>'
    kind, _ = _KINDS[event.certainty]
    if event.earliest == event.latest:
        shape = _day(kind, start, y)
    else:
        shape = _bar(kind, start, end, y)
        shape += _open("M{} {}l6 -4v8z", start - 8, y) if event.earliest < scale.first else ""
        shape += _open("M{} {}l-6 -4v8z", end + 8, y) if event.latest > scale.last else ""
    return (
        f'<g class="event" data-anchor="{event.id}"><rect class="hit" x="{mark.left}" y="{y - 8}" '
        f'width="{mark.right - mark.left}" height="16" rx="3"/>{shape}{label}</g>'
    )


def _open(path: str, x: int, y: int) -> str:
    """Draw an arrow where a bar goes on beyond what is drawn."""
    return f'<path class="ink end" d="{path.format(x, y)}"/>'


def _day(kind: str, x: int, y: int) -> str:
    """Draw a day: a disc, a ring, a square, a triangle or a rhomb, by how sure it is."""
    paths = {
        "secondary": f"M{x - 4} {y - 4}h8v8h-8z",
        "general": f"M{x} {y - 5}l5 9h-10z",
        "planned": f"M{x} {y - 5}l5 5l-5 5l-5 -5z",
    }
    if kind in paths:
        return f'<path class="ink {kind} end" d="{paths[kind]}"/>'
    return f'<circle class="ink {kind}" cx="{x}" cy="{y}" r="4.5"/>'


def _bar(kind: str, start: int, end: int, y: int) -> str:
    """Draw a stretch of days; limits are drawn as two ends with a broken line between them."""
    if kind == "bracketed":
        return (
            f'<path class="ink {kind}" d="M{start} {y}H{end}"/>'
            f'<path class="ink end" d="M{start} {y - 5}v10M{end} {y - 5}v10"/>'
        )
    return (
        f'<rect class="ink {kind}" x="{start}" y="{y - 4}" width="{end - start}" height="8" '
        'rx="1.5"/>'
    )


def _legend(lanes: Iterable[Lane], y: int) -> Iterator[str]:
    """Say what the shapes mean that are there."""
    shapes = {
        (mark.event.certainty, mark.event.earliest != mark.event.latest)
        for lane in lanes
        for mark in lane.marks
    }
    x = 8
    for certainty, (kind, words) in _KINDS.items():
        forms = [form for form in (False, True) if (certainty, form) in shapes]
        for form in forms:
            yield _bar(kind, x, x + 20, y - 4) if form else _day(kind, x + 5, y - 4)
            x += 26 if form else 14
        if forms:
            yield f'<text class="small" x="{x}" y="{y}">{words}</text>'
            x += round(LETTER * len(words)) + 8
