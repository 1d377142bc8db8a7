"""How papers and days are cited: ids lead somewhere, other words stay words."""

import ast
import json
from pathlib import Path

import pytest

import gorin
import page
import prose
from gorin.building import read_source
from gorin.tables import addresses
from gorin.widgets.citing import cited, days, linked
from gorin.widgets.widget import Widget

LESSONS = Path(__file__).parents[1] / "lessons"
CARDS = {"practice", "position", "forecast"}  # these cite nothing; a law reads their texts


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


def test_only_what_is_shown_has_its_address():
    """A front end is given the addresses of the papers in its texts, at any depth, no others."""
    shown = {"a": [("d901, d9019", 5)], "of d900": {"b": None}}
    assert set(cited(shown)) == {"d901", "d900"}
    assert cited([]) == {}


def widgets_of(lesson):
    """Yield each widget that a lesson's cells show, but for its cards."""
    for cell in read_source(lesson).cells:
        if cell.cell_type == "code":
            (statement,) = ast.parse(cell.source).body
            if isinstance(statement, ast.Expr) and statement.value.func.id not in CARDS:
                shown = eval(cell.source, {name: getattr(gorin, name) for name in gorin.__all__})  # noqa: S307 - our own cell
                if isinstance(shown, Widget):
                    yield shown


@pytest.mark.parametrize("name", ["01-context", "02-close-reading", "03-actors"])
def test_lessons_before_the_forecasts_send_nothing_later(name):
    """Whoever looks into the page of a browser finds no paper and no address after d904."""
    later = [row for row in prose.rows("calendar") if row["earliest"] > prose.LAST_DAY]
    shown = list(widgets_of(LESSONS / f"{name}.md"))
    assert shown
    for widget in shown:
        state = {k: v for k, v in widget.get_state().items() if k not in {"_esm", "_css"}}
        sent = json.dumps(state) + widget.page()
        found = prose.DOCUMENT.findall(sent)
        assert [row["id"] for row in later if row["url"] and row["url"] + '"' in sent] == []
        assert [row["id"] for row in later if row["id"] in found] == [], repr(widget)
