"""How far two markers agree, and what they should talk over."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from gorin.essays.levels import complete, criteria
from gorin.essays.store import Book, Essay, Opinion


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two markers in one criterion of a question ("": all of them together).

    `kappa` weighs a disagreement by the square of its distance; `same` of `pairs` are alike.
    """

    question: str
    criterion: str
    markers: tuple[str, str]
    kappa: float
    same: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two levels for one thing: whose, and how far apart."""

    essay: Essay
    criterion: str
    markers: tuple[str, str]
    levels: tuple[int, int]

    @property
    def distance(self) -> int:
        """How many levels apart."""
        return abs(self.levels[0] - self.levels[1])


def weighted_kappa(pairs: Iterable[tuple[int, int]]) -> float:
    """Return Cohen's kappa with quadratic weights: 1 is full agreement, 0 that of chance.

    `pairs` holds the two levels of each essay. Two markers who gave one and the same level
    throughout have 1. Raises ValueError for no pairs. Source: J. Cohen, Weighted kappa (1968).
    """
    both = list(pairs)
    if not both:
        raise ValueError("kappa needs at least one pair of levels")
    observed = Fraction(sum((a - b) ** 2 for a, b in both), len(both))
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = Fraction(
        sum((a - b) ** 2 * m * n for a, m in first.items() for b, n in second.items()),
        len(both) ** 2,
    )
    return 1.0 if not chance else float(1 - observed / chance)


def agreements(book: Book) -> tuple[Agreement, ...]:
    """Return how far each two markers agree, by question: all criteria together, then each."""
    levels: dict[tuple[str, str, tuple[str, str]], list[tuple[int, int]]] = {}
    for essay, one, other in _twice(book):
        markers = one.marker, other.marker
        for criterion in criteria(essay.question):
            pair = one.levels[criterion.name], other.levels[criterion.name]
            for name in ("", criterion.name):
                levels.setdefault((essay.question, name, markers), []).append(pair)
    return tuple(
        Agreement(*where, weighted_kappa(pairs), sum(a == b for a, b in pairs), len(pairs))
        for where, pairs in sorted(levels.items(), key=lambda item: _row(*item[0]))
    )


def disagreements(book: Book) -> tuple[Disagreement, ...]:
    """Return every two levels that differ, by question and the widest apart first."""
    found = [
        Disagreement(
            essay,
            criterion.name,
            (one.marker, other.marker),
            (one.levels[criterion.name], other.levels[criterion.name]),
        )
        for essay, one, other in _twice(book)
        for criterion in criteria(essay.question)
        if one.levels[criterion.name] != other.levels[criterion.name]
    ]
    return tuple(sorted(found, key=lambda d: (d.essay.question, -d.distance)))


def _twice(book: Book) -> Iterator[tuple[Essay, Opinion, Opinion]]:
    """Yield each essay with every two markers who are done with it, in the order of their names."""
    for essay in book.essays:
        rubric = criteria(essay.question)
        done = [o for o in book.opinions.get(essay.id, ()) if complete(o, rubric)]
        for one, other in combinations(sorted(done, key=lambda o: o.marker), 2):
            yield essay, one, other


def _row(
    question: str, criterion: str, markers: tuple[str, str]
) -> tuple[str, tuple[str, str], int]:
    names = ["", *(known.name for known in criteria(question))]
    return question, markers, names.index(criterion)
