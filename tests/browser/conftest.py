"""A JupyterLab for all browser tests of a worker, and a page for each."""

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import harness
import pytest
from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items):
    """Skip, with a reason, where there is no Chromium; in CI its absence is a failure."""
    for item in items:
        if "browser" in Path(item.path).parts:
            item.add_marker("browser")
            if not harness.CHROMIUM.exists() and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason=f"no {harness.CHROMIUM} on this machine"))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(harness.CHROMIUM), args=list(harness.FLAGS)
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """A clone's lessons and exercises, and the fixture exercise, where a student would work."""
    from gorin import building

    folder = tmp_path_factory.mktemp("course")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.copy(ROOT / "tests" / "fixtures" / "99-fixture.toml", data / "questions")
    fixture = tmp_path_factory.mktemp("fixture")
    (fixture / "lessons").mkdir()
    shutil.copytree(ROOT / "tests" / "fixtures" / "solutions", fixture / "solutions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GORIN_DATA", str(data))
        building.build(fixture)
    for name in ("lessons", "exercises"):
        mine = shutil.ignore_patterns("*.answers*")
        shutil.copytree(ROOT / name, folder / name, ignore=mine)
    shutil.copy(fixture / "exercises" / "99-fixture.ipynb", folder / "exercises")
    return folder


@pytest.fixture(scope="session")
def address(place, tmp_path_factory):
    settings = tmp_path_factory.mktemp("settings")
    with harness.lab(place, settings, {"GORIN_DATA": str(place / "data")}) as where:
        yield where


@pytest.fixture(scope="session")
def context(browser):
    """One profile for all tests: JupyterLab's scripts are loaded and compiled once."""
    context = browser.new_context(viewport=harness.WINDOW)
    yield context
    context.close()


@pytest.fixture(scope="session")
def tabs():
    """The page that tests hand on to each other; loading JupyterLab anew would take most time."""
    return []


@pytest.fixture(scope="session")
def sheets():
    """The notebook of each page in which tests write their cells, one test after the other."""
    return {}


@pytest.fixture
def page(context, tabs, request):
    """A page in which nothing failed; what is open in it is closed when it is next used."""
    page = tabs.pop() if tabs else context.new_page()
    failures = request.session.testsfailed
    yield page
    if request.session.testsfailed == failures and _answers(page):
        tabs.append(page)
    else:
        page.close()


def _answers(page):
    """Is JupyterLab there, and can it be used in a window of the usual size?"""
    try:
        page.set_viewport_size(harness.WINDOW)
        return page.evaluate("() => 'jupyterapp' in window")
    except Error:
        return False


@pytest.fixture
def notebook(page, address, place, sheets):
    """Open a copy of a notebook under a name of its own, so that tests do not meet.

    `sources` take the place of its cells; `within` changes what is in a copy before it is opened.
    Where a test has left a notebook of `sources` open, new ones take the place of those: to start
    a kernel for each test would take most of the time.
    """
    books = []

    def opened(name, under="exercises", sources=(), within=None):
        if sources and page in sheets and sheets[page].is_open():
            books.append(sheets[page])
            sheets[page].put(*sources)
            return sheets[page]
        source = place / under / f"{name}.ipynb"
        folder = place / f"work-{os.urandom(4).hex()}"
        folder.mkdir()
        document = json.loads(source.read_text(encoding="utf-8"))
        if sources:
            document["cells"] = [harness.cell(*one) for one in enumerate(sources)]
        if within:
            within(document)
        copy = folder / source.name
        copy.write_text(json.dumps(document), encoding="utf-8")
        book = harness.Notebook(page, address, place, str(copy.relative_to(place)))
        books.append(book)
        if sources:
            sheets[page] = book
        return book

    yield opened
    with suppress(Error):  # of a page that is gone
        for book in books:
            book.undraw()
