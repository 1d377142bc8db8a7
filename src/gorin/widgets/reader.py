"""The reader: the memo as a page whose passages can be chosen, unfolded, and seen in layers."""

from collections.abc import Sequence
from html import escape
from typing import Any

import traitlets

from gorin.errors import CourseError
from gorin.memo import Anchor, Clause, Piece, Sentence, memo
from gorin.reading import Layer, codebook, glosses, layer, readings, unfold, unfold_all
from gorin.widgets.printed import printed
from gorin.widgets.widget import PAPER, QUIET, Notice, Widget, script, style

_SERIF = "font-family:Palatino,Georgia,serif;line-height:1.6"


def reader(
    passage: Any = None,
    *,
    layers: Sequence[str] = (),
    unfold: bool = False,
    alone: bool = False,
) -> "Reader | Notice":
    """Show the memo. With a passage, its paragraph, and the whole page one click away.

    `layers` are switched on at the start (voice, act, firmness, hand). `unfold` shows the sentence
    with what depends on what; `alone` shows the words and nothing else. The anchor that the reader
    chose is `.value`. What is not in the memo is answered by a notice; nothing is raised.
    """
    try:
        return Reader(passage, layers, unfolded=unfold, alone=alone)
    except CourseError as wrong:
        return Notice(str(wrong))


class Reader(Widget):
    """The memo as a page. `value` is the chosen anchor, or "" where nothing is chosen."""

    _esm = script("leaf.js", "panel.js", "quoting.js", "reader.js")
    _css = style()
    spec = traitlets.Dict().tag(sync=True)
    on = traitlets.List(traitlets.Unicode()).tag(sync=True)
    value = traitlets.Unicode("").tag(sync=True)

    def __init__(self, passage: Any, layers: Sequence[str], *, unfolded: bool, alone: bool) -> None:
        self._anchor: Anchor | None = None
        if passage is not None:
            self._anchor = memo()[passage if isinstance(passage, Anchor) else str(passage)].anchor
        self._unfolded, self._alone = unfolded, alone
        if self._anchor is None and (unfolded or alone):
            raise CourseError('name the passage, as in reader("3.2", unfold=True)')
        if self._anchor is not None and unfolded:
            unfold(self._anchor)  # raises where the passage is no sentence
        chosen = [layers] if isinstance(layers, str) else list(layers)
        self._layers = tuple(layer(name) for name in chosen)
        super().__init__(
            spec=_spec(self._anchor, unfolded=unfolded, alone=alone),
            on=chosen,
            value="" if self._anchor is None or alone or unfolded else str(self._anchor),
        )

    def line(self) -> str:
        """Return `Reader`, and what it shows."""
        start = self._anchor.printed if self._anchor else ""
        parts = [start, *(shown.id for shown in self._layers)]
        told = ", ".join(filter(None, [*parts, "unfolded" if self._unfolded else ""]))
        if self._alone:
            return "Reader: one sentence"
        return f"Reader: {told}" if told else "Reader: the whole memo"

    def page(self) -> str:
        """Return the page, or the part of it that is shown, as static HTML."""
        if self._anchor is not None and self._alone:
            words = escape(memo()[self._anchor].text)
            return f'<blockquote style="{_SERIF};font-size:1.3em;border:0">{words}</blockquote>'
        if self._anchor is not None and self._unfolded:
            return f'<div style="{PAPER};{_SERIF}">{_static_unfolded(self._anchor)}</div>'
        page = f'<div style="{PAPER};{_SERIF}">{_static_page(self._anchor)}</div>'
        return page + "".join(_static_layer(shown) for shown in self._layers)


def _spec(anchor: Anchor | None, *, unfolded: bool, alone: bool) -> dict[str, Any]:
    """Return what the front end needs; a passage that stands alone brings nothing else along."""
    if anchor is not None and alone:
        return {"alone": memo()[anchor].text}
    return {
        "alone": "",
        "start": str(anchor) if anchor else "",
        "unfolded": unfolded,
        "pieces": [{"name": piece.name, **_smallest(piece)} for piece in memo().pieces],
        "paragraphs": [
            [
                {
                    "anchor": str(sentence.anchor),
                    "clauses": [_smallest(c) for c in sentence.clauses],
                }
                for sentence in paragraph.sentences
            ]
            for paragraph in memo().paragraphs
        ],
        "layers": [_layer(known) for known in codebook()],
        "glosses": {str(where): terms for where, terms in glosses().items()},
        "lines": {
            str(sentence): [(str(line.anchor), line.depth) for line in lines]
            for sentence, lines in unfold_all().items()
        },
    }


def _smallest(part: Clause | Piece) -> dict[str, Any]:
    added = [(one.start, one.end, one.kind) for one in part.insertions]
    return {"anchor": str(part.anchor), "text": part.text, "added": added}


def _layer(known: Layer) -> dict[str, Any]:
    marks = {
        str(anchor): {"tag": reading.tag, "also": reading.also, "reason": reading.reason}
        for anchor, reading in readings(known.id).items()
    }
    tags = [
        {"id": t.id, "key": t.key, "name": t.name, "about": t.about, "line": t.line}
        for t in known.tags
    ]
    return {
        "id": known.id,
        "name": known.name,
        "question": known.question,
        "about": known.about,
        "tags": tags,
        "marks": marks,
    }


def _static_page(anchor: Anchor | None) -> str:
    """Return the page, or the paragraph around a passage; a piece stands on the whole page."""
    around = [p for p in memo().paragraphs if anchor is not None and anchor.within(p.anchor)]
    body = "".join(
        f"<p>{' '.join(_static_sentence(sentence, anchor) for sentence in p.sentences)}</p>"
        for p in around or memo().paragraphs
    )
    if around:
        return body
    number, heading, signature, note = (_static_words(piece, anchor) for piece in memo().pieces)
    return (
        f'<p style="{QUIET}">{number}</p><p style="text-align:center;font-size:1.1em">'
        f'<em>{heading}</em></p>{body}<p style="text-align:right">{signature}</p>'
        f'<p style="{QUIET}"><small>{note}</small></p>'
    )


def _static_sentence(sentence: Sentence, chosen: Anchor | None) -> str:
    """Return a sentence with the anchor of its first clause, and the letters of the others."""
    return " ".join(
        f'<sup style="line-height:0">{clause.anchor.clause if place else clause.anchor}</sup>&nbsp;'
        f"{_static_words(clause, chosen)}"
        for place, clause in enumerate(sentence.clauses)
    )


def _static_words(part: Clause | Piece, chosen: Anchor | None) -> str:
    """Return a text, underlined if it is chosen."""
    marked = chosen is not None and chosen.sentence and part.anchor.within(chosen)
    return f"<u>{printed(part)}</u>" if marked else printed(part)


def _static_unfolded(anchor: Anchor) -> str:
    """Return a sentence as lists in lists."""
    clauses, html, depth = {c.anchor: c for c in memo().clauses}, "", -1
    for line in unfold(anchor):
        html += "<ul>" * (line.depth - depth) + "</li></ul>" * (depth - line.depth)
        html += "</li>" if line.depth <= depth else ""
        depth = line.depth
        html += f"<li><sup>{line.anchor}</sup> {_static_words(clauses[line.anchor], None)}"
    return html + "</li></ul>" * (depth + 1)


def _static_layer(shown: Layer) -> str:
    """Return a layer as a folded table: what each clause is, and why."""
    found = readings(shown.id)
    rows = []
    smallest: list[Clause | Piece] = [*memo().pieces[:2], *memo().clauses, *memo().pieces[2:]]
    for part in smallest:
        reading = found.get(part.anchor)
        if reading is not None:
            name, why = shown.tag(reading.tag).name, reading.reason
        elif isinstance(part, Clause):
            name, why = "yours to decide", "An exercise asks about it."
        else:
            continue
        cells = f"<td>{escape(name)}</td><td>{escape(why)}</td>"
        rows.append(f'<tr><th scope="row">¶{part.anchor}</th>{cells}</tr>')
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Clause", shown.name, "Why"))
    return (
        f"<details><summary>{escape(shown.name)}: {escape(shown.question)}</summary>"
        f"<table><caption>{escape(shown.about)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></details>"
    )
