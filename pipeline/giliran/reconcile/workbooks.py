"""A workbook to columns of text: the same as a text file of it would have, and what only workbooks can hold told beside."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types

from giliran.diagnostics import OperatorError
from giliran.reconcile.rows import SEARCHED, Table, found_header, no_header, odd, plain
from giliran.sheets.container import Room
from giliran.sheets.opening import opened
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from giliran.reconcile.mapping import Format
    from giliran.reconcile.rows import Titles
    from giliran.sheets.table import Cell, Sheet

EXPORTS = Room(size=67_108_864, unpacked=536_870_912, rows=200_000, cells=4_000_000)
"""A workbook of 200,000 rows, of twenty columns at most, takes a minute to read; what is larger is exported as CSV, which takes a second."""
_PRECISE = 10**15
"""Whole numbers from here on are not kept to the last digit by a spreadsheet."""
_OF_PEOPLE = frozenset({"person", "number", "code"})
"""Roles of columns whose cells are shown nowhere."""


def workbook_table(name: str, content: bytes, form: Format, titles: Titles) -> Table:
    """Read a workbook; ``titles`` are the headers by role. Raises :class:`OperatorError` for one without such a header."""
    sheet, header, places = _chosen(name, opened(name, content, EXPORTS, times=True).sheets, form.sheet, titles)
    rows = [row for row in sheet.rows if row > header]
    cells = {role: [sheet.at(row, places[title]) for row in rows] for role, title in titles.items()}
    columns = {role: pa.array([_text(cell) for cell in found], pa.string()) for role, found in cells.items()}
    table = Table(name, columns, np.array(rows, np.int32), titles)
    if any(area.top <= header for area in sheet.merged):
        table.odd.append(odd("merged-header", [header]))
    table.note("hidden-row", np.isin(table.numbers, sheet.hidden_rows))
    empty, again = np.ones(len(rows), dtype=bool), np.ones(len(rows), dtype=bool)
    for role, found in cells.items():
        empty &= np.array([cell.value is None and not cell.formula for cell in found], dtype=bool)
        again &= np.array([plain(cell.value) == plain(titles[role]) for cell in found], dtype=bool)
        results = [cell.formula and cell.value is not None for cell in found]
        table.note("formula", np.array(results, dtype=bool), role)
        if sheet.merged:
            merged = [sheet.area(row, places[titles[role]]) is not None for row in rows]
            table.note("merged-cell", np.array(merged, dtype=bool), role, show=role not in _OF_PEOPLE)
    table.note("empty-row", empty)
    table.note("repeated-header", again)
    return table


def _chosen(
    name: str, sheets: tuple[Sheet, ...], wanted: str | None, titles: Titles
) -> tuple[Sheet, int, dict[str, int]]:
    """Find the sheet that is meant, its header, and the column of each title."""
    named = [sheet for sheet in sheets if wanted is None or plain(sheet.name) == plain(wanted)]
    fitting = [(sheet, found) for sheet in named if (found := _header(name, sheet, titles)) is not None]
    if len(fitting) == 1:
        sheet, (header, places) = fitting[0]
        return sheet, header, {title: sheet.columns[place] for title, place in places.items()}
    listed = quoted(sheet.name for sheet in sheets)
    if fitting:
        raise OperatorError(
            Text(
                f"“{name}” mempunyai beberapa lembar dengan kolom itu ({listed}). Tulis “sheet” di berkas pemetaan.",
                f"“{name}” has several sheets with these columns ({listed}). Write “sheet” in the mapping file.",
            )
        )
    if not named:
        raise OperatorError(
            Text(
                f"“{name}” tidak mempunyai lembar “{wanted}”; yang ada: {listed}. Betulkan “sheet” di berkas pemetaan.",
                f"“{name}” has no sheet “{wanted}”, but {listed}. Correct “sheet” in the mapping file.",
            )
        )
    first = named[0]
    seen = [first.words(first.rows[0], column) for column in first.columns] if first.rows else []
    raise no_header(name, titles.values(), seen)


def _header(name: str, sheet: Sheet, titles: Titles) -> tuple[int, dict[str, int]] | None:
    lines = ((row, [sheet.words(row, column) for column in sheet.columns]) for row in sheet.rows[:SEARCHED])
    return found_header(name, lines, titles.values())


def _text(cell: Cell) -> str:
    """Spell a cell as a text file would; a day at midnight is a day alone, a result that failed is told as such."""
    value = cell.value
    if cell.failed:
        return "#VALUE!"
    if value is None:
        # Without the blank, a formula that is only a text between quotation marks would pass for that text.
        return f"= {cell.written.removeprefix('=')}" if cell.formula else ""
    if isinstance(value, datetime.datetime):
        rounded = value + datetime.timedelta(microseconds=500_000)
        return (
            rounded.strftime("%Y-%m-%d") if value.time() == datetime.time() else rounded.strftime("%Y-%m-%d %H:%M:%S")
        )
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float) and abs(value) >= _PRECISE:
        return f"{value:.5E}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
