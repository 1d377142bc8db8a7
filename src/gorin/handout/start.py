"""Open the course: make an environment beside this file, install the course, start JupyterLab.

This file goes to the students as it is, and runs before anything is installed.
"""

from __future__ import annotations  # an old Python shall get as far as being told so

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLACE = HERE / ".venv"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def main(arguments: list[str]) -> int | str:
    """Install once, then start; further arguments go to JupyterLab."""
    if sys.version_info[:2] < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return f"The course needs Python 3.11 or newer; this is Python {found}."
    wheel = max(HERE.glob("any_bargain-*.whl"))
    installed = PLACE / "installed.txt"
    if not installed.is_file() or installed.read_text(encoding="utf-8") != wheel.name:
        sys.stdout.write("Installing the course; this takes a minute or two, once ...\n")
        sys.stdout.flush()
        try:
            venv.create(PLACE, with_pip=True)
            _run("pip", "install", "--quiet", "--force-reinstall", str(wheel))
            # The pop-up with JupyterLab's news is switched off, in this environment only.
            news = "@jupyterlab/apputils-extension:announcements"
            quiet = ("--level=sys_prefix", "--log-level=WARN")
            _run("jupyterlab.labextensions", "disable", *quiet, news)
        except (OSError, subprocess.CalledProcessError) as error:
            return (
                f"{error}\nThe course could not be installed. Are you online? On Debian and Ubuntu "
                "the package python3-venv is needed, too."
            )
        installed.write_text(wheel.name, encoding="utf-8")
    lesson = min((HERE / "lessons").glob("*.ipynb"))
    start = arguments or [f"--LabApp.default_url=/lab/tree/lessons/{lesson.name}"]
    with subprocess.Popen([str(PYTHON), "-m", "jupyterlab", *start], cwd=HERE) as lab:  # noqa: S603
        while True:
            try:
                return lab.wait()
            except KeyboardInterrupt:  # Ctrl+C is for JupyterLab, which asks and then ends
                continue


def _run(*command: str) -> None:
    subprocess.run([str(PYTHON), "-m", *command], check=True, cwd=HERE)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
