"""From levels to points, and which marker's opinion counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gorin.bank import Criterion, bank
from gorin.essays.store import Book, Essay, Opinion
from gorin.marking import rounded

_LOWEST, _HIGHEST = 1, 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an essay earned, and the opinion that it comes from."""

    essay: Essay
    points: Fraction
    opinion: Opinion


def criteria(question: str) -> tuple[Criterion, ...]:
    """Return the rubric of a question: none where it has none."""
    return bank().rubrics.get(question, ())


def complete(opinion: Opinion, rubric: Sequence[Criterion]) -> bool:
    """Has every criterion its level?"""
    return bool(rubric) and all(criterion.name in opinion.levels for criterion in rubric)


def points(levels: Mapping[str, int], rubric: Sequence[Criterion], out_of: int) -> Fraction:
    """Return the points of levels, rounded half up to hundredths once.

    All criteria weigh the same. The lowest level says that what was asked is not on the page, and
    earns nothing; each level above it earns a third of the criterion's share; the highest all.
    """
    above = sum(levels[criterion.name] - _LOWEST for criterion in rubric)
    return rounded(Fraction(above * out_of, (_HIGHEST - _LOWEST) * len(rubric)))


def verdicts(book: Book) -> tuple[Verdict, ...]:
    """Return what counts for each essay that a marker is done with.

    Where two are, the one who began first counts; the other is the second opinion, which shows how
    far the two agree and changes nothing.
    """
    found = []
    for essay in book.essays:
        rubric = criteria(essay.question)
        done = [o for o in book.opinions.get(essay.id, ()) if complete(o, rubric)]
        if done:
            found.append(Verdict(essay, points(done[0].levels, rubric, essay.out_of), done[0]))
    return tuple(found)
