"""A page that stands alone."""

import base64
import hashlib
import re

import pytest
from lxml import html

from gorin.classroom import page


def test_a_page_lets_in_its_own_style_and_nothing_else():
    """The policy names the digest of the style as it stands in the page."""
    whole = page.page("A & B", "<p>x</p>")
    style = re.search(r"<style>(.*?)</style>", whole, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = html.fromstring(whole.encode()).xpath("//meta[@http-equiv]")[0].get("content")
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "<title>A &amp; B</title>" in whole
    assert not re.search(r"url\(|@import|<script|https?:|\sstyle=", whole)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<script>alert('x')</script>", "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"),
        ('" onload="x', "&quot; onload=&quot;x"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("a\x00b\x1b[31m", "a\ufffdb\ufffd[31m"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("Zoë Ö \u05d0\u05d1 漢字 🙂", "Zoë Ö \u05d0\u05d1 漢字 🙂"),
        ("\u0646\u200c\u0645", "\u0646\u200c\u0645"),
    ],
)
def test_text_is_only_text(words, shown):
    """Markup is escaped; controls, marks of direction and half signs are gone, writing is kept."""
    assert page.text(words) == shown
    page.text(words).encode("utf-8")


def test_a_students_words_keep_their_direction_to_themselves():
    """What a student wrote is set apart from the text around it."""
    assert page.somebodys("\u05d0 <b>") == "<bdi>\u05d0 &lt;b&gt;</bdi>"
