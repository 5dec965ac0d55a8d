"""Ask every question, one after another, each in a process of its own; one that fails does not keep the others from going.

    python -m tests.benchmarks            all, at the size of the province; about an hour
    python -m tests.benchmarks --small    those about a province, with 1,500 people; some minutes

Broken off and started again, it goes on where it was; ``--afresh`` begins anew. ``--date`` is that of the figures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from tests.benchmarks.measuring import ROOT

HERE = ("whole_check", "site_build", "serve_edit", "find_lookup")
"""Questions about this repository, which only print their answers."""
PROVINCE = ("province_check", "province_warm", "province_build", "server_push", "reconcile", "engines", "growth")
SMALL = ("--staff", "1500", "--runs", "2")


def main() -> int:
    """Ask, and tell which questions have failed."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--afresh", action="store_true")
    parser.add_argument("--date")
    wanted = parser.parse_args()
    options = [*(SMALL if wanted.small else ()), *(["--afresh"] if wanted.afresh else [])]
    options += ["--date", wanted.date] if wanted.date else []
    commands = [] if wanted.small else [[question] for question in HERE]
    commands += [[question, *options] for question in PROVINCE]
    failed = []
    for question, *words in commands:
        print(f"\n== {question}", flush=True)
        command = [sys.executable, "-m", f"tests.benchmarks.{question}", *words]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(question)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
