"""Random game trees for tests and benchmarks, and the same trees as Gambit reads them."""

import io
import random
from fractions import Fraction
from itertools import count

import pygambit
from pygambit import nash

from gorin.exchange_games import Branch, Chance, ExchangeGame, Move, Outcome, Turn, lay_out

CHANCES = ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 3), Fraction(2, 3)), (Fraction(0), 1))


def game(seed, *, turns=5, sides=2, highest=3, unseen=True):
    """A random tree of about so many turns; worths from 0 to `highest`, so that many are equal."""
    dice = random.Random(seed)  # noqa: S311 - to be the same in every run
    left, names = [turns], count()

    def end():
        return Outcome("end", tuple(dice.randint(0, highest) for _ in range(sides)))

    def node(depth):
        if left[0] <= 0 or depth > 4 or (depth and dice.random() < 0.25):
            return end()
        if dice.random() < 0.15:
            chances = dice.choice(CHANCES)
            return Chance(tuple(Branch("so", chance, node(depth + 1)) for chance in chances))
        left[0] -= 1
        if unseen and left[0] > 0 and dice.random() < 0.25:
            return together(depth)
        moves = dice.choice((1, 2, 2, 2, 3))
        return Turn(
            dice.randrange(sides), tuple(Move(f"m{i}", node(depth + 1)) for i in range(moves))
        )

    def together(depth):
        """Two sides move, the second without seeing what the first has done."""
        left[0] -= 1
        first, second = dice.sample(range(sides), 2)
        sees, moves = f"unseen {next(names)}", dice.choice((2, 2, 3))
        return Turn(
            first,
            tuple(
                Move(
                    f"m{i}",
                    Turn(
                        second, (Move("a", node(depth + 2)), Move("b", node(depth + 2))), sees=sees
                    ),
                )
                for i in range(moves)
            ),
        )

    return ExchangeGame(tuple("ABC"[:sides]), node(0))


def large(nodes, seed, *, highest=1000):
    """A random tree of so many nodes (an odd number), as deep on each side, without chance."""
    dice = random.Random(seed)  # noqa: S311 - to be the same in every run

    def node(turns):
        if not turns:
            return Outcome("end", (dice.randint(0, highest), dice.randint(0, highest)))
        half = (turns - 1) // 2
        moves = (Move("goes on", node(half)), Move("stops", node(turns - 1 - half)))
        return Turn(dice.randrange(2), moves)

    return ExchangeGame(("A", "B"), node(nodes // 2))


def gambit(shown, *, everywhere=False):
    """The same game in Gambit.

    With `everywhere`, chance begins it anywhere: at its root or where any other part of it opens,
    so that whoever plays well in the whole plays well in each part, reached or not.
    """
    tree, lines, ends = lay_out(shown), [], count(1)
    sides = " ".join(f'"{side}"' for side in shown.sides)

    def write(place):
        node, names = tree.nodes[place], " ".join
        if isinstance(node, Outcome):
            worths = ", ".join(str(Fraction(worth)) for worth in node.worth)
            number = next(ends)
            lines.append(f't "" {number} "e{number}" {{ {worths} }}')
        elif isinstance(node, Turn):
            moves = names(f'"{i}"' for i in range(len(node.moves)))
            label = tree.first.get(place, place) + 1
            lines.append(f'p "" {node.side + 1} {label} "" {{ {moves} }} 0')
        else:
            ways = names(f'"{i}" {branch.chance}' for i, branch in enumerate(node.branches))
            lines.append(f'c "" {place + 1} "" {{ {ways} }} 0')
        for at in tree.nexts[place]:
            write(at)

    parts = [0]
    if everywhere:
        parts += [
            place
            for place, node in enumerate(tree.nodes)
            if place and tree.closed[place] and isinstance(node, Turn)
        ]
        ways = " ".join(f'"{part}" 1/{len(parts)}' for part in parts)
        lines.append(f'c "" {len(tree.nodes) + 1} "" {{ {ways} }} 0')
    for part in parts:
        write(part)
    text = f'EFG 2 R "game" {{ {sides} }}\n""\n\n' + "\n".join(lines) + "\n"
    return pygambit.read_efg(io.StringIO(text))


def gambits_worths(shown):
    """What Gambit finds that the game can end in when nobody can better a move of his anywhere.

    Right where each side has one turn in a part that is not seen: Gambit tries single moves.
    """
    read = gambit(shown, everywhere=True)
    root = next(iter(read.root.children))
    return {
        tuple(Fraction(str(plan.node_value(side, root))) for side in read.players)
        for plan in nash.enumpure_agent_solve(read).equilibria
    }
