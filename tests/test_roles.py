"""The role sheets: their laws, their pages, and what is refused."""

import re

import pytest
from lxml import html

import prose
from gorin import cli, paths, roles
from gorin.errors import CourseError
from gorin.memo import memo

GAME = roles.read_game(paths.data("roles.toml"))
CALENDAR = prose.calendar()
PRISONERS = ("Pyk", "Roszkowski", "Jarsky", "Devenis", "Habicht")


def points():
    """Every point of the sheets: the facts for everybody, and each role's own."""
    yield from GAME.facts
    for role in GAME.roles:
        for part in role.parts:
            yield from part


def cited():
    """Sources of sheets and cards, which the players see before the debrief."""
    for point in points():
        yield from point.sources
    for card in GAME.cards:
        yield from card.sources


def guide_texts():
    guide = GAME.guide
    yield from (guide.before, guide.care, guide.cards, GAME.begins, GAME.rule)
    yield from (step.says for step in (*guide.steps, *guide.debrief))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """What is written, as text, by name."""
    written = roles.write(tmp_path_factory.mktemp("roles"))
    return {path.name: path.read_text(encoding="utf-8") for path in written}


def test_there_are_five_sheets_and_no_prisoner_is_a_role():
    """Ambassador, Under Secretary, Attorney General, the pair, and the President."""
    assert [role.id for role in GAME.roles] == [
        "ambassador",
        "under-secretary",
        "attorney-general",
        "assistant-secretary-and-congressman",
        "president",
    ]
    for role in GAME.roles:
        assert not any(name in role.title + role.name for name in PRISONERS)


def test_five_names_lie_on_the_chair():
    """One card each, with a line that the papers bear out and nothing of what came later."""
    assert len(GAME.cards) == len(PRISONERS)
    for card, name in zip(GAME.cards, PRISONERS, strict=True):
        assert card.name.endswith(name)
        assert card.sources


def test_the_game_takes_forty_minutes_and_ends_with_the_names_first():
    """The debrief has the minutes that its step gives it, and begins with all five names."""
    assert sum(step.minutes for step in GAME.guide.steps) == 40
    assert sum(step.minutes for step in GAME.guide.debrief) == GAME.guide.steps[-1].minutes
    first = GAME.guide.debrief[0]
    assert "name" in first.title
    assert all(name in first.says for name in PRISONERS)


def test_a_sheet_says_where_the_record_gives_no_instruction():
    """Each role has one such line; whatever else it is told has a source."""
    for role in GAME.roles:
        instructions = role.parts[0]
        assert "silent" in {point.kind for point in instructions}, role.id
    assert all(point.sources for point in points())


def test_aims_have_a_basis():
    """Who says that somebody wants something: the papers, a reporter, or we."""
    for role in GAME.roles:
        for aim in role.parts[1]:
            assert re.search(r"as said|reports|inference", aim.basis), aim


def test_sheets_and_cards_know_nothing_later_than_12_march_1941():
    """What came after is for the guide, which the players do not see."""
    for source in cited():
        if not source.startswith("¶"):
            assert CALENDAR[source]["earliest"] <= prose.LAST_DAY, source
    for point in points():
        assert list(prose.troubles_of_dates(point.says)) == []
    assert any("d917" in text for text in guide_texts())


def test_texts_keep_the_rules_of_quotation_and_claim_nothing_unknown():
    """As in the lessons."""
    texts = [f"{point.says} [{', '.join(point.sources)}]" for point in points()]
    texts += [f"{card.says} [{', '.join(card.sources)}]" for card in GAME.cards]
    texts += guide_texts()
    found = []
    for text in texts:
        found += prose.troubles_of_sources(text, CALENDAR, early=False)
        found += prose.troubles_of_quotations(text, CALENDAR)
        found += prose.troubles_of_claims(text)
    assert found == []


def test_words_of_the_memo_stand_where_the_point_says():
    """A quotation is found inside one of the anchors that its point cites."""
    for point in points():
        anchors = [memo()[s].anchor for s in point.sources if s.startswith("¶")]
        for words in prose.QUOTATION.findall(point.says):
            places = [mention.anchor for mention in memo().find(words)]
            assert any(
                place.within(anchor) or anchor.within(place)
                for place in places
                for anchor in anchors
            ), words


def test_silence_is_claimed_only_of_what_was_read():
    """Either the papers were read to their ends, or the line says how far."""
    for point in points():
        papers = [source for source in point.sources if not source.startswith("¶")]
        if point.kind == "silent" and papers:
            whole = all(CALENDAR[paper]["read"] == "full" for paper in papers)
            assert whole or re.search(r"\bread\b", point.says), point.says


def test_pages_need_nothing_from_elsewhere(pages):
    """One stylesheet inside each, and no script, picture or link."""
    assert list(pages) == [
        "1-guide.html",
        "2-ambassador.html",
        "3-under-secretary.html",
        "4-attorney-general.html",
        "5-assistant-secretary-and-congressman.html",
        "6-president.html",
        "7-name-cards.html",
    ]
    styles = set()
    for text in pages.values():
        tree = html.fromstring(text)
        assert not tree.xpath("//script | //link | //img | //a")
        assert not re.search(r"url\(|@import|src=", text)
        (style,) = tree.xpath("//style")
        styles.add(style.text)
    assert len(styles) == 1


def test_a_sheet_shows_its_own_points_and_no_other_role_s(pages):
    """Private instructions stay private; the facts are on every sheet."""
    for number, role in enumerate(GAME.roles, start=2):
        text = html.fromstring(pages[f"{number}-{role.id}.html"]).text_content()
        assert all(fact.says in text for fact in GAME.facts)
        for other in GAME.roles:
            for point in (point for part in other.parts for point in part):
                assert (point.says in text) == (other is role or shared(point, role)), point.says


def shared(point, role):
    """Do two roles have the same line?"""
    return point.says in {mine.says for part in role.parts for mine in part}


def test_the_command_writes_the_sheets(tmp_path, capsys):
    """The paths are told; a folder that cannot be made is, too; the same bytes each time."""
    assert cli.main(["roles", "--to", str(tmp_path / "a")]) == 0
    assert capsys.readouterr().out.count(".html") == 7
    roles.write(tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert cli.main(["roles", "--to", str(tmp_path / "file")]) == 2
    assert "cannot be written to" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('from = ["d669"]', 'from = ["d000"]', "no paper 'd000' in the calendar"),
        ('from = ["¶5.2b"]', 'from = ["¶7"]', "7"),
        ("minutes = 5", 'minutes = "5"', "minutes must be a whole number"),
        ("minutes = 5", "minutes = 0", "minutes must be a whole number"),
        ('basis = "our inference"', 'base = "our inference"', "unknown field 'base'"),
        ('kind = "silent"', 'kind = "argued"', "it must be one of record, silent"),
        ("[guide]", "[leader]", "unknown field 'leader'"),
        ("[[role.unknown]]", "[[role.limit]]", ""),
    ],
)
def test_a_fault_of_the_file_is_named(tmp_path, old, new, told):
    """Whoever edits the texts learns where and what."""
    text = paths.data("roles.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "roles.toml"
    if not told:  # a part that is gone altogether
        path.write_text(text.replace(old, new), encoding="utf-8")
        told = "role ambassador: unknown is missing; where the record has nothing, say so"
    else:
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=re.escape(told)) as met:
        roles.read_game(path)
    assert "roles.toml" in str(met.value)
