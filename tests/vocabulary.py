"""The rules of the Web Annotation Data Model that an export of this course must keep.

Each line says what is wrong and in which section of https://www.w3.org/TR/annotation-model/ the
rule stands. What the model only recommends (SHOULD) is a rule here.
"""

import re

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MOTIVATIONS = """
assessing bookmarking classifying commenting describing editing highlighting identifying linking
moderating questioning replying tagging
"""
MOTIVATIONS = frozenset(_MOTIVATIONS.split())
URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
# Keys of the context by the type of what they stand in: an unknown key would be lost in JSON-LD.
KEYS = {
    "AnnotationCollection": "@context id type label total first last",
    "AnnotationPage": "id type partOf startIndex items",
    "Annotation": "id type motivation body target creator",
    "TextualBody": "type purpose value format language",
    "SpecificResource": "type source selector",
    "TextQuoteSelector": "type exact prefix suffix",
    "TextPositionSelector": "type start end",
    "Person": "type name",
}


def troubles(collection):
    """Return every rule that a collection breaks."""
    return list(_of_collection(collection))


def _keys(thing, kind):
    if thing.get("type") != kind:
        yield f"the type is {thing.get('type')!r}, not {kind} (3, 4, 5)"
    for key in set(thing) - set(KEYS[kind].split()):
        yield f"{kind} has no {key!r} (appendix C)"


def _of_collection(collection):
    yield from _keys(collection, "AnnotationCollection")
    if collection.get("@context") != CONTEXT:
        yield "one context is a string, and it is the model's (5.1)"
    if not _is_iri(collection.get("id")):
        yield "a collection has exactly one IRI (5.1)"
    if not isinstance(collection.get("label"), str):
        yield "a collection has a label, a string (5.1)"
    total = collection.get("total")
    if not _is_count(total):
        return (yield "the total is a whole number, not negative (5.1)")
    if total == 0:
        if {"first", "last"} & set(collection):
            yield "an empty collection has no page, as a page may not be empty (5.2)"
        return None
    page = collection.get("first")
    if not isinstance(page, dict):
        return (yield "a collection that is not empty has its first page (5.1)")
    yield from _of_page(page, collection)
    return None


def _of_page(page, collection):
    yield from _keys(page, "AnnotationPage")
    if not _is_iri(page.get("id")):
        yield "a page has exactly one IRI (5.2)"
    if page.get("partOf") != collection["id"] or collection.get("last") != page.get("id"):
        yield "the page is part of its collection, and the last of it (5.1, 5.2)"
    if page.get("startIndex") != 0:
        yield "the first page begins at 0 (5.2)"
    items = page.get("items")
    if not isinstance(items, list) or not items or len(items) != collection["total"]:
        return (yield "a page has one annotation or more, and all of them (5.2)")
    ids = [item.get("id") for item in items] + [page.get("id"), collection.get("id")]
    if len(set(ids)) < len(ids):
        yield "an IRI identifies one thing (3.1)"
    for item in items:
        yield from (f"{item.get('id')}: {trouble}" for trouble in _of_annotation(item))
    return None


def _of_annotation(annotation):
    yield from _keys(annotation, "Annotation")
    if not _is_iri(annotation.get("id")):
        yield "an annotation has exactly one IRI (3.1)"
    if annotation.get("motivation") not in MOTIVATIONS:
        yield f"no motivation: {annotation.get('motivation')!r} (3.3.5)"
    bodies = annotation.get("body")
    if not isinstance(bodies, list) or not bodies:
        yield "an annotation has a body or more (3.1)"
    for body in bodies or ():
        yield from _of_body(body)
    if "creator" in annotation:
        yield from _keys(annotation["creator"], "Person")
        if not isinstance(annotation["creator"].get("name"), str):
            yield "a person has a name, a string (3.3.2)"
    target = annotation.get("target")
    if not isinstance(target, dict):
        return (yield "an annotation has a target (3.1)")
    yield from _of_target(target)
    return None


def _of_body(body):
    yield from _keys(body, "TextualBody")
    if not isinstance(body.get("value"), str) or not body["value"]:
        yield "an embedded text has exactly one value, a string (3.2.4)"
    if body.get("purpose") not in MOTIVATIONS:
        yield f"no purpose: {body.get('purpose')!r} (3.3.5)"
    if body.get("format") != "text/plain":
        yield "a text says its format (3.2.4)"
    if body.get("language", "en") != "en":
        yield "our own words are English (3.2.4)"


def _of_target(target):
    yield from _keys(target, "SpecificResource")
    source = target.get("source", "")
    if not re.fullmatch(r"https://history\.state\.gov/historicaldocuments/[\w/-]+", source):
        yield "a specific resource has exactly one source, an IRI (4)"
    selectors = target.get("selector")
    kinds = [one.get("type") for one in selectors or ()]
    if kinds not in (["TextQuoteSelector"], ["TextQuoteSelector", "TextPositionSelector"]):
        return (yield f"a quotation selects the words, and a place may (4.2): {kinds}")
    quote = selectors[0]
    yield from _keys(quote, "TextQuoteSelector")
    if not all(isinstance(quote.get(name), str) for name in ("exact", "prefix", "suffix")):
        return (yield "exact, prefix and suffix are there once, as strings (4.2.4)")
    for place in selectors[1:]:
        yield from _keys(place, "TextPositionSelector")
        start, end = place.get("start"), place.get("end")
        if not (_is_count(start) and _is_count(end) and start < end):
            yield "start and end are whole numbers, not negative, in order (4.2.5)"
        elif end - start != len(quote["exact"]):
            yield "several selectors select the same words (4.2)"
    return None


def _is_iri(value):
    return isinstance(value, str) and bool(URN.fullmatch(value))


def _is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
