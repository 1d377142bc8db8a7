"""The ledger: the moves in order, filtered by side, move and person, each opening its details."""

from collections.abc import Mapping
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.tables import addresses, rows, rows_until
from gorin.widgets.citing import captioned, cited, days, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style


def ledger(*, until: str | None = None) -> "Ledger | Notice":
    """Show the ledger of moves; with `until`, a day, nothing that came or was reported later."""
    try:
        return Ledger(until)
    except CourseError as wrong:
        return Notice(str(wrong))


class Ledger(Widget):
    """The moves. `shown` holds the ids of those that the filters leave."""

    _esm = script("citing.js", "ledger.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    shown = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, until: str | None) -> None:
        self._until, self._moves = until, moves(until)
        super().__init__(
            spec={"urls": cited(self._moves), "moves": self._moves, "names": _names()},
            shown=[move["id"] for move in self._moves],
        )

    def line(self) -> str:
        """Return how many moves there are, and until when."""
        return f"Ledger: {_count(len(self._moves))}{f', until {self._until}' * bool(self._until)}"

    def page(self) -> str:
        """Return the whole ledger as a table."""
        return (
            f'<div style="{PAPER};max-width:68em;overflow-x:auto">'
            "<p><strong>The ledger of moves</strong></p>"
            f'<p style="{QUIET}">{_count(len(self._moves))}, in order. A paper without a day of '
            "its own stands at the first day on which it can have been.</p>"
            f"{_table(self._moves)}</div>"
        )


def _count(number: int) -> str:
    return f"{number} move{'s' * (number != 1)}"


def moves(until: str | None) -> list[dict[str, Any]]:
    """Return what is shown of each move, with names for ids, in the order of the table."""
    names = _names()

    def who(speaker: str, words: str) -> str:
        return ", ".join(filter(None, (names.get(speaker, ""), words)))

    found = []
    for row in rows_until("ledger", until):
        persons = [name for name in row["persons"].split(";") if name]
        spoke = row["speaker"], row["addressee"]
        concerned = [names[name] for name in persons]
        found.append(
            {
                "id": row["id"],
                "days": _days(row, until),
                "date": row["certainty"],
                "paper": row["document"],
                "side": row["from_side"].split(" ")[0],
                "from": who(row["speaker"], row["speaker_as"]) or row["from_side"],
                "to": who(row["addressee"], row["addressee_as"]) or row["to_side"],
                "sides": f"{row['from_side']} to {row['to_side']}",
                "move": row["move"],
                "people": list(dict.fromkeys(filter(None, (*persons, *spoke)))),
                "gist": row["offered"] if _gives(row) else row["asked"],
                "number": row["number_promised"] or row["number_expected"],
                "number_as": "promised" if row["number_promised"] else "expected",
                "details": [
                    ("Asks", row["asked"]),
                    ("Gives, or declines to give", row["offered"]),
                    ("People", "; ".join([*concerned, *filter(None, [row["others"]])])),
                    ("Legal form", row["legal_form"]),
                    ("On condition", row["condition"]),
                    ("Firmness", f"{row['firmness']} (our class: {row['firmness_class']})"),
                    ("What came back", _answer(row)),
                    ("Look in", f"{row['evidence']} (read: {row['read']})"),
                    ("Mind", row["note"]),
                    ("Later", row.get("later", "")),
                ],
            }
        )
    return found


def _days(row: Mapping[str, str], until: str | None) -> str:
    """Say when; a limit after the last day that may show would tell of something later."""
    if until is not None and row["latest"] > until:
        return f"{days(row['earliest'], row['earliest'])} or later"
    return days(row["earliest"], row["latest"])


def _names() -> dict[str, str]:
    return {row["id"]: row["name"] for row in rows("actors")}


def _gives(row: Mapping[str, str]) -> bool:
    """Is what is given, or declined, what the move is about?"""
    return row["move"] != "demand" and row["offered"].split(" ")[0] not in ("", "nothing")


def _answer(row: Mapping[str, str]) -> str:
    paper = f" [{row['response_document']}]" if row["response_document"] else ""
    return f"{row['response']}{paper}" if row["response"] else ""


def _table(found: list[dict[str, Any]]) -> str:
    heads = ("Days", "Paper", "From", "To", "Move", "What", "Persons counted", "More")
    table = captioned("The ledger of moves", heads, map(_line, found))
    return f"<details><summary>{_count(len(found))}</summary>{table}</details>"


def _line(move: dict[str, Any]) -> list[str]:
    urls = addresses()
    number = f"{move['number']} {move['number_as']}" if move["number"] else ""
    cells = (*(move[name] for name in ("days", "paper", "from", "to", "move", "gist")), number)
    more = "".join(
        f"<li>{escape(name)}: {linked(text, urls)}</li>" for name, text in move["details"] if text
    )
    details = f"<details><summary>details</summary><ul>{more}</ul></details>"
    return [*(linked(cell, urls) for cell in cells), details]
