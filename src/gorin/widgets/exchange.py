"""Who goes first? A small game of the exchange, with sliders; below it, the order of the record."""

from base64 import b64encode
from collections.abc import Mapping
from fractions import Fraction
from html import escape
from typing import Any

import traitlets

from gorin import exchange_variants as variants
from gorin import paths
from gorin.errors import CourseError
from gorin.explaining import explain
from gorin.solving import Solution
from gorin.tables import addresses, rows
from gorin.widgets.citing import captioned, days, linked
from gorin.widgets.exchange_drawing import diagram
from gorin.widgets.exchange_table import came_to, first_moves, solved, table
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_LEGEND = (
    "A thick line with an arrow is the best move there. “W 2 · M 3”: the end counts 2 for "
    "Washington and 3 for Moscow, by assumption. At the ring nobody decides."
)


def exchange() -> "Exchange | Notice":
    """Show who goes first in the model, how it is solved, and what the record has instead."""
    try:
        return Exchange()
    except CourseError as wrong:
        return Notice(str(wrong))


class Exchange(Widget):
    """The game; `order`, `vagueness` (per cent), `weight` (steps) and `wants` are assumed."""

    _esm = script("citing.js", "exchange.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    order = traitlets.Unicode("washington").tag(sync=True)
    vagueness = traitlets.Int(50).tag(sync=True)
    weight = traitlets.Float(0).tag(sync=True)
    wants = traitlets.List(traitlets.Unicode(), ["take", "take"]).tag(sync=True)

    def __init__(self) -> None:
        known = variants.exchange()
        super().__init__(spec=_spec(known) | {"table": table(paths.data("exchange.toml"))})

    @property
    def solution(self) -> Solution:
        """The solution of what is assumed now."""
        return solved(self.order, self.vagueness, Fraction(self.weight), tuple(self.wants))

    def line(self) -> str:
        """Return what is assumed and what is the best first move."""
        assumed = f"{self.order}, {self.vagueness} % vague, a next case weighs {self.weight:g}"
        return f"Exchange ({assumed}): {first_moves(self.solution)}"

    def page(self) -> str:
        """Return the tree as a picture and in words, the results, the record, and what is wrong."""
        known, urls, found = variants.exchange(), addresses(), self.solution
        names = tuple(side.name for side in known.sides)
        steps = explain(found)
        best = {pair for step in steps for pair in step.open}
        drawn = b64encode(diagram(found.tree, names, best=best, picture=True).encode()).decode()
        told = "".join(
            f"<li>{'<br>'.join(map(escape, step.says.splitlines()))}</li>" for step in steps
        )
        order = next(one for one in known.orders if one.id == self.order)
        alt = f"Game tree: {order.name}. The steps below say the same."
        assumed = "".join(f"<li>{escape(says)}</li>" for says in known.assumed)
        record = "".join(f"<li>{_line(line, urls)}</li>" for line in known.record)
        wrong = "".join(f"<li>{linked(says, urls)}</li>" for says in known.wrong)
        return (
            f'<div style="{PAPER};max-width:68em;overflow-x:auto">'
            "<p><strong>Who goes first?</strong></p>"
            f"<p><strong>Model.</strong> {escape(order.name)}, one round: {escape(order.says)} "
            f"{escape(first_moves(found))} {escape(came_to(found))}</p>"
            f"<p><strong>Record.</strong> {linked(order.record, urls)}</p>"
            f'<p><img alt="{escape(alt)}" src="data:image/svg+xml;base64,{drawn}"></p>'
            f'<p style="{QUIET}">{escape(_LEGEND)}</p><ol>{told}</ol>{_variants(known)}'
            f"<details><summary>Model: what is assumed</summary><ul>{assumed}</ul></details>"
            f"<p><strong>Record.</strong> The order in which it happened:</p><ol>{record}</ol>"
            f"<p><strong>What this model gets wrong</strong></p><ul>{wrong}</ul></div>"
        )


def _variants(known: variants.Exchange) -> str:
    """Return what each order comes to, in one round and with a next case, clear and vague."""
    cases = (
        ("one round", 50, Fraction(0)),
        ("a next case weighs 2, a clear promise", 0, Fraction(2)),
        ("a next case weighs 2, a vague promise", 90, Fraction(2)),
    )
    lines = [
        (
            escape(order.name),
            *(
                escape(first_moves(solved(order.id, vagueness, weight, ("take", "take"))))
                for _, vagueness, weight in cases
            ),
        )
        for order in known.orders
    ]
    heads = ("Order", *(name for name, _, _ in cases))
    return captioned("Model: what is best at the beginning", heads, lines)


def _line(line: variants.Line, urls: Mapping[str, str]) -> str:
    return f"{escape(_when(line))}, {linked(line.document, urls)}: {linked(line.says, urls)}"


def _when(line: variants.Line) -> str:
    """Return the days of a line's event, or else of its paper."""
    name, wanted = ("events", line.event) if line.event else ("calendar", line.document)
    (row,) = (row for row in rows(name) if row["id"] == wanted)
    return days(row["earliest"], row["latest"])


def _spec(known: variants.Exchange) -> dict[str, Any]:
    return {
        "urls": addresses(),
        "legend": _LEGEND,
        "sides": [side.name for side in known.sides],
        "orders": [[order.id, order.name, order.says, order.record] for order in known.orders],
        "wants": [[want.id, want.says] for want in known.wants],
        "assumed": known.assumed,
        "record": [[_when(line), line.document, line.says] for line in known.record],
        "wrong": known.wrong,
    }
