"""What comes in: folders and zips of every system, several attempts, names that two share."""

import stat
import zipfile

import pytest

from school import NAME, RIGHT, hand_in, notebook, zipped

HALF = {"Q99.1": "b"}
ONE = "99-fixture.ipynb"


def test_a_canvas_zip_is_read_as_it_comes(school):
    """Late work, a second upload and a zip of files, straight from the download."""
    place = school.put(
        "../hist_101_2041_submissions.zip",
        zipped(
            {
                f"leeann_LATE_11_501_{NAME}.ipynb": notebook(HALF),
                f"leeann_11_777_{NAME}-1.ipynb": notebook(RIGHT),
                f"raybob_12_502_{NAME}.answers.json": hand_in(RIGHT),
                "kimcho_13_503_work.zip": zipped({f"any-bargain/exercises/{ONE}": notebook(HALF)}),
                "kimcho_13_504_text.html": "<p>My work</p>",
            }
        ),
    )
    assert school.grade(place=place) == 0
    assert school.points() == {"kimcho": "1", "leeann": "15", "raybob": "15"}
    late = school.file(f"leeann_LATE_11_501_{NAME}.ipynb")
    assert (late["status"], late["attempt"], late["lms_number"]) == ("listed", "501", "11")
    assert "late, by the LMS; 2 attempts (notebook); leeann_11_777" in late["remark"]
    assert school.file(f"leeann_11_777_{NAME}-1.ipynb")["status"] == "marked"
    within = f"kimcho_13_503_work.zip/any-bargain/exercises/{ONE}"
    assert school.file(within)["status"] == "marked"
    assert school.file("kimcho_13_504_text.html")["status"] == "ignored"
    assert len(school.rows("intake")) == 5


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
def test_a_moodle_download_is_read(school, packed):
    """Folders a student, and the flat form; what lies deeper is theirs, too."""
    files = {
        f"Ann Lee_71_assignsubmission_file/{NAME} (1).ipynb": notebook(RIGHT),
        f"Zoë Ø_72_assignsubmission_file_{ONE}": notebook(HALF),
        f"Bo Ray_73_assignsubmission_file/deep/{ONE}": notebook(RIGHT),
        "Bo Ray_73_assignsubmission_onlinetext/onlinetext.html": "<p>Hello",
        "Cy Kim_74_assignsubmission_file/work.rar": "Rar!",
    }
    place = school.folder
    if packed:
        place = school.put("../HIST-Exercise 2-1234.zip", zipped(files))
    else:
        for name, content in files.items():
            school.put(name, content)
    assert school.grade(place=place) == 0
    assert school.points() == {"Ann Lee": "15", "Bo Ray": "15", "Cy Kim": "", "Zoë Ø": "1"}
    assert {row["lms_number"] for row in school.rows("intake")} == {"71", "72", "73", "74"}


def test_an_nbgrader_tree_is_read(school):
    """From the course's folder and from `submitted` itself."""
    school.put(f"submitted/ann/ps1/{ONE}", notebook(RIGHT))
    school.put("submitted/ann/ps1/timestamp.txt", "2041-02-02 15:58:23 UTC")
    school.put(f"submitted/bob/ps1/{ONE}", notebook(HALF))
    assert school.grade() == 0
    assert school.points() == {"ann": "15", "bob": "1"}
    assert school.grade(place=school.folder / "submitted") == 0
    assert school.points() == {"ann": "15", "bob": "1"}


def test_a_folder_of_downloads_is_read(school):
    """Zips as they came lie beside files of people, and each is somebody's."""
    school.put("a_b_submissions.zip", zipped({f"leeann_1_2_{ONE}": notebook(RIGHT)}))
    school.put("bob.zip", zipped({ONE: notebook(HALF)}))
    school.put(f"cy_{ONE}", notebook(RIGHT))
    school.put("empty.zip", zipped({}))
    school.put("broken.zip", b"PK\x03\x04 and no more")
    assert school.grade() == 0
    assert school.points() == {"bob": "1", "cy": "15", "leeann": "15"}
    assert school.file("empty.zip")["remark"] == "a zip with nothing in it"
    assert "not a zip that can be read" in school.file("broken.zip")["remark"]


def test_the_latest_valid_attempt_counts_by_the_lms_number(school):
    """A later file that is broken, or blank, takes nothing from an earlier one."""
    school.put(f"leeann_1_5_{ONE}", notebook(HALF))
    school.put(f"leeann_1_40_{NAME}-1.ipynb", notebook(RIGHT))
    school.put(f"leeann_1_300_{NAME}-2.ipynb", "not json")
    school.put(f"leeann_1_301_{NAME}-3.ipynb", notebook({"Q99.1": ...}).replace("Ellipsis", "..."))
    assert school.grade() == 0
    assert school.points() == {"leeann": "15"}
    status = {row["attempt"]: row["status"] for row in school.rows("intake")}
    assert status == {"5": "listed", "40": "marked", "300": "unreadable", "301": "listed"}
    assert "the latest with an answer in it" in school.file(f"leeann_1_5_{ONE}")["remark"]
    assert "no question is answered" in school.file(f"leeann_1_301_{NAME}-3.ipynb")["remark"]


def test_what_no_number_decides_is_ambiguous(school):
    """Two downloads in one folder: both are listed, and the fuller counts, whatever their times."""
    school.put(f"Ann/{ONE}", notebook(RIGHT))
    school.put(f"Ann/{NAME} (1).ipynb", notebook(HALF))
    assert school.grade() == 0
    assert school.points() == {"Ann": "15"}
    assert "ambiguous: 2 files" in school.file(f"Ann/{NAME} (1).ipynb")["remark"]
    assert school.file(f"Ann/{NAME} (1).ipynb")["status"] == "listed"


def test_two_of_one_name_are_kept_apart_or_refused(school):
    """The LMS's numbers part them; a file without one is nobody's."""
    school.put(f"leeann_1_5_{ONE}", notebook(HALF))
    school.put(f"leeann_2_6_{ONE}", notebook(RIGHT))
    school.put(f"leeann_{ONE}", notebook(RIGHT))
    assert school.grade() == 0
    assert school.points() == {"leeann (1)": "1", "leeann (2)": "15"}
    row = school.file(f"leeann_{ONE}")
    assert row["status"] == "unreadable"
    assert "2 students are called leeann (1, 2): whose is it?" in row["remark"]


def test_a_renamed_file_says_itself_what_it_is(school):
    """By its last cell, or by the questions that it answers; one that says neither is listed."""
    school.put("Ann Lee_71_assignsubmission_file/homework.ipynb", notebook(RIGHT))
    school.put("Bo Ray_72_assignsubmission_file/my answers.ipynb", notebook({"Q1.1": "b"}))
    school.put("Cy Kim_73_assignsubmission_file/x.ipynb", notebook({}))
    school.put("Di Poe_74_assignsubmission_file/x.ipynb", "{")
    (school.keys / "01-context.ipynb").write_text(
        (school.root / "solutions" / "01-context.ipynb").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    assert school.grade() == 0
    rows = {row["lms_number"]: row for row in school.rows("intake")}
    assert rows["71"]["remark"] == f"named otherwise; by what it holds it is {NAME}"
    assert (rows["71"]["status"], rows["72"]["exercise"]) == ("marked", "01-context")
    assert rows["73"]["status"] == rows["74"]["status"] == "unreadable"
    assert "no exercise of this name" in rows["73"]["remark"]
    assert "not JSON" in rows["74"]["remark"]


def test_members_of_one_name_are_two_files(school):
    """A zip may hold a name twice; neither is lost, and nobody decides between them unseen."""
    twice = [(f"ann_{ONE}", notebook(HALF)), (f"ann_{ONE}", notebook(RIGHT))]
    with pytest.warns(UserWarning, match="Duplicate name"):
        place = school.put("../all.zip", zipped(twice))
    assert school.grade(place=place) == 0
    assert school.points() == {"ann": "15"}
    assert sorted(row["status"] for row in school.rows("intake")) == ["listed", "marked"]
    assert all("ambiguous" in row["remark"] for row in school.rows("intake"))


def test_a_name_that_is_utf8_unsaid_is_read(school):
    """macOS packs names in UTF-8 without the flag that says so; DOS packs them in its own."""
    place = school.folder.parent / "all.zip"
    place.write_bytes(
        zipped({f"Zo____{ONE}": notebook(RIGHT), f"Jo?____{ONE}": notebook(HALF)})
        .replace(b"Zo____", "Zoë__".encode())
        .replace(b"Jo?____", b"Jo\x89____")
    )
    assert school.grade(place=place) == 0
    assert school.points() == {"Joë": "1", "Zoë": "15"}


def entry(name, mode=0o100644, **more):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    for field, value in more.items():
        setattr(info, field, value)
    return info


@pytest.mark.parametrize(
    ("info", "content", "status", "remark"),
    [
        (entry(f"../ann_{ONE}"), "x", "unreadable", "its path leads out of the zip"),
        (entry(f"/etc/ann_{ONE}"), "x", "unreadable", "its path leads out of the zip"),
        (entry(f"..\\ann_{ONE}"), "x", "unreadable", "its path leads out of the zip"),
        (entry(f"C:\\ann_{ONE}"), "x", "unreadable", "its path leads out of the zip"),
        (entry(f"ann_{ONE}", stat.S_IFLNK), "/etc/passwd", "ignored", "a link"),
        (entry(f"ann_{ONE}", stat.S_IFCHR), "", "ignored", "not a plain file"),
        (entry(f"ann_{ONE}", stat.S_IFIFO), "", "ignored", "not a plain file"),
        (entry(f"ann_{ONE}", compress_type=zipfile.ZIP_LZMA), "x", "unreadable", "not opened"),
        (entry(f"ann_{ONE}", compress_type=8), "0" * 9_000_000, "unreadable", "1 part in 200"),
        (entry(f"ann_{ONE}"), "0" * 20_000_001, "unreadable", "larger than 20 MB"),
        (entry("in.zip"), zipped({"in.zip": zipped({ONE: "x"})}), "unreadable", "not opened"),
    ],
)
def test_what_a_zip_may_hide_is_listed_and_left(school, info, content, status, remark):
    """Paths out of it, links, devices, bombs: one line each, and the good file is marked."""
    place = school.put("../all.zip", zipped([(info, content), (f"bo_{ONE}", notebook(RIGHT))]))
    assert school.grade(place=place) == 0
    assert school.points() == {"bo": "15"}
    (row,) = [row for row in school.rows("intake") if row["status"] != "marked"]
    assert row["status"] == status
    assert remark in row["remark"]


def test_a_zip_of_too_many_files_is_one_line(school):
    """A student's zip of two thousand files, and one whose list is longer than any honest one."""
    school.put("a_1_2_x.zip", zipped({f"{i}.txt": "" for i in range(1_001)}))
    school.put("b_3_4_x.zip", zipped({f"{i:05}{'x' * 60_000}.ipynb": "" for i in range(150)}))
    outer = school.put(
        "../all_submissions.zip",
        zipped([(entry(path.name), path.read_bytes()) for path in school.folder.iterdir()]),
    )
    assert school.grade(place=outer) == 0
    remarks = {row["file"]: row["remark"] for row in school.rows("intake")}
    assert "a zip of 1001 files; at most 1000 are read" in remarks["a_1_2_x.zip"]
    assert "its list of members has more than" in remarks["b_3_4_x.zip"]


def test_several_processes_read_a_zip_as_one(school):
    """Four hundred submissions, half of them in zips of their own, give the same bytes."""
    files = {f"s{i:03}_{i}_{i}_{ONE}": notebook(RIGHT | {"Q99.8": i % 7}) for i in range(200)}
    for i in range(200, 400):
        files[f"s{i:03}_{i}_{i}_x.zip"] = zipped({ONE: notebook(RIGHT | {"Q99.8": i % 7})})
    place = school.put("../all_submissions.zip", zipped(files))
    assert school.grade("--jobs", "1", place=place) == 0
    alone = (school.to / "marks.csv").read_bytes()
    assert school.grade("--jobs", "2", place=place) == 0
    assert (school.to / "marks.csv").read_bytes() == alone
    assert set(school.points().values()) == {"14", "15"}
    assert len(school.points()) == 400


def test_a_damaged_member_costs_itself(school):
    """A flipped byte is found by the checksum, and the rest of the zip is marked."""
    whole = zipped({f"ann_{ONE}": notebook(RIGHT), f"bo_{ONE}": notebook(RIGHT)})
    spot = whole.index(b"ann_") + 120
    place = school.put("../all.zip", whole[:spot] + b"\xff\x00" + whole[spot + 2 :])
    assert school.grade(place=place) == 0
    assert school.points() == {"ann": "", "bo": "15"}
    assert "damaged in the zip" in school.file(f"ann_{ONE}")["remark"]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"not a zip", "not a zip that can be read"), (zipped({}), "a zip with nothing in it")],
)
def test_what_is_neither_folder_nor_zip_is_refused(school, capsys, content, message):
    """A wrong path is a wrong call, and is told so."""
    assert school.grade(place=school.put("../x.zip", content)) == 2
    assert message in capsys.readouterr().err
