"""The concordance: every use of a word in its line, and what becomes of it in direct speech."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import traitlets

from gorin.concording import Undone, Use, uses
from gorin.errors import CourseError
from gorin.memo import Anchor, memo
from gorin.widgets.citing import captioned
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_YOURS = "yours to decide"
_VERB = re.compile(r"\b(will|would|can|cannot|could|may|might|have|has|had)\b")
_HOW = (
    "Undone: the quotation marks are put back, and the speaker talks in a present of his own. The "
    "undoing is ours; nobody’s own words are known."
)
_ASKED = f"Where it says {_YOURS}, an exercise asks about the word or about whose it is."


def concordance(word: Any) -> "Concordance | Notice":
    """Show every use of a word or phrase in its line, one below the other.

    For would, should, could, had and might it shows what the use becomes when the reporting is
    undone. What is not in the memo is answered by a notice with the nearest forms; nothing is
    raised.
    """
    try:
        return Concordance(str(word))
    except CourseError as wrong:
        return Notice(str(wrong))


class Concordance(Widget):
    """The lines. `uses` are what is shown, with an anchor each."""

    _esm = script("concordance.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)

    def __init__(self, word: str) -> None:
        self.uses = uses(word)
        self._word = " ".join(word.split())
        super().__init__(spec=self._spec())

    def line(self) -> str:
        """Return the word and how often it is used."""
        return f"Concordance: {self._title()}"

    def page(self) -> str:
        """Return the lines as a table."""
        undoes = self._undoes()
        heads = ("Passage", "The line before", "The word, and the line after")
        more = ("Undone", "Note") if undoes else ()
        table = captioned(self._title(), (*heads, *more), map(_cells, self.uses))
        notes = f'<p style="{QUIET}">{escape(" ".join(self._notes()))}</p>' if undoes else ""
        return f'<div style="{PAPER};max-width:68em;overflow-x:auto">{table}{notes}</div>'

    def _title(self) -> str:
        count = len(self.uses)
        return f"“{self._word}”, {count} use{'s' * (count != 1)}"

    def _undoes(self) -> bool:
        return any(use.undone is not None for use in self.uses)

    def _notes(self) -> Iterator[str]:
        if any(use.undone and use.undone.note for use in self.uses):
            yield _HOW
        if any(use.undone == Undone() for use in self.uses):
            yield _ASKED

    def _spec(self) -> dict[str, Any]:
        return {
            "title": self._title(),
            "notes": list(self._notes()),
            "uses": [
                {
                    "anchor": str(use.anchor),
                    "left": use.left,
                    "words": use.words,
                    "right": use.right,
                    "undone": _aligned(use.undone) if use.undone else [],
                    "yours": use.undone == Undone(),
                    "note": use.undone.note if use.undone else "",
                    "around": _around(use.anchor),
                }
                for use in self.uses
            ],
        }


def _said(undone: Undone) -> str:
    """Say what the use becomes: direct speech between single marks, as it is nobody’s quotation."""
    if not undone.note:
        return _YOURS
    return f"‘{undone.direct}’" if undone.direct else "nothing to undo"


def _aligned(undone: Undone) -> tuple[str, str]:
    """Divide what the use becomes before its verb, so that it can stand below the word."""
    said = _said(undone)
    verb = _VERB.search(said) if undone.direct else None
    return (said[: verb.start()], said[verb.start() :]) if verb else ("", said)


def _around(anchor: Anchor) -> list[str]:
    """Return the sentence around a passage, or the passage where no sentence is around it."""
    sentence = anchor.parent if anchor.clause and anchor.parent else anchor
    return [str(sentence), memo()[sentence].text]


def _cells(use: Use) -> list[str]:
    before = f'<div style="text-align:right">{escape(use.left.strip())}</div>'
    after = f"<strong>{escape(use.words)}</strong>{escape(use.right.rstrip())}"
    told = [_said(use.undone), use.undone.note] if use.undone else []
    return [use.anchor.printed, before, after, *map(escape, told)]
