"""What a class answered, in counts that name nobody: places, choices, misreadings, hand-ins."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gorin.bank import Key, Question
from gorin.classroom.marked import Answered, File, Work
from gorin.classroom.submissions import LATE
from gorin.marking import canonical, parts
from gorin.memo import Anchor, memo


@dataclass(frozen=True, slots=True)
class Places:
    """How many of `students` pointed at each clause or piece of the memo, by its anchor.

    Who pointed at a whole sentence or paragraph, of whom `wider` counts, pointed at each clause.
    """

    students: int
    wider: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Misread:
    """A known misreading: the part of an answer, its remark, and how many of the class made it."""

    question: Question
    part: str
    remark: str
    count: int
    students: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many students and files of one exercise; nobody's name is in it."""

    exercise: str
    expected: int
    handed_in: int
    late: int
    empty: int
    complete: int
    unreadable: int
    earlier: int


def valid(works: Iterable[Work], question: Question) -> list[Answered]:
    """Return the answers to a question that have its form."""
    return [
        answer
        for work in works
        for answer in work.answers
        if answer.question.id == question.id and answer.form.valid and not answer.form.blank
    ]


def places(question: Question, answers: Sequence[Answered]) -> Places:
    """Count where a class located something: answers to a passage, passages or quote question."""
    counts: Counter[str] = Counter()
    wider = 0
    for answer in answers:
        touched = [_touched(part) for part in parts(question, answer.form.value)]
        wider += any(len(leaves) > 1 for leaves in touched)
        counts.update(frozenset[str]().union(*touched))
    return Places(len(answers), wider, dict(counts))


@cache
def _touched(given: str) -> frozenset[str]:
    """Return the clauses or the piece that an anchor lies in or goes over."""
    place = Anchor.parse(given)
    leaves = [*(piece.anchor for piece in memo().pieces), *(c.anchor for c in memo().clauses)]
    return frozenset(str(leaf) for leaf in leaves if leaf.within(place) or place.within(leaf))


def choices(question: Question, answers: Sequence[Answered]) -> Mapping[str, int]:
    """Count how many chose each option of a choice or choices question, in its order."""
    counts = Counter(part for a in answers for part in parts(question, a.form.value))
    return {option.id: counts[option.id] for option in question.options}


def tags(question: Question, answers: Sequence[Answered]) -> Mapping[str, list[tuple[str, int]]]:
    """Count for each row of a match question its columns, the commonest first."""
    order = {option.id: place for place, option in enumerate(question.options)}
    found = {}
    for row in question.rows:
        counts = Counter(a.form.value[row.id] for a in answers if row.id in a.form.value)
        found[row.id] = sorted(counts.items(), key=lambda one: (-one[1], order[one[0]]))
    return found


def numbers(answers: Sequence[Answered]) -> list[tuple[str, int]]:
    """Count the numbers that were given, the commonest first; those given once are "other"."""
    counts = Counter(f"{answer.form.value:g}" for answer in answers)
    shared = sorted(
        ((value, count) for value, count in counts.items() if count > 1),
        key=lambda one: (-one[1], float(one[0])),
    )
    alone = sum(count == 1 for count in counts.values())
    return [*shared, ("other", alone)] if alone else shared


def misread(question: Question, key: Key, answers: Sequence[Answered]) -> list[Misread]:
    """Count the known misreadings of a question, in the order of the key."""
    found = []
    wrong = [parts(question, a.form.value) for a in answers if a.points < question.points]
    for part, remark in key.misreadings.items():
        name = canonical(question, part)
        count = sum(name in given for given in wrong)
        found.append(Misread(question, name, remark, count, len(answers)))
    return found


def handed_in(
    exercise: str, works: Sequence[Work], files: Sequence[File], expected: int
) -> HandedIn:
    """Count hand-ins of one exercise; `expected` is how many students are known at all."""
    mine = [file for file in files if file.exercise == exercise]
    answered = [sum(not a.form.blank for a in work.answers) for work in works]
    return HandedIn(
        exercise,
        expected,
        len(works),
        len({file.student for file in mine if file.student and file.remark.startswith(LATE)}),
        sum(count == 0 for count in answered),
        sum(count == len(work.answers) for count, work in zip(answered, works, strict=True)),
        sum(file.status == "unreadable" for file in mine),
        sum(file.status == "listed" for file in mine),
    )
