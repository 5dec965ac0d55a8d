"""How large may a province be? ``giliran synth`` and then ``giliran check``, at four sizes; 58,109 is Jakarta's staff.

Guards one promise: a province of 58,109 is invented in 15 s and 500 MB on one core. Each verb is one cold process;
seconds are wall clock, with the processor's beside them, and memory is the peak of the process. Not part of
``make bench``, since the largest takes minutes:

    python tests/benchmarks/synth_size.py [N …]
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 58_109, 250_000)


@dataclass(frozen=True)
class Run:
    """What one process cost."""

    wall: float
    processor: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s ({self.processor:7.2f} s processor) {self.megabytes:6.0f} MB"


def measured(*words: str) -> Run:
    """Run the program and give what it cost; what it says is not looked at."""
    start = time.perf_counter()
    quiet = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, quiet, 1)]
    pid = os.posix_spawn(sys.executable, [sys.executable, "-m", "giliran", *words], os.environ, file_actions=actions)
    os.close(quiet)
    _, status, used = os.wait4(pid, 0)
    taken = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"giliran {' '.join(words)}: exit code {os.waitstatus_to_exitcode(status)}")
    return Run(taken, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    """Measure and print a table."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory() as folder:
        for staff in [int(word) for word in sys.argv[1:]] or SIZES:
            out = Path(folder) / str(staff)
            made = measured("-C", str(ROOT), "synth", "--staff", str(staff), "--out", str(out))
            sizes = [path.stat().st_size for name in ("units", "schedules") for path in (out / name).rglob("*.yaml")]
            print(f"{staff:9,} staff: {len(sizes):7,} files of staff and schedules, {sum(sizes) / 1e6:6.1f} MB")
            print(f"    synth  {made}")
            print(f"    check  {measured('-C', str(out), 'check')}", flush=True)


if __name__ == "__main__":
    main()
