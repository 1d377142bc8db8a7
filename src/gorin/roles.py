"""Sheets for playing the case in class: five roles, a guide, and five names for an empty chair."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from gorin import paths
from gorin.entries import Entry, read_entry
from gorin.printing import lay, page

KINDS = {"record": "Record", "silent": "The record is silent"}
_PUBLIC = "Public facts, for everybody at this table"
_PARTS = {
    "instruct": "Private instructions, as the record has them",
    "aim": "What you want",
    "limit": "Your limits",
    "unknown": "What you do not know",
}
# For A4 and for Letter: no size is set, and each page fits the narrower and the shorter of the two.
# The fonts have twins of the same widths on every system, so that no sheet grows a second page.
_STYLE = """
@page { margin: 12mm 15mm }
* { box-sizing: border-box }
body {
  max-width: 184mm; margin: 0 auto; padding: 0 0.5mm; color: #000; background: #fff;
  font: 10.5pt/1.34 "Times New Roman", "Liberation Serif", serif;
}
h1 { font-size: 21pt; line-height: 1.1; margin: 0 }
h2 { font: 700 10pt/1.3 Arial, "Liberation Sans", sans-serif; margin: 3mm 0 0.8mm }
p, ul, ol { margin: 0 0 1mm }
ul, ol { padding-left: 4.5mm }
li { margin: 0 0 0.9mm }
.name { margin: 1mm 0 2.5mm; font-style: italic }
.table { border: 1px solid #000; padding: 2mm 3.5mm 1.2mm; margin: 2.5mm 0 0 }
.table h2 { margin-top: 0 }
.from { font: 8.5pt Arial, "Liberation Sans", sans-serif; color: #444; white-space: nowrap }
.foot {
  margin: 3.5mm 0 0; padding-top: 1.5mm; border-top: 1px solid #000;
  font-size: 9pt; color: #333;
}
table { border-collapse: collapse; width: 100%; margin: 1.5mm 0 0 }
th, td {
  text-align: left; vertical-align: top; padding: 0.9mm 2mm 0.9mm 0; border-top: 1px solid #999;
}
th { white-space: nowrap }
caption { text-align: left; font: 700 10pt/1.6 Arial, "Liberation Sans", sans-serif }
.card {
  height: 43mm; border-top: 1px dashed #000; text-align: center;
  display: grid; align-content: center; break-inside: avoid;
}
.card:last-child { border-bottom: 1px dashed #000 }
.cut { margin: 2mm 0 4mm }
.card h2 { font: 400 28pt/1.2 "Times New Roman", "Liberation Serif", serif; margin: 0 0 2mm }
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a sheet: whom it concerns, what it says, on what basis, from which sources."""

    kind: str
    who: str
    says: str
    basis: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """One sheet: whose it is, and what is private, wanted, out of reach and unknown."""

    id: str
    title: str
    name: str
    parts: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A name for the empty chair."""

    name: str
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the game, or of its debrief, and how many minutes it takes."""

    title: str
    minutes: int
    says: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What the teacher needs: before, the steps of the game, the debrief, and how to cut cards."""

    title: str
    before: str
    cards: str
    steps: tuple[Step, ...]
    debrief: tuple[Step, ...]
    care: str


@dataclass(frozen=True, slots=True)
class Game:
    """All that is printed: facts for everybody, roles, cards and the guide."""

    title: str
    begins: str
    rule: str
    sources: str
    facts: tuple[Point, ...]
    roles: tuple[Role, ...]
    cards: tuple[Card, ...]
    guide: Guide


def write(to: Path) -> list[Path]:
    """Write guide, sheets and name cards into a folder, which is made; return their paths.

    Raises CourseError where the folder cannot be written to.
    """
    game = read_game(paths.data("roles.toml"))
    pages = {"1-guide.html": page(game.guide.title, _guide(game), _STYLE)}
    for number, role in enumerate(game.roles, start=2):
        pages[f"{number}-{role.id}.html"] = page(role.title, _sheet(game, role), _STYLE)
    names = page("Five names", _cards(game), _STYLE)
    return lay(to, pages | {f"{len(pages) + 1}-name-cards.html": names})


def read_game(path: Path) -> Game:
    """Read a game from its TOML file.

    Raises CourseError with the place where something is missing or misspelt, or has no source that
    is there.
    """
    entry = read_entry(path)
    entry.only("title", "begins", "rule", "sources", "fact", "role", "card", "guide")
    return Game(
        entry.text("title"),
        entry.text("begins"),
        entry.text("rule"),
        entry.text("sources"),
        tuple(_point(one) for one in entry.entries("fact")),
        tuple(_role(one) for one in entry.entries("role")),
        tuple(_card(one) for one in entry.entries("card")),
        _read_guide(entry.entry("guide")),
    )


def _role(entry: Entry) -> Role:
    entry.only("id", "title", "name", *_PARTS)
    parts = tuple(tuple(_point(one) for one in entry.entries(name)) for name in _PARTS)
    for name, points in zip(_PARTS, parts, strict=True):
        if not points:
            raise entry.wrong(f"{name} is missing; where the record has nothing, say so")
    return Role(entry.text("id"), entry.text("title"), entry.text("name"), parts)


def _point(entry: Entry) -> Point:
    entry.only("kind", "who", "says", "basis", "from")
    return Point(
        entry.one_of("kind", KINDS, "record"),
        entry.text("who", ""),
        entry.text("says"),
        entry.text("basis", ""),
        entry.sources(),
    )


def _card(entry: Entry) -> Card:
    entry.only("name", "says", "from")
    return Card(entry.text("name"), entry.text("says"), entry.sources())


def _read_guide(entry: Entry) -> Guide:
    entry.only("title", "before", "cards", "step", "debrief", "care")
    return Guide(
        entry.text("title"),
        entry.text("before"),
        entry.text("cards"),
        tuple(_step(one) for one in entry.entries("step")),
        tuple(_step(one) for one in entry.entries("debrief")),
        entry.text("care"),
    )


def _step(entry: Entry) -> Step:
    entry.only("title", "minutes", "says")
    minutes = entry.table.get("minutes")
    if not isinstance(minutes, int) or minutes < 1:
        raise entry.wrong("minutes must be a whole number, 1 or more")
    return Step(entry.text("title"), minutes, entry.text("says"))


def _sheet(game: Game, role: Role) -> str:
    parts = "".join(
        f"<h2>{title}</h2>{_points(points)}"
        for title, points in zip(_PARTS.values(), role.parts, strict=True)
    )
    return (
        f'<p class="name">{escape(role.name)}</p>\n<p>{escape(game.begins)}</p>\n'
        f'<section class="table"><h2>{_PUBLIC}</h2>{_points(game.facts)}</section>'
        f'\n{parts}\n<p class="foot"><strong>{escape(game.rule)}</strong></p>\n'
        f'<p class="foot">{escape(game.sources)}</p>'
    )


def _points(points: Iterable[Point]) -> str:
    return f"<ul>{''.join(f'<li>{_said(point)}</li>' for point in points)}</ul>"


def _said(point: Point) -> str:
    who = f"<strong>{escape(point.who)}:</strong> " if point.who else ""
    silent = f"<em>{KINDS['silent']}.</em> " if point.kind == "silent" else ""
    basis = f" <em>({escape(point.basis)})</em>" if point.basis else ""
    return f"{who}{silent}{escape(point.says)}{basis} {_from(point.sources)}"


def _from(sources: Iterable[str]) -> str:
    return f'<span class="from">[{escape(", ".join(sources))}]</span>'


def _guide(game: Game) -> str:
    guide = game.guide
    debrief = "".join(
        f"<li><strong>{escape(step.title)} ({step.minutes}).</strong> {escape(step.says)}</li>"
        for step in guide.debrief
    )
    return (
        f'<p class="name">{escape(game.title)}</p>\n<p>{escape(guide.before)}</p>\n'
        f"{_steps(guide.steps)}\n<h2>The debrief, in this order</h2>\n<ol>{debrief}</ol>\n"
        f"<h2>Take care</h2>\n<p>{escape(guide.care)}</p>\n"
        f'<p class="foot">{escape(game.sources)}</p>'
    )


def _steps(steps: Iterable[Step]) -> str:
    """Return the steps as a table that ends with the sum of their minutes."""
    lines = "".join(
        f'<tr><td>{step.minutes}</td><th scope="row">{escape(step.title)}</th>'
        f"<td>{escape(step.says)}</td></tr>"
        for step in steps
    )
    whole = sum(step.minutes for step in steps)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Minutes", "Step", "What happens"))
    return (
        f"<table><caption>{whole} minutes</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )


def _cards(game: Game) -> str:
    cards = "".join(
        f'<section class="card"><h2>{escape(card.name)}</h2><p>{escape(card.says)}</p>'
        f"<p>{_from(card.sources)}</p></section>"
        for card in game.cards
    )
    return f'<p class="cut">{escape(game.guide.cards)}</p>\n{cards}'
