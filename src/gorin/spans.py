"""Where words stand in the memo, for programs that count characters.

A place is counted in code points of the body: its paragraphs as printed, the page mark and the
number of the note among them, with an empty line between two paragraphs (`memo().text`). The
pieces around the body (heading, signature, …) have no place in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gorin.memo import Anchor, Clause, Mention, Piece, memo

_AROUND = 32  # characters before and after, to tell a span from others like it


@dataclass(frozen=True, slots=True)
class Span:
    """Words as printed with what surrounds them; `start` is None outside the body."""

    exact: str
    prefix: str
    suffix: str
    start: int | None

    @property
    def end(self) -> int | None:
        """The place after the last character."""
        return None if self.start is None else self.start + len(self.exact)


def of_passage(anchor: Anchor) -> Span:
    """Return the words at an anchor; raises CourseError where there is none."""
    exact, smallest = memo()[anchor].text, _smallest()
    first = next((one for one in smallest if one.anchor.within(anchor)), None)
    if first is not None:
        return _span(first, 0, exact)
    part = next(one for one in smallest if anchor.within(one.anchor))
    return _span(part, next(one.start for one in part.insertions if one.anchor == anchor), exact)


def of_mention(mention: Mention) -> Span:
    """Return the words of a quotation as they are printed."""
    text = " ".join(memo()[anchor].text for anchor in mention.touched)
    first = next(one for one in _smallest() if one.anchor == mention.touched[0])
    return _span(first, text.index(mention.text), mention.text)


def _smallest() -> tuple[Clause | Piece, ...]:
    return (*memo().clauses, *memo().pieces)


def _span(part: Clause | Piece, at: int, exact: str) -> Span:
    """Return the words that begin at a character of a clause or piece."""
    start = next((place + at for one, place in _places() if one == part.anchor), None)
    text, begin = (part.text, at) if start is None else (memo().text, start)
    end = begin + len(exact)
    return Span(exact, text[max(0, begin - _AROUND) : begin], text[end : end + _AROUND], start)


def _places() -> Iterator[tuple[Anchor, int]]:
    """Yield where each clause begins in the body."""
    at = 0
    for paragraph in memo().paragraphs:
        for clause in paragraph.clauses:
            yield clause.anchor, at
            at += len(clause.text) + 1
        at += 1  # of the empty line; what was counted after the last clause is its first character
