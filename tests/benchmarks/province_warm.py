"""How long does a clerk of a province wait for the check, with a cache and without one? Whole processes.

Guards, for 58,109 people, on two cores: nothing changed, at most 0.8 s; one changed schedule named on the command line,
at most 0.4 s with a cache and 1.5 s without; 1,000 faults and no cache, at most 8 s. In the changed schedule another
person comes to the office on some day, each time anew.

    python -m tests.benchmarks.province_warm --staff 58109 --runs 5
"""

from __future__ import annotations

import json
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.benchmarks.invented import edits, planted, province
from tests.benchmarks.measuring import GILIRAN, cost, costs
from tests.benchmarks.province_check import faults
from tests.benchmarks.recording import SCRATCH, Record, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.measuring import Cost

QUESTION = "province_warm"
CACHE = SCRATCH / "cache"
KEEPING = {"GILIRAN_CACHE": str(CACHE)}
PROMISED = {"unchanged": 0.8, "one-named": 0.4, "one-named-no-cache": 1.5, "faults": 8}
"""Seconds at most."""


def main() -> None:
    """Measure each wait."""
    wanted = asked(QUESTION, __doc__ or "")
    record = Record(QUESTION, wanted)
    staff, root = wanted.staff, province(wanted.staff)
    one, contents = edits(root)
    original = one.read_bytes()
    path = one.relative_to(root).as_posix()

    def forget(_: int) -> None:
        shutil.rmtree(CACHE, ignore_errors=True)

    def edit(number: int) -> None:
        one.write_bytes(contents[number % len(contents)])

    try:
        cold = record.take("cold", staff, partial(_runs, [*_check(root), "--no-cache"]))
        rows = [record.take("first", staff, partial(_runs, _check(root), before=forget))]
        cost(_check(root), environment=KEEPING)
        rows.append(record.take("unchanged", staff, partial(_runs, _check(root))))
        rows.append(record.take("one-named", staff, partial(_runs, [*_check(root), path], before=edit)))
        edit(wanted.runs)
        rows.append(
            record.take("one-named-no-cache", staff, partial(_runs, [*_check(root), "--no-cache", path], before=edit))
        )
        cost(_check(root), environment=KEEPING)
        rows.append(record.take("one-among-all", staff, partial(_runs, _check(root), before=_next(edit, wanted.runs))))
    finally:
        one.write_bytes(original)
        forget(0)
    many = faults(staff)
    rows.append(record.take("faults", staff, partial(_explained, province(staff, many))))
    for row in rows:
        record.compare(row, cold)
        if row["name"] in PROMISED:
            record.promise(f"seconds, {row['name']}", row["seconds"]["median"], PROMISED[row["name"]])
    record.close()


def _check(root: Path) -> list[str | Path]:
    return [*GILIRAN, "-C", root, "check"]


def _runs(
    command: Sequence[str | Path], runs: int, *, before: Callable[[int], None] | None = None
) -> tuple[list[Cost], Mapping[str, Any]]:
    return costs(command, runs, environment=KEEPING, before=before), {}


def _next(edit: Callable[[int], None], runs: int) -> Callable[[int], None]:
    """Go on with numbers that have not been used."""
    return lambda number: edit(number + runs + 1)


def _explained(root: Path, runs: int) -> tuple[list[Cost], Mapping[str, Any]]:
    """Check a province with faults, and make sure that each of them is told."""
    made = costs([*_check(root), "--no-cache", "--format", "json"], runs, exits=(1,))
    told = {(found["code"], found["path"]) for found in json.loads(made[-1].said)["diagnostics"]}
    many = planted(root)
    missing = [fault for fault in many if (fault["code"], fault["path"]) not in told]
    assert not missing, missing
    return made, {"faults": len(many)}


if __name__ == "__main__":
    main()
