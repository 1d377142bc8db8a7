"""A bar on a terminal for those who wait; silence everywhere else."""

import sys
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

_WIDTH = 40  # signs
_T = TypeVar("_T")


def watched(things: Iterable[_T], count: int, what: str, to: TextIO | None = None) -> Iterator[_T]:
    """Yield things, drawing a bar on stderr that grows with them, if stderr is a terminal."""
    screen = to or sys.stderr
    if not screen.isatty():
        yield from things
        return
    drawn = -1
    for done, thing in enumerate(things, 1):
        yield thing
        share = _WIDTH * done // max(count, 1)
        if share != drawn or done == count:
            drawn = share
            screen.write(f"\r{'█' * share:░<{_WIDTH}} {done} of {count} {what}")
            screen.flush()
    screen.write("\n")
