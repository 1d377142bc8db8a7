"""Tags on the page without a browser: the call, what reaches the front end, the static page."""

import json

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

import gorin
import page
from gorin.bank import bank
from gorin.memo import memo
from gorin.questions import MIME, form
from gorin.reading import readings
from gorin.tagging import asked
from gorin.widgets import tags
from gorin.widgets.card import Card
from gorin.widgets.widget import LIVE


@pytest.fixture(autouse=True, scope="module")
def shell():
    """What a kernel has and a test has not: somewhere to display to."""
    quiet = Config({"HistoryManager": {"enabled": False}})
    yield InteractiveShell.instance(config=quiet)
    InteractiveShell.clear_instance()


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Cards look for their file in the notebook's folder."""
    monkeypatch.chdir(tmp_path)


def shown(*arguments, **more):
    """What `tagger` displays: a list of bundles."""
    with capture_output() as captured:
        assert gorin.tagger(*arguments, **more) is None
    return [output.data for output in captured.outputs]


def heard(card, value):
    """Send what the front end would send; return what the card answered."""
    sent = []
    card.send = sent.append
    card._heard(card, {"answer": value, "number": "1"}, [])
    return sent


def test_a_tagger_is_a_card_with_a_record():
    """Live view, static page and one line; below it the record that a grader knows."""
    card, record = shown("voice")
    assert set(card) == {LIVE, "text/html", "text/plain"}
    assert card["text/plain"] == "Card tags-voice: not answered yet"
    assert record[MIME] == {"question": "tags-voice", "value": None, "valid": False}
    assert page.troubles(card["text/html"]) == []


def test_the_static_page_has_the_memo_and_a_mark_after_each_clause():
    """Given letters, question marks for the exercise, and dots for what is to be tagged."""
    question = asked("voice")
    static = tags.page(question, form(question, {"1.3b": "A"}))
    for clause in memo().clauses:
        assert clause.text in page.words(static)
    marks = [e.text_content() for e in page.parsed(static).xpath("//strong | //small")]
    assert marks.count("[A]") == 1 + 6  # the student's, and the given ones
    assert marks.count("[…]") == 11 + 1  # and the line that explains it
    assert marks.count("[?]") == 7
    assert '<small style="vertical-align:super">31</small>' in static
    underlined = [e.text_content() for e in page.parsed(static).iter("u")]
    assert underlined == [memo()[row.id].text for row in question.rows]


def test_the_front_end_is_not_told_what_a_student_is_to_find():
    """Neither the twelve nor what exercises ask about has a tag in what is sent or printed."""
    card = Card(asked("voice"), ..., None)
    given = card.spec["tagging"]["given"]
    assert set(given) == {str(a) for a in readings("voice")} - set(dict(card.spec["rows"]))
    assert not {"1.2a", "2.1b", "3.2a", "3.2c", "5.1d", "5.2b", "5.4c"} & set(given)
    told = readings("voice")
    sent = json.dumps([card.spec, card.state, card.page()], ensure_ascii=False)
    for row, _ in card.spec["rows"]:
        assert told[memo()[row].anchor].reason not in sent


def test_a_question_of_the_exercise_has_the_same_control():
    """Its rows are boxes on the page; the value is that of any match, typed or clicked."""
    card = Card(bank().question("Q2.6"), ..., None)
    assert "5.4c" not in card.spec["tagging"]["given"]
    assert "3.2c" not in card.spec["tagging"]["given"]
    heard(card, {"5.4c": "DL", "1.2a": "Wn"})
    assert card.value == {"1.2a": "Wn", "5.4c": "DL"}
    assert "2 of 6 clauses tagged" in card.state["message"]
    assert page.troubles(card.page()) == []
    typed = Card(bank().question("Q2.6"), {"5.4c": "dl"}, None)
    assert typed.value == {"5.4c": "DL"}
    assert typed.state["locked"]


def test_each_kind_of_card_carries_its_own_script():
    """The page of tags is not sent with every card, nor are all controls with a page of tags."""
    plain = Card(bank().question("Q2.5"), ..., None)._esm
    tagged = Card(bank().question("Q2.6"), ..., None)._esm
    assert "function tagging(" in tagged
    assert "function tagging(" not in plain
    assert "function forecast(" in plain
    assert "function forecast(" not in tagged
    assert all(len(script.encode()) < 30_000 for script in (plain, tagged))


def test_tags_are_kept_like_an_answer(tmp_path, monkeypatch):
    """Acknowledged, written beside the notebook, and there when the cell runs again."""
    monkeypatch.delenv("GORIN_ANSWERS", raising=False)
    card = Card(asked("voice"), ..., None)
    other = Card(asked("voice"), ..., None)
    assert heard(card, {"1.3b": "A", "4.1a": "Ws"}) == [{"acknowledged": "1"}]
    assert other.value == {"1.3b": "A", "4.1a": "Ws"}
    kept = json.loads((tmp_path / "02-close-reading.answers.json").read_text(encoding="utf-8"))
    assert kept["answers"] == {"tags-voice": {"1.3b": "A", "4.1a": "Ws"}}
    again, record = shown("voice")
    assert "[A]" in again["text/html"]
    assert record[MIME]["value"] == {"1.3b": "A", "4.1a": "Ws"}
    assert record["text/plain"].endswith(
        "¶1.3b = the Ambassador; ¶4.1a = Welles reporting what he said"
    )


def test_with_answers_off_nothing_is_written(tmp_path, monkeypatch):
    """Builds and tests leave no file."""
    monkeypatch.setenv("GORIN_ANSWERS", "off")
    heard(Card(asked("voice"), ..., None), {"1.3b": "A"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["A", ["A"], {"9.9": "A"}, {"1.3b": "Zz"}, {"1.3b": ["A"]}, 7])
def test_what_no_front_end_sends_is_met_in_words(value):
    """Nothing raises, and no tag is lost or made of it."""
    card = Card(asked("voice", ["1.3b", "4.1a"]), ..., None)
    heard(card, value)
    assert not card.state["valid"]
    assert page.troubles(card.page()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("voices",), "No layer 'voices' (layers: voice, act, firmness, hand)"),
        (("voice", ["9.9"]), "Not an anchor: '9.9'"),
        (("voice", ["3.2c"]), "¶3.2c is asked in an exercise"),
        (("act",), "Name clauses"),
    ],
)
def test_bad_input_is_a_notice(arguments, message):
    """Run All goes on; the notice says what to do."""
    (notice,) = shown(*arguments)
    assert message in page.words(notice["text/html"])
    assert page.troubles(notice["text/html"]) == []
