"""The print pack: memo, document cards and grid as pages for a school without laptops."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from gorin import files
from gorin.errors import CourseError
from gorin.memo import memo
from gorin.tables import addressed, rows

WIDTH = 86  # characters of a printed line; lines are numbered, so they must not depend on the font
LAST_DAY = "1941-03-12"  # what is later is shown after the forecasts of lesson 3
_STYLE = """
@page { margin: 18mm }
body {
  max-width: 190mm; margin: 0 auto; color: #000;
  font: 11pt/1.45 Georgia, "Liberation Serif", serif;
}
h1 { font-size: 15pt }
h2 { font-size: 12pt; margin: 0 0 2mm }
.quiet { color: #444; font-size: 9pt }
.memo { line-height: 1.9 }
.memo p { margin: 0; display: grid; grid-template-columns: 3em 1fr }
.memo .first { margin-top: 0.8em }
.number { color: #444; font: 8pt sans-serif; padding-top: 0.5em }
sup { font: 7.5pt sans-serif; color: #444 }
.card { border: 1px solid #000; padding: 4mm; margin: 0 0 5mm; break-inside: avoid }
.card dl { display: grid; grid-template-columns: 9em 1fr; gap: 0.5mm 2mm; margin: 0 }
.card dd { margin: 0 }
.card p { margin: 2mm 0 0 }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #000; padding: 2mm; height: 10mm }
caption { text-align: left; padding: 2mm 0 }
"""


def write(to: Path) -> list[Path]:
    """Write the pages into a folder, which is made; return their paths.

    Raises CourseError where the folder cannot be written to.
    """
    early = [row for row in rows("calendar") if row["earliest"] <= LAST_DAY and _is_core(row)]
    late = [row for row in rows("calendar") if row["earliest"] > LAST_DAY and _is_core(row)]
    pages = {
        "1-memo.html": ("The memorandum", _memo()),
        "2-cards.html": ("Document cards, lessons 1 to 3", _cards(early)),
        "3-cards-after-the-forecasts.html": ("Document cards, lesson 4", _cards(late)),
        "4-grid.html": ("Persons and papers, to fill in", _grid(late)),
    }
    return lay(to, {name: page(title, body) for name, (title, body) in pages.items()})


def lay(to: Path, pages: Mapping[str, str]) -> list[Path]:
    """Write pages, by their names, into a folder, which is made; return their paths.

    Each is written whole and then renamed. Raises CourseError where that cannot be done.
    """
    written = []
    try:
        to.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            files.write(to / name, text.encode())
            written.append(to / name)
    except OSError as error:
        raise CourseError(f"{to}: cannot be written to ({error.strerror}). Name another.") from None
    return written


def _is_core(row: Mapping[str, str]) -> bool:
    """Is it a paper on the case, other than the memo, of which something was read?"""
    case = row["id"].startswith("d") and row["relation"] == "core"
    return case and row["id"] != "d901" and row["read"] != "reference"


def page(title: str, body: str, style: str = _STYLE) -> str:
    """Return a page that needs nothing besides itself."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _memo() -> str:
    """Return the memo in numbered lines, each clause with its anchor before it."""
    number, heading, signature, note = (escape(piece.text) for piece in memo().pieces)
    lines, count = [], 0
    for paragraph in memo().paragraphs:
        words = " ".join(
            f"[{clause.anchor}]\N{NO-BREAK SPACE}{clause.text}" for clause in paragraph.clauses
        )
        for place, line in enumerate(_wrapped(words)):
            count += 1
            shown = str(count) if count % 5 == 0 or count == 1 else ""
            first = ' class="first"' if place == 0 else ""
            lines.append(f'<p{first}><span class="number">{shown}</span><span>{line}</span></p>')
    return (
        f'<p class="quiet">{number}</p>\n<p><em>{heading}</em></p>\n'
        f'<div class="memo">\n{"".join(line + chr(10) for line in lines)}</div>\n'
        f'<p style="text-align:right">{signature}</p>\n<p class="quiet">{note}</p>\n'
        '<p class="quiet">Foreign Relations of the United States, 1941, volume I, document 901. '
        "Small numbers are anchors: 3.2d is the fourth clause of the second sentence of the third "
        "paragraph. They are ours, as are the line numbers.</p>"
    )


def _wrapped(words: str) -> Iterable[str]:
    """Break a paragraph into lines, then set its anchors small."""
    anchors = {str(clause.anchor) for clause in memo().clauses}
    for line in textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False):
        plain = escape(line)
        for anchor in anchors:
            plain = plain.replace(f"[{anchor}]", f"<sup>{anchor}</sup>")
        yield plain


def _cards(papers: Sequence[Mapping[str, str]]) -> str:
    return "\n".join(
        _card(row) for row in sorted(papers, key=lambda row: (row["earliest"], row["id"]))
    )


def _card(row: Mapping[str, str]) -> str:
    days = (
        row["earliest"]
        if row["earliest"] == row["latest"]
        else f"{row['earliest']} to {row['latest']}"
    )
    facts = {
        "Kind": row["kind"],
        "Writer": row["writer"],
        addressed(row): row["addressee"],
        "Date": f"{days} ({row['certainty']})",
        "File number": row["file_number"],
        "How far read": row["read"],
        "In our words": row["summary"],
        "A few of its own": f'"{row["quotes"]}"' if row["quotes"] else "",
        "Open it": row["url"],
    }
    listed = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in facts.items() if v)
    return (
        f'<section class="card"><h2>{escape(row["id"])}</h2><dl>{listed}</dl>'
        '<p class="quiet">You are reading our paraphrase: source us too.</p></section>'
    )


def _grid(late: Sequence[Mapping[str, str]]) -> str:
    """Return the grid of persons and papers with its cells empty."""
    named = {row["id"]: row["name"] for row in rows("actors")}
    persons = list(dict.fromkeys(row["person"] for row in rows("promises")))
    papers = list(dict.fromkeys(row["document"] for row in rows("promises")))
    known = {row["id"] for row in late} | {"d890", "d900", "d901", "d902"}
    papers = [paper for paper in papers if paper in known]
    head = "".join(f'<th scope="col">{escape(paper)}</th>' for paper in papers)
    empty = "<td></td>" * len(papers)
    body = "".join(
        f'<tr><th scope="row">{escape(named.get(person, person))}</th>{empty}</tr>'
        for person in persons
    )
    caption = (
        "Write M where Moscow names a person, W where Washington expects, R where it is refused, "
        "O where a release is ordered; leave empty what the paper does not mention."
    )
    return (
        f'<table><caption>{caption}</caption><thead><tr><th scope="col">Person</th>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table>"
    )
