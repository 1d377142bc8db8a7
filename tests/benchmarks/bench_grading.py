"""Print how fast a class is marked, beside merely validating the same notebooks in one run."""

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


def submissions(folder):
    """Write the exercise for a thousand students, with every answer typed and saved."""
    solution = json.loads((ROOT / "solutions" / f"{EXERCISE}.ipynb").read_text(encoding="utf-8"))
    for number in range(STUDENTS):
        path = folder / f"student{number:04}" / f"{EXERCISE}.ipynb"
        path.parent.mkdir()
        path.write_text(json.dumps(solution), encoding="utf-8")


with tempfile.TemporaryDirectory() as place:
    folder = Path(place) / "class"
    folder.mkdir()
    submissions(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*.ipynb"))
    command = [sys.executable, "-m", "gorin.cli", "grade", str(folder), "--to", f"{place}/marks"]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    ours = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    start = time.perf_counter()
    for path in folder.rglob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))
    peer = time.perf_counter() - start
    print(f"{STUDENTS} submissions, {size / 1e6:.0f} MB, read, marked and written: {ours:.2f} s")
    print(f"the same notebooks read and validated with nbformat: {peer:.2f} s")
    print(f"ratio {peer / ours:.1f}; peak memory of a process {peak:.0f} MB")
