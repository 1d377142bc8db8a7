"""Answers one step away from a key: a part removed, added or replaced."""

from gorin.marking import share
from gorin.memo import Anchor, memo
from gorin.questions import form


def clauses():
    return [str(clause.anchor) for clause in memo().clauses]


def near(anchor):
    """The passages that earn something where this anchor is the key."""
    parsed = Anchor.parse(anchor)
    return {anchor, str(parsed.parent)} | {str(Anchor.parse(anchor))}


def whole(question, key):
    """Every answer that earns full marks because the key says so."""
    return [key.value, *key.also]


def mutants(question, key):
    """Yield answers that differ from the key in one part which nothing accepts."""
    options = [option.id for option in question.options]
    value = key.value
    accepted = whole(question, key)
    match question.kind:
        case "choice":
            yield from (option for option in options if option not in accepted)
        case "choices":
            yield from ([v for v in value if v != gone] for gone in value if len(value) > 1)
            yield from ([*value, extra] for extra in options if extra not in value)
            yield from (
                [extra if v == gone else v for v in value]
                for gone in value
                for extra in options
                if extra not in value
            )
        case "passage":
            yield from (clause for clause in clauses() if clause not in accepted)
        case "passages":
            yield from ([v for v in value if v != gone] for gone in value if len(value) > 1)
            strangers = set(clauses()).difference(*map(near, value))
            yield from ([*value, extra] for extra in sorted(strangers))
            yield from (
                [extra if v == gone else v for v in value] for gone in value for extra in strangers
            )
        case "match":
            yield from ({r: c for r, c in value.items() if r != gone} for gone in value)
            yield from (
                {**value, row: other} for row in value for other in options if other != value[row]
            )
        case "order":
            for i in range(len(value) - 1):
                swapped = list(value)
                swapped[i], swapped[i + 1] = swapped[i + 1], swapped[i]
                yield swapped
        case "number":
            step = question.tolerance + 1
            yield from (value + step, value - step)
        case "quote":
            home = memo().find(value)[0].touched[0]
            for sentence in memo().sentences:
                if sentence.anchor != home.parent:
                    longest = question.most_words or 6
                    words = " ".join(sentence.text.split()[:longest])
                    if all(home.parent != m.touched[0].parent for m in memo().find(words)):
                        yield words


def survivors(question, key):
    """Return the mutants that are not accepted and yet earn full marks."""
    kept = []
    for mutant in mutants(question, key):
        checked = form(question, mutant)
        normal = checked.value
        if normal in whole(question, key) or checked.blank or not checked.valid:
            continue
        if share(question, key, normal) == 1:
            kept.append(mutant)
    return kept
