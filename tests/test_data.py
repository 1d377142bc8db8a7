"""The facts in data/: what the data package says of them is so, and every id leads somewhere."""

import json
import re
from pathlib import Path

import pytest
from frictionless import Package

import prose
from gorin.memo import memo
from gorin.tables import rows

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {resource["name"]: resource["schema"] for resource in PACKAGE["resources"]}
LISTS = {  # cells that hold several ids, which a foreign key of Frictionless cannot say
    ("calendar", "people"): "actors",
    ("ledger", "persons"): "actors",
}
CITED = re.compile(r"(?<![\w/-])(?:(?:\d\d(?:-\d\d|v\d)/)?d\d{1,3}\b|no-\d{3}|letter-20-march)")
ANCHORED = {
    "ledger": "anchor",
    "layers": "anchor",
    "syntax": "anchor",
    "glosses": "anchor",
    "reported": "anchor",
}


def test_the_data_package_describes_every_table():
    """Frictionless finds nothing wrong: headers, types, limits, keys within and between tables."""
    report = Package(str(DATA / "datapackage.json")).validate()
    troubles = report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.valid, "\n".join(map(str, troubles))


def test_the_data_package_and_the_folder_agree():
    """No table is undescribed, and none is described that is not there."""
    described = {resource["path"] for resource in PACKAGE["resources"]}
    assert described == {path.name for path in DATA.glob("*.csv")}


def test_every_column_says_what_it_is():
    """Whoever opens a table elsewhere finds a title and a description for each of its columns."""
    for resource in PACKAGE["resources"]:
        assert resource["title"]
        assert resource["description"]
        for column in resource["schema"]["fields"]:
            assert column["title"], column
            assert column["description"], column


@pytest.mark.parametrize("name", SCHEMAS)
def test_rows_are_read_and_keys_lead_somewhere(name):
    """A reader without Frictionless finds the same rows, and every key among those of its table."""
    read = rows(name)
    assert read
    for key in SCHEMAS[name].get("foreignKeys", ()):
        (column,), target = key["fields"], key["reference"]
        (there,) = target["fields"]
        ids = {row[there] for row in rows(target["resource"] or name)}
        assert {row[column] for row in read} - {""} <= ids, column


def test_lists_of_people_lead_to_people():
    """Whoever is named in a list of ids has an entry among the actors, once a list."""
    for (name, column), target in LISTS.items():
        ids = {row["id"] for row in rows(target)}
        for row in rows(name):
            listed = [part for part in row[column].split(";") if part]
            assert set(listed) <= ids, row["id"]
            assert len(listed) == len(set(listed)), row["id"]


@pytest.mark.parametrize(("name", "count"), [("calendar", 68), ("events", 70), ("ledger", 37)])
def test_nothing_of_the_case_is_lost(name, count):
    """All documents, events and moves are there."""
    assert len(rows(name)) == count


def test_days_are_in_order():
    """What has two limits begins with the earlier one."""
    for name in ("calendar", "events", "ledger"):
        for row in rows(name):
            assert row["earliest"] <= row["latest"], row["id"]


def test_events_are_told_in_order():
    """The table of events can be read from top to bottom."""
    days = [row["earliest"] for row in rows("events")]
    assert days == sorted(days)


def test_the_memo_has_limits_and_no_day():
    """Nothing in the tables dates the memo more closely than its neighbours in the volume do."""
    (calendar,) = (row for row in rows("calendar") if row["id"] == "d901")
    (event,) = (row for row in rows("events") if row["id"] == "memo")
    for row in (calendar, event):
        assert (row["earliest"], row["latest"]) == ("1941-02-20", "1941-03-11")


@pytest.mark.parametrize(("name", "column"), ANCHORED.items())
def test_every_anchor_is_in_the_memo(name, column):
    """A table points at no passage that is not there, nor a move of another paper at any."""
    for row in rows(name):
        if row[column]:
            assert memo()[row[column]].text
        if name == "ledger":
            assert bool(row["anchor"]) == (row["document"] == "d901"), row["id"]


def test_every_anchor_and_paper_in_prose_exists():
    """An id in a note is as good as one in a column of ids."""
    documents = {row["id"] for row in rows("calendar")}
    for name in SCHEMAS:
        for row in rows(name):
            for cell in row.values():
                for anchor in prose.ANCHOR.findall(cell):
                    assert memo()[anchor].text
                assert set(CITED.findall(cell)) <= documents, (name, cell)


def test_a_first_paper_is_the_first():
    """An actor's first paper is the earliest of those in whose row he or she is listed."""
    calendar = rows("calendar")
    for actor in rows("actors"):
        papers = [row for row in calendar if actor["id"] in row["people"].split(";")]
        first = min(papers, key=lambda row: row["earliest"], default={"id": "", "earliest": ""})
        days = {row["id"]: row["earliest"] for row in calendar} | {"": ""}
        assert days[actor["document"]] == first["earliest"], actor["id"]


def test_what_was_not_read_has_no_words():
    """A paper known through others has no address, no number in a volume and no quotation."""
    for row in rows("calendar"):
        seen = row["read"] != "reference"
        assert seen == bool(row["url"]) == bool(row["document"]) == bool(row["volume"]), row["id"]
        assert seen or not row["quotes"]
        if seen:
            assert row["url"].endswith(f"/d{row['document']}")
            assert row["id"].endswith(f"d{row['document']}")


def test_a_row_says_how_far_its_paper_was_read():
    """No table claims to have read more of a paper than the calendar does."""
    rank = ["reference", "excerpt", "body", "full"]
    read = {row["id"]: row["read"] for row in rows("calendar")}
    for name in ("ledger", "promises", "names"):
        for row in rows(name):
            if row["document"]:
                assert rank.index(row["read"]) <= rank.index(read[row["document"]]), row


def test_quotations_are_short_and_known():
    """Curved marks hold the memo's words; straight ones at most eight of a paper that has them."""
    known = {row["id"]: row["quotes"] for row in rows("calendar")}
    everywhere = " | ".join(known.values())
    for name in set(SCHEMAS) - {"layers", "syntax", "glosses"}:
        for row in rows(name):
            for cell in row.values():
                for words in re.findall(r"“([^”]*)”", cell):
                    assert memo().find(words), (name, words)
                for words in re.findall(r'"([^"]*)"', cell):
                    assert len(words.split()) <= prose.LONGEST_QUOTATION
                    assert words in everywhere, (name, words)
    for document, quotes in known.items():
        for words in filter(None, quotes.split(" | ")):
            assert len(words.split()) <= prose.LONGEST_QUOTATION
            assert document != "d901" or memo().find(words), words


def test_forms_of_the_ambassador_and_of_roszkowski():
    """Three spellings of one man, five of another: why a join of two tables by name fails."""
    spellings = {"oumansky": set(), "roszkowski": set()}
    for row in rows("names"):
        if row["actor"] in spellings and row["kind"] == "spelling":
            spellings[row["actor"]].add(row["form"])
    assert spellings["oumansky"] == {"Oumansky", "Umansky", "Umanski"}
    assert len(spellings["roszkowski"]) == 5


def test_forms_said_to_be_of_the_memo_are_in_it():
    """The authority file spells as the page does."""
    for row in rows("names"):
        if row["document"] == "d901":
            plain = " ".join(memo().source.split())
            form = " ".join(row["form"].split())
            assert form in plain or form[0].upper() + form[1:] in plain, form
