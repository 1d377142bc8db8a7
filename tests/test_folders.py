"""Names of folders that no disk mistakes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorin.classroom.folders import folders


@pytest.mark.parametrize("name", ["Ann Lee", "Zoë Ö", "bo_b", "李雷", "O’Neill-Smith"])
def test_a_plain_name_stays_as_it_is(name):
    """Most students find their own name."""
    assert folders([name]) == {name: name}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "CON",
            "con.txt",
            "Lpt1",
            "COM¹",
            "aux .",
            "nul .x",
            "..",
            ".",
            "",
            "a/b",
            "a\\b",
            "../../etc",
        ),
        *("a:b", "x.", "x ", " x", ".hidden", "~x", "-rf", "a\nb", "a\x00b", "a\u202eb", "\ud800"),
        *('q"?*<>|', "n" * 300, "漢" * 300),
    ],
)
def test_a_dangerous_name_becomes_a_safe_one(name):
    """No device, no path, no hidden folder, no end that Windows drops, not too long."""
    safe = folders([name])[name]
    assert safe != name
    assert safe == safe.strip(" .")
    assert not set(safe) & set('<>:"/\\|?*\n\x00\u202e')
    assert safe[0] not in ".~-"
    assert safe.split(".")[0].split("-")[0].rstrip().lower() not in ("con", "aux", "lpt1", "com¹")
    assert len(safe.encode()) < 200


def test_names_that_a_disk_takes_for_one_are_kept_apart():
    """Case, composition and compatibility forms do not bring two students into one folder."""
    names = ["Ann", "ann", "Zoe\u0308", "Zo\u00eb", "ﬁn", "fin", "a/b", "a:b"]
    found = folders(names)
    folded = {unicodedata.normalize("NFKC", folder).casefold() for folder in found.values()}
    assert len(folded) == len(names)


def test_a_class_that_grows_moves_nobody():
    """A changed name does not depend on who else is there."""
    few, many = folders(["a/b", "Bo"]), folders(["a/b", "Bo", "Cy", "a:b"])
    assert few["a/b"] == many["a/b"]
    assert few["Bo"] == many["Bo"]


def test_nobody_gets_into_the_folder_of_another_by_his_name():
    """Not by a name that ends as a changed one does, in whatever signs, nor by a file's name."""
    changed = folders(["Ann", "ann"])["Ann"]
    wide = changed.translate({digit: digit + 0xFEE0 for digit in range(ord("0"), ord("9") + 1)})
    names = ["Ann", "ann", changed, changed.upper(), wide, "Feedback.CSV", "bo"]
    found = folders(names, ["feedback.csv"])
    folded = {unicodedata.normalize("NFKC", folder).casefold() for folder in found.values()}
    assert len(folded - {"feedback.csv"}) == len(names)
    assert (found["Ann"], found["bo"]) == (changed, "bo")


@given(st.lists(st.text(st.characters(), max_size=40), max_size=8))
def test_whatever_the_names_no_two_share_a_folder(names):
    """Holds for any text, half signs included."""
    found = folders(names)
    assert set(found) == set(names)
    assert len({folder.casefold() for folder in found.values()}) == len(found)
    for folder in found.values():
        assert folder
        assert folder.encode("utf-8")
        assert folder[-1] not in " ."
