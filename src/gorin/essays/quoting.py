"""What a marker sees at once: how long an essay is, and which of its quotations the memo has."""

from collections.abc import Iterator
from dataclasses import dataclass

from gorin.bank import Question
from gorin.questions import quotations, words
from gorin.quoting import Quotation, nearest, quoted


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an essay. `kind` is "verbatim", "near" or "astray" of a quotation, else "".

    `anchor` is where the memo has it, as printed, and `words` what it has there; both are ""
    where it has nothing like it.
    """

    text: str
    kind: str = ""
    anchor: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a question asks of an essay's form: what is met, and whether it will do."""

    said: str
    good: bool


def parts(text: str) -> tuple[Part, ...]:
    """Return an essay in parts that, joined, are its text: quotations and what stands between."""
    return tuple(part for part in _parts(text) if part.text)


def checks(question: Question, text: str) -> tuple[Check, ...]:
    """Return how an essay meets its question's limits, as the student's card counted them."""
    count = words(text)
    least, most = question.least_words, question.most_words
    length = f"{count} word{'s'[: count != 1]}"
    if most:
        length += f"; {f'{least} to {most}' if least else f'at most {most}'} are asked for"
    found = [Check(length, least <= count <= (most or count))]
    if question.quotations:
        good = sum(verified for _, verified in quotations(text))
        said = f"{good} quotation{'s'[: good != 1]} verbatim; {question.quotations} asked for"
        found.append(Check(said, good >= question.quotations))
    return tuple(found)


def _parts(text: str) -> Iterator[Part]:
    after = 0
    for one in quoted(text):
        yield Part(text[after : one.start + 1])
        yield _checked(one)
        after = one.end - 1
    yield Part(text[after:])


def _checked(one: Quotation) -> Part:
    if one.mentions:
        first = one.mentions[0]
        return Part(one.words, "verbatim", first.anchor.printed, first.text)
    passage = nearest(one.words)
    if passage is None:
        return Part(one.words, "astray")
    return Part(one.words, "near", passage.anchor.printed, passage.text)
