"""The chain: who told whom in the memo, sentence by sentence, as a sequence diagram."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.memo import memo
from gorin.tables import addresses, rows, rows_until
from gorin.widgets.citing import captioned, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_LAST_DAY = "1941-03-12"  # the chain is read before the forecasts
_MOSCOW = "Moscow"
# Left to right. Moscow has a line and no message: the page gives it none.
_LINES = {
    "": _MOSCOW,
    "oumansky": "Ambassador",
    "welles": "Welles",
    "jackson": "Attorney General",
    "roosevelt": "President",
    "long": "Long",
    "dies": "Dies",
}
_TITLED = ("oumansky", "jackson", "roosevelt")
_LETTERS = {"spoke": "S", "asked": "A", "wrote": "W", "not stated": "?"}
_LABELS = {"before the talk": "earlier", "not stated": "when?"}

_WIDE, _HEAD, _ROW, _LEFT = 760, 72, 28, 58  # of the drawing, in its own units
# For the drawing as a picture; in the live view course.css colours it to the theme.
_PICTURE = """
text{font-family:system-ui,sans-serif;font-size:12px;fill:#212121}
.leaf{fill:#fffdf6}.band{fill:#f3ecd9}.head{fill:#fff;stroke:#595959}.life{stroke:#8a8a8a}
.ghost{stroke:#8a8a8a;stroke-dasharray:2 5}.small{font-size:10.5px;fill:#595959}
.after{stroke:#595959;stroke-dasharray:8 4}
.arrow{stroke:#1f4e79;stroke-width:1.8;fill:none}.tip{fill:#1f4e79}
.earlier{stroke-dasharray:7 4}.when{stroke-dasharray:2 4}
.dot{fill:#fff;stroke:#1f4e79;stroke-width:1.5}.letter{font-size:10px;font-weight:700;fill:#1f4e79}
"""


def chain() -> "Chain | Notice":
    """Show the messages of which the memo tells, one after the other, each with its clause."""
    try:
        return Chain()
    except CourseError as wrong:
        return Notice(str(wrong))


@dataclass(frozen=True, slots=True)
class Step:
    """One message: its clause, from whom, to whom, what, how and when, and what is not said."""

    number: int
    anchor: str
    sender: str
    receiver: str
    said: str
    kind: str
    when: str
    note: str


class Chain(Widget):
    """The messages of the memo. `step` is the one that is shown."""

    _esm = script("chain.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    step = traitlets.Int(1).tag(sync=True)

    def __init__(self) -> None:
        self._steps = steps()
        super().__init__(spec=_spec(self._steps))

    def line(self) -> str:
        """Return how many messages pass between how many people."""
        people = {name for one in self._steps for name in (one.sender, one.receiver)}
        return f"Chain: {len(self._steps)} messages among {len(people)} people"

    def page(self) -> str:
        """Return the whole diagram as a picture, and the same as a table."""
        drawing = diagram(self._steps, picture=True)
        source = b64encode(drawing.encode()).decode()
        about = (
            f"Sequence diagram of {len(self._steps)} messages, the same as in the table below. "
            "Moscow has a line and no message."
        )
        image = f'<img alt="{about}" src="data:image/svg+xml;base64,{source}">'
        ways = "".join(f"<li>{_way(way)}</li>" for way in channels())
        return (
            f'<div style="{PAPER}"><p><strong>Who told whom in the memo</strong></p>{image}'
            f'<p style="{QUIET}">{_legend()}</p>{_table(self._steps)}'
            f"<p><strong>Two capitals, two channels</strong></p><ul>{ways}</ul></div>"
        )


def steps() -> tuple[Step, ...]:
    """Return the messages in the order in which the memo tells of them."""
    found = tuple(
        Step(
            int(row["step"]),
            row["anchor"],
            row["from"],
            row["to"],
            row["said"],
            row["kind"],
            row["when"],
            row["note"],
        )
        for row in rows("chain")
    )
    for step in found:
        for name in (step.sender, step.receiver):
            if name not in _LINES:
                raise CourseError(f"chain.csv, step {step.number}: no line is drawn for {name!r}")
    return found


@dataclass(frozen=True, slots=True)
class Channel:
    """Two people of the two sides who speak in one capital, and the papers that say so."""

    place: str
    american: str
    soviet: str
    papers: tuple[str, ...]


def channels() -> tuple[Channel, ...]:
    """Return who spoke with whom between the two sides, by capital, in the moves until March."""
    places = {row["id"]: row["place"] for row in rows("calendar")}
    names = {row["id"]: row["name"].split()[-1] for row in rows("actors")}
    met: dict[tuple[str, str, str], list[str]] = {}
    for move in rows_until("ledger", _LAST_DAY):
        sides = {move["from_side"]: move["speaker"], move["to_side"]: move["addressee"]}
        if set(sides) == {"USA", "USSR"} and all(sides.values()):
            pair = (places[move["document"]], names[sides["USA"]], names[sides["USSR"]])
            papers = met.setdefault(pair, [])
            papers += [move["document"]] * (move["document"] not in papers)
    return tuple(
        Channel(*pair, tuple(papers)) for pair, papers in sorted(met.items(), reverse=True)
    )


def diagram(shown: tuple[Step, ...], *, picture: bool = False) -> str:
    """Draw lifelines and arrows as SVG; a picture brings its own colours."""
    high = _HEAD + _ROW * len(shown) + 14
    inside = [f"<style>{_PICTURE}</style>"] if picture else []
    inside += [f'<rect class="leaf" width="{_WIDE}" height="{high}"/>', *_bands(shown)]
    for name, label in _LINES.items():
        inside.append(_lifeline(_at(name), label, high, ghost=not name))
    for row, step in enumerate(shown):
        inside.append(_message(step, _HEAD + _ROW * row + 18))
    size = f' width="{_WIDE}" height="{high}"' if picture else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high}"{size}>'
        f"{''.join(inside)}</svg>"
    )


def _at(name: str) -> int:
    """Return where a person's line stands."""
    return 104 + 100 * list(_LINES).index(name)


def _bands(shown: tuple[Step, ...]) -> Iterator[str]:
    """Shade every other paragraph, and rule off what came after the talk."""
    for row, step in enumerate(shown):
        y = _HEAD + _ROW * row
        if int(step.anchor[0]) % 2 == 0:
            yield f'<rect class="band" y="{y}" width="{_WIDE}" height="{_ROW}"/>'
        if row and step.anchor[0] == "5" != shown[row - 1].anchor[0]:
            yield f'<line class="after" x1="0" x2="{_WIDE}" y1="{y}" y2="{y}"/>'


def _lifeline(x: int, label: str, high: int, *, ghost: bool) -> str:
    words = [*label.split(), "(¶3.2a)"] if ghost else label.split()
    text = "".join(
        f'<text x="{x}" y="{33 + 16 * i - 8 * (len(words) - 1)}" text-anchor="middle">{word}</text>'
        for i, word in enumerate(words)
    )
    box = f'<rect class="head" x="{x - 44}" y="8" width="88" height="42" rx="4"/>'
    kind = "ghost" if ghost else "life"
    line = f'<line class="{kind}" x1="{x}" x2="{x}" y1="50" y2="{high - 6}"/>'
    return line + ("" if ghost else box) + text


def _message(step: Step, y: int) -> str:
    start, end = _at(step.sender), _at(step.receiver)
    label = _LABELS.get(step.when, "")
    how = {"earlier": " earlier", "when?": " when"}.get(label, "")
    if start == end:
        drawn = f"M{start} {y - 6}h34v14h-26"
        tip, middle, letter = (start + 6, y + 8, -1), start + 60, y - 6
    else:
        way = 1 if end > start else -1
        drawn = f"M{start + 9 * way} {y}H{end - 8 * way}"
        tip, middle, letter = (end - 2 * way, y, way), (start + end) // 2, y
    x, tip_y, way = tip
    parts = [
        f'<rect class="row" y="{y - 18}" width="{_WIDE}" height="{_ROW}" fill="transparent"/>',
        f'<text class="small" x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">¶{step.anchor}</text>',
        f'<path class="arrow{how}" d="{drawn}"/>',
        f'<path class="tip" d="M{x} {tip_y}l{-10 * way} -5v10z"/>',
        f'<circle class="dot" cx="{start}" cy="{letter}" r="8"/>',
        (
            f'<text class="letter" x="{start}" y="{letter + 4}" text-anchor="middle">'
            f"{_LETTERS[step.kind]}</text>"
        ),
    ]
    if label:
        parts.append(
            f'<text class="small" x="{middle}" y="{y - 5}" text-anchor="middle">{label}</text>'
        )
    return f'<g class="step" data-step="{step.number}">{"".join(parts)}</g>'


def _legend() -> str:
    kinds = "; ".join(f"{letter} {kind}" for kind, letter in _LETTERS.items())
    return escape(
        f"In the circle, how: {kinds}. A broken arrow is a message from before the talk, a dotted "
        "one has no word of time. Below the long dashes stands what was added after the talk."
    )


def _table(shown: tuple[Step, ...]) -> str:
    lines = (
        (
            f"¶{step.anchor}",
            _LINES[step.sender],
            _LINES[step.receiver],
            *map(escape, (step.said, step.kind, step.when, step.note)),
        )
        for step in shown
    )
    heads = ("Passage", "From", "To", "What", "How", "When", "What is not said")
    table = captioned("Who told whom, in the order of the memo", heads, lines)
    summary = f"The same as a table: {len(shown)} messages"
    return f"<details><summary>{summary}</summary>{table}</details>"


def _way(way: Channel) -> str:
    papers = linked(", ".join(way.papers), addresses())
    return f"{escape(way.place)}: {escape(way.american)} and {escape(way.soviet)} ({papers})"


def _spec(shown: tuple[Step, ...]) -> dict[str, Any]:
    urls = addresses()
    return {
        "drawing": diagram(shown),
        "legend": _legend(),
        "steps": [
            {
                "anchor": step.anchor,
                "words": memo()[step.anchor].text,
                "from": _LINES[step.sender],
                "to": _LINES[step.receiver],
                "said": f"{'The ' * (step.sender in _TITLED)}{_LINES[step.sender]} {step.said}.",
                "kind": step.kind,
                "when": step.when,
                "note": step.note,
            }
            for step in shown
        ],
        "channels": [
            {
                "place": way.place,
                "who": f"{way.american} and {way.soviet}",
                "papers": [[paper, urls[paper]] for paper in way.papers],
            }
            for way in channels()
        ],
    }
