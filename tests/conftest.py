"""What many tests share: a course with one question of each kind beside the real exercises."""

import shutil
from pathlib import Path

import jupytext
import nbformat
import pytest

from school import NAME, School

HERE = Path(__file__).parent
ROOT = HERE.parent


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of data/ with the fixture bank in it, which `gorin` reads while the test runs."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.copy(HERE / "fixtures" / "99-fixture.toml", data / "questions")
    monkeypatch.setenv("GORIN_DATA", str(data))
    return data


@pytest.fixture
def fixture_solution():
    """The solution of the fixture bank, as it is written."""
    return HERE / "fixtures" / "solutions" / "99-fixture.md"


@pytest.fixture
def solutions(tmp_path, course, fixture_solution):
    """The keys of the fixture exercise; outputs do not matter."""
    folder = tmp_path / "solutions"
    folder.mkdir()
    nbformat.write(jupytext.read(fixture_solution, fmt="md:myst"), folder / f"{NAME}.ipynb")
    assert course.is_dir()
    return folder


@pytest.fixture
def school(tmp_path, solutions):
    """A folder to hand in to, and a command that marks it with the fixture's keys."""
    return School(tmp_path / "class", solutions, tmp_path / "marks")
