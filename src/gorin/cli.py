"""The command `gorin`: build, hand out, mark a class, give back, write pages and annotations."""

import argparse
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from gorin import doing
from gorin.errors import CourseError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where a check found something, or 2 where the call was wrong.

    Without a command, say which there are. 130 is what a shell calls a command stopped by Ctrl+C.
    """
    called = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(called or ["--help"])
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        sys.stderr.write("\ngorin: stopped. Nothing is half written; what was there is there.\n")
        return 130
    except CourseError as wrong:
        sys.stderr.write(f"gorin: {wrong}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gorin", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make every notebook from its text")
    build.add_argument("--check", action="store_true", help="change nothing; name what is not so")
    build.set_defaults(run=doing.run_build)

    _before(commands)
    _after(commands)
    return parser


def _before(commands: Any) -> None:
    """Add what is written for a class before it works: bundle, pages to print, role sheets."""
    hand = commands.add_parser("assign", help="write what the students get, as folder and zip")
    hand.add_argument("--to", type=Path, required=True, metavar="DIR", help="where it goes")
    hand.add_argument("--exercise", metavar="NAME", help="this exercise and its lesson only")
    hand.set_defaults(run=doing.run_assign)

    pack = commands.add_parser("print", help="write memo, cards and grid as pages to print")
    pack.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    pack.set_defaults(run=doing.run_print)

    parts = commands.add_parser("roles", help="write role sheets, to play the case in class")
    parts.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    parts.set_defaults(run=doing.run_roles)


def _after(commands: Any) -> None:
    """Add what is done with what a class hands in: mark, give back, discuss."""
    grade = commands.add_parser("grade", help="mark what a class handed in")
    grade.add_argument("place", type=Path, help="a folder or a zip, as the LMS gave it")
    grade.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the tables go")
    grade.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    grade.add_argument("--roster", type=Path, metavar="FILE", help="who is in the class, as a CSV")
    grade.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one a core)")
    grade.set_defaults(run=doing.run_grade)

    book = commands.add_parser("gradebook", help="write the grades as an LMS takes them in")
    book.add_argument("folder", type=Path, help="where `gorin grade` wrote its tables")
    book.add_argument("--lms", required=True, choices=("canvas", "moodle", "csv"))
    book.add_argument("--gradebook", type=Path, metavar="FILE", help="the LMS's own export")
    book.add_argument("--exercise", metavar="NAME", help="this one only")
    book.add_argument("--column", metavar="TITLE", help="its assignment in Canvas")
    book.add_argument("--partial", action="store_true", help="count essays that wait as 0")
    book.set_defaults(run=doing.run_gradebook)

    back = commands.add_parser("feedback", help="write a page for every student and exercise")
    back.add_argument("marks", type=Path, help="the folder that `gorin grade` wrote")
    back.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    back.add_argument(
        "--exercise", action="append", default=[], metavar="NAME", help="only this one (repeat it)"
    )
    back.add_argument("--reveal", action="store_true", help="show the keys, too")
    back.add_argument(
        "--essays",
        type=Path,
        metavar="FILE",
        help="levels and comments (default: essays.csv of the marks, as `gorin desk` exports it)",
    )
    back.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    back.set_defaults(run=doing.run_give_back)

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
    report.set_defaults(run=doing.run_report)

    demo = commands.add_parser("demo", help="make up a class of thirty, to try everything on")
    demo.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new folder")
    demo.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    demo.set_defaults(run=doing.run_demo)

    desk = commands.add_parser("desk", help="mark the essays of a graded class, by people")
    desk.add_argument("folder", type=Path, metavar="DIR", help="what `gorin grade` wrote")
    desk.add_argument("--marker", metavar="NAME", help="who marks (default: your user name)")
    desk.add_argument(
        "--share", type=_share, metavar="PERCENT", help="of the essays are marked twice (20)"
    )
    desk.add_argument("--no-open", action="store_true", help="write all, and open nothing")
    act = desk.add_mutually_exclusive_group()
    act.add_argument("--merge", type=Path, metavar="OTHER", help="bring in another's desk")
    act.add_argument("--export", action="store_true", help="write the essays' points to the tables")
    desk.set_defaults(run=doing.run_desk)

    notes = commands.add_parser("annotations", help="write answers as W3C Web Annotations")
    notes.add_argument(
        "file", type=Path, help="an answers file or a notebook; nothing in it is run"
    )
    notes.add_argument(
        "--to", type=Path, metavar="FILE.jsonld", help="where they go (default: beside the file)"
    )
    notes.add_argument("--by", default="", metavar="NAME", help="sign them with a name")
    notes.set_defaults(run=doing.run_annotations)


def _count(typed: str) -> int:
    number = int(typed)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} processes mark nothing; give 1 or more")
    return number


def _share(typed: str) -> Fraction:
    try:
        share = Fraction(typed.removesuffix("%").strip()) / 100
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{typed} is no share; give a number from 0 to 100")
    return share


if __name__ == "__main__":
    sys.exit(main())
