"""A class of the same shape as a hostile one, in which every word of a student is harmless.

What is made of both must be built alike: then no student's word has built anything.
"""

import re

from lxml import html

from gorin.classroom import sheets
from gorin.quoting import quoted

_KEPT = '“”"'  # an essay's quotations are listed, with their place where they are the memo's
_FREE = ("pending", "invalid")  # the states of answers in a student's own words


def letters(text: str) -> str:
    """Return a text with an x for every sign that is not white space, a mark or the memo's."""
    known = {at for one in quoted(text) if one.mentions for at in range(one.start, one.end)}
    return "".join(
        sign if sign.isspace() or sign in _KEPT or at in known else "x"
        for at, sign in enumerate(text)
    )


def harmless(marks, to, essays=()):
    """Write the tables of a class anew into a folder: letters for words, numbers for names."""
    to.mkdir()
    rows = {name: sheets.read(marks / f"{name}.csv") for name in ("marks", "gradebook", *essays)}
    names = sorted({sheets.undefused(row["student"]) for row in rows["marks"]})
    number = {sheets.defused(name): f"s{place:04}" for place, name in enumerate(names)}
    for row in rows["marks"]:
        if row["kind"] == "essay" or row["status"] in _FREE:
            row |= {name: letters(row[name]) for name in ("answer", "remark")}
    for row in (row for name in essays for row in rows[name]):
        row |= {name: letters(row[name]) for name in ("comment", "marker")}
    for table, found in rows.items():
        whose = [(row, number[row["student"]]) for row in found if row["student"] in number]
        kept = [row | dict.fromkeys({"student", "name"} & set(row), name) for row, name in whose]
        sheets.write({to / f"{table}.csv": (list(kept[0]), [list(row.values()) for row in kept])})


def built(page: bytes):
    """Return what a page is built of: its tags to the letter, and its elements as a parser sees."""
    elements = [(element.tag, element.items()) for element in html.fromstring(page).iter()]
    return re.findall(rb"<[^>]*>?", page), elements
