"""Print how fast packages are judged and game trees are solved, beside Gambit where it can follow.

Gambit tries plans of the whole tree, as it must for games in general, where backward induction need
not: so the two are compared on a small tree, and on a large one that Gambit only reads. The time is
that of this process, on which a busy machine tells less, and without the collector of garbage, as
with Python's own timeit; a line with it stands beside.
"""

import gc
import statistics
import sys
import time
from itertools import combinations, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pygambit import nash

import trees
from gorin.bargaining import Package, win_set
from gorin.exchange_variants import exchange_game
from gorin.explaining import explain
from gorin.parties import record
from gorin.solving import solve

RUNS = 15


def told(name, act, *, collecting=False):
    """Print the median of some runs in milliseconds, and return it."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        if not collecting:
            gc.disable()
        start = time.process_time()
        act()
        times.append(1000 * (time.process_time() - start))
        gc.enable()
    middle = statistics.median(times)
    print(f"{name:62} median {middle:8.2f} ms, best {min(times):8.2f} ms")
    return middle


def packages(number):
    """Packages of every kind that the record's parts allow, as many as asked for."""
    choices = {part.id: [choice.id for choice in part.choices] for part in record().parts}

    def some(part):
        return [one for n in range(len(part) + 1) for one in combinations(part, n)]

    every = product(
        choices["form"],
        some(choices["cover"]),
        ("", *choices["order"]),
        some(choices["named"]),
    )
    made = [Package(str(i), *parts) for i, parts in enumerate(every)]
    return (made * (1 + number // len(made)))[:number]


parties = record().parties
assert len(parties) == 8
many = packages(10_000)
told(f"win_set, 10,000 packages and {len(parties)} parties", lambda: win_set(parties, many))

game = trees.large(10_001, 1)
nodes = len(solve(game).tree.nodes)
ours = told(f"solve, a tree of {nodes:,} nodes", lambda: solve(game))
told("the same, with the collector", lambda: solve(game), collecting=True)
told("the same, every step in words", lambda: explain(solve(game)))
tied = trees.large(10_001, 1, highest=9)
told("solve, such a tree with worths from 0 to 9, so with ties", lambda: solve(tied))
peer = told("Gambit, only reading the tree", lambda: trees.gambit(game))
print(f"    {peer / ours:.1f} times what solving it takes here")

small = trees.large(15, 2)
ours = told(f"solve, a tree of {len(solve(small).tree.nodes)} nodes", lambda: solve(small))
whole = trees.gambit(small, everywhere=True)
peer = told("Gambit, all plans of that tree tried", lambda: nash.enumpure_agent_solve(whole))
print(f"    {peer / ours:.0f} times what solving it takes here")

variant = exchange_game("moscow")
told("the exchange of 1941, solved and told", lambda: explain(solve(variant)))
