"""Who would have had to agree: packages, parties with what they require, and the win-set.

A model, to be questioned. Sources: R. D. Putnam, Diplomacy and Domestic Politics: The Logic of
Two-Level Games, International Organization 42 (1988), on win-sets: whoever has to agree at home
makes fewer agreements possible abroad; H. Raiffa, The Art and Science of Negotiation (1982), on
agreements that leave nothing on the table. One veto for each office simplifies both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Package:
    """What each side would do, as far as the package says.

    `form` is the legal form of the release, `cover` all that would cover it in public, `order` the
    order of moves, `named` the persons named for release, by their ids. Persons are named, never
    counted.
    """

    id: str
    form: str = ""
    cover: tuple[str, ...] = ()
    order: str = ""
    named: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What it says on each part."""
        return (
            ("form", (self.form,)),
            ("cover", self.cover),
            ("order", (self.order,)),
            ("named", self.named),
        )

    @property
    def traits(self) -> frozenset[str]:
        """What can be said of it, such as `form: pardon`; nothing on what is left open."""
        return frozenset(f"{part}: {one}" for part, said in self.parts for one in said if one)


@dataclass(frozen=True, slots=True)
class Rule:
    """A plain rule: a package has one of these traits, if any are listed, and none of those.

    `says` is the rule in words, `refusal` what is said where it is broken. `sources` are anchors of
    the memo or ids of papers, or the one word `assumption`. `note` says what to mind.
    """

    id: str
    says: str
    sources: tuple[str, ...]
    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    refusal: str = ""
    note: str = ""

    def met(self, traits: frozenset[str]) -> bool:
        """Does a package with these traits keep the rule?"""
        wanted = not self.any_of or not self.any_of.isdisjoint(traits)
        return wanted and self.none_of.isdisjoint(traits)


@dataclass(frozen=True, slots=True)
class Party:
    """An office or a person: what it requires, and what else it hopes for."""

    id: str
    name: str
    requires: tuple[Rule, ...] = ()
    hopes: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Who says no, and by which rule."""

    party: Party
    rule: Rule


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a package."""

    package: Package
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class WinSet:
    """Every package with its verdict, in the order given, and the efficient ones.

    A package is efficient where all accept it and no other that all accept meets every hope that it
    meets and one more. Hopes are met or not; they are not added up, so that no person and no
    party weighs more than another.
    """

    verdicts: tuple[Verdict, ...]
    efficient: tuple[Package, ...]

    @property
    def accepted(self) -> tuple[Package, ...]:
        """The packages that no party refuses: the win-set."""
        return tuple(verdict.package for verdict in self.verdicts if not verdict.refusals)


def win_set(parties: Iterable[Party], packages: Iterable[Package]) -> WinSet:
    """Return which packages all parties accept, who refuses each other one, and why."""
    everybody = tuple(parties)
    demands = [Refusal(party, rule) for party in everybody for rule in party.requires]
    hopes = [rule for party in everybody for rule in party.hopes]
    kept_by = _reader([demand.rule for demand in demands] + hopes)
    required = (1 << len(demands)) - 1
    known: dict[int, tuple[Refusal, ...]] = {}
    verdicts, hoped = [], []
    for package in packages:
        kept = kept_by(package)
        broken = required & ~kept
        if broken not in known:
            known[broken] = tuple(one for i, one in enumerate(demands) if broken >> i & 1)
        verdicts.append(Verdict(package, known[broken]))
        if not broken:
            hoped.append((kept >> len(demands), package))
    best = _maximal({hopes_met for hopes_met, _ in hoped})
    efficient = tuple(package for hopes_met, package in hoped if hopes_met in best)
    return WinSet(tuple(verdicts), efficient)


def _reader(rules: Sequence[Rule]) -> Callable[[Package], int]:
    """Return a function that reads off the rules which a package keeps, a bit for each.

    Many packages say the same on a part of theirs, and are read once.
    """
    free = _bits(not rule.any_of for rule in rules)

    @cache
    def read(part: str, said: tuple[str, ...]) -> tuple[int, int]:
        traits = {f"{part}: {one}" for one in said}
        return (
            _bits(not rule.any_of.isdisjoint(traits) for rule in rules),
            _bits(not rule.none_of.isdisjoint(traits) for rule in rules),
        )

    def kept(package: Package) -> int:
        wanted, forbidden = free, 0
        for part, said in package.parts:
            has, has_not_to = read(part, said)
            wanted |= has
            forbidden |= has_not_to
        return wanted & ~forbidden

    return kept


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _maximal(sets: Iterable[int]) -> set[int]:
    """Return those sets of bits that lie within no other."""
    found: list[int] = []
    for one in sorted(sets, key=int.bit_count, reverse=True):
        if not any(one & other == one for other in found):
            found.append(one)
    return set(found)
