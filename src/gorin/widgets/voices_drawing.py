"""The drawing of the voices: a row of blocks for each paragraph, filled with lines of its kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDE, _LEFT, _GAP, _HIGH = 640, 74, 5, 0.62  # pixels; _HIGH is of one word
_COLOURS = (
    "text{font-family:system-ui,sans-serif;font-size:12px;fill:#212121}.small{fill:#595959}"
    ".letter{font-weight:700}.leaf{fill:#fff}.edge{fill:none;stroke:#595959}"
    ".ink{fill:none;stroke:#1f4e79;stroke-width:1.4}.thick{stroke-width:3}"
)
# What fills a block: a tile of 12 by 10 with a line of its voice's kind. Narration is blank paper.
_TILES = {
    "solid": '<path class="ink" d="M0 7.5H12"/>',
    "dashed": '<path class="ink" d="M0 7.5H7"/>',
    "double": '<path class="ink" d="M0 4.5H12M0 7.5H12"/>',
    "dotted": '<path class="ink" d="M1 7.5h2m4 0h2"/>',
    "thick": '<path class="ink thick" d="M0 7.5H12"/>',
    "wavy": '<path class="ink" d="M0 7q3 -5 6 0t6 0"/>',
    "open": '<path class="ink" d="M0 10L12 0"/>',
}


@dataclass(frozen=True, slots=True)
class Block:
    """A voice in a row: its letter, its kind of line, its words."""

    letter: str
    line: str
    words: int


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph: its name, all its words, and its blocks."""

    name: str
    words: int
    blocks: tuple[Block, ...]


def drawing(rows: Sequence[Row]) -> str:
    """Draw the rows as SVG with colours of its own; every coordinate is a whole pixel."""
    inside, y = "", _GAP
    for row in rows:
        high = round(_HIGH * row.words)
        inside += "".join(_row(row, y, high))
        y += high + _GAP
    size = 'width="12" height="10" patternUnits="userSpaceOnUse"'
    tiles = "".join(
        f'<pattern id="{name}" {size}>{tile}</pattern>' for name, tile in _TILES.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {y}" width="{_WIDE}" '
        f'height="{y}"><style>{_COLOURS}</style><defs>{tiles}</defs>'
        f'<rect class="leaf" width="{_WIDE}" height="{y}"/>{inside}</svg>'
    )


def _row(row: Row, y: int, high: int) -> Iterator[str]:
    middle = y + high // 2 + 4
    yield f'<text class="letter" x="8" y="{middle}">{escape(row.name)}</text>'
    yield f'<text class="small" x="{_LEFT - 10}" y="{middle}" text-anchor="end">{row.words}</text>'
    room, done = _WIDE - _LEFT - _GAP, 0
    for block in row.blocks:
        left = _LEFT + round(room * done / row.words)
        done += block.words
        wide = _LEFT + round(room * done / row.words) - left - 3
        place = f'x="{left}" y="{y}" width="{wide}" height="{high}"'
        fill = f"url(#{block.line})" if block.line in _TILES else "none"
        yield f'<rect {place} fill="{fill}"/><rect class="edge" {place}/>'
        yield f'<rect class="leaf" x="{left + 2}" y="{y + 2}" width="17" height="17"/>'
        yield f'<text class="letter" x="{left + 6}" y="{y + 15}">{escape(block.letter)}</text>'
