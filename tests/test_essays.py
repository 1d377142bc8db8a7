"""The desk's file: what markers decide is there, in order, and can be taken back."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from essaying import CLAIM, essay, give, laid, say
from gorin import CourseError
from gorin.bank import bank
from gorin.essays import decisions, order, store
from gorin.essays.agreement import agreements, disagreements, weighted_kappa
from gorin.essays.decisions import Place
from gorin.essays.levels import criteria, points, verdicts
from gorin.essays.quoting import checks, parts

LEVELS = st.integers(1, 4)


@pytest.fixture
def desk(tmp_path):
    return tmp_path / "desk.sqlite"


def test_what_is_decided_is_there(desk):
    """Levels, a comment and reusable comments, of two markers apart."""
    first, *_ = laid(desk)
    give(desk, "anna", first, 3, 2)
    give(desk, "ben", first, 1)
    say(desk, "anna", first, "Name the speaker.")
    decisions.keep(desk, "anna", " Name the\nspeaker. ")
    decisions.keep(desk, "anna", "Quote less.")
    decisions.keep(desk, "anna", "Name the speaker.")
    opinion = store.read(desk).opinion(first.id, "anna")
    assert opinion.levels == {"Claim": 3, "Wording": 2}
    assert opinion.comment == "Name the speaker."
    assert store.read(desk).opinion(first.id, "ben").levels == {"Claim": 1}
    assert store.read(desk).opinion(first.id, "carl").number == 0
    assert decisions.phrases(desk, "anna") == ("Name the speaker.", "Quote less.")
    decisions.forget(desk, "anna", "Name the speaker.")
    assert decisions.phrases(desk, "anna") == ("Quote less.",)
    assert decisions.phrases(desk, "ben") == ()


def test_the_way_back_goes_to_the_beginning(desk):
    """Each marker's own decisions, the last first; a comment that went on is one."""
    first, second, *_ = laid(desk)
    give(desk, "anna", first, 3)
    give(desk, "anna", first, 4)
    give(desk, "ben", first, 2)
    say(desk, "anna", second, "G")
    say(desk, "anna", second, "Good", going_on=True)
    assert decisions.undo(desk, "anna") == decisions.Undone(Place(second.id, "anna", ""), "Good")
    assert store.read(desk).opinion(second.id, "anna").comment == ""
    decisions.undo(desk, "anna")
    assert store.read(desk).opinion(first.id, "anna").levels == {"Claim": 3}
    decisions.undo(desk, "anna")
    assert decisions.undo(desk, "anna") is None
    assert store.read(desk).opinion(first.id, "anna").levels == {}
    assert store.read(desk).opinion(first.id, "ben").levels == {"Claim": 2}


ACTS = st.tuples(
    st.sampled_from(["anna", "ben"]),
    st.integers(0, 1),
    st.one_of(
        st.tuples(st.sampled_from(CLAIM[:2]), LEVELS),
        st.tuples(st.just(""), st.sampled_from(["", "Good.", "Less."])),
        st.just("undo"),
    ),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ACTS, max_size=12))
def test_undo_is_a_stack(tmp_path_factory, acts):
    """After any decisions and undos the file says what a list of decisions for each marker says."""
    desk = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    essays = laid(desk, 2)
    done = {"anna": [], "ben": []}
    for marker, number, act in acts:
        state = dict(done[marker])
        if act == "undo":
            decisions.undo(desk, marker)
            done[marker] = done[marker][:-1]
        elif act[0]:
            decisions.give(desk, Place(essays[number].id, marker, act[0]), act[1])
        else:
            say(desk, marker, essays[number], act[1])
        if act != "undo" and state.get((number, act[0]), "") != act[1]:
            done[marker].append(((number, act[0]), act[1]))
    for marker, steps in done.items():
        for number, one in enumerate(essays):
            opinion = store.read(desk).opinion(one.id, marker)
            expected = {what: value for (n, what), value in steps if n == number}
            assert opinion.comment == expected.pop("", "")
            assert opinion.levels == expected


def test_what_is_no_decision_is_refused(desk):
    """A level that there is not, no criterion, an unknown essay, an endless comment, no name."""
    first, *_ = laid(desk)
    for level in (0, 5, True, 2.5):
        with pytest.raises(CourseError, match="no level"):
            decisions.give(desk, Place(first.id, "anna", "Claim"), level)
    with pytest.raises(CourseError, match="none is named"):
        decisions.give(desk, Place(first.id, "anna", ""), 2)
    with pytest.raises(CourseError, match="no essay 'nobody'"):
        decisions.give(desk, Place("nobody", "anna", "Claim"), 2)
    with pytest.raises(CourseError, match="at most 20000"):
        say(desk, "anna", first, "x" * 20_001)
    for name in ("", "  ", "a\x00b", "x" * 61):
        with pytest.raises(CourseError, match="no name of a marker"):
            decisions.named(name)
    assert decisions.named(" Anna  B. ") == "Anna B."
    assert store.read(desk).opinions == {}


def test_a_text_may_hold_anything(desk):
    """Quotes, other scripts, half a surrogate: nothing is taken for a command."""
    first, *_ = laid(desk)
    for said in ("'; DROP TABLE essay; --", "<b>“Был”</b>", "line\nline"):
        say(desk, "anna", first, said)
        assert store.read(desk).opinion(first.id, "anna").comment == said
    say(desk, "anna", first, "half \ud800")
    assert store.read(desk).opinion(first.id, "anna").comment == "half ?"


def test_the_order_favours_nobody():
    """It is not that of the names, differs from question to question, and is always the same."""
    names = [order.essay_id(f"s{n:03}", "e", "q", "t") for n in range(200)]
    one, other = order.shuffled(names, "salt", "Q1"), order.shuffled(names, "salt", "Q2")
    assert sorted(one) == sorted(other) == sorted(names)
    assert one == order.shuffled(reversed(names), "salt", "Q1")
    assert one != other
    assert one != order.shuffled(names, "another", "Q1")
    # Those first in the alphabet stand as often early as late: their mean place is near the middle.
    places = [one.index(name) for name in names[:100]]
    assert 80 < sum(places) / 100 < 120


def test_two_files_of_one_class_have_one_order_and_one_sample(tmp_path):
    """Two markers on two machines speak of the same essays."""
    essays = [essay(f"s{n}") for n in range(30)]
    for name, given_in in (("a", essays), ("b", essays[::-1])):
        store.take_in(tmp_path / name, given_in)
    one, other = store.read(tmp_path / "a"), store.read(tmp_path / "b")
    assert one.essays == other.essays
    assert one.sample == other.sample
    assert len(one.sample) == 6


def test_the_share_of_the_sample_is_settable(desk):
    """And is kept when the class is taken in again without one."""
    essays = [essay(f"s{n}") for n in range(10)]
    for share, size in ((Fraction(1, 2), 5), (None, 5), (Fraction(0), 0), (Fraction(1), 10)):
        store.take_in(desk, essays, share=share)
        assert len(store.read(desk).sample) == size
    with pytest.raises(CourseError, match="between 0 and 1"):
        store.take_in(desk, essays, share=Fraction(3, 2))


def test_another_text_is_another_essay(desk):
    """Its marks stay with the old text, which is out of sight, and are back with it."""
    old, new = essay("anna", "Old."), essay("anna", "New.")
    assert store.take_in(desk, [old]) == store.Taken(1, 0, 0)
    give(desk, "m", old[0], 4)
    assert store.take_in(desk, [new]) == store.Taken(0, 1, 0)
    assert [one.id for one in store.read(desk).essays] == [new[0].id]
    assert store.take_in(desk, []) == store.Taken(0, 0, 1)
    assert store.take_in(desk, [essay("anna", " Old. ")]) == store.Taken(1, 0, 0)
    assert store.read(desk).opinion(old[0].id, "m").levels == {"Claim": 4}
    assert store.text(desk, old[0].id) == "Old."
    with pytest.raises(CourseError, match="no essay 'none'"):
        store.text(desk, "none")


def test_points_are_thirds_above_the_lowest_level():
    """All lowest nothing, all highest all; rounded half up to hundredths."""
    rubric = criteria("Q2.12")
    assert [points(dict.fromkeys(CLAIM, n), rubric, 4) for n in (1, 2, 3, 4)] == [
        0, Fraction(133, 100), Fraction(267, 100), 4,
    ]  # fmt: skip
    assert points(dict(zip(CLAIM, (1, 2, 3, 4), strict=True)), rubric, 4) == 2
    assert points(dict(zip(CLAIM, (4, 4, 4, 3), strict=True)), rubric, 6) == Fraction(11, 2)


@given(st.lists(LEVELS, min_size=4, max_size=4), st.integers(1, 10))
def test_a_higher_level_never_earns_less(levels, worth):
    """And never more than the question is worth."""
    rubric = criteria("Q2.12")
    earned = points(dict(zip(CLAIM, levels, strict=True)), rubric, worth)
    assert 0 <= earned <= worth
    for name, level in zip(CLAIM, levels, strict=True):
        if level < 4:
            more = dict(zip(CLAIM, levels, strict=True)) | {name: level + 1}
            assert points(more, rubric, worth) > earned


def test_whoever_began_first_counts(desk):
    """Also after the first changed a level; but not before all levels are given."""
    first, second, third, *_ = laid(desk)
    give(desk, "ben", first, 2, 2, 2)
    give(desk, "anna", first, 3, 3, 3, 3)
    assert [v.opinion.marker for v in verdicts(store.read(desk))] == ["anna"]
    give(desk, "ben", first, 2, 2, 2, 1)
    give(desk, "ben", first, 1)
    say(desk, "anna", second, "To be read again.")
    give(desk, "ben", second, 4, 4, 4, 4)
    give(desk, "anna", second, 1, 1, 1, 1)
    give(desk, "anna", third, 1, 1, 1)
    found = {v.essay.id: (v.opinion.marker, v.points) for v in verdicts(store.read(desk))}
    assert found == {first.id: ("ben", Fraction(67, 100)), second.id: ("ben", 4)}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs):
    """Where scikit-learn divides nothing by nothing, the two are alike throughout."""
    ours = weighted_kappa(pairs)
    if len({level for pair in pairs for level in pair}) == 1:
        assert ours == 1
    else:
        # Without labels it would take 1, 2 and 4 for neighbours, where nobody gave a 3.
        both = zip(*pairs, strict=True)
        theirs = cohen_kappa_score(*both, weights="quadratic", labels=[1, 2, 3, 4])
        assert ours == pytest.approx(theirs, abs=1e-12)


def test_kappa_needs_a_pair():
    """None at all is not full agreement."""
    with pytest.raises(ValueError, match="at least one pair"):
        weighted_kappa([])


def test_agreement_and_what_to_talk_over(desk):
    """Only essays that both are done with; the widest apart come first."""
    first, second, third, *_ = laid(desk)
    for marker, levels in (("anna", (1, 2, 3, 4)), ("ben", (1, 2, 3, 2))):
        give(desk, marker, first, *levels)
    for marker, levels in (("ben", (2, 2, 2, 2)), ("anna", (3, 2, 2, 2))):
        give(desk, marker, second, *levels)
    give(desk, "anna", third, 1, 1, 1, 1)
    give(desk, "ben", third, 4)
    book = store.read(desk)
    whole, *each = agreements(book)
    assert (whole.criterion, whole.markers, whole.same, whole.pairs) == (
        "", ("anna", "ben"), 6, 8,
    )  # fmt: skip
    pairs = [(1, 1), (2, 2), (3, 3), (4, 2), (3, 2), (2, 2), (2, 2), (2, 2)]
    assert whole.kappa == weighted_kappa(pairs)
    assert [one.criterion for one in each] == list(CLAIM)
    found = disagreements(book)
    assert [(d.essay.id, d.criterion, d.levels, d.distance) for d in found] == [
        (first.id, "Quotation and limits", (4, 2), 2),
        (second.id, "Claim", (3, 2), 1),
    ]


def test_quotations_are_shown_with_their_place():
    """Verbatim with the anchor, near with what the memo has, astray with nothing; all text kept."""
    text = 'He gave “positive assurance”, "positive assurances" (sic), and “the moon is cheese”.'
    found = parts(text)
    assert "".join(part.text for part in found) == text
    assert [(p.text, p.kind, p.anchor) for p in found if p.kind] == [
        ("positive assurance", "verbatim", "¶3.2d"),
        ("positive assurances", "near", "¶3.2d"),
        ("the moon is cheese", "astray", ""),
    ]
    assert parts("") == ()


def test_form_is_checked_as_the_card_did():
    """Words and verified quotations against what is asked."""
    question = bank().question("Q2.12")
    short = checks(question, "“positive assurance” is firm.")
    assert [(one.said, one.good) for one in short] == [
        ("4 words; 120 to 200 are asked for", False),
        ("1 quotation verbatim; 2 asked for", False),
    ]
    good = checks(question, "“positive assurance” “careful note”" + " word" * 120)
    assert all(one.good for one in good)
