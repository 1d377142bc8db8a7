"""Made-up essays on a desk, for tests."""

from gorin.essays import decisions, order, store
from gorin.essays.decisions import Place

CLAIM = ("Claim", "Wording", "Voice", "Quotation and limits")  # the rubric of Q2.12


def essay(student, text="The offer is firm.", question="Q2.12", exercise="02-close-reading"):
    name = order.essay_id(student, exercise, question, text)
    return store.Essay(name, student, exercise, question, 4), text


def laid(path, students=6, **more):
    """Make a desk with an essay of each student; return the essays."""
    essays = [essay(f"student {n:03}", f"Text {n}.", **more) for n in range(students)]
    store.take_in(path, essays)
    return [one for one, _ in essays]


def give(path, marker, essay, *levels):
    """Give levels in the order of the rubric."""
    for criterion, level in zip(CLAIM, levels, strict=False):
        decisions.give(path, Place(essay.id, marker, criterion), level)


def say(path, marker, essay, text, **more):
    decisions.comment(path, Place(essay.id, marker, ""), text, **more)
