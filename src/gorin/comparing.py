"""Comparing a student's tags with two readings of a layer that can both be defended.

Where the readings differ nobody is right or wrong, and nothing here says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from gorin.bank import Question
from gorin.memo import Anchor, Passage, memo
from gorin.reading import Reading, kappa, readings

ENOUGH = Fraction(2, 3)  # of the clauses: so many are to be tagged before the readings are shown


@dataclass(frozen=True, slots=True)
class Trio:
    """One clause read three times: by the student and in the two readings, and why.

    `others` are further tags that can be defended.
    """

    anchor: Anchor
    text: str
    yours: str
    first: str
    second: str
    others: tuple[str, ...]
    reason: str

    @property
    def contested(self) -> bool:
        """Do the two readings themselves differ?"""
        return self.first != self.second

    @property
    def alike(self) -> bool:
        """Do all three agree?"""
        return self.yours == self.first == self.second


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of the clauses two readers gave one tag, and Cohen's kappa."""

    alike: int
    of: int
    kappa: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The clauses that the student has tagged, once they are enough; before that none.

    `needed` of the `asked` clauses are enough. `yours_first`, `yours_second` and `between` say how
    far the student agrees with each reading and the readings with each other.
    """

    asked: int
    tagged: int
    needed: int
    trios: tuple[Trio, ...] = ()
    yours_first: Agreement | None = None
    yours_second: Agreement | None = None
    between: Agreement | None = None

    @property
    def open(self) -> bool:
        """May the two readings be shown?"""
        return bool(self.trios)


def compared(question: Question, given: Mapping[str, str]) -> Comparison:
    """Compare a student's tags of a question's clauses with the two readings of its layer.

    The first reading is the course's; the second has the other tag that can be defended where
    there is one. Nothing is compared before enough clauses are tagged, nor any that is not.
    """
    asked = [row.id for row in question.rows]
    tagged = [anchor for anchor in asked if anchor in given]
    needed = ceil(ENOUGH * len(asked))
    if not tagged or len(tagged) < needed:
        return Comparison(len(asked), len(tagged), needed)
    told = readings(question.tags)
    trios = tuple(_trio(told, memo()[anchor], given[anchor]) for anchor in tagged)
    return Comparison(
        len(asked),
        len(tagged),
        needed,
        trios,
        _agreement([(trio.yours, trio.first) for trio in trios]),
        _agreement([(trio.yours, trio.second) for trio in trios]),
        _agreement([(trio.first, trio.second) for trio in trios]),
    )


def _trio(told: Mapping[Anchor, Reading], passage: Passage, yours: str) -> Trio:
    reading = told[passage.anchor]
    second, *others = reading.also or (reading.tag,)
    return Trio(
        passage.anchor, passage.text, yours, reading.tag, second, tuple(others), reading.reason
    )


def _agreement(pairs: list[tuple[str, str]]) -> Agreement:
    return Agreement(sum(one == other for one, other in pairs), len(pairs), kappa(pairs))
