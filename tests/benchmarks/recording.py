"""The figures of one question, kept as they are taken: a run that was broken off goes on where it stopped.

Each row goes into a journal under ``build/bench`` at once, under a key of the program, the data, the machine and what was
asked; the whole goes into ``<question>.json`` at the end, which the page of the site on capacity reads.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measuring import ROOT, Figures
from tests.properties.ajv import FOLDER, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.benchmarks.measuring import Cost

SCRATCH = ROOT / "build" / "bench"
PUBLISHED = ROOT / "site" / "measured"
STAFF = 58_109
"""The staff of the province of Jakarta."""
_PACKAGES = ("distributed", "jsonschema", "jsonschema-rs", "mkdocs", "msgspec", "PyYAML")
_MODULES = ("ajv", "js-yaml")

Row = dict[str, Any]


def asked(question: str, promise: str, *, runs: int = 5, **more: Mapping[str, Any]) -> argparse.Namespace:
    """Read the command line that all benchmarks have: how many people, how often, from which day, kept where."""
    parser = argparse.ArgumentParser(f"python -m tests.benchmarks.{question}", description=promise)
    parser.add_argument("--staff", type=int, default=STAFF, help="people in the province (%(default)s)")
    parser.add_argument("--runs", type=int, default=runs, help="runs of each command (%(default)s)")
    parser.add_argument("--date", help="the day that the figures carry (that of the last commit)")
    parser.add_argument(
        "--out", type=Path, help="folder of the figures (site/measured for the whole, else build/bench)"
    )
    parser.add_argument("--afresh", action="store_true", help="forget what a broken run has measured already")
    for name, settings in more.items():
        parser.add_argument(f"--{name.replace('_', '-')}", **settings)
    return parser.parse_args()


class Record:
    """The figures of one question.

    ``title`` is for whoever watches. What is measured at another size than the province's own goes below ``build/``,
    unless the caller names a folder: figures of a small try are not for the site.
    """

    def __init__(self, question: str, wanted: argparse.Namespace, *, whole: bool | None = None) -> None:
        self._question = question
        self._wanted = wanted
        self._whole = wanted.staff == STAFF if whole is None else whole
        self._broken: list[str] = []
        self._folder = wanted.out or (PUBLISHED if self._whole else SCRATCH / "measured")
        self._machine = machine()
        self._journal = SCRATCH / "journal" / f"{question}.jsonl"
        if wanted.afresh:
            self._journal.unlink(missing_ok=True)
        self._state = hashlib.sha256(f"{state()}{json.dumps(self._machine)}".encode()).hexdigest()[:24]
        self._known = self._remembered()
        self.rows: list[Row] = []
        print(f"\n{question}: {self._machine['processor']}, {self._machine['cores']} cores, runs: {wanted.runs}")

    def take(
        self, name: str, staff: int, measure: Callable[[int], tuple[Sequence[Cost], Mapping[str, Any]]], runs: int = 0
    ) -> Row:
        """Measure a row, or give the one that a run before this has measured.

        ``measure`` is handed the number of runs, and gives their costs and whatever else is worth keeping.
        """
        runs = runs or self._wanted.runs
        key = f"{self._state} {name} {staff} {runs}"
        row = self._known.get(key)
        if row is None:
            made, facts = measure(runs)
            row = {"name": name, "staff": staff, **Figures.of(made).as_data(), **facts}
            self._journal.parent.mkdir(parents=True, exist_ok=True)
            with self._journal.open("a", encoding="utf-8") as journal:
                journal.write(f"\n{json.dumps({'key': key, 'row': row})}")
        self.rows.append(row)
        print(_line(row), flush=True)
        return row

    def compare(self, row: Row, base: Row) -> float:
        """Note how many times as long as ``base`` a row takes."""
        row["ratio"] = round(row["seconds"]["median"] / base["seconds"]["median"], 2)
        print(f"{row['ratio']:9.2f} ×  {row['name']} : {base['name']}")
        return float(row["ratio"])

    def promise(self, words: str, value: float, most: float, *, least: bool = False) -> None:
        """Tell whether a promise about the whole province is kept: a value of at most so much, or of at least so much."""
        if self._whole:
            kept = value >= most if least else value <= most
            print(f"{'kept' if kept else 'BROKEN':>9}    {words}: {value:.2f}, promised {most:g}")
            self._broken += [] if kept else [words]

    def close(self) -> None:
        """Write the figures where they belong, and end with exit code 1 where a promise is broken."""
        self._folder.mkdir(parents=True, exist_ok=True)
        whole = {
            "version": 1,
            "question": self._question,
            "date": self._wanted.date or _git("log", "-1", "--format=%cs"),
            "machine": self._machine,
            "rows": self.rows,
        }
        path = self._folder / f"{self._question}.json"
        path.write_text(f"{json.dumps(whole, indent=1, ensure_ascii=False)}\n", "utf-8")
        print(f"written: {path}")
        if self._broken:
            sys.exit(f"broken promises: {'; '.join(self._broken)}")

    def _remembered(self) -> dict[str, Row]:
        if not self._journal.is_file():
            return {}
        found = {}
        for line in self._journal.read_text("utf-8").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # nothing, or the last line of a run that was broken off
            found[entry["key"]] = entry["row"]
        return found


def machine() -> dict[str, Any]:
    """Describe this machine, without anything that says whose it is."""
    processor = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    node = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return {
        "processor": processor[1] if processor else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "gigabytes": round(int(memory[1]) / 1024**2) if memory else 0,
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "versions": {
            **{name: importlib.metadata.version(name) for name in _PACKAGES},
            "Node": node.removeprefix("v"),
            **{name: _node_version(name) for name in _MODULES},
        },
    }


def _node_version(name: str) -> str:
    path = FOLDER / "node_modules" / name / "package.json"
    if not path.is_file():
        sys.exit(f"{name} is missing: run `make bench`, or `npm ci --ignore-scripts` in {FOLDER.relative_to(ROOT)}")
    return str(json.loads(path.read_text("utf-8"))["version"])


def state() -> str:
    """Give a digest of everything that figures depend on: the program, the site's own part, the law, the benchmarks."""
    digest = hashlib.sha256()
    for folder in ("pipeline/giliran", "site", "policy", "tests/benchmarks", "tests/node"):
        for parent, folders, names in os.walk(ROOT / folder):
            folders[:] = sorted(set(folders) - {"node_modules", "measured", "__pycache__"})
            for name in sorted(names):
                path = Path(parent) / name
                digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _line(row: Row) -> str:
    seconds = row["seconds"]
    span = f"{seconds['min']:.2f} to {seconds['max']:.2f}"
    return (
        f"{seconds['median']:9.2f} s  {span:>18}  {row['processor']:9.2f} s processor {row['megabytes']:7.0f} MB"
        f"  {row['staff']:8,} people  {row['name']}"
    )
