"""In Welles's chair: the page tells what the data holds, from end to end."""

import subprocess
import sys

import page
from gorin import paths
from gorin.decisions import KINDS, STATUS, read_scenario
from gorin.widgets.scenario import Chair, scenario
from gorin.widgets.widget import LIVE, Notice

DECISIONS = read_scenario(paths.data("scenario.toml")).decisions


def test_the_static_page_survives_the_sanitizer():
    """Scenes and desks in the open; what follows a choice, and the debrief, unfold."""
    shown = scenario()
    assert isinstance(shown, Chair)
    assert page.troubles(shown.page()) == []
    tree = page.parsed(shown.page())
    choices = sum(len(decision.choices) for decision in DECISIONS)
    assert len(tree.xpath("//details")) == choices + len(DECISIONS) + 1


def test_the_static_page_tells_the_record_from_end_to_end():
    """Every turn with its source, every choice with what it is."""
    text = page.words(scenario().page())
    for decision in DECISIONS:
        chosen = [turn for choice in decision.choices for turn in choice.turns]
        known = (*decision.scene, *decision.desk, *decision.after, decision.record, decision.open)
        for turn in (*known, *chosen):
            assert turn.says in text
        for choice in decision.choices:
            assert f"{choice.text}Where it leads{STATUS[choice.status]}" in text
    for label in KINDS.values():
        assert label in text
    assert "No score" in text


def test_papers_are_linked_and_what_was_not_found_is_named():
    """An id leads to its paper; the letter of 20 March has none and says so."""
    shown = scenario().page()
    assert 'frus1941v01/d908"' in shown
    assert "letter of 20 March 1941, not found" in shown
    assert "letter-20-march" not in shown


def test_outside_the_debrief_the_page_looks_no_further_than_20_march():
    """The last paper that a chair may see is the offer in Moscow."""
    open_page, debrief = scenario().page().split("<summary>Debrief</summary>")
    for later in ("d909", "d911", "d912", "d913", "d915", "d917", "d919"):
        assert later not in open_page
    assert "d919" in debrief


def test_the_scenario_is_one_line_in_a_terminal():
    """The same in every run."""
    assert repr(scenario()) == "Scenario: 5 decisions, 17 choices"
    assert set(scenario()._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}


def test_the_front_end_has_the_whole_graph_and_the_path_is_empty():
    """No round trip is needed to choose."""
    chair = scenario()
    assert chair.path == []
    sent = {(d["id"], c["id"], c["to"]) for d in chair.spec["decisions"] for c in d["choices"]}
    assert sent == {(d.id, c.id, c.to) for d in DECISIONS for c in d.choices}


def test_the_call_can_be_imported_again_and_again():
    """No submodule of the same name takes its place: a cell may be run twice."""
    code = "from gorin import scenario; scenario(); from gorin import scenario; scenario()"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_broken_file_is_a_notice(course):
    """Run All goes on."""
    path = course / "scenario.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('to = "grace"', 'to = "nowhere"', 1), encoding="utf-8")
    shown = scenario()
    assert isinstance(shown, Notice)
    assert "leads to 'nowhere'" in repr(shown)
