"""Quotations in a student's text: what stands in quotation marks, and where the memo has it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from gorin.memo import Mention, Passage, memo

_QUOTED = re.compile(r"“([^“”]{3,600})”|\"([^\"“”]{3,600})\"")
_MOST_CHECKED = 12  # quotations of one essay that are looked up
_LONGEST = 300  # characters; what is longer and not in the memo is no slip of a letter


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: where in the text they stand, and each place in the memo.

    `start` and `end` count the text's characters, the marks among them. `curved` marks say that
    the words are the memo's; straight ones may hold those of another paper.
    """

    words: str
    start: int
    end: int
    curved: bool
    mentions: tuple[Mention, ...]


def quoted(text: str) -> tuple[Quotation, ...]:
    """Return what stands in double quotation marks, up to twelve of them, in order."""
    return tuple(
        Quotation(words, found.start(), found.end(), bool(found[1]), memo().find(words))
        for found, _ in zip(_QUOTED.finditer(text), range(_MOST_CHECKED), strict=False)
        if (words := found[1] or found[2])
    )


@lru_cache(maxsize=256)  # while one types, the same slip is looked up again and again
def nearest(words: str) -> Passage | None:
    """Return the words of the memo most like some that are not in it; None where none is like."""
    return memo().nearest(words) if len(words) < _LONGEST else None
