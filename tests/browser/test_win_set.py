"""Win-sets in a real JupyterLab, and the JavaScript's verdicts beside Python's."""

import random

from playwright.sync_api import expect
from writing import in_both_themes, written

from gorin.bargaining import Package, win_set
from gorin.parties import assuming, record
from gorin.widgets.widget import script
from gorin.widgets.win_set import win_set as widget

CELL = "from gorin import win_set\nw = win_set()\nw"
JUDGED = """([code, parties, cases, packages]) => {
  const judged = new Function(`${code.split("export default")[0]}; return judged;`)();
  return cases.map((assumed) => judged(parties, assumed, packages).map((one) => ({
    id: one.id,
    refusals: one.refusals.map((no) => [no.party.name, no.rule.id]),
    efficient: one.efficient,
  })));
}"""


def test_the_page_judges_as_python_does(page):
    """Hundreds of assumptions over the packages of the record and random ones of one's own."""
    known, spec = record(), widget().spec
    dice = random.Random(5)  # noqa: S311 - to be the same in every run
    rules = [rule.id for party in known.parties for rule in (*party.requires, *party.hopes)]
    choices = {part.id: [choice.id for choice in part.choices] for part in known.parts}

    def some(part):
        return tuple(one for one in choices[part] if dice.random() < 0.4)

    packages = [proposal.package for proposal in known.proposals]
    packages += [
        Package(
            f"own-{i}",
            dice.choice(["", *choices["form"]]),
            some("cover"),
            dice.choice(["", *choices["order"]]),
            some("named"),
        )
        for i in range(40)
    ]
    shown = [{"id": package.id, "traits": sorted(package.traits)} for package in packages]
    code = script("citing.js", "win_set.js")
    several = 0
    cases = [
        [rule for rule in rules if dice.random() < 0.05 + 0.5 * (number % 2)]
        for number in range(300)
    ]
    judged = page.evaluate(JUDGED, [code, spec["parties"], cases, shown])
    for assumed, theirs in zip(cases, judged, strict=True):
        ours = win_set(assuming(known.parties, assumed), packages)
        for verdict, found in zip(ours.verdicts, theirs, strict=True):
            assert found["id"] == verdict.package.id
            refusals = [[no.party.name, no.rule.id] for no in verdict.refusals]
            assert found["refusals"] == refusals, assumed
            assert found["efficient"] == (verdict.package in ours.efficient), assumed
        several += 0 < len(ours.efficient) < len(ours.accepted)
    assert several > 10


def test_assumptions_are_ticked_and_judged_at_once(notebook):
    """By mouse and by keyboard: a case, a rule, a package of one's own; axe in both themes."""
    book = written(notebook, CELL, "[p.id for p in w.result.accepted]")
    before = book.cells()
    box = book.page.locator(".gorin-agree")
    status, rows = box.locator(".gorin-agree-status"), box.locator(".gorin-agree-list > li")
    expect(status).to_contain_text("Nothing is assumed")
    expect(box.locator("input:checked[data-rule]")).to_have_count(0)
    expect(box.locator("[data-how=unasked]")).to_have_count(len(record().proposals))

    box.get_by_role("button", name="State recommends").click()
    expect(box).to_contain_text("The Attorney General: yes; The Department of State: no: it would")
    box.get_by_role("button", name="The President’s words").click()
    expect(box).to_contain_text("The judge: no: State’s letter is not yet before him.")
    expect(status).to_contain_text("Of 8 packages 3 are accepted by all who are asked.")
    box.get_by_role("button", name="And State’s letter").click()
    expect(box).to_contain_text("The Department of State: yes; The judge: yes.")
    expect(box.get_by_role("button", pressed=True)).to_have_count(1)
    expect(rows.nth(4)).to_have_class("gorin-now")

    # A rule of one's own ends the case; the headline lists what is assumed, with its sources.
    box.get_by_label("there is no bargain").focus()
    book.page.keyboard.press("Space")
    expect(box.get_by_role("button", pressed=True)).to_have_count(0)
    expect(box.locator(".gorin-agree-head li")).to_have_count(4)
    expect(box.locator(".gorin-agree-head")).to_contain_text(
        "The Department of State requires: there is no bargain: neither act is made a condition "
        "of the other (¶3.2c, d913)"
    )
    expect(status).to_contain_text("2 are accepted")
    box.get_by_text("Hopes, which refuse nothing: 4").click()
    box.get_by_label("Devenis is named").check()
    expect(rows.filter(has_text="Efficient:")).to_have_count(1)
    expect(rows.filter(has_text="Efficient:")).to_contain_text("What Washington expected")

    box.get_by_text("Put together a package of your own").click()
    box.get_by_label("a pardon by the President").check()
    box.get_by_label("Jarsky").check()
    expect(rows).to_have_count(9)
    expect(rows.last).to_contain_text("The Attorney General: no: nobody covers him")

    for key in ("b", "d", "d", "x", "m", "Escape"):
        book.page.keyboard.press(key)
    assert book.cells() == before
    assert in_both_themes(book) == []

    box.get_by_role("button", name="Assume nothing").click()
    expect(status).to_contain_text("Nothing is assumed")
