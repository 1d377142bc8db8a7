"""How papers and days are cited: ids lead somewhere, other words stay words."""

import pytest

import page
from gorin.widgets.citing import addresses, days, linked


def test_an_id_leads_to_its_paper_and_a_part_of_one_does_not():
    """33-39/d731 is one id; d9019 and a lost paper are none."""
    shown = linked("see 33-39/d731, d901; d9019, no-349 & <b>", addresses())
    links = [link.get("href") for link in page.parsed(shown).iter("a")]
    assert [link.rpartition("/")[2] for link in links] == ["d731", "d901"]
    assert all(link.startswith("https://history.state.gov/") for link in links)
    assert "&lt;b&gt;" in shown
    assert page.words(shown) == "see 33-39/d731, d901; d9019, no-349 & <b>"


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("1941-03-12", "1941-03-12", "12 March 1941"),
        ("1941-01-14", "1941-01-25", "14 to 25 January 1941"),
        ("1941-02-20", "1941-03-11", "20 February to 11 March 1941"),
        ("1940-12-29", "1941-01-02", "29 December 1940 to 2 January 1941"),
    ],
)
def test_limits_are_said_as_limits(earliest, latest, said):
    """What is known between two days is never shown as one."""
    assert days(earliest, latest) == said
