"""The command `gorin`: build, hand out, mark a class, give back, write pages to print."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from gorin import paths
from gorin.errors import CourseError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where a check found something, or 2 where the call was wrong."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CourseError as wrong:
        sys.stderr.write(f"gorin: {wrong}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gorin", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make every notebook from its text")
    build.add_argument("--check", action="store_true", help="change nothing; name what is not so")
    build.set_defaults(run=_build)

    hand = commands.add_parser("assign", help="write what the students get, as folder and zip")
    hand.add_argument("--to", type=Path, required=True, metavar="DIR", help="where it goes")
    hand.add_argument("--exercise", metavar="NAME", help="this exercise and its lesson only")
    hand.set_defaults(run=_assign)

    grade = commands.add_parser("grade", help="mark what a class handed in")
    grade.add_argument("place", type=Path, help="a folder or a zip, as the LMS gave it")
    grade.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the tables go")
    grade.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    grade.add_argument("--roster", type=Path, metavar="FILE", help="who is in the class, as a CSV")
    grade.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one a core)")
    grade.set_defaults(run=_grade)

    book = commands.add_parser("gradebook", help="write the grades as an LMS takes them in")
    book.add_argument("folder", type=Path, help="where `gorin grade` wrote its tables")
    book.add_argument("--lms", required=True, choices=("canvas", "moodle", "csv"))
    book.add_argument("--gradebook", type=Path, metavar="FILE", help="the LMS's own export")
    book.add_argument("--exercise", metavar="NAME", help="this one only")
    book.add_argument("--column", metavar="TITLE", help="its assignment in Canvas")
    book.add_argument("--partial", action="store_true", help="count essays that wait as 0")
    book.set_defaults(run=_gradebook)

    back = commands.add_parser("feedback", help="write a page for every student and exercise")
    back.add_argument("marks", type=Path, help="the folder that `gorin grade` wrote")
    back.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    back.add_argument(
        "--exercise", action="append", default=[], metavar="NAME", help="only this one (repeat it)"
    )
    back.add_argument("--reveal", action="store_true", help="show the keys, too")
    back.add_argument("--essays", type=Path, metavar="FILE", help="the marks of essays, as a CSV")
    back.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    back.set_defaults(run=_give_back)

    report = commands.add_parser("report", help="write the page of the class, without names")
    report.add_argument("marks", type=Path, help="the folder that `gorin grade` wrote")
    report.add_argument("--to", type=Path, required=True, metavar="FILE", help="such as class.html")
    report.add_argument(
        "--exercise", action="append", default=[], metavar="NAME", help="only this one (repeat it)"
    )
    report.add_argument("--reveal", action="store_true", help="show the keys, too")
    report.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    report.set_defaults(run=_report)

    demo = commands.add_parser("demo", help="make up a class of thirty, to try everything on")
    demo.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new folder")
    demo.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    demo.set_defaults(run=_demo)

    pack = commands.add_parser("print", help="write memo, cards and grid as pages to print")
    pack.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    pack.set_defaults(run=_print)

    parts = commands.add_parser("roles", help="write role sheets, to play the case in class")
    parts.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    parts.set_defaults(run=_roles)
    return parser


def _count(typed: str) -> int:
    number = int(typed)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} processes mark nothing; give 1 or more")
    return number


def _build(options: argparse.Namespace) -> int:
    from gorin import building  # noqa: PLC0415 - for authors only

    root = paths.clone()
    if options.check:
        drifted = building.check(root)
        sys.stdout.writelines(f"{line}\n" for line in drifted)
        return 1 if drifted else 0
    for path in building.build(root):
        sys.stdout.write(f"{path.relative_to(root)}\n")
    return 0


def _assign(options: argparse.Namespace) -> int:
    from gorin import handout  # noqa: PLC0415 - for instructors only

    for path in handout.assign(paths.clone(), options.to, options.exercise):
        sys.stdout.write(f"{path}\n")
    return 0


def _grade(options: argparse.Namespace) -> int:
    from gorin.classroom import gradebook, grading, progress, roster  # noqa: PLC0415 - for instructors

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
    missing = f" {done.missing} on the roster handed nothing in." if done.missing else ""
    sys.stdout.write(
        f"{done.files} files, {done.students} students, {done.unclear} files unreadable or "
        f"unclear.{missing}\nWritten: {', '.join(str(path) for path in done.written)}\n"
    )
    return 0


def _gradebook(options: argparse.Namespace) -> int:
    from gorin.classroom import lms  # noqa: PLC0415 - for instructors only

    order = lms.Order(
        options.lms, options.gradebook, options.exercise, options.column, options.partial
    )
    made = lms.write(options.folder, order)
    sys.stdout.writelines(f"{note}\n" for note in made.notes)
    sys.stdout.write(f"{made.grades} grades. Written: {made.path}\n")
    return 0


def _give_back(options: argparse.Namespace) -> int:
    from gorin.classroom import feedback  # noqa: PLC0415 - for instructors only

    given = feedback.give_back(
        options.marks,
        options.solutions or _solutions(),
        options.to,
        feedback.Choice(tuple(options.exercise), options.essays, options.reveal),
    )
    zips = f" For the LMS: {', '.join(given.zips)}." if given.zips else ""
    keys = "with" if options.reveal else "without"
    sys.stdout.write(
        f"{given.pages} pages for {given.students} students, {keys} the keys, in {options.to}."
        f"{zips}\n"
    )
    return 0


def _report(options: argparse.Namespace) -> int:
    from gorin.classroom import report  # noqa: PLC0415 - for instructors only

    solutions = options.solutions or _solutions()
    report.write(options.marks, solutions, options.to, options.exercise, reveal=options.reveal)
    sys.stdout.write(f"{options.to}\n")
    return 0


def _demo(options: argparse.Namespace) -> int:
    from gorin.classroom import demo  # noqa: PLC0415 - for instructors only

    count = demo.write(options.to, options.solutions or _solutions())
    sys.stdout.write(
        f"{count} files of {demo.CLASS} made-up students in {options.to}; see its README.txt.\n"
    )
    return 0


def _print(options: argparse.Namespace) -> int:
    from gorin import printing  # noqa: PLC0415 - for instructors only

    for path in printing.write(options.to):
        sys.stdout.write(f"{path}\n")
    return 0


def _roles(options: argparse.Namespace) -> int:
    from gorin import roles  # noqa: PLC0415 - for instructors only

    for path in roles.write(options.to):
        sys.stdout.write(f"{path}\n")
    return 0


def _solutions() -> Path:
    return paths.clone() / "solutions"


if __name__ == "__main__":
    sys.exit(main())
