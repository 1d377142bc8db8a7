"""What many tests share: a course with one question of each kind beside the real exercises."""

import pytest

from school import School, course_in, keys_in


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of data/ with the fixture bank in it, which `gorin` reads while the test runs."""
    data = course_in(tmp_path)
    monkeypatch.setenv("GORIN_DATA", str(data))
    return data


@pytest.fixture
def solutions(tmp_path, course):
    """The keys of the fixture exercise."""
    assert course.is_dir()
    return keys_in(tmp_path)


@pytest.fixture
def school(tmp_path, solutions):
    """A folder to hand in to, and a command that marks it with the fixture's keys."""
    return School(tmp_path / "class", solutions, tmp_path / "marks")
