"""The tables: they are read with care and show no more than they may."""

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import prose
from gorin.errors import CourseError
from gorin.tables import rows, table

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {resource["name"]: resource["schema"] for resource in PACKAGE["resources"]}
CITED = re.compile(r"(?<![\w/-])(?:(?:\d\d(?:-\d\d|v\d)/)?d\d{1,3}\b|no-\d{3}|letter-20-march)")


# Reading


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the tables that a test may spoil."""
    for path in [*DATA.glob("*.csv"), DATA / "datapackage.json", DATA / "memo.xml"]:
        shutil.copy(path, tmp_path)
    monkeypatch.setenv("GORIN_DATA", str(tmp_path))
    return tmp_path


def spoil(path, number, line):
    """Put another line in the place of one line of a file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[number - 1] = line
    path.write_text("".join(lines), encoding="utf-8", newline="")


def test_an_unknown_table_is_answered_with_the_known_ones():
    """A slip of the pen costs one reading of a message."""
    with pytest.raises(CourseError, match=r"no table 'ledgers'; there are actors, calendar, .*led"):
        table("ledgers")


PROMISE = "pyk,d901,named by Moscow,¶3.2,full,recorded,\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("pyk,d901,named by Moscow\n", "3 cells where 7 are needed"),
        ("\n", "0 cells where 7 are needed"),
        (PROMISE.replace("pyk", ""), "person is ''; it must be filled in"),
        (PROMISE.replace("d901", "901"), "document is '901'; it must be of the form"),
        (PROMISE.replace("full", "half"), "read is 'half'; it must be one of: full, body"),
        (PROMISE.replace("¶3.2", '"¶3.2'), "not CSV"),
        (PROMISE.replace("¶3.2", '"¶3"2'), "not CSV"),
    ],
)
def test_a_malformed_row_is_named_by_file_and_line(data, line, said):
    """The message says where to look and what should stand there."""
    path = data / "promises.csv"
    spoil(path, 5, line)
    with pytest.raises(CourseError) as raised:
        rows("promises")
    assert f"{path}, line 5: {said}" in str(raised.value)


def test_the_line_of_a_row_is_counted_over_cells_with_line_breaks(data):
    """A break inside quotes moves what comes after it."""
    path = data / "promises.csv"
    spoil(path, 2, PROMISE.replace("¶3.2", '"¶3.2\n(once)"'))
    spoil(path, 4, PROMISE.replace("full", "half"))
    with pytest.raises(CourseError, match=r"promises\.csv, line 4: read is 'half'"):
        rows("promises")


@pytest.mark.parametrize("day", ["1941-13-01", "19410312", "12 March 1941", "1941-3-2"])
def test_a_day_that_is_none_is_refused(data, day):
    """A date is a day of the calendar, in one form."""
    path = data / "events.csv"
    spoil(path, 3, f"an-event,{day},1941-01-01,It happens.,case,d901,source seen,full,,\n")
    with pytest.raises(CourseError, match=f"line 3: earliest is '{day}'; it must be a day"):
        rows("events")


def test_a_number_that_is_none_is_refused(data):
    """An approximate number belongs in words."""
    path = data / "calendar.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",telegram,490,", ",telegram,about 490,"), encoding="utf-8")
    with pytest.raises(CourseError, match="number is 'about 490'; it must be a whole number"):
        rows("calendar")


@pytest.mark.parametrize("header", ["person,document\n", "", "\ufeffperson,document,status\n"])
def test_a_header_that_is_not_described_is_refused(data, header):
    """A column more or fewer is noticed at once, and not as an empty cell in a lesson."""
    path = data / "promises.csv"
    path.write_text(header, encoding="utf-8")
    with pytest.raises(CourseError, match=r"line 1: the columns are .*datapackage\.json has perso"):
        rows("promises")


def test_files_that_are_not_what_they_should_be(data):
    """Missing, saved in another encoding, or broken: each has its message."""
    (data / "names.csv").unlink()
    with pytest.raises(CourseError, match=r"names\.csv: cannot be read \(No such file"):
        rows("names")
    (data / "names.csv").write_bytes("actor,form\nhabicht,é\n".encode("latin-1"))
    with pytest.raises(CourseError, match=r"names\.csv: not UTF-8"):
        rows("names")
    (data / "datapackage.json").write_text("{\n  oops\n}", encoding="utf-8")
    with pytest.raises(CourseError, match=r"datapackage\.json, line 2: not JSON"):
        rows("names")
    (data / "datapackage.json").unlink()
    with pytest.raises(CourseError, match=r"datapackage\.json: cannot be read"):
        rows("names")


def test_reading_rows_needs_no_pandas():
    """Neither rows nor the HTML of a table waits for pandas to load."""
    program = (
        "import sys; from gorin.tables import rows, table; rows('ledger'); "
        "table('ledger')._repr_html_(); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# Showing


class Page(HTMLParser):
    """What a piece of HTML holds: its tags with their attributes, and the text of captions."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.captions = [], [], []
        self.feed(text)
        self.close()
        assert self.open == [], "a tag is not closed"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "caption":
            self.captions.append(data)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_table_can_be_heard(name):
    """One caption, every column and every row headed, and nothing that JupyterLab would strip."""
    shown = table(name)
    page = Page(shown._repr_html_())
    assert page.captions == [shown.caption]
    scopes = [attributes["scope"] for tag, attributes in page.tags if tag == "th"]
    assert scopes.count("col") == len(shown.columns)
    assert scopes.count("row") == len(shown.cells)
    for tag, attributes in page.tags:
        assert tag in {
            "a", "caption", "details", "summary", "table", "tbody", "td", "th", "thead", "tr",
        }  # fmt: skip
        assert set(attributes) <= {"scope", "style", "href"}


def test_a_long_table_is_folded_and_a_short_one_is_not():
    """Thirteen rows would push the lesson out of sight."""
    assert table("ledger")._repr_html_().startswith("<details><summary>Ledger of moves: 37 rows<")
    assert "<details" not in table("names", where={"actor": "roszkowski"})._repr_html_()


def test_what_is_typed_in_a_table_stays_text(data):
    """Neither cell, title nor address of a table is ever read as HTML."""
    path = data / "promises.csv"
    spoil(path, 5, PROMISE.replace("¶3.2", "<b>&</b> d901").replace("\n", "<script>\n"))
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource["title"] = "<i>"
        for column in resource["schema"]["fields"]:
            column["title"] = "<u>"
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    shown = table("promises")._repr_html_()
    assert "&lt;b&gt;&amp;&lt;/b&gt; <a href=" in shown
    assert "&lt;script&gt;" in shown
    assert not {"b", "i", "u", "script"} & {tag for tag, _ in Page(shown).tags}


def test_papers_are_linked():
    """An id in any cell leads to its paper; a part of a longer id does not, nor a lost paper."""
    address = "https://history.state.gov/historicaldocuments"
    shown = table("events")._repr_html_()
    style = ' style="text-decoration:underline"'
    assert f'<a href="{address}/frus1933-39/d731"{style}>33-39/d731</a>; 312 U.S. 19' in shown
    assert f'33-39/<a href="{address}' not in shown
    assert "no-349<" in shown
    assert f'<a href="{address}/frus1941v01/d901"{style}>d901</a>' in shown


def test_an_empty_first_cell_heads_nothing():
    """A header without words is worse than none."""
    shown = table("ledger", columns=["anchor", "id"])._repr_html_()
    assert shown.count('scope="row"') == sum(bool(row["anchor"]) for row in rows("ledger"))


def test_a_table_has_a_stable_name():
    """A notebook's output is the same on every machine."""
    assert repr(table("ledger")) == f"Table ledger: 37 rows, {len(rows('ledger')[0])} columns"
    assert repr(table("names", columns=["form"], where={"actor": "jarsky"})) == (
        "Table names: 1 rows, 1 columns"
    )


def test_columns_and_rows_can_be_chosen():
    """In the order asked for; of a list in a cell one part is enough."""
    shown = table("calendar", columns=["summary", "id"], where={"people": "jarsky"})
    assert [column.name for column in shown.columns] == ["summary", "id"]
    assert [cells[1] for cells in shown.cells] == ["d890"]
    for wrong in ({"columns": ["sumary"]}, {"where": {"sumary": "x"}}):
        with pytest.raises(CourseError, match=r"calendar has no column 'sumary' here; it has id, "):
            table("calendar", **wrong)


# What may not be known yet


@pytest.mark.parametrize("name", SCHEMAS)
def test_until_a_day_nothing_later_is_told(name):
    """Before the forecasts no table names a later paper, a later day, or what became of anyone."""
    shown = table(name, until=prose.LAST_DAY)
    names = [column.name for column in shown.columns]
    assert shown.cells
    assert "later" not in names
    later = {row["id"] for row in rows("calendar") if row["earliest"] > prose.LAST_DAY}
    for cells in shown.cells:
        row = dict(zip(names, cells, strict=True))
        in_1941 = row.get("earliest", "").startswith("1941")
        for column, cell in row.items():
            assert not later & set(CITED.findall(cell)), cell
            # A day without a year is of the row's year.
            full = prose.DATE.sub(r"\1 \2 1941", cell) if in_1941 else cell
            assert list(prose.troubles_of_dates(full)) == [], cell
            if column != "latest":
                days = re.findall(r"194\d-\d\d-\d\d", cell)
                assert all(day <= prose.LAST_DAY for day in days), cell
    page = shown._repr_html_()
    for said in ("April 1941", "May 1941", "July 1941", "1942", "released March", "Ovakimian"):
        assert said not in page


def test_a_day_must_be_one():
    """`until` takes a day in one form."""
    with pytest.raises(CourseError, match="not a day: 'd904'"):
        table("ledger", until="d904")


# Going on with the data


def test_a_frame_is_typed():
    """Dates can be subtracted, numbers added, codes counted, and what is missing is missing."""
    frame = table("ledger").frame
    assert len(frame) == 37
    assert str(frame["earliest"].dtype).startswith("datetime64")
    assert frame["number_promised"].dtype == pd.Int64Dtype()
    assert frame["number_promised"].sum() == sum(
        int(row["number_promised"]) for row in rows("ledger") if row["number_promised"]
    )
    assert list(frame["firmness_class"].cat.categories)[:2] == ["hint", "vague assurance"]
    assert frame["firmness_class"].notna().all()
    assert frame["id"].dtype == "str"
    assert frame["anchor"].isna().sum() == sum(row["anchor"] == "" for row in rows("ledger"))


def test_a_frame_is_the_readers_own():
    """What a student does to it changes nobody else's."""
    shown = table("promises")
    frame = shown.frame
    frame["status"] = None
    assert shown.frame["status"].notna().all()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_frame_holds_what_the_file_holds(name):
    """No cell is lost or changed on the way."""
    frame = table(name).frame
    for place, row in enumerate(rows(name)):
        for column, cell in row.items():
            there = frame[column].iloc[place]
            if not cell:
                assert pd.isna(there)
            elif isinstance(there, pd.Timestamp):
                assert there.date().isoformat() == cell
            else:
                assert str(there) == cell
