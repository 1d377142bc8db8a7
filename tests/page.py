"""What JupyterLab's sanitizer leaves of static HTML, checked with a real parser."""

from lxml import html

TAGS = """
a b blockquote br caption code dd del details div dl dt em h3 h4 h5 hr i img ins li ol p pre s small
span strong sub summary sup table tbody td tfoot th thead tr u ul
"""
ALLOWED = frozenset(TAGS.split())
ATTRIBUTES = {"style", "href", "src", "alt", "title", "scope", "colspan", "rowspan", "open", "dir"}


def parsed(text):
    """Parse a fragment."""
    return html.fragment_fromstring(text, create_parent="div")


def troubles(text):
    """Return what the sanitizer would drop, and images without a text."""
    found = []
    for element in parsed(text).iterdescendants():
        if element.tag not in ALLOWED:
            found.append(f"<{element.tag}>")
        found += [f"<{element.tag} {name}>" for name in element.attrib if name not in ATTRIBUTES]
        if element.tag == "img" and not element.get("alt"):
            found.append("an image without a text")
        if element.tag == "table" and element.find("caption") is None:
            found.append("a table without a caption")
    return found


def words(text):
    """The words of a fragment, without its addresses."""
    tree = parsed(text)
    for sup in tree.xpath("//sup"):
        sup.drop_tree()
    return " ".join(tree.text_content().split())
