"""A student’s tags beside two readings, as values: what is compared, when, and how far alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorin.comparing import compared
from gorin.memo import memo
from gorin.reading import kappa, readings
from gorin.tagging import asked

QUESTION = asked("voice")
ROWS = [row.id for row in QUESTION.rows]
TAGS = [option.id for option in QUESTION.options]
TOLD = {row: readings("voice")[memo()[row].anchor] for row in ROWS}
OURS = {row: TOLD[row].tag for row in ROWS}


@pytest.mark.parametrize("count", range(13))
def test_nothing_is_compared_before_eight_of_twelve(count):
    """Then what is tagged is compared, and nothing else."""
    found = compared(QUESTION, dict.fromkeys(ROWS[:count], "Ws"))
    assert (found.asked, found.tagged, found.needed) == (12, count, 8)
    assert found.open == (count >= 8)
    shown = [str(trio.anchor) for trio in found.trios]
    assert shown == (ROWS[:count] if count >= 8 else [])
    assert (found.between is None) == (count < 8)


def test_a_smaller_set_needs_two_thirds():
    """Two of three, one of one."""
    assert compared(asked("voice", ["1.1a", "1.2b", "1.3b"]), {"1.1a": "A"}).needed == 2
    assert compared(asked("voice", ["1.1a"]), {}).needed == 1
    assert not compared(asked("voice", ["1.1a"]), {}).open


def test_the_second_reading_takes_the_other_tag_that_can_be_defended():
    """Only there do the readings differ, and the reason is the table's."""
    for trio in compared(QUESTION, OURS).trios:
        row = str(trio.anchor)
        assert trio.first == TOLD[row].tag
        assert trio.contested == bool(TOLD[row].also)
        assert trio.second == (TOLD[row].also or (TOLD[row].tag,))[0]
        assert trio.reason == TOLD[row].reason
        assert trio.text == memo()[row].text


def test_further_tags_are_not_lost():
    """What can be defended besides both readings is named; none of the voices has a third."""
    voices = compared(QUESTION, OURS)
    assert all(trio.others == () for trio in voices.trios)


def test_where_the_readings_agree_a_student_may_differ():
    """Alike, contested, or read otherwise: one of the three."""
    found = compared(QUESTION, OURS | {"4.1a": "A", "2.2c": "J"})
    by_anchor = {str(trio.anchor): trio for trio in found.trios}
    assert not by_anchor["4.1a"].alike
    assert not by_anchor["4.1a"].contested
    assert by_anchor["2.2c"].contested
    assert by_anchor["1.3b"].alike


@given(st.lists(st.sampled_from(TAGS), min_size=12, max_size=12))
def test_agreement_is_counted_over_what_is_shown(given_tags):
    """Shares and kappa are those of the three columns."""
    found = compared(QUESTION, dict(zip(ROWS, given_tags, strict=True)))
    columns = {
        name: [getattr(trio, name) for trio in found.trios] for name in ("yours", "first", "second")
    }
    for agreement, one, other in [
        (found.yours_first, "yours", "first"),
        (found.yours_second, "yours", "second"),
        (found.between, "first", "second"),
    ]:
        pairs = list(zip(columns[one], columns[other], strict=True))
        assert agreement.of == 12
        assert agreement.alike == sum(a == b for a, b in pairs)
        assert agreement.kappa == kappa(pairs)
    assert all(not (trio.alike and trio.contested) for trio in found.trios)
