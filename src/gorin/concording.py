"""A concordance: every use of a word of the memo in its line, and what it was before the report.

The uses that an exercise asks about have no row in `data/reported.csv`: they are the reader's.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from gorin import paths
from gorin.errors import CourseError
from gorin.memo import Anchor, Clause, Piece, memo
from gorin.tables import rows, table

_WIDE = 44  # characters of a line on either side of the word
_LONGEST = 200  # characters of a phrase; the longest clause has under 170
_EDITIONS = ("page turn", "number of the note")  # no words of the line they stand in
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Undone:
    """A use put back into direct speech; without a note it is the reader's to decide."""

    direct: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a word: its passage, the line before it, the word as printed, the line after it.

    `undone` is None for a word whose form no report changes.
    """

    anchor: Anchor
    left: str
    words: str
    right: str
    undone: Undone | None = None


def uses(phrase: str) -> tuple[Use, ...]:
    """Return every use of a word or phrase, in the order of the page.

    Whole words count, and capitals, line ends and the editors' corrections do not. Raises
    CourseError for what is not in the memo, with the nearest forms that are.
    """
    typed = " ".join(unicodedata.normalize("NFC", phrase).split())
    if not typed or len(typed) > _LONGEST:
        raise CourseError('name a word of the memo, as in concordance("would")')
    pattern = _pattern(typed)
    found = tuple(use for run in _runs() for use in _in_run(run, pattern))
    if not found:
        raise CourseError(f"“{typed}” is not in the memo{_nearest(typed)}")
    return _with_undone(typed.casefold(), found)


def reported() -> tuple[str, ...]:
    """Return the words whose reporting is undone, as `datapackage.json` lists them."""
    return next(column.among for column in table("reported").columns if column.name == "word")


def _with_undone(word: str, found: tuple[Use, ...]) -> tuple[Use, ...]:
    """Put beside each use what undoing makes of it, where reporting changes this word at all."""
    if word not in reported():
        return found
    known = _undone(word)
    counts: Counter[Anchor] = Counter()
    told = []
    for use in found:
        counts[use.anchor] += 1
        undone = known.pop((use.anchor, counts[use.anchor]), Undone())
        told.append(replace(use, undone=undone))
    for anchor, occurrence in known:
        path = paths.data("reported.csv")
        raise CourseError(f"{path}: {anchor.printed} has no use {occurrence} of {word!r}; mend it")
    return tuple(told)


def _undone(word: str) -> dict[tuple[Anchor, int], Undone]:
    found = {}
    for line, row in enumerate(rows("reported"), 2):
        if row["word"] == word:
            try:
                anchor = memo()[row["anchor"]].anchor
            except CourseError as wrong:
                path = paths.data("reported.csv")
                raise CourseError(f"{path}, line {line}: {wrong}") from None
            found[anchor, int(row["occurrence"])] = Undone(row["direct"], row["note"])
    return found


_Run = Sequence[Clause | Piece]


def _runs() -> Iterator[_Run]:
    """Yield what a line may run through: a paragraph, or a piece around the body."""
    pieces = memo().pieces
    yield from ([piece] for piece in pieces if not piece.anchor.paragraph)
    yield from (paragraph.clauses for paragraph in memo().paragraphs)
    yield from ([piece] for piece in pieces if piece.anchor.paragraph)


def _in_run(run: _Run, pattern: re.Pattern[str]) -> Iterator[Use]:
    texts = [_plain(part) for part in run]
    text, ends, end = " ".join(texts), [], -1
    for one in texts:
        end += len(one) + 1
        ends.append(end)

    def part(place: int) -> Anchor:
        return next(one.anchor for one, end in zip(run, ends, strict=True) if place < end)

    for found in pattern.finditer(text):
        start, stop = found.span()
        anchor, last = part(start), part(stop - 1)
        while anchor.parent and not last.within(anchor):
            anchor = anchor.parent
        yield Use(anchor, _before(text[:start]), found.group(), _after(text[stop:]))


def _plain(part: Clause | Piece) -> str:
    """Return a text without the page mark and the number of the note."""
    text = part.text
    for added in reversed(part.insertions):
        if added.kind in _EDITIONS:
            text = text[: added.start] + text[added.end :]
    return " ".join(text.split())


def _before(text: str) -> str:
    """Return the end of a line, cut between words."""
    if len(text) <= _WIDE:
        return text
    return "… " + text[-_WIDE:].partition(" ")[2]


def _after(text: str) -> str:
    if len(text) <= _WIDE:
        return text
    return text[:_WIDE].rpartition(" ")[0] + " …"


def _pattern(typed: str) -> re.Pattern[str]:
    words = (re.sub("['’]", "['’]", re.escape(word)) for word in typed.split())
    phrase = r"\s+(?:\[[^\[\]]*\]\s+)?".join(words)
    return re.compile(rf"(?<!\w){phrase}(?!\w)", flags=re.IGNORECASE)


def _nearest(typed: str) -> str:
    """Say which forms of the memo are most like what is not in it."""
    if " " in typed:
        near = memo().nearest(typed)
        return f"; nearest: {near}" if near else ""
    everything = " ".join(_plain(part) for run in _runs() for part in run)
    known = sorted({word.casefold() for word in _WORD.findall(everything)})
    near_words = get_close_matches(typed.casefold(), known, n=4)
    return f"; nearest: {', '.join(near_words)}" if near_words else "; no word there is like it"
