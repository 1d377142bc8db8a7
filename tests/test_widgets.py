"""What every widget's front end is held to: small, whole, and loading nothing from elsewhere."""

import importlib
import re
from pathlib import Path

import pytest

import gorin.widgets
from gorin.bank import bank
from gorin.widgets.card import Card
from gorin.widgets.widget import Widget

LARGEST = 30_000  # bytes of JavaScript that a widget brings
LOADS = re.compile(r"\bimport\b|\bfetch\(|XMLHttpRequest|new Worker|https?://(?!www\.w3\.org)")


def classes():
    """Every widget of the package but the cards, whose script depends on what they ask."""
    for path in sorted(Path(gorin.widgets.__file__).parent.glob("*.py")):
        module = importlib.import_module(f"gorin.widgets.{path.stem}")
        for found in vars(module).values():
            own = isinstance(found, type) and found.__module__ == module.__name__
            if own and issubclass(found, Widget) and found not in (Widget, Card):
                yield found


@pytest.fixture
def scripts(course, tmp_path, monkeypatch):
    """The scripts of all widgets, and of a card of each kind."""
    assert course
    monkeypatch.chdir(tmp_path)
    found = {one.__name__: one._esm for one in classes()}
    asked = [f"Q99.{number}" for number in range(1, 10)]
    for name in (*asked, "F1", "position-2"):
        found[name] = Card(bank().question(name), ..., None)._esm
    return found


def test_no_widget_brings_more_than_it_may(scripts):
    """Under 30 kB, comments and all."""
    assert len(scripts) > 20
    sizes = {name: len(script.encode()) for name, script in scripts.items()}
    assert {name: size for name, size in sizes.items() if size >= LARGEST} == {}


def test_no_widget_loads_anything(scripts):
    """No module, no request, no address; the stylesheet brings its pictures along."""
    for name, script in scripts.items():
        assert LOADS.findall(script) == [], name
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]{0,12})", Card._css)
    assert {address.partition(",")[0] for address in addresses} <= {"data:image/s"}


def test_each_script_is_one_module(scripts):
    """Exactly one export, and no name declared twice at its top."""
    for name, script in scripts.items():
        assert script.count("export default") == 1, name
        names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
        assert len(names) == len(set(names)), (name, names)
