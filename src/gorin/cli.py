"""The command `gorin`: build the notebooks, mark a class, print the pack, export annotations."""

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

    grade = commands.add_parser("grade", help="mark a folder of submissions")
    grade.add_argument("folder", type=Path, help="notebooks and hand-in files of a class")
    grade.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the tables go")
    grade.add_argument(
        "--solutions", type=Path, metavar="DIR", help="the keys (default: solutions/ of the clone)"
    )
    grade.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one a core)")
    grade.set_defaults(run=_grade)

    pack = commands.add_parser("print", help="write memo, cards and grid as pages to print")
    pack.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the pages go")
    pack.set_defaults(run=_print)

    notes = commands.add_parser("annotations", help="write answers as W3C Web Annotations")
    notes.add_argument(
        "file", type=Path, help="an answers file or a notebook; nothing in it is run"
    )
    notes.add_argument(
        "--to", type=Path, metavar="FILE.jsonld", help="where they go (default: beside the file)"
    )
    notes.add_argument("--by", default="", metavar="NAME", help="sign them with a name")
    notes.set_defaults(run=_annotations)
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


def _print(options: argparse.Namespace) -> int:
    from gorin import printing  # noqa: PLC0415 - for instructors only

    for path in printing.write(options.to):
        sys.stdout.write(f"{path}\n")
    return 0


def _annotations(options: argparse.Namespace) -> int:
    from gorin import annotations, answers, files  # noqa: PLC0415 - for those who export only

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


if __name__ == "__main__":
    sys.exit(main())
