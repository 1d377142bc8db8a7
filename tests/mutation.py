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


def mutants(question, key):
    """Yield answers that differ from the key in one part, accepted or not."""
    options = [option.id for option in question.options]
    return _STEPS[question.kind](question, key.value, options)


def _choice(_, value, options):
    return [option for option in options if option != value]


def _choices(_, value, options):
    return _parts(value, [option for option in options if option not in value])


def _passage(_, value, __):
    return [clause for clause in clauses() if clause != value]


def _passages(_, value, __):
    return _parts(value, sorted(set(clauses()).difference(*map(near, value))))


def _parts(value, strangers):
    """Remove each part, add each stranger, replace each part by each stranger."""
    if len(value) > 1:
        yield from ([v for v in value if v != gone] for gone in value)
    yield from ([*value, extra] for extra in strangers)
    yield from ([extra if v == gone else v for v in value] for gone in value for extra in strangers)


def _match(_, value, options):
    yield from ({r: c for r, c in value.items() if r != gone} for gone in value)
    yield from ({**value, row: other} for row in value for other in options if other != value[row])


def _order(_, value, __):
    for i in range(len(value) - 1):
        yield [*value[:i], value[i + 1], value[i], *value[i + 2 :]]


def _number(question, value, _):
    step = question.tolerance + 1
    return [value + step, value - step]


def _quote(question, value, _):
    """Yield the first words of each sentence but the key's, where they stand nowhere in that."""
    home = memo().find(value)[0].touched[0].parent
    for sentence in memo().sentences:
        words = " ".join(sentence.text.split()[: question.most_words or 6])
        if all(home != mention.touched[0].parent for mention in memo().find(words)):
            yield words


_STEPS = {
    "choice": _choice,
    "choices": _choices,
    "passage": _passage,
    "passages": _passages,
    "match": _match,
    "order": _order,
    "number": _number,
    "quote": _quote,
}


def survivors(question, key):
    """Return the mutants that are not accepted and yet earn full marks."""
    accepted = [key.value, *key.also]
    checked = [form(question, mutant) for mutant in mutants(question, key)]
    return [
        answer.value
        for answer in checked
        if answer.valid and answer.value not in accepted and share(question, key, answer.value) == 1
    ]
