"""Notebooks that a test writes for itself, and what axe finds in their outputs."""

from axe_playwright_python.sync_playwright import Axe

SCOPE = {"include": [[".jp-OutputArea-output"]], "exclude": []}


def written(notebook, *sources):
    """Open a notebook with these cells in a folder of its own, and run it."""
    book = notebook("99-fixture", sources=sources)
    book.run_all()
    return book


def violations(page):
    """What axe finds in the outputs, each as one line."""
    found = Axe().run(page, context=SCOPE).response["violations"]
    return [f"{v['id']} ({v['impact']}): {n['html'][:160]}" for v in found for n in v["nodes"][:3]]
