"""The class report: one page to plan the seminar with, and nobody's name on it.

Without `reveal` it names no key, so that it can be shown to the class; with fewer than five
hand-ins of an exercise, or answers to a question, it shows counts of hand-ins only.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from gorin import files, keys
from gorin.bank import Exercise, Key, Question, bank
from gorin.classroom import report_drawing as draw
from gorin.classroom.counts import (
    HandedIn,
    Misread,
    choices,
    handed_in,
    misread,
    numbers,
    places,
    tags,
    valid,
)
from gorin.classroom.expected import linked
from gorin.classroom.items import LEAST_FOR_A_LINK, Item, items
from gorin.classroom.marked import Answered, Work, read_files, read_works
from gorin.classroom.page import number, page, text
from gorin.classroom.seminar import ask, in_short
from gorin.classroom.untold import untold
from gorin.errors import CourseError
from gorin.memo import Anchor, memo
from gorin.wording import raised

FEWEST = 5  # hand-ins or answers below which a figure could be told from a student
_MOST_ASKED = 6  # misreadings of an exercise that become a question for the seminar
_PLACES = ("passage", "passages", "quote")

_Keys = Mapping[str, Key]


def write(
    marks: Path,
    solutions: Path,
    to: Path,
    exercises: Sequence[str] = (),
    *,
    reveal: bool = False,
) -> None:
    """Write the report of a class into a file, whole, and rename it at the end.

    Raises CourseError where marks or keys cannot be read, or the file not be written.
    """
    content = class_page(marks, solutions, exercises, reveal=reveal).encode("utf-8", "replace")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        files.write(to, content)
    except OSError as error:
        raise CourseError(f"{to}: cannot be written ({error.strerror}). Name another.") from None


def class_page(
    marks: Path, solutions: Path, exercises: Sequence[str] = (), *, reveal: bool = False
) -> str:
    """Return the report of a class as a page."""
    works = read_works(marks, exercises)
    files = read_files(marks) if (marks / "intake.csv").is_file() else []
    wanted = set(exercises) or {work.exercise for work in works} | {f.exercise for f in files}
    students = {w.student for w in works} | {f.student for f in files if f.student}
    sections, statuses = [], []
    for exercise in bank().exercises:
        if exercise.id in wanted:
            mine = [work for work in works if work.exercise == exercise.id]
            statuses.append(handed_in(exercise.id, mine, files, len(students)))
            known = keys.read_solution(solutions / f"{exercise.id}.ipynb")
            sections.append(_exercise(exercise, mine, known, reveal=reveal))
    body = f"{_head(statuses, reveal=reveal)}\n<main>\n{''.join(sections)}</main>\n{_foot()}"
    return page("The class · Any Bargain?", body, about="class")


def _head(statuses: Sequence[HandedIn], *, reveal: bool) -> str:
    keys_ = (
        "It names the keys: it is for you, and not to be shown."
        if reveal
        else "It names no key and no student, so that it can be shown to the class."
    )
    rows = "".join(_status(status) for status in statuses)
    columns = (
        *("Exercise", "Handed in#", "Late#", "No answer#", "All answered#", "Unreadable#"),
        "Earlier attempts#",
    )
    caption = "Students who handed in, and files that could not be read or do not count"
    return (
        '<header>\n<p class="course">Any Bargain?</p>\n<h1>The class</h1>\n'
        f"<p>Where the class stands, and what to talk about. {keys_}</p>\n"
        f"{draw.table(caption, columns, rows)}\n</header>"
    )


def _status(status: HandedIn) -> str:
    figures = (
        f"{status.handed_in} of {status.expected}",
        *(status.late, status.empty, status.complete, status.unreadable, status.earlier),
    )
    cells = "".join(f'<td class="figure">{figure}</td>' for figure in figures)
    name = f'<a href="#e{status.exercise}">{_title(bank().exercise(status.exercise))}</a>'
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _title(exercise: Exercise) -> str:
    return text(f"Exercise {int(exercise.id[:2])} · {exercise.title}")


def _exercise(exercise: Exercise, works: Sequence[Work], known: _Keys, *, reveal: bool) -> str:
    title = f'<h2 id="t{exercise.id}">{_title(exercise)}</h2>'
    body = (
        _few(len(works), "handed in")
        if len(works) < FEWEST
        else _figures(exercise, works, known, reveal=reveal)
    )
    start = f'<section id="e{exercise.id}" aria-labelledby="t{exercise.id}">'
    return f"{start}\n{title}\n{body}</section>\n"


def _few(count: int, done: str) -> str:
    return (
        f"<p>{number(count, 'student')} {done}. With fewer than {FEWEST} a figure could be told "
        "from a student, so none is shown here.</p>"
    )


def _figures(exercise: Exercise, works: Sequence[Work], known: _Keys, *, reveal: bool) -> str:
    answers = {q.id: valid(works, q) for q in exercise.questions}
    found = items(exercise.questions, works)
    drawn = "".join(
        _question(q, answers[q.id], known[q.id], reveal=reveal) for q in exercise.questions
    )
    return (
        f"{draw.table_of_items(found)}{_hardest(found)}"
        f"{_seminar(exercise, answers, known, reveal=reveal)}{draw.legend()}{drawn}"
    )


def _hardest(found: Sequence[Item]) -> str:
    """Say in words which question was the hardest, and which to look at again."""
    marked = [item for item in found if item.share is not None]
    if not marked:
        return ""
    hardest = min(marked, key=lambda item: item.share or 0)
    said = f"Hardest was {hardest.question.id}."
    turned = [i.question.id for i in marked if i.link is not None and i.link < 0]
    if turned:
        said += (
            f" A link below 0 ({', '.join(turned)}): those who did well elsewhere did worse here. "
            "Look at the question before you look at the class."
        )
    return f"<p>{said}</p>"


def _seminar(
    exercise: Exercise, answers: Mapping[str, list[Answered]], known: _Keys, *, reveal: bool
) -> str:
    """Return the commonest misreadings, each with a question to put to the class."""
    made = [
        one
        for q in exercise.questions
        if len(answers[q.id]) >= FEWEST
        for one in misread(q, known[q.id], answers[q.id])
        if one.count > 1
    ]
    made.sort(key=lambda one: -one.count)
    blocks = "".join(_ask(one, known[one.question.id], reveal=reveal) for one in made[:_MOST_ASKED])
    if not blocks:
        return ""
    return f'<div class="seminar"><h3>For the seminar</h3>{blocks}</div>\n'


def _ask(one: Misread, key: Key, *, reveal: bool) -> str:
    question = one.question
    remark = one.remark if reveal else untold(question, key, one.remark)
    bring = f'<p class="quiet small">To bring out: {linked(text(remark))}</p>' if remark else ""
    return (
        f'<div class="ask"><p><a href="#{question.id}">{question.id}</a> · '
        f"{one.count} of {one.students} answered <b>{text(in_short(question, one.part))}</b></p>"
        f'<p class="question-for-all">{raised(text(ask(question, one.part)))}</p>{bring}</div>'
    )


def _question(question: Question, answers: list[Answered], key: Key, *, reveal: bool) -> str:
    """Return what the class answered to a question; of an essay, only that it is to be read."""
    drawn = (
        _few(len(answers), "answered this in its form")
        if len(answers) < FEWEST
        else _drawing(question, answers, key, reveal=reveal)
    )
    if not drawn:
        drawn = '<p class="quiet">Its figures are in the table above.</p>'
    return (
        f'<section id="{question.id}" aria-labelledby="h{question.id}">'
        f'<h3 id="h{question.id}">{question.id}</h3>'
        f'<p class="prompt">{text(question.prompt)}</p>\n{drawn}</section>\n'
    )


def _drawing(question: Question, answers: list[Answered], key: Key, *, reveal: bool) -> str:
    match question.kind:
        case "passage" | "passages" | "quote":
            right = _right(question, key) if reveal else []
            return draw.heat(places(question, answers), right)
        case "choice" | "choices":
            named = [key.value] if isinstance(key.value, str) else list(key.value)
            counts = choices(question, answers)
            return draw.table_of_choices(question, counts, len(answers), named if reveal else [])
        case "match":
            right_of = key.value if reveal else {}
            return draw.table_of_tags(question, tags(question, answers), len(answers), right_of)
        case "number":
            return draw.table_of_numbers(question, numbers(answers), len(answers))
    return ""


def _right(question: Question, key: Key) -> list[str]:
    """Return the clauses of the key of a question that asks for a place."""
    if question.kind == "quote":
        return [str(a) for mention in memo().find(key.value) for a in mention.touched]
    given = [key.value] if isinstance(key.value, str) else key.value
    leaves = [*(c.anchor for c in memo().clauses), *(p.anchor for p in memo().pieces)]
    return [str(leaf) for leaf in leaves for a in given if leaf.within(Anchor.parse(a))]


def _foot() -> str:
    return (
        '<footer class="quiet small">'
        "<p><b>Points earned</b> is the mean share of a question’s points among all who handed in; "
        "a blank earns nothing. Full, none and blank count students; none leaves the blank out.</p>"
        "<p><b>Link</b> (discrimination) tells whether those who did well in the rest of the "
        "exercise did well here too: 1 always, 0 no connection, below 0 the other way round. It "
        "is the correlation of the question’s points with those of all other closed questions, the "
        "question itself left out (J. P. Guilford, “The correlation of an item with a composite "
        "of the remaining items in a test”, Educational and Psychological Measurement 13, 1953, "
        f"87–93). With fewer than {LEAST_FOR_A_LINK} students, or where all earned the same, it "
        "cannot be told (–); in one class it is rough in any case.</p>"
        "<p>Questions for the seminar are made from the known misreadings that two or more "
        f"students share. Where fewer than {FEWEST} handed in or answered, no figure is shown.</p>"
        "</footer>"
    )
