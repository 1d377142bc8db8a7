"""From received files to marks: read each submission, mark it, and account for every file."""

import os
import signal
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from gorin import keys
from gorin.bank import Bank, Exercise, Key, bank
from gorin.classroom.archives import Archives
from gorin.classroom.intake import Received, receive
from gorin.classroom.roster import Roster, Student, settle
from gorin.classroom.submissions import Account, Keys, Marker, Result, account, mark_one
from gorin.errors import CourseError
from gorin.marking import troubles

_WORTH_A_PROCESS = 200  # submissions; below, starting a second process costs more than it saves
_CHUNK = 25
_AHEAD = 4  # chunks of each process that may wait, so that memory does not grow with the class

Group = Sequence[Received]  # the files of one student for one exercise


@dataclass(frozen=True, slots=True)
class Class:
    """What came in, ready to be marked.

    `groups` holds the files of each student and exercise, in the order of both; `strays` accounts
    for files that are nobody's, and `missing` for those who handed nothing in.
    """

    groups: tuple[Group, ...]
    exercises: tuple[Exercise, ...]
    strays: tuple[Account, ...]
    missing: tuple[Account, ...]
    students: Mapping[str, Student]
    keys: Keys


def collect(
    place: Path, solutions: Path, *, roster: Roster | None = None, leave: Collection[Path] = ()
) -> Class:
    """Read the names of what came in, and the keys for it; nothing handed in is marked yet.

    The files in `leave`, tables of an earlier run, are not accounted for. Raises CourseError where
    the folder, the zip or the solutions are not what they should be.
    """
    if not solutions.is_dir():
        raise CourseError(f"{solutions}: no such folder. Name that of the keys with --solutions.")
    course = bank()
    files = settle(receive(place, course, leave), roster)
    groups: dict[tuple[str, str], list[Received]] = defaultdict(list)
    for file in files:
        if not file.trouble:
            groups[file.student, file.name.exercise].append(file)
    came = {file.name.exercise for file in files}
    asked = tuple(exercise for exercise in course.exercises if exercise.id in came)
    known = read_keys(solutions, course, {exercise for _, exercise in groups})
    strays = tuple(_stray(file) for file in files if file.trouble)
    students = {student.id: student for student in roster.students} if roster else {}
    names = {file.student: Student(file.student, file.name.student) for file in files}
    return Class(
        tuple(groups[pair] for pair in sorted(groups)),
        asked,
        strays,
        tuple(_missing(students, asked, groups)),
        {name: student for name, student in {**names, **students}.items() if name},
        known,
    )


def _stray(file: Received) -> Account:
    status = "ignored" if file.trouble.startswith("ignored: ") else "unreadable"
    return account(file, status, file.trouble.removeprefix("ignored: "))


def _missing(
    students: Iterable[str], exercises: Sequence[Exercise], came: Collection[tuple[str, str]]
) -> Iterator[Account]:
    for exercise in exercises:
        for student in sorted(students):
            if (student, exercise.id) not in came:
                yield Account("", student, exercise.id, "missing", "nothing handed in")


def read_keys(solutions: Path, course: Bank, exercises: Iterable[str]) -> Keys:
    """Read the keys of the exercises that came in; raises CourseError where one is missing."""
    known: dict[str, Mapping[str, Key]] = {}
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


def results(came: Class, jobs: int | None = None) -> Iterator[Result]:
    """Mark a class, in several processes where it is large; yield a result a group, in order."""
    workers = min(jobs or os.cpu_count() or 1, len(came.groups) // _WORTH_A_PROCESS + 1)
    if workers < 2:
        course, marker = bank(), Marker(came.keys)
        with Archives() as archives:
            for group in came.groups:
                exercise = course.exercise(group[0].name.exercise)
                yield mark_one(group, exercise, marker, archives)
        return
    chunks = iter(came.groups[i : i + _CHUNK] for i in range(0, len(came.groups), _CHUNK))
    # Spawned on every system, so that what works on one works on all.
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, _begin, (came.keys,)) as pool:
        waiting: deque[Future[list[Result]]] = deque()

        def hand_out(count: int) -> None:
            with _deaf():  # handing out may start a process
                waiting.extend(pool.submit(_mark_chunk, chunk) for chunk in islice(chunks, count))

        hand_out(workers * _AHEAD)
        while waiting:
            done = waiting.popleft().result()
            hand_out(1)
            yield from done


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl+C back, and let processes begun meanwhile never hear it: their parent ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_marker = Marker({})  # of a worker process; set once, when it starts
_archives = Archives()  # of a worker process, which keeps zips open until it ends


def _begin(known: Keys) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Windows it reaches every process
    global _marker  # noqa: PLW0603 - a worker's own copy of the keys, sent once and not per chunk
    _marker = Marker(known)


def _mark_chunk(groups: Sequence[Group]) -> list[Result]:
    course = bank()
    return [
        mark_one(group, course.exercise(group[0].name.exercise), _marker, _archives)
        for group in groups
    ]
