"""Notebooks that a test writes for itself, and what axe finds in their outputs."""

import json

from axe_playwright_python.sync_playwright import Axe

SCOPE = {"include": [[".jp-OutputArea-output"]], "exclude": []}


def written(notebook, *sources):
    """Open a notebook with these cells in a folder of its own, and run it."""
    book = notebook("99-fixture")
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "source": source,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate(sources)
    ]
    document = json.loads(book.path.read_text(encoding="utf-8")) | {"cells": cells}
    book.path = book.path.with_name("written.ipynb")
    book.path.write_text(json.dumps(document), encoding="utf-8")
    book.page.goto(f"{book.address}/lab/tree/{book.path.relative_to(book.root)}?reset")
    book.ready()
    book.run_all()
    return book


def violations(page):
    """What axe finds in the outputs, each as one line."""
    found = Axe().run(page, context=SCOPE).response["violations"]
    return [f"{v['id']} ({v['impact']}): {n['html'][:160]}" for v in found for n in v["nodes"][:3]]
