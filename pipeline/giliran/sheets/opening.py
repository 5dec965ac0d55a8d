"""A file of whatever kind to plain tables of cells. openpyxl lives here only."""

from __future__ import annotations

import datetime
import io
import warnings
from typing import TYPE_CHECKING

from giliran.sheets.container import SCHEDULES, damaged, kind
from giliran.sheets.separated import text_sheet
from giliran.sheets.table import Area, Book, Cell, Sheet

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Opened
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from giliran.sheets.container import Room
    from giliran.sheets.table import Value


def opened(name: str, content: bytes, room: Room = SCHEDULES, *, times: bool = False) -> Book:
    """Read a file; days are given with their ``times`` where that is asked for.

    Raises :class:`OperatorError` for one that is no table, damaged, locked, or too large.
    """
    if kind(name, content, room) == "text":
        return Book((text_sheet(name, content),))
    shown, written = _loaded(name, content, results=True), _loaded(name, content, results=False)
    try:
        return Book(tuple(_sheet(shown[each.title], each, times) for each in written.worksheets))
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise damaged(name) from error


def _loaded(name: str, content: bytes, *, results: bool) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 - only whoever imports a workbook pays for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out, such as the drop-downs of newer programs
            return load_workbook(io.BytesIO(content), data_only=results, keep_links=False)
    except Exception as error:
        # Whatever a damaged file does to the library, it is the file that must be mended.
        raise damaged(name) from error


def _sheet(shown: Worksheet, written: Worksheet, times: bool) -> Sheet:
    results = shown._cells  # iter_rows would make every cell between two far corners
    cells: dict[tuple[int, int], Cell] = {}
    for place, cell in sorted(written._cells.items()):
        found = _cell(results.get(place), cell, times)
        if found is not None:
            cells[place] = found
    areas = (Area(each.min_row, each.min_col, each.max_row, each.max_col) for each in written.merged_cells.ranges)
    return Sheet(
        written.title,
        cells,
        tuple(sorted(areas, key=lambda area: (area.top, area.left))),
        tuple(sorted(number for number, row in written.row_dimensions.items() if row.hidden)),
        tuple(sorted(_hidden_columns(written))),
        hidden=written.sheet_state != "visible",
    )


def _hidden_columns(sheet: Worksheet) -> set[int]:
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or 0
            found.update(range(first, min(dimension.max or first, first + 400) + 1))
    return found - {0}


def _cell(shown: Opened | MergedCell | None, written: Opened | MergedCell, times: bool) -> Cell | None:
    fill = _fill(written)
    formula = written.data_type == "f"
    raw = shown.value if shown is not None else None
    failed = shown is not None and shown.data_type == "e"
    value = None if failed else _value(raw, times)
    if formula and value is None and shown is not None and shown.data_type == "str":
        value = ""  # a result that is an empty text, as Excel saves it; without any result there is no type of it
    if value is None and not formula and not failed and fill is None:
        return None
    return Cell(value, formula, failed, fill, _formula(written.value) if formula and value is None else "")


def _formula(raw: object) -> str:
    """Spell a formula; one of many cells at once is an object that has its text."""
    return raw if isinstance(raw, str) else str(getattr(raw, "text", None) or "=")


def _value(raw: object, times: bool) -> Value:
    if isinstance(raw, datetime.datetime) and not times:
        return raw.date()
    if raw is None or isinstance(raw, str | bool | int | float | datetime.date):
        return raw
    return str(raw)


def _fill(cell: Opened | MergedCell) -> str | None:
    """Spell the colour of a cell, ``None`` for none and for white."""
    fill = getattr(cell, "fill", None)
    if fill is None or fill.fill_type is None:
        return None
    colour = fill.start_color
    spelt = f"{colour.type}:{getattr(colour, colour.type, '')}:{colour.tint}"
    return None if spelt.startswith(("rgb:FFFFFFFF", "rgb:00FFFFFF", "theme:0:0.0", "indexed:9")) else spelt
