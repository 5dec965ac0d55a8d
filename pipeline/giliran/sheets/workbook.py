"""A month as a workbook that counts by itself: drop-downs, closed cells with their reason, use and cap of each day.

The same grid gives the same bytes. Every formula is written with its result, so that programs which do not work formulas out
show the right numbers too.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.formulas import is_worked_out
from giliran.schemas import reason
from giliran.sheets.explanation import explain_in
from giliran.sheets.labels import (
    AT_MOST,
    CODE,
    HEADCOUNT,
    HELP_SHEET,
    HOME,
    LEFT,
    LEGEND,
    NAME,
    RECALLS,
    ROLE,
    STATUS,
    TOTAL,
    USE,
)
from giliran.sheets.month import MEANINGS, OBSTACLES
from giliran.wording import Text, month_name, same
from giliran.workbook import TINT, begun, finished, for_paper, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.limits import Allowance
    from giliran.sheets.month import MonthGrid, Obstacle, Row
    from giliran.wording import Language
    from giliran.workbook import Format, Workbook, Worksheet

HEADER, FIRST_ROW, FIRST_DAY = 3, 4, 4
"""Where the dates, the first person and the first day stand, counted from 0."""
_WEEKDAYS = (
    *(Text("Sen", "Mon"), Text("Sel", "Tue"), Text("Rab", "Wed"), Text("Kam", "Thu")),
    *(Text("Jum", "Fri"), Text("Sab", "Sat"), Text("Min", "Sun")),
)
_GREY, _RED, _GREEN, _AMBER = "#D9D9D9", "#FFC7CE", "#E2EFDA", "#FFEB9C"
_PLEASE = Text(
    f"{HOME} = di rumah; kosong = di kantor. Sel abu-abu tertutup; alasannya ada pada catatannya.",
    f"{HOME} = at home; empty = at the office. Grey cells are closed; the note of each says why.",
)
_COLOURS = Text(
    "Sel kuning: dipanggil ke kantor. Sel merah: tidak boleh, hapus tandanya.",
    "Yellow cells: called in. Red cells: not allowed, take the mark away.",
)
_WRONG = Text(f"Pilih {HOME} untuk di rumah, atau kosongkan.", f"Choose {HOME} for at home, or leave it empty.")


def workbook_bytes(grid: MonthGrid, language: Language) -> bytes:
    """Write a month as a workbook: the grid, and a sheet that explains it in both languages."""
    book = begun(grid.title.to(language))
    sheet = book.add_worksheet(month_name(grid.days[0].day).to(language))
    _Sheet(grid, language, sheet, _Formats(book)).write()
    explain_in(book, book.add_worksheet(HELP_SHEET.to(language)), grid)
    return finished(book)


@dataclass(frozen=True, slots=True)
class _Formats:
    """The looks of cells, made once for each book."""

    book: Workbook

    def of(self, **looks: object) -> Format:
        return self.book.add_format({"font_name": "Calibri", "font_size": 10, "valign": "vcenter", **looks})


class _Sheet:
    """Writes the grid onto one worksheet."""

    def __init__(self, grid: MonthGrid, language: Language, sheet: Worksheet, formats: _Formats) -> None:
        self.grid = grid
        self.language = language
        self.sheet = sheet
        self.last_row = FIRST_ROW + len(grid.rows) - 1
        self.last_day = FIRST_DAY + len(grid.days) - 1
        framed = {"border": 1, "border_color": "#A6A6A6"}
        middle = {**framed, "align": "center"}
        self.title = formats.of(bold=True, font_size=13)
        self.plain = formats.of()
        self.label = formats.of(**framed)
        self.quoted = formats.of(**framed, quote_prefix=True)
        self.head = formats.of(**middle, bold=True, bg_color=TINT, num_format="d/m")
        self.open = formats.of(**middle, locked=False)
        self.closed = formats.of(**middle, bg_color=_GREY, font_color="#595959")
        self.called = formats.of(**middle, bg_color=_AMBER, bold=True)
        self.wrong = formats.of(**middle, bg_color=_RED, bold=True, locked=False)
        self.number = formats.of(**middle, bold=True)
        self.small = formats.of(**middle, bold=True, font_size=8, text_wrap=True)
        self.marked = formats.book.add_format({"bg_color": TINT, "bold": True})
        self.states = {
            ">": formats.book.add_format({"bg_color": _RED, "font_color": "#9C0006"}),
            "=": formats.book.add_format({"bg_color": _AMBER, "font_color": "#7F6000"}),
            "<": formats.book.add_format({"bg_color": _GREEN, "font_color": "#375623"}),
        }

    def write(self) -> None:
        """Write everything, and set what a reader sees and a printer takes."""
        self._frame()
        for index, row in enumerate(self.grid.rows):
            self._person(FIRST_ROW + index, row)
        self._choices()
        self._counters()
        self._below()

    def _say(self, row: int, column: int, text: Text | str, look: Format) -> None:
        words = text if isinstance(text, str) else text.to(self.language)
        self.sheet.write_string(row, column, words, look)

    def _frame(self) -> None:
        sheet = self.sheet
        self._say(0, 0, self.grid.title, self.title)
        self._say(1, 0, _PLEASE, self.plain)
        for column, title in enumerate((CODE, NAME, STATUS, ROLE)):
            self._say(HEADER, column, title, self.head)
        for column, found in self._columns():
            self._say(HEADER - 1, column, _WEEKDAYS[found.day.weekday()], self.head)
            sheet.write_datetime(HEADER, column, datetime.datetime.combine(found.day, datetime.time()), self.head)
        self._say(HEADER, self.last_day + 1, TOTAL, self.head)
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, 30)
        sheet.set_column(2, 2, 8)
        sheet.set_column(3, 3, 18)
        sheet.set_column(FIRST_DAY, self.last_day, 6.5)
        sheet.set_column(self.last_day + 1, self.last_day + 1, 12)
        sheet.freeze_panes(FIRST_ROW, 2)
        for_paper(sheet, (HEADER - 1, HEADER))
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _columns(self) -> Iterator[tuple[int, Allowance]]:
        return enumerate(self.grid.days, start=FIRST_DAY)

    def _person(self, at: int, row: Row) -> None:
        for column, words in enumerate((row.id, row.name, row.status, row.role.to(self.language))):
            self._say(at, column, words, self.quoted if is_worked_out(words) else self.label)
        for column, found in self._columns():
            self._cell(at, column, row, found)
        days = sum(self.grid.is_home(row, found.day) for found in self.grid.days)
        cells = _area(at, FIRST_DAY, at, self.last_day)
        self.sheet.write_formula(at, self.last_day + 1, f'=COUNTIF({cells},"{HOME}")', self.number, days)

    def _cell(self, at: int, column: int, row: Row, found: Allowance) -> None:
        closed = self.grid.obstacle(row, found)
        home = self.grid.is_home(row, found.day)
        recall = self.grid.recalled(row, found.day)
        if closed is not None and home:
            self._say(at, column, HOME, self.wrong)
            self._note(at, column, closed[1] + Text(" Hapus tanda ini.", " Take this mark away."))
        elif closed is not None:
            self._say(at, column, closed[0], self.closed)
            self._note(at, column, closed[1])
        elif recall is not None and home:
            self._say(at, column, HOME, self.called)
            words = f"{recall.reason} ({recall.ordered_by})"
            self._note(at, column, Text(f"Dipanggil ke kantor: {words}.", f"Called in: {words}."))
        elif home:
            self._say(at, column, HOME, self.open)
        else:
            self.sheet.write_blank(at, column, None, self.open)

    def _note(self, row: int, column: int, text: Text) -> None:
        looks = {"author": "giliran", "x_scale": 2, "font_size": 9}
        self.sheet.write_comment(row, column, text.to(self.language), looks)

    def _choices(self) -> None:
        """Let the open cells offer the mark, refuse anything else, and show it in colour."""
        runs = list(self._open_runs())
        if runs:
            (top, column, bottom), others = runs[0], runs[1:]
            choice = {
                "validate": "list",
                "source": [HOME],
                "error_title": HOME,
                "error_message": _WRONG.to(self.language),
                "other_cells": [[run[0], run[1], run[2], run[1]] for run in others],
            }
            self.sheet.data_validation(top, column, bottom, column, choice)
            areas = " ".join(_area(run[0], run[1], run[2], run[1]) for run in runs)
            shown = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{HOME}"',
                "format": self.marked,
                "multi_range": areas,
            }
            self.sheet.conditional_format(top, column, bottom, column, shown)

    def _open_runs(self) -> Iterator[tuple[int, int, int]]:
        """Give the open cells as stretches of one column: first row, column, last row."""
        for column, found in self._columns():
            start: int | None = None
            for index, row in enumerate(self.grid.rows):
                free = self.grid.obstacle(row, found) is None and self.grid.recalled(row, found.day) is None
                if free and start is None:
                    start = FIRST_ROW + index
                elif not free and start is not None:
                    yield start, column, FIRST_ROW + index - 1
                    start = None
            if start is not None:
                yield start, column, self.last_row

    def _counters(self) -> None:
        use = self.last_row + 1
        for offset, title in enumerate((USE, AT_MOST, HEADCOUNT, LEFT)):
            self._say(use + offset, 0, "", self.label)
            self._say(use + offset, 1, title, self.label)
        for column, found in self._columns():
            at_home = sum(self.grid.is_home(row, found.day) for row in self.grid.rows)
            cells = _area(FIRST_ROW, column, self.last_row, column)
            counting = f'=COUNTIF({cells},"{HOME}")' if self.grid.rows else "=0"
            self.sheet.write_formula(use, column, counting, self.number, at_home)
            self.sheet.write_number(use + 1, column, found.at_most, self.number)
            if found.standing == "open":
                self._note(use + 1, column, reason(found))
            self.sheet.write_number(use + 2, column, found.headcount, self.number)
            formula = self._left(_spot(use, column), _spot(use + 1, column), closed=found.standing != "open")
            words = left(at_home, found.at_most, closed=found.standing != "open").to(self.language)
            self.sheet.write_formula(use + 3, column, formula, self.small, words)
        self.sheet.set_row(use + 3, 26)
        first, cap = f"{letters(FIRST_DAY)}${use + 1}", f"{letters(FIRST_DAY)}${use + 2}"
        said = f"{letters(FIRST_DAY)}${use + 4}"
        for sign, look in self.states.items():
            rule = {"type": "formula", "criteria": f'=AND({said}<>"",{first}{sign}{cap})', "format": look}
            self.sheet.conditional_format(use + 3, FIRST_DAY, use + 3, self.last_day, rule)

    def _left(self, use: str, cap: str, *, closed: bool) -> str:
        """Give the formula of the words that :func:`left` gives."""
        over, none_left, some = (
            (f'{use}-{cap}&" too many"', '"full"', f'{cap}-{use}&" left"')
            if self.language == "en"
            else (f'"lebih "&({use}-{cap})', '"pas"', f'"sisa "&({cap}-{use})')
        )
        even = '""' if closed else none_left
        return f"=IF({use}>{cap},{over},IF({use}={cap},{even},{some}))"

    def _below(self) -> None:
        """Explain the marks of closed cells, and list the recalls, which stay as they are."""
        lines = [LEGEND, *self._legend()]
        if self.grid.recalls:
            lines += [Text("", ""), RECALLS]
            for recall in self.grid.recalls:
                words = f"{recall.day.isoformat()}: {recall.employee}, {recall.reason} ({recall.ordered_by})"
                lines.append(same(words))
        for offset, line in enumerate(lines):
            self._say(self.last_row + 6 + offset, 1, line, self.plain)

    def _legend(self) -> Iterator[Text]:
        """Say what each mark means, and of those that stand in this sheet the reasons, each once."""
        reasons: dict[Obstacle, dict[Text, None]] = {}
        for row in self.grid.rows:
            for found in self.grid.days:
                closed = self.grid.obstacle(row, found)
                if closed is not None and closed[0] in {"L", "D", "B"}:
                    reasons.setdefault(closed[0], {})[closed[1]] = None
        yield Text(f"{HOME} = di rumah", f"{HOME} = at home")
        for mark in OBSTACLES:
            yield Text(f"{mark} = {MEANINGS[mark].id}", f"{mark} = {MEANINGS[mark].en}")
            yield from (Text(f"      {each.id}", f"      {each.en}") for each in reasons.get(mark, {}))
        yield _COLOURS


def left(at_home: int, at_most: int, *, closed: bool = False) -> Text:
    """Say how a day stands: one too many, full, or how many places are left; nothing of a closed day that is empty."""
    if at_home > at_most:
        return Text(f"lebih {at_home - at_most}", f"{at_home - at_most} too many")
    if at_home == at_most:
        return Text("", "") if closed else Text("pas", "full")
    return Text(f"sisa {at_most - at_home}", f"{at_most - at_home} left")


def _spot(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


def _area(top: int, first: int, bottom: int, last: int) -> str:
    return f"{_spot(top, first)}:{_spot(bottom, last)}"
