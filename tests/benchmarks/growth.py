"""How do time and memory grow with the number of people? ``synth``, then ``check``, then ``build``, each cold.

Guards: the check takes at 250,000 people at most 1.3 times as long for each person as at 10,000, and a province of
58,109 is invented in 15 s and 500 MB. A build takes long and much room on the disk: it is measured once at each size,
and ``--build-up-to`` leaves out the largest.

    python -m tests.benchmarks.growth --sizes 1000 10000 58109 250000 --runs 3
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.benchmarks.invented import invention, province
from tests.benchmarks.measuring import GILIRAN, costs
from tests.benchmarks.province_build import OUT, cold
from tests.benchmarks.recording import SCRATCH, STAFF, Record, asked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.measuring import Cost
    from tests.benchmarks.recording import Row

QUESTION = "growth"
SIZES = (1_000, 10_000, 58_109, 250_000)


def main() -> None:
    """Measure each size, and how much more a person costs in the largest than in the one of some 10,000."""
    wanted = asked(
        QUESTION,
        __doc__ or "",
        runs=3,
        sizes={"type": int, "nargs": "+", "help": "numbers of people (1000 10000 58109 250000; or up to --staff)"},
        build_up_to={"type": int, "default": SIZES[-1], "help": "the largest to be built (%(default)s)"},
    )
    sizes = tuple(wanted.sizes or (SIZES if wanted.staff == STAFF else (wanted.staff // 5, wanted.staff)))
    record = Record(QUESTION, wanted, whole=sizes == SIZES)
    rows: dict[str, list[Row]] = {"synth": [], "check": [], "build": []}
    for staff in sizes:
        rows["synth"].append(_each(record.take("synth", staff, partial(_synth, staff))))
        root = province(staff)
        rows["check"].append(_each(record.take("check", staff, partial(_check, root))))
        if staff <= wanted.build_up_to:
            rows["build"].append(_each(record.take("build", staff, partial(cold, root), 1)))
            shutil.rmtree(OUT, ignore_errors=True)
    for measured in rows.values():
        _compare(measured)
    record.promise("times the cost of a person at 10,000, in the largest", rows["check"][-1]["per_person"], 1.3)
    invented = next((row for row in rows["synth"] if row["staff"] == STAFF), rows["synth"][-1])
    record.promise("seconds of inventing a province", invented["seconds"]["median"], 15)
    record.promise("megabytes of inventing a province", invented["megabytes"], 500)
    record.close()


def _each(row: Row) -> Row:
    row["microseconds"] = round(row["seconds"]["median"] * 1e6 / row["staff"], 1)
    return row


def _compare(rows: Sequence[Row]) -> None:
    """Note how much more a person costs in each size than in the one nearest to 10,000."""
    if not rows:
        return
    base = min(rows, key=lambda row: abs(row["staff"] - 10_000))
    for row in rows:
        row["per_person"] = round(row["microseconds"] / base["microseconds"], 2)
        print(f"{row['per_person']:9.2f} ×  {row['name']} for each of {row['staff']:,} : each of {base['staff']:,}")


def _synth(staff: int, runs: int) -> tuple[list[Cost], Mapping[str, Any]]:
    out = SCRATCH / "synth"

    def clear(_: int) -> None:
        shutil.rmtree(out, ignore_errors=True)

    made = costs(invention(out, staff), runs, before=clear)
    sizes = [path.stat().st_size for path in out.rglob("*.yaml")]
    clear(0)
    return made, {"files": len(sizes), "written": round(sum(sizes) / 1e6, 1)}


def _check(root: Path, runs: int) -> tuple[list[Cost], Mapping[str, Any]]:
    return costs([*GILIRAN, "-C", root, "check", "--no-cache"], runs), {}


if __name__ == "__main__":
    main()
