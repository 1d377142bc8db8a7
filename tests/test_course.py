"""The eight laws of the course, over every lesson and exercise there is.

The fixture exercise, which has one question of each kind, keeps the same laws.
"""

import ast
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import mutation
import prose
from gorin import answers, building, handout, keys, marking
from gorin.bank import CLOSED, read_bank
from gorin.memo import memo
from gorin.questions import form
from gorin.reading import codebook

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
SOLUTIONS = sorted((ROOT / "solutions").glob("[0-9]*.ipynb"))
EXERCISES = [path.stem for path in SOLUTIONS]
LESSONS = sorted((ROOT / "lessons").glob("[0-9]*.md"))
SECRET_LENGTH = 30  # characters; shorter sentences may be anybody's


class Course:
    """An exercise with its solution and its bank: the real ones, or the fixture's."""

    def __init__(self, root, data, name):
        self.bank = read_bank(data)
        self.exercise = self.bank.exercise(name)
        self.solution = root / "solutions" / f"{name}.ipynb"
        self.blank = root / "exercises" / f"{name}.ipynb"
        self.keys = keys.read_solution(self.solution)

    def pairs(self, kinds=CLOSED):
        """Questions with their keys."""
        return [(q, self.keys[q.id]) for q in self.exercise.questions if q.kind in kinds]


@pytest.fixture(scope="module")
def fixture_root(tmp_path_factory):
    """A small clone with the fixture exercise, built."""
    root = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copy(FIXTURES / "99-fixture.toml", root / "data" / "questions")
    shutil.copytree(FIXTURES / "solutions", root / "solutions")
    (root / "lessons").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GORIN_DATA", str(root / "data"))
        building.build(root)
    return root


@pytest.fixture(params=[*EXERCISES, "99-fixture"])
def course(request, monkeypatch):
    """Each exercise in turn."""
    root = ROOT
    if request.param == "99-fixture":
        root = request.getfixturevalue("fixture_root")
        monkeypatch.setenv("GORIN_DATA", str(root / "data"))
    return Course(root, root / "data", request.param)


def test_there_is_an_exercise():
    """The laws below are not kept by having nothing to hold."""
    assert EXERCISES
    assert LESSONS


# 1


def test_a_solution_earns_everything_but_the_essays(course):
    """Law 1: what is graded against itself is right, and essays wait for a person."""
    given = answers.read(course.solution).answers
    for question in course.exercise.questions:
        key = course.keys[question.id]
        mark = marking.mark(question, key, form(question, given[question.id].value))
        if question.kind == "essay":
            assert mark.status == "pending"
            assert form(question, key.value).valid, form(question, key.value).message
        else:
            assert (mark.status, mark.points) == ("marked", question.points), mark


# 2


def test_a_blank_exercise_runs_earns_nothing_and_says_something(course):
    """Law 2: every question shows its prompt and a record before anything is answered."""
    notebook = json.loads(course.blank.read_text(encoding="utf-8"))
    shown = json.dumps(notebook, ensure_ascii=False)
    assert '"output_type": "error"' not in shown
    pages = [
        "".join(output["data"].get("text/html", ""))
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "data" in output
    ]
    for question in course.exercise.questions:
        blank = form(question, ...)
        mark = marking.mark(question, course.keys[question.id], blank)
        assert (mark.status, mark.points) == ("blank", 0)
        assert mark.remark
        assert any(question.id in page for page in pages), question.id
    assert all(a.source == "none" for a in answers.read(course.blank).answers.values())


# 3


@pytest.mark.pinned
@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="stored outputs are made on 3.11")
def test_committed_notebooks_are_todays_build():
    """Law 3: no notebook is edited by hand, and none is older than its text."""
    assert building.check(ROOT) == []


# 4


def test_every_question_has_what_it_needs(course):
    """Law 4: points, a key that fits, feedback, and two misreadings where it is closed."""
    assert set(course.keys) == {question.id for question in course.exercise.questions}
    for question, key in course.pairs((*CLOSED, "essay")):
        assert question.points > 0
        assert len(key.feedback) > SECRET_LENGTH, f"{question.id} has no feedback"
        assert list(marking.troubles(question, key)) == []
        if question.kind in CLOSED:
            assert len(key.misreadings) >= 2, f"{question.id} needs two misreadings"
        elif course.exercise.id != "99-fixture":
            assert len(course.bank.rubrics[question.id]) == 4, f"{question.id} needs a rubric"


def test_ids_say_where_a_question_belongs(course):
    """Law 4: Q2.3 is the third question of exercise 2."""
    number = int(course.exercise.id[:2])
    ids = [question.id for question in course.exercise.questions]
    assert ids == [f"Q{number}.{i}" for i in range(1, len(ids) + 1)]


def test_remarks_differ_and_point_somewhere(course):
    """A remark names an anchor, a document or a person."""
    people = prose.names() | {"Ambassador", "President", "Attorney General", "Justice", "judge"}
    remarks = [r for _, key in course.pairs() for r in key.misreadings.values()]
    assert len(remarks) == len(set(remarks))
    for remark in remarks:
        anchored = re.search(r"\d\.\d[a-f]?|¶\d|\bd\d{3}\b", remark)
        assert anchored or any(name in remark for name in people), remark


def test_practice_cards_answer_every_option():
    """A practice card has a remark for whatever is given, and no remark for the right answer."""
    bank = read_bank(ROOT / "data")
    for question, key in bank.practice:
        assert list(marking.troubles(question, key)) == []
        if question.kind == "choice":
            wrong = {o.id for o in question.options} - {key.value, *key.also}
            assert key.otherwise or wrong <= set(key.misreadings), question.id
        else:
            assert key.otherwise, f"{question.id} has nothing to say to an unforeseen answer"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_has_five_practice_cards_that_exist(path):
    """Each lesson lets its readers try themselves five times, and each card is used once."""
    used = re.findall(r'practice\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    cards = [q.id for q, _ in read_bank(ROOT / "data").practice if q.home == path.stem]
    assert len(used) >= 5
    assert sorted(used) == sorted(cards)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_says_how_to_begin_before_it_asks_for_a_click(path):
    """To run the one cell that is asked for would fail: the names are imported in the first."""
    text = path.read_text(encoding="utf-8")
    assert text.index("*Run All Cells*") < text.index("practice(")


# 5


@pytest.mark.parametrize(
    "path",
    [*LESSONS, *sorted((ROOT / "solutions").glob("[0-9]*.md"))],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_prose_has_sources_that_resolve_and_gives_nothing_away(path):
    """Law 5: anchors, documents, quotations, claims, and no spoiler."""
    assert prose.lint(path) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_documents_give_nothing_away(name):
    """Law 5: whoever opens the project learns no outcome from its front page."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = [*prose.troubles_of_dates(text), *prose.troubles_of_claims(text)]
    found += prose.troubles_of_sources(text, prose.calendar(), early=True)
    assert found == []


def test_questions_and_cards_give_nothing_away():
    """Law 5 for the bank: what a card of lessons 1 to 3 shows is not later than d904."""
    documents, found = prose.calendar(), []
    bank = read_bank(ROOT / "data")
    asked = [q for exercise in bank.exercises for q in exercise.questions]
    for question in (*asked, *(q for q, _ in bank.practice)):
        texts = [
            question.prompt,
            question.hint,
            *(o.text for o in question.options + question.rows),
        ]
        key = bank.key(question.id) if question.id.startswith("P") else None
        texts += [key.right, key.otherwise, *key.misreadings.values()] if key else []
        for text in texts:
            early = question.home[:2] in {"01", "02", "03"}
            found += prose.troubles_of_sources(text, documents, early=early)
            found += prose.troubles_of_claims(text)
            found += prose.troubles_of_quotations(text, documents)
    assert found == []


def test_tables_claim_nothing_that_is_not_known():
    """Law 5 for the tables: no cell asserts what the evidence does not carry."""
    found = []
    for path in sorted((ROOT / "data").glob("*.csv")):
        for row in prose.rows(path.stem):
            for cell in row.values():
                found += [f"{path.name}: {t}" for t in prose.troubles_of_claims(cell)]
    assert found == []


# 6


def test_misreadings_earn_less_and_mutants_die(course):
    """Law 6: a known error never earns full marks, an accepted other always does."""
    for question, key in course.pairs():
        for other in key.also:
            assert marking.share(question, key, form(question, other).value) == 1
        for part in key.misreadings:
            value = form(question, marking.example(question, key, part)).value
            assert marking.share(question, key, value) < 1, (question.id, part)
            assert key.misreadings[part] in marking.remark(question, key, value)
        assert mutation.survivors(question, key) == [], question.id


# 7


def secrets():
    """Sentences of the solutions that nobody but an instructor may read."""
    found = set()
    for solution in SOLUTIONS:
        for key in keys.read_solution(solution).values():
            texts = [key.feedback, *key.misreadings.values()]
            if isinstance(key.value, str):
                texts.append(key.value)
            found |= set(sentences(texts))
    samples = (ROOT / "solutions" / "samples").glob("*.md")
    found |= set(sentences(path.read_text(encoding="utf-8") for path in samples))
    found |= set(sentences(row["reason"] for row in hidden_layers()))
    printed = prose.folded(memo().text)
    return {text for text in found if text not in printed}


def hidden_layers():
    with (ROOT / "solutions" / "layers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sentences(texts):
    for text in texts:
        for sentence in re.split(r"(?<=[.!?:”])\s+|\n\n", text):
            folded = prose.folded(sentence.strip("#*_ "))
            if len(folded) > SECRET_LENGTH:
                yield folded


def given_to_students():
    """Every file of the clone that is handed out: all but solutions/ and tests/."""
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in tracked:
        if not name.startswith(("solutions/", "tests/")) and not name.endswith(".png"):
            yield name, (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel that pip would install, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_nothing_secret_is_given_to_students(wheel):
    """Law 7: no remark, feedback, sample or key of an essay in what students receive."""
    kept = secrets()
    assert len(kept) > 20 * len(SOLUTIONS)
    files = dict(given_to_students())
    files |= {f"wheel: {n}": wheel.read(n).decode("utf-8", "replace") for n in wheel.namelist()}
    for name, text in files.items():
        plain = prose.folded(text.replace('\\"', '"').replace("\\n", "\n"))
        told = [secret for secret in kept if secret in plain]
        assert told == [], name


def test_nothing_secret_is_in_the_students_bundle(tmp_path):
    """Law 7 for what `gorin assign` writes: every file of the folder, the zip, the wheel in it."""
    handout.assign(ROOT, tmp_path)
    files = {}
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        waiting = [(path.relative_to(tmp_path).as_posix(), path.read_bytes())]
        while waiting:
            name, content = waiting.pop()
            if name.endswith((".zip", ".whl")):
                with zipfile.ZipFile(io.BytesIO(content)) as packed:
                    waiting += [(f"{name}/{n}", packed.read(n)) for n in packed.namelist()]
            else:
                files[name] = content.decode("utf-8")
    assert len(files) > 100
    assert not [name for name in files if "solution" in name]
    kept = secrets()
    for name, text in files.items():
        plain = prose.folded(text.replace('\\"', '"').replace("\\n", "\n"))
        assert [secret for secret in kept if secret in plain] == [], name


def test_the_wheel_holds_the_data_and_no_solution(wheel):
    """Law 7: what pip installs can show every card and mark nothing."""
    names = wheel.namelist()
    assert not [name for name in names if "solution" in name or name.startswith("tests")]
    assert {"gorin/data/memo.xml", "gorin/data/layers.csv"} <= set(names)


def test_every_exercise_is_blank():
    """Law 7: each answer call of an exercise has the value `...` and nothing else."""
    for path in sorted((ROOT / "exercises").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and "answer(" in source:
                (call,) = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
                assert [ast.unparse(a) for a in call.args[1:]] == ["..."]
                assert call.keywords == []
            assert "feedback" not in cell["metadata"].get("tags", [])


def test_layers_that_exercises_ask_about_are_not_in_data():
    """Law 7: the clauses of a question about a layer are annotated in solutions/ only."""
    told = {(row["layer"], row["anchor"]) for row in prose.rows("layers")}
    hidden = {(row["layer"], row["anchor"]) for row in hidden_layers()}
    assert not told & hidden
    bank = read_bank(ROOT / "data")
    for exercise in bank.exercises:
        for question in exercise.questions:
            for layer in codebook():
                tags = {tag.id for tag in layer.tags}
                if question.kind == "match" and len({o.id for o in question.options} & tags) > 2:
                    asked = {(layer.id, row.id) for row in question.rows}
                    assert asked <= hidden, question.id


def test_the_layers_are_whole():
    """Every clause is annotated in four layers and every piece for its hand, none twice."""
    found = [*prose.rows("layers"), *hidden_layers()]
    tags = {layer.id: {tag.id for tag in layer.tags} for layer in codebook()}
    expected = [(str(c.anchor), layer) for c in memo().clauses for layer in tags]
    expected += [(str(piece.anchor), "hand") for piece in memo().pieces]
    assert sorted((row["anchor"], row["layer"]) for row in found) == sorted(expected)
    for row in found:
        others = {tag for tag in row["also"].split(";") if tag}
        assert {row["tag"], *others} <= tags[row["layer"]], row
        assert row["tag"] not in others
        assert row["reason"].strip(), row


def test_every_difference_between_the_readers_is_settled():
    """Where the two readers differ, the other tag is accepted and the reason says why."""
    with (ROOT / "solutions" / "annotations.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(row["anchor"], row["layer"]): row for row in csv.DictReader(file)}
    settled = {
        (row["anchor"], row["layer"]): row for row in [*prose.rows("layers"), *hidden_layers()]
    }
    assert set(pairs) == set(settled)
    for place, row in pairs.items():
        tags = {settled[place]["tag"], *settled[place]["also"].split(";")}
        assert {row["first"], row["second"]} <= tags, place
        assert ("readers differed" in settled[place]["reason"]) == (row["first"] != row["second"])


# 8


def test_the_memo_is_its_source_to_the_character():
    """Law 8: the text in the TEI is the text of the edition."""
    assert memo().source == (ROOT / "tests" / "memo.txt").read_text(encoding="utf-8")
