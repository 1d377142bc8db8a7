"""What a card verifies of quotations, and the page that it brings to take words from."""

import pytest

from gorin.bank import bank
from gorin.memo import memo
from gorin.widgets.card import Card
from gorin.widgets.drawer import small_page, verified


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch, course):
    """Cards look for their file in the notebook's folder."""
    monkeypatch.chdir(tmp_path)
    assert course


def told(name, value):
    return [tuple(one.values()) for one in verified(bank().question(name), value)]


def test_quotations_of_an_essay_are_verified():
    """Each with its place, or with the nearest words; other papers' words are not doubted."""
    text = (
        "He “had taken careful note”, not “positive assurances”, nor “blue jazz”; "
        'elsewhere it is "in exchange" and "any bargain".'
    )
    assert told("Q99.9", text) == [
        ("had taken careful note", "4.1a", "", ""),
        ("positive assurances", "", "3.2d", "positive assurance"),
        ("blue jazz", "", "", ""),
        ("any bargain", "3.2c", "", ""),
    ]


def test_a_quotation_that_is_the_answer_is_verified_whole():
    """No marks are needed where nothing but words of the memo is asked for."""
    assert told("Q99.5", "positive assurance") == [("positive assurance", "3.2d", "", "")]
    assert told("Q99.5", "Miss Pyk") == [("Miss Pyk", "", "3.2f", "Mrs. [Miss] Pyk")]


@pytest.mark.parametrize(("name", "value"), [("Q99.1", "b"), ("Q99.9", None), ("Q99.9", ["“a b”"])])
def test_other_answers_quote_nothing(name, value):
    """No list under a card that asks for something else, or for a value that is no text."""
    assert told(name, value) == []


def test_only_a_few_slips_are_looked_up():
    """What is nearest takes a while to find, and a card must not keep its writer waiting."""
    slips = " ".join(f"“positive assurances {letter}”" for letter in "abcdef")
    assert len(told("Q99.9", slips)) == 3


def test_a_card_verifies_after_it_has_acknowledged():
    """The list follows the answer, in the card that was written in and in the other one."""
    one, other = (Card(bank().question("Q99.9"), ..., None) for _ in range(2))
    order = []
    one.observe(lambda change: order.append(change["name"]), ["state", "quoted"])
    one.send = lambda message: order.append(*message)
    one._heard(one, {"answer": "He “had taken careful note”.", "number": 1}, [])
    assert order == ["state", "acknowledged", "quoted"]
    assert one.quoted == other.quoted == verified(one._question, one.value)
    assert one.quoted[0]["anchor"] == "4.1a"


def test_a_typed_answer_is_verified_too():
    """What stands in the cell is shown with its places."""
    card = Card(bank().question("Q99.5"), "any bargain", None)
    assert card.quoted[0]["anchor"] == "3.2c"


@pytest.mark.parametrize("number", range(1, 10))
def test_a_card_brings_the_page_only_where_it_is_used(number):
    """Nine kinds: those that point at the memo or quote it."""
    question = bank().question(f"Q99.{number}")
    on_the_page = question.kind in ("passage", "passages", "quote", "essay")
    assert bool(Card(question, ..., None).spec["page"]) == on_the_page


def test_the_small_page_is_the_whole_memo():
    """Every clause and piece, in order."""
    parts = [part for line in small_page() for _, parts in line for part in parts]
    assert [anchor for anchor, _, _ in parts] == sorted(
        str(one.anchor) for one in (*memo().clauses, *memo().pieces)
    )
