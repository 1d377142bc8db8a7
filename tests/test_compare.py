"""The comparison without a browser: when it opens, what it shows, what it never says."""

import re

import pytest

import gorin
import page
from gorin.memo import memo
from gorin.reading import readings
from gorin.recording import sheet
from gorin.tagging import asked
from gorin.widgets.compare import Compare
from gorin.widgets.widget import LIVE, Notice

QUESTION = asked("voice")
ROWS = [row.id for row in QUESTION.rows]
TOLD = {row: readings("voice")[memo()[row].anchor] for row in ROWS}
VERDICT = re.compile(r"\b(wrong|right|correct|mistake|error|false)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Tags are kept in the notebook's folder, and here in memory only."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GORIN_ANSWERS", "off")


def tagged(count, **others):
    """Tag the first clauses as the course does, but for others named `a4_1a="A"`."""
    value = {row: TOLD[row].tag for row in ROWS[:count]}
    value |= {name[1:].replace("_", "."): tag for name, tag in others.items()}
    sheet(QUESTION).keep(QUESTION.id, value)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_nothing_of_the_readings_is_shown_before_enough_is_tagged(count):
    """Neither in the page nor in what reaches the front end."""
    shown = gorin.compare("voice")
    tagged(count)
    told = f"{count} of 12 tagged so far" if count else "You have tagged nothing yet."
    assert told in page.words(shown.page())
    assert "From 8 on" in page.words(shown.page())
    assert shown.state["groups"] == []
    for row in ROWS:
        assert TOLD[row].reason not in f"{shown.page()}{shown.state}"
    assert repr(shown) == (
        f"Comparison of voice: {f'{count} of 12 tagged' if count else 'nothing tagged yet'}"
    )


def test_it_follows_what_is_tagged():
    """The state is made anew with each tag, and closed again when too many are cleared."""
    shown = gorin.compare("voice")
    tagged(8)
    assert shown.state["open"]
    tagged(7)
    assert not shown.state["open"]
    assert shown.state["groups"] == []


def test_a_clause_that_is_not_tagged_is_not_told():
    """Four of twelve are left: their reasons stay unsaid."""
    tagged(8)
    shown = gorin.compare("voice")
    said = page.words(shown.page())
    assert "4 not tagged yet, so not shown." in said
    for row in ROWS:
        assert (f"¶{row} {memo()[row].text}" in said) == (row in ROWS[:8])
        assert (TOLD[row].reason in said) == (row in ROWS[:8])


def test_clauses_are_grouped_by_who_agrees():
    """Contested first, then what the student reads otherwise, then what all agree on."""
    tagged(12, a4_1a="A", a2_2c="J")
    shown = gorin.compare("voice")
    groups = {g["title"]: [t["anchor"] for t in g["trios"]] for g in shown.state["groups"]}
    assert groups["The two readings differ"] == ["¶2.2c", "¶3.1b", "¶5.2a"]
    assert groups["You read it otherwise"] == ["¶4.1a"]
    assert len(groups["All three agree"]) == 8
    assert repr(shown) == (
        "Comparison of voice: 3 where the two readings differ, 1 where you read it otherwise, "
        "8 where all three agree"
    )
    tables = page.parsed(shown.page()).findall(".//table")
    assert [t.findtext("caption") for t in tables] == [
        "The two readings differ (3)",
        "You read it otherwise (1)",
        "All three agree (8)",
    ]


def test_where_the_readings_differ_there_is_no_verdict():
    """The same is shown beside whatever the student has, but for the student's own column."""
    seen = set()
    for tag in ("Ws", "Wn", "J", "DL"):
        tagged(12, a2_2c=tag)
        (group, *_) = gorin.compare("voice").state["groups"]
        (trio,) = (t for t in group["trios"] if t["anchor"] == "¶2.2c")
        (_, yours), *others = trio["readers"]
        assert yours == tag
        seen.add(str((group["title"], group["about"], others, trio["reason"], trio["also"])))
    assert len(seen) == 1
    assert "nobody is right or wrong" in group["about"]


def test_no_word_judges_the_student():
    """Reasons and an invitation to look again; the one verdict is that there is none."""
    tagged(12, a4_1a="A", a2_2c="J")
    said = page.words(gorin.compare("voice").page())
    for reading in TOLD.values():
        said = said.replace(reading.reason, "")
    assert VERDICT.findall(said) == ["right", "wrong"]
    assert "nobody is right or wrong here" in said


def test_shares_and_kappa_stand_in_a_footnote_with_an_explanation():
    """Three pairs of readers, and what kappa takes away."""
    tagged(12, a4_1a="A")
    notes = [e.text_content() for e in page.parsed(gorin.compare("voice").page()).iter("small")]
    assert "You and the first reading: 11 of 12 alike (92 %), kappa 0.89." in notes[0]
    assert "The two readings: 9 of 12 alike (75 %), kappa 0." in notes[0]
    assert "Cohen’s kappa takes that much away" in notes[1]


def test_a_comparison_is_shown_in_three_ways():
    """Live, static for the sanitizer, one line."""
    tagged(12)
    bundle = gorin.compare("voice")._repr_mimebundle_()
    assert set(bundle) == {LIVE, "text/html", "text/plain"}
    assert page.troubles(bundle["text/html"]) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("voices",), "no layer 'voices' (layers: voice, act, firmness, hand)"),
        (("voice", ["9.9"]), "not an anchor: '9.9'"),
        (("voice", ["3.2c"]), "¶3.2c is asked in an exercise"),
        (("act",), "name clauses"),
    ],
)
def test_bad_input_is_a_notice(arguments, message):
    """Run All goes on; the notice says what to do."""
    notice = gorin.compare(*arguments)
    assert isinstance(notice, Notice)
    assert message in repr(notice)


def test_its_script_is_small():
    """Under 30 kB in all."""
    assert len(str(Compare._esm).encode()) < 30_000


def test_a_further_tag_that_can_be_defended_is_named():
    """Where three tags can be defended, two are the readings and the third is said."""
    from gorin.comparing import Trio
    from gorin.widgets.compare import _cells

    trio = Trio(memo()["4.1a"].anchor, "text", "a", "a", "b", ("c",), "Why.")
    *_, why = _cells(trio, {"a": "one", "b": "other", "c": "third"})
    assert why == "Why. Can also be defended: third."
