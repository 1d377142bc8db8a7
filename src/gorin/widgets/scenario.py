"""In Welles's chair: five decisions, each with what could be known, and a debrief."""

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import Any

import traitlets

from gorin import paths
from gorin.decisions import (
    ASKED,
    COLUMNS,
    DESK,
    DONE,
    KINDS,
    STATUS,
    Choice,
    Decision,
    Turn,
    read_scenario,
)
from gorin.errors import CourseError
from gorin.tables import addresses, rows
from gorin.widgets.citing import days, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

# A line at the side of its own kind, besides the label, for each kind of turn.
_SIDE = {"record": "solid", "argued": "dashed", "silent": "dotted"}


def scenario() -> "Chair | Notice":
    """Sit in Welles's chair for five decisions, with what the record shows he could know."""
    try:
        return Chair()
    except CourseError as wrong:
        return Notice(str(wrong))


class Chair(Widget):
    """The five decisions. `path` holds the ids of the choices made; it is not kept in a file."""

    _esm = script("citing.js", "scenario.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    path = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self) -> None:
        self._scenario = read_scenario(paths.data("scenario.toml"))
        self._names = _names()
        super().__init__(spec=self._spec())

    def line(self) -> str:
        """Return how many decisions and choices there are."""
        decisions = self._scenario.decisions
        choices = sum(len(decision.choices) for decision in decisions)
        return f"Scenario: {len(decisions)} decisions, {choices} choices"

    def page(self) -> str:
        """Return every decision as text: scene, desk, choices, what was done, and the debrief."""
        told, cite = self._scenario, self._cite
        number = len(told.decisions)
        parts = "".join(
            _chapter(decision, f"Decision {place} of {number}", cite)
            for place, decision in enumerate(told.decisions, start=1)
        )
        lines = "".join(_reviewed(decision, cite) for decision in told.decisions)
        debrief = f"<p>{escape(told.ending)}</p>{lines}<p>{escape(told.closing)}</p>"
        return (
            f'<div style="{PAPER}"><p><strong>{escape(told.title)}</strong></p>'
            f'<p>{escape(told.intro)}</p><p style="{QUIET}">{escape(told.choosing)}</p>{parts}'
            f"<details><summary>Debrief</summary>{debrief}</details></div>"
        )

    def _cite(self, turn: Turn) -> str:
        return linked(self._named(turn), addresses())

    def _named(self, turn: Turn) -> str:
        return ", ".join(self._names.get(source, source) for source in turn.sources)

    def _spec(self) -> dict[str, Any]:
        told = self._scenario
        return {
            "title": told.title,
            "intro": told.intro,
            "choosing": told.choosing,
            "kept": told.kept,
            "ending": told.ending,
            "closing": told.closing,
            "done": DONE,
            "columns": COLUMNS,
            "desk": DESK,
            "asked": ASKED,
            "kinds": KINDS,
            "status": STATUS,
            "urls": addresses(),
            "decisions": [self._told(decision) for decision in told.decisions],
        }

    def _told(self, decision: Decision) -> dict[str, Any]:
        return {
            "id": decision.id,
            "title": decision.title,
            "when": decision.when,
            "scene": self._turns(decision.scene),
            "desk": self._turns(decision.desk),
            "after": self._turns(decision.after),
            "record": self._turns([decision.record]),
            "open": self._turns([decision.open]),
            "choices": [
                {
                    "id": choice.id,
                    "text": choice.text,
                    "status": choice.status,
                    "to": choice.to,
                    "turns": self._turns(choice.turns),
                }
                for choice in decision.choices
            ],
        }

    def _turns(self, turns: Iterable[Turn]) -> list[list[str]]:
        return [[turn.kind, turn.who, turn.says, self._named(turn)] for turn in turns]


def _names() -> dict[str, str]:
    """Return how a paper is named that was not found, by its id."""
    return {
        row["id"]: f"{row['kind']} of {days(row['earliest'], row['latest'])}, not found"
        for row in rows("calendar")
        if row["read"] == "reference"
    }


Cite = Callable[[Turn], str]


def _chapter(decision: Decision, number: str, cite: Cite) -> str:
    choices = "".join(_choice(choice, cite) for choice in decision.choices)
    desk = "".join(f"<li>{_said(turn, cite)}</li>" for turn in decision.desk)
    done = _block(decision.after, cite)
    return (
        f"<p><strong>{number}: {escape(decision.title)}</strong></p>"
        f'<p style="{QUIET}">{escape(decision.when)}</p>{_block(decision.scene, cite)}'
        f"<p><strong>{DESK}</strong> ({KINDS['record']})</p><ul>{desk}</ul>"
        f"<p><strong>{ASKED}</strong></p><ul>{choices}</ul>"
        f"<details><summary>{DONE}</summary>{done}</details>"
    )


def _choice(choice: Choice, cite: Cite) -> str:
    found = _block(choice.turns, cite)
    return (
        f"<li>{escape(choice.text)}<details><summary>Where it leads</summary>"
        f"<p><strong>{STATUS[choice.status]}</strong></p>{found}</details></li>"
    )


def _block(turns: Iterable[Turn], cite: Cite) -> str:
    """Return turns under the label of their kind, with a line of its own at their side."""
    parts = ""
    for kind, alike in groupby(turns, key=lambda turn: turn.kind):
        lines = "".join(f"<p>{_said(turn, cite, label=False)}</p>" for turn in alike)
        line = f"border-left:2px {_SIDE[kind]};padding-left:0.8em;margin:0.5em 0"
        parts += f'<div style="{line}"><p style="{QUIET}">{KINDS[kind]}</p>{lines}</div>'
    return parts


def _said(turn: Turn, cite: Cite, *, label: bool = True) -> str:
    who = f"<strong>{escape(turn.who)}.</strong> " if turn.who else ""
    kind = f" <em>{KINDS[turn.kind]}.</em>" if label and turn.kind != "record" else ""
    return f"{who}{escape(turn.says)}{kind} ({cite(turn)})"


def _reviewed(decision: Decision, cite: Cite) -> str:
    _, record, opened = COLUMNS
    return (
        f"<p><strong>{escape(decision.title)}</strong></p><ul>"
        f"<li>{record}: {_said(decision.record, cite)}</li>"
        f"<li>{opened}: {_said(decision.open, cite)}</li></ul>"
    )
