"""The scale of a timeline: pieces of time, each drawn as wide as what happened in it needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDE, LEFT, RIGHT = 760, 88, 750  # of the drawing, in its own units
LETTER = 6.9  # the width of a letter of a label, taken a little too wide
_CENTURY, _MONTH = 3000, 24  # days from which only decades are named; room for a month's name


@dataclass(frozen=True, slots=True)
class Piece:
    """Some time drawn on one scale: its first and last day, and where they stand."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return where a day stands."""
        share = (day - self.first) / max(self.last - self.first, timedelta(1))
        return self.left + share * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Scale:
    """The pieces from left to right; what falls into the box is drawn without a label."""

    pieces: tuple[Piece, ...]
    box: tuple[str, str] | None = None

    @classmethod
    def of(
        cls, pieces: Sequence[tuple[str, str, float]], box: tuple[str, str] | None = None
    ) -> "Scale":
        """Share the width of the drawing among pieces: first day, last day, share."""
        whole, left, found = sum(share for *_, share in pieces), float(LEFT + 6), []
        for first, last, share in pieces:
            right = left + share / whole * (RIGHT - LEFT - 6)
            ends = date.fromisoformat(first), date.fromisoformat(last)
            found.append(Piece(*ends, left, right))
            left = right
        return cls(tuple(found), box)

    @property
    def first(self) -> str:
        """The first day that is drawn."""
        return self.pieces[0].first.isoformat()

    @property
    def last(self) -> str:
        """The last day that is drawn."""
        return self.pieces[-1].last.isoformat()

    def at(self, day: str) -> int:
        """Return where a day stands, or the end to which it is nearer."""
        when = date.fromisoformat(min(max(day, self.first), self.last))
        piece = next(piece for piece in self.pieces if when <= piece.last)
        return round(piece.at(max(when, piece.first)))


def ticks(scale: Scale) -> list[tuple[int, str]]:
    """Return the days that are named on the axis: the last, then years, then what has room."""
    last = scale.pieces[-1].last
    end = f"{last.day} {last:%b} {last.year}"
    found = [(RIGHT, end)]
    taken = [(RIGHT - LETTER * len(end) - 4, float(RIGHT))]
    for x, label in sorted(_candidates(scale), key=lambda tick: not tick[1].isdigit()):
        half = LETTER * len(label) / 2 + 2
        if all(x + half < left or x - half > right for left, right in taken):
            taken.append((x - half, x + half))
            found.append((x, label))
    return found


def _candidates(scale: Scale) -> Iterator[tuple[int, str]]:
    for piece in scale.pieces:
        span = (piece.last - piece.first).days
        month = (piece.right - piece.left) / max(span / 30.4, 1)
        for day in (piece.first + timedelta(n) for n in range(span + 1)):
            if label := _tick(day, span, month):
                yield round(piece.at(day)), label


def _tick(day: date, span: int, month: float) -> str:
    """Return how a day is named on the axis, if it is, in a piece with so much room a month."""
    if span > _CENTURY:
        return str(day.year) if (day.year % 10, day.month, day.day) == (0, 1, 1) else ""
    if month > 8 * _MONTH:
        return f"{day.day} {day:%b}" if day.day in (1, 10, 20) else ""
    if day.day != 1:
        return ""
    if day.month == 1:
        return str(day.year)
    return f"{day:%b}" if month > _MONTH or (day.month % 3 == 1 and 3 * month > _MONTH) else ""
