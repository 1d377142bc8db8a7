"""Giving back: every student's page, what it says, and what it keeps to itself."""

import re
import zipfile

import pytest
from lxml import html

import marks as made
from gorin import cli, keys
from gorin.bank import bank
from gorin.classroom import sheets
from gorin.classroom.essay_marks import COLUMNS
from gorin.errors import CourseError
from gorin.marking import example

NAME = made.NAME
KEYS = keys.read_solution(made.SOLUTIONS / f"{NAME}.ipynb")
HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "../../up",
    "CON",
    "Ann\nLee",
    "ann \u202egnp",
    "'; DROP TABLE",
    "\u05d0\u05d1\u05d2",
    "<img src=x onerror=alert(1)>",
]
HEADER = "student,exercise,question,points,out_of,status,answer,remark\n"
ESSAY = (
    "<b>Bold</b> & “positive assurance” (¶3.2d).\n\nA second \u202eparagraph, “not of the memo”."
)


@pytest.fixture
def back(tmp_path):
    """A function that gives marks back and returns the pages, parsed, by their path."""

    def back(students, *more, files=(), name="feedback"):
        made.written(tmp_path / "marks", students, files)
        to = tmp_path / name
        assert cli.main(["feedback", str(tmp_path / "marks"), "--to", str(to), *more]) == 0
        return {
            path.relative_to(to).as_posix(): html.fromstring(path.read_bytes())
            for path in sorted(to.rglob("*.html"))
        }

    back.folder = tmp_path
    return back


def beats(page, question):
    """The text of a question's beats, by their headings."""
    section = page.get_element_by_id(question)
    return {
        beat.find("h3").text: " ".join(beat.find("div").text_content().split())
        for beat in section.find_class("beat")
    }


def test_each_question_has_three_beats(back):
    """What was answered, with the passage; what was asked; where to look."""
    answers = {"Q2.1": "3.2a", "Q2.2": "positive assurance", "Q2.4": {"3.2e": "duty"}, "Q2.3": "b"}
    page = back({"Ann": answers})[f"Ann/{NAME}.html"]
    said = beats(page, "Q2.1")
    assert said["You answered"].startswith("¶3.2a “The Ambassador said that his Government")
    assert said["What was asked"].startswith(bank().question("Q2.1").prompt)
    assert "Skill: close reading." in said["What was asked"]
    assert said["Where to look"].startswith("This says how much the matter weighs in Moscow.")
    quoted = page.get_element_by_id("Q2.2").xpath(".//blockquote//strong")[0].text
    assert quoted == "positive assurance"
    assert "1 of 4 rows answered" in beats(page, "Q2.4")["You answered"]
    assert beats(page, "Q2.5")["You answered"] == "Nothing was answered."
    assert beats(page, "Q2.5")["Where to look"] == bank().question("Q2.5").hint


def test_the_notes_number_is_raised(back):
    """So that nobody reads "Committee31", not even where the words before it are set off."""
    answers = {"Q2.1": "5.1d", "Q2.2": "attack from the Dies Committee"}
    page = back({"Ann": answers})[f"Ann/{NAME}.html"]
    for question in answers:
        assert [one.text for one in page.get_element_by_id(question).iter("sup")] == ["31"]


def test_points_are_those_of_the_marks_and_add_up(back):
    """The page says what the gradebook says, and that an essay waits."""
    page = back({"Ann": made.right() | {"Q2.1": "3.2"}})[f"Ann/{NAME}.html"]
    total = page.find_class("sum")[0].text_content()
    assert total == "19 of 24 points. 4 of them wait for a reader."
    strip = [" ".join(li.text_content().split()) for li in page.find_class("strip")[0]]
    assert strip[0] == "Q2.1 ◐ 1 of 2"
    assert strip[-1] == "Q2.12 … – of 4"


def wrong_answers():
    """A student for each misreading that the exercise knows, who answers all else with it."""
    for question in bank().exercise(NAME).questions:
        for part in KEYS[question.id].misreadings:
            value = example(question, KEYS[question.id], part)
            if question.kind in ("passages", "choices", "match", "order"):
                continue  # these hold keys of their own: what is answered there is no secret
            yield question, part, value


def test_no_key_is_given_away(back):
    """Not by a remark, a passage, an explanation or an option, whatever was misread."""
    wrong = list(wrong_answers())
    students = {f"s{number:03}": {q.id: value} for number, (q, _, value) in enumerate(wrong)}
    pages = back(students)
    for (question, part, _), page in zip(wrong, pages.values(), strict=True):
        looked = beats(page, question.id)["Where to look"]
        key = KEYS[question.id]
        right = {"quote": "3.2e", "passage": key.value}.get(question.kind, "")
        if right and right != part:
            assert right not in looked.replace(question.hint, "")
        words = page.text_content()
        assert key.feedback[:60] not in words
        if question.kind == "choice":
            text = next(option.text for option in question.options if option.id == key.value)
            assert text not in words
        assert "The key of" not in words


def test_reveal_shows_key_and_explanation(back):
    """After the seminar the same page holds everything."""
    pages = back({"Ann": {"Q2.1": "3.2a", "Q2.7": "1.2c"}}, "--reveal")
    section = pages[f"Ann/{NAME}.html"].get_element_by_id("Q2.1")
    words = section.find_class("key")[0].text_content()
    assert "The key of Q2.1" in words
    assert "would be released and deported from Soviet territory" in words
    assert "¶3.2f" in beats(pages[f"Ann/{NAME}.html"], "Q2.1")["Where to look"]
    assert section.find_class("key")[0].xpath(".//p/strong")
    essay = pages[f"Ann/{NAME}.html"].get_element_by_id("Q2.12").text_content()
    assert "This sample is at level 4" in essay
    assert "The offer leaves the first step to Washington" not in essay


def test_nothing_a_student_wrote_is_markup_or_a_path(back):
    """Names and answers of hostile students: escaped, in folders of their own, one page each."""
    answers = {"Q2.1": "<script>1</script>", "Q2.2": '" onclick="x', "Q2.12": ESSAY}
    pages = back(dict.fromkeys(HOSTILE, answers))
    assert len(pages) == len(HOSTILE)
    for path, page in pages.items():
        assert path.count("/") == 1
        assert not page.xpath("//script | //img | //iframe | //@onclick | //@onerror | //@style")
        raw = html.tostring(page, encoding="unicode")
        assert not set(raw) & set("\u202e\u2066\x00")
        own = page.get_element_by_id("Q2.12").find_class("own")[0]
        assert len(own.findall("p")) == 2
        assert own.findall("p")[0].text_content().startswith("<b>Bold</b> & “positive")
    titles = {page.findtext(".//title") for page in pages.values()}
    assert any("<script>alert(1)</script>" in title for title in titles)
    assert any("=cmd|" in title and "'=cmd" not in title for title in titles)


def test_an_essays_quotations_are_looked_up(back):
    """Each has its anchor, or the word that the memo has it not."""
    page = back({"Ann": {"Q2.12": ESSAY}})[f"Ann/{NAME}.html"]
    said = beats(page, "Q2.12")["You answered"]
    assert "“positive assurance” ¶3.2d" in said
    assert "“not of the memo” not in the memo" in said


def test_a_readers_levels_and_comment_are_given_back(back, tmp_path):
    """In the rubric's own words; the points count, and nothing waits any more."""
    row = ("Ann", NAME, "Q2.12", "3", "Claim=3; Voice=2", "Good <i>start</i>.\n\nGo on.", "M. <b>")
    sheets.write({tmp_path / "essays.csv": (COLUMNS, [row])})
    pages = back({"Ann": made.right()}, "--essays", str(tmp_path / "essays.csv"))
    page = pages[f"Ann/{NAME}.html"]
    read = beats(page, "Q2.12")["Your reader"]
    assert bank().rubrics["Q2.12"][0].levels[2] in read
    assert "Good <i>start</i>. Go on." not in read  # two paragraphs, not one
    assert "Good <i>start</i>.Go on.Read by M. <b>." in read
    assert page.find_class("sum")[0].text_content() == "23 of 24 points."


def test_essays_that_wait_are_counted(back, capsys):
    """Who forgot to export the desk is told before the pages go out."""
    students = {"Ann": {"Q2.12": ESSAY}, "Bo": {"Q2.12": ESSAY}, "Cy": {}}
    back(students)
    assert "wait for a reader: 2," in capsys.readouterr().out
    row = ("Ann", NAME, "Q2.12", "2.5", "", "Go on.", "M")
    sheets.write({back.folder / "marks" / "essays.csv": (COLUMNS, [row])})
    back(students)
    assert "wait for a reader: 1," in capsys.readouterr().out
    back({"Ann": students["Ann"]})
    assert "wait for" not in capsys.readouterr().out


def test_a_mark_by_hand_in_the_table_is_given_back(tmp_path):
    """An instructor may write points and a remark straight into marks.csv."""
    made.written(tmp_path / "m", {"Ann": made.right()})
    rows = sheets.read(tmp_path / "m" / "marks.csv")
    for row in rows:
        if row["question"] == "Q2.12":
            row |= {"points": "2,5", "status": "marked by hand", "remark": "Well <argued>."}
    table = (list(rows[0]), [list(row.values()) for row in rows])
    sheets.write({tmp_path / "m" / "marks.csv": table})
    assert cli.main(["feedback", str(tmp_path / "m"), "--to", str(tmp_path / "f")]) == 0
    page = html.fromstring((tmp_path / "f" / "Ann" / f"{NAME}.html").read_bytes())
    assert "Well <argued>." in beats(page, "Q2.12")["Where to look"]
    assert page.find_class("sum")[0].text_content() == "22.5 of 24 points."


def test_zips_go_back_to_the_lms_they_came_from(back, tmp_path):
    """Each page under the name that its LMS knows; the account says which."""
    files = [
        ("Ann", f"leeann_LATE_12_345_{NAME}.ipynb", "marked", ""),
        ("Bo", f"Bo Bo_77_assignsubmission_file/{NAME}.ipynb", "marked", ""),
    ]
    pages = back({"Ann": made.right(), "Bo": {}, "Cy": {}}, files=files)
    to = tmp_path / "feedback"
    assert len(pages) == 3
    with zipfile.ZipFile(to / f"canvas-{NAME}.zip") as archive:
        assert archive.namelist() == [f"leeann_LATE_12_345_feedback-{NAME}.html"]
        assert archive.read(archive.namelist()[0]) == (to / "Ann" / f"{NAME}.html").read_bytes()
    with zipfile.ZipFile(to / f"moodle-{NAME}.zip") as archive:
        assert archive.namelist() == [f"Bo Bo_77_assignsubmission_file/feedback-{NAME}.html"]
    account = sheets.read(to / "feedback.csv")
    assert [(row["student"], row["lms"]) for row in account] == [
        ("Ann", "canvas"),
        ("Bo", "moodle"),
        ("Cy", ""),
    ]


def test_the_same_marks_give_the_same_bytes(back, tmp_path):
    """Pages and zips alike."""
    files = [("Ann", f"leeann_12_345_{NAME}.ipynb", "marked", "")]
    back({"Ann": made.right()}, files=files, name="one")
    back({"Ann": made.right()}, files=files, name="two")
    one, two = (
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*.*")}
        for n in ("one", "two")
    )
    assert one == two


def test_a_later_run_replaces_its_own_and_nothing_else(back, tmp_path, capsys):
    """Students who are gone leave no page behind; a file of somebody's stops the run."""
    back({"Ann": {}, "Bo": {}})
    assert list(back({"Ann": {}})) == [f"Ann/{NAME}.html"]
    (tmp_path / "feedback" / "notes.txt").write_text("mine", encoding="utf-8")
    marks, to = str(tmp_path / "marks"), str(tmp_path / "feedback")
    assert cli.main(["feedback", marks, "--to", to]) == 2
    assert "holds notes.txt, which no earlier run wrote" in capsys.readouterr().err
    assert (tmp_path / "feedback" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "feedback" / "Ann" / f"{NAME}.html").is_file()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_one_exercise_may_be_given_back_alone(back, tmp_path, capsys):
    """Another that is not in the bank is named with those that are."""
    assert back({"Ann": {}}, "--exercise", NAME)
    marks, to = str(tmp_path / "marks"), str(tmp_path / "x")
    assert cli.main(["feedback", marks, "--to", to, "--exercise", "nope"]) == 2
    assert "no exercise 'nope'" in capsys.readouterr().err
    assert cli.main(["feedback", marks, "--to", to, "--exercise", "01-context"]) == 2
    assert "no marks to give back" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (None, "Name the folder that `gorin grade` wrote"),
        ("a,b\n1,2\n", "no column 'student'"),
        (f"{HEADER}Ann,{NAME},Q2.1,many,2,marked,3.2f,\n", "row 2: 'many' are no points"),
        (f"{HEADER}Ann,{NAME},Q9.1,1,2,marked,3.2f,\n", "no question 'Q9.1'"),
    ],
)
def test_what_is_no_table_of_marks_is_refused(tmp_path, capsys, table, said):
    """The file, the row, and what to do."""
    (tmp_path / "m").mkdir()
    if table is not None:
        (tmp_path / "m" / "marks.csv").write_text(table, encoding="utf-8")
    assert cli.main(["feedback", str(tmp_path / "m"), "--to", str(tmp_path / "f")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "f").exists()


def test_documents_lead_to_their_papers(back):
    """An id in a remark is a link to the edition; nothing is loaded from there."""
    page = back({"Ann": {"Q2.11": "d"}})[f"Ann/{NAME}.html"]
    link = page.get_element_by_id("Q2.11").xpath(".//a")[0]
    assert link.text == "d902"
    assert re.fullmatch(r"https://history\.state\.gov/\S+/d902", link.get("href"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    """The instructor hears where it failed."""
    from gorin.classroom.feedback import Choice, give_back

    made.written(tmp_path / "m", {"Ann": {}})
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CourseError, match="cannot be written to"):
        give_back(tmp_path / "m", made.SOLUTIONS, tmp_path / "file" / "f", Choice())
    with pytest.raises(CourseError, match="a file is there"):
        give_back(tmp_path / "m", made.SOLUTIONS, tmp_path / "file", Choice())
