"""Reading the memo closely: layers, glosses, unfolded sentences, and how far two readers agree."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gorin import paths
from gorin.errors import CourseError
from gorin.memo import Anchor, Clause, memo
from gorin.tables import rows


@dataclass(frozen=True, slots=True)
class Tag:
    """One value of a layer: its key on the keyboard, its name, what it means, its line."""

    id: str
    key: str
    name: str
    about: str
    line: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One way of reading the clauses, with the tags it may give them.

    `lesson` keeps what a student tags in it, `clauses` are those that a student is asked to tag.
    """

    id: str
    name: str
    question: str
    about: str
    lesson: str
    clauses: tuple[str, ...]
    tags: tuple[Tag, ...]

    def tag(self, name: str) -> Tag:
        """Return a tag by id; raises CourseError where the layer has none of that id."""
        for tag in self.tags:
            if tag.id == name:
                return tag
        known = ", ".join(tag.id for tag in self.tags)
        raise CourseError(f"the layer {self.id} has no tag {name!r} (tags: {known})")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a clause was read in one layer: the tag, others that can be defended, and why."""

    anchor: Anchor
    layer: str
    tag: str
    also: tuple[str, ...]
    reason: str


def codebook() -> tuple[Layer, ...]:
    """Return the layers with their tags, in the order of the codebook."""
    return _codebook(paths.data("codebook.toml"))


@cache
def _codebook(path: Path) -> tuple[Layer, ...]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        layers = tuple(
            Layer(
                entry["id"],
                entry["name"],
                entry["question"],
                entry["about"],
                entry["lesson"],
                tuple(entry.get("clauses", ())),
                tuple(Tag(**tag) for tag in entry["tag"]),
            )
            for entry in table["layer"]
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path}: not a codebook of layers and tags ({error}). Mend it."
        ) from None
    for layer in layers:
        for field in ("id", "key"):
            values = [getattr(tag, field) for tag in layer.tags]
            if len(set(values)) < len(values):
                raise CourseError(f"{path}, {layer.id}: two tags have one {field}; change one")
    return layers


def layer(name: str) -> Layer:
    """Return a layer by id; raises CourseError where there is none."""
    for known in codebook():
        if known.id == name:
            return known
    listed = ", ".join(known.id for known in codebook())
    raise CourseError(f"no layer {name!r} (layers: {listed})")


def readings(name: str) -> dict[Anchor, Reading]:
    """Return how the course reads each clause in one layer.

    Clauses that an exercise asks about are missing: a student reads them alone. Raises
    CourseError with the line for a tag or an anchor that does not exist.
    """
    wanted, found = layer(name), {}
    for line, row in enumerate(rows("layers"), 2):
        if row["layer"] != name:
            continue
        also = tuple(tag for tag in row["also"].split(";") if tag)
        anchor = _anchor("layers", line, row["anchor"])
        try:
            for tag in (row["tag"], *also):
                wanted.tag(tag)
        except CourseError as wrong:
            raise _in("layers", line, wrong) from None
        found[anchor] = Reading(anchor, name, row["tag"], also, row["reason"])
    return found


def glosses() -> dict[Anchor, tuple[tuple[str, str], ...]]:
    """Return the terms explained in each clause; raises CourseError for a term not found there."""
    found: dict[Anchor, tuple[tuple[str, str], ...]] = {}
    for line, row in enumerate(rows("glosses"), 2):
        anchor = _anchor("glosses", line, row["anchor"])
        if row["term"].casefold() not in memo()[anchor].text.casefold():
            raise _in("glosses", line, f"{row['term']!r} is not in {memo()[anchor]}")
        found[anchor] = (*found.get(anchor, ()), (row["term"], row["gloss"]))
    return found


@dataclass(frozen=True, slots=True)
class Tie:
    """What a clause hangs on, another clause of its sentence or nothing, and in what relation."""

    on: Anchor | None
    relation: str


def syntax() -> dict[Anchor, Tie]:
    """Return what each clause hangs on.

    Raises CourseError where a clause is missing, or hangs on another sentence or in the end on
    itself.
    """
    found: dict[Anchor, Tie] = {}
    for line, row in enumerate(rows("syntax"), 2):
        anchor = _anchor("syntax", line, row["anchor"])
        on = _anchor("syntax", line, row["depends_on"]) if row["depends_on"] else None
        if on is not None and (on.parent != anchor.parent or anchor in _chain(found, on)):
            raise _in("syntax", line, f"{anchor.printed} cannot hang on {on.printed}")
        found[anchor] = Tie(on, row["relation"])
    for clause in memo().clauses:
        if clause.anchor not in found:
            path = paths.data("syntax.csv")
            raise CourseError(f"{path}: there is no row for {clause.anchor.printed}; add it")
    return found


def _chain(ties: Mapping[Anchor, Tie], anchor: Anchor | None) -> Iterator[Anchor]:
    """Yield a clause, the one it hangs on, and so on, as far as it is known."""
    while anchor is not None:
        yield anchor
        anchor = ties[anchor].on if anchor in ties else None


def _anchor(table: str, line: int, typed: str) -> Anchor:
    try:
        return memo()[typed].anchor
    except CourseError as wrong:
        raise _in(table, line, wrong) from None


def _in(table: str, line: int, wrong: object) -> CourseError:
    return CourseError(f"{paths.data(f'{table}.csv')}, line {line}: {wrong}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an unfolded sentence: its clause, and how far in it stands."""

    anchor: Anchor
    depth: int


def unfold(sentence: str | Anchor) -> tuple[Line, ...]:
    """Return the clauses of a sentence as lines, main clauses first and leftmost.

    A clause stands below the clause it hangs on, one step further in; a coordinate one stands
    level with it. Otherwise the order of the page is kept. Raises CourseError where the passage is
    no sentence.
    """
    anchor = memo()[sentence].anchor
    while anchor.clause and anchor.parent:
        anchor = anchor.parent
    if not any(known.anchor == anchor for known in memo().sentences):
        raise CourseError(f"{anchor.printed} is no sentence, so it cannot be unfolded")
    return unfold_all()[anchor]


def unfold_all() -> dict[Anchor, tuple[Line, ...]]:
    """Return the lines of every sentence."""
    ties = syntax()

    def lines(clauses: Sequence[Anchor], on: Anchor | None, depth: int) -> Iterator[Line]:
        for clause in clauses:
            if ties[clause].on == on:
                level = depth and ties[clause].relation == "coordinate"
                own = depth - 1 if level else depth
                yield Line(clause, own)
                yield from lines(clauses, clause, own + 1)

    return {
        sentence.anchor: tuple(lines([clause.anchor for clause in sentence.clauses], None, 0))
        for sentence in memo().sentences
    }


def kappa(pairs: Iterable[tuple[str, str]]) -> float:
    """Return Cohen's kappa of two readers: agreement beyond what their habits alone would give.

    `pairs` holds the two tags of each clause. 1 is full agreement, 0 is that of chance; two
    readers who both gave one and the same tag throughout have 1. Raises ValueError for no pairs.
    Source: J. Cohen, A Coefficient of Agreement for Nominal Scales (1960).
    """
    both = list(pairs)
    if not both:
        raise ValueError("kappa needs at least one pair of tags")
    observed = sum(first == second for first, second in both) / len(both)
    ours, theirs = Counter(first for first, _ in both), Counter(second for _, second in both)
    chance = sum(ours[tag] * theirs[tag] for tag in ours) / len(both) ** 2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def words_by_voice(voices: Mapping[Anchor, str], within: Anchor | None = None) -> dict[str, int]:
    """Count the words of the memo, or of one passage, by the voice of their clause."""
    counts: Counter[str] = Counter()
    for clause in memo().clauses:
        if clause.anchor in voices and (within is None or clause.anchor.within(within)):
            counts[voices[clause.anchor]] += words_of(clause)
    return dict(counts)


def words_of(clause: Clause) -> int:
    """Count the words of a clause; the page mark is not counted."""
    text = clause.text
    for added in clause.insertions:
        if added.kind == "page turn":
            text = text.replace(added.text, "")
    return len(text.split())
