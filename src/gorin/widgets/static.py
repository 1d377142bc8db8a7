"""Cards as static HTML, for notebooks that no kernel runs: semantic, escaped, inline style only."""

from collections.abc import Sequence
from html import escape

from gorin.bank import Question, bank
from gorin.questions import Form
from gorin.widgets import tags
from gorin.widgets.widget import PAPER, QUIET

_HOW = {
    "passage": "Answer with an anchor, such as “1.1a”.",
    "passages": "Answer with anchors.",
    "quote": "Answer with words of the memo.",
    "number": "Answer with a number.",
    "essay": "Answer in your own words.",
    "forecast": "Answer with a probability, 0 to 100.",
    "position": "Answer with a number from 0 to 10, a sentence and an anchor.",
    "order": "Put the lines in order.",
}
_BEGIN = "To answer by clicking, run all cells (menu Run)."


def card(question: Question, checked: Form) -> str:
    """Return a card as it can be read before anything is run."""
    points = f" · {question.points} point{'s'[: question.points != 1]}" if question.points else ""
    parts = [
        (
            f"<p><strong>{escape(question.title)}</strong>"
            f'<span style="{QUIET}">{escape(points)}</span></p>'
        ),
        f"<p>{escape(question.prompt)}</p>",
        tags.page(question, checked) if question.tags else _rows(question),
        _limits(question),
        _details("Hint", f"<p>{escape(question.hint)}</p>") if question.hint else "",
        _rubric(question),
        (
            f'<p style="{QUIET}"><em>{_HOW.get(question.kind, "Choose.")} '
            f"{_BEGIN if checked.blank else ''}</em></p>"
        ),
    ]
    return f'<div style="{PAPER}">{"".join(parts)}</div>'


def _rows(question: Question) -> str:
    options = "".join(f"<li>{escape(option.text)}</li>" for option in question.options)
    if question.kind != "match":
        return f"<ul>{options}</ul>" if options else ""
    rows = "".join(f"<li>{escape(row.text)}</li>" for row in question.rows)
    return f"<ol>{rows}</ol><p>Choose for each:</p><ul>{options}</ul>"


def _limits(question: Question) -> str:
    least, most = question.least_words, question.most_words
    if not most:
        return ""
    words = f"{least} to {most} words" if least else f"At most {most} words"
    plural = "s"[: question.quotations != 1]
    quoted = f", with {question.quotations} quotation{plural} of the memo"
    quoted = quoted if question.quotations else ""
    return f"<p>{words}{quoted}.</p>"


def _details(summary: str, content: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>{content}</details>"


def _rubric(question: Question) -> str:
    criteria = bank().rubrics.get(question.id, ())
    parts = "".join(
        f"<p><strong>{escape(c.name)}</strong></p>"
        f"<ol>{''.join(f'<li>{escape(level)}</li>' for level in c.levels)}</ol>"
        for c in criteria
    )
    return _details("How it is marked", parts) if parts else ""


def hand_in(said: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """Return the list of an exercise's questions."""
    items = "".join(f"<li>{escape(name)} {escape(how)}</li>" for name, how, _ in rows)
    return (
        f'<div style="{PAPER}"><p><strong>Hand in</strong></p><p>{escape(said)}</p>'
        f"<ul>{items}</ul></div>"
    )
