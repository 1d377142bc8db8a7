"""A remark without its key: what can be said to a student whose class has not been told yet.

Remarks are written to set a misreading right, and many end by naming the right passage. Without
`--reveal` a remark is kept up to the first sentence that names or quotes the key, and where there
are options to choose from, one sentence of it at most: the next often argues for one of them.
"""

import re
from collections.abc import Iterator

from gorin.bank import Key, Question
from gorin.memo import memo

_SENTENCE = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][”’)]))(?<!Mr\.)(?<!Mrs\.)(?<!Dr\.)\s+(?=[“‘(¶A-Z0-9])"
)
_OPEN = ("passage", "passages", "quote")  # kinds whose answers are places of the memo
_ANCHOR = re.compile(r"(?:¶|\b)([0-9](?:\.[0-9]{1,2})?)([a-z])?(?:\.[0-9])?(?:[–-]([a-z])\b)?")
_QUOTED = re.compile(r"[“‘']([^“”‘]+?)[”’'](?!\w)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_FEW = 3  # distinctive words; a text with more is named by two of them
_RUN = 3  # words in a row that are the key's own
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOTHING = ("none", "nobody", "no", "not")


def untold(question: Question, key: Key, remark: str) -> str:
    """Return a remark up to the sentence that tells the key; "" where the first does.

    Of an order nothing is kept, since each remark on it says which comes first.
    """
    if question.kind == "order":
        return ""
    sentences = _SENTENCE.split(remark)
    kept: list[str] = []
    for sentence in sentences if question.kind in _OPEN else sentences[:1]:
        if _tells(question, key, sentence):
            break
        kept.append(sentence)
    return " ".join(kept)


def _tells(question: Question, key: Key, sentence: str) -> bool:
    if question.kind in _OPEN:
        right = set(_right(question, key))
        return any(anchor in right for anchor in _named(sentence))
    if question.kind == "number":
        return _counts(key.value, sentence)
    return any(_says(question, right, sentence) for right in _right(question, key))


def _right(question: Question, key: Key) -> Iterator[str]:
    """Yield the parts of the key, and of others accepted: clauses, or the ids of options."""
    for value in (key.value, *key.also):
        if question.kind == "quote":
            yield from (str(a) for mention in memo().find(value) for a in mention.touched)
        elif question.kind == "match":
            yield from value.values()
        else:
            yield from [value] if isinstance(value, str) else value


def _named(sentence: str) -> Iterator[str]:
    """Yield the clauses that a sentence names, `3.2b–d` as three, or quotes."""
    for place, first, last in _ANCHOR.findall(sentence):
        letters = range(ord(first), ord(last or first) + 1) if first else ()
        yield from (f"{place}{chr(letter)}" for letter in letters)
        if not first:
            yield place
    for quoted in _QUOTED.findall(sentence):
        for mention in memo().find(quoted) if len(quoted.split()) > 1 else ():
            yield from map(str, mention.touched)


def _counts(value: float, sentence: str) -> bool:
    """Does a sentence name a number, in figures or in words?"""
    words = re.findall(r"\w+", sentence.casefold())
    named = {f"{value:g}"} | ({_NUMBERS[int(value)]} if 0 <= value < len(_NUMBERS) else set())
    return bool(named & set(words)) or (value == 0 and bool(set(_NOTHING) & set(words)))


def _says(question: Question, right: str, sentence: str) -> bool:
    """Does a sentence say the text of an option, in its distinctive words or several in a row?"""
    texts = {option.id: option.text for option in question.options}
    others = " ".join([question.prompt, *(text for o, text in texts.items() if o != right)])
    distinctive = _words(texts[right]) - _words(others)
    met = distinctive & _words(sentence)
    if len(met) >= (1 if len(distinctive) <= _FEW else 2):
        return True
    run = re.findall(r"\w+", texts[right].casefold())
    said = " ".join(["", *re.findall(r"\w+", sentence.casefold()), ""])
    windows = (" ".join(run[i : i + _RUN]) for i in range(len(run) - _RUN + 1))
    return any(f" {window} " in said for window in windows if _words(window))


def _words(text: str) -> set[str]:
    """Return the longer words of a text by their first six letters: endings do not count."""
    return {word[:6] for word in _WORD.findall(text.casefold())}
