"""The reader as it is shown without a kernel, and what it hands to the front end."""

import pytest

import page
from gorin.memo import memo
from gorin.widgets.reader import Reader, reader
from gorin.widgets.widget import LIVE, Notice

VIEWS = [
    {},
    {"passage": "3.2", "unfold": True},
    {"passage": "5.1", "unfold": True},
    {"passage": "5.4"},
    {"passage": "3.2", "alone": True},
    {"layers": ["voice"]},
    {"layers": ["firmness", "hand"]},
    {"passage": 3.2},
    {"passage": "0.1"},
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_static_page_survives_the_sanitizer(view):
    """Every fresh clone is untrusted: what is dropped there is not used."""
    shown = reader(**view)
    assert isinstance(shown, Reader)
    assert page.troubles(shown.page()) == []


def test_the_static_page_is_the_whole_memo():
    """Without a kernel one can still read, word for word."""
    read = page.words(reader().page())
    for paragraph in memo().paragraphs:
        assert paragraph.text in read
    for piece in memo().pieces:
        assert piece.text in read


def test_the_static_page_has_every_anchor():
    """One who only reads can cite: a clause has its sentence's number or its own letter."""
    marks = [sup.text_content() for sup in page.parsed(reader().page()).iter("sup")]
    anchors, sentence = [], ""
    for mark in marks:
        sentence = mark[:-1] if len(mark) > 1 else sentence
        anchors.append(sentence + mark[-1])
    assert anchors == [str(clause.anchor) for clause in memo().clauses]


def test_what_the_editions_added_is_set_apart():
    """The note's number is raised, so that nobody reads "Committee31"."""
    small = [one.text for one in page.parsed(reader().page()).xpath("//p//small[not(small)]")]
    assert small == ["[Miss]", "[Page 939]", "31", "[umner]", "[elles]", "1."]
    assert "vertical-align:super" in reader("5.1", unfold=True).page()


def test_a_piece_stands_on_the_whole_page():
    """The signature is not a paragraph that could be shown without the rest."""
    shown = reader("6.1")
    assert page.words(shown.page()) == page.words(reader().page())
    assert page.parsed(shown.page()).xpath("string(//u)") == "S[umner] W[elles]"


def test_a_passage_brings_its_paragraph():
    """5.4 is shown in paragraph 5, underlined, without the rest."""
    shown = reader("5.4").page()
    assert "Congressman Dies" in shown
    assert "called to see me" not in shown
    assert page.parsed(shown).xpath("count(//u)") == 4


def test_an_unfolded_sentence_is_a_list_in_lists():
    """The main clause comes first; every clause is there once."""
    tree = page.parsed(reader("5.1", unfold=True).page())
    items = [" ".join(i.text.split()) if i.text else "" for i in tree.iter("li")]
    assert len(items) == 6
    first = tree.find(".//li")
    assert "I took the matter up" in first.text_content()
    assert first.find("ul") is not None


def test_alone_means_alone():
    """The opening of lesson 1 shows a sentence and nothing that tells where it is from."""
    shown = reader("3.2", alone=True)
    assert page.words(shown.page()) == memo()["3.2"].text
    assert shown.spec == {"alone": memo()["3.2"].text}
    assert (shown.value, repr(shown)) == ("", "Reader: one sentence")


@pytest.mark.parametrize(
    ("view", "line"),
    [
        ({}, "Reader: the whole memo"),
        ({"passage": "¶5.4"}, "Reader: ¶5.4"),
        ({"passage": "3.2", "unfold": True}, "Reader: ¶3.2, unfolded"),
        ({"layers": ["voice", "act"]}, "Reader: voice, act"),
    ],
)
def test_a_reader_is_one_line_in_a_terminal(view, line):
    """The value first and never an address."""
    assert repr(reader(**view)) == line
    bundle = reader(**view)._repr_mimebundle_()
    assert bundle["text/plain"] == line
    assert set(bundle) == {LIVE, "text/html", "text/plain"}


@pytest.mark.parametrize(
    ("view", "message"),
    [
        ({"passage": "3.9"}, "paragraph 3 has 3.1 and 3.2"),
        ({"passage": object()}, "not an anchor"),
        ({"layers": ["tone"]}, "voice, act, firmness, hand"),
        ({"passage": "3", "unfold": True}, "is no sentence"),
        ({"unfold": True}, "name the passage"),
    ],
)
def test_what_cannot_be_shown_is_a_notice(view, message):
    """Run All goes on; the notice says what to do."""
    shown = reader(**view)
    assert isinstance(shown, Notice)
    assert message in repr(shown)
    assert page.troubles(shown._repr_html_()) == []


def test_the_front_end_is_not_told_what_an_exercise_asks():
    """Clauses whose layer is asked about have no tag in what reaches the browser."""
    voice = reader().spec["layers"][0]
    assert voice["id"] == "voice"
    assert "3.2c" not in voice["marks"]
    assert voice["marks"]["1.1a"]["tag"] == "Wn"


def test_a_chosen_passage_is_the_value():
    """`reader().value` is an anchor that an answer may use."""
    assert reader("5.4").value == "5.4"
    assert reader().value == ""
