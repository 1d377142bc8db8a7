"""What a question asked for and where to look again, as HTML; keys only where they are revealed."""

import re
from functools import cache, lru_cache
from html import escape

from gorin.bank import Question
from gorin.classroom.answered import passages
from gorin.classroom.page import number, text
from gorin.memo import memo
from gorin.tables import addresses

_ANCHOR = re.compile(r"¶(0\.[12]|[1-9](?:\.[0-9]{1,2}[a-z]?)?)(?![0-9a-z])")
_DOCUMENT = re.compile(r"\b(?:[0-9]{2}-[0-9]{2}/)?d[0-9]{3}\b")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_ITALIC = re.compile(r"(?<!\*)\*([^*\n]+?)\*(?!\*)")
_MOST_QUOTED = 3  # passages quoted beneath a remark; a remark names one or two


@cache
def asked(question: Question) -> str:
    """Return the prompt, the form of an answer and the skill."""
    return (
        f"<p>{text(question.prompt)}</p>"
        f'<p class="quiet small">{_form(question)}. Skill: {question.skill}.</p>'
    )


def _form(question: Question) -> str:
    """Say in which form an answer is given."""
    options, rows_ = len(question.options), len(question.rows)
    match question.kind:
        case "choice":
            return f"One of {options} statements"
        case "choices":
            return f"Every one that fits, of {options}; a wrong one counts against"
        case "passage":
            return "One clause; its whole sentence earns half"
        case "passages":
            return "Every clause that fits; a wrong one counts against"
        case "quote":
            return f"At most {number(question.most_words, 'word')} of the memo, as they stand there"
        case "match":
            return f"One of {options} for each of {rows_} rows"
        case "order":
            return f"{options} steps in their order"
        case "number":
            return "A number"
    quoted = f", with at least {number(question.quotations, 'quotation')} of the memo"
    wanted = quoted if question.quotations else ""
    return f"{question.least_words} to {question.most_words} words{wanted}"


@lru_cache(maxsize=2_000)  # a class makes the same mistakes again and again
def look(question: Question, remark: str) -> str:
    """Return a remark and the passages it names; where there is no remark, the question's hint."""
    said = remark or question.hint
    named = dict.fromkeys(a for a in _ANCHOR.findall(said) if len(a) > 1)
    known = [anchor for anchor in named if anchor in _anchors()][:_MOST_QUOTED]
    return f"<p>{linked(text(said))}</p>{passages(known) if remark else ''}"


@cache
def _anchors() -> frozenset[str]:
    return frozenset(map(str, memo().anchors))


@cache
def _addresses() -> dict[str, str]:
    """Return the address of every paper of the calendar that has one."""
    return {name: url for name, url in addresses().items() if url.startswith("https://")}


def linked(said: str) -> str:
    """Return HTML text whose document ids lead to the documents."""

    def link(found: re.Match[str]) -> str:
        address = _addresses().get(found[0])
        return f'<a href="{escape(address)}">{found[0]}</a>' if address else found[0]

    return _DOCUMENT.sub(link, said)


@lru_cache(maxsize=256)
def key_of(question: Question, value: str, feedback: str) -> str:
    """Return the key, given as HTML, and the solution's explanation."""
    return f'<div class="key"><h3>The key of {question.id}</h3>{value}{told(feedback)}</div>'


def told(markdown: str) -> str:
    """Return an explanation of the solutions as HTML: paragraphs, bold and italic are known."""
    paragraphs = (part for part in markdown.split("\n\n") if part.strip())
    plain = (linked(text(" ".join(part.split()))) for part in paragraphs)
    bold = (_BOLD.sub(r"<strong>\1</strong>", part) for part in plain)
    return "".join(f"<p>{part}</p>" for part in (_ITALIC.sub(r"<em>\1</em>", b) for b in bold))
