"""What one student handed in for one exercise: which file counts, and what it earns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gorin import answers
from gorin.answers import Answer, Submission, UnreadableError
from gorin.bank import Exercise, Key, Question
from gorin.classroom.archives import Archives
from gorin.classroom.intake import Received
from gorin.marking import Mark, mark
from gorin.questions import form

LATE = "late, by the LMS"  # how the remark on a file begins
Keys = Mapping[str, Mapping[str, Key]]
_Read = tuple[Received, Submission]
_SHORT = 500  # characters of a value that is remembered, and how many values are
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer with its mark: the value as text, where it was found, and every remark."""

    mark: Mark
    answer: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a student earned in one exercise; `files` are those that were read for it."""

    student: str
    exercise: str
    marked: tuple[Marked, ...]
    files: tuple["Account", ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one file, or of a student who handed none in.

    `status` is "marked", "listed", "unreadable", "ignored" or "missing"; `attempt` and `number` are
    the LMS's own, or "".
    """

    file: str
    student: str
    exercise: str
    status: str
    remark: str
    attempt: str = ""
    number: str = ""


def account(file: Received, status: str, remark: str) -> Account:
    """Return the account of a file."""
    late = LATE if file.name.late else ""
    said = "; ".join(filter(None, (late, file.note, remark)))
    attempt = str(file.name.attempt or "")
    exercise, number = file.name.exercise, file.name.number
    return Account(file.file, file.student, exercise, status, said, attempt, number)


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks answers by the keys of their exercises.

    A closed question has few answers, and a class gives each of them many times: what is written
    alike is marked once.
    """

    keys: Keys
    _before: dict[tuple[str, str], tuple[Mark, str]] = field(default_factory=dict)

    def __call__(self, question: Question, value: Any) -> tuple[Mark, str]:
        """Return what a value earns, and the value as text; never raises."""
        if value is None or question.kind == "essay":
            return self._marked(question, value)
        try:
            written = repr(value)
        except (RecursionError, ValueError):
            return self._marked(question, value)
        known = self._before.get((question.id, written))
        if known is None:
            known = self._marked(question, value)
            if len(written) < _SHORT and len(self._before) < _MOST:
                self._before[question.id, written] = known
        return known

    def _marked(self, question: Question, value: Any) -> tuple[Mark, str]:
        checked = form(question, value)
        earned = mark(question, self.keys[question.home][question.id], checked)
        met = "" if checked.blank else checked.value
        return earned, met if isinstance(met, str) else json.dumps(met, ensure_ascii=False)


def mark_one(
    files: Sequence[Received], exercise: Exercise, marker: Marker, archives: Archives
) -> Result:
    """Mark what one student handed in for one exercise: one file, or several; never raises."""
    read: dict[str, list[_Read]] = {"notebook": [], "hand-in file": []}
    accounts = []
    for file in files:
        try:
            found = answers.read_bytes(archives.content(file.path, file.inside))
            read[file.name.kind].append((file, found))
        except UnreadableError as wrong:
            accounts.append(account(file, "unreadable", str(wrong)))
        except Exception as wrong:  # noqa: BLE001 - whatever one file does, the rest is marked
            said = f"a fault of the grader, not of the student: {wrong!r}; report it"
            accounts.append(account(file, "unreadable", said))
    chosen = []
    for kind, submissions in read.items():
        order, said = _in_order(submissions, exercise, kind)
        for place, (file, submission) in enumerate(order):
            remarks = [*submission.remarks, *_misnamed(submission, exercise), said]
            if not _answered(submission, exercise):
                remarks.append(_nothing(submission))
            status = "marked" if place == 0 else "listed"
            accounts.append(account(file, status, "; ".join(filter(None, remarks))))
        chosen += [submission for _, submission in order[:1]]
    whole = answers.merge(*chosen) if len(chosen) == 2 else (chosen or [Submission("", {})])[0]
    marked = [_marked(question, whole, marker) for question in exercise.questions] if chosen else []
    return Result(files[0].student, exercise.id, tuple(marked), tuple(accounts))


def _in_order(
    submissions: Sequence[_Read], exercise: Exercise, kind: str
) -> tuple[list[_Read], str]:
    """Order files of one kind, the one that counts first, and say why where there are several.

    The LMS's own numbers decide, if each file has one: the latest that answers anything counts.
    Else nothing tells which is the latest, and the fuller counts.
    """

    def fuller(pair: _Read) -> tuple[int, str]:
        return -_answered(pair[1], exercise), pair[0].file

    def later(pair: _Read) -> tuple[bool, int, str]:
        return not _answered(pair[1], exercise), -pair[0].name.attempt, pair[0].file

    if len(submissions) < 2:
        return list(submissions), ""
    attempts = {file.name.attempt for file, _ in submissions}
    if 0 in attempts or len(attempts) < len(submissions):
        order = sorted(submissions, key=fuller)
        said = f"ambiguous: {len(order)} files of one kind ({kind}); {order[0][0].file} counts, "
        return order, f"{said}the fuller"
    order = sorted(submissions, key=later)
    latest = order[0][0].name.attempt == max(attempts)
    why = "the latest" if latest else "the latest with an answer in it"
    return order, f"{len(order)} attempts ({kind}); {order[0][0].file} counts, {why}"


def _answered(submission: Submission, exercise: Exercise) -> int:
    found = submission.answers
    return sum(q.id in found and found[q.id].source != "none" for q in exercise.questions)


def _misnamed(submission: Submission, exercise: Exercise) -> list[str]:
    strange = sorted(set(submission.answers) - {question.id for question in exercise.questions})
    remarks = []
    if submission.exercise not in ("", exercise.id):
        remarks.append(f"says that it is {submission.exercise[:60]!r}")
    if strange:
        more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
        listed = ", ".join(name[:40] for name in strange[:3])
        remarks.append(f"answers what is not asked: {listed}{more}")
    return remarks


def _nothing(submission: Submission) -> str:
    return "no question is answered" if submission.answers else "no answer cells in it"


def _marked(question: Question, whole: Submission, marker: Marker) -> Marked:
    given = whole.answers.get(question.id, Answer(question.id, None, "none"))
    earned, value = marker(question, given.value)
    remark = "; ".join(filter(None, (earned.remark, given.remark)))
    return Marked(earned, value, "none" if earned.status == "blank" else given.source, remark)
