"""The memo: paragraphs, sentences and clauses with their anchors, and where a quotation stands.

Read from `data/memo.xml` (TEI P5). Anchors are counted from its structure and written nowhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from heapq import nlargest
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Self
from xml.parsers import expat

from gorin import paths
from gorin.errors import CourseError

_TYPED = re.compile(
    r"\s*(?:¶|p\.?)?\s*(\d)(?:\.(\d{1,2})([a-z])?(?:\.(\d))?)?\s*", flags=re.IGNORECASE
)
_INSERTIONS = {
    "corr": "correction",
    "ex": "expansion",
    "fw": "page turn",
    "ref": "number of the note",
    "label": "number of the note",
}
_PIECES = {"idno": "file number", "head": "heading", "signed": "signature", "note": "note"}
_LIKELY = 30  # stretches of the page that are compared with words letter by letter
_NEAR = 0.6  # below this likeness (0 to 1) a passage is no help to one who misquotes


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Where a passage stands: `3`, `3.2`, `3.2d`, or an editors' insertion such as `3.2f.1`."""

    paragraph: int
    sentence: int = 0
    clause: str = ""
    insertion: int = 0

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read `3.2d`, `¶3.2d` or `p3.2d`; raises ValueError where it is none of these."""
        found = _TYPED.fullmatch(typed)
        if not found:
            raise ValueError(f"not an anchor: {typed!r} (an anchor looks like 3, 3.2 or 3.2d)")
        paragraph, sentence, clause, insertion = found.groups(default="")
        return cls(int(paragraph), int(sentence or 0), clause.lower(), int(insertion or 0))

    def __str__(self) -> str:
        sentence = f".{self.sentence}" if self.sentence else ""
        insertion = f".{self.insertion}" if self.insertion else ""
        return f"{self.paragraph}{sentence}{self.clause}{insertion}"

    @property
    def printed(self) -> str:
        """The anchor as it is printed: `¶3.2d`."""
        return f"¶{self}"

    @property
    def parent(self) -> "Anchor | None":
        """The next larger passage around this one, or None around a paragraph."""
        if self.insertion:
            return Anchor(self.paragraph, self.sentence, self.clause)
        if self.clause:
            return Anchor(self.paragraph, self.sentence)
        return Anchor(self.paragraph) if self.sentence else None

    def within(self, other: "Anchor") -> bool:
        """Does this passage lie inside the other, or is it the same?"""
        here: Anchor | None = self
        while here is not None and here != other:
            here = here.parent
        return here is not None


@dataclass(frozen=True, slots=True)
class Insertion:
    """What an edition added inside a clause or piece; `start` and `end` count its characters."""

    anchor: Anchor
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest part of the memo that has an anchor; its text is as printed."""

    anchor: Anchor
    text: str
    insertions: tuple[Insertion, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses in order."""

    anchor: Anchor
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """The clauses, joined as they stand."""
        return " ".join(clause.text for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in order."""

    anchor: Anchor
    sentences: tuple[Sentence, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all sentences, in order."""
        return tuple(clause for sentence in self.sentences for clause in sentence.clauses)

    @property
    def text(self) -> str:
        """The sentences, joined as they stand."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands around the body: file number, heading, signature, note."""

    anchor: Anchor
    name: str
    text: str
    insertions: tuple[Insertion, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """An anchor with its text."""

    anchor: Anchor
    text: str

    def __str__(self) -> str:
        return f"{self.anchor.printed} “{self.text}”"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a quotation stands: the smallest passage around it, and what it touches."""

    anchor: Anchor
    touched: tuple[Anchor, ...]
    text: str


@dataclass(frozen=True, eq=False)
class Memo:
    """The whole paper: the pieces around the body and its paragraphs."""

    source: str
    pieces: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    _passages: dict[Anchor, Passage] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for part in self._parts():
            self._passages[part.anchor] = Passage(part.anchor, part.text)

    def __repr__(self) -> str:
        return f"Memo: {len(self.sentences)} sentences, {len(self.clauses)} clauses"

    def _parts(self) -> Iterator[Paragraph | Sentence | Clause | Piece | Insertion]:
        yield from self.paragraphs
        yield from self.sentences
        for part in self._smallest():
            yield part
            yield from part.insertions

    def _smallest(self) -> tuple[Clause | Piece, ...]:
        return (*self.pieces, *self.clauses)

    @cached_property
    def runs(self) -> "tuple[_Folded, ...]":
        """The runs of text in which a quotation may stand: paragraphs, then pieces."""
        body = tuple(_Folded(paragraph.clauses) for paragraph in self.paragraphs)
        return (*body, *(_Folded((piece,)) for piece in self.pieces))

    @property
    def text(self) -> str:
        """The body: its paragraphs with an empty line between them."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the body, in order."""
        return tuple(s for paragraph in self.paragraphs for s in paragraph.sentences)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses of the body, in order."""
        return tuple(clause for paragraph in self.paragraphs for clause in paragraph.clauses)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every anchor there is, in the order of the page."""
        return tuple(sorted(self._passages))

    def __getitem__(self, anchor: str | Anchor) -> Passage:
        """Return the passage at an anchor; raises CourseError that says what there is instead."""
        try:
            parsed = anchor if isinstance(anchor, Anchor) else Anchor.parse(anchor)
        except ValueError as wrong:
            raise CourseError(str(wrong)) from None
        if parsed not in self._passages:
            raise CourseError(f"not an anchor: '{parsed}' ({self._instead(parsed)})")
        return self._passages[parsed]

    def _instead(self, anchor: Anchor) -> str:
        parent = anchor.parent
        while parent is not None:
            inside = [str(a) for a in self.anchors if a.parent == parent]
            if inside:
                name = "sentence" if parent.sentence else "paragraph"
                listed = f"{inside[0]} to {inside[-1]}" if len(inside) > 2 else " and ".join(inside)
                return f"{name} {parent} has {listed}"
            parent = parent.parent
        return f"paragraphs are 1 to {len(self.paragraphs)}"

    def find(self, quotation: str) -> tuple[Mention, ...]:
        """Return every place where the quotation stands, in the order of the page.

        White space, capitals, typographic quotes, the page mark, the note's number and the
        editors' brackets are ignored; `…` joins pieces of one paragraph in order.
        """
        return _find(self, quotation)

    def nearest(self, quotation: str) -> Passage | None:
        """Return the words of the memo most like a quotation that is not in it, with their clause.

        The likeness is that of difflib's SequenceMatcher; below 0.6 nothing is returned. Only where
        most pairs of letters are shared is it looked at: words with their letters shuffled, which
        are like everything until one looks, would take seconds.
        """
        wanted = _fold(quotation)
        best, passage = _NEAR, None
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        for folded, start, end in self._likely(wanted) if wanted else ():
            matcher.set_seq1(folded.text[start:end])
            if matcher.quick_ratio() > best and matcher.ratio() > best:
                best = matcher.ratio()
                mention = folded.mention(start, end)
                passage = Passage(mention.touched[0], mention.text)
        return passage

    def _likely(self, wanted: str) -> list[tuple["_Folded", int, int]]:
        """Return the stretches that share most pairs of letters with words, as the page has them.

        Of three letters and fewer it is letters that are shared.
        """
        size = min(2, 1 + len(wanted) // 4)
        pairs = {wanted[i : i + size] for i in range(len(wanted) - size + 1)}
        rated: dict[str, tuple[float, int, _Folded, int, int]] = {}
        for run in self.runs:
            met = [0, *accumulate(run.text[i : i + size] in pairs for i in range(len(run.text)))]
            for start, end in run.windows(len(wanted.split())):
                share = (met[end - size + 1] - met[start]) / (end - start + len(wanted))
                rated.setdefault(run.text[start:end], (share, -len(rated), run, start, end))
        likely = nlargest(_LIKELY, rated.values(), key=lambda one: one[:2])
        return [one[2:] for one in sorted(likely, key=lambda one: -one[1])]


@lru_cache(maxsize=512)  # a class quotes the same words again and again
def _find(whole: Memo, quotation: str) -> tuple[Mention, ...]:
    wanted = [piece for piece in map(_fold, _ELLIPSIS.split(quotation)) if piece]
    if not wanted:
        return ()
    mentions = (mention for run in whole.runs for mention in run.mentions(wanted))
    return tuple(sorted(mentions, key=lambda mention: mention.touched))


_ELLIPSIS = re.compile(r"…|\.\.\.")
_ADDED = re.compile(r"\[[^\[\]]*\]|(?<=[A-Za-z])31\b")
_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("“”„«»", '"') | {"–": "-"})
_EDGES = " \"'.,;:()-"


def _fold(text: str) -> str:
    """Return a quotation in the form in which quotations are compared."""
    plain = _ADDED.sub("", unicodedata.normalize("NFC", text)).translate(_QUOTES).casefold()
    return " ".join(plain.split()).strip(_EDGES)


class _Folded:
    """A paragraph or piece in the form in which quotations are compared, and the way back."""

    def __init__(self, clauses: Sequence[Clause | Piece]) -> None:
        self.clauses = clauses
        characters: list[str] = []
        self.origin: list[tuple[int, int]] = []  # of each character: which clause, which place
        for number, clause in enumerate(clauses):
            dropped = {i for added in clause.insertions for i in range(added.start, added.end)}
            for place, character in enumerate((clause.text + " ").translate(_QUOTES).casefold()):
                if place in dropped or (character.isspace() and characters[-1:] == [" "]):
                    continue
                characters.append(" " if character.isspace() else character)
                self.origin.append((number, place))
        self.text = "".join(characters)

    def mentions(self, wanted: list[str]) -> Iterator[Mention]:
        """Yield where the wanted pieces follow one another."""
        for start, end in self._places(wanted[0], 0):
            last: int | None = end
            for piece in wanted[1:]:
                last = next((e for _, e in self._places(piece, last)), None) if last else None
            if last is not None:
                yield self.mention(start, last)

    def _places(self, piece: str, after: int) -> Iterator[tuple[int, int]]:
        whole = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)")
        for found in whole.finditer(self.text, after):
            yield found.span()

    def windows(self, words: int) -> Iterator[tuple[int, int]]:
        """Yield every run of that many words, one fewer and one more."""
        spans = [found.span() for found in re.finditer(r"\S+", self.text)]
        for size in range(max(1, words - 1), words + 2):
            for first in range(max(1, len(spans) - size + 1)):
                yield spans[first][0], spans[min(first + size, len(spans)) - 1][1]

    def mention(self, start: int, end: int) -> Mention:
        """Return the passage between two places of the folded text."""
        (first, opening), (last, closing) = self.origin[start], self.origin[end - 1]
        touched = self.clauses[first : last + 1]
        printed = " ".join(clause.text for clause in touched)
        cut = len(touched[-1].text) - closing - 1
        anchor: Anchor = touched[0].anchor
        while anchor.parent and not touched[-1].anchor.within(anchor):
            anchor = anchor.parent
        words = printed[opening : len(printed) - cut] if cut > 0 else printed[opening:]
        return Mention(anchor, tuple(clause.anchor for clause in touched), words)


@cache
def memo() -> Memo:
    """Return the memo of the course, read once."""
    return read_memo(paths.data("memo.xml"))


def read_memo(path: Path) -> Memo:
    """Read a TEI file; raises CourseError with the file, the line and what is wrong there."""
    root = _parse(path)
    text = next(root.all("text"), None)
    if text is None:
        raise CourseError(f"{path}, line {root.line}: no <text> in this TEI file")
    paragraphs = tuple(_paragraph(p, i, path) for i, p in enumerate(text.all("p"), 1))
    if not paragraphs:
        raise CourseError(f"{path}, line {text.line}: no <p> in the text, so there is no memo")
    around = {0: ("idno", "head"), len(paragraphs) + 1: ("signed", "note")}
    pieces = tuple(
        _piece(node, Anchor(number, place))
        for number, names in around.items()
        for place, name in enumerate(names, 1)
        for node in [_only(text, name, path)]
    )
    return Memo(text.text, pieces, paragraphs)


@dataclass(slots=True)
class _Node:
    """An element with its line, its attributes, and its text and elements in order."""

    tag: str
    line: int
    attributes: dict[str, str]
    content: "list[_Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.content)

    def all(self, *tags: str) -> "Iterator[_Node]":
        """Yield the elements of these names below, in order; none inside another."""
        for child in self.content:
            if isinstance(child, _Node):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.all(*tags)


def _parse(path: Path) -> _Node:
    """Read XML with line numbers, which an error message needs and ElementTree does not keep."""
    top = _Node("", 1, {})
    stack = [top]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        node = _Node(name.rpartition(" ")[2], parser.CurrentLineNumber, attributes)
        stack[-1].content.append(node)
        stack.append(node)

    def characters(text: str) -> None:
        stack[-1].content.append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(path.read_bytes(), True)  # noqa: FBT003 - expat's own form
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror})") from None
    except expat.ExpatError as error:
        raise CourseError(
            f"{path}, line {error.lineno}: not well-formed XML "
            f"({expat.ErrorString(error.code)}). Mend that line.",
        ) from None
    return next(child for child in top.content if isinstance(child, _Node))


def _only(text: _Node, name: str, path: Path) -> _Node:
    nodes = list(text.all(name))
    if len(nodes) != 1:
        raise CourseError(
            f"{path}, line {text.line}: {len(nodes)} <{name}> in the text, and one is needed "
            f"for the {_PIECES[name]}",
        )
    return nodes[0]


def _paragraph(node: _Node, number: int, path: Path) -> Paragraph:
    sentences = tuple(
        _sentence(s, Anchor(number, place), path) for place, s in enumerate(node.all("s"), 1)
    )
    _contiguous(node, "s", path)
    return Paragraph(Anchor(number), sentences)


def _sentence(node: _Node, anchor: Anchor, path: Path) -> Sentence:
    _contiguous(node, "cl", path)
    clauses = list(node.all("cl"))
    if len(clauses) > 26:
        raise CourseError(f"{path}, line {node.line}: more clauses than letters in one sentence")
    letters = (Anchor(anchor.paragraph, anchor.sentence, chr(ord("a") + i)) for i in range(26))
    return Sentence(anchor, tuple(map(_clause, clauses, letters)))


def _contiguous(node: _Node, inner: str, path: Path) -> None:
    """Raise CourseError unless the parts fill the element with single spaces between them."""
    parts = list(node.all(inner))
    if not parts or node.text != " ".join(part.text for part in parts):
        raise CourseError(
            f"{path}, line {node.line}: <{node.tag}> must hold <{inner}> elements with one space "
            "between them and nothing else (line breaks go inside tags)",
        )
    for left, right in pairwise(parts):
        if left.text != left.text.strip() or right.text != right.text.strip():
            raise CourseError(f"{path}, line {right.line}: white space at an edge of <{inner}>")


def _clause(node: _Node, anchor: Anchor) -> Clause:
    people = (p.attributes.get("ref", "").removeprefix("#") for p in node.all("persName", "rs"))
    return Clause(anchor, node.text, _insertions(node, anchor), tuple(dict.fromkeys(people)))


def _piece(node: _Node, anchor: Anchor) -> Piece:
    return Piece(anchor, _PIECES[node.tag], node.text, _insertions(node, anchor))


def _insertions(node: _Node, anchor: Anchor) -> tuple[Insertion, ...]:
    spans: list[tuple[str, str, int]] = []

    def walk(inside: _Node, place: int) -> int:
        for child in inside.content:
            if isinstance(child, str):
                place += len(child)
            else:
                if child.tag in _INSERTIONS:
                    spans.append((_INSERTIONS[child.tag], child.text, place))
                place = walk(child, place)
        return place

    walk(node, 0)
    return tuple(
        Insertion(
            Anchor(anchor.paragraph, anchor.sentence, anchor.clause, number),
            kind,
            text,
            start,
            start + len(text),
        )
        for number, (kind, text, start) in enumerate(spans, 1)
    )
