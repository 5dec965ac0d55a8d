"""Paper: a template of Typst and data to a tagged PDF, the same bytes each time. Typst lives here only.

Data go in as data, never as text of the template, so that no name can be taken for an instruction to it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from typst import Compiler


def pdf(template: Path, data: object) -> bytes:
    """Set a template, a file of its own folder only; it finds ``data`` as JSON under ``sys.inputs.data``. Fonts are those that come with Typst."""
    made: Any = _compiler(template).compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=8)
def _compiler(template: Path) -> Compiler:
    """Keep the compiler of a template, which takes longer to make ready than a page takes to set."""
    from typst import Compiler  # noqa: PLC0415 - only whoever prints pays for it

    return Compiler(str(template), root=str(template.parent), ignore_system_fonts=True)
