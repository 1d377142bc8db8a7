"""Print how fast a class is marked, beside merely reading the same notebooks, in one run.

The peer does less: it loads each notebook and validates it with nbformat, in one process, and reads
no answer. Two classes: one that clicked (cells are alike from student to student, and read once),
and one in which every cell differs.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
STUDENTS = 1_000
EXERCISE = "02-close-reading"


def submissions(folder, *, alike):
    """Write the solution for a thousand students, cells alike or each with its own comment."""
    solution = json.loads((ROOT / "solutions" / f"{EXERCISE}.ipynb").read_text(encoding="utf-8"))
    sources = [list(cell["source"]) for cell in solution["cells"]]
    for number in range(STUDENTS):
        for cell, source in zip(solution["cells"], sources, strict=True):
            own = [] if alike or cell["cell_type"] != "code" else [f"\n# mine, {number}"]
            cell["source"] = source + own
        path = folder / f"student{number:04}" / f"{EXERCISE}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(solution), encoding="utf-8")


def seconds(*command):
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as place:
    bare = seconds("-c", "pass")
    for how, alike in (("clicked", True), ("typed", False)):
        folder = Path(place) / how
        submissions(folder, alike=alike)
        size = sum(path.stat().st_size for path in folder.rglob("*.ipynb"))
        ours = seconds("-m", "gorin.cli", "grade", str(folder), "--to", f"{place}/marks-{how}")
        ours -= bare
        print(f"{STUDENTS} submissions, {how}, {size / 1e6:.0f} MB, read, marked: {ours:.2f} s")
        start = time.perf_counter()
        for path in folder.rglob("*.ipynb"):
            nbformat.validate(nbformat.read(path, as_version=4))
        peer = time.perf_counter() - start
        print(
            f"the same only read and validated with nbformat: {peer:.2f} s, {peer / ours:.1f} times"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"a start of the interpreter, taken off: {bare:.2f} s; peak of a process: {peak:.0f} MB")
