"""The pages given back and the page of the class, in a plain browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from beyond import WORDS
from playwright.sync_api import expect
from twin import letters

import marks as made
from gorin.classroom import demo, essay_marks, feedback, report, sheets

BUILT = """() => [...document.querySelectorAll('*')].map(
    (e) => e.tagName + [...e.attributes].map(({name, value}) => ` ${name}=${value}`).join('')
)"""
ESSAY = "“positive assurance” (¶3.2d) <b>and</b> \u05d0\u05d1 " + "long" * 60


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Feedback without and with keys and essay marks, and the report of a class of ten."""
    place = tmp_path_factory.mktemp("pages")
    right = made.right()
    wrong = {"Q2.1": "3.2a", "Q2.4": {"3.2e": "duty"}, "Q2.8": ["3.1a"], "Q2.12": ESSAY}
    students = {demo.name_of(n): right if n % 3 else wrong for n in range(10)}
    made.written(place / "m", students)
    levels = "Claim=3; Wording=2; Voice=4"
    row = (demo.name_of(0), made.NAME, "Q2.12", "2.5", levels, "Go on.", "M")
    sheets.write({place / "essays.csv": (essay_marks.COLUMNS, [row])})
    for name, reveal in (("plain", False), ("keys", True)):
        choice = feedback.Choice((), place / "essays.csv", reveal)
        feedback.give_back(place / "m", made.SOLUTIONS, place / name, choice)
        report.write(place / "m", made.SOLUTIONS, place / f"class-{name}.html", reveal=reveal)
    student = f"{demo.name_of(0)}/{made.NAME}.html"
    return [place / name for name in ("plain/" + student, "keys/" + student)] + [
        place / f"class-{name}.html" for name in ("plain", "keys")
    ]


@pytest.mark.parametrize("place", range(4), ids=["feedback", "keys", "class", "class-keys"])
def test_a_page_can_be_read_by_everybody(browser, pages, place):
    """Axe finds nothing, light and dark; nothing is cut off; the policy stops nothing of ours."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(pages[place].as_uri())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found] == [], scheme
    for width in (1280, 640, 360):  # 640 is 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    colour = "getComputedStyle(document.querySelector('.course')).color"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(colour) == "rgb(31, 78, 121)"  # our style is let in
    assert said == []
    page.close()


def test_a_page_is_walked_by_keyboard(browser, pages):
    """The line of questions leads to each of them; a wide table is reached and scrolled."""
    page = browser.new_page(viewport={"width": 360, "height": 700})
    page.goto(pages[0].as_uri())
    page.keyboard.press("Tab")
    expect(page.locator(".strip a").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#Q2\\.2 h2")).to_be_in_viewport()
    page.goto(pages[2].as_uri())
    page.keyboard.press("Tab")
    expect(page.locator(".wide").first).to_be_focused()
    page.close()


def test_in_black_and_white_the_heat_map_tells_its_steps(browser, pages):
    """Printed without shades, each step still has a line of its own thickness."""
    page = browser.new_page()
    page.goto(pages[2].as_uri())
    page.emulate_media(media="print")
    lines = page.locator(".legend mark").evaluate_all(
        "all => all.map(e => getComputedStyle(e).borderBottomWidth"
        " + getComputedStyle(e).borderBottomStyle)"
    )
    assert len(set(lines)) == 5
    colours = "all => all.map(e => getComputedStyle(e).borderBottomColor)"
    assert set(page.locator(".legend mark").evaluate_all(colours)) == {"rgb(0, 0, 0)"}
    page.close()


LINKED = """() => document.querySelectorAll('.prompt + .wide').forEach((table, n) => {
    const place = n => Object.assign(document.createElement('a'), {href: `#${n}`});
    table.id = `table${n}`;
    table.previousElementSibling.id = `prompt${n}`;
    document.body.append(place(table.id), place(table.previousElementSibling.id));
})"""


def printed(page, height=297):
    """Print to PDF; return the page (an object's number) of each linked place, and the first."""
    made = page.pdf(width="210mm", height=f"{height}mm")
    first = re.search(rb"/Kids \[([0-9]+) 0 R", made)[1]
    at = re.findall(rb"/([\w.]+) \[([0-9]+) 0 R /XYZ", made)
    return {name.decode(): place for name, place in at}, first


def test_on_paper_the_first_question_follows_the_head(browser, pages):
    """The first sheet is not left empty below the points; no question is cut off from its table."""
    page = browser.new_page()
    page.goto(pages[0].as_uri())
    at, first = printed(page)
    assert at["Q2.1"] == first
    page.goto(pages[2].as_uri())
    page.evaluate(LINKED)
    for height in range(200, 300, 10):  # so that some prompt stands at the foot of some page
        at, _ = printed(page, height)
        tables = [name for name in at if name.startswith("table")]
        assert len(tables) > 3
        assert [t for t in tables if at[t] != at[t.replace("table", "prompt")]] == []


def test_no_word_of_a_student_builds_or_fetches_anything(browser, tmp_path):
    """Attacks as name, quotation and essay: each page is that of letters; nothing is fetched."""
    page = browser.new_page(viewport={"width": 360, "height": 700})
    said, asked, seen = [], [], {}
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    for name, shaped in (("hostile", str), ("tame", letters)):
        to, words = tmp_path / name, map(shaped, WORDS.values())
        given = {f"{n:02} {one}": {"Q2.2": one, "Q2.12": one} for n, one in enumerate(words)}
        made.written(tmp_path / "m", given)
        feedback.give_back(tmp_path / "m", made.SOLUTIONS, to, feedback.Choice())
        for path in sorted(to.rglob("*.html")):
            page.goto(path.as_uri())
            seen.setdefault(path.parent.name[:2], []).append(page.evaluate(BUILT))
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert len(seen) == len(WORDS)
    for number, (hostile, tame) in seen.items():
        assert hostile == tame, number
    assert said == []
    assert [url.rpartition("/")[2] for url in asked] == [f"{made.NAME}.html"] * 2 * len(WORDS)
    page.close()
