"""Whose words fill the page: sums that add up, and tell nothing of what an exercise asks."""

import csv
import json
from itertools import combinations
from pathlib import Path

import page
from gorin.memo import memo
from gorin.reading import readings, words_of
from gorin.widgets.voices import YOURS, Voices, shares, voices
from gorin.widgets.widget import LIVE, Notice

SOLUTIONS = Path(__file__).parents[1] / "solutions"


def test_the_static_page_survives_the_sanitizer():
    """A picture with a text, a table, and the passages of each voice."""
    shown = voices()
    assert isinstance(shown, Voices)
    assert page.troubles(shown.page()) == []
    tree = page.parsed(shown.page())
    assert tree.xpath("count(//li)") == len(memo().clauses)
    assert tree.xpath("count(//tbody/tr)") == len(shares()[0]) + 1


def test_blocks_add_up():
    """Every clause stands in one block of its paragraph; the page has 612 words."""
    whole, *paragraphs = shares()
    assert sum(share.words for share in whole) == 612
    placed = [p.anchor for shown in paragraphs for share in shown for p in share.passages]
    assert sorted(placed) == sorted(str(clause.anchor) for clause in memo().clauses)
    for shown in paragraphs:
        assert sum(share.words for share in shown) == shown[0].of
    for share in whole:
        parts = [one for shown in paragraphs for one in shown if one.voice == share.voice]
        assert share.words == sum(one.words for one in parts)


def hidden():
    with (SOLUTIONS / "layers.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["layer"] == "voice"]
    return {row["anchor"]: row["tag"] for row in rows}


def test_no_sum_gives_a_hidden_voice_away():
    """What is asked is in no voice's sum, and the sums are the same whatever the answer is."""
    for shown in shares():
        for share in shown:
            anchors = {passage.anchor for passage in share.passages}
            if share.voice == YOURS:
                assert anchors <= set(hidden())
            else:
                assert not anchors & set(hidden())
                assert share.voice.id in {r.tag for r in readings("voice").values()}
    # The voice of one clause alone would show, by its absence, whose that clause must be.
    assert "AW" not in {share.voice.id for shown in shares() for share in shown}
    sent = json.dumps(voices().spec, ensure_ascii=False) + voices().page()
    assert "as the Ambassador remembers him" not in sent


def test_no_lesson_prints_a_sum_from_which_a_hidden_voice_can_be_subtracted():
    """No number in the lesson is a voice's known words plus some of the hidden ones."""
    lesson = Path(__file__).parents[1] / "lessons" / "02-close-reading.md"
    printed = set(lesson.read_text(encoding="utf-8").replace(".", " ").replace(",", " ").split())
    words = {str(c.anchor): words_of(c) for c in memo().clauses}
    known = {share.voice.id: share.words for share in shares()[0]}
    for voice in known.keys() - {YOURS.id}:
        mine = [words[anchor] for anchor, tag in hidden().items() if tag == voice]
        for size in range(1, len(mine) + 1):
            for some in combinations(mine, size):
                assert str(known[voice] + sum(some)) not in printed, voice


def test_what_is_asked_is_shown_without_a_reason():
    """Words and anchor, and that they are the reader's to decide."""
    (open_,) = (share for share in shares()[0] if share.voice == YOURS)
    assert {p.anchor for p in open_.passages} == set(hidden())
    assert all(p.text and not p.reason and not p.also for p in open_.passages)
    assert "yours to decide: 126 of 612 words" in page.words(voices().page())


def test_the_picture_is_drawn_in_whole_pixels():
    """The same in every run."""
    assert voices().page() == voices().page()
    from gorin.widgets.voices_drawing import Block, Row, drawing

    drawn = drawing((Row("¶1", 90, (Block("N", "none", 31), Block("A", "dashed", 59))),))
    assert 'x="74" y="5" width="190"' in drawn
    assert drawn.count("url(#dashed)") == 1


def test_voices_are_one_line_in_a_terminal():
    """How many words have a voice so far."""
    assert repr(voices()) == "Voices: 486 words by 6 voices, 126 yours to decide"
    assert set(voices()._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_broken_table_is_a_notice(course):
    """Run All goes on."""
    path = course / "layers.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("1.1a,voice,Wn", "1.1a,voice,Zz", 1), encoding="utf-8")
    assert isinstance(voices(), Notice)
