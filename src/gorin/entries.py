"""Tables of a TOML file, read strictly: what is missing, unknown or without a source is named."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from gorin.errors import CourseError
from gorin.memo import memo
from gorin.tables import rows


@dataclass(frozen=True, slots=True)
class Entry:
    """A table and where it stands; `papers` are the ids that a source may have."""

    table: Mapping[str, Any]
    where: str
    papers: frozenset[str]

    def only(self, *names: str) -> None:
        """Refuse fields that nobody reads: a misspelt one would be lost in silence."""
        for unknown in sorted(set(self.table) - set(names)):
            raise self.wrong(f"unknown field {unknown!r}; it may have {', '.join(names)}")

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and say something."""
        found = self.table.get(name, default)
        if not isinstance(found, str) or not (found.strip() or found == default):
            raise self.wrong(f"{name} is missing or no text")
        return found

    def one_of(self, name: str, known: Mapping[str, str], default: str | None = None) -> str:
        """Return a text that is among those known."""
        found = self.text(name, default)
        if found not in known:
            raise self.wrong(f"{name} is {found!r}; it must be one of {', '.join(known)}")
        return found

    def sources(self, name: str = "from") -> tuple[str, ...]:
        """Return ids of papers and anchors (`¶3.2`), one or more, each of which is there."""
        found = self.table.get(name)
        if not found or not isinstance(found, list):
            raise self.wrong(f"{name} must be a list of sources, such as ['d890', '¶3.2']")
        for source in found:
            if str(source).startswith("¶"):
                try:
                    memo()[source]
                except CourseError as wrong:
                    raise self.wrong(str(wrong)) from None
            elif source not in self.papers:
                raise self.wrong(f"no paper {source!r} in the calendar")
        return tuple(found)

    def entry(self, name: str) -> Self:
        """Return the one table of a name."""
        found = self.table.get(name)
        if not isinstance(found, Mapping):
            raise self.wrong(f"{name} is missing or no table")
        return self._within(found, name)

    def entries(self, name: str) -> tuple[Self, ...]:
        """Return the tables of a name, in order; none where there are none."""
        found = self.table.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
            raise self.wrong(f"{name} must be tables, each under double brackets")
        return tuple(self._within(one, f"{name} {one.get('id', '')}".strip()) for one in found)

    def wrong(self, message: str) -> CourseError:
        """Return the error that says where."""
        return CourseError(f"{self.where}: {message}")

    def _within(self, table: Mapping[str, Any], name: str) -> Self:
        return type(self)(table, f"{self.where}, {name}", self.papers)


def read_entry(path: Path) -> Entry:
    """Read a file of TOML. Raises CourseError where it is none."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: cannot be read ({error})") from None
    return Entry(table, str(path), frozenset(row["id"] for row in rows("calendar")))
