"""Attacks on the grader, each as real files with the outcome that each must have.

`ATTACKS` is the table: a name, what makes the files, and for every file a line of what becomes of
it. Points are those of the honest part only (most notebooks answer Q99.1 rightly, for 1 point), so
that a mark gained, and a mark lost, both show.
"""

import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MIME = "application/vnd.gorin.answer+json"
NAME = "99-fixture"
ONE = f"{NAME}.ipynb"
HAND_IN = f"{NAME}.answers.json"
HONEST = 'answer("Q99.1", "b")'


@dataclass(frozen=True, slots=True)
class Fate:
    """What must become of one file: its status in the account, and words of the remark."""

    status: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Attack:
    """Files to hand in (bytes by path, or a function that makes them), and what must come of them.

    `points` maps students to what they have in the end; "" is for a file that could not be read.
    """

    name: str
    files: Mapping[str, bytes] | Callable[[Path], None]
    fates: Mapping[str, Fate]
    points: Mapping[str, str]


def cell(source: str, *outputs: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {}}


def notebook(*cells: Any, **more: Any) -> bytes:
    whole = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more
    return json.dumps(whole).encode()


def recorded(record: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {MIME: record}, "metadata": {}}


def hand_in(answers: Any, **more: Any) -> bytes:
    return json.dumps({"format": 1, "exercise": NAME, "answers": answers} | more).encode()


def zipped(*members: tuple[Any, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return held.getvalue()


def entry(name: str, mode: int = stat.S_IFREG) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (mode | 0o644) << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def one(name: str, content: bytes, points: str, status: str = "marked", remark: str = "") -> Attack:
    """One notebook of a student who is called like the attack."""
    file = f"{name}_{ONE}"
    return Attack(name, {file: content}, {file: Fate(status, remark)}, {name: points})


def handed(name: str, content: bytes, points: str, remark: str = "") -> Attack:
    """One hand-in file of a student who is called like the attack."""
    file = f"{name}_{HAND_IN}"
    return Attack(name, {file: content}, {file: Fate("marked", remark)}, {name: points})


def packed(name: str, content: bytes, fates: Mapping[str, Fate], points: str | None) -> Attack:
    """One zip of a student, by whose name its files go."""
    whole = {f"{name}.zip{path}": fate for path, fate in fates.items()}
    return Attack(name, {f"{name}.zip": content}, whole, {} if points is None else {name: points})


CODE = {
    "deletes": "import shutil; shutil.rmtree('/')",
    "loops": "while True: pass",
    "exits": "import sys; sys.exit()",
    "ends": "import os; os._exit(0)",
    "forks": "import os\nwhile True: os.fork()",
    "peeks": "open('../../solutions/99-fixture.ipynb').read()",
    "patches": "from gorin import marking; marking.share = lambda *a: 1",
    "strips": "import ast; ast.Assert = None",
    "calls": "get_ipython().system('touch owned')",
    "shells": "!touch owned",
    "runs": "%run evil.py",
    "bashes": "%%bash\ntouch owned",
    "unpickles": "import pickle; pickle.loads(b'cos\\nsystem\\n(S\"touch owned\"\\ntR.')",
}
VALUES = {
    "equal": "class Equal(str):\n    def __eq__(self, other): return True\n"
    'answer("Q99.2", Equal("a"))',
    "hashes": 'answer("Q99.2", type("T", (), {"__eq__": lambda s, o: True, "__hash__": id})())',
    "imports": "answer(\"Q99.2\", __import__('os').system('touch owned'))",
    "formats": "answer(\"Q99.2\", f\"{open('owned', 'w')}\")",
    "lambdas": 'answer("Q99.2", (lambda: ["a", "c", "e"])())',
    "stars": 'answer(*["Q99.2", ["a", "c", "e"]])',
    "evals": "eval(\"answer('Q99.2', ['a', 'c', 'e'])\")",
    "deep": 'answer("Q99.2", ' + "[" * 20_000 + "]" * 20_000 + ")",
    "power": 'answer("Q99.8", 9**9**9)',
    "digits": 'answer("Q99.8", ' + "9" * 50_000 + ")",
    "infinite": 'answer("Q99.8", 1e999)',
    "true": 'answer("Q99.8", True)',
    "complex": 'answer("Q99.8", 5 + 0j)',
    "bytes": 'answer("Q99.5", b"positive assurance")',
    "surrogate": 'answer("Q99.5", "\\ud800\\udfff")',
    "long": 'answer("Q99.9", "' + "x" * 10_000_000 + '")',
    "nul": 'answer("Q99.5", "positive\x00assurance")',
    "whole": 'answer("Q99.5", """' + "The Soviet Ambassador called to see me. " * 200 + '""")',
    "claims": 'answer("Q99.9", "Marked by hand: 4 of 4 points. status=marked")',
    "quotes": 'answer("Q99.9", "' + "“words that are nowhere in the memo” " * 1_500 + '")',
}
RECORDS = {
    "points": {"question": "Q99.2", "value": ["b"], "valid": True, "points": 3, "status": "marked"},
    "object": {"question": "Q99.2", "value": {"points": 3, "__eq__": True}, "valid": True},
    "texts": json.dumps({"question": "Q99.2", "value": "b", "points": 3}),
    "stranger": {"question": "Q2.1", "value": "3.2e", "valid": True, "points": 24},
    "broken": '{"question": "Q99.2", "value": ' + "[" * 50_000,
    "nested": {"question": {"question": "Q99.2"}, "value": ["a", "c", "e"]},
}
PAGES = {
    "html": b"<!doctype html><img src=x onerror=alert(1)>",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "pickle": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix",
    "utf16": notebook(cell(HONEST)).decode().encode("utf-16"),
    "latin1": notebook(cell('answer("Q99.1", "ä")')).replace(b"\\u00e4", b"\xe4"),
    "cut": notebook(cell(HONEST))[:-20],
    "nothing": b"",
    "white": b" \n" * 1_000,
    "deepjson": b"[" * 200_000,
    "widejson": b'{"cells":[' + b"[]," * 6_000_000 + b"[]]}",
    "number": b'{"cells": ' + b"9" * 1_000_000 + b"}",
}
UNREADABLE = {
    "html": "not JSON",
    "picture": "not text in UTF-8",
    "pickle": "not text in UTF-8",
    "utf16": "not text in UTF-8",
    "latin1": "not text in UTF-8",
    "cut": "not JSON",
    "nothing": "the file is empty",
    "white": "the file is empty",
    "deepjson": "nested too deeply",
    "widejson": "far more in it than an exercise has",
    "number": "neither a notebook",
}


def format3(source: str) -> bytes:
    """A notebook as it was before 2015, with a sheet that is none."""
    old = {"cell_type": "code", "input": source, "outputs": [], "language": "python"}
    return json.dumps({"nbformat": 3, "worksheets": [{"cells": [old]}, {"cells": 5}, 7]}).encode()


def overlapping() -> bytes:
    """Thirty entries of a list that point to one and the same five megabytes."""
    content = b"".join(b'{"%06d": %d},' % (number, number) for number in range(250_000))
    honest = zipped((entry(ONE), content))
    where = struct.unpack("<I", honest[-6:-2])[0]
    listed = honest[where:-22]
    many = listed * 30
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 30, 30, len(many), where, 0)
    return honest[:where] + many + end


def locked() -> bytes:
    """A member whose flag says that it wants a password."""
    whole = bytearray(zipped((entry(ONE), notebook(cell(HONEST)))))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        whole[whole.index(mark) + at] |= 1
    return bytes(whole)


def within(levels: int, content: bytes) -> bytes:
    for _ in range(levels):
        content = zipped((entry("in.zip"), content))
    return content


def huge(folder: Path) -> None:
    """Two hundred megabytes of a notebook, sparse on the disk."""
    with (folder / f"huge_{ONE}").open("wb") as file:
        file.write(b'{"cells": [')
        file.truncate(200_000_000)


def links(folder: Path) -> None:
    """A link to the key, one to a device, one in a circle, and a pipe that nobody writes to."""
    import os

    keys = folder.parent / "solutions" / ONE
    (folder / f"linked_{ONE}").symlink_to(keys)
    (folder / f"device_{ONE}").symlink_to("/dev/zero")
    (folder / "circle").symlink_to(folder)
    os.mkfifo(folder / f"pipe_{ONE}")


def many_cells(folder: Path) -> None:
    """Eighteen megabytes in forty thousand cells, each of which must be looked at."""
    cells = [cell(f'answer("Q99.1", "b")  # {n:0400}') for n in range(40_000)]
    (folder / f"cells_{ONE}").write_bytes(notebook(*cells))


def zips() -> list[Attack]:
    honest = notebook(cell(HONEST))
    leads_out = Fate("unreadable", "its path leads out of the zip")
    return [
        packed(
            "slip",
            zipped((entry(f"../../solutions/{ONE}"), honest), (entry(f"/etc/{ONE}"), honest)),
            {f"/../../solutions/{ONE}": leads_out, f"/etc/{ONE}": leads_out},
            None,
        ),
        packed("drive", zipped((entry(f"C:\\{ONE}"), honest)), {f"/C:/{ONE}": leads_out}, None),
        packed(
            "bomb",
            zipped((entry(ONE), b"0" * 15_000_000), (entry(HAND_IN), hand_in({"Q99.1": "b"}))),
            {f"/{ONE}": Fate("unreadable", "1 part in 200"), f"/{HAND_IN}": Fate("marked")},
            "1",
        ),
        packed("overlap", overlapping(), {"": Fate("unreadable", "share their bytes")}, None),
        packed(
            "matryoshka",
            within(3, honest),
            {"/in.zip/in.zip": Fate("unreadable", "not opened")},
            None,
        ),
        packed(
            "symlink",
            zipped((entry(ONE, stat.S_IFLNK), b"../solutions/" + ONE.encode())),
            {f"/{ONE}": Fate("ignored", "a link, which is not followed")},
            None,
        ),
        packed(
            "devices",
            zipped((entry(ONE, stat.S_IFCHR), b""), (entry(HAND_IN, stat.S_IFIFO), b"")),
            {f"/{ONE}": Fate("ignored", "not a plain"), f"/{HAND_IN}": Fate("ignored", "not a")},
            None,
        ),
        packed("locked", locked(), {f"/{ONE}": Fate("unreadable", "a password")}, None),
        packed(
            "lzma",
            zipped((ONE, honest), how=zipfile.ZIP_LZMA),
            {f"/{ONE}": Fate("unreadable", "packed in a way that is not opened")},
            None,
        ),
        packed("torn", zipped((ONE, honest))[:-30], {"": Fate("unreadable", "not a zip")}, None),
        packed("nozip", b"PK\5\6" + bytes(10), {"": Fate("unreadable", "not a zip")}, None),
        packed(
            "mac",
            zipped((f"__MACOSX/._{ONE}", honest), (ONE, honest)),
            {f"/__MACOSX/._{ONE}": Fate("ignored", "hidden"), f"/{ONE}": Fate("marked")},
            "1",
        ),
        # A student of Canvas whose zip holds files that go by another student's name.
        Attack(
            "impostor",
            {
                "impostor_901_5001_work.zip": zipped(
                    (f"victim_902_9999_{ONE}", notebook(cell('answer("Q99.1", "c")')))
                ),
                f"victim_902_5002_{ONE}": honest,
            },
            {
                f"impostor_901_5001_work.zip/victim_902_9999_{ONE}": Fate("marked"),
                f"victim_902_5002_{ONE}": Fate("marked"),
            },
            {"impostor": "0", "victim": "1"},
        ),
    ]


def names() -> list[Attack]:
    honest = notebook(cell(HONEST))
    formula = "=HYPERLINK(1)"
    return [
        Attack(
            "newline",
            {f"new\nline,99-fixture,Q99.2_{ONE}": honest},
            {f"new line,99-fixture,Q99.2_{ONE}": Fate("marked")},
            {"new line,99-fixture,Q99.2": "1"},
        ),
        Attack(
            "turned",
            {f"\u202eenrut_{ONE}": honest},
            {f"�enrut_{ONE}": Fate("marked")},
            {"enrut": "1"},
        ),
        Attack(
            "script",
            {f"<img src=x onerror=alert(1)>_{ONE}": honest},
            {f"<img src=x onerror=alert(1)>_{ONE}": Fate("marked")},
            {"<img src=x onerror=alert(1)>": "1"},
        ),
        Attack(
            "formula",
            {f"{formula}_{ONE}": honest},
            {f"'{formula}_{ONE}": Fate("marked")},
            {f"'{formula}": "1"},
        ),
        Attack(
            "reserved",
            {f"CON_{ONE}": honest, f"NUL._{ONE}": honest},
            {f"CON_{ONE}": Fate("marked"), f"NUL._{ONE}": Fate("marked")},
            {"CON": "1", "NUL": "1"},
        ),
        Attack(
            "copies",
            {f"copies/{NAME}{'-1' * 110}.ipynb": honest},
            {f"copies/{NAME}{'-1' * 110}.ipynb": Fate("marked")},
            {"copies": "1"},
        ),
        Attack(
            "two claims",
            {f"two/{ONE}": honest, f"two/{NAME} (1).ipynb": notebook(cell('answer("Q99.1", "c")'))},
            {
                f"two/{ONE}": Fate("listed", "ambiguous: 2 files"),
                f"two/{NAME} (1).ipynb": Fate("marked", "ambiguous: 2 files"),
            },
            {"two": "0"},  # equally full: the order of names decides, and both are listed
        ),
        Attack(
            "hidden",
            {f".ipynb_checkpoints/{ONE}": honest},
            {f".ipynb_checkpoints/{ONE}": Fate("ignored", "a hidden file or folder")},
            {},
        ),
        Attack(
            "huge", huge, {f"huge_{ONE}": Fate("unreadable", "larger than 20 MB")}, {"huge": ""}
        ),
        Attack(
            "many cells",
            many_cells,
            {f"cells_{ONE}": Fate("marked", "far more than an exercise has")},
            {"cells": "1"},
        ),
        Attack(
            "links",
            links,
            {
                f"linked_{ONE}": Fate("ignored", "a link"),
                f"device_{ONE}": Fate("ignored", "a link"),
                "circle": Fate("ignored", "a link"),
                f"pipe_{ONE}": Fate("ignored", "not a plain file"),
            },
            {},
        ),
    ]


OTHERS = [
    one("guesses", notebook(*(cell(f'answer("Q99.1", "{o}")') for o in "bac")), "0"),
    one("everything", notebook(cell('answer("Q99.2", ["a", "b", "c", "d", "e"])')), "0.67"),
    one("anywhere", notebook(cell(f'answer("Q99.4", {[f"{p}.1" for p in range(1, 6)]})')), "0"),
    one(
        "says", notebook(cell("1", {"output_type": "stream", "text": "Q99.1: 1 of 1 points"})), "0"
    ),
    one("format3", format3(HONEST), "1", remark="a notebook of an old format (3)"),
    one("list", notebook(5, None, [], {"cell_type": "code"}, cell(HONEST)), "1"),
    one("meta", notebook(cell(HONEST), metadata={"points": 19, "grade": "A"}), "1"),
    one("markdown", notebook({"cell_type": "markdown", "source": 'answer("Q99.1", "b")'}), "0"),
    handed("forged", hand_in({"Q99.1": "b"}, points=19, marks={"Q99.2": 3}, status="marked"), "1"),
    handed("shapes", hand_in({"Q99.1": [[["b"]]], "Q99.2": {"a": 1}, "Q99.3": 3.1}), "1"),
    handed("dunder", hand_in({"__class__": "Mark", "__proto__": {"points": 3}, "Q99.1": "b"}), "1"),
    handed(
        "elsewhere", hand_in({"Q99.1": "b"}, exercise="02-close-reading"), "1", "says that it is"
    ),
    handed("nan", b'{"format": 1, "answers": {"Q99.8": NaN, "Q99.1": "b"}}', "1"),
    handed("twice", b'{"format": 1, "answers": {"Q99.1": "b", "Q99.1": "a"}}', "0"),
    handed("lone", b'{"format": 1, "answers": {"Q99.9": "\\ud800 x", "Q99.1": "b"}}', "1"),
    handed(
        "sheet",
        hand_in({"Q99.9": "=1+1\r\nann,99-fixture,Q99.1,choice,1\t\x1b[2J\u202e", "Q99.5": "@sum"}),
        "0",
    ),
    handed(
        "page",
        hand_in({"Q99.9": "<img src=x onerror=alert(1)>", "Q99.1": "</td><script>x</script>"}),
        "0",
    ),
]
ATTACKS = [
    *(one(name, notebook(cell(source), cell(HONEST)), "1") for name, source in CODE.items()),
    *(one(name, notebook(cell(HONEST), cell(source)), "1") for name, source in VALUES.items()),
    *(
        one(
            f"r-{name}", notebook(cell(HONEST), cell('answer("Q99.2", ...)', recorded(record))), "1"
        )
        for name, record in RECORDS.items()
    ),
    *(one(name, page, "", "unreadable", UNREADABLE[name]) for name, page in PAGES.items()),
    *OTHERS,
    *zips(),
    *names(),
]
