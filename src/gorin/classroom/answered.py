"""An answer as a page shows it: in words, and with the passage of the memo that it points at."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any

from gorin.bank import Question
from gorin.classroom.page import somebodys, text
from gorin.memo import Anchor, Passage, memo
from gorin.questions import Form, quotations
from gorin.wording import raised


def answered(question: Question, form: Form) -> str:
    """Return an answer as HTML; one that is not valid is shown as it was met."""
    if form.blank:
        return '<p class="quiet">Nothing was answered.</p>'
    if question.kind == "essay" and isinstance(form.value, str):
        return _essay(form.value)
    if not form.valid:
        return f'<div class="own"><p>{somebodys(str(form.value)[:2000])}</p></div>'
    return _WAYS[question.kind](question, form.value)


def passages(anchors: Iterable[str]) -> str:
    """Return passages of the memo as HTML, each with its anchor."""
    return "".join(_passage(anchor) for anchor in anchors)


@lru_cache(maxsize=256)
def _passage(anchor: str) -> str:
    return _quoted(memo()[anchor], "")


def _quoted(passage: Passage, marked: str) -> str:
    """Return a passage with some of its words set off."""
    words = f"“{escape(passage.text, quote=False)}”"
    part = escape(marked, quote=False)
    if part and part in words:
        words = words.replace(part, f"<strong>{part}</strong>", 1)
    return (
        f'<blockquote class="memo"><p><span class="anchor">{passage.anchor.printed}</span> '
        f"{raised(words)}</p></blockquote>"
    )


def _essay(words: str) -> str:
    paragraphs = (" ".join(part.split()) for part in words.replace("\r", "").split("\n\n"))
    shown = "".join(f"<p>{somebodys(part)}</p>" for part in paragraphs if part)
    return f'<div class="own">{shown}</div>{_verified(words)}'


def _verified(words: str) -> str:
    """Return a list of an essay's quotations, each with its place in the memo or without one."""
    found = quotations(words)
    if not found:
        return ""
    lines = []
    for quoted, known in found:
        where = memo().find(quoted)[0].anchor.printed if known else ""
        said = f'<span class="anchor">{where}</span>' if known else "not in the memo"
        lines.append(f"<li>“{somebodys(' '.join(quoted.split()))}” {said}</li>")
    return f'<p class="quiet small">Quotations:</p><ul class="small">{"".join(lines)}</ul>'


def _choice(question: Question, value: str) -> str:
    return _options(question, [value])


def _options(question: Question, value: list[str]) -> str:
    texts = {option.id: option.text for option in question.options}
    items = "".join(f"<li><b>{text(name)}</b> · {text(texts[name])}</li>" for name in value)
    return f"<ul>{items}</ul>" if len(value) > 1 else f"<p>{items[4:-5]}</p>"


def _order(question: Question, value: list[str]) -> str:
    texts = {option.id: option.text for option in question.options}
    return f"<ol>{''.join(f'<li>{text(texts[name])}</li>' for name in value)}</ol>"


def _match(question: Question, value: dict[str, str]) -> str:
    texts = {option.id: option.text for option in question.options}
    rows = "".join(
        f'<tr><th scope="row">{text(row.text)}</th>'
        f"<td>{text(texts[value[row.id]]) if row.id in value else '(left open)'}</td></tr>"
        for row in question.rows
    )
    whole = len(value) == len(question.rows)
    said = "Row and answer" if whole else f"{len(value)} of {len(question.rows)} rows answered"
    return f"<table><caption>{said}</caption><tbody>{rows}</tbody></table>"


def _quote(_: Question, value: str) -> str:
    """Return a quotation in the first passage where it stands, its words set off."""
    mention = memo().find(value)[0]
    anchor: Anchor = mention.anchor
    return _quoted(memo()[anchor], mention.text)


def _number(question: Question, value: float) -> str:
    return f"<p>{text(f'{value} {question.unit}'.strip())}</p>"


_WAYS: dict[str, Callable[[Question, Any], str]] = {
    "choice": _choice,
    "choices": _options,
    "passage": lambda _, value: passages([value]),
    "passages": lambda _, value: passages(value),
    "quote": _quote,
    "match": _match,
    "order": _order,
    "number": _number,
}
