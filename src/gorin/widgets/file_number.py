"""The shelf mark of the memo, taken apart, beside its mirror: what is known of each part."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.tables import addresses, rows_until
from gorin.widgets.citing import captioned, cited, days, leading, linked
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_LAST_DAY = "1941-03-12"  # the card is read before the forecasts
_MEMO, _MIRROR = "d901", "d893"
_NUMBER = re.compile(r"(\d)(\d\d)\.(\d\d)(\d\d) (.+)/(\d+)([¼½¾]?)")

_MANUAL = ("a summary of the filing manual", "https://docslib.org/doc/7864004")
_GUIDE = (
    "the National Archives’ guide to Record Group 59",
    "https://www.archives.gov/research/holocaust/finding-aid/civilian/rg-59.html",
)
_SURE = {
    "documented": "a description of the filing system says so",
    "inferred": "from the way the number is used",
    "as printed": "it stands there in words",
    "not established": "we have seen no source that explains it",
}


def file_number() -> "FileNumber | Notice":
    """Show the memo's file number and its mirror, part by part, and how sure each part is."""
    try:
        return FileNumber()
    except CourseError as wrong:
        return Notice(str(wrong))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the number: what it is here and in the mirror, what it means, how we know."""

    name: str
    here: str
    mirror: str
    means: str
    sure: str
    why: str
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper of the same file: its place there and its days."""

    place: str
    document: str
    days: str


class FileNumber(Widget):
    """The card. `value` names the part that is chosen."""

    _esm = script("citing.js", "file_number.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    value = traitlets.Unicode("class").tag(sync=True)

    def __init__(self) -> None:
        self._number, self._mirror = _printed(_MEMO), _printed(_MIRROR)
        self._parts, self._filed = parts(), filed()
        super().__init__(spec=self._spec())

    def line(self) -> str:
        """Return the number and its mirror."""
        return f"File number: {self._number}; its mirror: {self._mirror}"

    def page(self) -> str:
        """Return the parts as a table, and the papers of the file in the order of filing."""
        heads = (
            "Part",
            f"Memo ({_MEMO})",
            f"Mirror ({_MIRROR})",
            "What it says",
            "How sure",
            "Why",
        )
        table = captioned(_PARTS, heads, map(_row, self._parts))
        return (
            f'<div style="{PAPER};max-width:60em;overflow-x:auto">'
            f"<p><strong>{escape(self._number)}</strong><br>{escape(self._mirror)}</p>{table}"
            f'<p style="{QUIET}">{escape(_MIRRORED)}</p>{_order(self._filed)}</div>'
        )

    def _spec(self) -> dict[str, Any]:
        spec = {
            "documents": [_MEMO, _MIRROR],
            "numbers": [self._number, self._mirror],
            "mirrored": _MIRRORED,
            "sure": _SURE,
            "parts": [
                {name: getattr(part, name) for name in Part.__slots__} for part in self._parts
            ],
            "order": _ORDER,
            "filed": [[one.place, one.document, one.days] for one in self._filed],
        }
        return spec | {"urls": cited(spec)}


_PARTS = "The file number and its mirror, part by part"
_MIRRORED = (
    "Change places, and the shelf changes sides: 11 and 61 are the same two countries in both. "
    "Protection in the United States of a Soviet interest; protection in the Soviet Union of an "
    "American one."
)
_ORDER = (
    "The number after the slash follows the filing, not the date. Here are the papers of this file "
    f"up to {days(_LAST_DAY, _LAST_DAY)} that we have met, in the order of their numbers."
)


def parts() -> tuple[Part, ...]:
    """Return what is known of each part of the two numbers, left to right."""
    shelf, first, second, rest, person, place, fraction = _split(_MEMO)
    mirror = _split(_MIRROR)
    return (
        Part(
            "class",
            shelf,
            mirror[0],
            "The class of the Department’s decimal file: Protection of Interests",
            "documented",
            "In this class come first the country where protection is sought, then whose interest "
            "it is. The number does not say of what the person is accused.",
            (_MANUAL, _GUIDE),
        ),
        Part(
            "where",
            first,
            mirror[1],
            "Where protection is sought: 11, the United States; in the mirror 61, the Soviet Union",
            "documented",
            "The guide gives 11 for the United States.",
            (_GUIDE,),
        ),
        Part(
            "whose",
            second,
            mirror[2],
            "Whose interest it is: 61, the Soviet Union; in the mirror 11, the United States",
            "inferred",
            "We have seen no list that gives 61 to the Soviet Union. It follows from use: 361.11 "
            "for Americans held there (d888, d893, d899), 711.61 for relations between the two "
            "countries (d667).",
        ),
        Part(
            "last digits",
            rest,
            mirror[3],
            "Not known",
            "not established",
            "The files of the prisoners share it (d888, d893, d899); but papers on other arrested "
            "people stand under 361.1115 (33-39/d551, 33-39/d721).",
        ),
        Part(
            "person",
            person,
            mirror[4],
            "The person whose file it is",
            "as printed",
            "A number for the kind of matter, a name for the case.",
        ),
        Part(
            "paper",
            f"/{place}",
            f"/{mirror[5]}",
            "The number of the paper in that file",
            "documented",
            "Papers are numbered one after the other as they come to the file. This is an order of "
            "filing, not of dates.",
            (_GUIDE,),
        ),
        Part(
            "fraction",
            fraction,
            mirror[6] or "none",
            "Not known",
            "not established",
            "We have found no rule for it. d900 has ¼; d901 and d902 share ¾; so the number does "
            "not even name one paper alone. Other papers on talks of Welles and the Ambassador "
            "have fractions, too (40v3/d267, d667).",
        ),
    )


def filed() -> tuple[Filed, ...]:
    """Return the papers of the memo's file in the order of their numbers, until March 1941."""
    shelf = _printed(_MEMO).rpartition("/")[0]
    found = []
    for row in rows_until("calendar", _LAST_DAY):
        name, _, place = row["file_number"].rpartition("/")
        if name == shelf:
            found.append(Filed(f"/{place}", row["id"], days(row["earliest"], row["latest"])))
    return tuple(sorted(found, key=lambda one: _value(one.place)))


def _value(place: str) -> tuple[int, str]:
    """Return a number that sorts: the signs for quarters stand in the order of their size."""
    whole = place.strip("/¼½¾")
    return int(whole), place.removeprefix(f"/{whole}")


def _printed(document: str) -> str:
    for row in rows_until("calendar", _LAST_DAY):
        if row["id"] == document:
            return row["file_number"]
    raise CourseError(f"calendar.csv: no paper {document}, whose file number is explained")


def _split(document: str) -> tuple[str, ...]:
    number = _printed(document)
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise CourseError(f"calendar.csv: the file number of {document}, {number!r}, has new parts")
    return found.groups()


def _row(part: Part) -> tuple[str, ...]:
    named = "; ".join(leading(url, name) for name, url in part.sources)
    return (
        part.name,
        escape(part.here),
        escape(part.mirror),
        escape(part.means),
        f"<strong>{part.sure}</strong>: {_SURE[part.sure]}",
        linked(part.why, addresses()) + (f" Source: {named}." if named else ""),
    )


def _order(found: tuple[Filed, ...]) -> str:
    urls = addresses()
    lines = ((one.place, linked(one.document, urls), one.days) for one in found)
    table = captioned("The Gorin file by number", ("Number", "Paper", "Day"), lines)
    return (
        f"<details><summary>Numbers follow the filing, not the date</summary><p>{escape(_ORDER)}"
        f"</p>{table}</details>"
    )
