"""The memo inside a card, to point at or to take words from, and which quotations are in it."""

from typing import Any

from gorin.bank import Question
from gorin.memo import Clause, Piece, memo
from gorin.quoting import nearest, quoted

_MOST_LOOKED_UP = 3  # misquotations of one answer for which the nearest words are sought


def verified(question: Question, value: Any) -> list[dict[str, str]]:
    """Return where each quotation of an answer stands, and what is nearest to one that does not.

    Words in straight marks may be another paper's: they are listed only if they are the memo's.
    """
    if question.kind not in ("quote", "essay") or not isinstance(value, str):
        return []
    found = quoted(f"“{value}”" if question.kind == "quote" else value)
    listed, looked_up = [], 0
    for one in found:
        if one.mentions:
            place = str(one.mentions[0].anchor)
            listed.append({"words": one.words, "anchor": place, "near": "", "nearest": ""})
        elif looked_up < _MOST_LOOKED_UP:
            looked_up += 1
            near = nearest(one.words)
            if near or one.curved:
                place, words = (str(near.anchor), near.text) if near else ("", "")
                listed.append({"words": one.words, "anchor": "", "near": place, "nearest": words})
    return listed


def small_page() -> list[Any]:
    """Return the memo as lines of sentences, each with its anchor (pieces have none) and parts."""
    whole = memo()
    pieces = [[("", [_part(piece)])] for piece in whole.pieces]
    body = [
        [(str(sentence.anchor), [_part(c) for c in sentence.clauses]) for sentence in one.sentences]
        for one in whole.paragraphs
    ]
    start = sum(not piece.anchor.paragraph for piece in whole.pieces)
    return [*pieces[:start], *body, *pieces[start:]]


def _part(part: Clause | Piece) -> tuple[str, str, list[tuple[int, int, str]]]:
    added = [(one.start, one.end, one.kind) for one in part.insertions]
    return str(part.anchor), part.text, added
