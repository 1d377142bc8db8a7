"""The print pack."""

import re
from copy import deepcopy

import pytest
from lxml import html

from gorin import cli, printing
from gorin.errors import CourseError
from gorin.memo import memo
from gorin.tables import rows


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """The pages, parsed, by name."""
    paths = printing.write(tmp_path_factory.mktemp("print"))
    return {path.name: html.fromstring(path.read_text(encoding="utf-8")) for path in paths}


def test_the_memo_has_every_word_and_every_anchor(pack):
    """Without its anchors and line numbers, the printed body is the memo."""
    body = deepcopy(pack["1-memo.html"].find_class("memo")[0])
    anchors = [sup.text for sup in body.iter("sup")]
    assert anchors == [str(clause.anchor) for clause in memo().clauses]
    for extra in [*body.xpath(".//sup"), *body.find_class("number")]:
        extra.drop_tree()
    assert " ".join(body.text_content().split()) == " ".join(memo().text.split())


def test_lines_are_numbered_by_fives(pack):
    """A class can point at a line; lines do not depend on a font."""
    numbers = [n.text for n in pack["1-memo.html"].find_class("number") if n.text]
    assert numbers[:3] == ["1", "5", "10"]
    lines = [p.text_content() for p in pack["1-memo.html"].find_class("memo")[0]]
    assert max(map(len, lines)) < printing.WIDTH + 12


def test_cards_before_the_forecasts_give_nothing_away(pack):
    """Nothing later than d904 is in the first pack; every card says that it is a paraphrase."""
    first, second = pack["2-cards.html"], pack["3-cards-after-the-forecasts.html"]
    ids = [title.text for title in first.iter("h2")]
    later = {row["id"] for row in rows("calendar") if row["earliest"] > printing.LAST_DAY}
    assert {"d893", "d899", "d900", "d902", "d904"} <= set(ids)
    assert not later & set(ids)
    assert {"d906", "d908", "d919"} <= {title.text for title in second.iter("h2")}
    assert not re.search(r"\b(d906|d908|d917)\b", first.text_content())
    for tree in (first, second):
        cards = tree.find_class("card")
        assert all("You are reading our paraphrase" in card.text_content() for card in cards)


def test_the_grid_is_empty(pack):
    """Persons are named; the cells are for the class."""
    tree = pack["4-grid.html"]
    assert any("Pyk" in head.text_content() for head in tree.iter("th"))
    assert all(cell.text_content() == "" for cell in tree.iter("td"))


def test_the_command_writes_the_pack(tmp_path, capsys):
    """The paths are told; a folder that cannot be made is, too."""
    assert cli.main(["print", "--to", str(tmp_path / "pack")]) == 0
    assert capsys.readouterr().out.count(".html") == 4
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CourseError, match="cannot be written to"):
        printing.write(tmp_path / "file")
