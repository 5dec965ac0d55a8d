"""Paper: a template of Typst and plain data become a tagged PDF, the same bytes each time. Typst lives here only.

What people wrote reaches a template as JSON, never as markup, so that no name can be read as an instruction. Fonts are
those that Typst carries, whatever the machine has; a document has no date. The PDF keeps to PDF/UA-1, which Typst refuses to
write for a document without a title.

Typst sets pages with threads that it starts once in a process and that no fork takes along: whoever is forked afterwards
would wait for them for ever. Such a process has its pages set by a new one, which this module is as a program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Compiler


def pdf(template: Path, data: object) -> bytes:
    """Set a template, a file of its own folder only; it finds the data with ``json(bytes(sys.inputs.data))``."""
    words = json.dumps(data, ensure_ascii=False, sort_keys=True)
    if _threads and _threads[0] != os.getpid():
        command = [sys.executable, "-m", "giliran.paper", str(template)]
        return subprocess.run(command, input=words.encode(), stdout=subprocess.PIPE, check=True).stdout
    _threads[:] = [os.getpid()]
    return _set(template, words)


_threads: list[int] = []
"""The process in which the threads of Typst run, once there are any."""


def _set(template: Path, words: str) -> bytes:
    made = _compiler(template).compile(format="pdf", sys_inputs={"data": words}, pdf_standards="ua-1")
    assert isinstance(made, bytes)  # one document, handed back
    return made


@lru_cache(maxsize=8)
def _compiler(template: Path) -> Compiler:
    """Keep the compiler of a template, which takes longer to make ready than a page takes to set."""
    from typst import Compiler  # noqa: PLC0415 - only whoever prints pays for it

    return Compiler(str(template), root=str(template.parent), ignore_system_fonts=True)


if __name__ == "__main__":
    sys.stdout.buffer.write(_set(Path(sys.argv[1]), sys.stdin.buffer.read().decode()))
