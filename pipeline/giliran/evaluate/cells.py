"""Cells as people read them: one language, decimal commas where they belong, a dash for what is not there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.compliance import FAMILIES, published_title
from giliran.evaluate.refusals import NO_CLAUSE
from giliran.headings import HEADINGS
from giliran.views.words import grouped
from giliran.wording import LANGUAGES, Text, decimal, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.views.tables.records import Cell, Table
    from giliran.wording import Language

NOTHING = "–"
_WORDS: dict[str, Mapping[str, Text]] = {
    "state": {
        "on-time": Text("tepat", "on time"),
        "late": Text("lewat", "late"),
        "missing": Text("tidak ada", "missing"),
        "unknown": Text("tak diketahui", "unknown"),
    },
    "measure": {"people": Text("orang", "people"), "percent": Text("persen", "percent")},
    "beside": {
        "staff": Text("semua ASN", "all staff"),
        "pool": Text("yang boleh", "the eligible"),
        "home": Text("di rumah", "at home"),
        "take-up": Text("bagian di rumah", "take-up"),
    },
    "family": FAMILIES,
    "table": {
        "agency": Text("perangkat", "agency"),
        "day": Text("hari", "day"),
        "week": Text("pekan", "week"),
        "total": Text("semua", "all"),
    },
    "clause": {NO_CLAUSE: same(NOTHING)},
    "place": {"way": Text("dalam usulan", "in proposals"), "line": Text("di cabang utama", "on the main line")},
}
_UNSAID = frozenset({"href", "figure", "finding", "threshold"})
"""Columns for programs: people read the words beside them."""
_DECIMALS = {"take_up": 2, "least": 1, "median": 1, "most": 1, "gap": 1}
"""Decimals of columns whose fractions stand below one another: each is spelt with as many, whole ones too."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table in one language. ``numeric`` columns are set flush right; ``names`` are those of the form."""

    names: tuple[str, ...]
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: tuple[tuple[str, ...], ...]


def shown(table: Table, language: Language) -> Shown:
    """Give a table as it is read: ``rows`` have the cells themselves, ``words`` what they read as."""
    others = tuple(f"_{other}" for other in LANGUAGES if other != language)
    columns = table.form.columns
    kept = [
        at
        for at, column in enumerate(columns)
        if not column.name.endswith(others) and column.name not in _UNSAID and _is_said(table, at, column.name)
    ]
    names = [columns[at].name.removesuffix(f"_{language}") for at in kept]
    numeric = tuple(columns[at].type in {"integer", "number"} for at in kept)
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    words = tuple(tuple(_read(cell, name, language) for cell, name in zip(row, names, strict=True)) for row in rows)
    return Shown(tuple(names), tuple(HEADINGS[name].to(language) for name in names), numeric, rows, words)


def decimals(cell: float, name: str) -> int:
    """Tell how many decimals a number of a column is written with."""
    if isinstance(cell, int):
        return 0
    return _DECIMALS.get(name, 0 if cell.is_integer() else 2)


def _is_said(table: Table, at: int, name: str) -> bool:
    if name == "jurisdiction":
        # Of one government nothing else is told, and its name would head every row to a screen reader.
        return len({row[at] for row in table.rows}) > 1
    return not (table.form.name == "decisions" and name == "value")


def _read(cell: Cell, name: str, language: Language) -> str:
    if cell is None:
        return NOTHING
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, int):
        return grouped(cell).to(language)
    if isinstance(cell, float):
        if name in _DECIMALS:
            return f"{cell:.{decimals(cell, name)}f}".replace(".", "," if language == "id" else ".")
        if cell < 0:
            return f"−{decimal(Fraction(str(-cell))).to(language)}"
        return decimal(Fraction(str(cell))).to(language) if cell < 1000 else grouped(round(cell)).to(language)
    known = published_title(cell) if name == "count" else _WORDS.get(name, {}).get(cell)
    return cell if known is None else known.to(language)
