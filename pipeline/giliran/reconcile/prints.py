"""A recap on paper: what the template of Typst is given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from giliran.paper import pdf

if TYPE_CHECKING:
    from giliran.reconcile.recaps import Part, Recap
    from giliran.wording import Language

_TEMPLATE = Path(__file__).with_name("recap.typ")


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
    numeric = [all(isinstance(row[at], int) for row in part.rows) for at in range(len(part.columns))]
    return {
        "title": part.title.to(language),
        "columns": [
            {"title": each.title.to(language), "basis": each.basis.to(language) if each.basis else ""}
            for each in part.columns
        ],
        "numeric": numeric,
        "widths": [1 if number else 0 for number in numeric] if any(numeric) else [0, 0, 0, 1, 1],
        "rows": [[cell if isinstance(cell, int) else cell.to(language) for cell in row] for row in part.rows],
    }
