"""Where the folders of the course are; no other module knows."""

import os
from pathlib import Path

from gorin.errors import CourseError

_HERE = Path(__file__).resolve().parent


def data(*parts: str) -> Path:
    """Return a path in `data/`: that of GORIN_DATA if set, else of the clone, else of the wheel.

    Raises CourseError where no such folder is.
    """
    chosen = os.environ.get("GORIN_DATA")
    folders = [Path(chosen)] if chosen else [_HERE.parents[1] / "data", _HERE / "data"]
    for folder in folders:
        if (folder / "memo.xml").is_file():
            return folder.joinpath(*parts)
    met = " or ".join(str(folder) for folder in folders)
    raise CourseError(
        f"{met}: no memo.xml there, so this is not the course's data folder. "
        "Set GORIN_DATA to the right folder, or unset it.",
    )


def clone() -> Path:
    """Return the root of the clone (the folder that holds lessons/ and solutions/).

    Raises CourseError where the package was installed without a clone.
    """
    root = _HERE.parents[1]
    if (root / "pyproject.toml").is_file() and (root / "lessons").is_dir():
        return root
    raise CourseError(
        "gorin is not installed from a clone here, so there are no lessons or solutions to work "
        "on. Clone the course and run `pip install -e .` in it.",
    )
