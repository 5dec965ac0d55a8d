"""Paper: a Typst template and plain data become a PDF, the same bytes each time.

What people wrote reaches a template as JSON, never as markup, so that no name can be read as an instruction. Fonts are
those that Typst carries, whatever the machine has; a document has no date. The PDF is tagged and keeps to PDF/UA-1, which
Typst refuses to write for a document without a title.
"""

from __future__ import annotations

import json
from typing import Any


def pdf(template: str, data: Any) -> bytes:  # noqa: ANN401 - anything that JSON can hold
    """Set a document. The template finds the data with ``json(bytes(sys.inputs.data))``."""
    import typst  # noqa: PLC0415 - only those who print need it

    made = typst.compile(
        template.encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)  # one document, handed back
    return made
