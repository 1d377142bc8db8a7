"""From received files to marks: read each submission, mark it, and account for every file."""

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from gorin import answers, keys
from gorin.answers import Answer, Submission, UnreadableError
from gorin.bank import Bank, Exercise, Key, Question, bank
from gorin.classroom.intake import Received, receive
from gorin.errors import CourseError
from gorin.marking import Mark, mark, troubles
from gorin.questions import form

_WORTH_A_PROCESS = 200  # submissions; below, starting a second process costs more than it saves
_CHUNK = 50

Keys = Mapping[str, Mapping[str, Key]]


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
    """What became of one file: `status` is "marked", "listed", "unreadable" or "ignored"."""

    file: str
    student: str
    exercise: str
    status: str
    remark: str


def grade(
    folder: Path, solutions: Path, *, leave: Collection[Path] = (), jobs: int | None = None
) -> tuple[list[Result], list[Account]]:
    """Mark every submission of a folder; return results and the account of all files, in order.

    The files in `leave`, tables of an earlier run, are not accounted for.
    Raises CourseError where the folder or the solutions are not what they should be.
    """
    if not solutions.is_dir():
        raise CourseError(f"{solutions}: no such folder. Name that of the keys with --solutions.")
    course = bank()
    received = receive(folder, [exercise.id for exercise in course.exercises], leave)
    mine = [file for file in received if file.student]
    known = read_keys(solutions, course, {file.exercise for file in mine})
    groups: dict[tuple[str, str], list[Received]] = defaultdict(list)
    for file in mine:
        groups[file.student, file.exercise].append(file)
    results = _in_processes([groups[pair] for pair in sorted(groups)], known, jobs)
    accounts = [account for result in results for account in result.files]
    accounts += [
        Account(
            file.name,
            "",
            file.exercise,
            "ignored" if file.trouble.startswith("ignored") else "unreadable",
            file.trouble.removeprefix("ignored: "),
        )
        for file in received
        if not file.student
    ]
    return results, sorted(accounts, key=lambda account: account.file)


def read_keys(solutions: Path, course: Bank, exercises: Iterable[str]) -> Keys:
    """Read the keys of the exercises that came in; raises CourseError where one is missing."""
    known = {}
    for name in sorted(exercises):
        path = solutions / f"{name}.ipynb"
        if not path.is_file():
            raise CourseError(
                f"{path}: no such solution, so {name} cannot be marked. Run `gorin build`, or name "
                "the folder with --solutions.",
            )
        known[name] = keys.read_solution(path)
        for question in course.exercise(name).questions:
            if question.id not in known[name]:
                raise CourseError(f"{path}: no key for {question.id}. Write it, and `gorin build`.")
            if question.kind != "essay":  # an essay's key is a sample, which marks nobody
                for trouble in troubles(question, known[name][question.id]):
                    raise CourseError(f"{path}: {trouble}. Mend it, and `gorin build`.")
    return known


def _in_processes(
    groups: Sequence[Sequence[Received]], known: Keys, jobs: int | None
) -> list[Result]:
    """Mark groups of files, in several processes where there are enough of them."""
    workers = min(jobs or os.cpu_count() or 1, len(groups) // _WORTH_A_PROCESS + 1)
    if workers < 2:
        return _mark_all(groups, known)
    chunks = [groups[i : i + _CHUNK] for i in range(0, len(groups), _CHUNK)]
    # Spawned on every system, so that what works on one works on all.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (known,)) as pool:
        return [result for chunk in pool.map(_mark_chunk, chunks) for result in chunk]


_known: Keys = {}  # of a worker process; set once, when it starts


def _begin(known: Keys) -> None:
    global _known  # noqa: PLW0603 - a worker's own copy of the keys, sent once and not per chunk
    _known = known


def _mark_chunk(groups: Sequence[Sequence[Received]]) -> list[Result]:
    return _mark_all(groups, _known)


def _mark_all(groups: Sequence[Sequence[Received]], known: Keys) -> list[Result]:
    course = bank()
    return [_result(files, course.exercise(files[0].exercise), known) for files in groups]


def _result(files: Sequence[Received], exercise: Exercise, known: Keys) -> Result:
    """Mark what one student handed in for one exercise: one file, or several."""
    read: dict[str, list[tuple[Received, Submission]]] = {"notebook": [], "hand-in file": []}
    accounts = []
    for file in files:
        try:
            read[file.kind].append((file, answers.read(file.path)))
        except UnreadableError as wrong:
            accounts.append(_account(file, "unreadable", str(wrong)))
        except Exception as wrong:  # noqa: BLE001 - whatever one file does, the rest is marked
            said = f"a fault of the grader, not of the student: {wrong!r}; report it"
            accounts.append(_account(file, "unreadable", said))
    chosen = []
    for kind, found in read.items():
        found.sort(key=lambda pair: (-_answered(pair[1], exercise), pair[0].name))
        for place, (file, submission) in enumerate(found):
            remarks = [*submission.remarks, *_misnamed(submission, exercise)]
            if len(found) > 1:
                counts = "the fuller counts" if place == 0 else f"{found[0][0].name} counts"
                remarks.append(f"ambiguous: {len(found)} files of one kind ({kind}); {counts}")
            if not _answered(submission, exercise):
                remarks.append(_nothing(submission))
            status = "marked" if place == 0 else "listed"
            accounts.append(_account(file, status, "; ".join(remarks)))
        chosen += [submission for _, submission in found[:1]]
    whole = answers.merge(*chosen) if len(chosen) == 2 else (chosen or [Submission("", {})])[0]
    marked = [_marked(question, whole, known) for question in exercise.questions] if chosen else []
    return Result(files[0].student, exercise.id, tuple(marked), tuple(accounts))


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


def _account(file: Received, status: str, remark: str) -> Account:
    return Account(file.name, file.student, file.exercise, status, remark)


def _marked(question: Question, whole: Submission, known: Keys) -> Marked:
    given = whole.answers.get(question.id, Answer(question.id, None, "none"))
    checked = form(question, given.value)
    earned = mark(question, known[question.home][question.id], checked)
    value = "" if checked.blank else checked.value
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    remark = "; ".join(filter(None, (earned.remark, given.remark)))
    source = "none" if checked.blank else given.source
    return Marked(earned, said, source, remark)
