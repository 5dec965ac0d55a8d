"""A recap as a workbook: a sheet for each table, the same bytes each time, every text a text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from giliran.reconcile.legend import HEADING, legend, marks
from giliran.workbook import begun, finished, for_paper, heading

if TYPE_CHECKING:
    from giliran.reconcile.recaps import Part, Recap
    from giliran.wording import Language
    from giliran.workbook import Worksheet

_NUMBER, _NARROWEST, _WIDEST = 11, 8, 48
"""Widths of columns, in letters: fifteen columns of numbers and a name are still read on A4, lying."""
_LINE, _SMALL_LINE, _SMALL_LETTERS = 15, 10.5, 12
"""Heights of lines in points, of titles and of what stands small below them, and how many small letters a line has."""


def workbook_bytes(recap: Recap, language: Language) -> bytes:
    """Write a recap as a workbook."""
    book = begun(recap.title.to(language))
    bold = book.add_format({"bold": True})
    head = heading(book)
    small = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_size": 8, "border": 1})
    for part in recap.parts:
        sheet = book.add_worksheet(part.title.to(language)[:31])
        sheet.write_string(0, 0, recap.title.to(language), bold)
        for row, words in enumerate(recap.about, start=1):
            sheet.write_string(row, 0, words.to(language))
        top = len(recap.about) + 2
        listed = legend(part.columns)
        for column, each in enumerate(part.columns):
            sheet.write_string(top, column, each.title.to(language), head)
            if each.bases:
                sheet.write_string(top + 1, column, marks(each, listed).to(language), small)
        below = top + 2 if listed else top + 1
        for row, cells in enumerate(part.rows, start=below):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                else:
                    sheet.write_string(row, column, cell.to(language))
        for row, basis in enumerate(listed, start=below + len(part.rows) + 1):
            number = row - below - len(part.rows)
            sheet.write_string(row, 0, f"{HEADING.to(language)} {number}: {basis.to(language)}")
        _sized(sheet, part, top, language)
        sheet.freeze_panes(below, 2)
        for_paper(sheet, (top, below - 1))
    return finished(book)


def _sized(sheet: Worksheet, part: Part, top: int, language: Language) -> None:
    """Give columns and the rows of titles the size of what they hold; a program that only shows the file does not."""
    lines = small = 1
    listed = legend(part.columns)
    for column, each in enumerate(part.columns):
        texts = [row[column] for row in part.rows]
        longest = max((len(text.to(language)) for text in texts if not isinstance(text, int)), default=0)
        word = max(len(word) for word in each.title.to(language).split())
        width = max(word + 2, min(_WIDEST, max(_NARROWEST, longest + 2)) if longest else _NUMBER)
        sheet.set_column(column, column, width)
        lines = max(lines, math.ceil(len(each.title.to(language)) / (width - 2)))
        if each.bases:
            words = marks(each, listed).to(language)
            small = max(small, math.ceil(len(words) / (_SMALL_LETTERS * width / _NUMBER)))
    sheet.set_row(top, lines * _LINE)
    if listed:
        sheet.set_row(top + 1, small * _SMALL_LINE)
