"""A notebook that was saved, closed and opened again another day."""

import json
import shutil
from pathlib import Path

import harness
from playwright.sync_api import expect

from gorin import answers

ROOT = Path(__file__).parents[2]
CELLS = (
    "from gorin import answer, reader\nreader('4.1')",
    "answer('Q2.3', ...)",
)


def test_opened_again_it_shows_static_pages_and_no_error(context, tmp_path):
    """The kernel that knew the widgets is gone, the answer is not."""
    folder, settings = tmp_path / "course", tmp_path / "settings"
    shutil.copytree(ROOT / "data", folder / "data")
    cells = [harness.cell(*one) for one in enumerate(CELLS)]
    document = json.loads((ROOT / "exercises" / "02-close-reading.ipynb").read_text("utf-8"))
    (folder / "one.ipynb").write_text(json.dumps(document | {"cells": cells}), encoding="utf-8")
    settings.mkdir()
    page = context.new_page()
    with harness.lab(folder, settings, saving=True) as address:
        book = harness.Notebook(page, address, folder, "one.ipynb")
        book.run_all()
        book.card("Q2.3").get_by_role("radio").first.check()
        expect(book.card("Q2.3").locator(".gorin-said")).to_contain_text("Recorded")
        book.save()
        assert answers.read(folder / "one.ipynb").answers["Q2.3"].value == "a"
        expect(book.card("Q2.3")).to_be_visible()  # what is saved takes nothing from what is open
        again = harness.Notebook(page, address, folder, "one.ipynb")
        shown = page.locator(".jp-Notebook")
        expect(shown).to_contain_text("careful note of what he had said")
        expect(shown).to_contain_text("Q2.3: a: It softens the statement")
        assert "Error displaying widget" not in shown.inner_text()
        again.run_all()
        expect(again.card("Q2.3").get_by_role("radio").first).to_be_checked()
    page.close()
