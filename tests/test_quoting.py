"""Quotations in a student's text: found with their places, and what is nearest to a slip."""

import pytest

from gorin.quoting import nearest, quoted


def test_quotations_stand_where_they_say():
    """Words without their marks, the place with them, and whose words the marks claim."""
    text = 'He “had taken careful note”, and a paper has "in exchange".'
    first, second = quoted(text)
    assert text[first.start : first.end] == "“had taken careful note”"
    assert (first.words, first.curved) == ("had taken careful note", True)
    assert (second.words, second.curved) == ("in exchange", False)
    assert [str(mention.anchor) for mention in first.mentions] == ["4.1a"]
    assert second.mentions == ()


def test_every_place_of_a_quotation_is_known():
    """Words that stand in several sentences have several mentions."""
    (one,) = quoted("“I told the Ambassador that”")
    assert [str(mention.anchor) for mention in one.mentions] == ["2.1a", "2.2a", "4.1a"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("no marks", 0), ("“a", 0), ("“ab”", 0), ("“abc”", 1), ("“abc” " * 30, 12)],
)
def test_marks_are_paired_and_not_too_many(text, count):
    """What is too short to be looked for is left alone, and so is the thirteenth."""
    assert len(quoted(text)) == count


def test_the_nearest_words_come_with_their_clause():
    """A slip of a letter is met; words of another world are not, nor whole pages."""
    near = nearest("certain confidental reasons")
    assert str(near) == "¶2.1c “certain confidential reasons”"
    assert nearest("the weather in Lisbon was mild") is None
    assert nearest("certain confidential reasons " * 20) is None
