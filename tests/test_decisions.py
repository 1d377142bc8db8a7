"""The scenario: its laws, and what it refuses to read."""

import re

import pytest

import prose
from gorin import paths
from gorin.decisions import DEBRIEF, KINDS, STATUS, every_path, minutes, read_scenario, taken, told
from gorin.errors import CourseError
from gorin.memo import Anchor, memo

LONGEST = 15  # minutes
SCENARIO = read_scenario(paths.data("scenario.toml"))
PATHS = list(every_path(SCENARIO))
CALENDAR = prose.calendar()
ORDER = list(CALENDAR)  # of print, which is nearly the order of time


def turns_of(decision):
    """Every turn of a decision but the debrief's."""
    chosen = [turn for choice in decision.choices for turn in choice.turns]
    return [*decision.scene, *decision.desk, *chosen, *decision.after]


def everything():
    """Every turn, with the decision where it stands."""
    for decision in SCENARIO.decisions:
        for turn in (*turns_of(decision), decision.record, decision.open):
            yield decision, turn


def papers(turn):
    return [source for source in turn.sources if not source.startswith("¶")]


def anchors(turn):
    return [Anchor.parse(source) for source in turn.sources if source.startswith("¶")]


def end_of(anchor):
    """The last clause of a passage, as an anchor."""
    return max(c.anchor for c in memo().clauses if c.anchor.within(anchor))


# What happens on a path


def test_there_are_five_decisions_between_january_and_march_1941():
    """In order of time, each with a title and a time that says how sure it is."""
    assert len(SCENARIO.decisions) == 5
    places = [ORDER.index(decision.paper) for decision in SCENARIO.decisions]
    assert places == sorted(places)
    for decision in SCENARIO.decisions:
        assert "1941-01-01" < CALENDAR[decision.paper]["earliest"] < "1941-04-01"
        assert decision.title
        assert decision.when


def test_every_decision_and_every_choice_is_on_a_path_and_every_path_ends():
    """Nobody is stranded, and nothing is written that nobody can reach."""
    met = {(d.id, c.id) for path in PATHS for d, c in taken(SCENARIO, path)}
    assert met == {(d.id, c.id) for d in SCENARIO.decisions for c in d.choices}
    assert all(taken(SCENARIO, path)[-1][1].to == DEBRIEF for path in PATHS)
    assert len(set(PATHS)) == len(PATHS)


def test_every_decision_offers_what_was_done_and_what_nobody_did():
    """The record is among the choices; so is at least one that is called counterfactual."""
    for decision in SCENARIO.decisions:
        found = {choice.status for choice in decision.choices}
        assert "counterfactual" in found
        assert found & {"record", "open"}


def test_a_choice_that_was_not_made_is_argued_or_left_silent():
    """What nobody did has no record; what was done needs no argument."""
    for decision in SCENARIO.decisions:
        for choice in decision.choices:
            kinds = {turn.kind for turn in choice.turns}
            assert "record" not in kinds, (decision.id, choice.id)
            assert bool(kinds) == (choice.status != "record"), (decision.id, choice.id)
        assert {turn.kind for turn in decision.scene} == {"record"}
        assert "argued" not in {turn.kind for turn in (*decision.desk, *decision.after)}


def test_the_record_is_a_path():
    """Whoever does at each point what was done, as far as it is known, comes through."""
    known = [
        path
        for path in PATHS
        if all(choice.status != "counterfactual" for _, choice in taken(SCENARIO, path))
    ]
    assert ("consider", "monday", "note", "white-house", "write") in known


def test_the_same_choices_give_the_same_text():
    """No chance: reading the file again changes no word of any path."""
    again = read_scenario(paths.data("scenario.toml"))
    for path in PATHS[::17]:
        assert told(again, path) == told(SCENARIO, path)


def test_every_path_takes_less_than_a_quarter_of_an_hour():
    """At 150 words a minute, and a minute for each decision."""
    longest = max(PATHS, key=lambda path: minutes(SCENARIO, path))
    assert 10 < minutes(SCENARIO, longest) < LONGEST, longest


def test_a_path_that_leaves_the_graph_is_refused():
    """With what there is to choose."""
    with pytest.raises(CourseError, match="no choice 'sell'; there is consider"):
        taken(SCENARIO, ["sell"])
    with pytest.raises(CourseError, match=f"{DEBRIEF}: no choice 'write'; there is none"):
        taken(SCENARIO, [*PATHS[0], "write"])


# What it is built on


def test_every_turn_has_sources_that_resolve():
    """A paper of the calendar, or a passage of the memo."""
    for _, turn in everything():
        assert turn.sources, turn.says
        assert all(paper in CALENDAR for paper in papers(turn)), turn
        assert all(memo()[str(anchor)].text for anchor in anchors(turn)), turn
        assert turn.kind in KINDS
        for anchor in prose.ANCHOR.findall(turn.says):
            assert memo()[anchor].text


def test_texts_keep_the_rules_of_quotation_and_claim_nothing_unknown():
    """The memo's words stand between curved marks; others' are few and of a paper cited."""
    frame = [SCENARIO.intro, SCENARIO.choosing, SCENARIO.kept, SCENARIO.ending, SCENARIO.closing]
    texts = [f"{turn.says} [{', '.join(turn.sources)}]" for _, turn in everything()]
    texts += [choice.text for decision in SCENARIO.decisions for choice in decision.choices]
    texts += [decision.when for decision in SCENARIO.decisions] + frame
    found = []
    for text in texts:
        found += prose.troubles_of_sources(text, CALENDAR, early=False)
        found += prose.troubles_of_quotations(text, CALENDAR)
        found += prose.troubles_of_claims(text)
    assert found == []


def test_words_of_the_memo_stand_where_the_turn_says():
    """A quotation is found inside one of the anchors that its turn cites."""
    for _, turn in everything():
        for words in prose.QUOTATION.findall(turn.says):
            places = [mention.anchor for mention in memo().find(words)]
            assert any(
                place.within(anchor) or anchor.within(place)
                for place in places
                for anchor in anchors(turn)
            ), words


def test_nothing_is_known_before_its_day():
    """At a decision: no paper printed or dated after its own, and no later passage of the memo."""
    for decision in SCENARIO.decisions:
        for turn in (*decision.scene, *decision.desk):
            assert_known(turn, decision)
        for choice in decision.choices:
            assert not prose.DOCUMENT.findall(choice.text)


def test_nothing_is_told_after_a_choice_that_is_not_known_at_the_next():
    """Hindsight is kept for the debrief: a choice looks no further than the next chair."""
    following = {}
    for decision in SCENARIO.decisions:
        for choice in decision.choices:
            following.setdefault(decision.id, set()).add(choice.to)
    for decision in SCENARIO.decisions:
        (to,) = following[decision.id]
        for turn in turns_of(decision):
            if to != DEBRIEF:
                assert_known(turn, SCENARIO[to])
            else:
                # The letter and the offer in Moscow are of one day; what is later waits.
                latest = max(CALENDAR[paper]["earliest"] for paper in papers(turn) or ["d890"])
                assert latest <= CALENDAR[decision.paper]["latest"], turn


def assert_known(turn, decision):
    last = CALENDAR[decision.paper]
    for paper in papers(turn):
        assert CALENDAR[paper]["earliest"] <= last["latest"], (decision.id, turn.says)
        assert ORDER.index(paper) <= ORDER.index(decision.paper), (decision.id, turn.says)
    assert decision.until or not anchors(turn), turn.says
    for anchor in anchors(turn):
        assert end_of(anchor) <= Anchor.parse(decision.until), (decision.id, turn.says)


def test_silence_is_claimed_only_of_what_was_read():
    """Either the paper was read to its end, or the sentence says how far."""
    for _, turn in everything():
        if turn.kind == "silent":
            whole = all(CALENDAR[paper]["read"] == "full" for paper in papers(turn))
            assert whole or re.search(r"\bread\b", turn.says), turn.says


def test_nobody_is_a_unit_or_a_prize():
    """Persons are named; no score is kept; the five names are the last thing said."""
    said = " ".join(text for path in PATHS[:1] for text in told(SCENARIO, path))
    assert not re.search(r"\b(score is|points|win|lose|won|lost a|price|worth|pawn)\b", said)
    assert "No score" in SCENARIO.ending
    for name in ("Pyk", "Roszkowski", "Jarsky", "Devenis", "Habicht"):
        assert name in SCENARIO.closing


# What is refused


@pytest.fixture
def broken(tmp_path):
    """Read the scenario with something changed in it."""

    def read(old, new):
        text = paths.data("scenario.toml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "scenario.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return read_scenario(path)

    return read


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('to = "grace"', 'to = "nowhere"', "choice consider leads to 'nowhere'"),
        ('to = "cover"', 'to = "grace"', "choice note leads to 'grace'"),
        ('id = "grace"', 'id = "pardon"', "needs an id of its own"),
        ('id = "refuse"', 'id = "consider"', "two choices or more, each with an id"),
        ('status = "record"', 'status = "counterfactual"', "what was done must be among"),
        ('status = "record"', 'status = "right"', f"it must be one of {', '.join(STATUS)}"),
        ('kind = "silent"', 'kind = "quiet"', f"it must be one of {', '.join(KINDS)}"),
        ('from = ["d888"]', 'from = ["d999"]', "no paper 'd999' in the calendar"),
        ('from = ["¶1.1a"]', 'from = ["¶9.9"]', "9.9"),
        ('from = ["d888"]', "from = []", "must be a list of sources"),
        ('from = ["d888"]', "form = []", "unknown field 'form'"),
        ('says = "In December', 'said = "In December', "unknown field 'said'"),
        ('paper = "d890"', 'paper = "d777"', "no paper 'd777' in the calendar"),
        ('title = "A pardon for two"', "", "decision pardon: title is missing"),
        ("[decision.debrief]", "[decision.after-all]", "unknown field 'after-all'"),
        ("[[decision.desk]]", "[decision.desk]", "cannot be read"),
    ],
)
def test_a_fault_of_the_file_is_named(broken, old, new, told):
    """Whoever edits the texts learns where and what."""
    with pytest.raises(CourseError, match=re.escape(told)) as met:
        broken(old, new)
    assert "scenario.toml" in str(met.value)


def test_a_decision_that_nobody_reaches_is_named(tmp_path):
    """A choice may skip a decision only where another leads there."""
    text = paths.data("scenario.toml").read_text(encoding="utf-8")
    path = tmp_path / "skipped.toml"
    path.write_text(text.replace('to = "grace"', 'to = "cover"'), encoding="utf-8")
    with pytest.raises(CourseError, match="decision grace: no choice leads there"):
        read_scenario(path)


def test_a_file_without_decisions_is_no_scenario(tmp_path):
    """Nor is a file that is not there."""
    frame = "\n".join(
        f'{name} = "x"' for name in ("title", "intro", "choosing", "kept", "ending", "closing")
    )
    path = tmp_path / "scenario.toml"
    path.write_text(frame, encoding="utf-8")
    with pytest.raises(CourseError, match="there is no decision"):
        read_scenario(path)
    with pytest.raises(CourseError, match="cannot be read"):
        read_scenario(tmp_path / "none.toml")
