"""Tags on the page: what the front end needs to draw them, and the same as static HTML."""

from html import escape
from typing import Any

from gorin.bank import Question
from gorin.memo import Clause, Sentence, memo
from gorin.questions import Form
from gorin.reading import Tag
from gorin.tagging import given, tags
from gorin.widgets.printed import printed
from gorin.widgets.widget import QUIET

OPEN = "yours to decide in the exercise"
_SERIF = "font-family:Palatino,Georgia,serif;line-height:1.6"


def tagging(question: Question) -> dict[str, Any]:
    """Return the tags to choose from, and the tag of each clause that is not asked for.

    A clause that is neither asked for nor among these is asked about in an exercise.
    """
    return {
        "tags": [drawn(tag) for tag in tags(question)],
        "given": {str(anchor): drawn(tag) for anchor, tag in given(question).items()},
    }


def drawn(tag: Tag) -> dict[str, str]:
    """Return a tag with its letter and its line."""
    return {
        "id": tag.id,
        "key": tag.key,
        "name": tag.name,
        "about": tag.about,
        "line": tag.line,
    }


def page(question: Question, checked: Form) -> str:
    """Return tags and page: a letter in brackets after each clause, empty ones to be filled."""
    letters = {tag.id: tag.key.upper() for tag in tags(question)}
    chosen = checked.value if isinstance(checked.value, dict) else {}
    told = {str(anchor): tag.key.upper() for anchor, tag in given(question).items()}
    told |= {row.id: letters.get(str(chosen.get(row.id)), "…") for row in question.rows}
    mine = {row.id for row in question.rows}
    key = "".join(
        f"<li><strong>{tag.key.upper()}</strong> {escape(tag.name)}</li>" for tag in tags(question)
    )
    body = "".join(
        f"<p>{' '.join(_sentence(one, told, mine) for one in paragraph.sentences)}</p>"
        for paragraph in memo().paragraphs
    )
    return (
        f'<ul>{key}</ul><p style="{QUIET}">Underlined with <strong>[…]</strong>: to be tagged. '
        f"[?]: {OPEN}. The other letters are given.</p>"
        f'<div style="{_SERIF}">{body}</div>'
    )


def _sentence(sentence: Sentence, told: dict[str, str], mine: set[str]) -> str:
    return " ".join(
        _clause(clause, told.get(str(clause.anchor), "?"), mine) for clause in sentence.clauses
    )


def _clause(clause: Clause, letter: str, mine: set[str]) -> str:
    number = f'<sup style="line-height:0">{clause.anchor}</sup>&nbsp;'
    if str(clause.anchor) in mine:
        return f"{number}<u>{printed(clause)}</u> <strong>[{letter}]</strong>"
    return f'{number}{printed(clause)} <small style="{QUIET}">[{letter}]</small>'
