"""The page of the class: figures without names."""

import re

import pytest
from lxml import html

import marks as made
from gorin import cli
from gorin.bank import bank
from gorin.classroom.report import FEWEST
from gorin.classroom.seminar import ask, in_short
from gorin.marking import canonical

NAME = made.NAME
RIGHT = made.right()
NAMES = [
    "Ann Lee",
    "<script>alert(1)</script>",
    "=cmd|calc",
    "\u202eRTL",
    "new\nline",
    "Zoë Ö",
    "Bo",
    "Cy",
]
CLASS = {
    name: RIGHT | {"Q2.1": ("3.2a", "3.2a", "3.2f", "3.2", "3.2f", "3.2f", "3.2f", "3.2d")[place]}
    for place, name in enumerate(NAMES)
}


@pytest.fixture
def report(tmp_path):
    """A function that writes the page of a class and returns it, raw and parsed."""

    def report(students, *more, files=()):
        made.written(tmp_path / "m", students, files)
        to = tmp_path / "class.html"
        assert cli.main(["report", str(tmp_path / "m"), "--to", str(to), *more]) == 0
        raw = to.read_text(encoding="utf-8")
        return raw, html.fromstring(raw.encode())

    return report


def shares(page, question):
    """The share of each clause of a question's heat map, by anchor, and its step."""
    return {
        re.match(r"[0-9.a-z]+", mark.find_class("share")[0].text)[0]: (
            mark.find_class("share")[0].text.split("· ")[1],
            mark.get("class"),
        )
        for mark in page.get_element_by_id(question).xpath(".//mark")
    }


def test_the_memo_shows_where_the_class_located_it(report):
    """Share in figures and as a step of the line; a sentence counts at each of its clauses."""
    _, page = report(CLASS)
    found = shares(page, "Q2.1")
    assert found["3.2f"] == ("62\N{NO-BREAK SPACE}%", "s4")
    assert found["3.2a"] == ("38\N{NO-BREAK SPACE}%", "s2")
    assert found["3.2b"] == ("12\N{NO-BREAK SPACE}%", "s1")
    words = page.get_element_by_id("Q2.1").text_content()
    assert "1 answer names a whole sentence" in words
    assert "Nobody pointed at ¶1, ¶2, ¶4 or ¶5." in words


def test_a_quotation_counts_where_it_stands(report):
    """Words of one clause are an answer of that clause."""
    _, page = report(CLASS | {"Dee": {"Q2.2": "positive assurance"}})
    assert set(shares(page, "Q2.2")) == {"3.2d", "3.2e"}


def test_each_row_has_its_commonest_choice(report):
    """With its share, and the next one."""
    other = RIGHT | {"Q2.4": RIGHT["Q2.4"] | {"5.2b": "order"}}
    _, page = report({f"s{n}": other if n < 6 else RIGHT for n in range(8)})
    rows = page.get_element_by_id("Q2.4").xpath(".//tbody/tr")
    cells = [" ".join(cell.text_content().split()) for cell in rows[1]]
    assert cells[1:] == ["gives an order to act", "75 %", "says what somebody thinks right, 25 %"]


def test_nobodys_name_or_words_are_on_it(report):
    """Neither names nor file names nor essays nor what was typed amiss."""
    own = {"Q2.12": "My own words about it.", "Q2.1": "my typing", "Q2.2": "my misquotation"}
    files = [(name, f"{name}_{NAME}.ipynb", "marked", f"late for {name}") for name in NAMES]
    raw, page = report(dict.fromkeys(NAMES, RIGHT | own), files=files)
    words = page.find("body").text_content()
    for secret in (*NAMES, "script", "My own", "my typing", "my misquotation", ".ipynb"):
        assert secret not in words, secret
    assert not page.xpath("//script | //img | //@style | //@onerror")
    assert "alert" not in raw
    assert "\u202e" not in raw


def test_fewer_than_five_are_not_shown(report):
    """A class of four sees who handed in, and no figure of anybody's."""
    few = dict(list(CLASS.items())[: FEWEST - 1])
    raw, page = report(few)
    assert "4 students handed in. With fewer than 5 a figure could be told" in page.text_content()
    assert not page.xpath("//mark")
    assert "3.2a" not in raw
    assert "4 of 4" in page.xpath("//header")[0].text_content()


def test_a_question_that_few_answered_is_not_shown(report):
    """Four answers among eight hand-ins are four students' answers."""
    students = {name: {"Q2.9": "d"} for name in NAMES}
    for name in NAMES[:4]:
        students[name] = {"Q2.9": "d", "Q2.1": "3.2a"}
    _, page = report(students)
    words = page.get_element_by_id("Q2.1").text_content()
    assert "4 students answered this in its form" in words
    assert not page.get_element_by_id("Q2.1").xpath(".//mark")
    assert "answered ¶3.2a" not in page.text_content()


def test_a_shared_misreading_becomes_a_question(report):
    """What many took it for, how to talk about it, and what to bring out; once is not enough."""
    _, page = report(CLASS)
    blocks = [" ".join(block.text_content().split()) for block in page.find_class("ask")]
    assert len(blocks) == 1
    assert blocks[0].startswith("Q2.1 · 2 of 8 answered ¶3.2aRead ¶3.2a “The Ambassador said")
    assert blocks[0].endswith("To bring out: This says how much the matter weighs in Moscow.")


def test_keys_are_named_only_where_they_are_revealed(report):
    """Without it the page may hang on the wall."""
    raw, page = report(CLASS)
    assert "key</" not in raw
    assert "(key)" not in raw
    assert "· key" not in raw
    assert "It names no key and no student" in page.text_content()
    raw, page = report(CLASS, "--reveal")
    assert "3.2f" in [
        m.find_class("share")[0].text.split("\xa0")[0] for m in page.find_class("here")
    ]
    assert "It names the keys" in page.text_content()
    assert "(key)" in page.get_element_by_id("Q2.3").text_content()
    assert "read on to ¶3.2f" in page.find_class("ask")[0].text_content()


def test_hand_ins_are_counted(report):
    """Late, without an answer, unreadable, earlier attempts; of all who are known."""
    files = [
        ("Ann Lee", "a", "marked", "late, by the LMS"),
        ("Ann Lee", "b", "listed", "2 attempts"),
        ("Bo", "late.ipynb", "marked", "says that it is 'late, by the LMS'"),
        ("Eve", "c", "unreadable", "not JSON"),
        ("Fay", "", "missing", "nothing handed in"),
    ]
    _, page = report(CLASS | {"Cy": {}}, files=files)
    cells = [cell.text_content() for cell in page.xpath("//header//tbody/tr")[0]]
    assert cells[1:] == ["8 of 10", "1", "1", "7", "1", "1"]


def test_a_figure_is_explained_where_it_stands(report):
    """The link is a word of ours; who plans a seminar need not look for it at the foot."""
    _, page = report(CLASS)
    (caption,) = [c.text for c in page.iter("caption") if c.text.startswith("How hard")]
    assert "The link is 1 where those who did well elsewhere did well here" in caption


def test_the_notes_number_is_raised(report):
    """In the memo as a heat map."""
    _, page = report({name: {"Q2.1": "5.1d"} for name in NAMES})
    assert [one.text for one in page.get_element_by_id("Q2.1").iter("sup")] == ["31"]


def test_the_same_marks_give_the_same_page(report):
    """Whatever the order of sets."""
    assert report(CLASS)[0] == report(CLASS)[0]


@pytest.mark.parametrize("exercise", made.EXERCISES)
def test_every_misreading_has_a_question_in_one_piece(exercise):
    """Every kind and skill of the course: a whole sentence with a question in it."""
    from gorin import keys

    known = keys.read_solution(made.SOLUTIONS / f"{exercise}.ipynb")
    for question in bank().exercise(exercise).questions:
        for part in known[question.id].misreadings:
            asked = ask(question, canonical(question, part))
            assert asked.endswith(("?", "you count.")), asked
            assert ".?" not in asked
            assert "..”" not in asked
            assert in_short(question, canonical(question, part))


@pytest.mark.parametrize(
    ("question", "part", "start"),
    [
        ("Q1.1", "a", "Read ¶2.2 “I told the Ambassador that the Attorney General"),
        ("Q1.5", "b", "Somebody says: “Round brackets are always the writer’s own.” Who could"),
        ("Q1.8", "a", "Some answered “17 February 1941”. What invites them to, and what forbids"),
        ("Q1.6", "n42=date", "Some put “42” with “a date”. What invites them to"),
    ],
)
def test_only_a_claim_is_put_into_somebodys_mouth(question, part, start):
    """A passage is read aloud, a day or a person is what some answered."""
    assert ask(bank().question(question), part).startswith(start)


def test_a_page_that_cannot_be_written_is_named(tmp_path, capsys):
    """The folder in its place stays what it is."""
    made.written(tmp_path / "m", {"Ann": {}})
    (tmp_path / "class.html").mkdir()
    to = str(tmp_path / "class.html")
    assert cli.main(["report", str(tmp_path / "m"), "--to", to]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.html", "m"]
