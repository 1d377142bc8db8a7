"""Print how fast feedback is written, without and with the keys, and the report of that class.

The class is the made-up one, handed in again and again under other names.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
STUDENTS = 1_000
EXERCISE = "02-close-reading"


def submissions(demo, folder):
    """Write hand-in files for a thousand students, with the answers of the made-up class."""
    made = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((demo / "submissions" / EXERCISE).glob("*.answers.json"))
    ]
    for number in range(STUDENTS):
        name = f"student{number:04}_{10_000 + number}_{20_000 + number}_{EXERCISE}.answers.json"
        (folder / name).write_text(json.dumps(made[number % len(made)]), encoding="utf-8")


def seconds(*command):
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "gorin.cli", *command], check=True, capture_output=True)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as place:
    here = Path(place)
    print(f"a made-up class of 30: {seconds('demo', '--to', f'{place}/demo'):.2f} s")
    (here / "class").mkdir()
    submissions(here / "demo", here / "class")
    seconds("grade", f"{place}/class", "--to", f"{place}/marks")
    for how in ((), ("--reveal",)):
        to = here / f"feedback{len(how)}"
        taken = seconds("feedback", f"{place}/marks", "--to", str(to), *how)
        pages = list(to.rglob("*.html"))
        size = sum(page.stat().st_size for page in pages)
        print(
            f"{len(pages)} pages {' '.join(how)}, {size / 1e6:.0f} MB, and a zip for the LMS: "
            f"{taken:.2f} s, {len(pages) / taken:.0f} a second"
        )
    taken = seconds("report", f"{place}/marks", "--to", f"{place}/class.html")
    print(f"the page of a class of {STUDENTS}: {taken:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak of a process: {peak:.0f} MB")
