"""``python -m tests.fuzz.guided [RUNS] [SEED]``: inputs that atheris makes by looking at which lines each of them reaches.

It starts from right files and the YAML test suite, and keeps what leads further. Only reading and shape are tried: there
the program is as wide as its input. The first input that gives no verdict ends it, told with a traceback and a file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]  # without types, and on Linux only

with atheris.instrument_imports(include=["giliran.documents", "giliran.shape", "giliran.textfaults"]):
    from giliran.documents import read
    from giliran.shape import shape_faults

from giliran.grammar import KINDS
from tests.fuzz.shards import specimens, suite
from tests.fuzz.trying import same_to_both_readers
from tests.hostile.specimens import kind_of

LONGEST = 4_000
"""Bytes of the longest input."""


def one(content: bytes) -> None:
    """Read an input; its first byte chooses the format by which it is judged."""
    kind = KINDS[content[0] % len(KINDS)] if content else KINDS[0]
    document = read("a.yaml", content[1:])
    assert bool(document.faults) == (document.data is None)
    if not document.faults:
        shape_faults(kind, document)
    assert same_to_both_readers("a.yaml", content[1:])


def main(runs: str, seed: str) -> None:
    """Begin with right files, and go on from what leads somewhere new."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = [bytes([KINDS.index(kind_of(path))]) + (entry.content or b"") for path, entry in specimens().items()]
        seeds += [b"\0" + content for name, content in suite() if name.endswith("/in.yaml")]
        for number, content in enumerate(seeds):
            (Path(folder) / f"{number:04}").write_bytes(content)
        asked = [f"-runs={runs}", f"-seed={seed}", f"-max_len={LONGEST}", "-timeout=2", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *asked, folder], one)
        atheris.Fuzz()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else "200000", given[1] if len(given) > 1 else "1")
