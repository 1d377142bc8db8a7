"""A question for the seminar, made from a misreading: what invites it, and what forbids it."""

from gorin.bank import Question
from gorin.memo import memo

_PLACE = {  # by the bank's skill; the passage is read aloud first
    "close reading": "What does this clause do in its sentence? What would have to stand in it for "
    "it to be the answer?",
    "sourcing": "Who speaks here, who wrote it down, and what can we prove with it?",
    "contextualization": "What must one know from elsewhere to take it so, and where would we find "
    "that?",
    "corroboration": "Which other paper would we lay beside it, and what would that have to say?",
}
_WIDE = "Which of its clauses is meant, and what do the others do?"  # of a sentence or paragraph
_WHY = "What invites them to, and what forbids it?"
_CLAIM = {
    "close reading": "Which words of the page speak for it, and which against it?",
    "sourcing": "Who could tell us so, how would he know, and does he say it?",
    "contextualization": "What would have to have happened, and when, for this to be so?",
    "corroboration": "Which paper says so, which does not, and which have we not seen?",
}


def ask(question: Question, part: str) -> str:
    """Return a question to put to a class of which many made a misreading."""
    texts = {option.id: option.text for option in (*question.options, *question.rows)}
    match question.kind:
        case "passage" | "passages" | "quote":
            passage = memo()[part]
            wide = not passage.anchor.clause and passage.anchor.paragraph <= len(memo().paragraphs)
            then = _WIDE if wide and passage.anchor.paragraph else _PLACE[question.skill]
            return f"Read {passage} aloud. {then}"
        case "choice" | "choices":
            return _of_option(texts[part], question.skill)
        case "match":
            row, _, column = part.partition("=")
            return f"Some put “{_inner(texts[row])}” with “{_inner(texts[column])}”. {_WHY}"
        case "order":
            first, _, then = part.partition("<")
            return (
                f"First “{_inner(texts[first])}”, then “{_inner(texts[then])}”? What fixes the "
                "order of these two: how they are told, or what is told?"
            )
    return (
        f"How does one come to {part} {question.unit}".rstrip()
        + "? Count aloud together, and say at each step what you count."
    )


def _of_option(words: str, skill: str) -> str:
    """Ask about a statement as a claim, about a passage as it reads, and why else one takes it."""
    if words.startswith("¶"):
        return f"Read {memo()[words]} aloud. {_PLACE[skill]}"
    if words.endswith((".", "!", "?")):
        return f"Somebody says: “{_inner(words, '')}” {_CLAIM[skill]}"
    return f"Some answered “{_inner(words)}”. {_WHY}"


def in_short(question: Question, part: str) -> str:
    """Return what was answered, as short as it can be said."""
    texts = {option.id: option.text for option in (*question.options, *question.rows)}
    match question.kind:
        case "passage" | "passages" | "quote":
            return memo()[part].anchor.printed
        case "choice" | "choices":
            return f"{part}: {texts[part]}"
        case "match":
            row, _, column = part.partition("=")
            return f"{texts[row]} = {texts[column]}"
        case "order":
            first, _, then = part.partition("<")
            return f"{texts[first]} → {texts[then]}"
    return f"{part} {question.unit}".strip()


def _inner(words: str, without: str = ".") -> str:
    """Return words as they stand within quotation marks and a sentence."""
    return words.removesuffix(without).replace("“", "‘").replace("”", "’")
