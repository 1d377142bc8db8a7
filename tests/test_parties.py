"""The parties of the record: every rule has a source, and the cases end as the record has it."""

import tomllib

import pytest

import prose
from gorin import paths
from gorin.bargaining import win_set
from gorin.errors import CourseError
from gorin.memo import memo
from gorin.parties import ASSUMPTION, assuming, record
from gorin.tables import rows


def said(case):
    """Who says yes and who no, of those whom a case asks."""
    asked = [party for party in assuming(record().parties, case.assumes) if party.requires]
    (verdict,) = win_set(asked, [case.package]).verdicts
    no = {refusal.party.id for refusal in verdict.refusals}
    return {party.id for party in asked} - no, no


def test_the_three_cases_are_the_records():
    """State recommends; the President's words; the President's words and State's letter."""
    recommends, words, letter = record().cases
    assert said(recommends) == ({"attorney-general"}, {"state"})
    assert said(words) == ({"attorney-general", "state"}, {"judge"})
    assert said(letter) == ({"attorney-general", "state", "judge"}, set())


def test_the_letter_alone_changes_the_judges_mind():
    """Two cases assume the same and differ in one trait."""
    _, words, letter = record().cases
    assert words.assumes == letter.assumes
    assert letter.package.traits - words.package.traits == {"cover: letter"}
    assert words.package.traits < letter.package.traits


def test_every_rule_and_choice_says_what_it_rests_on():
    """An anchor, a paper, or the word assumption; and each kind is used."""
    papers, found = {row["id"] for row in rows("calendar")}, set()
    known = record()
    rules = [rule for party in known.parties for rule in (*party.requires, *party.hopes)]
    choices = [choice for part in known.parts for choice in part.choices]
    for one in (*rules, *choices, *known.proposals):
        assert one.sources
        for source in one.sources:
            kind = source if source == ASSUMPTION else "paper" if source in papers else "anchor"
            assert kind != "anchor" or memo()[source].text
            found.add(kind)
    assert found == {ASSUMPTION, "paper", "anchor"}


def test_every_requirement_says_what_is_said_where_it_is_broken():
    """A refusal has words of its own, and some package of the record or another breaks it."""
    for party in record().parties:
        for rule in party.requires:
            assert rule.says
            assert rule.refusal
            assert rule.any_of or rule.none_of
        for hope in party.hopes:
            assert not hope.refusal


def test_no_prisoner_is_a_party_and_persons_are_named():
    """Those who were held have no veto here, and nobody is a number."""
    known = record()
    named = {choice.id for part in known.parts if part.id == "named" for choice in part.choices}
    assert not named & {party.id for party in known.parties}
    assert "gorin" not in {party.id for party in known.parties}
    actors = {row["id"] for row in rows("actors")}
    for proposal in known.proposals:
        assert set(proposal.package.named) <= named <= actors


def sentences(value):
    """Every text in a file of data, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from sentences(each)
    elif isinstance(value, list):
        for each in value:
            yield from sentences(each)


@pytest.mark.parametrize("name", ["parties.toml", "exchange.toml"])
def test_the_models_words_keep_the_laws_of_prose(name):
    """Passages and papers exist, quotations stand, nothing is asserted that is not known."""
    documents, found = prose.calendar(), []
    texts = list(sentences(tomllib.loads(paths.data(name).read_text(encoding="utf-8"))))
    for text in texts:
        found += prose.troubles_of_sources(text, documents, early=False)
        found += prose.troubles_of_quotations(text, documents)
        found += prose.troubles_of_claims(text)
    assert len(texts) > 50
    assert found == []


def test_assuming_keeps_only_what_is_assumed():
    """Nothing ticked, nothing required; the parties stay."""
    parties = record().parties
    assert [party.id for party in assuming(parties, ())] == [party.id for party in parties]
    assert not any(party.requires or party.hopes for party in assuming(parties, ()))
    (state,) = (p for p in assuming(parties, ("no-pardon", "hope-pyk")) if p.id == "state")
    assert [rule.id for rule in (*state.requires, *state.hopes)] == ["no-pardon", "hope-pyk"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('sources = ["d895"]', 'sources = ["d999"]', "no-pardon"),
        ('sources = ["d895"]', "sources = []", "no source"),
        ('none_of = ["form: pardon"]', 'none_of = ["form: parole"]', "'form: parole'"),
        ('id = "no-pardon"', 'id = "cover"', "two rules have the id 'cover'"),
        ('form = "quashing"', 'form = "mercy"', "'form: mercy' is no choice"),
        ('named = ["roszkowski", "jarsky"]', "named = 2", "TypeError"),
        ('id = "jarsky"', 'id = "nobody"', "nobody"),
        ('assumes = ["cover", "no-rec', 'assumes = ["cover", "rec', "no rule"),
        ("[[party]]", "[[party", "Mend it"),
    ],
)
def test_a_broken_file_says_what_is_wrong(course, old, new, told):
    """With the id, so that an author finds it."""
    path = course / "parties.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=r"parties\.toml") as wrong:
        record()
    assert told in str(wrong.value)
