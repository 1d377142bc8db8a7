"""The marking desk: essays come out of the tables, people's marks go back, names stay hidden."""

import json
from fractions import Fraction

import pytest

import page
from essaying import CLAIM, give, laid, say
from gorin import cli
from gorin.classroom import desk, sheets
from gorin.essays import store
from gorin.essays.file import NAME
from gorin.widgets.desk import Desk
from gorin.widgets.desk import desk as shown
from gorin.widgets.desk_overview import overview
from gorin.widgets.widget import LIVE, Notice

HEAD = (
    *("student", "exercise", "question", "kind", "points", "out_of", "status", "answer"),
    *("source", "remark"),
)
EXERCISE = "02-close-reading"


def essay_row(student, answer="Firm.", status="pending", question="Q2.12"):
    return [student, EXERCISE, question, "essay", "0", "4", status, answer, "record", ""]


def passage_row(student, points):
    return [student, EXERCISE, "Q2.1", "passage", points, "2", "marked", "3.2f", "record", ""]


@pytest.fixture
def folder(tmp_path):
    """What `gorin grade` writes for three students, one of whom wrote no essay."""
    marks = [
        passage_row("anna", "2"),
        essay_row("anna", answer="'=The offer is “positive assurance”."),
        passage_row("ben", "1"),
        essay_row("ben", answer="<b>Not</b> firm."),
        essay_row("carl", status="blank", answer=""),
    ]
    book = [["anna", "2", "24", "4", "Anna A."], ["ben", "1", "24", "4", "B."]]
    book.append(["carl", "0", "24", "0", "C."])
    heads = ["student", *(f"{EXERCISE} {name}" for name in ("points", "out_of", "pending")), "name"]
    sheets.write({tmp_path / "marks.csv": (HEAD, marks), tmp_path / "gradebook.csv": (heads, book)})
    return tmp_path


def run(folder, *more):
    return cli.main(["desk", str(folder), *more])


def by_student(folder):
    return {essay.student: essay for essay in store.read(folder / NAME).essays}


def test_the_desk_is_laid(folder, capsys):
    """One file and one notebook; essays that were not written are not there."""
    assert run(folder, "--marker", "Dr. Maria", "--no-open") == 0
    assert "2 essays on the desk: 2 new" in capsys.readouterr().out
    essays = by_student(folder)
    assert set(essays) == {"anna", "ben"}
    assert store.text(folder / NAME, essays["anna"].id) == "=The offer is “positive assurance”."
    notebook = json.loads((folder / "desk-Dr-Maria.ipynb").read_text(encoding="utf-8"))
    assert notebook["cells"][1]["source"] == 'from gorin import desk\n\ndesk(marker="Dr. Maria")'
    assert run(folder, "--marker", "Dr. Maria", "--no-open") == 0
    assert "0 new, 0 with another text, 0 gone" in capsys.readouterr().out
    assert desk.command(folder / "desk-Dr-Maria.ipynb")[-1].endswith("/tree/desk-Dr-Maria.ipynb")


def test_what_people_gave_goes_into_every_table(folder, capsys):
    """essays.csv for the pages, points into marks and gradebook; a second run changes nothing."""
    run(folder, "--marker", "m", "--no-open")
    anna = by_student(folder)["anna"]
    give(folder / NAME, "m", anna, 4, 3, 4, 3)
    say(folder / NAME, "m", anna, "=Well read.")
    assert run(folder, "--export") == 0
    assert "1 essays have their points, 1 wait for them." in capsys.readouterr().out
    assert sheets.read(folder / "essays.csv") == [
        {
            "student": "anna",
            "exercise": EXERCISE,
            "question": "Q2.12",
            "points": "3.33",
            "levels": "Claim=4;Wording=3;Voice=4;Quotation and limits=3",
            "comment": "'=Well read.",
            "marker": "m",
        }
    ]
    rows = {(r["student"], r["question"]): r for r in sheets.read(folder / "marks.csv")}
    assert rows["anna", "Q2.12"]["points"] == "3.33"
    assert rows["anna", "Q2.12"]["status"] == desk.AT_THE_DESK
    assert rows["ben", "Q2.12"]["status"] == "pending"
    assert rows["carl", "Q2.12"]["status"] == "blank"
    totals = {r["student"]: list(r.values())[1:] for r in sheets.read(folder / "gradebook.csv")}
    assert totals["anna"] == ["5.33", "24", "0", "Anna A."]
    assert totals["ben"] == ["1", "24", "4", "B."]
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    run(folder, "--marker", "m", "--no-open")
    run(folder, "--export")
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


def test_a_typed_mark_stays_and_one_taken_back_goes(folder):
    """Of the pure function: which rows the desk fills, and which it leaves alone."""
    run(folder, "--marker", "m", "--no-open")
    ben = by_student(folder)["ben"]
    give(folder / NAME, "m", ben, 4, 4, 4, 4)
    known = desk.verdicts(store.read(folder / NAME))
    cells = essay_row("ben", "<b>Not</b> firm.", "marked by hand")
    typed = dict(zip(HEAD, cells, strict=True))
    assert desk.filled([typed], known) == [typed]
    pending = typed | {"status": "pending"}
    (filled,) = desk.filled([pending], known)
    assert (filled["points"], filled["status"]) == ("4", desk.AT_THE_DESK)
    assert desk.filled([filled], []) == [pending | {"points": "0"}]
    other = pending | {"answer": "Another text."}
    assert desk.filled([other], known) == [other]
    assert pending["points"] == "0"


def test_bad_calls_say_what_to_do(folder, tmp_path, capsys):
    """No table, a foreign table, no essay, a share that is none, nothing to export."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(empty, "--marker", "m", "--no-open") == 2
    assert "Run `gorin grade" in capsys.readouterr().err
    assert run(folder, "--export") == 2
    assert "`gorin desk" in capsys.readouterr().err
    (empty / "marks.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(empty, "--marker", "m", "--no-open") == 2
    assert "not the table" in capsys.readouterr().err
    sheets.write({empty / "marks.csv": (HEAD, [passage_row("a", "1")])})
    assert run(empty, "--marker", "m", "--no-open") == 2
    assert "no essay in it" in capsys.readouterr().err
    sheets.write({empty / "marks.csv": (HEAD, [essay_row("a", question="Q2.11")])})
    assert run(empty, "--marker", "m", "--no-open") == 2
    assert "Q2.11 has none" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(folder, "--share", "120")
    assert run(folder, "--marker", " ", "--no-open") == 2
    assert "no name of a marker" in capsys.readouterr().err


def test_merging_says_what_came_and_what_did_not_go_together(folder, tmp_path, capsys):
    """Conflicts are lines, and the command returns 1."""
    run(folder, "--marker", "m", "--no-open")
    other = tmp_path / "other"
    other.mkdir()
    (other / NAME).write_bytes((folder / NAME).read_bytes())
    anna = by_student(folder)["anna"]
    give(other / NAME, "n", anna, 2)
    assert run(folder, "--merge", str(other)) == 0
    assert "0 essays, 1 levels and comments" in capsys.readouterr().out
    give(folder / NAME, "n", anna, 3)
    assert run(folder, "--merge", str(other)) == 1
    said = capsys.readouterr().out
    assert f"Q2.12, essay {anna.code}, Claim: n has 3 here and 2 there" in said
    assert "Conflicts: 1. What is here stays, until it is changed at the desk." in said
    assert run(folder, "--merge", str(tmp_path / "none")) == 2
    assert "Name the other marker's desk.sqlite" in capsys.readouterr().err


@pytest.fixture
def live(folder):
    """A desk of `m`, and a function that acts as the front end does."""
    run(folder, "--marker", "m", "--no-open", "--share", "50")
    made = shown(folder, "m")
    assert isinstance(made, Desk)
    acknowledged = []
    made.send = acknowledged.append

    def act(act, **fields):
        made._heard(made, {"act": act, "number": "1", **fields}, [])
        return acknowledged[-1]["trouble"]

    return made, act


def test_names_do_not_leave_the_kernel_unless_asked_for(folder, live):
    """Neither the state nor the page of a notebook that is saved holds one."""
    made, act = live
    for place in (json.dumps(made.state), json.dumps(made.spec), made.page(), repr(made)):
        assert "anna" not in place
        assert "ben" not in place
    assert "Firm" not in made.page()
    assert act("switch", what="names", on=True) == ""
    assert made.state["essay"]["name"] in {"anna", "ben"}
    assert folder.name not in made.page()


def test_the_static_page_survives_the_sanitizer(live):
    """Progress, and how to go on."""
    made, act = live
    assert page.troubles(made.page()) == []
    assert set(made._repr_mimebundle_()) == {LIVE, "text/html", "text/plain"}
    assert repr(made) == "Marking desk: 0 of 2 essays marked"
    for criterion in CLAIM:
        act("level", essay=made.value, criterion=criterion, level=2)
    assert repr(made) == "Marking desk: 1 of 2 essays marked"
    assert "1 of 2" in page.words(made.page())


def test_a_whole_marking(live):
    """Levels, comment, undo, the next essay, the end of the queue."""
    made, act = live
    first = made.value
    for criterion in CLAIM:
        act("level", essay=first, criterion=criterion, level=3)
    assert made.state["essay"]["earned"] == "2.67"
    act("comment", essay=first, text="Good.")
    act("go", to="previous")
    assert made.state["said"] == "This is the first essay."
    act("go", to="next")
    assert made.value != first
    act("undo")
    assert (made.value, made.state["said"]) == (first, "Taken back: the comment.")
    assert made.state["essay"]["comment"] == ""
    act("undo")
    assert made.state["said"] == "Taken back: Quotation and limits, level 3."
    assert made.state["essay"]["earned"] == ""
    act("go", to="next")
    act("go", to="next")
    assert made.state["said"] == "This is the last essay."
    act("go", to="open")
    assert made.value == first


def test_the_second_marker_is_blind_until_done(folder, live):
    """Only the sample comes, and another's levels are shown when one's own are all given."""
    made, act = live
    essays = by_student(folder).values()
    for essay in essays:
        give(folder / NAME, "first", essay, 1, 2, 3, 4)
    act("go", to="open")
    assert made.state["said"] == "Nothing is left to mark here."
    act("switch", what="second", on=True)
    assert (made.state["of"], made.state["done"]) == (1, 0)
    assert made.state["essay"]["others"] == []
    assert made.state["essay"]["taken"] == ["first"]
    act("switch", what="finish", on=True)
    assert made.state["finish"]["agreement"] == []
    for criterion, level in zip(CLAIM, (1, 2, 3, 1), strict=True):
        act("level", essay=made.value, criterion=criterion, level=level)
    assert made.state["essay"]["others"][0][0] == "first"
    finish = made.state["finish"]
    assert finish["progress"] == [("Q2.12", 2, 2, 1, 1)]
    (talk,) = finish["talk"]
    assert talk[3:] == ["Quotation and limits", ["first", "m"], (4, 1)]
    (essay,) = (one for one in essays if one.id == talk[0])
    give(folder / NAME, "third", essay, 4, 4, 4, 4)


def test_nothing_that_a_front_end_sends_raises(live):
    """It is answered with what was wrong, and changes nothing."""
    made, act = live
    before = made.state
    assert "no essay" in act("level", essay="x", criterion="Claim", level=1)
    assert "no level" in act("level", essay=made.value, criterion="Claim", level=9)
    for wrong in ("level", "comment", "keep", "go", "choose", "switch", "delete", ["x"]):
        assert act(wrong) != ""
    made._heard(made, "nonsense", [])
    made._heard(made, {}, [])
    assert made.state == before


def test_without_a_desk_there_is_a_notice(tmp_path):
    """Run All goes on."""
    assert isinstance(shown(tmp_path), Notice)
    assert "gorin desk" in repr(shown(tmp_path))
    assert isinstance(shown(None), Notice)
    assert isinstance(shown(tmp_path, ""), Notice)


def test_a_class_of_one_question_has_its_share(folder):
    """The share that was asked for is a fraction of the essays."""
    run(folder, "--marker", "m", "--no-open", "--share", "50%")
    assert store.read(folder / NAME).share == Fraction(1, 2)


def test_agreement_worse_than_chance_has_a_minus(tmp_path):
    """As figures elsewhere, and no hyphen."""
    path = tmp_path / NAME
    for turn, essay in enumerate(laid(path, students=4)):
        give(path, "m", essay, *[1 + turn % 2] * 4)
        give(path, "n", essay, *[2 - turn % 2] * 4)
    (whole, *_) = overview(store.read(path), "m")["agreement"]
    assert whole[3] == "−1.00"
