"""The marking desk: one essay at a time, its rubric beside it, names out of sight.

Whatever is decided stands in the folder's `desk.sqlite` before it is shown as decided.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import traitlets

from gorin.bank import bank
from gorin.errors import CourseError
from gorin.essays import decisions, store
from gorin.essays.decisions import LEVELS, Place
from gorin.essays.file import NAME
from gorin.essays.levels import complete, criteria, points
from gorin.essays.quoting import checks, parts
from gorin.essays.store import Book, Essay
from gorin.widgets.citing import captioned
from gorin.widgets.desk_overview import overview, progress
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style


def desk(folder: Any = ".", marker: Any = "marker") -> "Desk | Notice":
    """Show the marking desk of a folder in which `gorin desk` was called."""
    try:
        return Desk(Path(folder) / NAME, decisions.named(str(marker)))
    except (CourseError, TypeError) as wrong:
        return Notice(str(wrong))


class Desk(Widget):
    """The desk of one marker. `value` is the id of the essay that lies on it."""

    _esm = script("restored.js", "desk_finish.js", "desk.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, path: Path, marker: str) -> None:
        self._path, self._marker = path, marker
        self._second = self._named = self._finish = False
        self._said = ""
        self._read: dict[str, dict[str, Any]] = {}  # what was looked up in each essay's text
        self._phrases = decisions.phrases(path, marker)
        book = store.read(path)
        self._questions = list(dict.fromkeys(essay.question for essay in book.essays))
        self._question = self._questions[0] if self._questions else ""
        self._at = ""
        self._seek(book)
        super().__init__(spec=self._spec(), state=self._state(book))
        self.on_msg(self._heard)

    @property
    def value(self) -> str:
        """The id of the essay that lies on the desk, or ""."""
        return self._at

    def line(self) -> str:
        """Return how many essays have all their levels."""
        rows = progress(store.read(self._path))
        done, whole = sum(row[1] for row in rows), sum(row[2] for row in rows)
        return f"Marking desk: {done} of {whole} essays marked"

    def page(self) -> str:
        """Return the progress as a table: no essay and no name leaves the desk's file."""
        rows = progress(store.read(self._path))
        table = captioned(
            "The marking desk",
            ("Question", "Marked", "Marked twice"),
            [(name, f"{n} of {of}", f"{m} of {to}") for name, n, of, m, to in rows],
        )
        how = (
            "Run this cell to mark. The essays, and what is said of them, stand in "
            f"<code>{NAME}</code> beside this notebook; after marking, "
            "<code>gorin desk DIR --export</code> writes the points into the tables."
        )
        return f'<div style="{PAPER}">{table}<p style="{QUIET}">{how}</p></div>'

    def _heard(self, _: Any, content: Any, __: Any) -> None:
        """Do what the front end asks, then acknowledge it; never fails on what it is."""
        if not isinstance(content, dict) or "act" not in content:
            return
        acts: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
            "level": self._level,
            "comment": self._comment,
            "keep": self._keep,
            "forget": self._forget,
            "undo": self._undo,
            "go": self._go,
            "choose": self._choose,
            "switch": self._switch,
        }
        self._said, trouble = "", ""
        try:
            acts[content["act"]](content)
            self.state = self._state(store.read(self._path))
        except (CourseError, KeyError, TypeError) as wrong:
            trouble = str(wrong) or type(wrong).__name__
        self.send({"acknowledged": content.get("number"), "trouble": trouble})

    def _place(self, content: Mapping[str, Any]) -> Place:
        return Place(str(content["essay"]), self._marker, str(content.get("criterion", "")))

    def _level(self, content: Mapping[str, Any]) -> None:
        decisions.give(self._path, self._place(content), content["level"])

    def _comment(self, content: Mapping[str, Any]) -> None:
        going_on = content.get("goingOn") is True
        place = self._place(content)
        decisions.comment(self._path, place, str(content["text"]), going_on=going_on)

    def _keep(self, content: Mapping[str, Any]) -> None:
        decisions.keep(self._path, self._marker, str(content["text"]))
        self._phrases = decisions.phrases(self._path, self._marker)

    def _forget(self, content: Mapping[str, Any]) -> None:
        decisions.forget(self._path, self._marker, str(content["text"]))
        self._phrases = decisions.phrases(self._path, self._marker)

    def _undo(self, _: Mapping[str, Any]) -> None:
        gone = decisions.undo(self._path, self._marker)
        if gone is None:
            self._said = "Nothing to take back."
            return
        self._lay(store.read(self._path), gone.place.essay)
        what = gone.place.criterion or "the comment"
        value = f", level {gone.value}" if gone.place.criterion and gone.value else ""
        self._said = f"Taken back: {what}{value}."

    def _go(self, content: Mapping[str, Any]) -> None:
        book = store.read(self._path)
        self._finish = False
        to = content["to"]
        if to == "open":
            if not self._seek(book):
                self._said = "Nothing is left to mark here."
            return
        queue = [essay.id for essay in self._queue(book)]
        if to in ("next", "previous"):
            if self._at not in queue:
                self._seek(book)
                return
            place = queue.index(self._at) + (1 if to == "next" else -1)
            if 0 <= place < len(queue):
                self._at = queue[place]
            else:
                self._said = f"This is the {'first' if place < 0 else 'last'} essay."
        else:
            self._lay(book, str(to))

    def _choose(self, content: Mapping[str, Any]) -> None:
        if content["question"] in self._questions:
            self._question = content["question"]
            self._seek(store.read(self._path))

    def _switch(self, content: Mapping[str, Any]) -> None:
        on = content["on"] is True
        if content["what"] == "names":
            self._named = on
        elif content["what"] == "second":
            self._second = on
            self._seek(store.read(self._path))
        elif content["what"] == "finish":
            self._finish = on

    def _lay(self, book: Book, essay: str) -> None:
        """Lay an essay on the desk, wherever it is."""
        known = {one.id: one for one in book.essays}
        if essay in known:
            self._at, self._question, self._finish = essay, known[essay].question, False
            self._second = self._second and essay in book.sample

    def _queue(self, book: Book) -> list[Essay]:
        """Return what is to be marked now, in the anonymous order."""
        mine = [essay for essay in book.essays if essay.question == self._question]
        return [essay for essay in mine if essay.id in book.sample] if self._second else mine

    def _seek(self, book: Book) -> bool:
        """Lay the first essay on the desk that is still to be marked; False where none is."""
        queue = self._queue(book)
        left = [essay for essay in queue if not self._is_done(book, essay)]
        if left or self._at not in {essay.id for essay in queue}:
            self._at = (left or queue or [_NONE])[0].id
        return bool(left)

    def _is_done(self, book: Book, essay: Essay) -> bool:
        """Is nothing left to do: by anybody, or, where essays are marked twice, by this marker?"""
        rubric = criteria(essay.question)
        if self._second:
            return complete(book.opinion(essay.id, self._marker), rubric)
        return any(complete(known, rubric) for known in book.opinions.get(essay.id, ()))

    def _spec(self) -> dict[str, Any]:
        course = bank()
        return {
            "marker": self._marker,
            "questions": [
                {
                    "id": name,
                    "prompt": course.question(name).prompt,
                    "points": course.question(name).points,
                    "rubric": [{"name": c.name, "levels": c.levels} for c in criteria(name)],
                }
                for name in self._questions
            ],
            "levels": LEVELS,
        }

    def _state(self, book: Book) -> dict[str, Any]:
        queue = self._queue(book)
        places = [essay.id for essay in queue]
        return {
            "question": self._question,
            "second": self._second,
            "named": self._named,
            "said": self._said,
            "phrases": self._phrases,
            "done": sum(self._is_done(book, essay) for essay in queue),
            "of": len(queue),
            "place": places.index(self._at) + 1 if self._at in places else 0,
            "essay": self._essay(book),
            "finish": overview(book, self._marker) if self._finish else None,
        }

    def _essay(self, book: Book) -> dict[str, Any] | None:
        for essay in book.essays:
            if essay.id == self._at:
                return self._shown(book, essay)
        return None

    def _shown(self, book: Book, essay: Essay) -> dict[str, Any]:
        rubric = criteria(essay.question)
        mine = book.opinion(essay.id, self._marker)
        done = complete(mine, rubric)
        others = [o for o in book.opinions.get(essay.id, ()) if o.marker != self._marker]
        return {
            **self._checked(essay),
            "id": essay.id,
            "code": essay.code,
            "name": essay.student if self._named else "",
            "levels": dict(mine.levels),
            "comment": mine.comment,
            "earned": f"{float(points(mine.levels, rubric, essay.out_of)):g}" if done else "",
            "outOf": essay.out_of,
            "sampled": essay.id in book.sample,
            # What others gave is seen by those only who have made up their mind.
            "others": [[o.marker, dict(o.levels)] for o in others] if done else [],
            "taken": [o.marker for o in others if complete(o, rubric)],
        }

    def _checked(self, essay: Essay) -> dict[str, Any]:
        """Return an essay's text with its quotations and its form, which are looked up once."""
        if essay.id not in self._read:
            text, question = store.text(self._path, essay.id), bank().question(essay.question)
            self._read[essay.id] = {
                "parts": [[p.text, p.kind, p.anchor, p.words] for p in parts(text)],
                "checks": [[check.said, check.good] for check in checks(question, text)],
            }
        return self._read[essay.id]


_NONE = Essay("", "", "", "", 0)
