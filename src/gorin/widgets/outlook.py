"""What the student foresaw and thought: forecasts opened in lesson 4, positions on one line.

Both read the answers files of the lessons, in the folder where the notebook runs.
"""

import base64
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from gorin import paths
from gorin.bank import Question, bank
from gorin.errors import CourseError
from gorin.questions import normalise
from gorin.recording import sheet
from gorin.tables import addresses
from gorin.widgets.citing import captioned, linked
from gorin.widgets.widget import PAPER, QUIET, Notice


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a forecast, and the paper that shows it."""

    id: str
    happened: bool
    document: str
    why: str


@dataclass(frozen=True, slots=True)
class Forecaster:
    """Somebody in the papers who foresaw; `reads` is our reading of it in per cent."""

    name: str
    document: str
    date: str
    says: str
    reads: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page made anew at each run: static HTML and one line."""

    html: str
    line: str

    def __repr__(self) -> str:
        return self.line

    def _repr_html_(self) -> str:
        return self.html


def brier(chances: Mapping[str, int], outcomes: Sequence[Outcome]) -> float | None:
    """Return the mean squared distance (0 to 1) of forecasts in per cent from what happened.

    None where nothing was foreseen. Source: G. W. Brier, Verification of Forecasts Expressed in
    Terms of Probability, Monthly Weather Review 78 (1950).
    """
    known = [o for o in outcomes if o.id in chances]
    if not known:
        return None
    return sum((chances[o.id] / 100 - o.happened) ** 2 for o in known) / len(known)


def forecasts() -> "Sheet | Notice":
    """Open the five forecasts: what the student said, what happened, and two who foresaw."""
    try:
        table = _outcomes(paths.data("outcomes.toml"))
        own = {q.id: _kept(q) for q in bank().forecasts}
        return _opened({name: value for name, value in own.items() if value is not None}, *table)
    except CourseError as wrong:
        return Notice(str(wrong))


def positions() -> "Sheet | Notice":
    """Show the student's own positions, lesson by lesson, on one line from 0 to 10."""
    try:
        taken = [(q, _kept(q)) for q in bank().positions]
    except CourseError as wrong:
        return Notice(str(wrong))
    return _line_of(taken)


def _kept(question: Question) -> Any:
    """Return what the answers file keeps for a card, if it is valid."""
    return normalise(question, sheet(question).get(question.id))


@cache
def _outcomes(path: Path) -> tuple[tuple[Outcome, ...], tuple[Forecaster, ...], str]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        outcomes = tuple(Outcome(**entry) for entry in table["outcome"])
        others = tuple(Forecaster(**entry) for entry in table["forecaster"])
        return outcomes, others, str(table["brier"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: not the outcomes of the forecasts ({error})") from None


def _opened(
    own: Mapping[str, int],
    outcomes: Sequence[Outcome],
    others: Sequence[Forecaster],
    explained: str,
) -> Sheet:
    texts = {question.id: question.prompt for question in bank().forecasts}
    urls = addresses()
    lines = [_line(outcome, texts[outcome.id], own, others, urls) for outcome in outcomes]
    scores = [brier(own, outcomes), *(brier(other.reads, outcomes) for other in others)]
    lines.append(["Brier score", "", *("–" if s is None else f"{s:.2f}" for s in scores)])
    heads = ("Forecast", "What happened", "You", *(escape(other.name) for other in others))
    table = captioned("Five forecasts, what happened, and two who foresaw", heads, lines)
    said = "".join(
        f"<li><strong>{escape(other.name)}</strong> ({linked(other.document, urls)}): "
        f"{escape(other.says)}</li>"
        for other in others
    )
    missing = "" if own else f"<p><strong>{escape(_NONE)}</strong></p>"
    html = (
        f'<div style="{PAPER}">{missing}{table}<p>{escape(explained)}</p><ul>{said}</ul>'
        f'<p style="{QUIET}">The figures of the two forecasters are our reading of their words; '
        "where the paper gives no ground, the cell is empty.</p></div>"
    )
    score = scores[0]
    told = "no forecasts kept here" if score is None else f"your Brier score {score:.2f}"
    return Sheet(html, f"Forecasts: {told}")


_NONE = (
    "Your own forecasts are not in this folder. They are made at the end of lesson 3 and kept in "
    "03-actors.answers.json beside its notebook."
)


def _line(
    outcome: Outcome,
    text: str,
    own: Mapping[str, int],
    others: Sequence[Forecaster],
    urls: Mapping[str, str],
) -> list[str]:
    said = [own.get(outcome.id), *(other.reads.get(outcome.id) for other in others)]
    how = "happened" if outcome.happened else "did not happen"
    why = f"<strong>{how}</strong>. {escape(outcome.why)} ({linked(outcome.document, urls)})"
    what = f"{escape(outcome.id)} {escape(text)}"
    return [what, why, *("" if chance is None else f"{chance} %" for chance in said)]


def _line_of(taken: Sequence[tuple[Question, Any]]) -> Sheet:
    """Draw the positions on a line; the list beneath says the same in words."""
    known = [(int(q.home[:2]), value) for q, value in taken if value is not None]
    items = "".join(
        f"<li>Lesson {lesson}: <strong>{value['scale']}</strong> of 10. {escape(value['why'])}"
        f"{' (¶' + escape(value['anchor']) + ')' if value.get('anchor') else ''}</li>"
        for lesson, value in known
    )
    open_ones = [str(int(q.home[:2])) for q, value in taken if value is None]
    gaps = f"<p>No position kept here for lesson {', '.join(open_ones)}.</p>" if open_ones else ""
    words = "; ".join(f"lesson {lesson}: {value['scale']}" for lesson, value in known)
    drawn = f'<p><img alt="{escape(words or "no position yet")}" src="{_svg(known)}"></p>'
    html = (
        f'<div style="{PAPER}"><p><strong>Was it a bargain?</strong> Your own answers, from 0 (no) '
        f"to 10 (yes).</p>{drawn if known else ''}<ul>{items}</ul>{gaps}</div>"
    )
    return Sheet(html, f"Positions: {words or 'none kept here'}")


def _svg(known: Sequence[tuple[int, Any]]) -> str:
    """Return the line as an image: a scale of eleven ticks, a numbered mark for each lesson."""
    ink = "#777777"
    ticks = "".join(
        f'<line x1="{30 + 50 * n}" y1="95" x2="{30 + 50 * n}" y2="103" stroke="{ink}"/>'
        f'<text x="{30 + 50 * n}" y="118" text-anchor="middle" fill="{ink}">{n}</text>'
        for n in range(11)
    )
    marks = ""
    stacked: dict[int, int] = {}
    for lesson, value in known:
        x, level = 30 + 50 * value["scale"], stacked.get(value["scale"], 0)
        stacked[value["scale"]] = level + 1
        y = 80 - 24 * level
        marks += (
            f'<circle cx="{x}" cy="{y}" r="11" fill="#1f4e79"/>'
            f'<text x="{x}" y="{y + 4}" text-anchor="middle" fill="#ffffff">{lesson}</text>'
        )
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="125" '
        'font-family="sans-serif" font-size="12">'
        f'<line x1="30" y1="95" x2="530" y2="95" stroke="{ink}"/>{ticks}{marks}</svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"
