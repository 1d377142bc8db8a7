"""Any Bargain? A course on one memorandum of 1941, in Jupyter notebooks.

The names that notebooks use. Importing them costs nothing until one is used: pandas, ipywidgets
and the data are loaded by the first call that needs them.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "CourseError": "gorin.errors",
    "answer": "gorin.widgets.card",
    "cast": "gorin.widgets.cast",
    "chain": "gorin.widgets.chain",
    "compare": "gorin.widgets.compare",
    "concordance": "gorin.widgets.concordance",
    "corroborate": "gorin.widgets.corroborate",
    "desk": "gorin.widgets.desk",
    "exchange": "gorin.widgets.exchange",
    "file_number": "gorin.widgets.file_number",
    "forecast": "gorin.widgets.card",
    "forecasts": "gorin.widgets.outlook",
    "hand_in": "gorin.widgets.card",
    "ledger": "gorin.widgets.ledger",
    "papers": "gorin.widgets.papers",
    "persons": "gorin.widgets.persons",
    "position": "gorin.widgets.card",
    "positions": "gorin.widgets.outlook",
    "practice": "gorin.widgets.card",
    "reader": "gorin.widgets.reader",
    "scenario": "gorin.widgets.scenario",
    "table": "gorin.tables",
    "tagger": "gorin.widgets.card",
    "timeline": "gorin.widgets.timeline",
    "voices": "gorin.widgets.voices",
    "win_set": "gorin.widgets.win_set",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'gorin' has no name {name!r}; it has {', '.join(_HOME)}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
