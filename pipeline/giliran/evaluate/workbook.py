"""An evaluation as a workbook: a sheet for each table, numbers as numbers, every text a text, the same bytes each time."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from giliran.evaluate.cells import decimals, shown
from giliran.wording import Text
from giliran.workbook import begun, finished, for_paper, heading

if TYPE_CHECKING:
    from giliran.evaluate.evaluation import Evaluation
    from giliran.wording import Language

_WIDEST = 60
_SHEETS = {
    "decisions": Text("Keputusan", "Decisions"),
    "days": Text("Hari", "Days"),
    "weeks": Text("Pekan", "Weeks"),
    "agencies": Text("Perangkat daerah", "Agencies"),
    "agency-weeks": Text("Perangkat daerah dan pekan", "Agencies and weeks"),
    "pool": Text("Yang boleh", "Who may"),
    "officials": Text("Angka pejabat", "Figures of officials"),
    "home-days": Text("Hari di rumah", "Days at home"),
    "gaps": Text("Selisih di dalam unit", "Gaps inside units"),
    "fairness": Text("Pemerataan", "Evenness"),
    "recalls": Text("Pemanggilan", "Recalls"),
    "dispensations": Text("Dispensasi", "Dispensations"),
    "changes": Text("Riwayat", "Changes"),
    "refusals": Text("Ditolak", "Refused"),
    "refusal-codes": Text("Sebab penolakan", "Why refused"),
    "punctuality": Text("Tepat dan lewat", "On time and late"),
    "schedules": Text("Jadwal", "Schedules"),
    "compliance": Text("Presensi dan laporan", "Attendance and reports"),
    "people": Text("Orang", "People"),
}
"""What the sheet of each table is called; titles are longer than the 31 letters that a workbook takes."""


def workbook_bytes(found: Evaluation, language: Language) -> bytes:
    """Write an evaluation as a workbook, all tables, long ones too."""
    book = begun(found.title.to(language))
    bold = book.add_format({"bold": True})
    head = heading(book)
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    numbers = [book.add_format({"num_format": form}) for form in ("#,##0", "0.0", "0.00")]
    for part in found.parts:
        table = shown(part.table, language)
        sheet = book.add_worksheet(_SHEETS[part.table.form.name].to(language))
        sheet.write_string(0, 0, f"{part.table.form.title.to(language)} · {found.title.to(language)}", bold)
        lines = [*found.about, *part.notes]
        for row, words in enumerate(lines, start=1):
            sheet.write_string(row, 0, words.to(language))
        top = len(lines) + 2
        for column, title in enumerate(table.heads):
            sheet.write_string(top, column, title, head)
            longest = max([len(title), *(len(line[column]) for line in table.words)])
            sheet.set_column(column, column, min(longest + 2, _WIDEST))
        for row, (cells, read) in enumerate(zip(table.rows, table.words, strict=True), start=top + 1):
            for column, (cell, text) in enumerate(zip(cells, read, strict=True)):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(row, column, cell, day)
                elif isinstance(cell, int | float):
                    sheet.write_number(row, column, cell, numbers[decimals(cell, table.names[column])])
                elif cell is not None:
                    sheet.write_string(row, column, text)
        sheet.freeze_panes(top + 1, 0)
        for_paper(sheet, (top, top))
    return finished(book)
