"""A linter for the course's prose: sources that resolve, quotations that stand, no spoilers."""

import csv
import re
import tomllib
from pathlib import Path

from gorin.building import read_source
from gorin.errors import CourseError
from gorin.memo import memo

ROOT = Path(__file__).parents[1]
LAST_DAY = "1941-03-12"  # until the forecasts of lesson 3 nothing later shows
LONGEST_QUOTATION = 8  # words of any document but the memo
CASES = ("312 U.S. 19", "111 F.2d 712")
STUDIES = re.compile(r"\b[A-Z][a-z]+ (?:19|20)\d\d\b")  # Wineburg 1991

ANCHOR = re.compile(r"¶(\d(?:\.\d{1,2}[a-z]?)?(?:\.\d)?)")
DOCUMENT = re.compile(r"(?<![\w/])((?:33-39/|\d\dv\d/)?d\d{1,3})\b")
QUOTATION = re.compile(r"“([^”]+)”")
OTHERS = re.compile(r'"([^"]{3,200})"')  # words of other documents stand between straight marks
MONTHS = "January February March April May June July August September October November December"
DATE = re.compile(rf"\b(\d{{1,2}}) ({MONTHS.replace(' ', '|')})(?: (19\d\d))?\b")
YEAR = re.compile(r"\b19[0-5]\d\b")


def rows(name):
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def calendar():
    return {row["id"]: row for row in rows("calendar")}


def names():
    """Surnames and full forms by which people are known in the documents."""
    forms = {row["form"] for row in rows("names")}
    return {form for form in forms if form[:1].isupper() and len(form) > 3}


def forbidden():
    return tomllib.loads((ROOT / "tests" / "forbidden.toml").read_text(encoding="utf-8"))


def folded(text):
    return " ".join(text.split())


def paragraphs(path):
    """Yield (paragraph, is for the instructor) of each text cell of a notebook's source."""
    for cell in read_source(path).cells:
        if cell.cell_type == "markdown":
            apart = "instructor" in cell.metadata.get("tags", [])
            for block in re.split(r"\n\s*\n", cell.source):
                if block.strip():
                    yield folded(block), apart


def is_factual(paragraph, known_names):
    """Does a paragraph state something that a reader might ask a source for?

    A year, a quotation of four words or more, or two of the people's names make it so; headings,
    tables of minutes and questions put to the class do not.
    """
    if paragraph.startswith(("#", "---", "<!--")):
        return False
    said = re.sub(STUDIES, "", paragraph)
    quoted = any(len(words.split()) > 3 for words in QUOTATION.findall(said))
    people = sum(name in said for name in known_names)
    return bool(YEAR.search(said)) or quoted or (people > 1 and not paragraph.endswith("?"))


def sources(paragraph):
    """Return the anchors, the documents and the other citations of a paragraph."""
    cases = [case for case in CASES if case in paragraph]
    return (
        ANCHOR.findall(paragraph),
        DOCUMENT.findall(paragraph),
        cases + STUDIES.findall(paragraph),
    )


def troubles_of_sources(paragraph, documents, *, early):
    """Yield ids that resolve to nothing, and those that give away what came later."""
    anchors, cited, _ = sources(paragraph)
    for anchor in anchors:
        try:
            memo()[anchor]
        except CourseError as wrong:
            yield str(wrong)
    for document in cited:
        if document not in documents:
            yield f"no document {document} in the calendar"
        elif early and documents[document]["earliest"] > LAST_DAY:
            yield f"{document} is later than {LAST_DAY}"
    if early:
        yield from troubles_of_dates(paragraph)


def troubles_of_dates(paragraph):
    """Yield dates in 1941 after the last day that may show."""
    for day, month, year in DATE.findall(paragraph):
        number = MONTHS.split().index(month) + 1
        if year == "1941" and f"1941-{number:02}-{int(day):02}" > LAST_DAY:
            yield f"{day} {month} 1941 is later than {LAST_DAY}"


def troubles_of_quotations(paragraph, documents):
    """Yield quotations that are neither the memo's nor short and of a cited document."""
    _, cited, _ = sources(paragraph)
    allowed = [phrase for phrase in forbidden()["phrase"] if phrase["document"] in cited]
    texts = [phrase["words"] for phrase in allowed]
    texts += [documents[document]["quotes"] for document in cited if document in documents]
    for words in QUOTATION.findall(paragraph):
        if memo().find(words):
            continue
        yield f"“{words}” is not in the memo (words of other papers stand between straight marks)"
    for words in OTHERS.findall(paragraph):
        if memo().find(words) or len(words.split()) < 3:
            continue
        if len(words.split()) > LONGEST_QUOTATION:
            yield f'"{words}" has more than {LONGEST_QUOTATION} words'
        elif not any(words.casefold().strip(".,;") in text.casefold() for text in texts):
            yield f'"{words}" is not known from a document cited here'


def troubles_of_claims(text):
    """Yield what the evidence does not carry."""
    for claim in forbidden()["claim"]:
        found = re.search(claim["pattern"], folded(text), flags=re.IGNORECASE)
        if found:
            yield f"“{found.group()}”: {claim['why']}"


def early(path):
    """May a file show nothing that is later than the forecasts of lesson 3?"""
    return path.stem[:2] in {"01", "02", "03"} or path.stem == "README"


def lint(path):
    """Return every trouble of a lesson's or a solution's prose, with the paragraph's start."""
    documents, people, found = calendar(), names(), []
    is_lesson = path.parent.name == "lessons"
    for paragraph, apart in paragraphs(path):
        troubles = [
            *troubles_of_sources(paragraph, documents, early=early(path) and not apart),
            *troubles_of_quotations(paragraph, documents),
            *troubles_of_claims(paragraph),
        ]
        if (
            is_lesson
            and not apart
            and is_factual(paragraph, people)
            and not any(sources(paragraph))
        ):
            troubles.append("states facts and names no source")
        found += [f"{path.name}: “{paragraph[:60]}…”: {trouble}" for trouble in troubles]
    return found
