"""How long until the site is there? The whole process of ``giliran build``, check included, on this repository.

Guards one promise: under 10 s cold on two cores, nothing kept between runs. The check alone stands
beside it, so that one sees what the pages cost. Run with ``make bench``; medians of five, and no test depends on them.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import GILIRAN, Figures, costs
from tests.benchmarks.whole_check import RUNS, table


def main() -> None:
    """Measure and print a table."""
    rows = [("giliran check --no-cache", Figures.of(costs([*GILIRAN, "check", "--no-cache"], RUNS)))]
    for audience in ("internal", "public"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "html"
            command = [*GILIRAN, "build", "--no-cache", "--out", out, "--audience", audience]
            made = costs(command, RUNS, before=lambda _, out=out: shutil.rmtree(out, ignore_errors=True))  # type: ignore[misc]  # mypy infers no type for a default
            files = sum(path.is_file() for path in out.rglob("*"))
        rows.append((f"giliran build --audience {audience}: {files} files", Figures.of(made)))
    print(table(rows))


if __name__ == "__main__":
    main()
