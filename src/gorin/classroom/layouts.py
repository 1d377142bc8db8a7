"""What a path says: whose file it is, which exercise, which attempt. Pure, and only names.

The forms are read off the programs that make them:

- Canvas, `lib/content_zipper.rb` (`get_filename`, `add_upload_submission`): the sortable name in
  small letters without spaces or punctuation, `LATE` where it was, the user's id, the file's id,
  the name the student gave, joined by `_`; where students are anonymous, `anon_` and five signs in
  place of name and id. The download itself is `course-assignment_submissions`.
  `Attachment.make_unique_filename` puts `-1`, `-2` before the ending of a name that the student's
  folder already has, and a random id after the seventh.
- Moodle, `mod/assign/classes/downloader.php` (`get_student_prefix`): full name and the number of
  the participant in that assignment, then `_assignsubmission_file` as a folder (until Moodle 4.0
  with one more `_`), or as the start of the file's name.
- nbgrader, its "philosophy" page: `submitted/{student_id}/{assignment_id}/{notebook_id}.ipynb`.
- What browsers, Windows, macOS and JupyterLab add to a second copy: ` (1)`, ` - Copy (2)`,
  ` copy 2`, `-Copy1`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gorin.classroom import sheets

OURS = ("exercises", "any-bargain")  # the course's own folders: in a student's, nobody's name
_HIDDEN = (".", "__MACOSX")
_CANVAS = re.compile(
    r"(?:(?P<name>[^/]*?)_)?(?P<late>LATE_)?(?P<number>[0-9]{1,20})_(?P<file>[0-9]{1,20})_(?P<rest>.+)",
    re.DOTALL,
)
_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon_[0-9A-Za-z]{5})_(?P<file>[0-9]{1,20})_(?P<rest>.+)", re.DOTALL
)
_DOWNLOAD = re.compile(r"_submissions(?: \([0-9]+\))?(?:\.zip)?\Z", re.IGNORECASE)
_COURSE = re.compile(r"[A-Z-]")  # which a course has, and no name of a student that Canvas wrote
_MOODLE = re.compile(
    r"(?P<name>[^/_]+?)(?:_(?P<number>[0-9]{1,20}))?_assignsubmission_[a-z]+_?(?P<rest>.*)",
    re.DOTALL,
)
_ENDING = re.compile(
    r"(?P<stem>.*?)(?:(?P<notebook>\.ipynb)(?:\.json|\.txt)?"
    r"|(?P<answers>\.answers)(?P<copy>[^/.]*)\.json(?:\.txt)?)",
    re.IGNORECASE | re.DOTALL,
)
_COPY = re.compile(
    r"(?: ?\([0-9]{1,3}\)|-[0-9]{1,2}|(?:-| - | )copy ?[0-9]{0,3}"
    r"|-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z",
    re.IGNORECASE,
)
_SEPARATORS = " _-."
_WORDS = ("copy of", "exercise", "final", "done", "solution", "answers", "my")
_LONGEST = 1_000  # characters of one part of a path; disks allow 255, zips 65,535
_WHICH = "Canvas's download, or a student's zip of that name? Give it alone, or name it otherwise"
NO_EXERCISE = "no exercise of this name: a file is called student_exercise or student/exercise"
# Marks that turn the direction of what follows: a name with them reads as another.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True, slots=True)
class Name:
    """What a path says; "" and 0 where it says nothing.

    `system` is "canvas", "moodle", "nbgrader" or "" (a folder or a name that people made). `number`
    is the LMS's number of the student (Moodle's: within one assignment). `attempt` grows from one
    attempt of a student to the next where the LMS counts them. `kind` is "notebook" or "hand-in
    file". `trouble` says why the file is not marked.
    """

    student: str = ""
    system: str = ""
    number: str = ""
    attempt: int = 0
    late: bool = False
    exercise: str = ""
    kind: str = ""
    trouble: str = ""


def read_name(parts: tuple[str, ...], exercises: Sequence[str]) -> Name:
    """Read a path below the folder of a class, given as its parts; the last is the file's name.

    A zip within counts as a folder. The outermost name that an LMS gave decides whose a file is, so
    that nobody's own folders and names make it another's. A file whose name tells no exercise has
    none; what it holds may tell.
    """
    if hidden(parts):
        return Name(trouble="ignored: a hidden file or folder")
    if max(map(len, parts)) > _LONGEST:
        return Name(trouble=f"a name of more than {_LONGEST} characters")
    place, owner, given = by_lms(parts)
    if owner and owner.system == "canvas" and _is_unclear(parts[place], parts[place + 1 :]):
        return Name(trouble=_WHICH)
    found = _ENDING.fullmatch(given if place == len(parts) - 1 else parts[-1])
    if not found or parts[-2:-1] == ("lessons",):
        said = "ignored: a lesson; exercises are marked" if found else _unfit(parts[-1])
        return replace(owner or Name(), student=shown(owner.student if owner else ""), trouble=said)
    kind = "notebook" if found["notebook"] else "hand-in file"
    before, exercise, after = _cut(found["stem"], exercises)
    owner = owner or _owner_by_people(parts[:-1], exercises, before, after)
    student = shown(owner.student)
    trouble = "" if student else (_nobodys(parts[-1]) if exercise else NO_EXERCISE)
    return replace(owner, student=student, exercise=exercise, kind=kind, trouble=trouble)


def hidden(parts: Sequence[str]) -> bool:
    """Is it a system's own file, such as `.ipynb_checkpoints` or macOS's `__MACOSX`?"""
    return any(part.startswith(_HIDDEN) for part in parts)


def shown(text: str) -> str:
    """Return a name on one line, composed, and without marks that turn its direction.

    It comes out of a table as it went in, so that no two names become one there.
    """
    line = " ".join(unicodedata.normalize("NFC", text.translate(_TURNING)).split())
    name = sheets.plain(line)
    while name != sheets.undefused(name):
        name = sheets.undefused(name)
    return name


def by_lms(parts: Sequence[str]) -> tuple[int, Name | None, str]:
    """Return where an LMS named the owner, the owner, and the name that the student gave.

    The outermost name counts: those within it are a student's own.
    """
    for place, part in enumerate(parts):
        if found := _MOODLE.fullmatch(part):
            return place, Name(found["name"], "moodle", found["number"] or ""), found["rest"]
        if found := _ANONYMOUS.fullmatch(part) or _CANVAS.fullmatch(part):
            fields = found.groupdict()
            number = fields.get("number", "")
            name = (fields["name"] or number).removesuffix("_LATE")
            # A course may be HIST_101_2_Spring; and what a student hands in to Canvas is a file.
            folder = not part.lower().endswith(".zip")
            if _DOWNLOAD.search(part) and (folder or _COURSE.search(name)):
                continue
            late = bool(found["late"])
            return place, Name(name, "canvas", number, int(found["file"]), late), found["rest"]
    return -1, None, ""


def _is_unclear(part: str, within: Sequence[str]) -> bool:
    """Could it be Canvas's download as well as a student's file, with another's name in it?"""
    return bool(_DOWNLOAD.search(part)) and by_lms(within)[1] is not None


def _owner_by_people(
    folders: Sequence[str], exercises: Sequence[str], before: str, after: str
) -> Name:
    """Return whose a file is by nbgrader's tree, its own name, its folder, or its name's end."""
    names = [folder.removesuffix(".zip") for folder in folders]
    if "submitted" in names[:-2]:
        return Name(names[names.index("submitted") + 1], "nbgrader")
    nobodys = {*OURS, *exercises}
    near = next((name for name in reversed(names) if name not in nobodys), "")
    return Name(before or near or after)


def _cut(stem: str, exercises: Sequence[str]) -> tuple[str, str, str]:
    """Cut a name at the last exercise in it; return what stands before, the exercise, the rest."""
    spelt = {re.sub("[-_ ]", "-", name.lower()): name for name in exercises}
    same = "|".join(re.escape(name) for name in sorted(spelt, key=len, reverse=True))
    pattern = same.replace(r"\-", "[-_ ]") or "(?!)"
    found = re.fullmatch(
        rf"(?:(?P<before>.*)[-_ .])?(?P<exercise>{pattern})(?P<after>(?:[-_ .(].*)?)",
        stem,
        re.IGNORECASE | re.DOTALL,
    )
    if not found:
        return "", "", ""
    exercise = spelt[re.sub("[-_ ]", "-", found["exercise"].lower())]
    before = (found["before"] or "").strip(_SEPARATORS)
    after = _without_copies(found["after"])
    return _somebodys(before), exercise, _somebodys(after)


def _somebodys(words: str) -> str:
    """Return what may be a name, and "" for words that people add to a file's name."""
    return "" if words.lower() in _WORDS else words


def _without_copies(after: str) -> str:
    """Take off what is added to the name of a copy; what is left may be a student's name."""
    while found := _COPY.search(after):
        after = after[: found.start()]
    return after.strip(_SEPARATORS)


def _unfit(name: str) -> str:
    if name.lower().endswith((".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")):
        return "an archive of a kind that is not opened; pack it as a zip"
    return "ignored: neither a notebook nor a hand-in file"


def _nobodys(name: str) -> str:
    said = "whose is it? Put it into a folder named after the student, or name it student_"
    return said + name
