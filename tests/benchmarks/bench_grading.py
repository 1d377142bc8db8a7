"""Print how fast a class is marked, how much memory that takes, and how both grow.

    python tests/benchmarks/bench_grading.py [STUDENTS ...]

Two classes of each size (100, 1,000 and 10,000 students unless told otherwise): one that clicked,
and one that typed, in which every cell of an answer differs (see `handed_in`). The peer does less:
it loads each notebook of the second class and validates it with nbformat, in one process, and reads
no answer; of a large class, only the first thousand.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import handed_in
import nbformat

SIZES = [int(size) for size in sys.argv[1:]] or [100, 1_000, 10_000]
PEER = 1_000


# Adds up what the process and all that it starts hold at once, every twentieth of a second.
WATCHED = """
import pathlib, subprocess, sys, time
def held(pid):
    try:
        kids = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        own = next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
    except (OSError, StopIteration):
        return 0
    return own + sum(map(held, kids))
running = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
peak = 0
while running.poll() is None:
    peak = max(peak, held(running.pid))
    time.sleep(0.05)
print(running.returncode, peak)
"""


def seconds(*command):
    """By the clock, and of the processors (which other work on the machine changes less)."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def peak(*command):
    """Megabytes of all processes of a command together (Linux only)."""
    watch = [sys.executable, "-c", WATCHED, sys.executable, *command]
    done = subprocess.run(watch, check=True, capture_output=True, text=True)
    status, kilobytes = map(int, done.stdout.split())
    assert status == 0
    return kilobytes / 1024


print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
for students in SIZES:
    with tempfile.TemporaryDirectory() as place:
        for how in ("clicked", "typed"):
            folder = Path(place) / how
            handed_in.write(folder, students, typed=how == "typed")
            size = sum(path.stat().st_size for path in folder.rglob("*.ipynb")) / 1e6
            call = ("-m", "gorin.cli", "grade", str(folder), "--to")
            ours, used = seconds(*call, f"{place}/marks-{how}")
            line = f"{students:6} submissions, {how}, {size:4.0f} MB: {ours:6.2f} s"
            line += f", {students / ours:5.0f} a second; {used:.2f} s of the processors"
            if sys.platform == "linux":
                line += f", {peak(*call, f'{place}/again-{how}'):4.0f} MB at most"
            print(line, flush=True)
        some = sorted(folder.rglob("*.ipynb"))[:PEER]
        start = time.perf_counter()
        for path in some:
            nbformat.validate(nbformat.read(path, as_version=4))
        peer = (time.perf_counter() - start) * students / len(some)
        print(
            f"{'':6} only read and validated with nbformat: {peer:.2f} s, {peer / ours:.1f} times"
        )
