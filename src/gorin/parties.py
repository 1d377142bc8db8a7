"""Parties, packages and cases of the record, read from `data/parties.toml`, with their sources."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from gorin import paths
from gorin.bargaining import Package, Party, Rule
from gorin.errors import CourseError
from gorin.memo import memo
from gorin.tables import rows

ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a package can say on a part, in words, and what it rests on."""

    id: str
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package; `several` choices can hold at once, or one does."""

    id: str
    name: str
    several: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A package that was on some table, what it rests on, and what its terms leave out."""

    package: Package
    name: str
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the record: the rules that it assumes, and the package that it looks at."""

    id: str
    name: str
    says: str
    package: Package
    assumes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Who may have had to agree to what, as the course reads the record."""

    parts: tuple[Part, ...]
    parties: tuple[Party, ...]
    proposals: tuple[Proposal, ...]
    cases: tuple[Case, ...]


def assuming(parties: Iterable[Party], rules: Collection[str]) -> tuple[Party, ...]:
    """Return the parties with only those of their rules whose ids are given."""

    def kept(every: Iterable[Rule]) -> tuple[Rule, ...]:
        return tuple(rule for rule in every if rule.id in rules)

    return tuple(
        replace(party, requires=kept(party.requires), hopes=kept(party.hopes)) for party in parties
    )


def record() -> Record:
    """Return what the file holds.

    Raises CourseError, with the id, for a source that is neither a passage nor a paper, a trait
    that no package can have, and a person whom no table knows.
    """
    return _record(paths.data("parties.toml"))


@cache
def _record(path: Path) -> Record:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        names = {row["id"]: row["name"] for row in rows("actors")}
        parts = tuple(_part(entry, names) for entry in table["part"])
        proposals = {entry["id"]: _proposal(entry) for entry in table["proposal"]}
        found = Record(
            parts,
            tuple(_party(entry) for entry in table["party"]),
            tuple(proposals.values()),
            tuple(_case(entry, proposals) for entry in table["case"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: not parties and packages ({error!r}). Mend it.") from None
    for trouble in _troubles(found):
        raise CourseError(f"{path}: {trouble}")
    return found


def _part(entry: Mapping[str, Any], names: Mapping[str, str]) -> Part:
    choices = tuple(
        Choice(one["id"], one.get("says") or names[one["id"]], tuple(one["sources"]))
        for one in entry["choice"]
    )
    return Part(entry["id"], entry["name"], entry.get("several", False), choices)


def _party(entry: Mapping[str, Any]) -> Party:
    requires, hopes = (tuple(map(_rule, entry.get(kind, ()))) for kind in ("requires", "hopes"))
    return Party(entry["id"], entry["name"], requires, hopes)


def _rule(entry: Mapping[str, Any]) -> Rule:
    traits = {kind: frozenset(entry.get(kind, ())) for kind in ("any_of", "none_of")}
    return Rule(**{**entry, **traits, "sources": tuple(entry["sources"])})


def _proposal(entry: Mapping[str, Any]) -> Proposal:
    package = Package(
        entry["id"],
        entry["form"],
        tuple(entry.get("cover", ())),
        entry["order"],
        tuple(entry["named"]),
    )
    return Proposal(package, entry["name"], entry["says"], tuple(entry["sources"]))


def _case(entry: Mapping[str, Any], proposals: Mapping[str, Proposal]) -> Case:
    package = proposals[entry["proposal"]].package
    return Case(entry["id"], entry["name"], entry["says"], package, tuple(entry["assumes"]))


def _troubles(found: Record) -> Iterator[str]:
    rules = [rule for party in found.parties for rule in (*party.requires, *party.hopes)]
    traits = {f"{part.id}: {choice.id}" for part in found.parts for choice in part.choices}
    ids = [rule.id for rule in rules]
    yield from (f"two rules have the id {one!r}; rename one" for one in ids if ids.count(one) > 1)
    for rule in rules:
        yield from _unsourced(rule.id, rule.sources)
        for trait in sorted((rule.any_of | rule.none_of) - traits):
            yield f"{rule.id}: no package can say {trait!r}"
    for part in found.parts:
        for choice in part.choices:
            yield from _unsourced(choice.id, choice.sources)
    for proposal in found.proposals:
        yield from _unsourced(proposal.package.id, proposal.sources)
        for trait in sorted(proposal.package.traits - traits):
            yield f"{proposal.package.id}: {trait!r} is no choice of a part"
    for case in found.cases:
        yield from (f"{case.id}: no rule {one!r}" for one in case.assumes if one not in ids)


def _unsourced(name: str, sources: tuple[str, ...]) -> Iterator[str]:
    papers = {row["id"] for row in rows("calendar")}
    if not sources:
        yield f"{name}: no source; name an anchor or a paper, or say {ASSUMPTION!r}"
    for source in sources:
        if source != ASSUMPTION and source not in papers:
            try:
                memo()[source]
            except CourseError as wrong:
                yield f"{name}: {wrong}"
