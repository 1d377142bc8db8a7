"""Document cards: whole, honest about date and reading, short in quotation, silent on the later."""

import pytest

import page
import prose
from gorin.tables import rows
from gorin.widgets.papers import PLEA, Papers, cards, papers
from gorin.widgets.widget import LIVE, Notice

EVERY = tuple(row["id"] for row in rows("calendar"))


@pytest.mark.parametrize("ids", [("d899", "d900", "d904"), EVERY, ()], ids=["three", "all", "none"])
def test_the_static_page_survives_the_sanitizer(ids):
    """Each card with the plea, and with a link where the paper has one."""
    shown = papers(*ids)
    assert isinstance(shown, Papers)
    assert page.troubles(shown.page()) == []
    known = cards(ids, None)
    assert page.words(shown.page()).count(PLEA) == len(known)
    links = [link.get("href") for link in page.parsed(shown.page()).iter("a")]
    assert {card.url for card in known if card.url} <= set(links)


def test_a_card_says_all_that_a_reader_must_ask():
    """Who, to whom, when and how sure, how far read, our words, words of its own."""
    (card,) = cards(("d902",), None)
    facts = dict(card.facts)
    assert facts["Writer"] == "Breckinridge Long"
    assert facts["In the talk"].startswith("Martin Dies")
    assert facts["Date"] == "20 February to 12 March 1941 (inferred)"
    assert "d901" in facts["Why this date"]
    assert facts["Read by us"] == "in full"
    assert card.words == ('"commute"', '"this afternoon"')
    assert card.summary
    for other in cards(EVERY, None):
        facts = dict(other.facts)
        assert {"Writer", "Date", "Why this date", "Read by us"} <= set(facts)
        assert ("To" in facts) != ("In the talk" in facts)
        assert ("In the talk" in facts) == ("onversation" in other.head)  # else it went to somebody


def test_the_memo_is_quoted_in_curved_marks_and_others_in_short():
    """At most eight words at a time."""
    for card in cards(EVERY, None):
        for words in card.words:
            assert len(words.split()) <= prose.LONGEST_QUOTATION
            assert (words[0] == "“") == (card.id == "d901")


def test_nothing_is_given_away():
    """Among papers of before the forecasts no later paper, day or outcome shows."""
    for shown in (papers(), papers("d893"), papers("d899", "d900", "d904")):
        told = f"{shown.spec['cards']} {shown.page()}"
        assert list(prose.troubles_of_sources(told, prose.calendar(), early=True)) == []
        assert "'Later'" not in told
    assert dict(cards((), None)[-1].facts)["Date"].startswith("12 March 1941")
    assert "Later" in dict(cards(("d893", "d909"), None)[0].facts)


@pytest.mark.parametrize(
    ("ids", "until", "said"),
    [
        (("d899", "d9999"), None, "no paper 'd9999' in the calendar"),
        ((901,), None, "no paper 901 in the calendar"),
        (("d909",), "1941-03-12", "d909 is, or refers to, a paper later than 1941-03-12"),
        ((), "1900-01-01", "no paper until 1900-01-01"),
        ((), "March", "not a day: 'March'"),
    ],
)
def test_what_is_not_there_is_a_notice(ids, until, said):
    """Run All goes on."""
    shown = papers(*ids, until=until)
    assert isinstance(shown, Notice)
    assert said in repr(shown)


def test_papers_are_one_line_in_a_terminal():
    """The ids, or the first and the last of many."""
    assert repr(papers("d899", "d900", "d904")) == "Papers: d899, d900, d904"
    count = sum(row["earliest"] <= prose.LAST_DAY for row in rows("calendar"))
    assert repr(papers()) == f"Papers: 33v2/d592 to d904, {count} cards"
    assert set(papers("d901")._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}
