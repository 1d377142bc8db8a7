"""The widget of win-sets: nothing is assumed at first, and the page says what rests on what."""

import page
from gorin import bargaining
from gorin.parties import ASSUMPTION, record
from gorin.widgets.widget import LIVE, Notice
from gorin.widgets.win_set import WinSet, answers, win_set


def test_the_static_page_survives_the_sanitizer():
    """A list of cases, a list of rules for each party, a table of packages."""
    shown = win_set()
    assert isinstance(shown, WinSet)
    assert page.troubles(shown.page()) == []
    tree = page.parsed(shown.page())
    assert len(tree.xpath("//tbody/tr")) == len(record().proposals)


def test_nothing_is_assumed_at_the_start():
    """So nobody refuses anything, and the page says what that is worth."""
    shown = win_set()
    assert shown.assumed == []
    assert len(shown.result.accepted) == len(record().proposals)
    assert "without assumptions a model is empty" in page.words(shown.page())


def test_the_result_follows_what_is_assumed():
    """The widget's own result is that of the pure function for what is ticked."""
    shown = win_set()
    shown.assumed = list(record().cases[2].assumes)
    accepted = [package.id for package in shown.result.accepted]
    assert accepted == ["letter", "hopes", "steinhardts"]
    shown.own = ["cover: letter", "cover: words", "form: probation", "named: devenis"]
    mine = bargaining.Package("own", "probation", ("letter", "words"), "", ("devenis",))
    assert shown.result.accepted[-1] == mine


def test_cases_are_answered_party_by_party():
    """Yes, or no and why; the page says the same."""
    _, words, _ = record().cases
    told = answers(words, record())
    assert told == [
        ("The Attorney General", "yes"),
        ("The Department of State", "yes"),
        ("The judge", "no: State’s letter is not yet before him"),
    ]
    assert "; ".join(f"{name}: {answer}" for name, answer in told) in page.words(win_set().page())


def test_every_rule_is_shown_with_its_passage_or_paper():
    """The memo's words stand there; a paper has its days; an assumption calls itself one."""
    told = page.words(win_set().page())
    for party in record().parties:
        for rule in (*party.requires, *party.hopes):
            assert rule.says in told
    assert "¶2.2b “and I reiterated to the Ambassador that the Department could not" in told
    assert "d913, 24 to 25 March 1941" in told
    assert "an assumption: no paper that we have read says so" in told
    assert any(ASSUMPTION in rule.sources for p in record().parties for rule in p.requires)


def test_record_and_model_are_told_apart_and_the_veto_is_called_an_assumption():
    """Every case says which is which, and the end restates what the model supposes."""
    told = page.words(win_set().page())
    assert told.count("Record: ") == told.count("Model: ") == 3
    assert "That an office or a person has a veto is an assumption" in told
    assert "Nobody who was held had a say" in told


def test_a_win_set_is_one_line_in_a_terminal():
    """How many parties and packages, and what is assumed."""
    shown = win_set()
    assert repr(shown) == "Win-set: 8 parties, 8 packages, nothing assumed"
    assert set(shown._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_a_broken_file_is_a_notice(course):
    """Run All goes on."""
    path = course / "parties.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("d895", "d999"), encoding="utf-8")
    shown = win_set()
    assert isinstance(shown, Notice)
    assert "no-pardon" in repr(shown)
