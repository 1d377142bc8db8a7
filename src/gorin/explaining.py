"""A solution in words: at every turn what each move counts, and which stays open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gorin.exchange_games import Number, Outcome, Turn
from gorin.solving import Chosen, Combination, Plan, Solution, combinations, opens_up, side_of

Writer = Callable[[Number], str]
_FEW = 9  # combinations that a step tells one by one


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a solution: the moves that stay open at its turns, and why, in lines."""

    open: Chosen
    says: str


def explain(solution: Solution, number: Writer | None = None) -> tuple[Step, ...]:
    """Return every step in words, from the last turns to the first; `number` writes what counts."""
    return tuple(_steps(solution, number or (_placed if solution.game.ranked else in_figures)))


def ends(solution: Solution) -> tuple[tuple[str, ...], ...]:
    """Return what each plan that holds leads to: one outcome, or with chance several."""
    return tuple(tuple(_ends(solution, 0, plan)) for plan in solution.plans[0])


def _ends(solution: Solution, place: int, plan: Plan) -> Iterator[str]:
    tree, moves, below = solution.tree, dict(plan.chosen), iter(plan.below)

    def follow(at: int) -> Iterator[str]:
        node = tree.nodes[at]
        if at != place and tree.closed[at]:
            yield from _ends(solution, at, next(below))
        elif isinstance(node, Outcome):
            yield node.says
        elif isinstance(node, Turn):
            yield from follow(tree.nexts[at][moves[tree.first.get(at, at)]])
        else:
            for then in tree.nexts[at]:
                yield from follow(then)

    return follow(place)


def in_figures(number: Number) -> str:
    """Write a number with two decimals at most: 2, 0.5, 1.67."""
    return (
        str(number) if isinstance(number, int) else f"{float(number):.2f}".rstrip("0").rstrip(".")
    )


def _placed(number: Number) -> str:
    return f"as its place {-number}"


def _steps(solution: Solution, number: Writer) -> Iterator[Step]:
    tree = solution.tree
    for place in reversed(range(len(tree.nodes))):
        node = tree.nodes[place]
        if isinstance(node, Outcome) or not tree.closed[place]:
            continue
        if not opens_up(tree, place):
            yield _answering(solution, place, number)
        elif isinstance(node, Turn):
            yield _choosing(solution, place, node, number)


def _choosing(solution: Solution, place: int, turn: Turn, number: Writer) -> Step:
    """Tell why a side that sees where it stands moves as it does."""
    after = [solution.plans[at] for at in solution.tree.nexts[place]]
    counts = [sorted({plan.worth[turn.side] for plan in plans}) for plans in after]
    least = max(numbers[0] for numbers in counts)
    best = [move for move, numbers in enumerate(counts) if numbers[-1] >= least]
    told = "; ".join(
        f"if it {move.says}, that counts {' or '.join(map(number, numbers))}"
        for move, numbers in zip(turn.moves, counts, strict=True)
    )
    who = f"{solution.game.sides[turn.side]}{', ' * bool(turn.when)}{turn.when}"
    if len(best) == 1:
        end = f"So it {turn.moves[best[0]].says}."
    else:
        names = ", or ".join(turn.moves[move].says for move in best)
        end = f"None of these is better for it than another, so all stay open: it {names}."
    return Step(tuple((place, move) for move in best), f"{who}: {told}. {end}")


def _answering(solution: Solution, place: int, number: Writer) -> Step:
    """Tell which moves made unseen answer each other, and why the others do not."""
    found = list(combinations(solution.tree, place, solution.plans))
    hold = [one for one in found if one.rather is None]
    told = [_weighing(solution, one, number) for one in (found if len(found) <= _FEW else hold)]
    turns = [turn for turn, _ in hold[0].plan.chosen]
    sides = sorted({side_of(solution.tree, turn) for turn in turns})
    who = " and ".join(solution.game.sides[side] for side in sides)
    kept = dict.fromkeys(pair for one in hold for pair in one.plan.chosen)
    several = f"; {len(hold)} of them hold, and nothing chooses between these" * (len(hold) > 1)
    says = "\n".join(
        [f"{who}, not seeing each other’s moves: {len(found)} combinations{several}.", *told]
    )
    return Step(tuple(kept), says)


def _weighing(solution: Solution, one: Combination, number: Writer) -> str:
    moves = " and ".join(made(solution, pair) for pair in one.plan.chosen)
    if one.rather is None:
        return f"If {moves}: that holds, since no side would do better by itself."
    instead = [pair for pair in one.rather.chosen if pair not in one.plan.chosen]
    side = one.side
    return (
        f"If {moves}: that does not hold. It counts {number(one.plan.worth[side])} for "
        f"{solution.game.sides[side]}, and {number(one.rather.worth[side])} if "
        f"{' and '.join(made(solution, pair) for pair in instead)}."
    )


def made(solution: Solution, pair: tuple[int, int]) -> str:
    """Return who makes a move and what it is; empty where the place is no turn."""
    place, move = pair
    turn = solution.tree.nodes[place]
    if not isinstance(turn, Turn):
        return ""
    return f"{solution.game.sides[turn.side]} {turn.moves[move].says}"
