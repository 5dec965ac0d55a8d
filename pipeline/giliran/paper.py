"""Paper: a template of Typst and plain data become a tagged PDF, the same bytes each time. Typst lives here only.

What people wrote reaches a template as JSON, never as markup, so that no name can be read as an instruction. Fonts are
those that Typst carries, whatever the machine has; a document has no date. The PDF keeps to PDF/UA-1, which Typst refuses to
write for a document without a title.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from typst import Compiler


def pdf(template: Path, data: object) -> bytes:
    """Set a template, a file of its own folder only; it finds the data with ``json(bytes(sys.inputs.data))``."""
    inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    made = _compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1")
    assert isinstance(made, bytes)  # one document, handed back
    return made


@lru_cache(maxsize=8)
def _compiler(template: Path) -> Compiler:
    """Keep the compiler of a template, which takes longer to make ready than a page takes to set."""
    from typst import Compiler  # noqa: PLC0415 - only whoever prints pays for it

    return Compiler(str(template), root=str(template.parent), ignore_system_fonts=True)
