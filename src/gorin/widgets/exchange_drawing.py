"""The tree of an exchange as SVG: turns in boxes, moves as lines, what each end counts."""

from collections.abc import Collection, Iterator
from html import escape

from gorin.exchange_games import Chance, Number, Outcome, Tree, Turn
from gorin.explaining import in_figures

_COLUMNS = (8, 278, 552, 678)  # where what stands at each depth begins, in units of the drawing
_BOX, _ROW, _TOP, _WIDE = 84, 46, 34, 792
# For the drawing as a picture; in the live view course.css colours it to the theme.
_PICTURE = """
text{font-family:system-ui,sans-serif;font-size:12px;fill:#212121}.leaf{fill:#fff}
.box{fill:#fff;stroke:#595959}.line{fill:none;stroke:#8a8a8a}.tip{fill:none}
.best .line{stroke:#1f4e79;stroke-width:3}.best .tip{fill:#1f4e79}
.best text{font-weight:700;fill:#1f4e79}.small{font-size:11px;fill:#595959}
.unseen{stroke:#9c2a1a;stroke-dasharray:5 4}
"""


def diagram(
    tree: Tree,
    names: tuple[str, ...],
    *,
    best: Collection[tuple[int, int]] = (),
    picture: bool = False,
) -> str:
    """Draw a tree; `best` are the moves to be drawn thick. A picture brings its own colours."""
    rows, depths = _rows(tree), _depths(tree)
    high = _TOP + _ROW * (1 + round(max(rows))) - 10
    inside = [f"<style>{_PICTURE}</style>"] if picture else []
    inside.append(f'<rect class="leaf" width="{_WIDE}" height="{high}"/>')
    points = [
        (_COLUMNS[depth], round(_TOP + _ROW * row)) for depth, row in zip(depths, rows, strict=True)
    ]
    inside += _unseen(tree, points)
    for place, node in enumerate(tree.nodes):
        inside += _lines(tree, place, points, best)
        if isinstance(node, Turn):
            inside.append(_box(points[place], names[node.side]))
        elif isinstance(node, Outcome):
            inside.append(_end(place, points[place], node.worth, names))
    size = f' width="{_WIDE}" height="{high}"' if picture else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high}"{size}>'
        f"{''.join(inside)}</svg>"
    )


def _rows(tree: Tree) -> list[float]:
    """Give every end a row, and what comes before the middle of what follows it."""
    rows = [0.0] * len(tree.nodes)
    ends = [place for place, nexts in enumerate(tree.nexts) if not nexts]
    for row, place in enumerate(ends):
        rows[place] = row
    for place in reversed(range(len(tree.nodes))):
        if nexts := tree.nexts[place]:
            rows[place] = (rows[nexts[0]] + rows[nexts[-1]]) / 2
    return rows


def _depths(tree: Tree) -> list[int]:
    """Give every end the last column, and what comes before a column by its moves."""
    depths = [0] * len(tree.nodes)
    for place, nexts in enumerate(tree.nexts):
        for then in nexts:
            depths[then] = depths[place] + 1 if tree.nexts[then] else len(_COLUMNS) - 1
    return depths


def _lines(
    tree: Tree, place: int, points: list[tuple[int, int]], best: Collection[tuple[int, int]]
) -> Iterator[str]:
    """Draw what leads on from a node: first up or down, then across, with its words above."""
    node, (x, y), first = tree.nodes[place], points[place], tree.first.get(place, place)
    start = x + (_BOX if isinstance(node, Turn) else 6)
    for move, then in enumerate(tree.nexts[place]):
        to, level = points[then]
        if isinstance(node, Turn):
            says, mark = node.moves[move].says, f'data-move="{first}-{move}"'
        elif isinstance(node, Chance):
            says, mark = node.branches[move].says, f'data-way="{move}"'
        to -= 6 * isinstance(tree.nodes[then], Chance)  # an arrow ends at the ring
        kind = "move best" if (first, move) in best else "move"
        yield (
            f'<g class="{kind}" {mark}><path class="line" d="M{start} {y}h14V{level}H{to - 7}"/>'
            f'<path class="tip" d="M{to - 1} {level}l-9 -5v10z"/>'
            f'<text x="{start + 20}" y="{level - 6}">{escape(says)}</text></g>'
        )
    if isinstance(node, Chance):
        yield f'<circle class="box" cx="{x}" cy="{y}" r="6"/>'


def _box(point: tuple[int, int], name: str) -> str:
    x, y = point
    return (
        f'<rect class="box" x="{x}" y="{y - 13}" width="{_BOX}" height="26" rx="4"/>'
        f'<text x="{x + _BOX // 2}" y="{y + 4}" text-anchor="middle">{escape(name)}</text>'
    )


def _end(
    place: int, point: tuple[int, int], worth: tuple[Number, ...], names: tuple[str, ...]
) -> str:
    x, y = point
    said = counted(worth, names)
    return f'<text class="end" data-end="{place}" x="{x + 4}" y="{y + 4}">{said}</text>'


def counted(worth: tuple[Number, ...], names: tuple[str, ...]) -> str:
    """Write what an end counts for each side, by the side's first letter: `W 2 · M 3`."""
    return " · ".join(
        f"{n[0]} {in_figures(number)}" for n, number in zip(names, worth, strict=True)
    )


def _unseen(tree: Tree, points: list[tuple[int, int]]) -> Iterator[str]:
    """Join the turns that look alike to whoever moves."""
    for place, first in tree.first.items():
        if place != first:
            (x, top), (_, foot) = points[first], points[place]
            middle = x + _BOX // 2
            yield f'<line class="unseen" x1="{middle}" x2="{middle}" y1="{top}" y2="{foot}"/>'
            yield (
                f'<text class="small" x="{middle + 8}" y="{(top + foot) // 2 + 4}">'
                "does not see which</text>"
            )
