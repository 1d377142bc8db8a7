"""How hard each question was and how well it tells readers apart: pure functions of the marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import fmean

from gorin.bank import Question
from gorin.classroom.marked import UNREAD, Answered, Work

LEAST_FOR_A_LINK = 10  # students; a correlation of fewer says next to nothing


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a class.

    `share` is the mean share of the points (0 to 1, a blank earns 0), or None where nobody has
    marked it yet. `link` is the item-rest correlation (-1 to 1), or None where it cannot
    be told. `full`, `none` and `blank` count students.
    """

    question: Question
    students: int
    share: float | None
    link: float | None
    full: int
    none: int
    blank: int


def items(questions: Sequence[Question], works: Sequence[Work]) -> list[Item]:
    """Return an item for each question of an exercise that a class handed in."""
    by_question = {q.id: [_of(work, q.id) for work in works] for q in questions}
    earned = {
        name: {place: a.points for place, a in enumerate(answers) if a and _is_marked(a)}
        for name, answers in by_question.items()
    }
    closed = [q for q in questions if q.kind != "essay"]
    rest = [
        sum((earned[q.id].get(place, Fraction(0)) for q in closed), Fraction(0))
        for place in range(len(works))
    ]
    return [_item(q, by_question[q.id], earned[q.id], rest) for q in questions]


def _of(work: Work, question: str) -> Answered | None:
    return next((a for a in work.answers if a.question.id == question), None)


def _is_marked(answer: Answered) -> bool:
    """Has it points that mean something? An essay has none until a person has read it."""
    if answer.question.kind != "essay":
        return True
    return answer.status not in UNREAD or answer.status == "blank"


def _item(
    question: Question,
    answers: Sequence[Answered | None],
    earned: Mapping[int, Fraction],
    totals: Sequence[Fraction],
) -> Item:
    blank = sum(answer is None or answer.form.blank for answer in answers)
    read = blank < len(answers) and len(earned) > (blank if question.kind == "essay" else 0)
    points = list(earned.values())
    own = question.kind != "essay"
    others = [totals[place] - (earned[place] if own else 0) for place in earned]
    return Item(
        question,
        len(answers),
        fmean(float(p / question.points) for p in points) if read else None,
        correlation(points, others) if read and len(points) >= LEAST_FOR_A_LINK else None,
        sum(p >= question.points for p in points),
        sum(p == 0 for p in points) - (blank if points else 0),
        blank,
    )


def correlation(left: Sequence[Fraction], right: Sequence[Fraction]) -> float | None:
    """Return Pearson's r of two rows of numbers, or None where one of them does not vary.

    Of the points of a question and those of all other questions it is the item-rest correlation
    (J. P. Guilford, Educational and Psychological Measurement 13, 1953, 87-93): the question is
    left out of the total, with which it would else agree because it is part of it.
    """
    if len(left) < 2:
        return None
    mean_left, mean_right = sum(left) / len(left), sum(right) / len(right)
    a = [value - mean_left for value in left]
    b = [value - mean_right for value in right]
    spread = sum(x * x for x in a) * sum(y * y for y in b)
    if not spread:
        return None
    return float(sum(x * y for x, y in zip(a, b, strict=True))) / sqrt(spread)
