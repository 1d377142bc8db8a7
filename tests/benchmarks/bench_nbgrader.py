"""Print how fast one class is marked by this package and by nbgrader, in one run.

    pip install -e '.[bench]'      (or nbgrader in another environment, whose bin is on PATH)
    python tests/benchmarks/bench_nbgrader.py [--students 20] [--nbgrader nbgrader]

Both mark the eleven closed questions of exercise 2. Ours are whole notebooks in which every answer
is typed, about a third of them wrong and each with an essay (see `handed_in`). nbgrader's has for
each question a cell that assigns the key to a name and a cell that asserts it, which is the least
that it can run; it starts a kernel a submission.
Our time is taken for a hundred times as many, since a process starts in more than marking takes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import handed_in
import nbformat
from handed_in import EXERCISE, ROOT
from nbformat.v4 import new_code_cell, new_notebook

from gorin.bank import bank
from gorin.keys import read_solution

MORE = 100

options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
options.add_argument("--students", type=int, default=20)
options.add_argument("--nbgrader", default="nbgrader")
chosen = options.parse_args()


def graded(name, source, *, points=0):
    """A cell with nbgrader's metadata: an answer, or a test that earns points."""
    about = {
        "grade_id": name,
        "grade": bool(points),
        "solution": not points,
        "locked": bool(points),
    }
    about |= {"schema_version": 3, "task": False, "cell_type": "code"}
    if points:
        about["points"] = points
    return new_code_cell(source, metadata={"nbgrader": about})


def peer_notebook(solved):
    """The exercise as nbgrader has it; unsolved, every answer is None."""
    keys = read_solution(ROOT / "solutions" / f"{EXERCISE}.ipynb")
    cells = []
    for question in bank().exercise(EXERCISE).questions:
        if question.kind == "essay":
            continue
        name, value = question.id.replace(".", "_"), keys[question.id].value
        answered = f"{name} = {value!r}" if solved else f"{name} = None"
        if not solved:
            answered = f"### BEGIN SOLUTION\n{name} = {value!r}\n### END SOLUTION"
        cells.append(graded(name, answered))
        test = f"assert {name} == {value!r}"
        cells.append(graded(f"test_{name}", test, points=question.points))
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=about)


def peer(place):
    """Seconds that `nbgrader autograde` takes for the class, after everything is laid out."""
    source = place / "source" / EXERCISE
    source.mkdir(parents=True)
    nbformat.write(peer_notebook(solved=False), source / f"{EXERCISE}.ipynb")
    call = [chosen.nbgrader]
    subprocess.run([*call, "generate_assignment", EXERCISE], cwd=place, check=True, **QUIET)
    solved = peer_notebook(solved=True)
    for number in range(chosen.students):
        folder = place / "submitted" / f"student{number:05}" / EXERCISE
        folder.mkdir(parents=True)
        nbformat.write(solved, folder / f"{EXERCISE}.ipynb")
    start = time.perf_counter()
    subprocess.run([*call, "autograde", EXERCISE], cwd=place, check=True, **QUIET)
    taken = time.perf_counter() - start
    done = list((place / "autograded").rglob("*.ipynb"))
    assert len(done) == chosen.students, "nbgrader did not mark everybody"
    return taken


def ours(place):
    """Seconds that `gorin grade` takes for the class, and for one a hundred times as large."""
    times = []
    for students in (chosen.students, chosen.students * MORE):
        folder = place / f"class-{students}"
        handed_in.write(folder, students, typed=True)
        start = time.perf_counter()
        call = [sys.executable, "-m", "gorin.cli", "grade", folder]
        call += ["--to", place / f"to-{students}"]
        subprocess.run(call, check=True, **QUIET)
        times.append(time.perf_counter() - start)
    return times


if not shutil.which(chosen.nbgrader):
    print("nbgrader is not here, so nothing is compared: pip install -e '.[bench]'")
    sys.exit()

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
with tempfile.TemporaryDirectory() as place:
    theirs = peer(Path(place))
    few, many = ours(Path(place))
students = chosen.students
each = many / (students * MORE)
print(f"nbgrader: {students} submissions in {theirs:.1f} s, {theirs / students:.2f} s each")
print(f"gorin:    {students} submissions in {few:.2f} s, the start of Python in it")
print(f"gorin:    {students * MORE} submissions in {many:.2f} s, {1000 * each:.2f} ms each")
print(f"ratio of the rates: {theirs / students / each:.0f}")
