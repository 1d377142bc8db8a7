"""Whose words fill the page: the memo as blocks, a block for each voice of a paragraph.

The clauses whose voice an exercise asks for stand in one block a paragraph, and are in no sum of a
voice: neither a block nor a total tells whose they are.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.memo import Anchor, Clause, memo
from gorin.reading import Tag, layer, readings, words_by_voice
from gorin.widgets.citing import captioned
from gorin.widgets.voices_drawing import Block, Row, drawing
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

YOURS = Tag("?", "?", "yours to decide", "An exercise asks whose words these are.", "open")
_TITLE = "Whose words fill the page"
_HOW = (
    "The higher a row, the more words its paragraph has; the wider a block, the more of them "
    "belong to its voice. What is yours to decide stands apart and is counted for nobody, so the "
    "share of a voice may still grow."
)


def voices() -> "Voices | Notice":
    """Show how many of the page's words belong to which voice, by paragraph, with the passages."""
    try:
        return Voices()
    except CourseError as wrong:
        return Notice(str(wrong))


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause in a block: its words, and why it is read so; nothing where the reader decides."""

    anchor: str
    text: str
    also: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one voice has of a paragraph, or of the whole page where `paragraph` is 0."""

    paragraph: int
    voice: Tag
    words: int
    of: int
    passages: tuple[Passage, ...]

    @property
    def percent(self) -> str:
        """Its part of all the words: `34 %`."""
        return f"{round(100 * self.words / self.of)} %"


def shares() -> tuple[tuple[Share, ...], ...]:
    """Return the shares of the page, then those of each paragraph; voices as in the codebook."""
    known = readings("voice")
    tags = {clause.anchor: YOURS.id for clause in memo().clauses}
    tags |= {anchor: reading.tag for anchor, reading in known.items()}
    parts: list[Anchor | None] = [None, *(paragraph.anchor for paragraph in memo().paragraphs)]
    return tuple(tuple(_shares(part, tags)) for part in parts)


def _shares(part: Anchor | None, tags: dict[Anchor, str]) -> Iterator[Share]:
    counts = words_by_voice(tags, part)
    for voice in (*layer("voice").tags, YOURS):
        if voice.id in counts:
            passages = tuple(
                _passage(clause)
                for clause in memo().clauses
                if tags[clause.anchor] == voice.id and (part is None or clause.anchor.within(part))
            )
            number = part.paragraph if part else 0
            yield Share(number, voice, counts[voice.id], sum(counts.values()), passages)


def _passage(clause: Clause) -> Passage:
    reading = readings("voice").get(clause.anchor)
    if reading is None:
        return Passage(str(clause.anchor), clause.text)
    others = ", ".join(layer("voice").tag(name).name for name in reading.also)
    also = f"Can also be defended: {others}." if others else ""
    return Passage(str(clause.anchor), clause.text, also, reading.reason)


class Voices(Widget):
    """The page in blocks. `value` is the block chosen, as `[paragraph, voice]` (0: the page)."""

    _esm = script("voices.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        self._whole, *self._paragraphs = shares()
        super().__init__(spec=self._spec())

    def line(self) -> str:
        """Return how many words have how many voices so far, and how many are the reader's."""
        told = [share for share in self._whole if share.voice != YOURS]
        words = sum(share.words for share in told)
        open_ = self._whole[0].of - words
        return f"Voices: {words} words by {len(told)} voices, {open_} {YOURS.name}"

    def page(self) -> str:
        """Return the blocks as a picture, the numbers as a table, and the passages by voice."""
        rows = tuple(
            Row(
                f"¶{shown[0].paragraph}",
                shown[0].of,
                tuple(
                    Block(share.voice.key.upper(), share.voice.line, share.words) for share in shown
                ),
            )
            for shown in self._paragraphs
        )
        source = b64encode(drawing(rows).encode()).decode()
        about = f"{_TITLE}: five paragraphs in blocks, the same as in the table below."
        passages = "".join(map(_static_passages, self._whole))
        return (
            f'<div style="{PAPER};max-width:60em;overflow-x:auto"><p><strong>{_TITLE}</strong></p>'
            f'<p><img alt="{about}" src="data:image/svg+xml;base64,{source}"></p>'
            f'<p style="{QUIET}">{escape(_HOW)}</p>{self._table()}{passages}</div>'
        )

    def _table(self) -> str:
        heads = ("Voice", *(f"¶{shown[0].paragraph}" for shown in self._paragraphs), "The page")
        return captioned(f"{_TITLE}: words by voice and paragraph", heads, self._lines())

    def _lines(self) -> Iterator[list[str]]:
        """Yield a line for each voice, and one that counts the words of each part."""
        parts = (*self._paragraphs, self._whole)
        for voice in (share.voice for share in self._whole):
            cells = ({share.voice: share for share in shown}.get(voice) for shown in parts)
            told = (f"{share.words} ({share.percent})" if share else "–" for share in cells)
            yield [f"{voice.key.upper()} {escape(voice.name)}", *told]
        yield ["all words", *(str(shown[0].of) for shown in parts)]

    def _spec(self) -> dict[str, Any]:
        return {
            "title": _TITLE,
            "how": _HOW,
            "yours": YOURS.id,
            "voices": {
                share.voice.id: {
                    "key": share.voice.key.upper(),
                    "name": share.voice.name,
                    "about": share.voice.about,
                    "line": share.voice.line,
                }
                for share in self._whole
            },
            "whole": list(map(_share, self._whole)),
            "paragraphs": [list(map(_share, shown)) for shown in self._paragraphs],
            "table": list(self._lines()),
        }


def _share(share: Share) -> dict[str, Any]:
    return {
        "paragraph": share.paragraph,
        "voice": share.voice.id,
        "words": share.words,
        "of": share.of,
        "percent": share.percent,
        "passages": [[p.anchor, p.text, p.also, p.reason] for p in share.passages],
    }


def _static_passages(share: Share) -> str:
    items = "".join(
        f"<li>¶{p.anchor} “{escape(p.text)}” {escape(f'{p.reason} {p.also}'.strip())}</li>"
        for p in share.passages
    )
    said = f"{escape(share.voice.name)}: {share.words} of {share.of} words"
    return (
        f"<details><summary>{said}</summary><p>{escape(share.voice.about)}</p>"
        f"<ul>{items}</ul></details>"
    )
