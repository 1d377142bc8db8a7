"""The bank: what is asked, read from `data/` (questions, practice cards, forecasts, rubrics).

Keys of exercises are not here: they live in the solutions. Practice cards bring theirs along.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from gorin import paths
from gorin.errors import CourseError

CLOSED = ("choice", "choices", "passage", "passages", "quote", "match", "order", "number")
KINDS = (*CLOSED, "essay")
SKILLS = ("sourcing", "contextualization", "corroboration", "close reading")
_WITH_OPTIONS = ("choice", "choices", "match", "order")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: a short id and its text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, practice card, forecast or position.

    `kind` is one of KINDS, or "forecast" (a whole number of per cent) or "position" (a mapping
    of scale 0 to 10, why, anchor). `home` is the exercise or lesson whose answers file keeps
    the answer. `tags` names a layer where a match gives clauses tags, on the page. Fields that a
    kind does not use are empty or 0.
    """

    id: str
    kind: str
    home: str
    prompt: str
    points: int = 0
    skill: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    most_words: int = 0
    least_words: int = 0
    quotations: int = 0
    tolerance: float = 0
    unit: str = ""
    tags: str = ""

    @property
    def title(self) -> str:
        """What stands above the card: the id, or what the card is."""
        if self.kind == "position":
            return "Your position"
        if self.kind == "forecast":
            return f"Forecast {self.id}"
        return f"Your tags: {self.tags}" if self.id == f"tags-{self.tags}" else self.id


@dataclass(frozen=True, slots=True)
class Key:
    """The right answer to a question, others accepted whole, and known misreadings.

    `misreadings` maps a part of an answer to the remark that sets it right. `right` and
    `otherwise` are the remarks of a practice card; `feedback` is the solution's explanation.
    """

    value: Any
    also: tuple[Any, ...] = ()
    misreadings: Mapping[str, str] = field(default_factory=dict)
    feedback: str = ""
    right: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a rubric with its four levels, lowest first."""

    name: str
    levels: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Exercise:
    """The questions that one notebook asks, in order."""

    id: str
    title: str
    minutes: int
    questions: tuple[Question, ...]

    @property
    def points(self) -> int:
        """The sum of all questions' points."""
        return sum(question.points for question in self.questions)


@dataclass(frozen=True, slots=True)
class Bank:
    """All exercises, cards and rubrics there are."""

    exercises: tuple[Exercise, ...]
    practice: tuple[tuple[Question, Key], ...]
    forecasts: tuple[Question, ...]
    positions: tuple[Question, ...]
    rubrics: Mapping[str, tuple[Criterion, ...]]
    _by_id: Mapping[str, Question]

    def question(self, name: str) -> Question:
        """Return the question of an id; raises CourseError where there is none."""
        if name not in self._by_id:
            raise CourseError(f"no question {str(name)[:40]!r} in the bank ({self._known(name)})")
        return self._by_id[name]

    def _known(self, name: str) -> str:
        letter = re.match("[A-Za-z]+[0-9]?", name)
        start = letter.group() if letter else ""
        alike = [known for known in self._by_id if start and known.startswith(start)]
        if alike:
            return f"there are {alike[0]} to {alike[-1]}"
        listed = ", ".join(exercise.id for exercise in self.exercises)
        return f"exercises: {listed}" if listed else "it is empty"

    def exercise(self, name: str) -> Exercise:
        """Return the exercise of an id; raises CourseError where there is none."""
        for exercise in self.exercises:
            if exercise.id == name:
                return exercise
        known = ", ".join(exercise.id for exercise in self.exercises) or "none"
        raise CourseError(f"no exercise {name!r} in the bank (exercises: {known})")

    def key(self, name: str) -> Key:
        """Return the key of a practice card; raises CourseError for any other id."""
        for question, key in self.practice:
            if question.id == name:
                return key
        raise CourseError(f"{name!r} is not a practice card, so its key is not known here")


def bank() -> Bank:
    """Return the bank of the course, read once; raises CourseError as `read_bank` does."""
    return read_bank(paths.data())


@cache
def read_bank(folder: Path) -> Bank:
    """Read the bank of a data folder.

    Raises CourseError with the file, the line or id, and what to do.
    """
    files = sorted((folder / "questions").glob("*.toml"))
    if not files:
        raise CourseError(f"{folder / 'questions'}: no bank of questions (*.toml) there")
    exercises = tuple(_exercise(path) for path in files)
    cards = tuple(_cards(folder / "practice.toml"))
    forecasts, positions = _outlooks(folder / "forecasts.toml")
    asked = [question for exercise in exercises for question in exercise.questions]
    by_id: dict[str, Question] = {}
    for question in (*asked, *(card for card, _ in cards), *forecasts, *positions):
        if question.id in by_id:
            raise CourseError(f"{folder}: two questions have the id {question.id}; rename one")
        by_id[question.id] = question
    rubrics = _rubrics(folder / "rubrics.toml", by_id)
    return Bank(exercises, cards, forecasts, positions, rubrics, by_id)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: not TOML: {error}. Mend that line.") from None


def _need(table: Mapping[str, Any], name: str, kind: type, where: str) -> Any:
    value = table.get(name)
    if not isinstance(value, kind) or isinstance(value, bool) or value in ("", [], {}):
        raise CourseError(f"{where}: needs a {name} ({kind.__name__}), has {value!r}")
    return value


def _exercise(path: Path) -> Exercise:
    table = _toml(path)
    name = _need(table, "exercise", str, str(path))
    if name != path.stem:
        raise CourseError(f"{path}: says exercise = {name!r}; the file's name says {path.stem!r}")
    asked = _need(table, "question", list, str(path))
    questions = tuple(_question(entry, name, path) for entry in asked)
    for question in questions:
        if question.points < 1 or question.skill not in SKILLS:
            raise CourseError(
                f"{path}, {question.id}: needs points of 1 or more and a skill "
                f"({', '.join(SKILLS)}), has {question.points} and {question.skill!r}",
            )
    title, minutes = _need(table, "title", str, str(path)), _need(table, "minutes", int, str(path))
    return Exercise(name, title, minutes, questions)


def _question(table: Mapping[str, Any], home: str, path: Path) -> Question:
    where = f"{path}, {_need(table, 'id', str, str(path))}"
    kind = _need(table, "kind", str, where)
    if kind not in KINDS:
        raise CourseError(f"{where}: no kind {kind!r} (kinds: {', '.join(KINDS)})")
    if kind in _WITH_OPTIONS and len(_need(table, "options", dict, where)) < 2:
        raise CourseError(f"{where}: needs two options or more")
    if kind == "match":
        _need(table, "rows", dict, where)
    known = {f for f in Question.__dataclass_fields__ if f not in ("home", "options", "rows")}
    plain = {name: value for name, value in table.items() if name in known}
    strange = set(table) - known - {"options", "rows", *_CARD}
    if strange:
        raise CourseError(f"{where}: unknown field {min(strange)!r}")
    _need(table, "prompt", str, where)
    return Question(
        **plain,
        home=home,
        options=_options(table.get("options", {})),
        rows=_options(table.get("rows", {})),
    )


def _options(table: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple(Option(str(name), str(text)) for name, text in table.items())


_CARD = ("lesson", "answer", "also", "right", "otherwise", "misreadings")


def _cards(path: Path) -> Iterator[tuple[Question, Key]]:
    for entry in _toml(path).get("practice", []):
        where = f"{path}, {_need(entry, 'id', str, str(path))}"
        question = _question(entry, _need(entry, "lesson", str, where), path)
        if "answer" not in entry:
            raise CourseError(f"{where}: a practice card needs its answer")
        key = Key(
            entry["answer"],
            tuple(entry.get("also", ())),
            dict(entry.get("misreadings", {})),
            right=_need(entry, "right", str, where),
            otherwise=entry.get("otherwise", ""),
        )
        yield question, key


def _outlooks(path: Path) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Read forecasts and positions."""
    table = _toml(path)
    where = str(path)
    forecasts = tuple(
        Question(
            _need(entry, "id", str, where),
            "forecast",
            _need(entry, "lesson", str, where),
            _need(entry, "text", str, where),
        )
        for entry in table.get("forecast", [])
    )
    positions = tuple(
        Question(
            f"position-{int(_need(entry, 'lesson', str, where)[:2])}",
            "position",
            entry["lesson"],
            _need(entry, "ask", str, where),
        )
        for entry in table.get("position", [])
    )
    return forecasts, positions


def _rubrics(path: Path, known: Mapping[str, Question]) -> dict[str, tuple[Criterion, ...]]:
    rubrics = {}
    for entry in _toml(path).get("rubric", []):
        name = _need(entry, "question", str, str(path))
        where = f"{path}, {name}"
        if name not in known or known[name].kind != "essay":
            raise CourseError(f"{where}: a rubric for a question that is no essay of the bank")
        rubrics[name] = tuple(_criterion(c, where) for c in _need(entry, "criterion", list, where))
    return rubrics


def _criterion(table: Mapping[str, Any], where: str) -> Criterion:
    levels = tuple(map(str, _need(table, "levels", list, where)))
    if len(levels) != 4:
        raise CourseError(f"{where}: a criterion has four levels, this one has {len(levels)}")
    first, second, third, fourth = levels
    return Criterion(_need(table, "name", str, where), (first, second, third, fourth))
