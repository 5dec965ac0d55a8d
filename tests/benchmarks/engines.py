"""What do more processes bring, and do they change anything? The check of a province with faults, in 1, 2 and 4.

Also on a Dask cluster of two workers on this machine, whose memory and work are counted with the command's. Guards: the
report is the same, byte for byte, whatever ``--jobs`` and ``--engine`` say.

    python -m tests.benchmarks.engines --staff 58109 --runs 5
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.invented import province
from tests.benchmarks.measuring import GILIRAN, costs
from tests.benchmarks.province_check import faults
from tests.benchmarks.recording import Record, asked
from tests.command.test_engines import cluster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.benchmarks.measuring import Cost

QUESTION = "engines"
ENGINES = {f"jobs-{jobs}": ("--jobs", str(jobs)) for jobs in (1, 2, 4)}


def main() -> None:
    """Measure each engine, and compare what they say."""
    wanted = asked(QUESTION, __doc__ or "")
    record = Record(QUESTION, wanted)
    root = province(wanted.staff, faults(wanted.staff))
    rows = [record.take(name, wanted.staff, partial(_check, root, options)) for name, options in ENGINES.items()]
    rows.append(record.take("dask-2", wanted.staff, partial(_on_cluster, root)))
    if len({row["report"] for row in rows}) != 1:
        sys.exit(f"the reports differ: { {row['name']: row['report'] for row in rows} }")
    for row in rows:
        record.compare(row, rows[0])
    record.close()


def _on_cluster(root: Path, runs: int) -> tuple[list[Cost], Mapping[str, Any]]:
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder)) as (address, workers):
        options = ("--engine", "dask", "--scheduler", address)
        return _check(root, options, runs, besides=[worker.pid for worker in workers])


def _check(
    root: Path, options: Sequence[str], runs: int, besides: Sequence[int] = ()
) -> tuple[list[Cost], Mapping[str, Any]]:
    command: list[str | Path] = [*GILIRAN, "-C", root, "check", "--no-cache", "--format", "json", *options]
    made = costs(command, runs, exits=(1,), besides=besides)
    assert len({cost.said for cost in made}) == 1, "two runs of one command differ"
    return made, {"report": hashlib.sha256(made[0].said).hexdigest()[:16]}


if __name__ == "__main__":
    main()
