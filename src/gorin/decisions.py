"""The scenario: five decisions, what could be known at each, and where each choice leads.

Read from `data/scenario.toml`. The module has another name than the call that shows it, `scenario`:
a submodule of that name would take the call's place in the package as soon as it is imported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from gorin.entries import Entry, read_entry
from gorin.errors import CourseError

DEBRIEF = "debrief"
KINDS = {"record": "Record", "argued": "Argued from the papers", "silent": "The record is silent"}
STATUS = {
    "record": "Record: this was done",
    "open": "Open: the record does not say",
    "counterfactual": "Counterfactual: nobody chose this",
}
DONE = "Record: what was done"  # above it, after a choice that was not, or may not have been, made
DESK = "On your desk"
ASKED = "What do you do?"
COLUMNS = ("You", "The record", "Open then")  # of the debrief
PACE = 150  # words that a student reads in a minute


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says or does, what we argue, or that no paper tells; with its sources."""

    kind: str
    who: str
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide: whether it was taken, what can be said of it, and what comes next."""

    id: str
    text: str
    status: str
    turns: tuple[Turn, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A point in time: its scene, what lies on the desk, the choices, and what was then done.

    `paper` and `until` are the last paper and the last anchor of the memo that are known there.
    `record` and `open` belong to the debrief, which looks further.
    """

    id: str
    title: str
    when: str
    paper: str
    until: str
    scene: tuple[Turn, ...]
    desk: tuple[Turn, ...]
    choices: tuple[Choice, ...]
    after: tuple[Turn, ...]
    record: Turn
    open: Turn


@dataclass(frozen=True, slots=True)
class Scenario:
    """Decisions in order of time, and what is said before the first and after the last."""

    title: str
    intro: str
    choosing: str
    kept: str
    ending: str
    closing: str
    decisions: tuple[Decision, ...]

    def __getitem__(self, name: str) -> Decision:
        """Return a decision by its id, which is known to be there."""
        return next(decision for decision in self.decisions if decision.id == name)


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from its TOML file.

    Raises CourseError with the place where something is missing or misspelt, where a source leads
    nowhere, and where the graph has a dead end, a step back or a decision that nobody reaches.
    """
    entry = read_entry(path)
    entry.only("title", "intro", "choosing", "kept", "ending", "closing", "decision")
    scenario = Scenario(
        entry.text("title"),
        entry.text("intro"),
        entry.text("choosing"),
        entry.text("kept"),
        entry.text("ending"),
        entry.text("closing"),
        tuple(_decision(one) for one in entry.entries("decision")),
    )
    for trouble in _troubles(scenario):
        raise entry.wrong(trouble)
    return scenario


def every_path(scenario: Scenario) -> Iterator[tuple[str, ...]]:
    """Yield the ids of the choices of each path from the first decision to the debrief."""
    yield from _paths_from(scenario, scenario.decisions[0].id)


def taken(scenario: Scenario, path: Sequence[str]) -> tuple[tuple[Decision, Choice], ...]:
    """Return the decisions and choices of a path.

    Raises CourseError where the path leaves the graph.
    """
    at, steps = scenario.decisions[0].id, []
    for name in path:
        choices = () if at == DEBRIEF else scenario[at].choices
        found = {choice.id: choice for choice in choices}
        if name not in found:
            raise CourseError(f"{at}: no choice {name!r}; there is {', '.join(found) or 'none'}")
        steps.append((scenario[at], found[name]))
        at = found[name].to
    return tuple(steps)


def told(scenario: Scenario, path: Sequence[str]) -> tuple[str, ...]:
    """Return every text that a student meets on a whole path, in order, the debrief included."""
    steps = taken(scenario, path)
    texts = [scenario.title, scenario.intro, scenario.choosing, scenario.kept]
    for place, (decision, choice) in enumerate(steps, start=1):
        texts += [f"Decision {place} of {len(steps)}", decision.title, decision.when]
        texts += [*_texts(decision.scene), DESK, *_texts(decision.desk), ASKED]
        texts += [one.text for one in decision.choices]
        texts += [STATUS[choice.status], *_texts(choice.turns)]
        texts += _texts(decision.after, "" if choice.status == "record" else DONE)
    texts.append(scenario.ending)
    for decision, choice in steps:
        texts += [decision.title, *COLUMNS, choice.text, decision.record.says, decision.open.says]
    return (*texts, scenario.closing)


def minutes(scenario: Scenario, path: Sequence[str]) -> float:
    """Return how long a path takes: its words at 150 a minute, and a minute for each decision."""
    words = sum(len(text.split()) for text in told(scenario, path))
    return words / PACE + len(path)


def _texts(turns: Sequence[Turn], record: str = KINDS["record"]) -> Iterator[str]:
    """Yield who speaks and what is said; a row of turns of one kind is labelled once."""
    for kind, alike in groupby(turns, key=lambda turn: turn.kind):
        yield from filter(None, [record if kind == "record" else KINDS[kind]])
        for turn in alike:
            yield from filter(None, (turn.who, turn.says))


def _paths_from(scenario: Scenario, at: str) -> Iterator[tuple[str, ...]]:
    if at == DEBRIEF:
        yield ()
        return
    for choice in scenario[at].choices:
        for rest in _paths_from(scenario, choice.to):
            yield (choice.id, *rest)


def _decision(entry: Entry) -> Decision:
    parts = ("scene", "desk", "choice", "after", "debrief")
    entry.only("id", "title", "when", "paper", "until", *parts)
    if entry.text("paper") not in entry.papers:
        raise entry.wrong(f"no paper {entry.text('paper')!r} in the calendar")
    debrief = entry.entry("debrief")
    debrief.only("record", "record_from", "open", "open_from")
    return Decision(
        entry.text("id"),
        entry.text("title"),
        entry.text("when"),
        entry.text("paper"),
        entry.text("until", ""),
        _turns(entry, "scene"),
        _turns(entry, "desk"),
        tuple(_choice(one) for one in entry.entries("choice")),
        _turns(entry, "after"),
        Turn("record", "", debrief.text("record"), debrief.sources("record_from")),
        Turn("record", "", debrief.text("open"), debrief.sources("open_from")),
    )


def _choice(entry: Entry) -> Choice:
    entry.only("id", "text", "status", "to", "turn")
    return Choice(
        entry.text("id"),
        entry.text("text"),
        entry.one_of("status", STATUS),
        _turns(entry, "turn"),
        entry.text("to"),
    )


def _turns(entry: Entry, name: str) -> tuple[Turn, ...]:
    return tuple(_turn(one) for one in entry.entries(name))


def _turn(entry: Entry) -> Turn:
    entry.only("kind", "who", "says", "from")
    kind = entry.one_of("kind", KINDS, "record")
    return Turn(kind, entry.text("who", ""), entry.text("says"), entry.sources())


def _troubles(scenario: Scenario) -> Iterator[str]:
    """Yield what would strand a student, hide a decision, or hide the record."""
    order = [decision.id for decision in scenario.decisions]
    if not order:
        yield "there is no decision"
    if DEBRIEF in order or len(set(order)) < len(order):
        yield f"each decision needs an id of its own, other than {DEBRIEF!r}"
    reached = set(order[:1])
    for place, decision in enumerate(scenario.decisions):
        ids = [choice.id for choice in decision.choices]
        if len(ids) < 2 or len(set(ids)) < len(ids):
            yield f"decision {decision.id} needs two choices or more, each with an id of its own"
        if all(choice.status == "counterfactual" for choice in decision.choices):
            yield f"decision {decision.id}: what was done must be among the choices"
        onward = {*order[place + 1 :], DEBRIEF}  # time runs one way, so no path is a circle
        for choice in decision.choices:
            if choice.to not in onward:
                yield (
                    f"decision {decision.id}, choice {choice.id} leads to {choice.to!r}; it must "
                    f"lead to a later decision or to {DEBRIEF!r}"
                )
            reached.add(choice.to)
    for name in order:
        if name not in reached:
            yield f"decision {name}: no choice leads there"
