"""Provinces to measure on: invented by ``giliran synth`` once for each size, with their compiled schemas where asked."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

from giliran.check import check
from giliran.published import schema_files
from giliran.store import read_tree
from tests.benchmarks.measuring import GILIRAN, ROOT, cost
from tests.benchmarks.recording import SCRATCH, state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANY = 30
_DAY = re.compile(r"^(  2023-09-\d\d: )\[(.*)\]$", re.MULTILINE)


def province(staff: int, faults: int = 0) -> Path:
    """Give the folder of a province of so many people and so many planted faults.

    It stays for the next question, as long as program and law are those that made it; ``make clean`` takes it away.
    """
    out = SCRATCH / "provinces" / (f"{staff}-{faults}" if faults else f"{staff}")
    stamp = out.with_suffix(".stamp")
    if not stamp.is_file() or stamp.read_text("utf-8") != state():
        stamp.unlink(missing_ok=True)
        for old in (out, _compiled(out)):
            shutil.rmtree(old, ignore_errors=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        cost(invention(out, staff, faults))
        stamp.write_text(state(), "utf-8")
    return out


def invention(out: Path, staff: int, faults: int = 0) -> list[str | Path]:
    """Give the command that invents a province."""
    return [*GILIRAN, "-C", ROOT, "synth", "--staff", str(staff), "--faults", str(faults), "--out", out]


def schemas(root: Path) -> Path:
    """Give the folder of the compiled schemas of a province, written if they are not there: those of its schedules.

    Without what they tell editors of the names of people: it changes no verdict, and a peer that does not know so would
    spend half its time on it. Ours judges by schemas without it, too.
    Written by the functions behind ``giliran schemas`` rather than by the command, which refuses staff with faults.
    """
    out = _compiled(root)
    if out.is_dir():
        return out
    fresh = out.with_name(f"{out.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    corpus = check(read_tree(root)).corpus
    found = schema_files(corpus)
    for name in found:
        judged = f"schedules/{'/'.join(name.split('/')[-3:])}".replace(".schema.json", ".yaml")
        if name.startswith("grammar/") or judged in corpus.tree.entries:
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(_without_remarks(json.loads(found[name])), ensure_ascii=False), "utf-8")
    fresh.rename(out)
    return out


def _without_remarks(value: Any) -> Any:  # noqa: ANN401 - whatever a schema holds
    """Leave out each ``if`` that never refuses."""
    if isinstance(value, list):
        return [_without_remarks(one) for one in value]
    if not isinstance(value, dict):
        return value
    remark = value.get("then") is True and "else" not in value
    return {key: _without_remarks(one) for key, one in value.items() if not (remark and key in {"if", "then"})}


def _compiled(root: Path) -> Path:
    return SCRATCH / "bare-schemas" / root.name


def edits(root: Path) -> tuple[Path, list[bytes]]:
    """Give a schedule, and lawful contents for it: in each, another person comes to the office on some day.

    The schedule is the first of September that has no recalls and room for many edits.
    """
    for path in sorted((root / "schedules").rglob("2023-09.yaml")):
        text = path.read_text("utf-8")
        found = [] if "recalls:" in text else list(_without_one(text))
        if len(found) >= MANY:
            return path, found
    sys.exit(f"there is no schedule to be edited under {root}")


def _without_one(text: str) -> Iterator[bytes]:
    for line in _DAY.finditer(text):
        people = line[2].split(", ")
        for person in people if len(people) > 1 else ():
            others = ", ".join(other for other in people if other != person)
            yield f"{text[: line.start()]}{line[1]}[{others}]{text[line.end() :]}".encode()


def planted(root: Path) -> list[dict[str, Any]]:
    """Give the faults planted in a province."""
    told: list[dict[str, Any]] = json.loads((root / "faults.json").read_text("utf-8"))["faults"]
    return told
