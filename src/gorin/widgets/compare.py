"""The student's tags beside two readings that can both be defended: where they agree, and why not.

Nothing of the readings is shown before enough is tagged, and no verdict where they differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import traitlets

from gorin.bank import Question
from gorin.comparing import Agreement, Comparison, Trio, compared
from gorin.errors import CourseError
from gorin.questions import normalise
from gorin.reading import layer
from gorin.recording import Part, Sheet, sheet
from gorin.tagging import asked, tags
from gorin.widgets.citing import captioned
from gorin.widgets.tags import drawn
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_DIFFER = (
    "The two readings differ",
    "Both can be defended, and yours may be a third: nobody is right or wrong here.",
    "where the two readings differ",
)
_OTHERWISE = (
    "You read it otherwise",
    (
        "Here both readings agree. Look at the clause once more, with their reason beside it. Then "
        "change your tag, or keep it and write down your own reason."
    ),
    "where you read it otherwise",
)
_AGREE = ("All three agree", "You and both readings say the same.", "where all three agree")
_NOTHING = "You have tagged nothing yet."
_EXPLAINED = (
    "The first reading is the course’s. The second has the other tag that can be defended, where "
    "there is one. Some agreement comes by chance: two readers who use one tag very often will "
    "often agree. Cohen’s kappa takes that much away: 1 is full agreement, 0 no more than chance, "
    "and below 0 less. With so few clauses a single one moves it a good deal. Where the two "
    "readings differ, nobody can agree with both."
)


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses of one outcome: its title, what is to be said of it, and where it is met."""

    title: str
    about: str
    where: str
    trios: tuple[Trio, ...]


def compare(layer: Any, clauses: Any = ()) -> "Compare | Notice":
    """Show the student's tags in a layer beside two defensible readings, once enough are tagged.

    `layer` and `clauses` are those of `tagger`. What does not exist is answered by a notice;
    nothing is raised.
    """
    try:
        return Compare(asked(layer, clauses))
    except CourseError as wrong:
        return Notice(str(wrong))


class Compare(Widget):
    """The comparison; it follows what is tagged. `value` is a `Comparison`."""

    _esm = script("compare.js")
    _css = style()
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, question: Question) -> None:
        self._question = question
        self._sheet: Sheet | Part = sheet(question)
        super().__init__(state=self._state())
        # As a listener for any question, so that no rerun of the tagger's cell crowds it out.
        self._sheet.listen("", self._follow)

    @property
    def value(self) -> Comparison:
        """The student's tags as they are kept now, compared."""
        kept = self._sheet.get(self._question.id)
        return compared(self._question, normalise(self._question, kept) or {})

    def line(self) -> str:
        """Return `Comparison of voice: nothing tagged yet`, or how it came out."""
        return f"Comparison of {self._question.tags}: {_short(self.value)}"

    def page(self) -> str:
        """Return the comparison as tables, or what is still to be tagged."""
        found = self.value
        parts = [
            f"<p><strong>{escape(_title(self._question))}</strong></p>",
            f"<p>{escape(_said(found))}</p>",
        ]
        names = _names(self._question)
        for group in _groups(found):
            heads = ("Clause", "You", "First reading", "Second reading", "Why")
            lines = [_cells(trio, names) for trio in group.trios]
            table = captioned(f"{group.title} ({len(lines)})", heads, lines)
            parts.append(f'<p style="{QUIET}">{escape(group.about)}</p>{table}')
        parts += [f"<p><small>{escape(note)}</small></p>" for note in _notes(found)]
        return f'<div style="{PAPER};max-width:68em;overflow-x:auto">{"".join(parts)}</div>'

    def _follow(self, question: str) -> None:
        if question == self._question.id:
            self.state = self._state()

    def _state(self) -> dict[str, Any]:
        found, names = self.value, _names(self._question)
        return {
            "title": _title(self._question),
            "said": _said(found),
            "brief": f"{found.tagged} of {found.asked} tagged: enough to compare.",
            "open": found.open,
            "tags": {tag.id: drawn(tag) for tag in tags(self._question)} if found.open else {},
            "groups": [
                {"title": g.title, "about": g.about, "trios": [_trio(t, names) for t in g.trios]}
                for g in _groups(found)
            ],
            "notes": _notes(found),
        }


def _title(question: Question) -> str:
    return f"{layer(question.tags).name}: yours beside two readings"


def _names(question: Question) -> dict[str, str]:
    return {tag.id: tag.name for tag in tags(question)}


def _groups(found: Comparison) -> list[Group]:
    """Return the groups that have a clause, each with its clauses in the order of the page."""
    contested = tuple(trio for trio in found.trios if trio.contested)
    alike = tuple(trio for trio in found.trios if trio.alike)
    others = tuple(trio for trio in found.trios if not trio.contested and not trio.alike)
    groups = (Group(*_DIFFER, contested), Group(*_OTHERWISE, others), Group(*_AGREE, alike))
    return [group for group in groups if group.trios]


def _said(found: Comparison) -> str:
    if not found.open:
        begun = f"{found.tagged} of {found.asked} tagged so far." if found.tagged else _NOTHING
        return f"{begun} From {found.needed} on, two readings can be shown beside yours."
    left = found.asked - found.tagged
    rest = f" {left} not tagged yet, so not shown." if left else ""
    return f"{found.tagged} of {found.asked} tagged: {_counted(found)}.{rest}"


def _short(found: Comparison) -> str:
    if found.open:
        return _counted(found)
    return f"{found.tagged} of {found.asked} tagged" if found.tagged else "nothing tagged yet"


def _counted(found: Comparison) -> str:
    return ", ".join(f"{len(group.trios)} {group.where}" for group in _groups(found))


def _notes(found: Comparison) -> list[str]:
    """Return the footnote: shares alike, kappa, and what it means; empty before it is open."""
    rows = (
        ("You and the first reading", found.yours_first),
        ("You and the second", found.yours_second),
        ("The two readings", found.between),
    )
    told = [f"{name}: {_agreed(agreement)}." for name, agreement in rows if agreement]
    return [" ".join(told), _EXPLAINED] if told else []


def _agreed(found: Agreement) -> str:
    share = round(100 * found.alike / found.of)
    return f"{found.alike} of {found.of} alike ({share} %), kappa {found.kappa:.2f}"


def _trio(trio: Trio, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "anchor": trio.anchor.printed,
        "text": trio.text,
        "readers": [
            ["You", trio.yours],
            ["First reading", trio.first],
            ["Second reading", trio.second],
        ],
        "also": _also([names[tag] for tag in trio.others]),
        "reason": trio.reason,
    }


def _cells(trio: Trio, names: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f"{trio.anchor.printed} {escape(trio.text)}",
        *(escape(names[tag]) for tag in (trio.yours, trio.first, trio.second)),
        escape(trio.reason + _also([names[tag] for tag in trio.others])),
    )


def _also(others: Sequence[str]) -> str:
    return f" Can also be defended: {', '.join(others)}." if others else ""
