"""A month as CSV: what programs without workbooks open, and what comes back from them, read into a plain table.

Written as UTF-8 with a byte order mark and semicolons, because a spreadsheet under Indonesian settings opens that rightly
by a double click.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from giliran.formulas import held_back
from giliran.sheets.labels import BASIS_KEY, CODE, HOME, MONTH_KEY, NAME, ROLE, STATE_KEY, STATUS, UNIT_KEY

if TYPE_CHECKING:
    from giliran.sheets.month import MonthGrid
    from giliran.wording import Language


def csv_bytes(grid: MonthGrid, language: Language) -> bytes:
    """Write a month: four lines that say what it is, a line of dates, a line for each person."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    keys = ((UNIT_KEY, grid.unit), (MONTH_KEY, grid.month), (BASIS_KEY, grid.basis), (STATE_KEY, grid.state))
    writer.writerows(keys)
    titles = [title.to(language) for title in (CODE, NAME, STATUS, ROLE)]
    writer.writerow([*titles, *(found.day.isoformat() for found in grid.days)])
    for row in grid.rows:
        cells = []
        for found in grid.days:
            closed = grid.obstacle(row, found)
            cells.append(HOME if grid.is_home(row, found.day) else "" if closed is None else closed[0])
        writer.writerow([row.id, held_back(row.name), row.status, held_back(row.role.to(language)), *cells])
    return made.getvalue().encode("utf-8-sig")
