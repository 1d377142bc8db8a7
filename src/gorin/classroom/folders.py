"""Names of folders that are safe on every system: one for each student, and never another's."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

_LONGEST = 60  # characters, and at most 180 bytes; disks allow 255 bytes
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Windows takes these for devices, with any ending; the raised figures count as figures there.
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
# Nobody can look for a name of his own that ends as another's: 2**64 are too many to try.
_SIGNS = 16
_SIGNED = re.compile(rf"-[0-9a-f]{{{_SIGNS}}}\Z")


def folders(names: Iterable[str], beside: Iterable[str] = ()) -> Mapping[str, str]:
    """Return a folder's name for each name, no two of which any disk takes for the same.

    A name that had to be changed, or that a disk could take for another or for one of the files
    `beside` the folders, ends in sixteen signs made from it alone, so that a class that grows moves
    nobody; so does one that ends like that already.
    """
    made = {name: safe(name) for name in sorted(set(names))}
    alike = Counter(map(_folded, [*made.values(), *beside]))
    return {
        name: folder if folder == name and _is_free(folder, alike) else _signed(name, folder)
        for name, folder in made.items()
    }


def _is_free(folder: str, alike: Mapping[str, int]) -> bool:
    folded = _folded(folder)
    return alike[folded] == 1 and not _SIGNED.search(folded)


def safe(name: str) -> str:
    """Return a name without what a disk, a shell or a reader could take for something else."""
    composed = unicodedata.normalize("NFC", name)
    visible = "".join("_" if unicodedata.category(sign)[0] == "C" else sign for sign in composed)
    plain = _FORBIDDEN.sub("_", _SPACE.sub(" ", visible))[:_LONGEST]
    while len(plain.encode()) > 3 * _LONGEST:
        plain = plain[:-1]
    plain = plain.strip(" .").lstrip("~-")
    return f"_{plain}" if not plain or _DEVICES.fullmatch(plain) else plain


def _folded(folder: str) -> str:
    """Return a name as the most forgetful disk knows it: without case, in one composition."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folder).casefold())


def _signed(name: str, folder: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{folder}-{digest[:_SIGNS]}"
