"""A part of the memo as static HTML, with what the editions added set apart."""

from html import escape

from gorin.memo import Clause, Piece


def printed(part: Clause | Piece) -> str:
    """Return a text in which the editions' additions are small, and the note's number raised."""
    html, at = "", 0
    for added in part.insertions:
        raised = ' style="vertical-align:super"' if added.kind == "number of the note" else ""
        html += f"{escape(part.text[at : added.start])}<small{raised}>{escape(added.text)}</small>"
        at = added.end
    return html + escape(part.text[at:])
