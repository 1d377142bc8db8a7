"""Settings for every test run, notebooks included."""

import csv
import os
from pathlib import Path
from typing import Any

# Builds and tests neither read nor write a person's answers file. Set here, at import, so that the
# workers and the kernels they start inherit it.
os.environ["GORIN_ANSWERS"] = "off"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print how far the two readers of the memo agree, layer by layer."""
    from gorin.reading import codebook, kappa  # noqa: PLC0415 - not before the variable is set

    path = Path(__file__).parent / "solutions" / "annotations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    terminalreporter.write_sep("-", "two readers of the memo, the second blind")
    for layer in codebook():
        pairs = [(row["first"], row["second"]) for row in rows if row["layer"] == layer.id]
        same = sum(first == second for first, second in pairs)
        terminalreporter.write_line(
            f"{layer.id:9} {same} of {len(pairs)} alike, Cohen's kappa {kappa(pairs):.2f}"
        )
