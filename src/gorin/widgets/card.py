"""Cards: a question to answer by clicking or typing, and the record of the answer beneath it.

`answer`, `practice`, `position`, `forecast`, `tagger` and `hand_in` are the calls of the notebooks.
Nothing that a student gives them raises.
"""

import uuid
from html import escape
from typing import Any

import traitlets
from IPython.display import display

from gorin.bank import Key, Question, bank
from gorin.errors import CourseError
from gorin.marking import remark, share
from gorin.questions import MIME, Form, form, record
from gorin.recording import Part, Sheet, sheet, sheet_of
from gorin.tagging import asked
from gorin.widgets import static
from gorin.widgets.drawer import small_page, verified
from gorin.widgets.tags import tagging
from gorin.widgets.widget import Notice, Widget, script, style
from gorin.wording import in_words

# A card brings the JavaScript of its own kind, and no other's.
_PAGE = ("printed.js", "small_page.js")
_QUOTING = (*_PAGE, "text.js", "quoting.js", "drawer.js")
_TAGS = ("printed.js", "tags.js")
_PARTS = {
    "passage": (*_PAGE, "passages.js"),
    "passages": (*_PAGE, "passages.js"),
    "quote": _QUOTING,
    "essay": _QUOTING,
    "number": ("text.js",),
}
_ON_THE_PAGE = ("passage", "passages", "quote", "essay")  # kinds answered beside the page
_ASK = {
    "choice": "Choose one.",
    "choices": "Choose every one that fits.",
    "passage": "Click a clause, or type its anchor.",
    "passages": "Click every clause that fits; click again to take it back.",
    "quote": "Copy the words from the memo.",
    "match": "Choose for each row.",
    "order": "Move the lines until the first stands on top.",
    "number": "Type a number.",
    "essay": "Write here; what you write is kept.",
    "forecast": "Move the slider.",
    "position": "Choose a number, then say why.",
}
_ASK_TAGS = "Choose a tag, then click clauses; or move with the arrows and press a tag’s letter."


def answer(
    id: Any,  # noqa: A002 - a notebook's word
    value: Any = ...,
    *more: Any,
    also: Any = (),
    misreadings: Any = None,
) -> None:
    """Show the card of a question and, below it, the record of its answer.

    A value typed in place of `...` is what counts, and the card is then read-only; several values
    are a list. `also` and `misreadings` belong to solutions; a card does not use them.
    """
    del also, misreadings
    _show(id, [value, *more] if more else value)


def practice(id: Any) -> None:  # noqa: A002 - as above
    """Show a practice card: it says at once whether the answer is right, and why."""
    _show(id, ..., known=True)


def position(lesson: Any) -> None:
    """Show the card on which a student takes a position at the end of a lesson (1 to 4)."""
    _show(f"position-{lesson}", ...)


def forecast(id: Any) -> None:  # noqa: A002 - as above
    """Show the card of a forecast: a probability in per cent."""
    _show(id, ...)


def tagger(layer: Any, clauses: Any = ()) -> None:
    """Show the memo with clauses to be tagged in a layer (voice, act, firmness, hand).

    Without clauses, a dozen that the codebook has for the layer. What is tagged is practice: it is
    kept like an answer and never marked.
    """
    try:
        _put(Card(asked(layer, clauses), ..., None))
    except CourseError as wrong:
        display(Notice(str(wrong)))


def hand_in(exercise: Any) -> None:
    """List what is answered and what is open, and name the file to hand in; writes nothing."""
    try:
        display(HandIn(str(exercise)))
    except CourseError as wrong:
        display(Notice(str(wrong)))


def _show(name: Any, value: Any, *, known: bool = False) -> None:
    try:
        question = bank().question(str(name))
        key = bank().key(question.id) if known else None
        _put(Card(question, value, key))
    except CourseError as wrong:
        display(Notice(str(wrong)))


def _put(card: "Card") -> None:
    display(card)
    card.show_record()


class Card(Widget):
    """One question. `value` is the answer in its question's form, or None."""

    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    quoted = traitlets.List().tag(sync=True)

    def __init__(self, question: Question, value: Any, key: Key | None) -> None:
        self._question, self._key = question, key
        self._typed = value is not ... and value is not None
        self._sheet: Sheet | Part = sheet(question)
        self._form = form(question, value if self._typed else self._sheet.get(question.id))
        parts = _TAGS if question.tags else _PARTS.get(question.kind, ("controls.js",))
        super().__init__(
            _esm=script("restored.js", *parts, "card.js"),
            spec=_spec(question),
            state=self._state(),
            quoted=verified(question, self._form.value),
        )
        self._handle: Any = None
        if self._typed:
            self._sheet.keep(question.id, self._form.value)
        self._sheet.listen(question.id, self._follow)
        self.on_msg(self._heard)

    @property
    def value(self) -> Any:
        """The answer in its question's form, valid or not; None where there is none."""
        return self._form.value

    def show_record(self) -> None:
        """Display the record below the card; a click updates it in place."""
        self._handle = display(self._record(), raw=True, display_id=uuid.uuid4().hex)

    def page(self) -> str:
        """Return the card as static HTML."""
        return static.card(self._question, self._form)

    def line(self) -> str:
        """Return `Card Q2.3: not answered yet`, or the answer."""
        return f"Card {self._question.id}: {_said(self._question, self._form)}"

    def _heard(self, _: Any, content: Any, __: Any) -> None:
        """Record what the front end sent, then acknowledge it; never fails on what it is."""
        if isinstance(content, dict) and "answer" in content and not self._typed:
            self._take(form(self._question, content["answer"]))
            self._sheet.keep(self._question.id, self._form.value)
            self.state = self._state()
            self.send({"acknowledged": content.get("number")})
            # To look for what is nearest takes longer than an acknowledgement may.
            self.quoted = verified(self._question, self._form.value)

    def _take(self, new: Form) -> None:
        self._form = new
        if self._handle is not None:
            self._handle.update(self._record(), raw=True)

    def _follow(self, _: str) -> None:
        """Take over what another card of the same question recorded."""
        kept = self._sheet.get(self._question.id)
        if not self._typed and kept != self._form.value:
            self._take(form(self._question, kept))
            self.state = self._state()
            self.quoted = verified(self._question, kept)

    def _state(self) -> dict[str, Any]:
        checked = self._form
        state = {
            "value": checked.value,
            "valid": checked.valid,
            "message": "" if checked.blank else checked.message,
            "locked": self._typed,
            "trouble": self._sheet.trouble,
            "notice": self._sheet.notice,
            "remark": "",
            "right": "",
        }
        if self._key is not None and checked.valid:
            earned = share(self._question, self._key, checked.value)
            state["right"] = "yes" if earned == 1 else "partly" if earned else "no"
            state["remark"] = remark(self._question, self._key, checked.value)
        return state

    def _record(self) -> dict[str, Any]:
        said = _said(self._question, self._form)
        return {
            MIME: record(self._question, self._form),
            "text/html": f'<p style="margin:0"><em>{escape(self._question.title)}: '
            f"{escape(said)}</em></p>",
            "text/plain": f"{self._question.id}: {said}",
        }


class HandIn(Widget):
    """The list of what is answered in an exercise; follows every click."""

    _esm = script("hand_in.js")
    _css = style()
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, exercise: str) -> None:
        self._exercise = bank().exercise(exercise)
        self._sheet = sheet_of(self._exercise.id, "exercise")
        super().__init__(state=self._state())
        self._sheet.listen("", lambda _: setattr(self, "state", self._state()))

    def page(self) -> str:
        """Return the list as static HTML."""
        state = self._state()
        return static.hand_in(f"{state['said']} {state['trouble']}".strip(), state["rows"])

    def line(self) -> str:
        """Return `Hand in: 3 of 12 answered`."""
        return f"Hand in: {self._state()['said']}"

    def _state(self) -> dict[str, Any]:
        rows = []
        for question in self._exercise.questions:
            checked = form(question, self._sheet.get(question.id))
            how = "open" if checked.blank else "answered" if checked.valid else "to be mended"
            rows.append((question.id, how, {"open": "○", "answered": "●"}.get(how, "◐")))
        done = sum(how == "answered" for _, how, _ in rows)
        said = f"{done} of {len(rows)} answered."
        if not self._sheet.trouble:  # which says itself what can be handed in
            said += f" Hand in {self._sheet.path.name}, or this notebook after saving it."
        return {"rows": rows, "said": said, "trouble": self._sheet.trouble or self._sheet.notice}


def _said(question: Question, checked: Form) -> str:
    if checked.blank:
        return "not answered yet"
    if not checked.valid:
        met = _met(checked.value)
        return f"{met[:80]}{' …' if len(met) > 80 else ''} ({checked.message})"
    return in_words(question, checked.value)


def _met(value: Any) -> str:
    """Say a value that is no answer, without Python's brackets and quotation marks."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _spec(question: Question) -> dict[str, Any]:
    """Return what the front end needs to draw a question."""
    criteria = bank().rubrics.get(question.id, ())
    return {
        "title": question.title,
        "kind": question.kind,
        "points": question.points,
        "prompt": question.prompt,
        "hint": question.hint,
        "ask": _ASK_TAGS if question.tags else _ASK[question.kind],
        "options": [(option.id, option.text) for option in question.options],
        "rows": [(row.id, row.text) for row in question.rows],
        "unit": question.unit,
        "least": question.least_words,
        "most": question.most_words,
        "quotations": question.quotations,
        "rubric": [{"name": c.name, "levels": c.levels} for c in criteria],
        "page": small_page() if question.kind in _ON_THE_PAGE or question.tags else [],
        "tagging": tagging(question) if question.tags else None,
    }
