"""A page that stands alone: one file, one style, no script, nothing loaded from anywhere."""

import base64
import hashlib
import unicodedata
from functools import cache
from html import escape
from pathlib import Path

_STYLE = Path(__file__).with_name("page.css")
_KEPT = "\n\t\u200c\u200d"  # joiners belong to the writing of several languages


@cache
def _style() -> tuple[str, str]:
    """Return the style and its digest, by which the page's policy knows it."""
    style = _STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return style, digest


def page(title: str, body: str, *, about: str = "") -> str:
    """Return a whole page: `title` is text, `body` is HTML, `about` a word for its body's class.

    Its policy lets in this style and nothing else: no script, image, frame, form or style
    attribute (Content Security Policy Level 3, in a meta element).
    """
    style, digest = _style()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{about}">\n{body}\n</body>\n</html>\n'
    )


def text(words: str) -> str:
    """Return words as HTML text: escaped, and without what is no text or turns its direction."""
    return escape(plain(words))


def somebodys(words: str) -> str:
    """Return a student's words as HTML, whose direction of writing stays within them."""
    return f"<bdi>{text(words)}</bdi>"


def plain(words: str) -> str:
    """Return text without controls, lone surrogates and marks that turn its direction."""
    if words.replace("\n", "").isprintable():  # nearly always, and a hundred times as fast
        return words
    return "".join(map(_sign, words.replace("\r\n", "\n").replace("\r", "\n")))


def _sign(sign: str) -> str:
    """Return a sign, nothing for one that only formats, "�" for what is no text."""
    kind = unicodedata.category(sign)
    if kind[0] != "C" or sign in _KEPT:
        return sign
    return "" if kind == "Cf" else "\ufffd"


def number(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: 1 point, 2 points."""
    return f"{count} {one if count == 1 else many or one + 's'}"
