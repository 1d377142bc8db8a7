"""The desk seen as a whole: how far the markers are, how far they agree, what to talk over."""

from typing import Any

from gorin.essays.agreement import agreements, disagreements
from gorin.essays.levels import complete, criteria
from gorin.essays.store import Book, Essay

_FEW = 20  # essays; a kappa of fewer says little


def progress(book: Book) -> list[tuple[str, int, int, int, int]]:
    """Return for each question how many essays are marked and twice marked, and of how many."""
    rows = []
    for question in dict.fromkeys(essay.question for essay in book.essays):
        mine, rubric = [e for e in book.essays if e.question == question], criteria(question)
        done = [sum(complete(o, rubric) for o in book.opinions.get(e.id, ())) for e in mine]
        sample = [times for e, times in zip(mine, done, strict=True) if e.id in book.sample]
        once = sum(times > 0 for times in done)
        twice = sum(times > 1 for times in sample)
        rows.append((question, once, len(mine), twice, len(sample)))
    return rows


def overview(book: Book, marker: str) -> dict[str, Any]:
    """Return progress, agreement and disagreements, but none of what is still to be judged here."""
    blind = {essay.id for essay in book.essays if not _judged(book, essay, marker)}
    apart = disagreements(book)
    return {
        "progress": progress(book),
        "agreement": [
            [a.question, a.criterion, list(a.markers), _figure(a.kappa), a.same, a.pairs]
            for a in agreements(book)
        ],
        "few": _FEW,
        "talk": [
            [d.essay.id, d.essay.code, d.essay.question, d.criterion, list(d.markers), d.levels]
            for d in apart
            if d.essay.id not in blind
        ],
        "hidden": len({d.essay.id for d in apart} & blind),
    }


def _figure(kappa: float) -> str:
    return f"{kappa:.2f}".replace("-", "−")


def _judged(book: Book, essay: Essay, marker: str) -> bool:
    return complete(book.opinion(essay.id, marker), criteria(essay.question))
