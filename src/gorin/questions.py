"""An answer's form: bring a value into the form its question asks for, and say what is missing.

Card and grader both call `form`, so that what is seen is what is marked. Nothing here knows
whether an answer is right, and nothing a student can type makes it raise.
"""

import json
import math
import numbers
import reprlib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gorin.bank import Option, Question
from gorin.errors import CourseError
from gorin.memo import Anchor, Passage, memo
from gorin.quoting import nearest, quoted

MIME = "application/vnd.gorin.answer+json"
_LONGEST = 50_000  # characters of a text; an essay of 400 words has under 3,000
_GREATEST = 10**12  # Python refuses to write out numbers of thousands of digits


@dataclass(frozen=True, slots=True)
class Form:
    """A value in the form its question asks for.

    `value` is JSON-able and None where nothing was answered; where `valid` is False it is what
    was met and `message` says what to do. A valid answer may have a message too ("4 of 6 rows").
    """

    value: Any
    valid: bool
    message: str = ""

    @property
    def blank(self) -> bool:
        """Was nothing answered?"""
        return self.value is None


BLANK = Form(None, valid=False, message="Not answered yet.")


class _FormError(ValueError):
    """The value cannot be an answer to its question; the message says why."""


def form(question: Question, value: Any) -> Form:
    """Bring a value into its question's form and check it; never raises."""
    plain: Any = None
    try:
        if (plain := _plain(value)) is None or plain in ([], {}):
            return BLANK
        normal = _NORMAL[question.kind](question, plain)
    except _FormError as wrong:
        return Form(_met(plain, value), valid=False, message=str(wrong))
    except RecursionError:
        return Form("…", valid=False, message="not an answer: nested too deeply")
    if normal in ([], {}, ""):
        return BLANK
    trouble, note = _CHECK.get(question.kind, _nothing)(question, normal)
    return Form(normal, valid=not trouble, message=trouble or note)


def normalise(question: Question, value: Any) -> Any:
    """Return the value alone, in its question's form, or None where it is blank or not valid."""
    checked = form(question, value)
    return checked.value if checked.valid else None


def record(question: Question, checked: Form) -> dict[str, Any]:
    """Return the record of an answer, as it stands in a notebook's output under MIME."""
    return {"question": question.id, "value": checked.value, "valid": checked.valid}


def words(text: str) -> int:
    """Count words as a person would: runs of characters between white space."""
    return sum(run[0].isalnum() or any(map(str.isalnum, run)) for run in text.split())


def quotations(text: str) -> tuple[tuple[str, bool], ...]:
    """Return what stands in double quotation marks, and whether the memo has it."""
    return tuple((one.words, bool(one.mentions)) for one in quoted(text))


def _plain(value: Any) -> Any:
    """Return the value in JSON's types, texts in NFC and stripped; None where it is blank."""
    if value is None or value is ...:
        return None
    if isinstance(value, Anchor | Passage):
        return str(value if isinstance(value, Anchor) else value.anchor)
    if isinstance(value, str):
        return _text(value) or None
    if isinstance(value, bool):
        return value
    if isinstance(value, numbers.Real):
        number = int(value) if isinstance(value, numbers.Integral) else float(value)
        if _GREATEST < abs(number) < math.inf:
            raise _FormError(f"not an answer: {_shown(value)} (a number of this size is not asked)")
        return number
    if isinstance(value, dict):
        return {_cell(k): _cell(v) for k, v in value.items() if _plain(v) is not None}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [
            plain for plain in map(_plain, items) if plain is not None and plain not in ([], {})
        ]
    raise _FormError(f"not an answer: {_shown(value)} (a value of type {type(value).__name__})")


def _cell(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, list | dict):
        raise _FormError(f"not an answer: {_shown(value)} (one value is asked for in each place)")
    return plain


def _text(value: str) -> str:
    if len(value) > _LONGEST:
        raise _FormError(f"a text of {len(value)} characters; at most {_LONGEST} are read")
    whole = value.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", whole).replace("\x00", "").strip()


def _met(plain: Any, value: Any) -> Any:
    """Return what was met as it is, so that a card can show it again to be mended."""
    try:
        if plain is not None and len(json.dumps(plain, allow_nan=False)) <= _LONGEST:
            return plain
    except ValueError:
        pass
    return _shown(value)


def _shown(value: Any) -> str:
    """Show what was met, shortly; a very long number cannot be written out."""
    try:
        return reprlib.repr(value).encode("utf-8", "replace").decode("utf-8")
    except (ValueError, RecursionError):
        return f"({type(value).__name__} too long to show)"


def _option(options: Iterable[Option], value: Any, called: str = "option") -> str:
    known = [option.id for option in options]
    typed = str(value) if isinstance(value, str | int | float) else ""
    for name in known:
        if typed.casefold() == name.casefold():
            return name
    article = "an" if called == "option" else "a"
    raise _FormError(f"not {article} {called}: {_shown(value)} ({called}s are {_listed(known)})")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]


def _anchor(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _FormError(f"not an anchor: {_shown(value)} (an anchor looks like 3.2 or 3.2d)")
    try:
        return str(memo()[str(value)].anchor)
    except CourseError as wrong:
        raise _FormError(str(wrong)) from None


def _many(value: Any) -> list[Any]:
    if isinstance(value, dict):
        raise _FormError(f"not a list: {_shown(value)}")
    return value if isinstance(value, list) else [value]


def _one(value: Any) -> Any:
    if isinstance(value, list) and len(value) == 1:
        return value[0]
    if isinstance(value, list | dict):
        raise _FormError(f"one answer is asked for, not {len(value)}: {_shown(value)}")
    return value


def _choice(question: Question, value: Any) -> str:
    return _option(question.options, _one(value))


def _choices(question: Question, value: Any) -> list[str]:
    chosen = {_option(question.options, item) for item in _many(value)}
    return [option.id for option in question.options if option.id in chosen]


def _passage(_: Question, value: Any) -> str:
    return _anchor(_one(value))


def _passages(_: Question, value: Any) -> list[str]:
    return [str(anchor) for anchor in sorted({Anchor.parse(_anchor(v)) for v in _many(value)})]


def _order(question: Question, value: Any) -> list[str]:
    given = [_option(question.options, item) for item in _many(value)]
    if sorted(given) != sorted(option.id for option in question.options):
        known = [option.id for option in question.options]
        raise _FormError(f"not an order: name each of {_listed(known)} once")
    return given


def _match(question: Question, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _FormError(f"not a table: {_shown(value)} (write {{row: column, …}})")
    given = {
        _option(question.rows, row, "row"): _option(question.options, column, "column")
        for row, column in value.items()
    }
    return {row.id: given[row.id] for row in question.rows if row.id in given}


def _number(_: Question, value: Any) -> int | float:
    value = _one(value)
    try:
        number = float(value) if not isinstance(value, bool) else math.nan
    except (ValueError, TypeError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise _FormError(f"not a number: {_shown(value)}")
    return int(number) if number.is_integer() else number


def _words(_: Question, value: Any) -> str:
    value = _one(value)
    if not isinstance(value, str):
        raise _FormError(f"not a text: {_shown(value)} (put it between quotation marks)")
    return value


def _percent(question: Question, value: Any) -> int:
    number = _number(question, value)
    if not isinstance(number, int) or not 0 <= number <= 100:
        raise _FormError(f"not a probability: {_shown(value)} (a whole number from 0 to 100)")
    return number


def _position(question: Question, value: Any) -> dict[str, Any]:
    given = value if isinstance(value, dict) else {"scale": value}
    if "scale" not in given:
        raise _FormError("a number from 0 to 10 is wanting")
    scale = _number(question, given["scale"])
    if not isinstance(scale, int) or not 0 <= scale <= 10:
        raise _FormError(f"not a position: {_shown(scale)} (a whole number from 0 to 10)")
    normal: dict[str, Any] = {"scale": scale, "why": str(given.get("why", ""))}
    return normal | ({"anchor": _anchor(given["anchor"])} if given.get("anchor") else {})


def _nothing(_: Question, __: Any) -> tuple[str, str]:
    return "", ""


def _check_quote(question: Question, value: str) -> tuple[str, str]:
    """Return what is wrong with the quotation, and a note on one that is well formed."""
    count = words(value)
    if question.most_words and count > question.most_words:
        return f"{count} words; at most {question.most_words} are asked for", ""
    if not memo().find(value):
        near = nearest(value)
        return "these words are not in the memo" + (f"; nearest: {near}" if near else ""), ""
    return "", ""


def _check_match(question: Question, value: dict[str, str]) -> tuple[str, str]:
    given, asked = len(value), len(question.rows)
    if question.tags:  # how far one has come is said to the last clause
        return "", f"{given} of {asked} clauses tagged"
    return "", f"{given} of {asked} rows" if given < asked else ""


def _check_essay(question: Question, value: str) -> tuple[str, str]:
    count, troubles = words(value), []
    if count < question.least_words:
        troubles.append(f"{count} of at least {question.least_words} words")
    if question.most_words and count > question.most_words:
        troubles.append(f"{count} words; at most {question.most_words} are asked for")
    found_or_not = quotations(value)
    good, wanted = sum(known for _, known in found_or_not), question.quotations
    if good < wanted:
        found = f"quotation{'s'[: wanted != 1]} found in the memo"
        troubles.append(f"{good} of at least {wanted} {found}")
        astray = dict.fromkeys(text for text, known in found_or_not if not known)
        troubles += map(_astray, [*astray][:3])
    found = f", {good} quotation{'s'[: good != 1]} found in the memo" if good else ""
    note = f"{count} words{found}"
    return "; ".join(troubles), note


def _astray(text: str) -> str:
    near = nearest(text)
    return f"“{text}” is not in the memo" + (f" (nearest: {near})" if near else "")


def _check_position(_: Question, value: dict[str, Any]) -> tuple[str, str]:
    wanting = [name for name in ("why", "anchor") if not value.get(name)]
    said = {"why": "one sentence why", "anchor": "one anchor"}
    return "", f"still open: {' and '.join(said[name] for name in wanting)}" if wanting else ""


_NORMAL: dict[str, Callable[[Question, Any], Any]] = {
    "choice": _choice,
    "choices": _choices,
    "passage": _passage,
    "passages": _passages,
    "quote": _words,
    "match": _match,
    "order": _order,
    "number": _number,
    "essay": _words,
    "forecast": _percent,
    "position": _position,
}
_CHECK: dict[str, Callable[[Question, Any], tuple[str, str]]] = {
    "quote": _check_quote,
    "match": _check_match,
    "essay": _check_essay,
    "position": _check_position,
}
