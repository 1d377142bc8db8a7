"""What every widget shares: three ways to be shown, one stylesheet, one piece of JavaScript."""

from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from gorin.saving import LIVE

_HERE = Path(__file__).parent

# Inline, because JupyterLab takes <style> and classes' rules out of notebooks it does not trust.
PAPER = "border:1px solid;border-radius:4px;padding:0.6em 1em;max-width:46em"
QUIET = "opacity:0.75"


def script(*names: str) -> str:
    """Join JavaScript files into the one module that a front end loads; the last one exports."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("shared.js", *names))


def style() -> str:
    """Return the stylesheet of the course."""
    return (_HERE / "course.css").read_text(encoding="utf-8")


class Widget(anywidget.AnyWidget):
    """A live view where a kernel runs; elsewhere `page()`; in a terminal `line()`.

    `opened` is set by the first front end that draws the widget, so that one restored later knows
    that it is not the first.
    """

    opened = traitlets.Bool(default_value=False).tag(sync=True)

    def page(self) -> str:
        """Return the static HTML, which JupyterLab's sanitizer leaves as it is."""
        raise NotImplementedError

    def line(self) -> str:
        """Return one line that says what is shown, the same in every run."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.line()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {LIVE: view, "text/html": self.page(), "text/plain": self.line()}


class Notice:
    """A message in place of a widget: what was met and what to do; nothing is raised."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __repr__(self) -> str:
        return self.message

    def _repr_html_(self) -> str:
        said = self.message[:1].upper() + self.message[1:]
        return f'<div style="{PAPER}"><p><strong>{escape(said)}</strong></p></div>'
