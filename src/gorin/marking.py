"""What an answer earns: pure functions of question, key and value.

The grader marks exercises with them, practice cards answer with them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from gorin.bank import Key, Question
from gorin.errors import CourseError
from gorin.memo import Anchor, memo
from gorin.questions import Form, form

_HALF = Fraction(1, 2)
_BRACKETED = re.compile(r"\[[^\]]*\] ?")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one answer earned: points as an exact fraction of hundredths, and a remark.

    `status` is "marked", "pending" (an essay: a person marks it), "blank" or "invalid".
    """

    question: str
    kind: str
    points: Fraction
    out_of: int
    status: str
    remark: str


def mark(question: Question, key: Key, answer: Form) -> Mark:
    """Mark an answer whose form has been checked against its question."""
    if answer.blank:
        return _made(question, Fraction(0), "blank", "Not answered.")
    if question.kind == "essay" and isinstance(answer.value, str):
        return _made(question, Fraction(0), "pending", answer.message)
    if not answer.valid:
        return _made(question, Fraction(0), "invalid", answer.message)
    earned = share(question, key, answer.value)
    said = _said(question, key, answer.value, earned)
    return _made(question, earned * question.points, "marked", said)


def _made(question: Question, points: Fraction, status: str, said: str) -> Mark:
    return Mark(question.id, question.kind, rounded(points), question.points, status, said)


def rounded(points: Fraction) -> Fraction:
    """Round half up to hundredths, exactly."""
    return Fraction((points * 100 + _HALF).__floor__(), 100)


def share(question: Question, key: Key, value: Any) -> Fraction:
    """Return the share of the points (0 to 1) that a valid value earns.

    An accepted other answer counts as the key does; the best of them is what is earned.
    """
    rule = _RULES[question.kind]
    return max(max(Fraction(0), rule(question, key, v, value)) for v in (key.value, *key.also))


def remark(question: Question, key: Key, value: Any) -> str:
    """Return what to say to a valid value: remarks on its misreadings, or a word on its place."""
    return _said(question, key, value, share(question, key, value))


def _said(question: Question, key: Key, value: Any, earned: Fraction) -> str:
    if earned == 1:
        return key.right or "Right."
    met = parts(question, value)
    known = [part for part in key.misreadings if canonical(question, part) in met]
    if known:
        said = (_place(question, part) + key.misreadings[part] for part in known)
        return " ".join(dict.fromkeys(said))
    if key.otherwise:
        return key.otherwise
    return "Partly right." if earned else "Not what the text says: read the passage once more."


def _place(question: Question, part: str) -> str:
    """Return the row that a remark is about, since it may speak of "him" or "there"; else ""."""
    if question.kind != "match":
        return ""
    met = canonical(question, part).partition("=")[0]
    row = next(row for row in question.rows if row.id == met)
    name = f"¶{row.id}" if row.text.startswith("¶") else row.text
    return f"{name[:1].upper()}{name[1:]}: "


def parts(question: Question, value: Any) -> frozenset[str]:
    """Return the parts of a valid value that a misreading can name.

    An option, an anchor, "row=column", "c<a" (c placed before a) or a number; of a quotation,
    the clauses in which it stands.
    """
    match question.kind:
        case "choices" | "passages":
            return frozenset(value)
        case "match":
            return frozenset(f"{row}={column}" for row, column in value.items())
        case "order":
            return frozenset(f"{first}<{then}" for first, then in combinations(value, 2))
        case "quote":
            return frozenset(str(a) for mention in memo().find(value) for a in mention.touched)
    return frozenset([str(value)])


def canonical(question: Question, part: str) -> str:
    """Return a misreading's part as `parts` spells it: an anchor may be typed `¶3.2d`."""
    if question.kind in ("passage", "passages", "quote"):
        return str(memo()[part].anchor)
    return str(part).replace(" ", "")


def example(question: Question, key: Key, part: str) -> Any:
    """Return a value that makes one misreading: the key with that part put in its place."""
    part = canonical(question, part)
    match question.kind:
        case "choices":
            return form(question, [*key.value, part]).value
        case "passages":
            return form(question, [*key.value, part]).value
        case "match":
            row, _, column = part.partition("=")
            return {**key.value, row: column}
        case "order":
            first, _, then = part.partition("<")
            rest = [name for name in key.value if name != first]
            if first not in key.value or then not in rest:
                raise CourseError(f"{question.id}: no order has the part {part!r}")
            rest.insert(rest.index(then), first)
            return rest
        case "quote":
            plain = _BRACKETED.sub("", memo()[part].text)
            return " ".join(plain.split()[: question.most_words or 6])
        case "number":
            return form(question, part).value
    return part


def troubles(question: Question, key: Key) -> Iterator[str]:
    """Yield what is wrong with a key: not a valid answer, or a misreading that earns full marks."""
    for value in (key.value, *key.also):
        checked = form(question, value)
        if not checked.valid:
            yield f"{question.id}: the key {value!r} is no valid answer: {checked.message}"
        elif question.kind != "essay" and checked.value != value:
            yield f"{question.id}: write the key {value!r} as {checked.value!r}"
    for part in key.misreadings:
        try:
            checked = form(question, example(question, key, part))
        except CourseError as wrong:
            yield str(wrong)
            continue
        if not checked.valid:
            yield f"{question.id}: the misreading {part!r} is no valid answer: {checked.message}"
        elif share(question, key, checked.value) == 1:
            yield f"{question.id}: the misreading {part!r} earns full marks"


def _same(_: Question, __: Key, right: Any, given: Any) -> Fraction:
    return Fraction(right == given)


def _choices(_: Question, __: Key, right: list[str], given: list[str]) -> Fraction:
    hits = len(set(right) & set(given))
    return Fraction(hits - (len(set(given)) - hits), len(right))


def _near(right: str, given: str) -> Fraction:
    """Exact 1; the sentence around the right clause a half."""
    if right == given:
        return Fraction(1)
    around = Anchor.parse(right).parent
    return _HALF if around is not None and around.sentence and str(around) == given else Fraction(0)


def _passage(_: Question, __: Key, right: str, given: str) -> Fraction:
    return _near(right, given)


def _passages(_: Question, __: Key, right: list[str], given: list[str]) -> Fraction:
    """Match each key with its best given anchor, each used once; strangers count against."""
    unused, earned = list(given), Fraction(0)
    for worth in (Fraction(1), _HALF):
        for anchor in right:
            found = next((g for g in unused if _near(anchor, g) == worth), None)
            if found is not None and not (worth == _HALF and anchor in given):
                unused.remove(found)
                earned += worth
    strangers = sum(all(_near(anchor, g) == 0 for anchor in right) for g in given)
    return (earned - strangers) / len(right)


def _quote(_: Question, key: Key, right: str, given: str) -> Fraction:
    """Give 1 in the key's sentence, a half in its paragraph or only in a misread clause of it."""
    home = memo().find(right)[0].touched[0]
    misread = {memo()[part].anchor for part in key.misreadings}
    best = Fraction(0)
    for mention in memo().find(given):
        where = {(anchor.paragraph, anchor.sentence) for anchor in mention.touched}
        if where == {(home.paragraph, home.sentence)} and not misread.issuperset(mention.touched):
            return Fraction(1)
        if home.paragraph in {paragraph for paragraph, _ in where}:
            best = _HALF
    return best


def _match(question: Question, _: Key, right: dict[str, str], given: dict[str, str]) -> Fraction:
    hits = sum(given.get(row.id) == right.get(row.id) for row in question.rows)
    return Fraction(hits, len(question.rows))


def _order(_: Question, __: Key, right: list[str], given: list[str]) -> Fraction:
    """Kendall's tau: pairs in the right order less pairs in the wrong one, of all pairs."""
    pairs = list(combinations(right, 2))
    hits = sum(given.index(first) < given.index(then) for first, then in pairs)
    return Fraction(2 * hits - len(pairs), len(pairs))


def _number(question: Question, _: Key, right: float, given: float) -> Fraction:
    return Fraction(abs(right - given) <= question.tolerance)


def _essay(_: Question, __: Key, ___: Any, ____: Any) -> Fraction:
    return Fraction(0)


_RULES: dict[str, Callable[[Question, Key, Any, Any], Fraction]] = {
    "choice": _same,
    "choices": _choices,
    "passage": _passage,
    "passages": _passages,
    "quote": _quote,
    "match": _match,
    "order": _order,
    "number": _number,
    "essay": _essay,
}
