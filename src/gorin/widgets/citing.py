"""How papers and days are cited, and tables captioned, in what a widget shows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from gorin.tables import addresses

_PAPER = re.compile(r"(?<![\w/-])((?:33v2/|33-39/|40v2/|40v3/)?d\d{1,3})(?![\w/-])")
# JupyterLab aligns the cells of a table to the right.
_CELL = "text-align:left;vertical-align:top"
_LINE = "text-decoration:underline"  # JupyterLab leaves it to the colour to tell a link


def cited(shown: Any) -> dict[str, str]:
    """Return the addresses of the papers that a widget's front end is given to show, and no more.

    A front end that had all of them would hold what came later before the forecasts are in.
    """
    ids = {paper for text in _texts(shown) for paper in _PAPER.findall(text)}
    return {paper: url for paper, url in addresses().items() if paper in ids}


def _texts(shown: Any) -> Iterator[str]:
    """Yield every text in lists and tables within one another."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, Mapping):
        for name, inside in shown.items():
            yield from (*_texts(name), *_texts(inside))
    elif isinstance(shown, list | tuple):
        for inside in shown:
            yield from _texts(inside)


def linked(text: str, urls: Mapping[str, str]) -> str:
    """Return a text as HTML in which each id of a paper leads to it."""
    parts = _PAPER.split(text)  # text, paper, text, paper, …, text
    return "".join(
        leading(urls[part], part) if place % 2 and part in urls else escape(part)
        for place, part in enumerate(parts)
    )


def leading(url: str, words: str) -> str:
    """Return words as a link in HTML."""
    return f'<a href="{escape(url)}" style="{_LINE}">{escape(words)}</a>'


def days(earliest: str, latest: str) -> str:
    """Say a day, or two limits of one: `20 February to 11 March 1941`."""
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if first.year != last.year:
        return f"{first.day} {first:%B} {first.year} to {end}"
    month = f" {first:%B}" if first.month != last.month else ""
    return f"{first.day}{month} to {end}"


def captioned(caption: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a static table; cells are HTML, and the first of each line heads it."""
    head = "".join(f'<th scope="col" style="{_CELL}">{title}</th>' for title in heads)
    body = ""
    for first, *others in lines:
        cells = "".join(f'<td style="{_CELL}">{cell}</td>' for cell in others)
        wide = "min-width:9em" if len(first) > 12 else "white-space:nowrap"
        body += f'<tr><th scope="row" style="{_CELL};{wide}">{first}</th>{cells}</tr>'
    return (
        f'<table><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
