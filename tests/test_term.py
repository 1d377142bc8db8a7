"""A whole term with the made-up class: mark, read the essays, give back, grade again, discuss."""

from pathlib import Path

import pytest

from gorin import cli
from gorin.bank import bank
from gorin.classroom import sheets
from gorin.essays import decisions, store
from gorin.essays.decisions import Place
from gorin.essays.file import NAME

QUESTION = "Q2.12"


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A folder in which the class has handed in and was marked once."""
    root = tmp_path_factory.mktemp("term")
    assert cli.main(["demo", "--to", str(root / "class")]) == 0
    assert grade(root) == 0
    return root


def grade(root: Path) -> int:
    came, roster = str(root / "class" / "submissions"), str(root / "class" / "roster.csv")
    return cli.main(["grade", came, "--to", str(root / "marks"), "--roster", roster])


def marks(root: Path) -> dict[str, dict[str, str]]:
    rows = sheets.read(root / "marks" / "marks.csv")
    return {row["student"]: row for row in rows if row["question"] == QUESTION}


def test_what_a_person_marked_outlasts_another_run_and_reaches_the_student(term):
    """From the desk into the tables, through a second `gorin grade`, onto the page given back."""
    desk = ["desk", str(term / "marks"), "--marker", "A. Reader"]
    assert cli.main([*desk, "--no-open"]) == 0
    path = term / "marks" / NAME
    essay = next(one for one in store.read(path).essays if one.question == QUESTION)
    for criterion in bank().rubrics[QUESTION]:
        decisions.give(path, Place(essay.id, "A. Reader", criterion.name), 4)
    decisions.comment(path, Place(essay.id, "A. Reader", ""), "You weigh <every> word.")
    assert cli.main([*desk, "--export"]) == 0
    assert marks(term)[essay.student]["points"] == "4"
    assert grade(term) == 0
    assert marks(term)[essay.student]["points"] == "4"
    back = term / "back"
    assert cli.main(["feedback", str(term / "marks"), "--to", str(back)]) == 0
    pages = [page.read_text(encoding="utf-8") for page in back.rglob("*.html")]
    assert [page for page in pages if "You weigh &lt;every&gt; word." in page]
    assert not [page for page in pages if "<every>" in page]


def test_the_class_page_names_nobody(term):
    """Not even as the made-up class is named."""
    page = term / "class.html"
    assert cli.main(["report", str(term / "marks"), "--to", str(page)]) == 0
    said = page.read_text(encoding="utf-8")
    for row in sheets.read(term / "class" / "roster.csv"):
        assert row["name"] not in said
        assert row["id"] not in said
