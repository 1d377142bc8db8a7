"""Remarks without their keys."""

import re

import pytest

from gorin import keys
from gorin.bank import bank
from gorin.classroom.untold import untold
from gorin.memo import memo
from marks import EXERCISES, SOLUTIONS

KEYS = {name: keys.read_solution(SOLUTIONS / f"{name}.ipynb") for name in EXERCISES}
MISREADINGS = [
    (question, KEYS[exercise.id][question.id], part, remark)
    for exercise in bank().exercises
    if exercise.id in KEYS
    for question in exercise.questions
    for part, remark in KEYS[exercise.id][question.id].misreadings.items()
]


def test_a_remark_is_kept_up_to_the_sentence_that_tells():
    """What was met is said; where the right passage stands is not."""
    question, key = bank().question("Q2.1"), KEYS["02-close-reading"]["Q2.1"]
    remark = key.misreadings["3.2a"]
    assert remark.endswith("¶3.2f.")
    assert untold(question, key, remark) == "This says how much the matter weighs in Moscow."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Q2.1", "See ¶3.2d–f."),
        ("Q2.1", "Read “would be released and deported” again."),
        ("Q2.2", "The condition is 3.2e."),
        ("Q2.3", "It may be no more than a reported ‘will’."),
        ("Q3.7", "There are four."),
        ("Q3.7", "There are 4."),
        ("Q4.8", "None of them promises."),
        ("Q2.10", "The refusal comes first."),
        ("Q2.6", "This is Justice’s."),
    ],
)
def test_a_sentence_that_tells_is_dropped(question, sentence):
    """By anchor, by a range of anchors, by quotation, by an option's words, by a number."""
    asked = bank().question(question)
    assert untold(asked, KEYS[asked.home][question], sentence) == ""


@pytest.mark.parametrize(
    ("question", "key", "part", "remark"),
    MISREADINGS,
    ids=[f"{m[0].id} {m[2]}" for m in MISREADINGS],
)
def test_no_remark_of_the_course_names_its_key(question, key, part, remark):
    """Over every known misreading: no anchor or quotation of a key is left, and no second guess."""
    kept = untold(question, key, remark)
    assert remark.startswith(kept)
    if question.kind in ("passage", "passages", "quote"):
        values = [key.value] if isinstance(key.value, str) else key.value
        if question.kind == "quote":
            values = [str(a) for a in memo().find(key.value)[0].touched]
        named = set(re.findall(r"[0-9]\.[0-9][a-z]", kept))
        assert not named & (set(values) - {part})
        for quoted in re.findall(r"“([^”]+ [^”]+)”", kept):
            assert not {str(a) for m in memo().find(quoted) for a in m.touched} & set(values)
    if question.kind == "choice":
        text = next(option.text for option in question.options if option.id == key.value)
        assert text.strip(".").casefold() not in kept.casefold()
