"""The memo: anchors, passages, and where a quotation stands."""

from pathlib import Path

import pytest

from gorin.errors import CourseError
from gorin.memo import Anchor, memo, read_memo


def places(quotation):
    return [str(mention.anchor) for mention in memo().find(quotation)]


@pytest.mark.parametrize("typed", ["3.2d", "¶3.2d", "p3.2d", "P.3.2D", "  3.2d "])
def test_an_anchor_is_read_however_it_is_typed(typed):
    """Typed with or without its sign, in capitals, between spaces."""
    assert Anchor.parse(typed) == Anchor(3, 2, "d")


@pytest.mark.parametrize("text", ["3", "3.2", "3.2d", "3.2f.1", "0.1", "6.1.2"])
def test_an_anchor_prints_as_it_is_read(text):
    """Reading and printing are each other's reverse."""
    assert str(Anchor.parse(text)) == text
    assert Anchor.parse(text).printed == f"¶{text}"


@pytest.mark.parametrize("typed", ["", "x", "3,2", "3.2.d", "3.2dd", "-1", "3..2", "33.2"])
def test_what_is_no_anchor_is_refused(typed):
    """The message shows what was typed and what an anchor looks like."""
    with pytest.raises(ValueError, match=r"an anchor looks like 3, 3\.2 or 3\.2d"):
        Anchor.parse(typed)


def test_anchors_sort_in_the_order_of_the_page():
    """The file number comes first, the note last, a sentence before its clauses."""
    anchors = [str(anchor) for anchor in memo().anchors]
    assert anchors[:2] == ["0.1", "0.2"]
    assert anchors[-1] == "6.2.1"
    assert anchors.index("3.2") < anchors.index("3.2a") < anchors.index("3.2f.1")


def test_a_passage_lies_within_what_is_around_it():
    """A clause lies in its sentence and its paragraph, and in no other."""
    clause = Anchor.parse("3.2d")
    assert clause.within(Anchor(3))
    assert clause.within(Anchor(3, 2))
    assert clause.within(clause)
    assert not clause.within(Anchor(3, 1))
    assert not Anchor(3).within(clause)


def test_the_memo_has_its_parts():
    """Five paragraphs, thirteen sentences, forty-three clauses, four pieces around them."""
    whole = memo()
    assert len(whole.paragraphs) == 5
    assert len(whole.sentences) == 13
    assert len(whole.clauses) == 43
    assert [piece.name for piece in whole.pieces] == ["file number", "heading", "signature", "note"]
    joined = "\n\n".join(" ".join(c.text for c in p.clauses) for p in whole.paragraphs)
    assert joined == whole.text
    assert whole.text in whole.source


def test_what_the_editions_added_has_anchors():
    """The editors' brackets, the page turn and both numbers of the note."""
    texts = {str(a): memo()[a].text for a in memo().anchors if a.insertion}
    assert texts == {
        "3.2f.1": "[Miss]",
        "3.2f.2": "[Page 939]",
        "5.1d.1": "31",
        "6.1.1": "[umner]",
        "6.1.2": "[elles]",
        "6.2.1": "1.",
    }


@pytest.mark.parametrize(
    ("wrong", "instead"),
    [
        ("3.9", "paragraph 3 has 3.1 and 3.2"),
        ("3.2z", "sentence 3.2 has 3.2a to 3.2f"),
        ("9", "paragraphs are 1 to 5"),
    ],
)
def test_an_anchor_that_is_not_there_is_met_with_what_is(wrong, instead):
    """The message names the neighbours."""
    with pytest.raises(CourseError, match=instead):
        memo()[wrong]


@pytest.mark.parametrize(
    ("quotation", "anchors"),
    [
        ("any bargain", ["3.2c"]),
        ("two other American nationals", ["3.2f"]),
        ("Dies Committee unless", ["5.1"]),
        ("Dies Committee31 unless", ["5.1"]),
        ("Mrs. [Miss] Pyk", ["3.2f"]),
        ("Mrs. Pyk", ["3.2f"]),
        ("POSITIVE   assurance,", ["3.2d"]),
        ("the Ambassador's request", ["1.3b"]),
        ("positive assurance … Gorin", ["3.2"]),
        ("case of Gorin", ["3.2e", "5.1e"]),
        ("Miss Pyk", []),
        ("bar", []),
        ("", []),
        ("…", []),
    ],
)
def test_a_quotation_is_found_across_what_is_not_the_writers(quotation, anchors):
    """White space, capitals, quotes, the page mark, the note's number and brackets do not count."""
    assert places(quotation) == anchors


def test_pieces_joined_by_an_ellipsis_keep_their_order():
    """What stands first in the quotation stands first in the paragraph."""
    assert places("request … Soviet Ambassador called") == []
    assert places("Soviet Ambassador called … request") == ["1.1a"]


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "a" + " " * 50_000 + "b", "a…" * 25_000, "31" * 25_000]
)
def test_no_quotation_takes_for_ever(text):
    """Brackets that never close and white space without end are looked through once."""
    assert places(text) == []


@pytest.mark.parametrize(
    ("quotation", "near"),
    [("Miss Pyk", "Mrs. [Miss] Pyk"), ("positive asurance", "positive assurance")],
)
def test_a_near_miss_is_met_kindly(quotation, near):
    """The passage most like the words is shown."""
    assert memo().nearest(quotation).text == near


def test_what_is_like_nothing_has_no_neighbour():
    """No passage is offered for words that resemble none."""
    assert memo().nearest("quarterly xylophone maintenance") is None


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (("</s\n", "</x\n"), r"line \d+: not well-formed XML \(mismatched tag\)"),
        (("<idno>", "<ref>"), "not well-formed"),
        (("</cl\n        > <cl>", "</cl\n        >  <cl>"), r"line \d+: <s> must hold <cl>"),
        (("<closer>", "<closer><signed/>"), "2 <signed> in the text"),
        (("<text xml:space", "<texts xml:space"), "not well-formed"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(tmp_path, course, damage, message):
    """Whoever edits the encoding is told where to look."""
    path = tmp_path / "memo.xml"
    text = (course / "memo.xml").read_text(encoding="utf-8")
    assert damage[0] in text
    path.write_text(text.replace(*damage, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=message) as raised:
        read_memo(path)
    assert str(path) in str(raised.value)


def test_a_missing_file_is_named():
    """No traceback of the library's own."""
    with pytest.raises(CourseError, match="nowhere"):
        read_memo(Path("nowhere/memo.xml"))
