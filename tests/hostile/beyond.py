"""Attacks on what is made of marks: pages, zips, an LMS's tables, annotations, the marking desk.

As in `attacks`, each is real files with the outcome that each must have; points are those of the
honest part, an answer to Q99.1.
"""

from hashlib import sha256

from attacks import HAND_IN, HONEST, NAME, ONE, Attack, Fate, cell, hand_in, notebook, one, zipped

from gorin.classroom import sheets
from gorin.memo import memo

RIGHT = notebook(cell(HONEST))
WRONG = notebook(cell('answer("Q99.1", "c")'))
QUESTIONS = [f"Q99.{number}" for number in range(1, 10)]
LONGEST = 50_000  # characters of an answer that are read
FITS = 32_767  # characters of a cell of Excel, which writes the rest into rows of its own

# Each is the essay, the quotation and the number of a student: text, and twice no valid answer.
WORDS = {
    "closes": "</p></div></title></style></textarea></script><script>alert(1)</script><plaintext>",
    "cdata": "]]> --> --!> ?> <![CDATA[ <!-- <?php <%= 1 %> {{7*7}} ${7*7} %s {0} \\x3cb \\u003cb",
    "leads": "<a href=javascript:alert(1)>x</a> javascript:alert(1) data:text/html,<b> [x](//evil)",
    "styles": "<style>*{display:none}</style> \" class=right style='position:fixed' url(//evil)",
    "bases": '<base href="//evil/"><meta http-equiv="refresh" content="0;url=//evil"><link href=x>',
    "entities": "&lt;script&gt; &#x3c;img src=x&#62; &amp;lt;b&amp;gt; &quot; &NotEqualTilde; &",
    "vectors": "<svg onload=alert(1)><animate href=#x><foreignObject><math><mi xlink:href=x>",
    "frames": "<iframe srcdoc='<script>1</script>'><object data=x><form action=//evil><input>",
    "imitates": "Q99.1\n\nRight · 1 of 1\n\nYou answered\n\nThe key of Q99.1\n\n19 of 19 points.",
    "marks up": "**bold** *it* `code` d902 ¶3.2d 33-39/d731 # Head\n\n| a | b |\n|---|---|\n$x$",
    "separates": "one\u2028ann,99-fixture,Q99.1\u2029two\u0085three\x0bfour\x0cfive\x1csix",
    "turns": "\u202egnp\u202c \u2066x\u2069 \u2067y \u200e\u200f\u061c \u202a \u202bz",
    "hides": "i\u200bn\u2060v\ufeffi\u00ads\u034fi\U000e0041b\u180el\ufff9e \u115f\u3164",
    "stacks": "Z" + "\u0301\u0489\u0316" * 400,
    "one word": "W" * 5_000,
    "nothings": "\ufdd0\uffff\U0010ffff \ue000 \x7f\x9f \ud800 \udfff",
}
ACTS = "\x1b[2J\u202e\x07</script><!--\u2028\x9b\ud800"
WHOLE = {
    "fills": dict.fromkeys(QUESTIONS, "<&" * (LONGEST // 2)),
    "quotes itself": {"Q99.9": f"“{'<b>' * 190}” " * 80},
    "tears": {"Q99.9": "<\n\n" * (LONGEST // 3)},
    "spills": {"Q99.9": "x" * FITS + "=HYPERLINK(1)" + "\n=1" * 500},
    "spills wide": {"Q99.9": "\U0001f642" * (FITS // 2) + "=HYPERLINK(1)"},
    "nests": {question: [[[[[[[[["<b>"]]]]]]]]] for question in QUESTIONS},
    "tables": {question: {"<b>": "</td>", "='": "@x"} for question in QUESTIONS},
    "annotates": {
        "tags-voice": {"1.1a": ACTS},
        f"tags-{ACTS}": {"1.1a": "Wn"},
        "position-2": {"scale": 4, "why": ACTS, "anchor": "4.1a"},
        "Q99.3": ACTS,
        "Q99.9": f"He “said in this regard” {ACTS}.",
    },
}


def shuffled(step: int) -> str:
    """An essay of twelve quotations in the memo's letters: at a glance they are like all of it."""
    letters = memo().text.replace("“", "").replace("”", "")[::step]
    return " ".join(f"“{letters[at::12][:296]}”" for at in range(12))


def of_words(name: str, words: str) -> Attack:
    given = [cell(f'answer("Q99.{number}", {words!r})') for number in (5, 8, 9)]
    return one(name, notebook(*given, cell(HONEST)), "1")


def of_answers(name: str, answers: dict) -> Attack:
    file = f"{name}_{HAND_IN}"
    content = hand_in(answers | {"Q99.1": "b"})
    return Attack(name, {file: content}, {file: Fate("marked")}, {name: "1"})


def called(name: str, file: str = "") -> Attack:
    """One student of that name, in a folder of that name unless the file is named."""
    path = file or f"{name}/{ONE}"
    student = sheets.defused(name)
    return Attack(name, {path: RIGHT}, {sheets.defused(path): Fate("marked")}, {student: "1"})


def two_in_one(name: str, first: str, second: str, shown: str) -> Attack:
    """Two names that the tables would have for one: they are one student, with one of the files."""
    again = f"{NAME} (1).ipynb"
    files = {f"{first}/{ONE}": RIGHT, f"{second}/{again}": RIGHT}
    fates = {f"{shown}/{file}": Fate("", "ambiguous: 2 files") for file in (ONE, again)}
    return Attack(name, files, fates, {shown: "1"})


def in_zip(name: str, *students: str) -> Attack:
    """Students' folders in one zip, since not every disk keeps such names apart, or at all."""
    whole = zipped(*((f"{student}/{ONE}", RIGHT) for student in students))
    fates = {sheets.defused(f"{name}.zip/{s}/{ONE}"): Fate("marked") for s in students}
    points = {s.rpartition("/")[2]: "1" for s in students}
    return Attack(name, {f"{name}.zip": whole}, fates, points)


NAMES = (
    *("feedback.csv", "con .x", "nul.", "COM¹.x", "aux.txt", "n" * 230, "x" + "\u0489" * 100),
    *("'; DROP TABLE", "%2e%2e%2f", "~root", "$(touch owned)", "`id`", "--to", "-rf", "+1-1", "@x"),
    *("<b id=Q99.2>", '"><svg onload=alert(1)>', "' onclick='x", "&lt;b&gt;", "<script>alert(1)<"),
    *("\u05d0\u05d1 (12)", "?!", "\U0001f642", "＝cmd", "hid\u200bden", "javascript:alert(1)"),
    *("C:\\up", "u\\..\\..\\up", "marks.csv", "Points Possible"),
)
LMS = [
    # What a student calls a file, after Canvas's own words, is neither Moodle's nor a download's.
    called("eve", f"eve_905_5003_x_902_assignsubmission_file_{ONE}"),
    Attack(
        "a download of one's own",
        {"ivy_906_5004_my_submissions.zip": zipped((f"victim_902_9999_{ONE}", WRONG))},
        {f"ivy_906_5004_my_submissions.zip/victim_902_9999_{ONE}": Fate("unreadable", "or a st")},
        {},
    ),
    called("77", f"77_907_5005_{ONE}"),
    called("prn.x", f"prn.x_81_assignsubmission_file/{ONE}"),
    called("a:b", f"a:b_82_assignsubmission_file/{ONE}"),
    called("a*b", f"a*b_82_assignsubmission_file/{ONE}"),
    called("=cmd|' !A1", f"=cmd|' !A1_83_assignsubmission_file/{ONE}"),
    called("x\\..\\..\\y", f"x\\..\\..\\y_84_assignsubmission_file/{ONE}"),
    called("<u id=x>", f"<u id=x>_85_assignsubmission_file/{ONE}"),
]
BEYOND = [
    *(of_words(name, words) for name, words in WORDS.items()),
    *(of_answers(name, answers) for name, answers in WHOLE.items()),
    *(of_answers(f"shuffles {n}", {"Q99.9": shuffled(n)}) for n in (1, -1)),
    Attack(
        "late",
        {f"late_{HAND_IN}": hand_in({"Q99.1": "b"}, exercise="late, by the LMS")},
        {f"late_{HAND_IN}": Fate("marked", "says that it is 'late, by the LMS'")},
        {"late": "1"},
    ),
    *map(called, NAMES),
    Attack("rows", {f"r\u2028ow/{ONE}": RIGHT}, {f"r ow/{ONE}": Fate("marked")}, {"r ow": "1"}),
    called(f"canvas-{NAME}.zip", f"canvas-{NAME}.zip_{ONE}"),
    called(f"moodle-{NAME}.zip", f"moodle-{NAME}.zip_{ONE}"),
    two_in_one("doubles", "=twice", "'=twice", "'=twice"),
    two_in_one("controls", "ctl\x1b", "ctl\x7f", "ctl�"),
    in_zip("twins", "Vic", "vic", f"Vic-{sha256(b'Vic').hexdigest()[:16]}"),
    in_zip("far down", "/".join(["d" * 900] * 60)),
    *LMS,
]
