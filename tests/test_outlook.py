"""Forecasts opened, positions on a line."""

import json

import pytest

import page
from gorin.widgets.outlook import Outcome, brier, forecasts, positions


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """The lessons' folder, with its answers files kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GORIN_ANSWERS", raising=False)
    return tmp_path


def keep(place, lesson, answers):
    document = {"format": 1, "lesson": lesson, "answers": answers}
    (place / f"{lesson}.answers.json").write_text(json.dumps(document), encoding="utf-8")


def test_the_score_is_briers():
    """Certain and right 0, certain and wrong 1, undecided a quarter."""
    outcomes = [
        Outcome("A", happened=True, document="d901", why=""),
        Outcome("B", happened=False, document="d901", why=""),
    ]
    assert brier({"A": 100, "B": 0}, outcomes) == 0
    assert brier({"A": 0, "B": 100}, outcomes) == 1
    assert brier({"A": 50, "B": 50}, outcomes) == 0.25
    assert brier({"A": 80}, outcomes) == pytest.approx(0.04)
    assert brier({}, outcomes) is None


def test_forecasts_are_opened_beside_two_from_the_archive(place):
    """What was said in lesson 3 stands beside what happened, with the score."""
    keep(place, "03-actors", {"F1": 100, "F2": 0, "F3": 0, "F4": 100, "F5": 100})
    opened = forecasts()
    assert repr(opened) == "Forecasts: your Brier score 0.00"
    assert page.troubles(opened.html) == []
    words = page.words(opened.html)
    assert "Steinhardt" in words
    assert "our reading of their words" in words
    assert words.count("happened") >= 5


def test_without_forecasts_it_says_where_they_are_made():
    """Nobody is left before an empty column without a word."""
    opened = forecasts()
    assert repr(opened) == "Forecasts: no forecasts kept here"
    assert "end of lesson 3" in page.words(opened.html)


def test_positions_stand_on_one_line(place):
    """Each lesson's own position, in words and as a picture with a text."""
    keep(place, "01-context", {"position-1": {"scale": 8, "why": "<b>so</b>", "anchor": "3.2f"}})
    keep(place, "02-close-reading", {"position-2": {"scale": 3, "why": "no", "anchor": ""}})
    line = positions()
    assert repr(line) == "Positions: lesson 1: 8; lesson 2: 3"
    assert page.troubles(line.html) == []
    words = page.words(line.html)
    assert "Lesson 1: 8 of 10. <b>so</b> (¶3.2f)" in words
    assert "No position kept here for lesson 3, 4." in words
    assert "lesson 1: 8; lesson 2: 3" in line.html


def test_no_position_is_said():
    """An empty folder shows no picture."""
    assert repr(positions()) == "Positions: none kept here"
    assert "<img" not in positions().html
