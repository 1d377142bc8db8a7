"""Who would have had to agree? The student assumes; the widget says who refuses what, and why."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import traitlets

from gorin import bargaining
from gorin.bargaining import Package, Party, Rule, Verdict
from gorin.errors import CourseError
from gorin.memo import memo
from gorin.parties import ASSUMPTION, Case, Part, Proposal, Record, assuming, record
from gorin.tables import addresses, rows
from gorin.widgets.citing import captioned, days, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_MODEL = (
    "The rules are ours, made out of the record. That an office or a person has a veto is an "
    "assumption, and so is that each has one will and knows it: there is bargaining behind each of "
    "Putnam’s tables, too (1988). Nobody who was held had a say."
)
_NOTHING = "Nothing is assumed, so nobody refuses anything: without assumptions a model is empty."


def win_set() -> "WinSet | Notice":
    """Show who would have had to agree, for requirements that the student assumes."""
    try:
        return WinSet()
    except CourseError as wrong:
        return Notice(str(wrong))


class WinSet(Widget):
    """The parties and the packages. `assumed` holds the ids of the rules that are ticked.

    `own` holds the traits of a package that the student has put together.
    """

    _esm = script("citing.js", "win_set.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    assumed = traitlets.List(traitlets.Unicode()).tag(sync=True)
    own = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self) -> None:
        self._record = record()
        super().__init__(spec=_spec(self._record))

    @property
    def result(self) -> bargaining.WinSet:
        """The win-set of what is assumed now, over the packages of the record and one's own."""
        packages = [proposal.package for proposal in self._record.proposals]
        if self.own:
            packages.append(_own(self.own))
        return bargaining.win_set(assuming(self._record.parties, self.assumed), packages)

    def line(self) -> str:
        """Return how many parties and packages there are, and what is assumed."""
        known = self._record
        counts = f"{len(known.parties)} parties, {len(known.proposals)} packages"
        return f"Win-set: {counts}, {len(self.assumed) or 'nothing'} assumed"

    def page(self) -> str:
        """Return the three cases with their results, and every rule with what it rests on."""
        known, urls = self._record, addresses()
        cases = "".join(_case(case, known, urls) for case in known.cases)
        parties = "".join(_party(party, urls) for party in known.parties)
        heads = ("Package", *(part.name for part in known.parts), "Where from")
        table = captioned("Packages", heads, [_row(one, known, urls) for one in known.proposals])
        return (
            f'<div style="{PAPER};max-width:68em;overflow-x:auto">'
            f"<p><strong>Who would have had to agree?</strong></p><p>{escape(_NOTHING)}</p>"
            f"<p><strong>Three cases of the record</strong></p><ul>{cases}</ul>"
            f"<details><summary>Record and model: parties, and what may be assumed of them"
            f"</summary>{parties}</details>"
            f"<details><summary>The packages</summary>{table}</details>"
            f'<p style="{QUIET}"><strong>Model.</strong> {escape(_MODEL)}</p></div>'
        )


def _own(traits: Iterable[str]) -> Package:
    """Return the package that has these traits."""
    said: dict[str, tuple[str, ...]] = {}
    for trait in traits:
        part, _, choice = trait.partition(": ")
        said[part] = (*said.get(part, ()), choice)

    def one(part: str) -> str:
        return said.get(part, ("",))[0]

    named = said.get("named", ())
    return Package("own", one("form"), said.get("cover", ()), one("order"), named)


def answers(case: Case, known: Record) -> list[tuple[str, str]]:
    """Return each party that a case asks with its answer: `yes`, or `no` and why."""
    asked = [party for party in assuming(known.parties, case.assumes) if party.requires]
    (verdict,) = bargaining.win_set(asked, [case.package]).verdicts
    return [(party.name, _answer(party, verdict)) for party in asked]


def _answer(party: Party, verdict: Verdict) -> str:
    whys = [no.rule.refusal for no in verdict.refusals if no.party.id == party.id]
    return f"no: {'; '.join(whys)}" if whys else "yes"


def _case(case: Case, known: Record, urls: Mapping[str, str]) -> str:
    said = "; ".join(f"{escape(name)}: {escape(answer)}" for name, answer in answers(case, known))
    return (
        f"<li><strong>{escape(case.name)}.</strong> Record: {linked(case.says, urls)} "
        f"Model: <strong>{said}</strong>.</li>"
    )


def _party(party: Party, urls: Mapping[str, str]) -> str:
    items = "".join(
        f"<li>{'Hopes' if rule in party.hopes else 'Requires'}: {escape(rule.says)}"
        f"<br>{_rests_on(rule, urls)}</li>"
        for rule in (*party.requires, *party.hopes)
    )
    return f"<p><strong>{escape(party.name)}</strong></p><ul>{items}</ul>"


def _rests_on(rule: Rule, urls: Mapping[str, str]) -> str:
    parts = [
        f"{escape(label)} “{escape(words)}”" if kind == "passage" else linked(label, urls)
        for label, kind, words in map(_source, rule.sources)
    ]
    note = f" {linked(rule.note, urls)}" if rule.note else ""
    return f'<span style="{QUIET}">{"; ".join(parts)}.{note}</span>'


def _source(source: str) -> tuple[str, str, str]:
    """Return how a source is cited, what kind it is, and its words, or our paraphrase of them."""
    if source == ASSUMPTION:
        return "an assumption: no paper that we have read says so", "assumption", ""
    for row in rows("calendar"):
        if row["id"] == source:
            cited = f"{source}, {days(row['earliest'], row['latest'])}"
            return cited, "paper", row["summary"]
    passage = memo()[source]
    return passage.anchor.printed, "passage", passage.text


def _row(one: Proposal, known: Record, urls: Mapping[str, str]) -> list[str]:
    said = [escape(_said(one.package, part)) for part in known.parts]
    cited = ", ".join(_source(source)[0].split(",")[0] for source in one.sources)
    return [escape(one.name), *said, f"{linked(cited, urls)}. {linked(one.says, urls)}"]


def _said(package: Package, part: Part) -> str:
    """Return in words what a package says on a part."""
    chosen = dict(package.parts)[part.id]
    words = [choice.says for choice in part.choices if choice.id in chosen]
    return "; ".join(words) or "nothing"


def _spec(known: Record) -> dict[str, Any]:
    return {
        "urls": addresses(),
        "model": _MODEL,
        "nothing": _NOTHING,
        "parts": [
            {
                "id": part.id,
                "name": part.name,
                "several": part.several,
                "choices": [[choice.id, choice.says] for choice in part.choices],
            }
            for part in known.parts
        ],
        "parties": [
            {
                "name": party.name,
                "requires": list(map(_rule, party.requires)),
                "hopes": list(map(_rule, party.hopes)),
            }
            for party in known.parties
        ],
        "packages": [
            {
                "id": one.package.id,
                "name": one.name,
                "says": one.says,
                "cited": ", ".join(_source(source)[0].split(",")[0] for source in one.sources),
                "traits": sorted(one.package.traits),
                "parts": [[part.name, _said(one.package, part)] for part in known.parts],
            }
            for one in known.proposals
        ],
        "cases": [
            {
                "name": case.name,
                "says": case.says,
                "package": case.package.id,
                "assumes": case.assumes,
            }
            for case in known.cases
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "says": rule.says,
        "refusal": rule.refusal,
        "note": rule.note,
        "sources": list(map(_source, rule.sources)),
        "any": sorted(rule.any_of),
        "none": sorted(rule.none_of),
    }
