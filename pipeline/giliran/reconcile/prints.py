"""A recap on paper: what the template of Typst is given. What is 0 for everybody takes a line there, not a column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from giliran.paper import pdf
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.reconcile.recaps import Part, Recap
    from giliran.wording import Language

_TEMPLATE = Path(__file__).with_name("recap.typ")
_NONE = Text("0 bagi semua:", "0 for everybody:")


def pdf_bytes(recap: Recap, language: Language) -> bytes:
    """Set a recap on A4, lying."""
    data = {
        "title": recap.title.to(language),
        "language": language,
        "about": [words.to(language) for words in recap.about],
        "parts": [_part(part, language) for part in recap.parts],
    }
    return pdf(_TEMPLATE, data)


def _part(part: Part, language: Language) -> dict[str, Any]:
    places = range(len(part.columns))
    numeric = [all(isinstance(row[at], int) for row in part.rows) for at in places]
    kept = [at for at in places if not numeric[at] or any(row[at] for row in part.rows)]
    missing = [part.columns[at].title.to(language) for at in places if at not in kept]
    return {
        "title": part.title.to(language),
        "zero": f"{_NONE.to(language)} {', '.join(missing)}." if missing else "",
        "columns": [
            {"title": each.title.to(language), "basis": each.basis.to(language) if each.basis else ""}
            for each in (part.columns[at] for at in kept)
        ],
        "numeric": [numeric[at] for at in kept],
        "rows": [
            [cell if isinstance(cell, int) else cell.to(language) for cell in (row[at] for at in kept)]
            for row in part.rows
        ],
    }
