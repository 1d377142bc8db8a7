"""An answer said in words: the text of an option, the passage at an anchor."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from gorin.bank import Question
from gorin.memo import memo


def in_words(question: Question, value: Any) -> str:
    """Say a valid value in words: the text of an option, the passage at an anchor."""
    texts = {option.id: option.text for option in (*question.options, *question.rows)}
    return _WORDS.get(question.kind, _as_it_is)(question, texts, value)


_Texts = dict[str, str]


def _as_it_is(_: Question, __: _Texts, value: Any) -> str:
    return str(value)


def _say_quote(_: Question, __: _Texts, value: str) -> str:
    places = memo().find(value)
    return f"{places[0].touched[0].printed} “{value}”" if places else f"“{value}”"


def _say_position(_: Question, __: _Texts, value: dict[str, Any]) -> str:
    where = f" (¶{value['anchor']})" if value.get("anchor") else ""
    return f"{value['scale']} of 10: {value.get('why', '')}{where}"


_WORDS: dict[str, Callable[[Question, _Texts, Any], str]] = {
    "choice": lambda _, texts, value: f"{value}: {texts[value]}",
    "choices": lambda _, texts, value: "; ".join(f"{name}: {texts[name]}" for name in value),
    "order": lambda _, texts, value: " → ".join(texts[name] for name in value),
    "match": lambda _, texts, value: "; ".join(
        f"{texts[row]} = {texts[column]}" for row, column in value.items()
    ),
    "passage": lambda _, __, value: str(memo()[value]),
    "passages": lambda _, __, value: "; ".join(str(memo()[name]) for name in value),
    "number": lambda question, _, value: f"{value} {question.unit}".strip(),
    "forecast": lambda _, __, value: f"{value} %",
    "quote": _say_quote,
    "position": _say_position,
}


def raised(words: str) -> str:
    """Return HTML with words of the memo in which the note's number is raised.

    Nobody shall read "Committee31".
    """
    return _noted().sub(r"\1<sup>\2</sup>", words)


@cache
def _noted() -> re.Pattern[str]:
    """Return what finds each word with a note's number, also where the two are set apart."""
    found = [
        rf"(?<=\b{re.escape(clause.text[: added.start].split()[-1])})((?:</\w+>)?)({added.text})\b"
        for clause in memo().clauses
        for added in clause.insertions
        if added.kind == "number of the note"
    ]
    (only,) = found  # the memo has one; of more, each would need groups of its own
    return re.compile(only)
