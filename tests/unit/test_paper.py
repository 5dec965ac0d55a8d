"""Paper is the same whichever process sets it, also one that was forked from one that has set some."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """\
#set document(title: "Uji", date: none)
#set text(lang: "id")
#let told = json(bytes(sys.inputs.data))
= #told.title
#told.words
"""
PROGRAM = """\
import sys
from pathlib import Path
from giliran.paper import pdf
from giliran.spread import over_processes

def made(number):
    return pdf(Path(sys.argv[1]), {"title": "Lembar", "words": f"#strong[{number}] “é”"})

here = [made(number) for number in range(4)]
there = list(over_processes(2)(made, range(4)))
print(here == there, len(set(here)))
"""


def test_a_forked_process_sets_the_same_pages(tmp_path: Path) -> None:
    """The threads of Typst stay behind in a fork; whoever waited for them would wait for ever."""
    template = tmp_path / "sheet.typ"
    template.write_text(TEMPLATE, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(template)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("True 4", "")
