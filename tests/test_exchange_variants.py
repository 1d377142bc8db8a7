"""The exchange of 1941 as a game: what its variants predict, and the record beside them."""

from fractions import Fraction
from itertools import product

import pytest

import trees
from gorin.errors import CourseError
from gorin.exchange_games import Turn, lay_out
from gorin.exchange_variants import exchange, exchange_game
from gorin.explaining import ends
from gorin.solving import solve
from gorin.tables import rows

ORDERS = ("washington", "moscow", "together")
TENTHS = [Fraction(n, 10) for n in range(0, 11, 2)]
WEIGHTS = [Fraction(n, 2) for n in range(7)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("vagueness", [0, Fraction(1, 2), 1])
def test_one_round_predicts_no_release_orders(order, vagueness):
    """Whoever goes first and however clear the promise: without a next case nobody acts."""
    found = ends(solve(exchange_game(order, vagueness=vagueness)))
    assert found == (("Gorin is not free, and no order is given",),)


@pytest.mark.parametrize("order", ["washington", "moscow"])
def test_clearness_and_a_next_case_work_only_together(order):
    """The second acts where the weight times the clearness is more than one step."""
    for vagueness, weight in product(TENTHS, WEIGHTS):
        found = {end for (end,) in ends(solve(exchange_game(
            order, vagueness=vagueness, weight=weight
        )))}  # fmt: skip
        both, neither = (exchange().outcome[name] for name in ("both", "neither"))
        gain = weight * (1 - vagueness)
        assert found == ({both} if gain > 1 else {neither} if gain < 1 else {both, neither})


def test_together_nothing_chooses_between_two_plans():
    """Not seeing each other, both act or neither; in one round neither."""
    assert len(ends(solve(exchange_game("together", weight=3)))) == 2
    assert len(ends(solve(exchange_game("together", weight=Fraction(1, 2))))) == 1


def test_another_want_gives_another_end():
    """If Moscow would rather see both halves done, one round ends in both."""
    found = ends(solve(exchange_game("washington", wants=("take", "keep"))))
    assert found == ((exchange().outcome["both"],),)
    found = ends(solve(exchange_game("washington", wants=("keep", "take"))))
    assert found == ((exchange().outcome["neither"],),)


@pytest.mark.parametrize("order", ORDERS)
def test_the_variants_are_solved_as_gambit_solves_them(order):
    """On a grid of both sliders, for all that governments may be assumed to want."""
    wants = list(product(("take", "keep"), repeat=2))
    for vagueness, weight, want in product(TENTHS[::2], WEIGHTS[::2], wants):
        game = exchange_game(order, vagueness=vagueness, weight=weight, wants=want)
        assert solve(game).worths == trees.gambits_worths(game)


def test_who_moves_second_sees_unless_they_move_together():
    """The trees of the three orders differ in who is first and in what is seen."""
    first = {}
    for order in ORDERS:
        tree = lay_out(exchange_game(order))
        turn = tree.nodes[0]
        assert isinstance(turn, Turn)
        first[order] = turn.side
        assert bool(tree.first) == (order == "together")
    assert first == {"washington": 0, "moscow": 1, "together": 0}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"order": "nobody"}, "no order 'nobody'"),
        ({"order": "moscow", "vagueness": 2}, "from 0 to 1"),
        ({"order": "moscow", "weight": -1}, "0 or more"),
        ({"order": "moscow", "wants": ("take", "all")}, "each is one of: take, keep"),
    ],
)
def test_a_variant_that_there_is_not_is_refused(given, told):
    """With the names of those that there are."""
    with pytest.raises(CourseError, match=told):
        exchange_game(**given)


def test_the_record_stands_in_its_order():
    """d908 before the release and d911, d909 after d908, d913 after d911, then the orders."""
    papers = [line.document for line in exchange().record]
    assert papers == ["d908", "d909", "d911", "d913", "d917", "d919"]
    days = {row["id"]: row["earliest"] for row in rows("calendar")}
    assert [days[paper] for paper in papers] == sorted(days[paper] for paper in papers)
    (release,) = (row for row in rows("events") if row["id"] == "release")
    assert days["d908"] < release["earliest"] <= days["d911"]


def test_what_the_model_gets_wrong_is_said():
    """The failed prediction, and the next case that nobody could know."""
    wrong = " ".join(exchange().wrong)
    assert "One round predicts no release orders. Two were given (d917, d919)." in wrong
    assert "Which assumption failed, the record does not say." in wrong
    assert "from May (d922). In March nobody could know of it." in wrong


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('document = "d908"', 'document = "d999"'),
        ('ranking = ["other",', 'ranking = ["both",'),
        ("[[side]]", "[[side"),
        ('held = "while Gorin is held"\n', ""),
    ],
)
def test_a_broken_file_says_so(course, old, new):
    """An author learns the file."""
    path = course / "exchange.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=r"exchange\.toml"):
        exchange()
