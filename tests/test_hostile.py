"""Attacks on the course: no mark gained, no file lost, nothing executed, nothing unescaped.

A class of attackers goes through everything that an instructor does with a class, under an audit
hook: marking, the desk, pages to give back, zips and tables for an LMS, the page of the class,
annotations.
"""

import ast
import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from attacks import ATTACKS as ON_MARKS
from attacks import ONE
from beyond import BEYOND, FITS, WHOLE, WORDS
from lxml import html
from twin import built, harmless

import page
from gorin import answers, cli, keys
from gorin.classroom import sheets
from gorin.essays import decisions, store
from gorin.essays.decisions import Place
from school import NAME, RIGHT, School, course_in, keys_in, notebook

HERE = Path(__file__).parent / "hostile"
ATTACKS = [*ON_MARKS, *BEYOND]
MEMORY = 700_000_000  # bytes that the command may have, address space and all
SECONDS = 60  # of a processor; it needs five
COMMENT = "</p><script>alert(1)</script>\n\n=1+1 \u202e& “<b>”"  # a marker may paste anything
CANVAS = ["Student", "ID", "SIS Login ID", "Section", f"{NAME} (9)"]
MOODLE = ["Identifier", "Full name", "Email address", "Grade"]
MOODLE += ["Maximum grade", "Last modified (grade)"]
RUBRIC = f"""
[[rubric]]
question = "Q99.9"
[[rubric.criterion]]
name = "Claim"
levels = {json.dumps([f"Level {number}." for number in range(1, 5)])}
"""
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="names and pipes of POSIX")


def bounded():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def watched(school, *calls):
    """Run commands in a process of their own, under the audit hook, with little of all."""
    roots = [f"+{school.to.parent}", school.folder, school.keys, school.folder.parent / "data"]
    whole = [str(part) for call in calls for part in ("--", *call)]
    command = [sys.executable, str(HERE / "watch.py"), "none", *map(str, roots), *whole]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=school.to.parent,
        preexec_fn=bounded if sys.platform == "linux" else None,
    )
    assert done.returncode == 0, done.stderr
    *said, statuses = done.stdout.splitlines()
    return said, ast.literal_eval(statuses), done.stderr


@pytest.fixture(scope="module")
def besieged(tmp_path_factory):
    """A class of attackers with one good student among them, marked and laid on the desk."""
    root = tmp_path_factory.mktemp("siege")
    data = course_in(root)
    with (data / "rubrics.toml").open("a", encoding="utf-8") as file:
        file.write(RUBRIC)
    school = School(root / "class", keys_in(root), root / "out" / "marks")
    school.to.parent.mkdir()
    for attack in ATTACKS:
        if callable(attack.files):
            attack.files(school.folder)
        else:
            for name, content in attack.files.items():
                school.put(name, content)
    school.put(f"good_{ONE}", notebook(RIGHT))
    school.before = {p: p.lstat().st_mtime_ns for p in root.rglob("*") if not p.is_dir()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GORIN_DATA", str(data))
        desk = ["desk", str(school.to), "--marker", "m", "--no-open"]
        school.said, statuses, _ = watched(school, school.call(), desk, ["look", school.to])
        assert statuses == [0, 0, 0]
        yield school


@pytest.fixture(scope="module")
def given(besieged):
    """All that goes out to students, to an LMS and onto the wall; and the same of a twin."""
    out, marks = besieged.to.parent, besieged.to
    desk = marks / "desk.sqlite"
    for essay in store.read(desk).essays[::2]:
        decisions.give(desk, Place(essay.id, "m", "Claim"), 3)
        decisions.comment(desk, Place(essay.id, "m", ""), COMMENT)
    exports = exported(besieged)
    feedback = ["feedback", marks, "--solutions", besieged.keys, "--essays", marks / "essays.csv"]
    report = ["report", marks, "--solutions", besieged.keys]
    book = ["gradebook", marks, "--partial", "--lms"]
    pages = [
        [*feedback, "--to", out / "plain"],
        [*feedback, "--reveal", "--to", out / "keys"],
        [*report, "--to", out / "plain.html"],
        [*report, "--reveal", "--to", out / "keys.html"],
    ]
    found = (besieged.folder.glob(f"{name}_{NAME}*") for name in (*WORDS, *WHOLE))
    files = [path for paths in found for path in paths]
    calls = [
        ["desk", marks, "--export"],
        *pages,
        pages[0],  # once more, in the place of the first
        *([*book, lms, "--gradebook", path] for lms, path in exports.items()),
        *(["annotations", p, "--to", out / f"{n}.jsonld"] for n, p in enumerate(files)),
    ]
    said, statuses, errors = watched(besieged, *calls)
    assert set(statuses) == {0}, errors
    harmless(marks, out / "twin", ["essays"])
    for call in pages:
        there = [str(part).replace(str(marks), str(out / "twin")) for part in call[:-1]]
        assert cli.main([*there, str(out / "twin" / call[-1].name)]) == 0
    return SimpleNamespace(out=out, twin=out / "twin", said=said)


def exported(school):
    """What Canvas and Moodle would export of this class, and what another system is given."""
    totals = school.rows("gradebook")
    names = [(sheets.undefused(row["student"]), n) for n, row in enumerate(totals, 5000)]
    canvas = [CANVAS, ["    Points Possible", "", "", "", "19"]]
    canvas += [[name, number, f"=u{number}", "@One", ""] for name, number in names]
    moodle = [MOODLE]
    moodle += [[f"Participant {n}", name, f"+{n}@x", "", "19", "-"] for name, n in names]
    found = {"csv": school.keys / "none.csv"}
    for lms, table in (("canvas", canvas), ("moodle", moodle)):
        found[lms] = school.keys / f"{lms}.csv"
        with found[lms].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    return found


def cells(path):
    """The cells of a table, row by row, as one reads them who takes each line by itself."""
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(keepends=True)))
    assert {len(row) for row in rows} == {len(rows[0])}, path
    assert list(csv.reader(io.StringIO(text, newline=""))) == rows
    return rows


def unfit(text):
    """Controls, half signs and marks of direction in a text."""
    acts = {"Cc", "Cs", "Zl", "Zp"}
    turns = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    found = {sign for sign in set(text) if unicodedata.category(sign) in acts or sign in turns}
    return {hex(ord(sign)) for sign in found - {"\n", "\t"}}


def is_inert(cell):
    """Does no spreadsheet take it for a formula, and does it fit?"""
    if cell.startswith("-"):
        return cell[1:].replace(".", "").isdigit()
    return (
        not cell.startswith(("=", "+", "@", "\t", "\n", "＝", "＋", "－", "＠"))
        and len(cell.encode("utf-16-le")) <= 2 * FITS
    )


def test_there_are_enough():
    """Thirty are asked for; each is called by its own name."""
    assert len(ATTACKS) >= 30
    assert max(Counter(attack.name for attack in ATTACKS).values()) == 1


def test_every_attack_fails(besieged):
    """The account and the marks of each, and what the run left on the disk."""
    rows = {row["file"]: row for row in besieged.rows("intake")}
    expected = {file: fate for attack in ATTACKS for file, fate in attack.fates.items()}
    assert set(rows) == {*expected, f"good_{ONE}"}
    assert len(besieged.rows("intake")) == len(expected) + 1
    wrong = {
        file: (rows[file]["status"], rows[file]["remark"])
        for file, fate in expected.items()
        if fate.status not in ("", rows[file]["status"]) or fate.remark not in rows[file]["remark"]
    }
    assert wrong == {}
    points = {student: p for attack in ATTACKS for student, p in attack.points.items()}
    assert besieged.points() == points | {"good": "15"}
    assert "a fault of the grader" not in str(rows)


def test_nothing_else_is_touched(besieged, given):
    """No file of the class, the keys or the data is another, and none is new but for the output."""
    assert all(path.lstat().st_mtime_ns == at for path, at in besieged.before.items())
    files = {p for p in besieged.folder.parent.rglob("*") if not p.is_dir()}
    ours = {p for p in files if given.out in p.parents}
    assert files - ours - set(besieged.before) == {
        besieged.keys / f"{lms}.csv" for lms in ("canvas", "moodle")
    }
    assert not [path for path in ours if path.name.startswith(".")]


def test_no_text_of_an_attacker_leaves_its_cell(besieged, given):
    """Each row has its columns; no cell is a formula, a control, a turning mark or too long."""
    assert len([row for row in besieged.rows("marks") if row["student"] == "good"]) == len(RIGHT)
    tables = [*given.out.glob("marks/*.csv"), *given.out.glob("*/feedback.csv")]
    assert len(tables) == 9
    for path in tables:
        if path.name == "canvas.csv" or path.name.startswith("moodle"):
            continue
        for row in cells(path):
            assert [cell for cell in row if not is_inert(cell)] == []
            assert not unfit("".join(row))
    for line in (*besieged.said, *given.said):
        assert not unfit(line)


def pages(folder):
    """The pages that went into a folder, by student, in the order of its account."""
    rows = sheets.read(folder / "feedback.csv")
    return {sheets.undefused(r["student"]): folder / sheets.undefused(r["page"]) for r in rows}


def is_safe(path):
    """Does every disk unpack it within the folder, under names that read as what they are?"""
    return all(
        not re.search(r'[<>:"\\|?*]|^[-~. ]|[. ]$|^$', part)
        and not unfit(part)
        and not re.match(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\.|$)", part, re.IGNORECASE)
        and len(part.encode()) <= 255
        for part in path.split("/")
    )


def test_everybody_has_a_page_of_his_own(besieged, given):
    """Its name is safe on every disk and nobody else's, whatever he is called."""
    students = {sheets.undefused(row["student"]) for row in besieged.rows("marks")}
    for folder in (given.out / "plain", given.out / "keys"):
        found = pages(folder)
        assert set(found) == students
        paths = [path.relative_to(folder).as_posix() for path in found.values()]
        assert [path for path in paths if not is_safe(path) or path.count("/") != 1] == []
        folded = {unicodedata.normalize("NFKC", path).casefold() for path in paths}
        assert len(folded) == len(students)
        zips = {f"{lms}-{NAME}.zip" for lms in ("canvas", "moodle")}
        written = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
        assert written == {*paths, *zips, "feedback.csv"}
        for student, path in found.items():
            shown = html.parse(path).findtext(".//header/p/bdi")
            visible = [s for s in student if unicodedata.category(s) not in ("Cf", "Co")]
            assert [s for s in shown if s != "\ufffd"] == [s for s in visible if s != "\ufffd"]


def test_a_page_goes_back_to_whose_it_is_and_nowhere_else(besieged, given):
    """As the importers of Canvas and Moodle read the names in a zip."""
    whose = {row["lms_number"]: row["student"] for row in besieged.rows("intake") if row["student"]}
    found = pages(given.out / "plain")
    for lms, count in (("canvas", 4), ("moodle", 4)):
        with zipfile.ZipFile(given.out / "plain" / f"{lms}-{NAME}.zip") as archive:
            names = archive.namelist()
            assert len({name.casefold() for name in names}) == len(names) == count
            for name in names:
                assert is_safe(name)
                parts = name.partition("/")[0].split("_")
                number = parts[1] if lms == "moodle" else next(filter(str.isdigit, parts))
                student = sheets.undefused(whose[number])
                assert archive.read(name) == found[student].read_bytes()


def test_a_page_of_an_attacker_is_built_as_anybodys(given):
    """The same elements with the same attributes as for letters; no sign of markup beside them."""
    for name in ("plain", "keys"):
        hostile, tame = (pages(folder / name).values() for folder in (given.out, given.twin))
        for path, other in zip(hostile, tame, strict=True):
            raw = path.read_bytes()
            parts = built(raw)
            assert parts == built(other.read_bytes()), path
            assert raw.count(b"<") == len(parts[0])
            assert not unfit(raw.decode())
            links = {
                value for _, attributes in parts[1] for name, value in attributes if name == "href"
            }
            assert all(re.match("#Q99|https://history.state.gov/", link) for link in links)


def test_the_page_of_the_class_has_no_word_of_an_attacker(given):
    """It is that of the harmless class to the byte; nobody is late who only says so."""
    for name in ("plain.html", "keys.html"):
        head, body = (given.out / name).read_text(encoding="utf-8").split("<main>")
        assert body == (given.twin / name).read_text(encoding="utf-8").split("<main>")[1]
        late = html.fromstring(head).xpath("//tbody/tr/td")[1].text
        assert late == "0"


def test_no_page_without_the_keys_tells_one(besieged, given):
    """Whatever was answered: no explanation, no key; with --reveal each has all of them."""
    known = keys.read_solution(besieged.keys / f"{NAME}.ipynb")
    told = [key.feedback.split("** ")[1][:40] for key in known.values()]
    for name, count in (("plain", 0), ("keys", len(told))):
        for path in pages(given.out / name).values():
            found = html.parse(path).getroot()
            assert len(found.find_class("key")) == count
            words = " ".join(found.text_content().split())
            assert sum(part in words for part in told) == count, path


def test_an_lms_is_given_no_formula_and_nobodys_points(besieged, given):
    """Names are defused; what the LMS itself wrote (numbers, its own words) must stay as it is.

    Canvas finds a student by ID and an assignment by its title, Moodle by Identifier, and it passes
    over a grade whose date of change is not the one it wrote: a student can change none of them.
    """
    points = {row["student"]: row[f"{NAME} points"] for row in besieged.rows("gradebook")}
    plain = {row[0]: row[2] for row in cells(besieged.to / "grades.csv")[1:]}
    assert plain == {name: earned for name, earned in points.items() if earned}
    for file, name, grade, own in (
        ("canvas.csv", "Student", f"{NAME} (9)", ("ID",)),
        (f"moodle-{NAME}.csv", "Full name", "Grade", ("Identifier", *MOODLE[-2:])),
    ):
        header, *rows = cells(besieged.to / file)
        assert not unfit(str(rows))
        found = [dict(zip(header, row, strict=True)) for row in rows]
        for row in found:
            assert all(re.fullmatch(r"(Participant )?[0-9]*|-", row[column]) for column in own)
            assert all(is_inert(cell) for column, cell in row.items() if column not in own)
        got = {row[name]: row[grade] for row in found if row[name] in points}
        assert set(got) == set(points)
        assert got["good"] == points["good"] != ""
        for student, earned in points.items():
            out = f"{student} is left out of {NAME}: "
            left = any(line.startswith(out) for line in given.said)
            assert got[student] == ("" if left else earned)


def test_the_desk_shows_texts_and_no_name(besieged):
    """Every essay as its table has it, in parts that are text; what a notebook keeps has none."""
    seen = [json.loads(line) for line in besieged.said if line.startswith("[")]
    rows = [row for row in besieged.rows("marks") if row["kind"] == "essay"]
    written = [row for row in rows if row["status"] not in ("blank", "invalid")]
    texts = Counter(sheets.undefused(row["answer"]) for row in written)
    assert Counter("".join(part[0] for part in essay["parts"]) for essay, _, _ in seen) == texts
    for essay, shown, line in seen:
        assert essay["name"] == ""
        assert {part[1] for part in essay["parts"]} <= {"", "verbatim", "near", "astray"}
        assert page.troubles(shown) == []
        assert [shown, line] == seen[0][1:]
        assert re.fullmatch(rf"Marking desk: 0 of {len(seen)} essays marked", line)
    said = rf"The marking deskQuestionMarkedMarked twiceQ99.90 of {len(seen)}0 of \d+Run this cell"
    assert re.match(said, page.words(seen[0][1]))


def test_annotations_are_data(given):
    """JSON whose texts are only texts: nothing in the file ends a script or turns an editor."""
    found = [path.read_text(encoding="utf-8") for path in given.out.glob("*.jsonld")]
    assert len(found) == len(WORDS) + len(WHOLE)
    for text in found:
        assert "<" not in text
        assert not unfit(text)
    texts = [
        item["body"]
        for text in found
        for item in json.loads(text).get("first", {}).get("items", ())
    ]
    assert any("</script>" in body["value"] for bodies in texts for body in bodies)
    assert {body["format"] for bodies in texts for body in bodies} == {"text/plain"}


def test_a_file_that_grows_is_told():
    """What is shorter than it was read, or longer, is half a file of nobody."""
    growing = Path("/proc/version")  # has no size, and yet something in it
    if not growing.is_file() or growing.stat().st_size:
        pytest.skip("only Linux has such a file")
    with pytest.raises(answers.UnreadableError, match="it changed while it was read"):
        answers.read(growing)


CHURN = """
import os, sys
path, first, second = sys.argv[1:]
print("ready", flush=True)
while True:
    for content in (first, second):
        with open(path, "wb") as file:
            file.write(content.encode())
"""


def test_a_file_that_changes_while_it_is_read_is_whole_or_nothing(school):
    """A writer that never stops: one of two versions is marked, or the file is listed."""
    versions = notebook({"Q99.1": "b"}), notebook({"Q99.1": "a", "Q99.8": 5, "Q99.3": "3.1"})
    path = school.put(f"churned_{ONE}", versions[0])
    school.put(f"good_{ONE}", notebook(RIGHT))
    with subprocess.Popen(
        [sys.executable, "-c", CHURN, str(path), *versions], stdout=subprocess.PIPE
    ) as writer:
        try:
            assert writer.stdout.readline()
            for _ in range(20):
                assert school.grade() == 0
                row = school.file(f"churned_{ONE}")
                expected = {"marked": ("1", "2"), "unreadable": ("",)}
                assert school.points()["churned"] in expected[row["status"]]
                assert school.points()["good"] == "15"
        finally:
            writer.kill()
