"""Exchanges as finite game trees: who moves when, what each side sees, what each end counts.

A model of an exchange, not the exchange. Sources: T. C. Schelling, The Strategy of Conflict (1960),
on promises and on who goes first; O. E. Williamson, Credible Commitments: Using Hostages to Support
Exchange, American Economic Review 73 (1983), on exchanges whose halves are not done at one time
("hostage" is a word of that model and describes no person).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isclose, isfinite

from gorin.errors import CourseError

Number = int | float | Fraction
Worth = tuple[Number, ...]  # one number a side


@dataclass(frozen=True, slots=True)
class Outcome:
    """An end in words, and what it is assumed to count for each side."""

    says: str
    worth: Worth

    @property
    def nexts(self) -> "tuple[Node, ...]":
        """Nothing follows."""
        return ()


@dataclass(frozen=True, slots=True)
class Move:
    """What a side does, as a verb with its object (`frees Gorin`), and where that leads."""

    says: str
    then: "Node"


@dataclass(frozen=True, slots=True)
class Turn:
    """A side has to move, at a point that `when` names (`once Gorin is free`).

    `sees` is what the side knows there: its turns with the same words look alike to it. Empty: it
    knows all that went before.
    """

    side: int
    moves: tuple[Move, ...]
    when: str = ""
    sees: str = ""

    @property
    def nexts(self) -> "tuple[Node, ...]":
        """What follows each move."""
        return tuple([move.then for move in self.moves])


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the ways in which it may fall out, with its probability."""

    says: str
    chance: Number
    then: "Node"


@dataclass(frozen=True, slots=True)
class Chance:
    """Something that no side decides."""

    branches: tuple[Branch, ...]

    @property
    def nexts(self) -> "tuple[Node, ...]":
        """What follows each way."""
        return tuple([branch.then for branch in self.branches])


Node = Outcome | Turn | Chance


@dataclass(frozen=True, slots=True)
class ExchangeGame:
    """A finite tree of moves by these sides.

    The worth of an outcome is a value, the higher the better; or, where the game is `ranked`, its
    place in a side's ranking, 1 the best. A ranking does not say by how much one end is better
    than another, so a ranked game has no `Chance` to be averaged over.
    """

    sides: tuple[str, ...]
    root: Node = field(repr=False)
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of a game in the order of reading; all else speaks of them by their places there.

    `first` maps each turn that its side cannot tell from others to the first of its kind. `closed`
    tells from which places on nothing is mistaken for what stands elsewhere.
    """

    nodes: tuple[Node, ...]
    nexts: tuple[tuple[int, ...], ...]
    first: dict[int, int]
    closed: tuple[bool, ...]


def lay_out(game: ExchangeGame) -> Tree:
    """Lay a game out as a tree; raises CourseError where it is none, in the words of the node."""
    nodes: list[Node] = []
    nexts: list[list[int]] = []
    above: list[int] = []
    waiting: list[tuple[Node, int]] = [(game.root, -1)]
    while waiting:  # not by recursion, since a tree may be deeper than Python's stack
        node, parent = waiting.pop()
        if trouble := _trouble(game, node):
            raise CourseError(trouble)
        place = len(nodes)
        if parent >= 0:
            nexts[parent].append(place)
        waiting += [(then, place) for then in reversed(node.nexts)]
        nodes.append(node)
        nexts.append([])
        above.append(parent)
    kinds = _kinds(nodes, above)
    first = {place: places[0] for places in kinds for place in places}
    return Tree(tuple(nodes), tuple(map(tuple, nexts)), first, _closed(above, kinds))


def _trouble(game: ExchangeGame, node: Node) -> str:
    """Say what is wrong with a node and what to do; empty where nothing is."""
    count = len(game.sides)
    if isinstance(node, Outcome):
        if len(node.worth) != count or not all(map(isfinite, node.worth)):
            return f"{node.says!r} is worth {node.worth}; give one finite number for each side"
    elif isinstance(node, Turn):
        if not node.moves or not 0 <= node.side < count:
            return f"a turn ({node.when!r}) of side {node.side} of {count} needs a move and a side"
    elif game.ranked:
        return "a ranked game has a chance in it; a ranking cannot be averaged, so give values"
    else:
        chances = [branch.chance for branch in node.branches]
        if not chances or min(chances) < 0 or not isclose(sum(chances), 1):
            return f"the chances {chances} must be 0 or more and add up to 1"
    return ""


def _kinds(nodes: Sequence[Node], above: Sequence[int]) -> list[list[int]]:
    """Return the sets of turns that their side cannot tell from each other."""
    seen: dict[tuple[int, str], list[int]] = {}
    for place, node in enumerate(nodes):
        if isinstance(node, Turn) and node.sees:
            seen.setdefault((node.side, node.sees), []).append(place)
    kinds = [places for places in seen.values() if len(places) > 1]
    for places in kinds:
        turns = [node for node in (nodes[place] for place in places) if isinstance(node, Turn)]
        sees = turns[0].sees
        if len({tuple(move.says for move in turn.moves) for turn in turns}) > 1:
            raise CourseError(f"turns that see {sees!r} have unlike moves and so can be told apart")
        for place in places:
            if not set(_upwards(above, place)).isdisjoint(places):
                raise CourseError(f"one turn that sees {sees!r} follows another; a side remembers")
    return kinds


def _upwards(above: Sequence[int], place: int) -> Iterator[int]:
    while (place := above[place]) >= 0:
        yield place


def _closed(above: Sequence[int], kinds: Sequence[Sequence[int]]) -> tuple[bool, ...]:
    """Tell of each place whether what looks alike to somebody lies below it together or not."""
    if not kinds:
        return (True,) * len(above)
    last = list(range(len(above)))
    lowest, highest = last.copy(), last.copy()
    for places in kinds:
        for place in places:
            lowest[place], highest[place] = places[0], places[-1]
    for place in reversed(range(1, len(above))):
        up = above[place]
        last[up] = max(last[up], last[place])
        lowest[up] = min(lowest[up], lowest[place])
        highest[up] = max(highest[up], highest[place])
    return tuple(
        low >= place and high <= end
        for place, (low, high, end) in enumerate(zip(lowest, highest, last, strict=True))
    )
