"""``python -m tests.fuzz [INPUTS] [SEED]``: many inputs through the check, spread over the processors; a table at the end.

The same number and the same seed try the same inputs, on however many processors. Two thirds are made from right files,
one third by Hypothesis; the YAML test suite is tried as well.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.fuzz.shards import Tally, from_suite, generated, mutated

SHARD = 2_000


def _work(inputs: int, key: str) -> list[tuple[str, partial[Tally]]]:
    by_hypothesis = inputs // 3
    by_mutation = inputs - by_hypothesis
    found: list[tuple[str, partial[Tally]]] = [("YAML test suite", partial(from_suite))]
    found += [
        ("mutated", partial(mutated, range(at, min(at + SHARD, by_mutation)), key))
        for at in range(0, by_mutation, SHARD)
    ]
    found += [
        ("generated", partial(generated, min(SHARD, by_hypothesis - at), f"{key}/{at}"))
        for at in range(0, by_hypothesis, SHARD)
    ]
    return found


def _run(job: partial[Tally]) -> Tally:
    return job()


def main(inputs: int, key: str) -> int:
    """Run, print the table, and give the exit code: 1 where anything went wrong."""
    work = _work(inputs, key)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        tallies = list(pool.map(_run, [job for _, job in work]))
    print(f"{'':16} {'inputs':>8} {'exit 0':>8} {'exit 1':>8} {'exit 2':>8} {'slowest':>9} {'faults':>7}")
    faults: dict[str, str] = {}
    for kind in dict.fromkeys(kind for kind, _ in work):
        own = [tally for (named, _), tally in zip(work, tallies, strict=True) if named == kind]
        codes = [sum(tally.codes[code] for tally in own) for code in (0, 1, 2)]
        slowest = max(tally.slowest for tally in own)
        found = {fault: name for tally in own for fault, name in tally.faults.items()}
        faults |= found
        counts = "".join(f" {code:>8,}" for code in codes)
        print(f"{kind:16} {sum(tally.inputs for tally in own):>8,}{counts} {slowest[0]:>7.2f} s {len(found):>7}")
        print(f"{'':16} slowest: {slowest[1][:160]}")
    for fault, name in faults.items():
        print(f"FAULT {fault}\n      {name[:600]}")
    return 1 if faults else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 200_000, given[1] if len(given) > 1 else "giliran"))
