"""The chain: every message has its clause, and the picture says what the table says."""

import base64
import re

from lxml import etree

import page
from gorin.memo import memo
from gorin.tables import rows
from gorin.widgets import chain as module
from gorin.widgets.chain import Chain, chain, channels, diagram, steps
from gorin.widgets.widget import LIVE, Notice


def drawn(text):
    """The SVG of a picture in static HTML."""
    (image,) = page.parsed(text).iter("img")
    return etree.fromstring(base64.b64decode(image.get("src").partition(",")[2]))


def test_the_static_page_survives_the_sanitizer():
    """One picture with a text, one table with a caption."""
    shown = chain()
    assert isinstance(shown, Chain)
    assert page.troubles(shown.page()) == []


def test_every_sentence_of_the_memo_has_a_message():
    """Sentence by sentence, in the order of the telling; nothing is told from nowhere."""
    anchors = [memo()[step.anchor].anchor for step in steps()]
    assert anchors == sorted(anchors)
    told = {f"{anchor.paragraph}.{anchor.sentence}" for anchor in anchors}
    assert {str(sentence.anchor) for sentence in memo().sentences} <= told
    assert [step.number for step in steps()] == list(range(1, len(rows("chain")) + 1))


def test_a_message_is_of_people_of_its_sentence():
    """An arrow touches nobody whom its sentence does not name or title; Welles says *I*."""
    for step in steps():
        sentence = memo()[step.anchor.rstrip("abcdef")].anchor
        people = {
            name
            for clause in memo().clauses
            if clause.anchor.within(sentence) or clause.anchor == sentence
            for name in clause.people
        }
        assert {step.sender, step.receiver} <= people | {"welles", "oumansky"}, step
        if step.anchor[0] == "5":
            assert {step.sender, step.receiver} <= people | {"welles"}, step


def test_moscow_has_a_line_and_no_message():
    """The page tells of no talk with the Ambassador's Government."""
    svg = drawn(chain().page())
    texts = svg.xpath("//*[local-name()='text']/text()")
    assert "Moscow" in texts
    assert len(svg.xpath("//*[local-name()='line'][@class='ghost']")) == 1
    assert all(step.sender and step.receiver for step in steps())


def test_picture_and_table_agree():
    """An arrow for each row, in its order, with its anchor and the letter of its kind."""
    tree = page.parsed(chain().page())
    table = [cell.text_content() for cell in tree.xpath("//tbody/tr/th")]
    groups = drawn(chain().page()).xpath("//*[local-name()='g']")
    arrows = [group.xpath(".//*[local-name()='text']/text()") for group in groups]
    assert [texts[0] for texts in arrows] == table == [f"¶{step.anchor}" for step in steps()]
    assert [texts[1] for texts in arrows] == [module._LETTERS[step.kind] for step in steps()]


def test_the_drawing_has_round_numbers_and_no_colours_of_its_own():
    """The live view is coloured by the theme; a build is the same on every machine."""
    live = diagram(steps())
    assert "style" not in live
    assert not re.search(r"\d\.\d{2}", live)
    assert chain().page() == chain().page()


def test_two_capitals_two_channels():
    """Who met whom comes from the ledger, and nothing of it is later than 12 March."""
    found = {(way.place, way.american, way.soviet) for way in channels()}
    assert ("Moscow", "Steinhardt", "Lozovsky") in found
    assert ("Washington", "Welles", "Umansky") in found
    days = {row["id"]: row["earliest"] for row in rows("calendar")}
    assert all(days[paper] <= "1941-03-12" for way in channels() for paper in way.papers)


def test_a_chain_is_one_line_in_a_terminal():
    """How many messages, and among how many people."""
    assert repr(chain()) == "Chain: 23 messages among 6 people"
    assert set(chain()._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_person_without_a_line_is_a_notice(course):
    """Whoever adds a message of somebody else learns what is missing."""
    path = course / "chain.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("5.4b,dies,long", "5.4b,hoover,long"), encoding="utf-8")
    shown = chain()
    assert isinstance(shown, Notice)
    assert "no line is drawn for 'hoover'" in repr(shown)
