"""What the server does to a notebook when it is saved: a `pre_save_hook` of JupyterLab."""

from typing import Any

LIVE = "application/vnd.jupyter.widget-view+json"  # names a widget of a kernel


def static_only(*, model: Any, **_: Any) -> None:
    """Leave live views out where static HTML stands beside them.

    Opened again without its kernel, the notebook would have an error in their place.
    """
    content = model.get("content") if model.get("type") == "notebook" else None
    for cell in (content or {}).get("cells", ()):
        for output in cell.get("outputs", ()):
            if "text/html" in output.get("data", {}):
                output["data"].pop(LIVE, None)
