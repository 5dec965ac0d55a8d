"""What a command costs: the whole process with all that it starts, by the clock, by the processor and in memory.

Memory is looked at in a run of its own, every 20 ms and kept at its highest: each process' share of what it uses (PSS: what several use is
divided among them), summed over the tree of processes, or all that the largest of them uses (RSS), whichever is more,
since a library is shared with strangers too. Linux alone tells it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

ROOT = Path(__file__).parents[2]
GILIRAN = (sys.executable, "-m", "giliran")
_PROCESSES = Path("/proc")
_EVERY = 0.02
_AT_MOST = 1 / 20
"""The share of one core that looking at memory may take; where a look takes long, it is taken more seldom."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost, and what it said on its standard output."""

    seconds: float
    processor: float
    megabytes: float
    said: bytes


@dataclass(frozen=True, slots=True)
class Figures:
    """What some runs of one command cost: seconds as median, least and most; processor and memory as medians."""

    runs: int
    median: float
    least: float
    most: float
    processor: float
    megabytes: float

    @classmethod
    def of(cls, costs: Sequence[Cost]) -> Figures:
        """Sum up some runs."""
        seconds = [cost.seconds for cost in costs]
        return cls(
            len(costs),
            round(statistics.median(seconds), 3),
            round(min(seconds), 3),
            round(max(seconds), 3),
            round(statistics.median(cost.processor for cost in costs), 3),
            round(statistics.median(cost.megabytes for cost in costs), 1),
        )

    def as_data(self) -> dict[str, Any]:
        """Give them as they are kept."""
        return {
            "runs": self.runs,
            "seconds": {"median": self.median, "min": self.least, "max": self.most},
            "processor": self.processor,
            "megabytes": self.megabytes,
        }


def cost(
    command: Sequence[str | Path],
    *,
    exits: Collection[int] = (0,),
    environment: Mapping[str, str] | None = None,
    besides: Sequence[int] = (),
    memory: bool = True,
) -> Cost:
    """Run a command once from the root of this repository; end everything when its exit code is not one of ``exits``.

    Where nobody looks at its ``memory`` it has the machine to itself, and the megabytes are 0.
    ``besides`` are processes that run already and work for it: their memory and what they work meanwhile count too.
    """
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complaints:
        before = _worked(besides)
        start = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=ROOT, stdout=told, stderr=complaints, stdin=subprocess.DEVNULL, env=_surroundings(environment)
        )
        watch = _Watch((process.pid, *besides) if memory else ())
        if memory:
            watch.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if memory:
            watch.end()
        worked = used.ru_utime + used.ru_stime + _worked(besides) - before
        for file in (told, complaints):
            file.seek(0)
        said = told.read()
        if process.returncode not in exits:
            last = (complaints.read() or said).decode("utf-8", "replace")[-2000:]
            sys.exit(f"{' '.join(words)}: exit code {process.returncode}\n{last}")
    return Cost(seconds, worked, watch.most / 1e6, said)


def costs(
    command: Sequence[str | Path],
    runs: int,
    *,
    exits: Collection[int] = (0,),
    environment: Mapping[str, str] | None = None,
    before: Callable[[int], None] | None = None,
    besides: Sequence[int] = (),
) -> list[Cost]:
    """Run a command a few times; ``before`` puts things in order for each run, which it is given the number of.

    Of several runs the last is for memory alone and one more than asked for: looking at two busy processes takes time
    from them, and none from a peer that leaves a core idle. A single run has to be both.
    """
    made = []
    for number in range(runs + 1 if runs > 1 else 1):
        if before is not None:
            before(number)
        last = runs in (number, 1)
        made.append(cost(command, exits=exits, environment=environment, besides=besides, memory=last))
    if runs == 1:
        return made
    *timed, looked_at = made
    return [replace(one, megabytes=looked_at.megabytes) for one in timed]


def _surroundings(changes: Mapping[str, str] | None) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "pipeline"), str(ROOT))), **(changes or {})}


class _Watch(threading.Thread):
    """Looks at the memory of processes and all below them until told to end; ``most`` is the highest sum, in bytes."""

    def __init__(self, processes: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._processes = processes
        self._over = threading.Event()

    def run(self) -> None:
        wait = 0.0
        while not self._over.wait(wait):
            start = time.thread_time()
            used = [_used(process) for process in _family(self._processes)]
            self.most = max(self.most, sum(share for share, _ in used), *(whole for _, whole in used))
            wait = max(_EVERY, (time.thread_time() - start) / _AT_MOST)

    def end(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()


def _family(processes: Sequence[int]) -> list[int]:
    """Give processes and all below them that still live."""
    found = list(processes)
    for parent in found:
        try:
            for thread in (_PROCESSES / str(parent) / "task").iterdir():
                found.extend(map(int, (thread / "children").read_text().split()))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
    return found


def _used(process: int) -> tuple[int, int]:
    """Give a process' share of what it uses, and all that it uses, in bytes."""
    try:
        told = (_PROCESSES / str(process) / "smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0  # it has ended meanwhile
    found = dict(line.split(":", 1) for line in told.splitlines() if line.startswith(("Pss:", "Rss:")))
    share, whole = (int(found.get(name, "0 kB").split()[0]) * 1024 for name in ("Pss", "Rss"))
    return share, whole


def _worked(processes: Sequence[int]) -> float:
    """Give the seconds of processor time that some running processes have had."""
    ticks = 0
    for process in processes:
        fields = (_PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
