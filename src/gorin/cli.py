"""The command `gorin`: build the notebooks, mark a class, write the print pack."""

import argparse
import getpass
import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
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

    grade = commands.add_parser("grade", help="mark a folder of submissions")
    grade.add_argument("folder", type=Path, help="notebooks and hand-in files of a class")
    grade.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the tables go")
    grade.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    grade.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one a core)")
    grade.set_defaults(run=_grade)

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
    desk.set_defaults(run=_desk)

    pack = commands.add_parser("print", help="write memo, cards and grid as pages to print")
    pack.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    pack.set_defaults(run=_print)
    return parser


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


def _grade(options: argparse.Namespace) -> int:
    from gorin.classroom import gradebook, grading  # noqa: PLC0415 - for instructors only

    folder, to = options.folder, options.to
    if to.resolve() == folder.resolve():
        raise CourseError(f"{to}: the tables would lie among the submissions. Name another --to.")
    results, accounts = grading.grade(
        folder,
        options.solutions or _solutions(),
        leave=gradebook.tables(to),
        jobs=options.jobs,
    )
    written = gradebook.write(to, results, accounts)
    unread = sum(account.status == "unreadable" for account in accounts)
    students = len({result.student for result in results})
    sys.stdout.write(
        f"{len(accounts)} files, {students} students, {unread} files unreadable or unclear.\n"
        f"Written: {', '.join(str(path) for path in written)}\n"
    )
    return 0


def _desk(options: argparse.Namespace) -> int:
    from gorin.classroom import desk  # noqa: PLC0415 - for instructors only

    if options.merge:
        return _merge(options)
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
    return subprocess.run(desk.command(laid.notebook), check=False).returncode  # noqa: S603 - ours


def _merge(options: argparse.Namespace) -> int:
    """Bring another's desk in; return 1 where something did not go together."""
    from gorin.essays import file, merging  # noqa: PLC0415 - for instructors only

    done = merging.merge(options.folder / file.NAME, options.merge)
    sys.stdout.write(
        f"{done.essays} essays, {done.opinions} levels and comments and {done.phrases} reusable "
        f"comments came from {options.merge}.\n"
    )
    sys.stdout.writelines(f"{conflict}\n" for conflict in done.conflicts)
    if done.conflicts:
        sys.stdout.write(f"{len(done.conflicts)} conflicts: what is here stays.\n")
    return 1 if done.conflicts else 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the system's list, or no list (Windows)
        raise CourseError("your user name cannot be told. Give one with --marker.") from None


def _print(options: argparse.Namespace) -> int:
    from gorin import printing  # noqa: PLC0415 - for instructors only

    for path in printing.write(options.to):
        sys.stdout.write(f"{path}\n")
    return 0


def _solutions() -> Path:
    return paths.clone() / "solutions"


if __name__ == "__main__":
    sys.exit(main())
