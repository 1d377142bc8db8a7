"""The page that one student gets back for one exercise: each question in three beats."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from gorin.bank import Key, Question, bank
from gorin.classroom.answered import answered
from gorin.classroom.essay_marks import Essay, Essays
from gorin.classroom.expected import asked, key_of, look
from gorin.classroom.marked import UNREAD, Answered, Work
from gorin.classroom.page import number, page, plain, somebodys, text
from gorin.classroom.sheets import decimal
from gorin.classroom.untold import untold
from gorin.marking import remark as remark_of
from gorin.questions import form

_STATES = {  # by what was earned: a sign, a word, and the class of its accent
    "right": ("●", "Right", "right"),
    "part": ("◐", "Partly right", ""),
    "wrong": ("○", "Not yet", "wrong"),
    "blank": ("–", "Not answered", ""),
    "invalid": ("!", "Could not be read as an answer", "wrong"),
    "pending": ("…", "Waits for a reader", ""),
    "read": ("✓", "Read and marked", ""),
}


Drawn = dict[tuple[object, ...], str]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An answer with all that is said to it."""

    answer: Answered
    essay: Essay | None
    points: Fraction
    state: str


def feedback_page(
    work: Work, keys: Mapping[str, Key], essays: Essays, drawn: Drawn, *, reveal: bool = False
) -> str:
    """Return the page of a student's work; it names keys only where `reveal` is set.

    `drawn` keeps what was drawn before, for one set of keys: a class gives the same answers again
    and again.
    """
    exercise = bank().exercise(work.exercise)
    shown = [
        _shown(answer, essays.get((work.student, answer.question.id))) for answer in work.answers
    ]
    title = f"Exercise {int(exercise.id[:2])} · {exercise.title}"
    whole = f"{title} · {plain(' '.join(work.name.split()))}"
    questions = "\n".join(
        _drawn(one, keys[one.answer.question.id], drawn, reveal=reveal) for one in shown
    )
    return page(
        whole,
        f"{_head(title, work.name, shown)}\n<main>\n{questions}\n</main>\n{_foot(reveal=reveal)}",
        about="feedback",
    )


def _drawn(one: _Shown, key: Key, drawn: Drawn, *, reveal: bool) -> str:
    """Return a question of the page, drawn once for all who gave the same answer to it."""
    answer = one.answer
    if answer.question.kind == "essay":
        return _question(one, key, reveal=reveal)
    value = repr(answer.form.value)
    same = (answer.question.id, value, one.points, one.state, answer.remark, reveal)
    if same not in drawn:
        drawn[same] = _question(one, key, reveal=reveal)
    return drawn[same]


def _shown(answer: Answered, essay: Essay | None) -> _Shown:
    points = essay.points if essay else answer.points
    return _Shown(answer, essay, points, _state(answer, points, read=essay is not None))


def _state(answer: Answered, points: Fraction, *, read: bool) -> str:
    if read or (answer.question.kind == "essay" and answer.status not in UNREAD):
        return "read"
    if answer.status in UNREAD:
        return answer.status
    if points >= answer.question.points:
        return "right"
    return "part" if points else "wrong"


def _head(title: str, name: str, shown: list[_Shown]) -> str:
    total = sum((one.points for one in shown), Fraction(0))
    out_of = sum(one.answer.question.points for one in shown)
    waiting = sum(one.answer.question.points for one in shown if one.state == "pending")
    more = f' <span class="quiet">{waiting} of them wait for a reader.</span>' if waiting else ""
    strip = "".join(_link(one) for one in shown)
    return (
        f'<header>\n<p class="course">Any Bargain?</p>\n<h1>{text(title)}</h1>\n'
        f"<p>{somebodys(' '.join(name.split()))}</p>\n"
        f'<p class="sum"><strong>{decimal(total)}</strong> of {out_of} points.{more}</p>\n'
        f'<nav aria-label="Questions"><ol class="strip">{strip}</ol></nav>\n</header>'
    )


def _link(one: _Shown) -> str:
    name, sign = one.answer.question.id, _STATES[one.state][0]
    return (
        f'<li><a href="#{name}"><b>{name}</b> <span aria-hidden="true">{sign}</span> '
        f"{_points(one)}</a></li>"
    )


def _points(one: _Shown) -> str:
    earned = "–" if one.state == "pending" else decimal(one.points)
    return f"{earned} of {one.answer.question.points}"


def _question(one: _Shown, key: Key, *, reveal: bool) -> str:
    question = one.answer.question
    sign, word, accent = _STATES[one.state]
    beats = (
        _beat("You answered", answered(question, one.answer.form))
        + _beat("What was asked", asked(question))
        + _beat("Where to look", _where(one, key, reveal=reveal))
        + (_beat("Your reader", _read(one.essay)) if one.essay else "")
    )
    return (
        f'<section class="question" id="{question.id}" aria-labelledby="{question.id}-title">\n'
        f'<div class="head"><h2 id="{question.id}-title">{question.id}</h2>'
        f'<p class="state {accent}"><span aria-hidden="true">{sign}</span> <b>{word}</b> · '
        f"{_points(one)}</p></div>\n{beats}{_key(question, key) if reveal else ''}</section>"
    )


def _key(question: Question, key: Key) -> str:
    """Return the key and its explanation; a sample essay is not the key of others' essays."""
    essay = question.kind == "essay"
    return key_of(
        question, "" if essay else answered(question, form(question, key.value)), key.feedback
    )


def _beat(title: str, body: str) -> str:
    return f'<div class="beat"><h3>{title}</h3><div>{body}</div></div>\n'


def _where(one: _Shown, key: Key, *, reveal: bool) -> str:
    """Return the remark on the answer, without what would tell the key, or the question's hint."""
    answer = one.answer
    if one.state == "right":
        return f"<p>{text(key.right or 'Nothing to mend here.')}</p>"
    if one.state in ("blank", "pending"):
        return look(answer.question, "") + _form_note(answer)
    if one.state == "read":
        own = "" if one.essay else answer.remark  # a reader's remark may stand in the marks
        return look(answer.question, "") + (f"<p>{somebodys(own)}</p>" if own else "")
    if one.state == "invalid":
        return f"<p>{somebodys(answer.form.message or answer.remark)}</p>"
    said, notes = _remark(answer, key)
    kept = said if reveal else untold(answer.question, key, said)
    again = look(answer.question, "") if kept and kept != said else ""  # what is cut led somewhere
    noted = f'<p class="quiet small">{text(notes)}.</p>' if notes else ""
    return look(answer.question, kept) + again + noted


def _form_note(answer: Answered) -> str:
    """Return how far an essay's form is what was asked for: its words and quotations."""
    message = answer.form.message if not answer.form.blank else ""
    return f'<p class="quiet small">{somebodys(message)}.</p>' if message else ""


def _remark(answer: Answered, key: Key) -> tuple[str, str]:
    """Return what the marker says to an answer, and what the grader noted on its file."""
    if not answer.form.valid:
        return answer.remark, ""
    said = remark_of(answer.question, key, answer.form.value)
    if answer.remark.startswith(said):
        return said, answer.remark.removeprefix(said).lstrip("; ")
    return answer.remark, ""


def _read(essay: Essay) -> str:
    """Return the levels of an essay, in the rubric's words, and its reader's comment."""
    rubric = {
        criterion.name: criterion.levels for criterion in bank().rubrics.get(essay.question, ())
    }
    rows = "".join(
        f'<tr><th scope="row">{text(name)}</th><td class="level"><b>{level}</b> of 4</td>'
        f"<td>{text(rubric[name][level - 1])}</td></tr>"
        for name, level in essay.levels
    )
    head = (
        '<thead><tr><th scope="col">Criterion</th><th scope="col">Level</th>'
        '<th scope="col">What that means</th></tr></thead>'
    )
    caption = (
        f"<caption>{number(len(essay.levels), 'criterion', 'criteria')} of the rubric</caption>"
    )
    table = f"<table>{caption}{head}<tbody>{rows}</tbody></table>" if rows else ""
    said = [f"<p>{somebodys(part)}</p>" for part in essay.comment.split("\n\n") if part.strip()]
    by = f'<p class="quiet small">Read by {somebodys(essay.marker)}.</p>' if essay.marker else ""
    return f"{table}{''.join(said)}{by}"


def _foot(*, reveal: bool) -> str:
    keys = "" if reveal else " The keys are not on this page: look again first."
    return (
        '<footer class="quiet small"><p>Anchors such as ¶3.2d stand for the clauses of the '
        "memorandum (Foreign Relations of the United States, 1941, volume I, document 901)."
        f"{keys}</p></footer>"
    )
