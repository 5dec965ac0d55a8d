"""A statement as a workbook: a sheet for each table, with a heading row that stays in sight.

The same statement gives the same bytes, on any computer, and a byte that is changed is a byte of one cell. What it is
about also stands in the description of the document, so that it can be found whatever happened to a sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.statement.claims import spelt
from giliran.wording import Text
from giliran.workbook import begun, finished, for_paper, heading, stored

if TYPE_CHECKING:
    from giliran.statement import Statement, Table, Value
    from giliran.wording import Language
    from giliran.workbook import Format, Worksheet

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""What fits on a sheet and into a cell of it."""


def written(statement: Statement) -> bytes:
    """Write a statement. Raises :class:`OperatorError` for one that is larger than a workbook can be."""
    language = statement.claims.language
    title = statement.tables[0].title + Text(f" {statement.claims.month}", f" {statement.claims.month}")
    book = begun(title.to(language), spelt(statement.claims))
    head = heading(book)
    for table in statement.tables:
        _fill(book.add_worksheet(table.title.to(language)), table, head, language)
    return stored(finished(book))


def _fill(sheet: Worksheet, table: Table, head: Format, language: Language) -> None:
    if len(table.rows) >= MOST_ROWS:
        raise _too_large(table, language)
    sheet.freeze_panes(1, 0)
    for_paper(sheet, (0, 0))
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.title.to(language), head)
    for at, row in enumerate(table.rows, start=1):
        for number, value in enumerate(row):
            shown = cell(value)
            if isinstance(shown, int):
                sheet.write_number(at, number, shown)
            elif shown is not None:
                if len(shown) > MOST_CHARACTERS:
                    raise _too_large(table, language)
                sheet.write_string(at, number, shown)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def cell(value: Value) -> str | int | None:
    """Give what a cell holds for a value; lists stand in one cell, and a plus sign for what is true."""
    if isinstance(value, bool):
        return "+" if value else None
    return " ".join(value) or None if isinstance(value, tuple) else value


def _too_large(table: Table, language: Language) -> OperatorError:
    name = table.title.to(language)
    return OperatorError(
        Text(
            f"Lembar “{name}” lebih besar daripada yang muat dalam sebuah buku kerja. Tulis JSON (--out FILE.json), atau satu "
            "perangkat daerah (--agency).",
            f"The sheet “{name}” is larger than a workbook can hold. Write JSON (--out FILE.json), or one agency "
            "(--agency).",
        )
    )
