"""A recap on paper: what the template of Typst is given. What is 0 for everybody takes a line there, not a column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from giliran.paper import pdf
from giliran.reconcile.legend import HEADING, legend, marks
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.reconcile.recaps import Part, Recap
    from giliran.wording import Language

_TEMPLATE = Path(__file__).with_name("recap.typ")
_NARROWEST, _WIDEST, _LETTER = 14, 62, 1.6
"""Widths in millimetres, of columns and of a letter."""
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
    columns = [part.columns[at] for at in kept]
    listed = legend(columns)
    missing = [part.columns[at].title.to(language) for at in places if at not in kept]
    return {
        "title": part.title.to(language),
        "zero": f"{_NONE.to(language)} {'; '.join(missing)}." if missing else "",
        "legend": {"heading": HEADING.to(language), "lines": [basis.to(language) for basis in listed]},
        "columns": [{"title": each.title.to(language), "basis": marks(each, listed).to(language)} for each in columns],
        "numeric": [numeric[at] for at in kept],
        "widths": [0 if numeric[at] or at == len(part.columns) - 1 else _width(part, at, language) for at in kept],
        "rows": [
            [cell if isinstance(cell, int) else cell.to(language) for cell in (row[at] for at in kept)]
            for row in part.rows
        ],
    }


def _width(part: Part, column: int, language: Language) -> int:
    """Give the width of a column of texts in millimetres, by its longest; a longer one than fits is broken."""
    texts = (row[column] for row in part.rows)
    longest = max((len(text.to(language)) for text in texts if not isinstance(text, int)), default=0)
    return min(_WIDEST, max(_NARROWEST, round(longest * _LETTER) + 4))
