"""All variants of the exchange, solved once, so that a slider needs only to look up.

The words are those of `explaining`; numbers in them are kept apart, since one sentence serves many.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from gorin import exchange_variants as variants
from gorin.exchange_games import Number, Outcome
from gorin.explaining import ends, explain, in_figures, made
from gorin.solving import Solution, solve
from gorin.widgets.exchange_drawing import counted, diagram

VAGUE = tuple(range(0, 101, 10))  # per cent
WEIGHTS = tuple(Fraction(n, 2) for n in range(7))  # steps of a ranking


def solved(order: str, vagueness: int, weight: Number, wants: Sequence[str]) -> Solution:
    """Solve one variant; `vagueness` is in per cent. Raises CourseError where there is no such."""
    first, second = wants
    game = variants.exchange_game(
        order, vagueness=Fraction(vagueness, 100), weight=weight, wants=(first, second)
    )
    return solve(game)


def first_moves(found: Solution) -> str:
    """Say what is best at the beginning, or that several plans hold."""
    ways = [" and ".join(made(found, pair) for pair in plan.chosen) for plan in found.plans[0]]
    if len(set(ways)) == 1:
        return f"Best at the beginning: {ways[0]}."
    return f"Several plans hold, and nothing chooses between them: {'; or '.join(ways)}."


def came_to(found: Solution) -> str:
    """Say in what the game ends."""
    told = ["; or, as it falls out, ".join(one) for one in ends(found)]
    return f"It ends so: {'. Or so: '.join(told)}."


class _Listed(dict[Any, int]):
    """Things by the order in which they were first met."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = len(self)
        return self[thing]


@cache
def table(path: Path) -> dict[str, Any]:
    """Solve every variant of the file at `path`, once.

    `cells` holds, for each order and wants, a row a vagueness and in it a cell a weight: the phrase
    of the first moves, that of the end, and each step as its template with its numbers. `ends` has
    what the outcomes count, a list a weight. `turns` says where the first moves change, for each
    vagueness (over the weights) and for each weight (over the vaguenesses).
    """
    known = variants.read_exchange(path)
    phrases, steps = _Listed(), _Listed()
    cells, counts, turns, drawings = {}, {}, {}, {}
    names = tuple(side.name for side in known.sides)
    wants = [want.id for want in known.wants]
    for order in known.orders:
        drawings[order.id] = diagram(solved(order.id, 0, 0, (wants[0], wants[0])).tree, names)
        for pair in product(wants, repeat=2):
            rows = [[solved(order.id, v, w, pair) for w in WEIGHTS] for v in VAGUE]
            key = " ".join((order.id, *pair))
            cells[key] = [[_cell(found, phrases, steps) for found in row] for row in rows]
            counts[key] = [_counts(found, names) for found in rows[0]]
            firsts = [[first_moves(found) for found in row] for row in rows]
            turns[key] = _turns(firsts, phrases)
    return {
        "vague": VAGUE,
        "weights": [in_figures(weight) for weight in WEIGHTS],
        "phrases": list(phrases),
        "steps": list(steps),
        "cells": cells,
        "ends": counts,
        "turns": turns,
        "drawings": drawings,
    }


def _cell(found: Solution, phrases: _Listed, steps: _Listed) -> list[Any]:
    told = []
    for step in explain(found, lambda number: f"{{{in_figures(number)}}}"):
        # The numbers stand between braces, and nothing else does.
        text, *parts = step.says.split("{")
        numbers, words = [], [text]
        for part in parts:
            number, _, rest = part.partition("}")
            numbers.append(number)
            words.append(rest)
        edges = tuple(f"{place}-{move}" for place, move in step.open)
        told.append([steps[tuple(words), edges], *numbers])
    return [phrases[first_moves(found)], phrases[came_to(found)], *told]


def _counts(found: Solution, names: tuple[str, ...]) -> list[str]:
    return [counted(node.worth, names) for node in found.tree.nodes if isinstance(node, Outcome)]


def _turns(firsts: list[list[str]], phrases: _Listed) -> list[list[int]]:
    """Say for each vagueness over which weights, and for each weight over which vaguenesses."""
    weights = [in_figures(weight) for weight in WEIGHTS]
    vague = [f"{v} %" for v in VAGUE]
    by_weight = [_turn("With a promise so vague", "weights of", row, weights) for row in firsts]
    columns = [list(column) for column in zip(*firsts, strict=True)]
    by_vague = [
        _turn("With a next case that weighs so much", "a vagueness of", c, vague) for c in columns
    ]
    return [[phrases[one] for one in by_weight], [phrases[one] for one in by_vague]]


def _turn(given: str, over: str, firsts: list[str], names: list[str]) -> str:
    """Say between which neighbours the best first move changes."""
    changes = [i for i, (one, following) in enumerate(pairwise(firsts)) if one != following]
    if not changes:
        return f"{given}, the best first move is the same everywhere."
    # Where two changes touch, there is a tie between them.
    begins = [i for i in changes if i - 1 not in changes]
    ceases = [i for i in changes if i + 1 not in changes]
    ranges = [f"{names[i]} and {names[j + 1]}" for i, j in zip(begins, ceases, strict=True)]
    return f"{given}, the best first move changes between {over} {', and between '.join(ranges)}."
