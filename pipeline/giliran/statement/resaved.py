"""A statement that another program has opened and saved again: no byte is as we wrote it, and the cells may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.sheets.opening import opened
from giliran.statement.comparing import Difference, sheet_cell, shown
from giliran.statement.workbook import cell
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.sheets.table import Sheet
    from giliran.statement import Statement, Table
    from giliran.wording import Language


def in_resaved(name: str, content: bytes, statement: Statement, *, about_last: bool = False) -> Difference | None:
    """Compare the cells of a workbook with a statement; ``None`` where it cannot be opened, or is too large for that.

    With ``about_last`` the first sheet is looked at after all others.
    """
    try:
        sheets = {sheet.name: sheet for sheet in opened(name, content).sheets}
    except OperatorError:
        return None
    language = statement.claims.language
    about, *others = statement.tables
    for table in (*others, about) if about_last else statement.tables:
        sheet = sheets.get(table.title.to(language))
        if sheet is None:
            title = table.title.to(language)
            return Difference(Text(f"Lembar “{title}” tidak ada", f"There is no sheet “{title}”"))
        found = _first(sheet, table, language)
        if found is not None:
            return found
    return Difference(
        Text(
            "Semua sel sama, tetapi buku kerja ini disimpan lagi oleh program lain; periksalah aslinya",
            "Every cell agrees, but another program has saved this workbook again; verify the original",
        )
    )


def _first(sheet: Sheet, table: Table, language: Language) -> Difference | None:
    heading = tuple(column.title.to(language) for column in table.columns)
    due = {
        (row, column): value
        for row, values in enumerate((heading, *table.rows), start=1)
        for column, value in enumerate(map(cell, values), start=1)
        if value is not None
    }
    stated = {place: one.value for place, one in sheet.cells.items() if one.value is not None}
    place = min((place for place in {*due, *stated} if not _same(stated.get(place), due.get(place))), default=None)
    if place is None:
        return None
    where = sheet_cell(table, place[0] - 1, place[1] - 1, language)
    return Difference(where, shown(stated.get(place)), shown(due.get(place)))


def _same(stated: object, due: object) -> bool:
    """Compare two values; to Python alone TRUE is 1."""
    return stated == due and not isinstance(stated, bool)
