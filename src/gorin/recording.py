"""A student's answers file: one for an exercise, one for a lesson, beside the notebook.

There is no other store. With GORIN_ANSWERS=off nothing is read and nothing is written.
"""

import json
import os
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from gorin.bank import Question, bank

Listener = Callable[[str], None]
_IN_STEP = 4  # cards of one question that follow each other; older ones belong to cells run again


def off() -> bool:
    """Are answers files neither read nor written?"""
    return os.environ.get("GORIN_ANSWERS", "").casefold() == "off"


class Sheet:
    """The answers of one exercise or lesson in the notebook's folder.

    `trouble` says in a sentence why the file could not be kept, or "".
    """

    def __init__(self, path: Path, kind: str, home: str) -> None:
        self.path = path
        self.kind = kind
        self.home = home
        self.trouble = ""
        self._kept: dict[str, Any] = {}
        self._unwritten: dict[str, Any] = {}  # what the disk refused, and must not be read away
        self._listeners: dict[str, deque[Listener]] = defaultdict(lambda: deque(maxlen=_IN_STEP))

    def get(self, question: str) -> Any:
        """Return the value kept for a question, or None."""
        self._read()
        return self._kept.get(question)

    def keep(self, question: str, value: Any) -> None:
        """Keep a value (None: no answer), tell every listener, and write the file whole."""
        self._read()
        before = self._kept.get(question)
        self._unwritten[question] = value
        self._put(question, value)
        if value != before or self.trouble:
            self._write()
        else:
            self._unwritten.pop(question)
        for heard in tuple(self._listeners[question]) + tuple(self._listeners[""]):
            heard(question)

    def listen(self, question: str, listener: Listener) -> None:
        """Call a function with the id whenever a question ("" for any) gets a value."""
        self._listeners[question].append(listener)

    def _put(self, question: str, value: Any) -> None:
        self._kept[question] = value
        if value is None:
            del self._kept[question]

    def _read(self) -> None:
        """Read the file anew, but for what it could not take: another notebook may have written."""
        if off():
            return
        self._load()
        for question, value in self._unwritten.items():
            self._put(question, value)

    def _load(self) -> None:
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
            self._kept = dict(document["answers"])
        except FileNotFoundError:
            if not self.trouble:
                self._kept = {}
        except OSError as error:
            self.trouble = f"{self.path.name} cannot be read ({error.strerror})."
        except (ValueError, KeyError, TypeError, RecursionError):
            self._set_aside()

    def _set_aside(self) -> None:
        """Move a damaged file away, so that nothing in it is lost and a new one can be begun."""
        number = 1
        while (aside := self.path.with_suffix(f".damaged-{number}.json")).exists():
            number += 1
        with suppress(OSError):
            self.path.replace(aside)
        self.trouble = f"{self.path.name} was damaged; it is kept as {aside.name}."

    def _write(self) -> None:
        if off():
            return
        document = {"format": 1, self.kind: self.home, "answers": self._kept}
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            with fresh.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            self.trouble = (
                f"Kept in the notebook only: {self.path.name} cannot be written "
                f"({error.strerror}). Save the notebook and hand that in."
            )
        else:
            self._unwritten.clear()
            if not self.trouble.endswith(".json."):
                self.trouble = ""


_sheets: dict[Path, Sheet] = {}


def sheet(question: Question) -> Sheet:
    """Return the sheet that keeps a question's answer, in the folder where the notebook runs."""
    asked = {exercise.id for exercise in bank().exercises if question in exercise.questions}
    return sheet_of(question.home, "exercise" if asked else "lesson")


def sheet_of(home: str, kind: str) -> Sheet:
    """Return the sheet of an exercise or a lesson."""
    path = Path.cwd() / f"{home}.answers.json"
    if path not in _sheets:
        _sheets[path] = Sheet(path, kind, home)
    return _sheets[path]
