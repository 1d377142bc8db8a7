"""A class that handed in exercise 2, for the benchmarks to mark, as JupyterLab saves notebooks."""

import json
from itertools import cycle
from pathlib import Path

from gorin.bank import bank
from gorin.keys import read_solution
from gorin.marking import example
from gorin.questions import MIME

ROOT = Path(__file__).parents[2]
EXERCISE = "02-close-reading"


def write(folder, students, *, typed):
    """Write a notebook for each student: values typed in the cells, or clicked and recorded.

    Every third answer is a misreading, another from student to student, and no two essays are
    alike. Where values are typed, each cell has a comment of its own.
    """
    exercise = json.loads((ROOT / "exercises" / f"{EXERCISE}.ipynb").read_text(encoding="utf-8"))
    keys = read_solution(ROOT / "solutions" / f"{EXERCISE}.ipynb")
    questions = bank().exercise(EXERCISE).questions
    wrong = {q.id: cycle(_misread(q, keys[q.id])) for q in questions if q.kind != "essay"}
    cells = {cell["source"][0]: cell for cell in exercise["cells"] if cell["source"]}
    for student in range(students):
        for place, question in enumerate(questions):
            if question.kind == "essay":
                value = f"{keys[question.id].value.strip()} So argued number {student}."
            elif (student + place) % 3:
                value = keys[question.id].value
            else:
                value = next(wrong[question.id])
            cell = cells[f'answer("{question.id}", ...)']
            if typed:
                cell["source"] = [f'answer("{question.id}", {value!r})\n', f"# mine, {student}"]
            output = next(o["data"] for o in cell["outputs"] if MIME in o["data"])
            output[MIME] = {"question": question.id, "value": value, "valid": True}
        path = folder / f"student{student:05}" / f"{EXERCISE}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(exercise, ensure_ascii=False, indent=1), encoding="utf-8")


def _misread(question, key):
    return [example(question, key, part) for part in key.misreadings] or [key.value]
