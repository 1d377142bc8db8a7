"""What each command of `gorin` does, and what it says; each loads what it alone needs.

Every function takes the options that `cli` parsed and returns the status of the process.
"""

# ruff: noqa: PLC0415 - marking needs no printing, and no command waits for what it does not use

import argparse
import getpass
import subprocess
import sys
from pathlib import Path

from gorin import paths
from gorin.errors import CourseError


def run_build(options: argparse.Namespace) -> int:
    """Make the notebooks, or say which are not what their text builds."""
    from gorin import building

    root = paths.clone()
    if options.check:
        drifted = building.check(root)
        sys.stdout.writelines(f"{line}\n" for line in drifted)
        return 1 if drifted else 0
    for path in building.build(root):
        sys.stdout.write(f"{path.relative_to(root)}\n")
    return 0


def run_assign(options: argparse.Namespace) -> int:
    """Write the students' bundle."""
    from gorin import handout

    for path in handout.assign(paths.clone(), options.to, options.exercise):
        sys.stdout.write(f"{path}\n")
    return 0


def run_grade(options: argparse.Namespace) -> int:
    """Mark what came in and write the tables."""
    from gorin.classroom import gradebook, grading, progress, roster

    place, to = options.place, options.to
    if to.resolve() == place.resolve():
        raise CourseError(f"{to}: the tables would lie among the submissions. Name another --to.")
    came = grading.collect(
        place,
        options.solutions or _solutions(),
        roster=roster.read_roster(options.roster) if options.roster else None,
        leave=gradebook.tables(to),
    )
    results = grading.results(came, options.jobs)
    done = gradebook.write(to, came, progress.watched(results, len(came.groups), "marked"))
    sys.stdout.writelines(f"{line}\n" for line in gradebook.said(done))
    return 0


def run_gradebook(options: argparse.Namespace) -> int:
    """Write the grades as an LMS takes them in."""
    from gorin.classroom import lms

    order = lms.Order(
        options.lms, options.gradebook, options.exercise, options.column, options.partial
    )
    made = lms.write(options.folder, order)
    sys.stdout.writelines(f"{note}\n" for note in made.notes)
    sys.stdout.write(f"{made.grades} grades. Written: {made.path}\n")
    return 0


def run_give_back(options: argparse.Namespace) -> int:
    """Write the pages that go back to students."""
    from gorin.classroom import feedback

    from_the_desk = options.marks / "essays.csv"
    essays = options.essays or (from_the_desk if from_the_desk.is_file() else None)
    given = feedback.give_back(
        options.marks,
        options.solutions or _solutions(),
        options.to,
        feedback.Choice(tuple(options.exercise), essays, options.reveal),
    )
    zips = f" For the LMS: {', '.join(given.zips)}." if given.zips else ""
    keys = "with" if options.reveal else "without"
    sys.stdout.write(
        f"{given.pages} pages for {given.students} students, {keys} the keys, in {options.to}."
        f"{zips}\n"
    )
    if given.waiting:
        sys.stdout.write(
            f"Essays that wait for a reader: {given.waiting}, as their pages say. What was marked "
            f"at the desk comes with `gorin desk {options.marks} --export`.\n"
        )
    return 0


def run_report(options: argparse.Namespace) -> int:
    """Write the page of the class."""
    from gorin.classroom import report

    solutions = options.solutions or _solutions()
    report.write(options.marks, solutions, options.to, options.exercise, reveal=options.reveal)
    sys.stdout.write(f"{options.to}\n")
    return 0


def run_demo(options: argparse.Namespace) -> int:
    """Make up a class."""
    from gorin.classroom import demo

    count = demo.write(options.to, options.solutions or _solutions())
    sys.stdout.write(
        f"{count} files of {demo.CLASS} made-up students in {options.to}; see its README.txt.\n"
    )
    return 0


def run_desk(options: argparse.Namespace) -> int:
    """Lay the essays out, merge two desks, or take the marks in."""
    from gorin.classroom import desk

    if options.merge:
        return run_merge(options)
    if options.export:
        out = desk.export(options.folder)
        sys.stdout.write(
            f"{out.marked} essays have their points, {out.open} wait for them.\n"
            f"Written: {', '.join(map(str, out.written))}\n"
        )
        return 0
    laid = desk.lay(options.folder, options.marker or _user(), options.share)
    taken = laid.taken
    sys.stdout.write(
        f"{laid.essays} essays on the desk: {taken.new} new, {taken.changed} with another text, "
        f"{taken.gone} gone.\n"
        + "".join(f"{name} has no rubric, so it is not there.\n" for name in laid.without)
        + f"Written: {laid.file}, {laid.notebook}\n"
    )
    if options.no_open:
        return 0
    return _served(desk.command(laid.notebook))


def _served(command: list[str]) -> int:
    """Run JupyterLab until it ends; at Ctrl+C it asks by itself, and saves what it has to."""
    with subprocess.Popen(command) as server:  # noqa: S603 - ours
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                continue


def run_merge(options: argparse.Namespace) -> int:
    """Bring another's desk in; return 1 where something did not go together."""
    from gorin.essays import file, merging

    done = merging.merge(options.folder / file.NAME, options.merge)
    sys.stdout.write(
        f"{done.essays} essays, {done.opinions} levels and comments and {done.phrases} reusable "
        f"comments came from {options.merge}.\n"
    )
    sys.stdout.writelines(f"{conflict}\n" for conflict in done.conflicts)
    if done.conflicts:
        sys.stdout.write(
            f"Conflicts: {len(done.conflicts)}. "
            "What is here stays, until it is changed at the desk.\n"
        )
    return 1 if done.conflicts else 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the system's list, or no list (Windows)
        raise CourseError("your user name cannot be told. Give one with --marker.") from None


def run_print(options: argparse.Namespace) -> int:
    """Write the print pack."""
    from gorin import printing

    for path in printing.write(options.to):
        sys.stdout.write(f"{path}\n")
    return 0


def run_roles(options: argparse.Namespace) -> int:
    """Write the role sheets."""
    from gorin import roles

    for path in roles.write(options.to):
        sys.stdout.write(f"{path}\n")
    return 0


def run_annotations(options: argparse.Namespace) -> int:
    """Write the annotations of an answers file or a notebook."""
    from gorin import annotations, answers, files

    given, to = options.file, options.to or options.file.with_suffix(".jsonld")
    if to.resolve() == given.resolve():
        raise CourseError(f"{to}: the annotations would replace the answers. Name another --to.")
    try:
        submission = answers.read(given)
    except answers.UnreadableError as wrong:
        raise CourseError(f"{given}: {wrong}. Name an answers file or a notebook.") from None
    values = {a.question: a.value for a in submission.answers.values() if a.source != "none"}
    found, left = annotations.annotate(values)
    label = ": ".join(filter(None, ("Annotations of d901", submission.exercise)))
    content = annotations.json_ld(found, label=label, creator=options.by)
    try:
        files.write(to, content.encode())
    except OSError as error:
        raise CourseError(f"{to}: cannot be written to ({error.strerror}). Name another.") from None
    sys.stdout.writelines(f"left out: {remark}\n" for remark in left)
    sys.stdout.write(f"{len(found)} annotations from {len(values)} answers. Written: {to}\n")
    return 0


def _solutions() -> Path:
    return paths.clone() / "solutions"
