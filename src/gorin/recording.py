"""A student's answers file: one for an exercise, one for a lesson, beside the notebook.

There is no other store. With GORIN_ANSWERS=off nothing is read and nothing is written.
"""

import json
import os
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gorin import files
from gorin.bank import Question, bank

Listener = Callable[[str], None]
_IN_STEP = 4  # cards of one question that follow each other; older ones belong to cells run again


def off() -> bool:
    """Are answers files neither read nor written?"""
    return os.environ.get("GORIN_ANSWERS", "").casefold() == "off"


class Sheet:
    """The answers of one exercise or lesson in the notebook's folder.

    `trouble` says in a sentence why the file could not be kept, or ""; `notice` says what became
    of a damaged one.
    """

    def __init__(self, path: Path, kind: str, home: str) -> None:
        self.path = path
        self.kind = kind
        self.home = home
        self.trouble = ""
        self.notice = ""
        self._kept: dict[str, Any] = {}
        self._legible = True
        self._unwritten: dict[str, Any] = {}  # what the file could not take, lest a reading undo it
        self._listeners: dict[str, deque[Listener]] = defaultdict(lambda: deque(maxlen=_IN_STEP))

    def get(self, question: str) -> Any:
        """Return the value kept for a question, or None."""
        self._read()
        return self._unwritten.get(question, self._kept.get(question))

    def keep(self, question: str, value: Any) -> None:
        """Keep a value (None: no answer), tell every listener, and write the file whole."""
        if value != self.get(question) or self.trouble:
            self._unwritten[question] = value
            if self._legible and not off():
                self._write()
        for heard in tuple(self._listeners[question]) + tuple(self._listeners[""]):
            heard(question)

    def listen(self, question: str, listener: Listener) -> None:
        """Call a function with the id whenever a question ("" for any) gets a value."""
        self._listeners[question].append(listener)

    def _read(self) -> None:
        """Read the file anew: another notebook may have written to it."""
        if off():
            return
        self._legible = True
        try:
            # Windows' Notepad, in which a curious student may have saved it, puts a BOM first.
            document = json.loads(self.path.read_text(encoding="utf-8-sig"))
            self._kept = dict(document["answers"])
        except FileNotFoundError:
            self._kept = {}
        except OSError as error:
            self._legible = False  # writing would destroy what stands there
            self._say("read", error)
        except (ValueError, KeyError, TypeError, RecursionError):
            self._set_aside()

    def _set_aside(self) -> None:
        """Move a damaged file away, so that nothing in it is lost and a new one can be begun."""
        number = 1
        while (aside := self.path.with_suffix(f".damaged-{number}.json")).exists():
            number += 1
        try:
            self.path.replace(aside)
        except OSError as error:
            self._legible = False
            self._say("moved, though it is damaged", error)
        else:
            self._kept = {}
            self.notice = f"{self.path.name} was damaged; it is kept as {aside.name}."

    def _write(self) -> None:
        whole = {k: v for k, v in (self._kept | self._unwritten).items() if v is not None}
        document = {"format": 1, self.kind: self.home, "answers": whole}
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        try:
            files.write(self.path, text.encode())
        except OSError as error:
            self._say("written", error)
        else:
            self._kept, self._unwritten, self.trouble = whole, {}, ""

    def _say(self, what: str, error: OSError) -> None:
        self.trouble = (
            f"Kept in the notebook only: {self.path.name} cannot be {what} "
            f"({error.strerror}). Save the notebook and hand that in."
        )


_sheets: dict[Path, Sheet] = {}


def sheet(question: Question) -> Sheet:
    """Return the sheet that keeps a question's answer, in the folder where the notebook runs."""
    asked = {exercise.id for exercise in bank().exercises if question in exercise.questions}
    return sheet_of(question.home, "exercise" if asked else "lesson")


def sheet_of(home: str, kind: str) -> Sheet:
    """Return the sheet of an exercise or a lesson."""
    path = Path.cwd() / f"{home}.answers.json"
    kept = _sheets.setdefault(path, Sheet(path, kind, home))
    if kind == "exercise":
        kept.kind = kind  # a lesson and its exercise in one folder: what is handed in says so
    return kept
