"""What many tests share: a course with one question of each kind beside the real exercises."""

import shutil
from pathlib import Path

import pytest

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
