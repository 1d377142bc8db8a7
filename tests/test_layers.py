"""Who may import whom: two rivers that rise from one trunk and never mix."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "gorin"

# A module's room is the first entry that it or its folder is named in.
ROOMS = {
    "errors": "ground",
    "files": "ground",
    "paths": "ground",
    "saving": "ground",
    "memo": "trunk",
    "tables": "trunk",
    "bank": "trunk",
    "questions": "trunk",
    "wording": "trunk",
    "marking": "trunk",
    "reading": "trunk",
    "entries": "trunk",
    "decisions": "trunk",
    "tagging": "trunk",
    "comparing": "trunk",
    "essays": "essays",
    "concording": "trunk",
    "quoting": "trunk",
    "spans": "trunk",
    "annotations": "trunk",
    "bargaining": "trunk",
    "parties": "trunk",
    "exchange_games": "trunk",
    "exchange_variants": "trunk",
    "solving": "trunk",
    "explaining": "trunk",
    "answers": "answers",
    "cells": "answers",
    "keys": "answers",
    "classroom": "classroom",
    "recording": "showing",
    "widgets": "showing",
    "building": "building",
    "printing": "printing",
    "roles": "printing",
    "handout": "handout",
    "cli": "command",
    "doing": "command",
    "__init__": "front",
}
MAY_IMPORT = {
    "ground": {"ground"},
    "trunk": {"ground", "trunk"},
    "answers": {"ground", "trunk", "answers"},
    "essays": {"ground", "trunk", "essays"},
    "classroom": {"ground", "trunk", "essays", "answers", "classroom"},
    "showing": {"ground", "trunk", "essays", "showing"},
    "building": {"ground", "trunk"},
    "printing": {"ground", "trunk", "printing"},
    "handout": {"ground", "trunk"},
    "command": {
        *("ground", "trunk", "answers", "essays", "classroom"),
        *("command", "building", "printing", "handout"),
    },
    "front": set(),  # it names modules and imports none
}
# Two ideas hide in a long module. These hold one that takes more lines: a model and its reader; the
# forms of eleven kinds.
LONGER = {"memo.py": 510, "questions.py": 330}
LONGEST = 300

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(dotted: str) -> str:
    return ROOMS[dotted.split(".", maxsplit=1)[0]]


def dotted(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__") if name != "__init__" else name


def imported(path: Path) -> set[str]:
    """The modules of the package that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides where it goes"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("gorin.") for name in found if name.startswith("gorin.")}


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_imports_only_its_own_river_and_the_trunk(path):
    """The judging side never imports a widget; the showing side never a student's file."""
    for name in imported(path):
        assert room(name) in MAY_IMPORT[room(dotted(path))], f"{dotted(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_holds_one_idea(path):
    """A module that grows past its line count is to be split."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGER.get(path.name, LONGEST)


def test_every_room_is_lived_in():
    """The table names no module that is gone."""
    assert {dotted(path).split(".")[0] for path in MODULES} == set(ROOMS)
