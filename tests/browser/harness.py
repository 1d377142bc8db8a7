"""A real JupyterLab with a folder of its own, and a page of Chromium that drives it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WINDOW = {"width": 1280, "height": 1000}
PATIENCE = 60_000  # milliseconds; a loaded machine of CI is slow


@contextmanager
def lab(folder, settings, environment=None, *, saving=False):
    """Serve a folder with JupyterLab until the block ends; yield the address.

    Without `saving`, notebooks are saved with their live views, as where the course's extension of
    the server is not there: so cards are met that a front end restored.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if name != "GORIN_ANSWERS"}
    ours |= {
        "JUPYTER_CONFIG_DIR": str(settings / "config"),
        "JUPYTER_DATA_DIR": str(settings / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
        "IPYTHONDIR": str(settings / "ipython"),
        **(environment or {}),
    }
    page_config = settings / "config" / "labconfig"
    page_config.mkdir(parents=True, exist_ok=True)
    off = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (page_config / "page_config.json").write_text(json.dumps(off), encoding="utf-8")
    extensions = {"ServerApp": {"jpserver_extensions": {"gorin.saving": saving}}}
    server_config = settings / "config" / "jupyter_server_config.json"
    server_config.write_text(json.dumps(extensions), encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.root_dir={folder}", f"--ServerApp.port={port}"]
    command += [
        "--IdentityProvider.token=",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
        # So that tests can open files in one page.
        "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]
    log = (settings / "lab.log").open("w", encoding="utf-8")
    server = subprocess.Popen(command, env=ours, stdout=log, stderr=log, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api", server, settings / "lab.log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def _wait_for(address, server, log):
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def cell(number, source):
    """Return a code cell that was not run yet."""
    return {
        "cell_type": "code",
        "id": f"cell-{number}",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }


TALL = 100_000  # pixels: JupyterLab draws only the cells in view, and all are to be looked at
DRAWN = """() => {
    const {model} = window.jupyterapp.shell.currentWidget.content;
    const live = "[data-mime-type='application/vnd.jupyter.widget-view+json']";
    return document.querySelectorAll('.jp-Notebook .jp-Cell').length === model.cells.length
        && [...document.querySelectorAll(live)].every(one => one.querySelector('.gorin'));
}"""
# What was open goes unsaved, and its kernel with it.
CLEAR = """async () => {
    const app = window.jupyterapp;
    for (const widget of [...app.shell.widgets('main')].filter(one => one.context)) {
        await widget.sessionContext?.shutdown();
        widget.dispose();
    }
    app.shell.expandLeft();
    await app.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'});
}"""
# What stands in the open notebook goes, and its outputs with it; the kernel stays.
PUT = """async sources => {
    const app = window.jupyterapp;
    const {cells, sharedModel} = app.shell.currentWidget.content.model;
    const old = cells.length;
    const fresh = sources.map(source => ({cell_type: 'code', source, metadata: {}, outputs: []}));
    sharedModel.transact(() => {
        sharedModel.insertCells(old, fresh);
        sharedModel.deleteCellRange(0, old);
    });
    app.shell.expandLeft();
    await app.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'});
}"""
# As a double click in the file browser does, and then until the kernel is there.
OPEN = """async path => {
    const widget = await window.jupyterapp.commands.execute('docmanager:open', {path});
    await widget.context.ready;
    await widget.sessionContext.ready;
}"""


class Notebook:
    """One notebook in one page: open, run, save, and look into its file."""

    def __init__(self, page, address, folder, name):
        self.page, self.address, self.root, self.path = page, address, folder, folder / name
        self._lens = None
        if not page.evaluate("() => 'jupyterapp' in window"):
            page.goto(f"{address}/lab?reset")
            page.wait_for_function("() => window.jupyterapp", timeout=PATIENCE)
            page.evaluate("() => window.jupyterapp.restored")
        page.evaluate(CLEAR)
        # Where nothing is open the launcher comes, and would come before what is opened meanwhile.
        page.wait_for_function("() => !window.jupyterapp.shell.isEmpty('main')", timeout=PATIENCE)
        page.evaluate(OPEN, name)
        self.ready()

    def ready(self):
        """Wait until the notebook is shown and its kernel is idle."""
        expect(self.page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=PATIENCE)
        self.idle()

    def idle(self):
        """Wait until the kernel has nothing to do."""
        status = self.page.locator("#jp-main-statusbar")
        expect(status).to_contain_text("| Idle", timeout=PATIENCE)

    def command(self, menu, *names):
        """Choose an entry of the menu bar."""
        bar = self.page.locator(".lm-MenuBar-item", has_text=re.compile(rf"^{menu}$"))
        bar.first.click()
        for name in names:
            entry = self.page.locator(".lm-Menu-item", has_text=re.compile(name))
            entry.first.click()

    def theme(self, name):
        """Choose JupyterLab's light or dark theme, which outlasts the page."""
        change = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
        self.page.evaluate(change, f"JupyterLab {name.title()}")
        light = self.page.locator(f"body[data-jp-theme-light={str(name == 'light').lower()}]")
        expect(light).to_be_attached(timeout=PATIENCE)

    def run_all(self):
        """Run every cell and wait for the last."""
        self.command("Run", "^Run All Cells")
        self._ran()

    def is_open(self):
        """Is this what the page shows?"""
        path = "() => window.jupyterapp?.shell.currentWidget?.context?.path"
        return self.page.evaluate(path) == str(self.path.relative_to(self.root))

    def put(self, *sources):
        """Put these cells in the place of all others; what was answered in those is forgotten."""
        for answers in self.path.parent.glob("*.answers*"):
            answers.unlink()
        self.page.evaluate(PUT, sources)
        self.idle()

    def draw_all(self, width=WINDOW["width"]):
        """Lay the page out as tall as the notebook, and wait until every cell is drawn in it.

        Only as much of it is painted as the window shows: nothing here looks at pixels, and to
        paint all of it, again and again, takes longer than all that is asked of it.
        """
        if not self._lens:
            self._lens = self.page.context.new_cdp_session(self.page)
        size = {"width": width, "height": TALL, "deviceScaleFactor": 1, "mobile": False}
        self._lens.send("Emulation.setDeviceMetricsOverride", size | {"dontSetVisibleSize": True})
        self.page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTop = 0")
        self.page.wait_for_function(DRAWN, timeout=PATIENCE)

    def undraw(self):
        """Lay the page out in the window again."""
        if self._lens:
            self._lens.detach()
            self._lens = None

    def restart_and_run_all(self):
        """Restart the kernel and run every cell."""
        self.page.evaluate(
            "() => document.querySelectorAll('.gorin').forEach((e) => e.classList.add('gorin-old'))"
        )
        self.command("Kernel", "^Restart Kernel and Run All Cells")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(self.page.locator(".gorin-old")).to_have_count(0, timeout=PATIENCE)
        self._ran()

    def _ran(self):
        running = self.page.locator(".jp-InputPrompt", has_text="[*]")
        expect(running).to_have_count(0, timeout=PATIENCE)
        self.idle()

    def restart(self):
        """Restart the kernel and run nothing."""
        self.command("Kernel", "^Restart Kernel…")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.idle()

    def save(self):
        """Save, and wait until the file is written to its end."""
        before = self.path.stat().st_mtime_ns
        self.command("File", "^Save Notebook(?! As)")
        for _ in range(PATIENCE // 50):
            if self.path.stat().st_mtime_ns != before and self._is_whole():
                break
            self.page.wait_for_timeout(50)
        expect(self.page.locator(".jp-mod-dirty")).to_have_count(0, timeout=PATIENCE)

    def _is_whole(self):
        """Can the file be read? The server writes it in place, piece by piece."""
        try:
            return bool(json.loads(self.path.read_text(encoding="utf-8")))
        except ValueError:
            return False

    def reload(self):
        """Reload the page of the browser; the kernel goes on."""
        self.page.reload()
        self.ready()

    def card(self, title):
        """The live card of a question."""
        return self.page.locator(".gorin-card", has=self.page.get_by_text(title, exact=True))

    def cells(self):
        """How many cells the open notebook has."""
        count = "() => window.jupyterapp.shell.currentWidget.content.model.cells.length"
        return self.page.evaluate(count)  # the page itself holds only the cells drawn so far
