"""What the server does when a notebook is saved; `saving.json` tells Jupyter that it is there."""

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


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(static_only)
    # jupytext puts another manager in its place, which asks the configuration for a hook.
    server.config.ContentsManager.setdefault("pre_save_hook", static_only)
