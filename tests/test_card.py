"""Cards without a browser: their static page, their record, and that nothing raises."""

import os

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

import gorin
import page
from gorin.bank import bank
from gorin.questions import MIME
from gorin.widgets.card import Card
from gorin.widgets.widget import LIVE


@pytest.fixture(autouse=True, scope="module")
def shell():
    """What a kernel has and a test has not: somewhere to display to."""
    quiet = Config({"HistoryManager": {"enabled": False}})
    yield InteractiveShell.instance(config=quiet)
    InteractiveShell.clear_instance()


def shown(call, *arguments, **more):
    """What a call displays: a list of bundles."""
    with capture_output() as captured:
        assert call(*arguments, **more) is None
    return [output.data for output in captured.outputs]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch, course):
    """Cards look for their file in the notebook's folder."""
    monkeypatch.chdir(tmp_path)
    assert course


@pytest.mark.parametrize("number", range(1, 10))
def test_a_blank_card_can_be_read_before_anything_is_run(number):
    """Prompt and options stand in static HTML that survives the sanitizer; a record lies below."""
    card, record = shown(gorin.answer, f"Q99.{number}", ...)
    question = bank().question(f"Q99.{number}")
    assert page.troubles(card["text/html"]) == []
    assert question.prompt in page.words(card["text/html"])
    for option in (*question.options, *question.rows):
        assert option.text in page.words(card["text/html"])
    assert card["text/plain"] == f"Card {question.id}: not answered yet"
    assert set(card) == {LIVE, "text/html", "text/plain"}
    assert record[MIME] == {"question": question.id, "value": None, "valid": False}
    assert page.troubles(record["text/html"]) == []


@pytest.mark.parametrize(
    ("name", "value", "valid", "said"),
    [
        ("Q99.1", "b", True, "b: Welles"),
        ("Q99.3", 3.1, True, "¶3.1 “The Ambassador reminded me"),
        ("Q99.3", "3.9", False, "not an anchor: '3.9' (paragraph 3 has 3.1 and 3.2)"),
        ("Q99.5", "negative assurance", False, "nearest: ¶3.2d “positive assurance”"),
        ("Q99.9", "<script>alert(1)</script>", False, "3 words"),
        ("Q99.1", object(), False, "not an answer"),
    ],
)
def test_a_typed_value_is_recorded_in_its_form(name, value, valid, said):
    """Nothing that is typed raises; what was met stands in the record, escaped."""
    card, record = shown(gorin.answer, name, value)
    assert record[MIME]["valid"] is valid
    assert card["text/plain"].startswith(f"Card {name}: ")
    if name != "Q99.9":
        assert said in record["text/plain"]
    assert page.troubles(record["text/html"]) == []
    assert "<script" not in record["text/html"]


def test_a_card_that_was_not_run_sends_nobody_to_its_cell_alone():
    """That cell, run alone, knows no `answer`: the first one imports it."""
    card, _ = shown(gorin.answer, "Q99.1")
    assert "run all cells" in page.words(card["text/html"])
    assert "this cell" not in page.words(card["text/html"])


@pytest.mark.parametrize(
    ("call", "argument", "message"),
    [
        (gorin.answer, "Q99.77", "no question 'Q99.77'"),
        (gorin.answer, object(), "no question"),
        (gorin.practice, "Q99.1", "not a practice card"),
        (gorin.position, 9, "no question 'position-9'"),
        (gorin.forecast, "F9", "no question 'F9'"),
        (gorin.hand_in, "98-other", "no exercise '98-other'"),
    ],
)
def test_an_unknown_id_is_a_notice(call, argument, message):
    """Run All goes on."""
    (notice,) = shown(call, argument)
    assert message in notice["text/plain"]
    assert page.troubles(notice["text/html"]) == []


def test_solutions_may_bring_more():
    """`also` and `misreadings` are the grader's; a card shows nothing of them."""
    outputs = shown(gorin.answer, "Q99.1", "b", also=("c",), misreadings={"a": "A secret remark."})
    assert "secret" not in repr(outputs)


def heard(card, value, number=1):
    """Send what the front end would send; return what the card answered."""
    sent = []
    card.send = sent.append
    card._heard(card, {"answer": value, "number": number}, [])
    return sent


def test_a_click_is_kept_and_acknowledged():
    """State, value and acknowledgement follow one another."""
    card = Card(bank().question("Q99.2"), ..., None)
    assert heard(card, ["c", "a"], 7) == [{"acknowledged": 7}]
    assert card.value == ["a", "c"]
    assert card.state["valid"]
    assert repr(card) == "Card Q99.2: a: Gorin; c: Long"


@pytest.mark.parametrize("message", [None, 5, {}, {"other": 1}, [], "answer"])
def test_a_message_of_no_card_is_passed_over(message):
    """A front end may send anything; nothing raises, nothing is recorded."""
    card = Card(bank().question("Q99.1"), ..., None)
    card._heard(card, message, [])
    assert card.value is None


def test_several_values_are_a_list():
    """The brackets that a beginner forgets are put around them."""
    _, record = shown(gorin.answer, "Q99.2", "c", "a")
    assert record[MIME]["value"] == ["a", "c"]
    _, record = shown(gorin.answer, "Q99.1", "a", "b")
    assert not record[MIME]["valid"]


def test_what_is_wrong_in_form_can_be_mended():
    """A wrong anchor takes nothing away from the sentence beside it."""
    card = Card(bank().question("position-2"), ..., None)
    given = {"scale": 4, "why": "He took careful note.", "anchor": "9.9"}
    heard(card, given)
    assert card.state["value"] == given
    assert "not an anchor: '9.9'" in card.state["message"]


def test_an_answer_that_cannot_be_filed_stays_in_the_notebook(tmp_path, monkeypatch):
    """The record shows the new answer, not the one that the file still holds."""
    monkeypatch.delenv("GORIN_ANSWERS", raising=False)
    card = Card(bank().question("Q99.1"), ..., None)
    heard(card, "a")
    (tmp_path / f".99-fixture.answers.json.{os.getpid()}").mkdir()
    heard(card, "b")
    assert "cannot be written" in card.state["trouble"]
    assert card.state["value"] == "b"
    assert card._record()[MIME]["value"] == "b"
    (listed,) = shown(gorin.hand_in, "99-fixture")
    assert "Hand in 99-fixture" not in page.words(listed["text/html"])
    assert "Save the notebook and hand that in" in page.words(listed["text/html"])


def test_a_damaged_file_is_said_in_the_card(tmp_path, monkeypatch):
    """The student hears of it, and answers go on being recorded."""
    monkeypatch.delenv("GORIN_ANSWERS", raising=False)
    (tmp_path / "99-fixture.answers.json").write_text("{", encoding="utf-8")
    card = Card(bank().question("Q99.1"), ..., None)
    heard(card, "a")
    assert "kept as 99-fixture.answers.damaged-1.json" in card.state["notice"]
    assert card.state["trouble"] == ""


def test_a_locked_card_takes_no_click():
    """While a literal stands in the cell, what is seen is what is marked."""
    card = Card(bank().question("Q99.1"), "b", None)
    assert heard(card, "a") == []
    assert card.value == "b"
    assert card.state["locked"]


def test_two_cards_of_one_question_stay_in_step():
    """A click in one is shown by the other."""
    one, other = (Card(bank().question("Q99.8"), ..., None) for _ in range(2))
    heard(one, "5")
    assert other.value == 5
    assert other.state["value"] == 5


def test_a_practice_card_answers_at_once():
    """Right, partly or not, with the remark of the part that was met."""
    question, key = bank().question("P2.1"), bank().key("P2.1")
    card = Card(question, ..., key)
    heard(card, key.value)
    assert (card.state["right"], card.state["remark"]) == ("yes", key.right)
    heard(card, "5.3a")
    assert card.state["right"] == "no"
    assert card.state["remark"]


def test_an_exercise_card_never_says_what_is_right():
    """Feedback on form, never on correctness."""
    card = Card(bank().question("Q99.1"), ..., None)
    heard(card, "a")
    assert (card.state["right"], card.state["remark"]) == ("", "")


def test_the_list_at_the_end_follows_every_click():
    """Open, answered, to be mended; and the file to hand in."""
    card = Card(bank().question("Q99.1"), ..., None)
    (listed,) = shown(gorin.hand_in, "99-fixture")
    assert "0 of 9 answered" in listed["text/html"]
    assert page.troubles(listed["text/html"]) == []
    heard(card, "b")
    (listed,) = shown(gorin.hand_in, "99-fixture")
    assert "1 of 9 answered. Hand in 99-fixture.answers.json" in listed["text/html"]


@pytest.mark.parametrize("name", ["position-2", "F1"])
def test_positions_and_forecasts_are_cards_without_marks(name):
    """They are kept, and never right or wrong."""
    question = bank().question(name)
    card = Card(question, ..., None)
    heard(card, {"scale": 4, "why": "so", "anchor": "3.2d"} if name == "position-2" else 70)
    assert card.state["valid"]
    assert card.state["right"] == ""
    assert page.troubles(card.page()) == []
