"""The exchange of 1941 as a small game, in its variants: who goes first, how vague, how often.

A model with the student's assumptions in it, and the order of the record to lay beside it. Both are
read from `data/exchange.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from gorin import paths
from gorin.errors import CourseError
from gorin.exchange_games import Branch, Chance, ExchangeGame, Move, Node, Number, Outcome, Turn
from gorin.tables import rows

_UNSEEN = "that the other side moves too, and not how"


@dataclass(frozen=True, slots=True)
class Side:
    """A government in the words of the model: its two moves, and how things stand after each."""

    id: str
    name: str
    gives: str
    withholds: str
    given: str
    held: str


@dataclass(frozen=True, slots=True)
class Order:
    """Who moves when, in the model, and what the record has of that."""

    id: str
    name: str
    says: str
    record: str


@dataclass(frozen=True, slots=True)
class Want:
    """What a government may be assumed to want: its ranking of the ends, best first."""

    id: str
    says: str
    ranking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record, with its paper, and the event that happened where one did."""

    document: str
    says: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that the model says, all that it assumes, the record beside it, and where it fails."""

    sides: tuple[Side, Side]
    outcome: Mapping[str, str]
    way: Mapping[str, str]
    orders: tuple[Order, ...]
    wants: tuple[Want, ...]
    assumed: tuple[str, ...]
    record: tuple[Line, ...]
    wrong: tuple[str, ...]


def exchange() -> Exchange:
    """Return the model's words and the record; raises CourseError where the file is not so."""
    return read_exchange(paths.data("exchange.toml"))


@cache
def read_exchange(path: Path) -> Exchange:
    """Read the file at `path`; raises CourseError where it does not say what it must."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        first, second = (Side(**entry) for entry in table["side"])
        known = Exchange(
            (first, second),
            {name: str(text) for name, text in table["outcome"].items()},
            {name: str(text) for name, text in table["way"].items()},
            tuple(Order(**entry) for entry in table["order"]),
            tuple(_want(entry) for entry in table["want"]),
            tuple(str(entry["says"]) for entry in table["assumed"]),
            tuple(Line(**entry) for entry in table["record"]),
            tuple(str(entry["says"]) for entry in table["wrong"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise CourseError(f"{path}: not the words of the exchange ({error}). Mend it.") from None
    ids = {row["id"] for row in rows("calendar")} | {row["id"] for row in rows("events")} | {""}
    for line in known.record:
        for name in (line.document, line.event):
            if name not in ids:
                raise CourseError(f"{path}: {name!r} is no paper of the calendar and no event")
    return known


def _want(entry: Mapping[str, Any]) -> Want:
    ranking = tuple(entry["ranking"])
    if sorted(ranking) != ["both", "neither", "other", "own"]:
        raise ValueError(f"a ranking of {ranking}")
    return Want(entry["id"], entry["says"], ranking)


def exchange_game(
    order: str,
    *,
    vagueness: Number = 0,
    weight: Number = 0,
    wants: tuple[str, str] = ("take", "take"),
) -> ExchangeGame:
    """Return the game in one of its variants.

    `order` is "washington", "moscow" (who goes first) or "together". `vagueness`, from 0 (a clear
    promise) to 1, is the chance that nobody can call a broken promise broken. `weight`, 0 or more,
    is what a next case counts, in steps of a government's ranking; 0 is one round. `wants` are what
    Washington and Moscow are assumed to want. Raises CourseError for what is none of these.
    """
    known = exchange()
    ids = [known_order.id for known_order in known.orders]
    rankings = {want.id: want.ranking for want in known.wants}
    if order not in ids:
        raise CourseError(f"no order {order!r} (orders: {', '.join(ids)})")
    if not set(wants) <= set(rankings):
        raise CourseError(f"no wants {wants!r} (each is one of: {', '.join(rankings)})")
    if not 0 <= vagueness <= 1 or weight < 0:
        raise CourseError(
            f"vagueness {vagueness} must be from 0 to 1, and weight {weight} 0 or more"
        )
    counts = tuple(_counts(rankings[want]) for want in wants)
    terms = _Terms(known, order, Fraction(vagueness), Fraction(weight), counts)
    return ExchangeGame(tuple(side.name for side in known.sides), _begun(terms))


@dataclass(frozen=True, slots=True)
class _Terms:
    """One variant: what an end counts for each side, beside the rest."""

    words: Exchange
    order: str
    vagueness: Fraction
    weight: Fraction
    counts: tuple[Mapping[str, int], ...]


def _counts(ranking: tuple[str, ...]) -> dict[str, int]:
    """Return the steps that each end counts: 3 for the best, 0 for the worst."""
    return {end: len(ranking) - 1 - place for place, end in enumerate(ranking)}


def _begun(terms: _Terms) -> Node:
    """Both sides have a turn; moving together, the second does not see the first's."""
    first = 1 if terms.order == "moscow" else 0
    mover, other = terms.words.sides[first], terms.words.sides[1 - first]
    unseen = terms.order == "together"

    def answered(*, given: bool) -> Node:
        moves = (
            Move(other.gives, _ended(terms, first, given=given, answer=True)),
            Move(other.withholds, _ended(terms, first, given=given, answer=False)),
        )
        when = "" if unseen else mover.given if given else mover.held
        return Turn(1 - first, moves, when, _UNSEEN if unseen else "")

    moves = (
        Move(mover.gives, answered(given=True)),
        Move(mover.withholds, answered(given=False)),
    )
    return Turn(first, moves)


def _ended(terms: _Terms, first: int, *, given: bool, answer: bool) -> Node:
    """Return the end of a case; a broken promise may or may not cost the next one."""
    outcome, way, sides = terms.words.outcome, terms.words.way, terms.words.sides
    if given == answer:
        end, more = ("both", terms.weight) if given else ("neither", Fraction(0))
        return Outcome(outcome[end], tuple(counts[end] + more for counts in terms.counts))
    actor = first if given else 1 - first
    says = outcome[sides[actor].id]
    lost = _worth(terms, actor, Fraction(0))
    # Only who moves second, or unseen, has promised to answer.
    if not given and terms.order != "together":
        return Outcome(says, lost)
    broken, passes = outcome["broken"], outcome["passes"]
    kept = _worth(terms, actor, terms.weight)
    return Chance(
        (
            Branch(way["broken"], 1 - terms.vagueness, Outcome(f"{says}; {broken}", lost)),
            Branch(way["passes"], terms.vagueness, Outcome(f"{says}; {passes}", kept)),
        )
    )


def _worth(terms: _Terms, actor: int, more: Fraction) -> tuple[Fraction, ...]:
    """Return what it counts when only one side has acted; `more` is the other's next case."""
    return tuple(
        counts["own"] + Fraction(0) if side == actor else counts["other"] + more
        for side, counts in enumerate(terms.counts)
    )
