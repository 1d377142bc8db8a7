"""Each role sheet on paper: one page of A4 and one of Letter, and nothing that axe finds."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from gorin import roles

ROOM = 1.03  # larger than life; another printer has other margins
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    return roles.write(tmp_path_factory.mktemp("roles"))


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_each_sheet_is_exactly_one_page(browser, sheets, size):
    """Guide, five roles and the names, with a little room to spare, as Chromium prints them."""
    page = browser.new_page()
    counts = {}
    for sheet in sheets:
        page.goto(sheet.as_uri())
        counts[sheet.name] = len(PAGE.findall(page.pdf(format=size, scale=ROOM)))
    page.evaluate("document.querySelector('main').innerHTML = '<p>x</p>'.repeat(99)")
    overfull = len(PAGE.findall(page.pdf(format=size)))
    page.close()
    assert counts == dict.fromkeys(counts, 1)
    assert overfull > 1  # the pages are counted, and not only the files


def test_axe_finds_nothing(browser, sheets):
    """A sheet is read on a screen as well."""
    page = browser.new_page()
    found = []
    for sheet in sheets:
        page.goto(sheet.as_uri())
        violations = Axe().run(page).response["violations"]
        found += [f"{sheet.name}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in violations]
    page.close()
    assert found == []
