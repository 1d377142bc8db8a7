"""The students' bundle: whole, the same every time, and used as a student would."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from gorin import cli, keys
from gorin.classroom import sheets

ROOT = Path(__file__).parents[1]
NAME = "02-close-reading"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def assign(to, *more):
    return cli.main(["assign", "--to", str(to), *more])


def held(folder):
    """Every file of a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_bundle_is_whole_and_the_same_every_time(tmp_path, monkeypatch):
    """Folder and zip hold the same; another day and another shell change no byte."""
    assert assign(tmp_path / "a") == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert assign(tmp_path / "b") == 0
    assert held(tmp_path / "a") == held(tmp_path / "b")
    files = held(tmp_path / "a" / "any-bargain")
    exercises = sorted(path.name for path in (ROOT / "exercises").glob("*.ipynb"))
    lessons = sorted(path.name for path in (ROOT / "lessons").glob("*.ipynb"))
    assert sorted(files) == sorted(
        [
            "README.md",
            f"any_bargain-{VERSION}-py3-none-any.whl",
            "criteria.md",
            *(f"exercises/{name}" for name in exercises),
            *(f"lessons/{name}" for name in lessons),
            "start.py",
        ]
    )
    for name in exercises:
        assert files[f"exercises/{name}"] == (ROOT / "exercises" / name).read_bytes()
    with zipfile.ZipFile(tmp_path / "a" / "any-bargain.zip") as packed:
        assert {n: packed.read(n) for n in packed.namelist()} == {
            f"any-bargain/{name}": content for name, content in files.items()
        }


def test_an_exercise_alone_has_its_lesson_and_its_criteria(tmp_path):
    """What is not yet due is not handed out."""
    assert assign(tmp_path, "--exercise", NAME) == 0
    files = held(tmp_path / f"any-bargain-{NAME}")
    assert sorted(name for name in files if name.endswith(".ipynb")) == [
        f"exercises/{NAME}.ipynb",
        f"lessons/{NAME}.ipynb",
    ]
    criteria = files["criteria.md"].decode()
    assert re.findall(r"^## (\S+),", criteria, re.MULTILINE) == ["Q2.12"]
    assert len(re.findall(r"^\*\*", criteria, re.MULTILINE)) == 4
    assert len(re.findall(r"^[1-4]\. ", criteria, re.MULTILINE)) == 16


def test_nothing_in_it_speaks_to_the_instructor(tmp_path):
    """The notes at the end of each lesson tell where discussions go wrong, and the outcome."""
    assert assign(tmp_path) == 0
    for name, content in held(tmp_path / "any-bargain").items():
        if name.endswith(".ipynb"):
            cells = json.loads(content)["cells"]
            assert not [c for c in cells if "instructor" in c["metadata"].get("tags", [])]
            assert "For the instructor" not in content.decode(), name


def test_a_bundle_is_replaced_and_nothing_else_is(tmp_path, capsys):
    """An older wheel goes with its bundle; a file that somebody put there stops the command."""
    assert assign(tmp_path, "--exercise", NAME) == 0
    folder = tmp_path / f"any-bargain-{NAME}"
    (folder / "any_bargain-0.0.9-py3-none-any.whl").write_bytes(b"old")
    (folder / "README.md").write_text("old", encoding="utf-8")
    assert assign(tmp_path, "--exercise", NAME) == 0
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# Any Bargain?")
    assert len(list(folder.glob("*.whl"))) == 1
    (folder / "my notes.txt").write_text("mine", encoding="utf-8")
    assert assign(tmp_path, "--exercise", NAME) == 2
    assert "my notes.txt: not of the bundle" in capsys.readouterr().err
    assert (folder / "my notes.txt").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name, f"{folder.name}.zip"]


@pytest.mark.parametrize(
    ("more", "message"),
    [(["--exercise", "05-x"], "no exercise '05-x'"), ([], "cannot be written to")],
)
def test_a_wrong_call_is_told_what_to_do(tmp_path, capsys, more, message):
    """Exit status 2, one line."""
    if not more:
        (tmp_path / "file").write_text("x", encoding="utf-8")
    assert assign(tmp_path / "file", *more) == 2
    assert message in capsys.readouterr().err


@pytest.fixture
def student(tmp_path):
    """Unpack the zip, start it once without a network, and return a way to run its Python.

    What the wheel depends on lies in the environment of the tests; the course itself comes from
    the wheel.
    """
    assert assign(tmp_path / "out", "--exercise", NAME) == 0
    with zipfile.ZipFile(tmp_path / "out" / f"any-bargain-{NAME}.zip") as packed:
        packed.extractall(tmp_path / "home")
    folder = tmp_path / "home" / f"any-bargain-{NAME}"
    alone = {k: v for k, v in os.environ.items() if not k.startswith(("GORIN_", "PYTHON"))}
    alone |= {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter"),
    }
    place = folder / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"

    def run(*command, python=place):
        return subprocess.run(
            [str(python), *command],
            cwd=folder,
            env=alone,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    started = run("start.py", "--version", python=sys.executable)
    assert started.returncode == 0, started.stderr
    assert "plugins" not in started.stderr  # what only JupyterLab's developers need to know
    assert re.search(r"^[0-9]+\.[0-9]+\.[0-9]+", started.stdout, re.MULTILINE)
    return folder, run


def test_a_student_installs_it_answers_and_is_marked(student, tmp_path):
    """From the zip to a mark: one command, one notebook run, one file handed in."""
    folder, run = student
    where = run("-c", "import gorin; print(gorin.__file__)")
    assert str(folder / ".venv") in where.stdout, where.stderr
    path = folder / "exercises" / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    known = keys.read_solution(ROOT / "solutions" / f"{NAME}.ipynb")
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if found := re.fullmatch(r'answer\("(Q2\.(?:1|3))", \.\.\.\)', source):
            cell["source"] = f'answer("{found[1]}", {known[found[1]].value!r})'
    path.write_text(json.dumps(notebook), encoding="utf-8")
    done = run("-c", "from nbclient.cli import main; main()", "--inplace", str(path))
    assert done.returncode == 0, done.stderr
    ran = path.read_text(encoding="utf-8")
    assert '"output_type": "error"' not in ran
    assert '\\"Q2.1\\"' in ran
    school = tmp_path / "class" / "ann"
    school.mkdir(parents=True)
    path.rename(school / path.name)
    call = ["grade", str(school.parent), "--to", str(tmp_path / "marks")]
    assert cli.main([*call, "--solutions", str(ROOT / "solutions")]) == 0
    marks = {row["question"]: row for row in sheets.read(tmp_path / "marks" / "marks.csv")}
    for name in ("Q2.1", "Q2.3"):
        assert marks[name]["points"] == marks[name]["out_of"]
        assert marks[name]["source"] == "literal"
    assert marks["Q2.2"]["status"] == "blank"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_student_stops_it_without_a_fright(tmp_path):
    """At Ctrl+C JupyterLab asks and ends by itself, and no traceback is left in the terminal."""
    home = tmp_path / "home"
    (home / "lessons").mkdir(parents=True)
    (home / "lessons" / "01-x.ipynb").write_text("{}", encoding="utf-8")
    wheel = home / "any_bargain-1-py3-none-any.whl"
    wheel.write_bytes(b"")
    started = home / ".venv" / "bin" / "python"
    started.parent.mkdir(parents=True)
    (home / ".venv" / "installed.txt").write_text(wheel.name, encoding="utf-8")
    asked = "#!/bin/sh\ntrap : INT\nsleep 2\nkill -INT $PPID\nsleep 1\nexit 7\n"
    started.write_text(asked, encoding="utf-8")
    started.chmod(0o755)
    (home / "start.py").write_bytes((ROOT / "src/gorin/handout/start.py").read_bytes())
    ours = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    ours += "runpy.run_path('start.py', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", ours], cwd=home, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (7, "")
