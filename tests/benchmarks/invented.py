"""Provinces to measure on: invented by ``giliran synth`` once for each size, with their compiled schemas where asked."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from giliran.check import check
from giliran.published import schema_files
from giliran.store import read_tree
from tests.benchmarks.measuring import GILIRAN, ROOT, cost
from tests.benchmarks.recording import SCRATCH, state

if TYPE_CHECKING:
    from pathlib import Path


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
    """Give the folder of the compiled schemas of a province, written if they are not there, by the paths of schedules.

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
        if name.replace(".schema.json", ".yaml") in corpus.tree.entries:
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found[name])
    fresh.rename(out)
    return out


def _compiled(root: Path) -> Path:
    return SCRATCH / "schemas" / root.name


def planted(root: Path) -> list[dict[str, Any]]:
    """Give the faults planted in a province."""
    told: list[dict[str, Any]] = json.loads((root / "faults.json").read_text("utf-8"))["faults"]
    return told
