"""Papers: document cards, one paper a card, which say how sure they are and how far we read."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import traitlets

from gorin.errors import CourseError
from gorin.tables import addressed, addresses, rows, rows_until
from gorin.widgets.citing import cited, days, leading, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

PLEA = "You are reading our paraphrase: source us too."
_FORECASTS = "1941-03-12"  # nothing later shows beside papers of before the forecasts
_READ = {
    "full": "in full",
    "body": "all but the end of the footnotes",
    "excerpt": "in part: about the first 2,000 characters",
    "reference": "not at all: known only through other papers",
}
_SURE = {
    "stated": "the paper states it",
    "received line": "from the line that says when it was received",
    "cross-reference": "another paper gives it",
    "footnote": "a footnote gives it",
    "inferred": "inferred",
}
_SERIF = "font-family:Palatino,Georgia,serif;font-size:1.08em"


def papers(*ids: str, until: str | None = None) -> "Papers | Notice":
    """Show cards of the papers named, or of all until a day (12 March 1941 unless it is given).

    What a paper says of later days shows only among papers that are themselves later. An id that
    is unknown, or too late, is answered by a notice; nothing is raised.
    """
    try:
        return Papers(ids, until)
    except CourseError as wrong:
        return Notice(str(wrong))


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one paper."""

    id: str
    head: str
    url: str
    summary: str
    words: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Papers(Widget):
    """The cards. `value` is the id of the one that lies on top."""

    _esm = script("citing.js", "papers.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.Unicode("").tag(sync=True)

    def __init__(self, ids: tuple[str, ...], until: str | None) -> None:
        self._cards = cards(ids, until)
        shown = [{name: getattr(c, name) for name in Card.__slots__} for c in self._cards]
        super().__init__(
            spec={"urls": cited(shown), "plea": PLEA, "cards": shown},
            value=self._cards[0].id,
        )

    def line(self) -> str:
        """Return the ids, or how many papers there are."""
        ids = [card.id for card in self._cards]
        many = len(ids) > _FEW
        return f"Papers: {f'{ids[0]} to {ids[-1]}, {len(ids)} cards' if many else ', '.join(ids)}"

    def page(self) -> str:
        """Return the cards one below the other; many of them are folded."""
        urls = addresses()
        shown = "".join(_static(card, urls) for card in self._cards)
        if len(self._cards) > _FEW:
            return f"<details><summary>{len(self._cards)} papers</summary>{shown}</details>"
        return shown


_FEW = 6


def cards(ids: tuple[str, ...], until: str | None) -> tuple[Card, ...]:
    """Return the cards in the order asked for, or all in the order of the calendar."""
    everything = {row["id"]: row for row in rows("calendar")}
    for unknown in [name for name in ids if name not in everything]:
        raise CourseError(f"no paper {unknown!r} in the calendar; ids look like d901 or 33-39/d731")
    last = until
    if last is None and all(everything[name]["earliest"] <= _FORECASTS for name in ids):
        last = _FORECASTS
    known = {row["id"]: row for row in rows_until("calendar", last)}
    for late in [name for name in ids if name not in known]:
        raise CourseError(f"{late} is, or refers to, a paper later than {last}")
    names = {actor["id"]: actor["name"] for actor in rows("actors")}
    found = tuple(_card(known[name], names) for name in ids or known)
    if not found:
        raise CourseError(f"no paper until {last}")
    return found


def _card(row: Mapping[str, str], names: Mapping[str, str]) -> Card:
    people = [names[name] for name in row["people"].split(";") if name]
    volume = f"FRUS {row['volume']}, document {row['document']}" if row["volume"] else "not printed"
    date = f"{days(row['earliest'], row['latest'])} ({_SURE[row['certainty']]})"
    number = f" no. {row['number']}" if row["number"] else ""
    facts = (
        ("Writer", row["writer"]),
        (addressed(row), row["addressee"]),
        ("Written at", row["place"]),
        ("Date", date),
        ("Why this date", row["date_basis"]),
        ("Read by us", _READ[row["read"]]),
        ("People in it", "; ".join(filter(None, [*people, row["others"]]))),
        ("File number", row["file_number"]),
        ("Printed in", volume),
        ("Mind", row["note"]),
        ("Later", row.get("later", "")),
    )
    kind = row["kind"][0].upper() + row["kind"][1:]
    return Card(
        id=row["id"],
        head=f"{kind}{number}",
        url=row["url"],
        summary=row["summary"],
        words=tuple(_quoted(row["id"], words) for words in row["quotes"].split(" | ") if words),
        facts=tuple((name, text) for name, text in facts if text),
    )


def _quoted(document: str, words: str) -> str:
    """Quote the memo between curved marks, other papers between straight ones."""
    return f"“{words}”" if document == "d901" else f'"{words}"'


def _static(card: Card, urls: Mapping[str, str]) -> str:
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{linked(text, urls)}</dd>" for name, text in card.facts
    )
    words = escape("; ".join(card.words))
    said = f"<p>Its own words: {words}</p>" if words else ""
    link = f"{leading(card.url, f'Open {card.id} at history.state.gov')}. "
    return (
        f'<div style="{PAPER};margin-bottom:0.8em"><p><strong>{escape(card.id)}</strong> · '
        f'{escape(card.head)}</p><p style="{_SERIF}">{linked(card.summary, urls)}</p>{said}'
        f"<dl>{facts}</dl>"
        f'<p style="{QUIET}">{link if card.url else ""}<em>{escape(PLEA)}</em></p></div>'
    )
