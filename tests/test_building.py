"""Building notebooks from their text."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gorin import building
from gorin.errors import CourseError

ROOT = Path(__file__).parents[1]
FIXTURE = ROOT / "tests" / "fixtures"

LESSON = """---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---

# A lesson

```{code-cell} ipython3
1 + 1
```
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small clone with one lesson and the fixture's solution, built; and what the build changed.

    To run notebooks takes long: it is done once, and tests that change something have copies.
    """
    root = tmp_path_factory.mktemp("built") / "clone"
    (root / "lessons").mkdir(parents=True)
    (root / "lessons" / "01-one.md").write_text(LESSON, encoding="utf-8")
    shutil.copytree(FIXTURE / "solutions", root / "solutions")
    data = tmp_path_factory.mktemp("bank") / "data"  # the bank must know the fixture's exercise
    shutil.copytree(ROOT / "data", data)
    shutil.copy(FIXTURE / "99-fixture.toml", data / "questions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GORIN_DATA", str(data))
        yield root, building.build(root)


@pytest.fixture
def clone(tmp_path, built):
    """A copy of the clone, as it was built."""
    return shutil.copytree(built[0], tmp_path / "clone")


def alone(clone, folder):
    """Leave only what is written in one folder: the rest takes time and is not asked about."""
    for name in {"lessons", "solutions"} - {folder}:
        shutil.rmtree(clone / name)
    return clone / folder


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def test_a_build_makes_lesson_solution_and_exercise(built):
    """A lesson makes itself; a solution makes itself and its exercise, whose values are blank."""
    clone, changed = built
    assert {path.relative_to(clone).as_posix() for path in changed} == {
        "lessons/01-one.ipynb",
        "solutions/99-fixture.ipynb",
        "exercises/99-fixture.ipynb",
    }
    solution = ["".join(cell["source"]) for cell in cells(clone / "solutions/99-fixture.ipynb")]
    exercise = ["".join(cell["source"]) for cell in cells(clone / "exercises/99-fixture.ipynb")]
    assert 'answer("Q99.1", ...)' in exercise
    assert any("Welles writes" in source for source in solution)
    assert not any("Welles writes" in source or "misreadings" in source for source in exercise)
    assert exercise[0] == solution[0]


def test_a_second_build_changes_nothing_and_drift_is_seen(clone):
    """`check` names the notebook that somebody edited, and is silent about what was built."""
    assert building.build(clone) == []
    edited = clone / "lessons" / "01-one.ipynb"
    edited.write_text(edited.read_text(encoding="utf-8") + " ", encoding="utf-8")
    stray = clone / "lessons" / "02-stray.ipynb"
    stray.write_text("{}", encoding="utf-8")
    found = building.check(clone)
    assert len(found) == 2
    assert found[0].startswith("lessons/01-one.ipynb: not what its text builds")
    assert found[1].startswith("lessons/02-stray.ipynb: has no text source")


def test_two_builds_are_the_same_to_the_byte(clone, tmp_path):
    """Another folder, hash seed, time zone and language change nothing."""
    other = tmp_path / "another place" / "clone"
    shutil.copytree(clone, other)
    for path in other.rglob("*.ipynb"):
        path.unlink()
    code = "import sys; from pathlib import Path; from gorin import building; "
    code += "building.build(Path(sys.argv[1]))"
    strange = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8"}
    subprocess.run([sys.executable, "-c", code, str(other)], env=strange, check=True)
    built = sorted(path.relative_to(clone) for path in clone.rglob("*.ipynb"))
    assert built
    for path in built:
        assert (clone / path).read_bytes() == (other / path).read_bytes(), path


def test_what_is_built_holds_no_noise(built):
    """No time, no widget state, no version, no address of an object."""
    text = (built[0] / "exercises" / "99-fixture.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text)
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    for noise in ("widget-view", "widget-state", " at 0x", "iopub", str(built[0])):
        assert noise not in text


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import sys; print('x', file=sys.stderr)", "writes"),
    ],
)
def test_a_cell_that_fails_or_grumbles_stops_the_build(clone, cell, message):
    """A notebook runs to its end in silence, or is not built; the old one stays."""
    lessons = alone(clone, "lessons")
    before = (lessons / "01-one.ipynb").read_bytes()
    (lessons / "01-one.md").write_text(LESSON.replace("1 + 1", cell), encoding="utf-8")
    with pytest.raises(CourseError, match=message):
        building.build(clone)
    assert (lessons / "01-one.ipynb").read_bytes() == before


def test_an_answer_cell_holds_one_call(clone):
    """Two answers in one cell would leave the exercise with one."""
    path = alone(clone, "solutions") / "99-fixture.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('hand_in("', 'answer("Q99.8", 5)\nhand_in("'), encoding="utf-8")
    with pytest.raises(CourseError, match="an answer cell holds one call"):
        building.build(clone)


def test_a_text_without_code_is_no_notebook(clone):
    """The message names the file."""
    (alone(clone, "lessons") / "01-one.md").write_text("# Only words\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"01-one\.md: no code cell"):
        building.build(clone)


def test_a_source_in_brackets_leads_to_its_paper():
    """Links stay links, insertions of the editors stay what they are, an anchor is no address."""
    page = "https://history.state.gov/historicaldocuments/frus1941v01/d890"
    text = "Pardon. [d890, ¶1.3] [d890](x) Mrs. [Miss] Pyk [312 U.S. 19]"
    told = f"Pardon. [[d890]({page}), ¶1.3] [d890](x) Mrs. [Miss] Pyk [312 U.S. 19]"
    assert building.sourced(text) == told
