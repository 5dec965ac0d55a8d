"""How long does a clerk wait? The whole process of ``giliran check``, on this repository.

Guards two promises: the full check stays under 2 s cold, and one changed file under 0.5 s, on two cores. Cold means
that nothing is kept between runs: there is no cache. The peer reads the same schedules with PyYAML's C loader and
judges them with ``jsonschema``, in the same run and on the same machine, so that the ratios mean something.

Run with ``make bench``. Medians of five; no test depends on them.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
ONE = "schedules/bkd/subbag-umum/2023-09.yaml"

PEER = """
import json, sys, yaml, jsonschema
from pathlib import Path
root, schemas = Path(sys.argv[1]), Path(sys.argv[2])
refused = 0
for path in sorted((root / "schedules").rglob("*.yaml")):
    name = path.relative_to(root).with_suffix(".schema.json")
    schema = json.loads((schemas / name).read_text())
    data = yaml.load(path.read_text(), Loader=yaml.CBaseLoader)
    refused += not jsonschema.Draft7Validator(schema).is_valid(data)
sys.exit(refused > 0)
"""


def median(command: list[str]) -> float:
    """Run a command a few times and give the median of the whole process, in seconds."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        taken.append(time.perf_counter() - start)
        if done.returncode != 0:
            sys.exit(done.stderr.decode() or done.stdout.decode())
    return statistics.median(taken)


def main() -> None:
    """Measure and print a table."""
    giliran = [sys.executable, "-m", "giliran"]
    with tempfile.TemporaryDirectory() as folder:
        schemas = Path(folder) / "schemas"
        subprocess.run([*giliran, "schemas", "--out", str(schemas)], cwd=ROOT, check=True, capture_output=True)
        rows = [
            ("giliran check", median([*giliran, "check"])),
            ("giliran check --jobs 2", median([*giliran, "check", "--jobs", "2"])),
            (f"giliran check {ONE}", median([*giliran, "check", ONE])),
            ("PyYAML (C) + jsonschema, schedules alone", median([sys.executable, "-c", PEER, str(ROOT), str(schemas)])),
            ("python -c pass", median([sys.executable, "-c", "pass"])),
        ]
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, medians of {RUNS}\n"
    )
    for name, seconds in rows:
        print(f"{seconds:6.2f} s  {seconds / rows[0][1]:5.2f} ×  {name}")


if __name__ == "__main__":
    main()
