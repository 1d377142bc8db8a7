"""Tagging: what clauses a student is to give a tag, what tags there are, and what is given."""

from collections.abc import Iterable
from typing import Any

from gorin.bank import Option, Question
from gorin.errors import CourseError
from gorin.memo import Anchor, Passage, memo
from gorin.reading import Tag, layer, readings


def asked(name: Any, clauses: Any = ()) -> Question:
    """Return a lesson's question: a match of clauses with the tags of a layer.

    Without clauses, those that the codebook has for the layer. Raises CourseError for a layer or
    clause that does not exist, and for a clause that an exercise asks about.
    """
    known = layer(name if isinstance(name, str) else repr(name))
    wanted = _listed(clauses) or known.clauses
    if not wanted:
        raise CourseError(f'name clauses, as in tagger("{known.id}", clauses=["1.1a", "1.2b"])')
    anchors, told = sorted({_clause(one) for one in wanted}), readings(known.id)
    for anchor in anchors:
        if anchor not in told:
            raise CourseError(f"{anchor.printed} is asked in an exercise; name another clause")
    return Question(
        f"tags-{known.id}",
        "match",
        known.lesson,
        f"{known.question} Give each clause that has a box its tag.",
        hint=known.about,
        options=tuple(Option(tag.id, tag.name) for tag in known.tags),
        rows=tuple(Option(str(anchor), anchor.printed) for anchor in anchors),
        tags=known.id,
    )


def tags(question: Question) -> tuple[Tag, ...]:
    """Return a question's options as tags, each with a key.

    An option that is no tag of the layer has its own id for a key. Raises CourseError where the
    layer does not exist, a row is no clause, or two options would have one key.
    """
    known = {tag.id: tag for tag in layer(question.tags).tags}
    for row in question.rows:
        _clause(row.id)
    found = tuple(
        Tag(o.id, known[o.id].key, o.text, known[o.id].about, known[o.id].line)
        if o.id in known
        else Tag(o.id, o.id.casefold(), o.text, "", "thin")
        for o in question.options
    )
    keys = [tag.key for tag in found]
    if len(set(keys)) < len(keys) or any(len(key) != 1 for key in keys):
        raise CourseError(
            f"{question.id}: each option needs a key of one letter, and they have "
            f"{', '.join(keys)}; an option that is no tag of {question.tags} is named by its key"
        )
    return found


def given(question: Question) -> dict[Anchor, Tag]:
    """Return the tag of each clause that is not asked for; what exercises ask about is missing."""
    known, rows = layer(question.tags), {row.id for row in question.rows}
    return {
        anchor: known.tag(reading.tag)
        for anchor, reading in readings(known.id).items()
        if anchor.clause and str(anchor) not in rows
    }


def _listed(clauses: Any) -> tuple[Any, ...]:
    if clauses is None:
        return ()
    if isinstance(clauses, Iterable) and not isinstance(clauses, str | bytes):
        return tuple(clauses)
    return (clauses,)


def _clause(typed: Any) -> Anchor:
    if isinstance(typed, Passage):
        typed = typed.anchor
    anchor = memo()[typed if isinstance(typed, Anchor) else str(typed)].anchor
    if not anchor.clause or anchor.insertion:
        raise CourseError(f"{anchor.printed} is no clause; a clause looks like 3.2d")
    return anchor
