"""A made-up school for tests: what students hand in, and the command that marks it."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import jupytext
import nbformat

from gorin import cli
from gorin.classroom import sheets

HERE = Path(__file__).parent
NAME = "99-fixture"
RIGHT = {
    "Q99.1": "b",
    "Q99.2": ["a", "c", "e"],
    "Q99.3": "3.1a",
    "Q99.4": ["1.2c", "1.3b", "5.1d"],
    "Q99.5": "positive assurance",
    "Q99.6": {"5.1f": "W", "5.2a": "P", "5.4a": "L"},
    "Q99.7": ["b", "a", "d", "c"],
    "Q99.8": 5,
    "Q99.9": "Welles alone wrote it.",
}


def course_in(folder):
    """Copy data/ into a folder, with the fixture bank in it."""
    data = folder / "data"
    shutil.copytree(HERE.parent / "data", data)
    shutil.copy(HERE / "fixtures" / f"{NAME}.toml", data / "questions")
    return data


def keys_in(folder):
    """Write the keys of the fixture exercise into a folder; outputs do not matter."""
    keys = folder / "solutions"
    keys.mkdir()
    written = jupytext.read(HERE / "fixtures" / "solutions" / f"{NAME}.md", fmt="md:myst")
    nbformat.write(written, keys / f"{NAME}.ipynb")
    return keys


def notebook(answers):
    """A notebook with typed values, as a student saves it."""
    cells = [
        {"cell_type": "code", "source": f'answer("{q}", {v!r})', "outputs": [], "metadata": {}}
        for q, v in answers.items()
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def hand_in(answers):
    """The file beside a notebook."""
    return json.dumps({"format": 1, "exercise": NAME, "answers": answers})


def zipped(files):
    """The bytes of a zip; `files` maps names (or a ZipInfo) to what they hold."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return held.getvalue()


class School:
    """A folder to hand in to, the keys, and where the tables go."""

    def __init__(self, folder, keys, to):
        folder.mkdir()
        self.folder, self.keys, self.to = folder, keys, to
        self.root = Path(__file__).parents[1]

    def put(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def call(self, *more, place=None):
        where = str(place or self.folder)
        return [
            "grade",
            where,
            "--to",
            str(self.to),
            "--solutions",
            str(self.keys),
            *map(str, more),
        ]

    def grade(self, *more, place=None):
        return cli.main(self.call(*more, place=place))

    def rows(self, table):
        return sheets.read(self.to / f"{table}.csv")

    def file(self, name):
        return next(row for row in self.rows("intake") if row["file"] == name)

    def marks(self, student):
        return {r["question"]: r for r in self.rows("marks") if r["student"] == student}

    def points(self):
        """Points of the fixture exercise by student."""
        return {row["student"]: row[f"{NAME} points"] for row in self.rows("gradebook")}
