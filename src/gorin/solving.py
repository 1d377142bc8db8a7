"""Solving an exchange game from its ends; `explaining` tells the steps in words.

Source of the method: R. Selten, Reexamination of the Perfectness Concept for Equilibrium Points in
Extensive Games, International Journal of Game Theory 4 (1975).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

from gorin.errors import CourseError
from gorin.exchange_games import Chance, ExchangeGame, Outcome, Tree, Turn, Worth, lay_out

Chosen = tuple[tuple[int, int], ...]  # the place of a turn, the number of its move
_MOST = 50_000  # combinations of moves and plans weighed at one place of a tree


@dataclass(frozen=True, slots=True)
class Plan:
    """One way in which a part of a tree can end when every side moves as is best for it.

    `chosen` holds the moves made at the head of the part, `below` how it goes on from there. In a
    ranked game a worth here is a place with a minus before it, so that more is better.
    """

    worth: Worth
    chosen: Chosen = ()
    below: "tuple[Plan, ...]" = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Solution:
    """What is left of a game: for each place of its tree the plans that hold from there on.

    The plans of one place differ in worth. There are several where a side does not mind which move
    it makes, or where moves made unseen answer each other in more than one way.
    """

    game: ExchangeGame
    tree: Tree = field(repr=False)
    plans: tuple[tuple[Plan, ...], ...] = field(repr=False)

    @property
    def worths(self) -> frozenset[Worth]:
        """What the game can end in, as the game counts: in values, or in places."""
        sign = -1 if self.game.ranked else 1
        return frozenset(tuple(sign * n for n in plan.worth) for plan in self.plans[0])


def solve(game: ExchangeGame) -> Solution:
    """Solve a game by backward induction, keeping all that holds.

    At a turn that is seen, a move stays open if, with some plan after it, it is as good for the
    side as each other move with its worst plan: who does not mind may do either. So the worths are
    those of all subgame-perfect plans. A part in which a side does not see where it stands is
    solved as a whole: what holds are the combinations of moves that no side would change alone.
    Plans that leave a move to chance are not weighed. Raises CourseError for a tree that is none
    or too large, and where without such plans nothing holds.
    """
    tree = lay_out(game)
    plans: list[tuple[Plan, ...]] = [()] * len(tree.nodes)
    for place in reversed(range(len(tree.nodes))):
        node = tree.nodes[place]
        if isinstance(node, Outcome):
            plans[place] = (Plan(tuple(-n for n in node.worth) if game.ranked else node.worth),)
        elif not tree.closed[place]:
            continue
        elif not opens_up(tree, place):
            plans[place] = _answers(tree, place, plans)
        elif isinstance(node, Turn):
            plans[place] = _best(place, node.side, [plans[at] for at in tree.nexts[place]])
        else:
            plans[place] = _mean(node, [plans[at] for at in tree.nexts[place]])
    return Solution(game, tree, tuple(plans))


def opens_up(tree: Tree, place: int) -> bool:
    """Does a part fall into parts at its head, since nobody mistakes what follows for another?"""
    return not tree.first or all(tree.closed[at] for at in tree.nexts[place])


def _best(place: int, side: int, after: Sequence[tuple[Plan, ...]]) -> tuple[Plan, ...]:
    counts = [min([plan.worth[side] for plan in plans]) for plans in after]
    least = max(counts)
    if counts.count(least) == 1 and max(map(len, after)) == 1:  # as at most turns of most trees
        move = counts.index(least)
        return (Plan(after[move][0].worth, ((place, move),), after[move]),)
    found: dict[Worth, Plan] = {}
    for move, plans in enumerate(after):
        for plan in plans:
            if plan.worth[side] >= least and plan.worth not in found:
                found[plan.worth] = Plan(plan.worth, ((place, move),), (plan,))
    return tuple(found.values())


def _mean(node: Chance, after: Sequence[tuple[Plan, ...]]) -> tuple[Plan, ...]:
    _bound(prod(map(len, after)))
    found: dict[Worth, Plan] = {}
    for below in product(*after):
        worth = _weighed(node, [plan.worth for plan in below])
        found.setdefault(worth, Plan(worth, (), below))
    return tuple(found.values())


def _weighed(node: Chance, worths: Sequence[Worth]) -> Worth:
    chances = [branch.chance for branch in node.branches]
    return tuple(
        sum(chance * number for chance, number in zip(chances, numbers, strict=True))
        for numbers in zip(*worths, strict=True)
    )


def _bound(count: int) -> None:
    if count > _MOST:
        raise CourseError(
            f"at one place of the tree {count} combinations would have to be weighed. Make it "
            "smaller, or let fewer outcomes count the same."
        )


@dataclass(frozen=True, slots=True)
class Combination:
    """Moves made at the turns of a part; the side that would rather have moved otherwise, if one.

    `rather` is the plan that this side would have had instead.
    """

    plan: Plan
    side: int = -1
    rather: Plan | None = None


def _answers(tree: Tree, place: int, plans: Sequence[tuple[Plan, ...]]) -> tuple[Plan, ...]:
    found: dict[Worth, Plan] = {}
    for one in combinations(tree, place, plans):
        if one.rather is None:
            found.setdefault(one.plan.worth, one.plan)
    if not found:
        raise CourseError(
            "where moves are not seen, some side would always rather have moved otherwise; without "
            "plans that leave a move to chance nothing holds. Change what the outcomes count."
        )
    return tuple(found.values())


def combinations(
    tree: Tree, place: int, plans: Sequence[tuple[Plan, ...]]
) -> Iterator[Combination]:
    """Weigh all combinations of moves in a part that only opens up as a whole."""
    turns, ends = _part(tree, place)
    moves = [[(turn, move) for move in range(len(tree.nexts[turn]))] for turn in turns]
    _bound(prod(map(len, moves)) * prod(len(plans[end]) for end in ends))
    for later in product(*(plans[end] for end in ends)):
        below = dict(zip(ends, later, strict=True))
        made = [_followed(tree, place, chosen, below) for chosen in product(*moves)]
        best: dict[tuple[int, Chosen], Plan] = {}
        sides = {side_of(tree, turn) for turn in turns}
        for plan, side in product(made, sides):
            known = best.setdefault((side, _others(tree, side, plan)), plan)
            if plan.worth[side] > known.worth[side]:
                best[side, _others(tree, side, plan)] = plan
        for plan in made:
            for side in sorted(sides):
                rather = best[side, _others(tree, side, plan)]
                if rather.worth[side] > plan.worth[side]:
                    yield Combination(plan, side, rather)
                    break
            else:
                yield Combination(plan)


def _part(tree: Tree, place: int) -> tuple[list[int], list[int]]:
    """Return the turns that a part holds, one for each that look alike, and where it leads."""
    turns, ends, waiting = [], [], [place]
    while waiting:
        at = waiting.pop()
        if at != place and tree.closed[at]:
            ends.append(at)
            continue
        turn = tree.first.get(at, at)
        if isinstance(tree.nodes[at], Turn) and turn not in turns:
            turns.append(turn)
        waiting += reversed(tree.nexts[at])
    return turns, ends


def _followed(tree: Tree, place: int, chosen: Chosen, below: Mapping[int, Plan]) -> Plan:
    """Return the plan that these moves make of a part."""
    moves, ended = dict(chosen), []

    def worth(at: int) -> Worth:
        if at in below:
            ended.append(below[at])
            return below[at].worth
        node = tree.nodes[at]
        if isinstance(node, Chance):
            return _weighed(node, [worth(then) for then in tree.nexts[at]])
        return worth(tree.nexts[at][moves[tree.first.get(at, at)]])

    return Plan(worth(place), chosen, tuple(ended))


def side_of(tree: Tree, turn: int) -> int:
    """Return whose turn it is, or -1 where it is nobody's."""
    node = tree.nodes[turn]
    return node.side if isinstance(node, Turn) else -1


def _others(tree: Tree, side: int, plan: Plan) -> Chosen:
    """Return the moves of a plan that are not this side's."""
    return tuple((turn, move) for turn, move in plan.chosen if side_of(tree, turn) != side)
