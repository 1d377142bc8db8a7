"""Print how fast clicks and keys show in JupyterLab: the card's record, the reader's layers."""

import os
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
os.environ.pop("GORIN_ANSWERS", None)

import shutil  # noqa: E402 - after the path is set

import harness  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

CLICK = """async () => {
  const output = [...document.querySelectorAll('.jp-OutputArea')]
    .find(o => o.querySelector('.gorin-is-choice'));
  const inputs = [...output.querySelectorAll('.gorin-is-choice input')];
  const record = () => output.innerText.match(/Q2\\.\\d+: .*/g)?.at(-1) ?? '';
  const times = [];
  for (let i = 0; i < 40; i++) {
    const before = record();
    const start = performance.now();
    inputs[i % 2].click();
    while (record() === before) await new Promise(r => setTimeout(r, 1));
    times.push(performance.now() - start);
    await new Promise(r => setTimeout(r, 60));
  }
  return times;
}"""
SHOWN = """async (act) => {
  const times = [];
  const leaf = document.querySelector('.gorin-leaf');
  const buttons = [...document.querySelectorAll('.gorin-bar button')];
  leaf.querySelector('[tabindex="0"]').focus();
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    if (act === 'layer') buttons[i % 4].click();
    else document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key: i % 3 ? 'ArrowRight' : 'Enter', bubbles: true }));
    leaf.getBoundingClientRect();
    await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
    times.push(performance.now() - start);
  }
  return times;
}"""
SLID = """async () => {
  const times = [];
  const box = document.querySelector('.gorin-swap');
  const sliders = [...box.querySelectorAll('input[type=range]')];
  for (let i = 0; i < 60; i++) {
    const slider = sliders[i % 2];
    const start = performance.now();
    slider.value = (Number(slider.value) + 3) % (Number(slider.max) + 1);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    box.getBoundingClientRect();
    await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
    times.push(performance.now() - start);
  }
  return times;
}"""
TICKED = """async () => {
  const times = [];
  const box = document.querySelector('.gorin-agree');
  const boxes = [...box.querySelectorAll('input[data-rule]')];
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    boxes[i % boxes.length].click();
    box.getBoundingClientRect();
    await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
    times.push(performance.now() - start);
  }
  return times;
}"""


def told(name, times):
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:48} median {statistics.median(times):5.1f} ms, 95th percentile {p95:5.1f} ms")


with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
    folder, settings = Path(place) / "course", Path(place) / "settings"
    settings.mkdir()
    for name in ("lessons", "exercises"):
        shutil.copytree(ROOT / name, folder / name)
    with harness.lab(folder, settings) as address:
        chromium = playwright.chromium.launch(
            executable_path=str(harness.CHROMIUM), args=list(harness.FLAGS)
        )
        page = chromium.new_page(viewport={"width": 1280, "height": 1000})
        book = harness.Notebook(page, address, folder, "exercises/02-close-reading.ipynb")
        book.run_all()
        book.card("Q2.3").scroll_into_view_if_needed()
        told("a click in a card, until its record shows", page.evaluate(CLICK))
        book = harness.Notebook(page, address, folder, "lessons/02-close-reading.ipynb")
        book.run_all()
        page.locator(".gorin-leaf").first.scroll_into_view_if_needed()
        told("a layer switched in the reader, until painted", page.evaluate(SHOWN, "layer"))
        told("a key pressed in the reader, until painted", page.evaluate(SHOWN, "key"))
        book = harness.Notebook(page, address, folder, "lessons/05-models.ipynb")
        book.run_all()
        for name, what, act in (
            (".gorin-agree", "a requirement ticked, until painted", TICKED),
            (".gorin-swap", "a slider moved in the exchange, until painted", SLID),
        ):
            page.locator(name).scroll_into_view_if_needed()
            told(what, page.evaluate(act))
        chromium.close()
for path in sorted((ROOT / "src" / "gorin" / "widgets").glob("*.js")):
    print(f"{path.name:48} {path.stat().st_size / 1000:.1f} kB")
