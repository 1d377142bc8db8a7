"""Print what the import line of a notebook costs over a bare start, in seconds of CPU."""

import resource
import statistics
import subprocess
import sys

RUNS = 15


def cpu(code):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


cases = {
    "bare start": "pass",
    "import gorin": "import gorin",
    "from gorin import answer, reader": "from gorin import answer, reader",
    "import pandas": "import pandas",
}
measured = {name: [] for name in cases}
for _ in range(RUNS):
    for name, code in cases.items():
        measured[name].append(cpu(code))
bare = statistics.median(measured["bare start"])
for name, seconds in measured.items():
    middle = statistics.median(seconds)
    print(f"{name:34} {middle:.3f} s, {middle - bare:.3f} s over a bare start")
