"""Annotations in JSON-LD: the vocabulary's rules, and every word where it says it stands."""

import copy
import json
from pathlib import Path

import pytest

import vocabulary
from gorin import answers, cli, spans
from gorin.annotations import annotate, json_ld
from gorin.memo import memo

ROOT = Path(__file__).parents[1]
GIVEN = {
    "Q99.1": "b",  # points at nothing in the memo
    "Q99.3": "3.1a",
    "Q99.4": ["1.3b", "5.1d"],
    "Q99.5": "Miss Pyk",  # not in the memo
    "Q99.6": {"5.1f": "W", "5.4a": "L"},
    "Q99.9": (
        "Nobody knows. He “said in this regard. I further said” (¶4) so. A deal? “The Ambassador” "
        "(¶3.2) asks."
    ),
    "Q2.2": "Mrs. Pyk",
    "position-2": {"scale": 4, "why": "He only took note.", "anchor": "4.1a"},
    "tags-voice": {"1.1a": "Wn", "3.2d": "A"},
}


@pytest.fixture
def found(course):
    """What these answers say of passages, as the export has it."""
    assert course
    return written(GIVEN)


def written(given, **more):
    return json.loads(json_ld(annotate(given)[0], label="Annotations", **more))


def items(collection):
    return collection["first"]["items"]


def of(collection, question):
    """The annotations of one answer."""
    return [one for one in items(collection) if one["body"][-1]["value"] == question]


def exact(annotation):
    return annotation["target"]["selector"][0]["exact"]


def test_the_export_keeps_the_rules_of_the_vocabulary(found):
    """Types, ids, motivations, bodies, targets, selectors, and no key that JSON-LD would lose."""
    assert vocabulary.troubles(found) == []
    assert vocabulary.troubles(written(GIVEN, creator="A. Student")) == []


def test_every_selection_is_where_it_says(found):
    """Exact is the body's text from start to end; prefix and suffix are what surrounds it."""
    body = memo().text
    for one in items(found):
        quote, *place = one["target"]["selector"]
        for at in place:
            start, end = at["start"], at["end"]
            assert body[start:end] == quote["exact"]
            assert body[:start].endswith(quote["prefix"])
            assert body[end:].startswith(quote["suffix"])
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert any(around in text for text in (body, *(p.text for p in memo().pieces)))


def test_each_kind_of_answer_is_annotated(found):
    """Passages and quotations are marked, tags classify, essays comment, positions assess."""
    assert [exact(one) for one in of(found, "Q99.3")] == [memo()["3.1a"].text]
    assert [exact(one) for one in of(found, "Q99.4")] == [memo()["1.3b"].text, memo()["5.1d"].text]
    assert of(found, "Q99.4")[0]["motivation"] == "highlighting"
    assert [exact(one) for one in of(found, "Q2.2")] == ["Mrs. [Miss] Pyk"]
    first, second = of(found, "Q99.6")
    assert (first["motivation"], first["body"][0]["value"]) == ("classifying", "Welles")
    assert exact(second) == memo()["5.4a"].text
    tags = {exact(one): one["body"][0]["value"] for one in of(found, "tags-voice")}
    assert tags[memo()["3.2d"].text] == "Voice: the Ambassador"
    (position,) = of(found, "position-2")
    assert [body["value"] for body in position["body"]] == [
        "4 of 10", "He only took note.", "position-2",
    ]  # fmt: skip
    assert of(found, "Q99.1") == of(found, "Q99.5") == []


def test_an_essay_comments_on_what_it_quotes(found):
    """The student's sentence is the comment; the anchor after the quotation says which place."""
    first, second = of(found, "Q99.9")
    assert exact(first) == "said in this regard. I further said"
    assert first["body"][0]["value"] == "He “said in this regard. I further said” (¶4) so."
    assert second["body"][0]["value"] == "“The Ambassador” (¶3.2) asks."
    start = second["target"]["selector"][1]["start"]
    assert memo().text[start:].startswith("The Ambassador said that his Government")


@pytest.mark.parametrize(
    "anchor", ["1", "3.2", "3.2f", "3.2f.2", "5.1d.1", "0.1", "0.2", "6.1", "6.1.2", "6.2", "5.4d"]
)
def test_a_span_is_its_passage(anchor):
    """Paragraphs, sentences, clauses and insertions have a place in the body; pieces have none."""
    span, passage = spans.of_passage(memo()[anchor].anchor), memo()[anchor]
    assert span.exact == passage.text
    assert (span.start is None) == (anchor[0] in "06")
    if span.start is not None:
        assert memo().text[span.start : span.end] == passage.text
    if anchor == "3.2f.2":
        assert span.prefix.endswith("Pyk and two ")
        assert span.suffix.startswith(" other American")


def test_every_clause_has_its_place():
    """Joined as the body is, no clause is one character off."""
    for clause in memo().clauses:
        span = spans.of_passage(clause.anchor)
        assert memo().text[span.start : span.end] == clause.text


def test_the_same_answers_give_the_same_file(course):
    """No time, no chance; another student's name gives other ids."""
    assert course
    assert json_ld(annotate(GIVEN)[0], label="x") == json_ld(annotate(GIVEN)[0], label="x")
    one, other = (written(GIVEN, creator=name) for name in ("A", "B"))
    assert not {i["id"] for i in items(one)} & {i["id"] for i in items(other)}
    assert items(one)[0]["creator"] == {"type": "Person", "name": "A"}


def test_nothing_is_annotated_twice(course):
    """The same quotation twice in one sentence is one annotation: an id names one thing."""
    assert course
    text = "“careful note” and “careful note”"
    assert len(annotate({"Q99.9": text})[0]) == 1


def test_no_answer_makes_an_empty_collection():
    """A page may not be empty, so there is none."""
    empty = written({})
    assert vocabulary.troubles(empty) == []
    assert empty["total"] == 0


@pytest.mark.parametrize(
    ("name", "value", "remark"),
    [
        ("Q99.77", "b", "no question 'Q99.77'"),
        ("Q99.3", "9.9", "not an anchor: '9.9'"),
        ("Q99.6", 5, "not a table"),
        ("tags-tone", {"1.1a": "Wn"}, "no layer 'tone'"),
        ("tags-voice", ["Wn"], "no table of clauses"),
        ("tags-voice", {"1.1a": "Zz"}, "no tag 'Zz'"),
        ("tags-voice", {"9.9": "Wn"}, "not an anchor"),
        ("position-2", {"scale": 40, "anchor": "3.2"}, "not a position"),
        ("\x1b[2J\ud800", "b", "no question"),
    ],
)
def test_what_cannot_be_read_is_said(course, name, value, remark):
    """One bad answer stops nothing, and its line is safe to print."""
    assert course
    found, left = annotate({name: value, "Q99.3": "3.1a"} if name != "Q99.3" else {name: value})
    assert len(found) == (name != "Q99.3")
    (line,) = left
    assert remark in line
    assert line.isprintable()


@pytest.mark.parametrize("value", [None, [], {}, "", ..., float("nan"), "x" * 60_000, [[[]]]])
def test_any_value_is_met(course, value):
    """Nothing a file can hold raises."""
    assert course
    for name in GIVEN:
        annotate({name: value})


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("@context",), ["x"]),
        (("total",), 3),
        (("label",), None),
        (("first", "items"), []),
        (("first", "@context"), vocabulary.CONTEXT),
        (("first", "partOf"), "urn:x"),
        (("first", "items", 0, "id"), "1"),
        (("first", "items", 0, "motivation"), "marking"),
        (("first", "items", 0, "body", 0, "purpose"), "marking"),
        (("first", "items", 0, "body", 0, "type"), "Text"),
        (("first", "items", 0, "target", "source"), "d901"),
        (("first", "items", 0, "target", "selector", 0, "exact"), 5),
        (("first", "items", 0, "target", "selector", 1, "end"), 1),
        (("first", "items", 0, "target", "selector", 1, "start"), -1),
        (("first", "items", 0, "note"), "x"),
        (("first", "items", 1), None),
    ],
)
def test_the_rules_catch_what_breaks_them(found, place, value):
    """A checker that passes everything would prove nothing."""
    broken = copy.deepcopy(found)
    *way, last = place
    inside = broken
    for step in way:
        inside = inside[step]
    inside[last] = value if value is not None else inside[0] if last == 1 else None
    assert vocabulary.troubles(broken)


# The command


def exported(*arguments):
    return cli.main(["annotations", *map(str, arguments)])


def test_an_answers_file_is_exported_beside_itself(tmp_path, capsys):
    """Whole, with a line that says where; again, the same bytes."""
    given = tmp_path / "02-close-reading.answers.json"
    kept = {"Q2.1": "3.2f", "Q2.3": "c", "Q2.8": ["3.1b"], "Q9.9": "b"}
    given.write_text(json.dumps({"format": 1, "exercise": "02-close-reading", "answers": kept}))
    assert exported(given) == 0
    told = capsys.readouterr().out
    target = tmp_path / "02-close-reading.answers.jsonld"
    assert f"2 annotations from 4 answers. Written: {target}" in told
    assert "left out: Q9.9: no question 'Q9.9'" in told
    before = target.read_bytes()
    assert vocabulary.troubles(json.loads(before)) == []
    assert json.loads(before)["label"] == "Annotations of d901: 02-close-reading"
    assert exported(given) == 0
    assert target.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([given, target])


def test_a_solution_is_exported_as_a_notebook(tmp_path):
    """A notebook is read and not run; the sample essay and its quotations are there."""
    target = tmp_path / "out.jsonld"
    solution = ROOT / "solutions" / "02-close-reading.ipynb"
    assert exported(solution, "--to", target, "--by", "Key") == 0
    collection = json.loads(target.read_text(encoding="utf-8"))
    assert vocabulary.troubles(collection) == []
    assert {exact(one) for one in of(collection, "Q2.12")} >= {
        "he could give me positive assurance",
        "would be released",
    }
    assert len(of(collection, "Q2.6")) == 6
    for one in items(collection):
        for at in one["target"]["selector"][1:]:
            assert memo().text[at["start"] : at["end"]] == exact(one)


def test_a_notebook_of_a_lesson_is_exported_by_its_records(tmp_path):
    """Positions and tags stand in outputs, under calls that the grader does not know."""
    record = {"question": "position-2", "value": {"scale": 3, "anchor": "3.2d"}, "valid": True}
    output = {"output_type": "display_data", "metadata": {}, "data": {answers.MIME: record}}
    cell = {"cell_type": "code", "source": "position(2)", "outputs": [output], "metadata": {}}
    given = tmp_path / "lesson.ipynb"
    given.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}))
    assert exported(given) == 0
    (one,) = items(json.loads((tmp_path / "lesson.jsonld").read_text(encoding="utf-8")))
    assert exact(one) == memo()["3.2d"].text


@pytest.mark.parametrize(
    ("content", "to", "message"),
    [
        (b"not json", "out.jsonld", "not JSON"),
        (None, "out.jsonld", "cannot be opened"),
        (b'{"answers": {}}', "given.json", "would replace the answers"),
        (b'{"answers": {}}', "missing/out.jsonld", "cannot be written to"),
    ],
)
def test_what_cannot_be_exported_is_said(tmp_path, capsys, content, to, message):
    """Exit 2, one line, and no file is left behind."""
    given = tmp_path / "given.json"
    if content is not None:
        given.write_bytes(content)
    assert exported(given, "--to", tmp_path / to) == 2
    assert message in capsys.readouterr().err
    assert len(list(tmp_path.iterdir())) == (content is not None)


def test_a_hostile_label_is_written(tmp_path):
    """A lone surrogate in a file's exercise cannot stop the writing."""
    given = tmp_path / "given.json"
    given.write_text('{"format": 1, "exercise": "\\ud800", "answers": {}}')
    assert exported(given, "--by", "\udcff") == 0
