"""How long does a clerk wait for a git server of a province to answer a push of five files? The whole push, by the clock.

Guards, for 58,109 people, on two cores: 95 of 100 pushes are judged within 2 s; what is published then takes the rest of
the time, and is measured by ``province_build``. The first push, which founds the repository, is not counted, nor the second,
which finds nothing remembered.

    python -m tests.benchmarks.server_push --staff 58109 --runs 40
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.benchmarks.invented import province
from tests.benchmarks.measuring import GILIRAN, cost
from tests.benchmarks.recording import SCRATCH, Record, asked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.benchmarks.measuring import Cost

QUESTION = "server_push"
FILES, PROMISED = 5, 2.0
_WHO = ("-c", "user.name=clerk", "-c", "user.email=clerk@example.invalid", "-c", "gc.auto=0")


def main() -> None:
    """Push again and again."""
    wanted = asked(QUESTION, __doc__ or "", runs=40)
    wanted.out = wanted.out or SCRATCH / "measured"
    record = Record(QUESTION, wanted)
    home = SCRATCH / "server"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(province(wanted.staff), home / "desk")
    _git(home, "init", "--quiet", "--bare", "--initial-branch=main", str(home / "server.git"))
    cost([*GILIRAN, "hook", "install", home / "server.git", "--today", "2023-08-01"])
    _git(home / "desk", "init", "--quiet", "--initial-branch=main")
    _git(home / "desk", "add", "--all")
    _git(home / "desk", "commit", "--quiet", "--message", "Data")
    _git(home / "desk", "push", "--quiet", str(home / "server.git"), "main")
    row = record.take("push", wanted.staff, partial(_pushed, home))
    record.promise("seconds, 95 of 100 pushes", row["p95"], PROMISED)
    shutil.rmtree(home)
    record.close()


def _pushed(home: Path, runs: int) -> tuple[list[Cost], Mapping[str, Any]]:
    """Change five schedules anew for each push: another remark in a file is another content."""
    files = sorted((home / "desk" / "schedules").glob("*/*/*.yaml"))
    made = []
    for number in range(runs + 1):
        for path in files[number * 17 % len(files) :: len(files) // FILES + 1][:FILES]:
            path.write_text(f"{path.read_text('utf-8')}# {number}\n", "utf-8")
        _git(home / "desk", "commit", "--quiet", "--all", "--message", f"Perubahan {number}")
        made.append(cost(["git", "-C", home / "desk", "push", "--quiet", home / "server.git", "main"]))
    counted = made[1:]
    return counted, {"p95": statistics.quantiles([one.seconds for one in counted], n=20)[-1]}


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *_WHO, *arguments], check=True)


if __name__ == "__main__":
    main()
