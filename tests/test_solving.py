"""Solving: against Gambit on many random trees, ties included, and against what hands can do."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygambit import nash

import trees
from gorin.errors import CourseError
from gorin.exchange_games import ExchangeGame, Move, Outcome, Turn
from gorin.solving import solve

TREES = 600
END = Outcome("end", (1, 1))


def worths(game):
    """What a game can end in; nothing where no plan without chance holds."""
    try:
        return set(solve(game).worths)
    except CourseError:
        return set()


def turn(side, *nodes, sees=""):
    return Turn(side, tuple(Move(f"m{i}", node) for i, node in enumerate(nodes)), sees=sees)


def test_six_hundred_random_trees_end_as_gambit_says():
    """Every worth that a tree can end in, and no other: with ties, chance and unseen moves."""
    several = none = 0
    for seed in range(TREES):
        game = trees.game(seed, turns=3 + seed % 4, sides=3 if seed % 5 == 0 else 2)
        found = worths(game)
        assert found == trees.gambits_worths(game), seed
        several += len(found) > 1
        none += not found
    assert several > TREES / 4
    assert none


def test_two_turns_of_a_side_in_an_unseen_part_are_weighed_together():
    """Gambit's plans for a part in which the first side moves twice without seeing the second."""
    for seed in range(60):
        game = trees.game(seed, turns=1, highest=2)
        numbers = iter([(seed * 7 + i * i * 3) % 4 for i in range(40)])

        def end(numbers=numbers):
            return Outcome("end", (next(numbers), next(numbers)))

        def late(label, end=end):
            return turn(0, end(), end(), sees=label)

        game = ExchangeGame(
            ("A", "B"),
            turn(
                0,
                turn(1, late("l"), late("l"), sees="x"),
                turn(1, late("r"), late("r"), sees="x"),
            ),
        )
        read = trees.gambit(game)
        plans = nash.enumpure_solve(read).equilibria
        theirs = {tuple(Fraction(str(p.payoff(side))) for side in read.players) for p in plans}
        assert worths(game) == theirs, seed


@given(st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_without_ties_there_is_one_end(seed):
    """Where no two ends count the same for a side, backward induction leaves one worth."""
    numbers = iter(range(10**6))

    def apart(node):
        if isinstance(node, Outcome):
            return Outcome(node.says, tuple(10**6 * w + next(numbers) for w in node.worth))
        moves = tuple(Move(move.says, apart(move.then)) for move in node.moves)
        return Turn(node.side, moves)

    game = trees.large(40, seed)
    assert len(solve(ExchangeGame(game.sides, apart(game.root))).worths) == 1


def test_who_does_not_mind_may_do_either():
    """A tie of the second side's gives the first two ends to think of, and both stay."""
    game = ExchangeGame(
        ("A", "B"),
        turn(0, turn(1, Outcome("good", (2, 1)), Outcome("bad", (0, 1))), Outcome("out", (1, 0))),
    )
    assert solve(game).worths == {(2, 1), (1, 0)}


def test_moves_made_unseen_answer_each_other():
    """Two who would both rather meet have two plans; two of whom one flees have none."""
    meet = [Outcome("", (2, 2)), Outcome("", (0, 0)), Outcome("", (0, 0)), Outcome("", (1, 1))]
    flee = [Outcome("", (1, 0)), Outcome("", (0, 1)), Outcome("", (0, 1)), Outcome("", (1, 0))]
    for ends, plans in ((meet, {(2, 2), (1, 1)}), (flee, set())):
        root = turn(0, turn(1, *ends[:2], sees="x"), turn(1, *ends[2:], sees="x"))
        assert worths(ExchangeGame(("A", "B"), root)) == plans


def test_places_are_solved_as_values_are():
    """With 1 the best, a ranking gives the end that the values turned round give."""
    for seed in range(30):
        game = trees.large(30, seed, highest=5)

        def turned(node):
            if isinstance(node, Outcome):
                return Outcome(node.says, tuple(6 - worth for worth in node.worth))
            return Turn(node.side, tuple(Move(m.says, turned(m.then)) for m in node.moves))

        ranked = ExchangeGame(game.sides, turned(game.root), ranked=True)
        values = {tuple(6 - place for place in places) for places in solve(ranked).worths}
        assert values == solve(game).worths


def test_a_deep_tree_is_solved():
    """Ten thousand turns in a row, deeper than the stack."""
    node = END
    for number in range(10_000):
        node = turn(number % 2, node, Outcome("out", (0, 0)))
    assert solve(ExchangeGame(("A", "B"), node)).worths == {(1, 1)}


def test_where_nothing_holds_it_is_said():
    """One who would meet and one who would flee: without chance no plan holds."""
    ends = [Outcome("", (1, 0)), Outcome("", (0, 1)), Outcome("", (0, 1)), Outcome("", (1, 0))]
    root = turn(0, turn(1, *ends[:2], sees="x"), turn(1, *ends[2:], sees="x"))
    with pytest.raises(CourseError, match="leave a move to chance nothing holds"):
        solve(ExchangeGame(("A", "B"), root))


def test_what_is_too_large_is_refused():
    """Three hundred unseen moves on each side have ninety thousand combinations."""
    unseen = turn(1, *[END] * 300, sees="x")
    with pytest.raises(CourseError, match="90000 combinations would have to be weighed"):
        solve(ExchangeGame(("A", "B"), turn(0, *[unseen] * 300)))
