"""Files written whole: whoever reads one sees the old or the new, and a failure leaves the old."""

import os
from contextlib import suppress
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write beside the file, down to the disk, then rename; raises OSError with nothing changed."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:  # Ctrl+C, too
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
