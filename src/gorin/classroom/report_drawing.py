"""The drawings of the class report: the memo as a heat map, bars, tables; as HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from gorin.bank import Question
from gorin.classroom.counts import Places
from gorin.classroom.items import Item
from gorin.classroom.page import number, text
from gorin.memo import Clause, memo
from gorin.wording import raised

_STEPS = (20, 40, 60, 80)  # per cent at which the line becomes thicker and the shade darker
_FIT = 3  # columns of a table that a narrow window holds without scrolling
_NAMES = ("under 20 %", "20 to 39 %", "40 to 59 %", "60 to 79 %", "80 % and more")


def heat(places: Places, right: Sequence[str] = ()) -> str:
    """Return the memo with the share of the class that pointed at each clause.

    Paragraphs at which nobody pointed are named, not printed; clauses in `right` are framed.
    """
    shown, silent = [], []
    wanted = set(places.counts) | set(right)
    for paragraph in memo().paragraphs:
        if any(str(clause.anchor) in wanted for clause in paragraph.clauses):
            words = " ".join(_clause(clause, places, right) for clause in paragraph.clauses)
            shown.append(f"<p>{words}</p>")
        else:
            silent.append(paragraph.anchor.printed)
    shown += [
        f"<p>{_marked(str(piece.anchor), piece.text, places, right)}</p>"
        for piece in memo().pieces
        if str(piece.anchor) in wanted
    ]
    quiet = f'<p class="quiet small">Nobody pointed at {_listed(silent)}.</p>' if silent else ""
    wider = _wider(places.wider) if places.wider else ""
    return f'<div class="heat">{"".join(shown)}</div>{quiet}{wider}'


def _wider(count: int) -> str:
    whole = "1 answer names a whole sentence or paragraph and counts"
    many = f"{count} answers name a whole sentence or paragraph and count"
    said = whole if count == 1 else many
    return f'<p class="quiet small">{said} at each of its clauses.</p>'


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" or {names[-1]}" if len(names) > 1 else names[0]


def _clause(clause: Clause, places: Places, right: Sequence[str]) -> str:
    return _marked(str(clause.anchor), clause.text, places, right)


def _marked(anchor: str, words: str, places: Places, right: Sequence[str]) -> str:
    count = places.counts.get(anchor, 0)
    plain = raised(escape(words, quote=False))
    if not count and anchor not in right:
        return plain
    key = " · key" if anchor in right else ""
    share = percent(count, places.students)
    label = f'<span class="share">{anchor}\N{NO-BREAK SPACE}· {share}{key}</span>'
    frame = " here" if anchor in right else ""
    step = _step(count, places.students) if count else ""
    return f'<mark class="{step}{frame}">{plain}{label}</mark>'


def _step(count: int, students: int) -> str:
    share = 100 * count / students
    return f"s{1 + sum(share >= edge for edge in _STEPS)}"


def percent(count: int, students: int) -> str:
    """Write a share in whole per cent, with a space that does not break."""
    return f"{round(100 * count / students)}\N{NO-BREAK SPACE}%"


def legend() -> str:
    """Return what the lines of the heat map mean."""
    parts = "".join(
        f'<li><mark class="s{step}">{name}</mark></li>' for step, name in enumerate(_NAMES, 1)
    )
    return f'<ul class="legend heat small" aria-label="Share of the class">{parts}</ul>'


def share_cell(share: float, said: str) -> str:
    """Return a cell with a share (0 to 1) in figures, and as a bar that is not read out."""
    return (
        f'<td class="drawn"><span>{said}</span><svg class="bar" viewBox="0 0 100 10" '
        'preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{round(100 * share)}" height="10"/></svg></td>'
    )


def table(caption: str, columns: Sequence[str], body: str) -> str:
    """Return a table that scrolls in its own place where the window is narrow.

    The name of a column of figures ends in `#`, which is not shown.
    """
    head = "".join(
        f'<th scope="col" class="figure">{name[:-1]}</th>'
        if name.endswith("#")
        else f'<th scope="col">{name}</th>'
        for name in columns
    )
    many = " many" if len(columns) > _FIT else ""
    return (
        f'<div class="wide{many}" tabindex="0"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def table_of_items(items: Sequence[Item]) -> str:
    """Return difficulty and discrimination of each question as a table."""
    columns = ("Question", "Skill", "Points earned", "Full#", "None#", "Blank#", "Link#")
    caption = (
        "How hard each question was. The link is 1 where those who did well elsewhere did well "
        "here, and 0 where one does not tell the other"
    )
    return table(caption, columns, "".join(map(_item, items)))


def _item(item: Item) -> str:
    earned = (
        "<td>to be read</td>"
        if item.share is None
        else share_cell(item.share, percent(round(item.share * 1000), 1000))
    )
    link = "–" if item.link is None else f"{item.link:.2f}".replace("-", "−")
    name = text(item.question.id)
    figures = "".join(
        f'<td class="figure">{figure}</td>' for figure in (item.full, item.none, item.blank, link)
    )
    return (
        f'<tr><th scope="row"><a href="#{name}">{name}</a></th><td>{item.question.skill}</td>'
        f"{earned}{figures}</tr>"
    )


def table_of_choices(
    question: Question, counts: Mapping[str, int], students: int, right: Sequence[str] = ()
) -> str:
    """Return how many chose each option."""
    rows = "".join(
        f'<tr><th scope="row"><b>{text(o.id)}</b> · {text(o.text)}'
        f"{' <b>(key)</b>' if o.id in right else ''}</th>"
        f"{share_cell(counts[o.id] / students, percent(counts[o.id], students))}</tr>"
        for o in question.options
    )
    return table(number(students, "answer"), ("Option", "Chosen by"), rows)


def table_of_numbers(question: Question, counts: Sequence[tuple[str, int]], students: int) -> str:
    """Return how many gave each number."""
    rows = "".join(
        f'<tr><th scope="row">{text(f"{value} {question.unit}".strip())}</th>'
        f"{share_cell(count / students, percent(count, students))}</tr>"
        for value, count in counts
    )
    return table(number(students, "answer"), ("Number", "Given by"), rows)


def table_of_tags(
    question: Question,
    tags: Mapping[str, list[tuple[str, int]]],
    students: int,
    right: Mapping[str, str],
) -> str:
    """Return each row's commonest column with its share, and the next one."""
    texts = {option.id: text(option.text) for option in question.options}
    rows = []
    for row in question.rows:
        ranked = tags[row.id]
        first, count = ranked[0] if ranked else ("", 0)
        said = texts.get(first, "(nobody)")
        key = " <b>(key)</b>" if right and right.get(row.id) == first else ""
        other = f" <b>(key: {texts[right[row.id]]})</b>" if right and not key else ""
        then = f"{texts[ranked[1][0]]}, {percent(ranked[1][1], students)}" if ranked[1:] else "–"
        rows.append(
            f'<tr><th scope="row">{text(row.text)}</th><td>{said}{key}{other}</td>'
            f"{share_cell(count / students, percent(count, students))}<td>{then}</td></tr>"
        )
    columns = ("Row", "Commonest choice", "Share", "Next")
    return table(number(students, "answer"), columns, "".join(rows))
