"""Notebooks that a test writes for itself, and what axe finds in their outputs."""

from axe_playwright_python.sync_playwright import Axe

OUTPUTS = ".jp-OutputArea-output"
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that depend on the theme
# JupyterLab's body has no height, since all in it is placed absolutely. What hides its overflow axe
# takes for empty, with all that is in it, and measures no contrast there; what clips it, it enters.
ENTERED = """() => {
    for (const box of [document.body, document.getElementById('main')])
        box.style.overflow = 'clip';
}"""
# Words in one ink, size and line on one ground are measured three times, and not a thousand times:
# to look for the ground takes axe longer than all else.
MARKED = """outputs => {
    const times = {};
    const plain = new Set(['rgba(0, 0, 0, 0)', 'none', '1']);
    for (const old of document.querySelectorAll('[data-ink]')) delete old.dataset.ink;
    for (const element of document.querySelectorAll(`${outputs} *`)) {
        const words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!(words || element.matches('input, select, textarea')) || !element.checkVisibility())
            continue;
        const {color, fontSize, fontWeight, textDecorationLine} = getComputedStyle(element);
        const look = [color, fontSize, fontWeight, textDecorationLine];
        for (let ground = element; ground; ground = ground.parentElement) {
            const {backgroundColor, backgroundImage, opacity} = getComputedStyle(ground);
            const coats = [backgroundColor, backgroundImage, opacity];
            look.push(...coats.filter(one => !plain.has(one)));
        }
        times[look] = (times[look] ?? 0) + 1;
        if (times[look] <= 3) element.dataset.ink = '';
    }
}"""


def written(notebook, *sources):
    """Run these cells in a notebook that holds no others."""
    book = notebook("99-fixture", sources=sources)
    book.run_all()
    return book


def violations(page):
    """What axe finds in the outputs, each as one line."""
    off = {rule: {"enabled": False} for rule in COLOURS}
    return _found(page, OUTPUTS, {"rules": off}) + pale(page)


def pale(page):
    """What axe finds in the colours of the outputs, each as one line."""
    page.evaluate(ENTERED)
    page.evaluate(MARKED, OUTPUTS)
    return _found(page, "[data-ink]", {"runOnly": COLOURS})


def in_both_themes(book):
    """What axe finds in the outputs, light and dark, first in the theme that is on.

    A theme changes nothing but colours: all else is looked at once.
    """
    ways = {"light": violations, "dark": pale}
    if book.page.evaluate("() => document.body.dataset.jpThemeLight === 'false'"):
        ways = {"dark": pale, "light": violations}
    found = []
    for theme, look in ways.items():
        book.theme(theme)
        found += [f"{theme}: {one}" for one in look(book.page)]
    return found


def _found(page, within, options):
    scope = {"include": [[within]], "exclude": []}
    found = Axe().run(page, scope, options | {"resultTypes": ["violations"]}).response["violations"]
    return [f"{v['id']} ({v['impact']}): {n['html'][:160]}" for v in found for n in v["nodes"][:3]]
