"""A solution in words: each step says what each move counts and which stays open."""

from fractions import Fraction

import pytest

import trees
from gorin.exchange_games import Chance, ExchangeGame, Move, Outcome, Turn
from gorin.exchange_variants import exchange_game
from gorin.explaining import ends, explain, in_figures
from gorin.solving import solve


def told(game):
    return [step.says for step in explain(solve(game))]


def test_every_turn_is_explained_from_the_last_to_the_first():
    """One round, Washington first: the second gives nothing, so the first gives nothing."""
    held, freed, first = told(exchange_game("washington"))
    assert held == (
        "Moscow, while Gorin is held: if it gives the release orders, that counts 0; "
        "if it gives none, that counts 1. So it gives none."
    )
    assert freed == (
        "Moscow, once Gorin is free: if it gives the release orders, that counts 2; "
        "if it gives none, that counts 3. So it gives none."
    )
    assert first == (
        "Washington: if it frees Gorin, that counts 0; if it does not free him, that counts 1. "
        "So it does not free him."
    )


def test_who_does_not_mind_is_said_to_keep_both():
    """A tie is no reason, and the words say so."""
    steps = explain(solve(exchange_game("washington", weight=1)))
    assert "None of these is better for it than another" in steps[1].says
    assert len(steps[1].open) == 2
    assert "if it frees Gorin, that counts 0 or 3" in steps[2].says


def test_moves_made_unseen_are_weighed_in_all_combinations():
    """Four combinations, of which one holds in one round and two where a next case weighs."""
    (once,) = told(exchange_game("together"))
    assert once.startswith(
        "Washington and Moscow, not seeing each other’s moves: 4 combinations.\nIf "
    )
    assert once.count("that holds") == 1
    assert once.count("that does not hold") == 3
    assert "If Washington does not free him and Moscow gives none: that holds" in once
    assert (
        "If Washington frees Gorin and Moscow gives none: that does not hold. "
        "It counts 0 for Washington, and 1 if Washington does not free him."
    ) in once
    (again,) = told(exchange_game("together", weight=3))
    assert "2 of them hold, and nothing chooses between these" in again


def test_many_combinations_are_counted_and_those_that_hold_are_told():
    """Nobody reads two dozen sentences of what does not hold."""
    worth = [Outcome("end", (-abs(a - b), -abs(a - b))) for a in range(5) for b in range(5)]
    rows = [worth[5 * a : 5 * a + 5] for a in range(5)]
    second = [Turn(1, tuple(Move(f"says {b}", e) for b, e in enumerate(r)), "", "x") for r in rows]
    first = Turn(0, tuple(Move(f"says {a}", node) for a, node in enumerate(second)))
    (says,) = told(ExchangeGame(("A", "B"), first))
    assert "25 combinations; 5 of them hold" in says
    assert "does not hold" not in says


def test_a_ranking_is_told_in_places():
    """The best end is place 1."""
    ranked = Turn(0, (Move("goes", Outcome("", (2, 1))), Move("stays", Outcome("", (1, 2)))))
    (says,) = told(ExchangeGame(("A", "B"), ranked, ranked=True))
    assert says == (
        "A: if it goes, that counts as its place 2; if it stays, that counts as its place 1. "
        "So it stays."
    )


@pytest.mark.parametrize(
    ("number", "figures"),
    [(2, "2"), (10, "10"), (0, "0"), (Fraction(5, 3), "1.67"), (Fraction(10), "10"), (0.5, "0.5")],
)
def test_numbers_are_short(number, figures):
    """Two decimals at most, and none for show."""
    assert in_figures(number) == figures


def test_the_steps_say_what_the_solution_holds():
    """Following open moves from the root one can come to every worth, and every step has one."""
    for seed in range(60):
        game = trees.game(seed, unseen=False)
        found = solve(game)
        steps = explain(found)
        turns = [place for place, node in enumerate(found.tree.nodes) if isinstance(node, Turn)]
        assert sorted(place for step in steps for place, _ in step.open[:1]) == turns
        open_moves = {pair for step in steps for pair in step.open}
        for plan in found.plans[0]:
            waiting = [plan]
            while waiting:
                part = waiting.pop()
                assert set(part.chosen) <= open_moves
                waiting += part.below


def test_the_ends_of_a_game_are_named():
    """In one round nobody acts; where moves are not seen and a next case weighs, two ends hold."""
    neither = "Gorin is not free, and no order is given"
    assert ends(solve(exchange_game("washington"))) == ((neither,),)
    both = "Gorin is free, and the orders are given"
    assert ends(solve(exchange_game("together", weight=3))) == ((both,), (neither,))


def test_chance_makes_several_ends_of_one_plan():
    """Where there is none, each plan has one end; each worth has its plan."""
    several = 0
    for seed in range(60):
        found = solve(trees.game(seed, turns=4, unseen=False))
        has_chance = any(isinstance(node, Chance) for node in found.tree.nodes)
        assert len(ends(found)) == len(found.plans[0])
        assert has_chance or all(len(one) == 1 for one in ends(found))
        several += any(len(one) > 1 for one in ends(found))
    assert several
