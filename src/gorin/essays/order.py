"""Who comes when, and who is read twice: decided by hashes, so that nobody is favoured."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil

_CODE = 5  # characters; two of a thousand essays share a code once in sixty classes


def essay_id(student: str, exercise: str, question: str, text: str) -> str:
    """Return the id of an essay: that of another text is another, and marks stay with the text.

    White space is folded, since a spreadsheet that saves the table anew folds it.
    """
    folded = " ".join(text.split())
    whole = json.dumps([student, exercise, question, folded]).encode()
    return base64.b32encode(hashlib.sha256(whole).digest()[:20]).decode()


def code(essay: str) -> str:
    """Return the short name by which two markers speak of an essay without naming its writer."""
    return essay[:_CODE]


def salt(essays: Iterable[str]) -> str:
    """Return the salt of a new file: two markers who begin with one class get one order.

    It depends on every essay of the class, so that nobody can write his way to a place in it.
    """
    return hashlib.sha256("\n".join(sorted(essays)).encode()).hexdigest()


def shuffled(essays: Iterable[str], salt: str, question: str) -> list[str]:
    """Return the essays of a question in an order of its own that says nothing of their writers."""
    return sorted(essays, key=_rank(salt, "order", question))


def sampled(essays: Iterable[str], salt: str, question: str, share: Fraction) -> frozenset[str]:
    """Return the essays to be marked twice: a share of a question's, rounded up.

    Raises ValueError for a share outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share of {share}; it lies between 0 and 1")
    ranked = sorted(essays, key=_rank(salt, "second", question))
    return frozenset(ranked[: ceil(share * len(ranked))])


def _rank(salt: str, purpose: str, question: str) -> Callable[[str], bytes]:
    def rank(essay: str) -> bytes:
        return hashlib.sha256(f"{salt} {purpose} {question} {essay}".encode()).digest()

    return rank
