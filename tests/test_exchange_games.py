"""Game trees: laid out in the order of reading, and refused where they are no games."""

from fractions import Fraction

import pytest

from gorin.errors import CourseError
from gorin.exchange_games import Branch, Chance, ExchangeGame, Move, Outcome, Turn, lay_out

END = Outcome("end", (1, 2))


def game(root, **more):
    return ExchangeGame(("A", "B"), root, **more)


def turn(*nodes, side=0, sees=""):
    return Turn(side, tuple(Move(f"m{i}", node) for i, node in enumerate(nodes)), sees=sees)


def test_a_tree_is_laid_out_in_the_order_of_reading():
    """A node, all that follows its first move, all that follows its second."""
    tree = lay_out(game(turn(turn(END, END, side=1), END)))
    assert tree.nexts == ((1, 4), (2, 3), (), (), ())
    assert [type(node).__name__ for node in tree.nodes] == ["Turn", "Turn", *["Outcome"] * 3]
    assert all(tree.closed)
    assert tree.first == {}


def test_what_looks_alike_is_not_closed():
    """A part opens only where nothing in it is mistaken for what stands outside."""
    unseen = turn(END, END, side=1, sees="nothing")
    tree = lay_out(game(turn(turn(unseen, unseen), END)))
    assert tree.first == {2: 2, 5: 2}
    assert [place for place, closed in enumerate(tree.closed) if not closed] == [2, 5]


def test_a_tree_may_be_deeper_than_the_stack():
    """Ten thousand turns in a row."""
    node = END
    for _ in range(10_000):
        node = turn(node, END)
    assert len(lay_out(game(node)).nodes) == 20_001


@pytest.mark.parametrize(
    ("root", "told"),
    [
        (Outcome("end", (1,)), "one finite number for each side"),
        (Outcome("end", (1, float("nan"))), "one finite number for each side"),
        (Turn(0, ()), "needs a move"),
        (turn(END, side=2), "of side 2 of 2"),
        (Chance(()), "add up to 1"),
        (Chance((Branch("", Fraction(1, 2), END),)), "add up to 1"),
        (Chance((Branch("", 2, END), Branch("", -1, END))), "0 or more"),
        (turn(turn(END, side=1, sees="x"), turn(END, END, side=1, sees="x")), "unlike moves"),
        (turn(turn(END, END, sees="x"), END, sees="x"), "a side remembers"),
    ],
)
def test_what_is_no_game_is_refused(root, told):
    """In the words of the node."""
    with pytest.raises(CourseError, match=told):
        lay_out(game(root))


def test_a_ranking_is_not_averaged():
    """Places say which end is better and not by how much."""
    root = Chance((Branch("", 1, END),))
    assert lay_out(game(root)).nodes
    with pytest.raises(CourseError, match="cannot be averaged"):
        lay_out(game(root, ranked=True))
