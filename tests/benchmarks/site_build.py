"""How long until the site is there? The whole process of ``giliran build``, check included, on this repository.

Guards one promise: under 10 s cold on two cores, nothing kept between runs. The check alone stands
beside it, so that one sees what the pages cost. Run with ``make bench``; medians of five, and no test depends on them.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.whole_check import RUNS, median


def main() -> None:
    """Measure and print a table."""
    giliran = [sys.executable, "-m", "giliran"]
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, medians of {RUNS}\n"
    )
    base = median([*giliran, "check"])
    print(f"{base:6.2f} s  {1:5.2f} ×  giliran check")
    with tempfile.TemporaryDirectory() as folder:
        for audience in ("internal", "public"):
            out = Path(folder) / audience
            seconds = median([*giliran, "build", "--out", str(out), "--audience", audience])
            files = [path for path in out.rglob("*") if path.is_file()]
            size = sum(path.stat().st_size for path in files) / 1e6
            words = f"giliran build --audience {audience}: {len(files)} files, {size:.0f} MB"
            print(f"{seconds:6.2f} s  {seconds / base:5.2f} ×  {words}")


if __name__ == "__main__":
    main()
