"""The cast: who stands where, who is on the page and how, and what each can do."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.tables import addresses, rows, rows_until
from gorin.widgets.citing import captioned, cited, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

VERBS = {
    "decide": "bring the act about, by virtue of an office",
    "block": "stop it, or make it too costly",
    "carry": "take word from one to another",
    "cover": "take blame, so that another can act",
}
_PRESENCE = {"named": "by name", "titled": "by title only", "absent": "absent"}
_YOURS = "yours to decide"


def cast(*, until: str | None = "1941-03-12") -> "Cast | Notice":
    """Show the people of the case, of whom papers until a day tell; with None, of all papers.

    What an exercise asks about is left to the reader, who can pencil a verb in; nothing is kept.
    """
    try:
        return Cast(until)
    except CourseError as wrong:
        return Notice(str(wrong))


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that a person can do, on what it rests, and why."""

    verb: str
    basis: str
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the actors with the forms of the name on the page and the verbs shown so far."""

    row: Mapping[str, str]
    forms: tuple[str, ...]
    verbs: tuple[Verb, ...]

    @property
    def on_the_page(self) -> str:
        """How the memo speaks of the person."""
        return ", ".join(self.forms) if self.forms else "not there"

    @property
    def can(self) -> str:
        """Name the verbs, or say that there are none, or that the reader is to decide."""
        if not self.verbs:
            return _YOURS
        known = [one.verb for one in self.verbs if one.verb in VERBS]
        return ", ".join(known) or "none of the four, in what was read"


def people(until: str | None) -> tuple[Person, ...]:
    """Return the cast up to a day, in the order of the table."""
    forms, verbs = defaultdict(list), defaultdict(list)
    for row in rows_until("names", until):
        if row["document"] == "d901":
            # What stands outside the text says so: “Martin Dies” (note 31).
            place = row["source"].removeprefix("d901").removeprefix(", ")
            forms[row["actor"]].append(f"“{row['form']}”{f' ({place})' if place else ''}")
    asked = {row["id"] for row in rows("actors")} - {row["actor"] for row in rows("verbs")}
    for row in rows_until("verbs", until):
        verbs[row["actor"]].append(Verb(row["verb"], row["basis"], row["note"]))
    found = []
    for row in rows_until("actors", until):
        name = row["id"]
        if name not in asked and not verbs[name]:
            verbs[name].append(Verb("none", "", "Nothing that was read until then shows one."))
        found.append(Person(row, tuple(forms[name]), tuple(verbs[name])))
    return tuple(found)


class Cast(Widget):
    """The cast. `pencil` holds the verbs that the reader gave to those who have none."""

    _esm = script("citing.js", "cast.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    pencil = traitlets.Dict().tag(sync=True)

    def __init__(self, until: str | None) -> None:
        self._until, self._people = until, people(until)
        super().__init__(spec=_spec(self._people))

    def line(self) -> str:
        """Return how many people there are, and until when."""
        return f"Cast: {len(self._people)} people{_until(self._until)}"

    def page(self) -> str:
        """Return a table for each side."""
        sides: dict[str, list[Person]] = {}
        for person in self._people:
            sides.setdefault(person.row["side"], []).append(person)
        verbs = "; ".join(f"{verb}: {about}" for verb, about in VERBS.items())
        tables = "".join(_table(side, found) for side, found in sides.items())
        return (
            f'<div style="{PAPER};max-width:64em;overflow-x:auto"><p><strong>The cast'
            f'{escape(_until(self._until))}</strong></p><p style="{QUIET}">Four verbs. '
            f"{escape(verbs)}. Whoever stands without one is {_YOURS}.</p>{tables}</div>"
        )


def _until(day: str | None) -> str:
    return f", until {day}" if day else ""


def _table(side: str, found: list[Person]) -> str:
    heads = ("Name", "Office", "On the page", "Wants", "Can", "Cannot", "Verb", "Papers")
    table = captioned(side, heads, map(_line, found))
    count = f"{len(found)} {'person' if len(found) == 1 else 'people'}"
    return f"<details><summary>{escape(side)}: {count}</summary>{table}</details>"


def _line(person: Person) -> list[str]:
    row, urls = person.row, addresses()
    why = " ".join(one.why for one in person.verbs)
    cells = (
        row["name"],
        row["office"],
        person.on_the_page,
        _wants(row),
        row["powers"],
        row["limits"],
        f"{person.can}. {why}".strip(),
        "; ".join(filter(None, (row["source"], *(one.basis for one in person.verbs)))),
    )
    return [linked(cell, urls) for cell in cells]


def _wants(row: Mapping[str, str]) -> str:
    return f"{row['aim']} ({row['aim_basis']})" if row["aim"] else ""


def _spec(found: tuple[Person, ...]) -> dict[str, Any]:
    shown = ("id", "name", "office", "dates", "side", "institution", "presence", "aim")
    more = ("aim_basis", "powers", "limits", "document", "source", "certainty", "note")
    spec = {
        "verbs": list(VERBS.items()),
        "presence": list(_PRESENCE.items()),
        "people": [
            {
                **{name: person.row[name] for name in (*shown, *more)},
                "later": person.row.get("later", ""),
                "page": person.on_the_page,
                "verbs": [
                    {"verb": one.verb, "basis": one.basis, "why": one.why} for one in person.verbs
                ],
            }
            for person in found
        ],
    }
    return spec | {"urls": cited(spec)}
