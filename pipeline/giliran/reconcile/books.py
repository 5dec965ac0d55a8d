"""A recap as a workbook: a sheet for each table, the same bytes each time, every text a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.workbook import A4, begun, finished

if TYPE_CHECKING:
    from giliran.reconcile.recaps import Recap
    from giliran.wording import Language


def workbook_bytes(recap: Recap, language: Language) -> bytes:
    """Write a recap as a workbook."""
    book = begun(recap.title.to(language))
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDEBF7", "border": 1})
    small = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_size": 8, "border": 1})
    for part in recap.parts:
        sheet = book.add_worksheet(part.title.to(language)[:31])
        sheet.write_string(0, 0, recap.title.to(language), bold)
        for row, words in enumerate(recap.about, start=1):
            sheet.write_string(row, 0, words.to(language))
        top = len(recap.about) + 2
        for column, each in enumerate(part.columns):
            sheet.write_string(top, column, each.title.to(language), head)
            if each.basis:
                sheet.write_string(top + 1, column, each.basis.to(language), small)
        below = top + 2 if any(each.basis for each in part.columns) else top + 1
        for row, cells in enumerate(part.rows, start=below):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                else:
                    sheet.write_string(row, column, cell.to(language))
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, len(part.columns), 18)
        sheet.freeze_panes(below, 2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top, below - 1)
    return finished(book)
