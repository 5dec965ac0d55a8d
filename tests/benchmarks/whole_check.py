"""How long does a clerk wait? The whole process of ``giliran check``, on this repository.

Guards two promises: the full check stays under 2 s cold, and one changed file under 0.5 s, on two cores. Cold means
that nothing is kept between runs. The peer reads the same schedules with PyYAML's C loader and
judges them with ``jsonschema``, in the same run and on the same machine, so that the ratios mean something.

Run with ``make bench``. Medians of five; no test depends on them.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import GILIRAN, ROOT, Figures, cost, costs
from tests.benchmarks.province_check import LOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNS = 5
ONE = "schedules/bkd/subbag-umum/2023-09.yaml"


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        schemas = Path(folder) / "schemas"
        cost([*GILIRAN, "schemas", "--out", schemas])
        commands: dict[str, list[str | Path]] = {
            "giliran check --no-cache": [*GILIRAN, "check", "--no-cache"],
            "giliran check --no-cache --jobs 2": [*GILIRAN, "check", "--no-cache", "--jobs", "2"],
            f"giliran check --no-cache {ONE}": [*GILIRAN, "check", "--no-cache", ONE],
            "PyYAML (C) + jsonschema, schedules alone": [sys.executable, LOOP, "bare", ROOT, schemas],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        rows = [(name, Figures.of(costs(command, RUNS))) for name, command in commands.items()]
    print(table(rows))


def table(rows: Sequence[tuple[str, Figures]]) -> str:
    """Lay out what was measured, each beside the first."""
    head = (
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, medians of {RUNS}\n"
    )
    base = rows[0][1].median
    lines = [f"{row.median:6.2f} s  {row.median / base:5.2f} ×  {row.megabytes:5.0f} MB  {name}" for name, row in rows]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    main()
