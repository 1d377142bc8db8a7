"""Names under which an LMS takes a page back, made from the names of the files it gave.

- Moodle (assignment, grading action "Upload multiple feedback files in a zip"): in
  `mod/assign/feedback/file/importziplib.php`, `is_valid_filename_for_import` reads of each path the
  first part that looks like `fullname_participant_assignsubmission_file`, with or without `_` at
  its end, and gives what stands below it to that participant as a feedback file.
- Canvas (gradebook, "Re-Upload Submissions"): in `app/models/abstract_assignment.rb`,
  `infer_comment_context_from_filename` reads the first two runs of figures between `_` as the
  numbers of user and file, and attaches the page to the submission as a comment. It shows it under
  the name of the file that was handed in (instructure/canvas-lms, issue 2406): a student saves it
  with the ending `.html`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gorin.classroom.folders import safe
from gorin.classroom.layouts import by_lms
from gorin.classroom.marked import File

LMS = ("canvas", "moodle")


@dataclass(frozen=True, slots=True)
class Return:
    """Which LMS a file came from, "canvas" or "moodle", and the name its feedback has there.

    `number` is that by which the LMS knows the student, or its code for one without a name.
    """

    lms: str
    name: str
    number: str


def returns(files: Iterable[File]) -> Mapping[tuple[str, str], tuple[Return, ...]]:
    """Return the names for the feedback by student and exercise, of files that were marked.

    Where notebook and hand-in file of a student both count, the feedback goes back once. A number
    that several students claim gets nobody's.
    """
    found: dict[tuple[str, str], dict[str, Return]] = defaultdict(dict)
    claims: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for file in files:
        back = _return(file) if file.status == "marked" else None
        if back:
            found[file.student, file.exercise].setdefault(back.lms, back)
            claims[back.lms, back.number, file.exercise].add(file.student)
    return {
        (student, exercise): tuple(
            back for back in backs.values() if len(claims[back.lms, back.number, exercise]) == 1
        )
        for (student, exercise), backs in found.items()
    }


def _return(file: File) -> Return | None:
    _, name, _ = by_lms(file.file.split("/"))
    if name is None:
        return None
    # Only the numbers between "_" count for either system; the rest is what any disk unpacks.
    who = safe(name.student).replace("_", "-")
    who = who if who[0].isalpha() else f"x{who}"
    page = f"feedback-{file.exercise}.html"
    if name.system == "moodle":
        to = f"{who}_{name.number}_assignsubmission_file/{page}"
        return Return("moodle", to, name.number) if name.number else None
    late = "LATE_" if name.late else ""
    if not name.number:
        return Return("canvas", f"{late}{name.student}_{name.attempt}_{page}", name.student)
    return Return("canvas", f"{who}_{late}{name.number}_{name.attempt}_{page}", name.number)
