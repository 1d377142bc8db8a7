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

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gorin.classroom.marked import File

_MOODLE = re.compile(r"(?P<owner>[^/_]+_[0-9]+_assignsubmission_file)(?:_.*)?", re.DOTALL)
_CANVAS = re.compile(
    r"(?P<owner>(?:[^/]*?_)?(?:LATE_)?(?:[0-9]+|anon_[0-9A-Za-z]{5})_[0-9]+)_[^/]+", re.DOTALL
)
_UNSAFE = re.compile(r'[\\:*?"<>|\x00-\x1f]|^\.+')  # nothing that unpacking could follow
_DOWNLOAD = re.compile(r"_submissions(?: \([0-9]+\))?(?:\.zip)?\Z", re.IGNORECASE)  # Canvas's own


@dataclass(frozen=True, slots=True)
class Return:
    """Which LMS a file came from, "canvas" or "moodle", and the name its feedback has there."""

    lms: str
    name: str


def returns(files: Iterable[File]) -> Mapping[tuple[str, str], tuple[Return, ...]]:
    """Return the names for the feedback by student and exercise, of files that were marked.

    Where notebook and hand-in file of a student both count, the feedback goes back once.
    """
    found: dict[tuple[str, str], dict[str, Return]] = defaultdict(dict)
    for file in files:
        back = _return(file) if file.status == "marked" else None
        if back:
            found[file.student, file.exercise].setdefault(back.lms, back)
    return {pair: tuple(backs.values()) for pair, backs in found.items()}


def _return(file: File) -> Return | None:
    for part in file.file.split("/"):
        if found := _MOODLE.fullmatch(part):
            return Return("moodle", f"{_safe(found)}/feedback-{file.exercise}.html")
        if (found := _CANVAS.fullmatch(part)) and not _DOWNLOAD.search(part):
            return Return("canvas", f"{_safe(found)}_feedback-{file.exercise}.html")
    return None


def _safe(found: re.Match[str]) -> str:
    """Return the owner's part of a name; only the numbers in it count for either system."""
    return _UNSAFE.sub("-", found["owner"])
