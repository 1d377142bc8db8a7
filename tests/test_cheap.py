"""Importing the course costs nothing until something is used."""

import subprocess
import sys


def loaded(code):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_import_brings_no_heavy_library():
    """Neither pandas nor ipywidgets is loaded by the import line of a notebook."""
    modules = loaded("from gorin import CourseError")
    assert not {"pandas", "ipywidgets", "anywidget", "IPython", "gorin.memo"} & modules


def test_marking_brings_no_widget():
    """The judging side needs neither a widget nor pandas."""
    modules = loaded("import gorin.classroom.gradebook")
    assert not {"pandas", "ipywidgets", "anywidget", "gorin.widgets"} & modules


def test_every_name_of_the_front_is_there():
    """Each name that a notebook may import is found, and an unknown one is told what there is."""
    code = "import gorin; [getattr(gorin, n) for n in gorin.__all__]; assert 'reader' in dir(gorin)"
    assert "pandas" not in loaded(code)
    done = subprocess.run(
        [sys.executable, "-c", "import gorin; gorin.raeder"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "has no name 'raeder'; it has" in done.stderr
