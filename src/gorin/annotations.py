"""A student's annotations of the memo as W3C Web Annotations, in JSON-LD.

What the answers say about passages becomes a collection: clauses marked, words quoted, clauses
tagged, the passage that a position rests on. Each annotation names the memo's address and selects
the words in two ways: by quoting them, with a few characters before and after, and by their place
in the body (`spans` says how it is counted). Ids are made of what an annotation says, so that the
same answers give the same file.

Source: R. Sanderson, P. Ciccarese, B. Young, Web Annotation Data Model, W3C 2017,
https://www.w3.org/TR/annotation-model/
"""

import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gorin import spans
from gorin.bank import Question, bank
from gorin.errors import CourseError
from gorin.memo import Anchor, Mention, memo
from gorin.questions import form
from gorin.quoting import Quotation, quoted
from gorin.reading import layer
from gorin.tables import rows

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TAGS = "tags-"  # what a student tagged in a lesson is kept under the layer's name
_CITED = re.compile(r"[\s(\[]*¶?\s*(\d\.\d{1,2}[a-z]?)\b")  # an anchor right after a quotation
# A page that holds the file, a terminal or an editor could act on these; in JSON each has a number.
_ACTS = re.compile("[<\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_ENDS = re.compile(r"(?:(?<=[.!?])([”\"’)\]]*)\s+(?=[“\"‘(]?[A-Z0-9])|()\n\s*\n)")  # a sentence


@dataclass(frozen=True, slots=True)
class Body:
    """What is said of a passage, and to what purpose; `language` is "" for a student's words."""

    purpose: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one answer says of one passage, and why: one of the W3C's motivations."""

    question: str
    motivation: str
    bodies: tuple[Body, ...]
    span: spans.Span


def annotate(answers: Mapping[str, Any]) -> tuple[tuple[Annotation, ...], tuple[str, ...]]:
    """Return the annotations that answers hold, by id of the question, and what was left out why.

    An answer that points at nothing in the memo has none. Never raises, whatever the values are.
    """
    found: list[Annotation] = []
    left: list[str] = []
    for name, value in answers.items():
        try:
            found += _of(name, value)
        except CourseError as wrong:
            left.append(f"{ascii(name)[1:-1]}: {wrong}")
    return tuple(dict.fromkeys(found)), tuple(left)


def _of(name: str, value: Any) -> list[Annotation]:
    """Return the annotations of one answer; raises CourseError where it cannot be read."""
    if name.startswith(_TAGS):
        return list(_of_tags(name, value))
    question = bank().question(name)
    checked = form(question, value)
    if question.kind not in _OF_KIND or checked.blank:
        return []
    # An essay that is too short, or a quotation that is too long, still points at the memo.
    if not checked.valid and not (question.kind in _IN_WORDS and isinstance(checked.value, str)):
        raise CourseError(checked.message)
    return list(_OF_KIND[question.kind](question, checked.value))


def _of_tags(name: str, value: Any) -> Iterator[Annotation]:
    known = layer(name.removeprefix(_TAGS))
    if not isinstance(value, dict):
        raise CourseError(f"no table of clauses and tags of the layer {known.id}")
    for anchor, tag in value.items():
        said = Body("classifying", f"{known.name}: {known.tag(str(tag)).name}", "en")
        yield _annotation(name, "classifying", spans.of_passage(memo()[str(anchor)].anchor), said)


def _of_passages(question: Question, value: Any) -> Iterator[Annotation]:
    asked = Body("describing", question.prompt, "en")
    for anchor in [value] if isinstance(value, str) else value:
        span = spans.of_passage(Anchor.parse(anchor))
        yield _annotation(question.id, "highlighting", span, asked)


def _of_quote(question: Question, value: str) -> Iterator[Annotation]:
    asked = Body("describing", question.prompt, "en")
    for mention in memo().find(value)[:1]:
        yield _annotation(question.id, "highlighting", spans.of_mention(mention), asked)


def _of_essay(question: Question, value: str) -> Iterator[Annotation]:
    found = quoted(value)
    for quotation, said in zip(found, _sentences(value, found), strict=True):
        if quotation.mentions:
            span = spans.of_mention(_meant(value, quotation))
            yield _annotation(question.id, "commenting", span, Body("commenting", said))


def _sentences(text: str, found: Sequence[Quotation]) -> Iterator[str]:
    """Yield the sentence in which each quotation stands."""
    ends = [
        (end.end(end.lastindex or 0), end.end())
        for end in _ENDS.finditer(text)
        # The full stops within a quotation end no sentence of the student's.
        if not any(one.start < end.end(end.lastindex or 0) < one.end for one in found)
    ]
    for one in found:
        start = max((after for _, after in ends if after <= one.start), default=0)
        stop = min((stop for stop, _ in ends if stop >= one.end), default=len(text))
        yield " ".join(text[start:stop].split())


def _of_match(question: Question, value: Mapping[str, str]) -> Iterator[Annotation]:
    """Yield what rows that are anchors are matched with; other rows point at nothing."""
    said = {option.id: option.text for option in question.options}
    for row, column in value.items():
        try:
            anchor = memo()[row].anchor
        except CourseError:
            continue
        body = Body("classifying", said[column], "en")
        yield _annotation(question.id, "classifying", spans.of_passage(anchor), body)


def _of_position(question: Question, value: Mapping[str, Any]) -> Iterator[Annotation]:
    if not value.get("anchor"):
        return
    bodies = [Body("assessing", f"{value['scale']} of 10")]
    if value.get("why"):
        bodies.append(Body("commenting", value["why"]))
    span = spans.of_passage(Anchor.parse(value["anchor"]))
    yield _annotation(question.id, "assessing", span, *bodies)


_OF_KIND: dict[str, Callable[[Question, Any], Iterator[Annotation]]] = {
    "passage": _of_passages,
    "passages": _of_passages,
    "quote": _of_quote,
    "essay": _of_essay,
    "match": _of_match,
    "position": _of_position,
}
_IN_WORDS = ("quote", "essay")


def _annotation(question: str, motivation: str, span: spans.Span, *bodies: Body) -> Annotation:
    return Annotation(question, motivation, (*bodies, Body("tagging", question)), span)


def _meant(text: str, quotation: Quotation) -> Mention:
    """Return the place that the anchor after a quotation names, or the first there is."""
    cited = _CITED.match(text, quotation.end)
    if cited:
        anchor = Anchor.parse(cited[1])
        for mention in quotation.mentions:
            if mention.anchor.within(anchor) or anchor.within(mention.anchor):
                return mention
    return quotation.mentions[0]


def json_ld(found: Iterable[Annotation], *, label: str, creator: str = "") -> str:
    """Write annotations as an AnnotationCollection with one page; `creator` signs each of them."""
    source = next(row["url"] for row in rows("calendar") if row["id"] == "d901")
    items = [_item(one, source, _text(creator)) for one in found]
    made_of = json.dumps([label, [item["id"] for item in items]])
    document = {
        "@context": CONTEXT,
        "id": _urn("collection", made_of),
        "type": "AnnotationCollection",
        "label": _text(label),
        "total": len(items),
    }
    if items:  # a page may not be empty
        page = {"id": _urn("page", made_of), "type": "AnnotationPage"}
        document["first"] = page | {"partOf": document["id"], "startIndex": 0, "items": items}
        document["last"] = page["id"]
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _ACTS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


def _item(one: Annotation, source: str, creator: str) -> dict[str, Any]:
    content = {
        "type": "Annotation",
        "motivation": one.motivation,
        "body": [_body(body) for body in one.bodies],
        "target": {
            "type": "SpecificResource",
            "source": source,
            "selector": list(_selectors(one.span)),
        },
    }
    if creator:
        content["creator"] = {"type": "Person", "name": creator}
    return {"id": _urn("annotation", json.dumps(content, sort_keys=True)), **content}


def _body(body: Body) -> dict[str, str]:
    said = {"type": "TextualBody", "purpose": body.purpose, "value": body.text}
    return said | {"format": "text/plain"} | ({"language": body.language} if body.language else {})


def _selectors(span: spans.Span) -> Iterator[dict[str, Any]]:
    quote = {"exact": span.exact, "prefix": span.prefix, "suffix": span.suffix}
    yield {"type": "TextQuoteSelector", **quote}
    if span.start is not None:
        yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _text(given: str) -> str:
    """Return what UTF-8 can hold of a text from a command line or a student's file."""
    return given.encode("utf-8", "replace").decode("utf-8")


def _urn(kind: str, content: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{CONTEXT}#{kind} {content}").urn
