"""Where things stand in a sheet that somebody made: the line of days, the columns of people, the month, the unit.

Nothing is asked of the layout but this: one line names the days, a person has one line below it, and a column before the
days holds codes or names. Titles, merged headings, numbering columns, sums and signatures around it are passed over.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from giliran.grammar import SLUG
from giliran.sheets.dates import WEEKDAY_WORDS, heading, month_named
from giliran.sheets.labels import KEYS, MONTH_KEY, UNIT_KEY
from giliran.sheets.table import some
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from giliran.sheets.dates import Heading
    from giliran.sheets.names import Staff
    from giliran.sheets.table import Remarks, Sheet

_DEEPEST = 60
"""Rows in which the line of days is looked for."""
_CODE_WORDS = frozenset({"kode", "kode pegawai", "id", "id pegawai", "code", "employee code", "employee id"})
_NAME_WORDS = frozenset(
    {"nama", "nama pegawai", "nama asn", "nama lengkap", "pegawai", "name", "full name", "employee"}
)
_UNIT = re.compile(rf"(?<![\w/-])({SLUG}/{SLUG})(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet understood: the row of the days, the day of each column, and the columns of people (``None``: there is none)."""

    sheet: Sheet
    row: int
    days: Mapping[int, datetime.date]
    code: int | None
    name: int | None


def own_words(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Give what a workbook of ours says of itself: its unit, its month, and what it was made from."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for row, column in sheet.cells:
            if column == 1 and sheet.words(row, 1) in KEYS:
                found.setdefault(sheet.words(row, 1), sheet.words(row, 2))
    return found


def day_row(sheet: Sheet) -> tuple[int, dict[int, Heading]] | None:
    """Find the line of days: the one that names most of them. ``None`` where no line does."""
    best: tuple[tuple[int, int], int, dict[int, Heading]] | None = None
    for row in sheet.rows:
        if row > _DEEPEST:
            break
        strong: dict[int, Heading] = {}
        weak: dict[int, Heading] = {}
        for column in sheet.columns:
            area = sheet.area(row, column)
            if area is not None and (area.left != column or area.bottom != row):
                continue  # a day stands in the first of its columns, and in the lowest of its rows
            found = heading(sheet.at(row, column).value)
            if found is not None:
                (weak if found.month is None else strong)[column] = found
        numbers = [each.day for each in weak.values()]
        if len(numbers) < 3 or any(later <= earlier for earlier, later in pairwise(numbers)):
            weak = {column: each for column, each in weak.items() if each.weekday is not None}
        score = (min(len(strong), 3), len(strong) + len(weak))
        if score[1] >= (1 if strong else 3) and (best is None or score > best[0]):
            days = strong | weak
            best = score, row, {column: days[column] for column in sorted(days)}
    return None if best is None else best[1:]


def stated_month(sheet: Sheet, row: int, own: Mapping[str, str]) -> tuple[int, int] | None:
    """Find the month that a sheet says it is for: in its name, or above the line of days; else in our own words."""
    titles = [sheet.words(*place) for place in sorted(sheet.cells) if place[0] < row]
    for words in (sheet.name, *titles, own.get(MONTH_KEY, "")):
        if (found := month_named(words)) is not None:
            return found
    return None


def stated_units(sheet: Sheet, row: int, own: Mapping[str, str]) -> tuple[str, ...]:
    """Give everything above the line of days, or in our own words, that is spelt like the name of a unit."""
    titles = [sheet.words(*place) for place in sorted(sheet.cells) if place[0] < row]
    found = [unit for words in titles for unit in units_in(words)]
    return tuple(dict.fromkeys((*found, *([own[UNIT_KEY]] if UNIT_KEY in own else ()))))


def units_in(words: str) -> tuple[str, ...]:
    """Give everything in a text that is spelt like the name of a unit."""
    return tuple(_UNIT.findall(words))


def labelled(sheet: Sheet, row: int, labels: Container[str]) -> Iterator[tuple[int, str]]:
    """Give what stands above the line of days beside one of some labels, or after it and a colon, each with its row."""
    for line in sheet.rows:
        if line >= row:
            return
        label, _, words = sheet.words(line, 1).partition(":")
        words = words.strip() or sheet.words(line, 2)
        if words and label.strip().casefold() in labels:
            yield line, words


def day_columns(
    sheet: Sheet, row: int, headings: Mapping[int, Heading], month: tuple[int, int] | None, remarks: Remarks
) -> dict[int, datetime.date]:
    """Give each column its day; ``month`` is the year and month that headings leave out, or ``None``.

    A day that does not exist, stands twice, covers several columns, or falls on another day of the week than it says, is
    told and left out.
    """
    known = month or _commonest(headings.values())
    found: dict[int, datetime.date] = {}
    first: dict[datetime.date, int] = {}
    yearless = [column for column, each in headings.items() if not each.is_whole]
    if yearless and known is None:
        remarks.error(
            sheet.spot(row, yearless[0]),
            Text(
                "Bulan atau tahun dari tanggal-tanggal ini tidak tertulis.",
                "These dates do not say which month or year.",
            ),
            Text("Tambahkan bulannya: --month 2023-09.", "Say the month: --month 2023-09."),
        )
        return {}
    year, number = known or (0, 0)
    for column, each in headings.items():
        spot = sheet.spot(row, column)
        words = sheet.words(row, column)
        day = each.on(year, number)
        if day is None:
            remarks.error(
                spot,
                Text(f"Tanggal “{words}” tidak ada dalam kalender.", f"There is no date “{words}” in the calendar."),
                Text(
                    "Tulis hari lebih dulu: 1/9/2023 adalah 1 September.",
                    "Write the day first: 1/9/2023 is 1 September.",
                )
                if (each.month or 0) > 12
                else Text("Betulkan tanggalnya: bulan itu lebih pendek.", "Correct the date: that month is shorter."),
            )
        elif (swapped := _swapped(day, _commonest(headings.values()) or known)) is not None:
            remarks.error(
                spot,
                Text(
                    f"Ini {long_date(day).id}; mungkin maksudnya {long_date(swapped).id}: hari dan bulan tertukar.",
                    f"This is {long_date(day).en}; probably {long_date(swapped).en} is meant: day and month are swapped.",
                ),
                Text("Tulis tanggal itu lagi, misalnya 2023-09-01.", "Write the date anew, like 2023-09-01."),
            )
        elif each.weekday is not None and each.weekday != day.weekday():
            remarks.error(
                spot,
                Text(
                    f"“{words}” tidak cocok: tanggal itu {long_date(day).id}.",
                    f"“{words}” does not fit: that date is {long_date(day).en}.",
                ),
                Text("Betulkan hari atau tanggalnya.", "Correct the weekday or the date."),
            )
        elif day in first:
            other = sheet.spot(row, first[day]).cell
            remarks.error(
                spot,
                Text(
                    f"{long_date(day).id} sudah ada di sel {other}.",
                    f"{long_date(day).en} stands in cell {other} already.",
                ),
                Text("Hapus salah satu kolomnya.", "Take one of the columns out."),
            )
        elif (area := sheet.area(row, column)) is not None and area.right > area.left:
            remarks.error(
                spot,
                Text(
                    f"Tanggal ini mencakup beberapa kolom ({area.name}).",
                    f"This date covers several columns ({area.name}).",
                ),
                Text("Beri setiap tanggal satu kolom saja.", "Give each date one column only."),
            )
        else:
            first[day] = column
            found[column] = day
    return found


def _commonest(headings: Iterable[Heading]) -> tuple[int, int] | None:
    """Give the year and month that most whole dates have."""
    counts: dict[tuple[int, int], int] = {}
    for each in headings:
        if each.year is not None and each.month is not None and each.month <= 12:
            counts[each.year, each.month] = counts.get((each.year, each.month), 0) + 1
    return max(counts, key=lambda month: (counts[month], month), default=None)


def _swapped(day: datetime.date, month: tuple[int, int] | None) -> datetime.date | None:
    """Give the day that was meant where a program took its day for the month: it would lie in the month of the others."""
    if month is None or (day.year, day.month) == month or (day.year, day.day) != month:
        return None
    return datetime.date(day.year, day.day, day.month)


def person_columns(sheet: Sheet, row: int, days: Iterable[int], staff: Staff) -> tuple[int | None, int | None]:
    """Find the columns of codes and of names: by what stands above them, else by whom they name."""
    dated = set(days)
    before = [column for column in sheet.columns if column not in dated and column < min(dated, default=0)]
    code = name = None
    codes: dict[int, int] = {}
    names: dict[int, int] = {}
    for column in before:
        titles = {sheet.words(above, column).casefold().rstrip(":. ") for above in range(max(1, row - 3), row + 2)}
        if code is None and titles & _CODE_WORDS:
            code = column
        elif name is None and titles & _NAME_WORDS:
            name = column
        for below in sheet.rows:
            if below > row and (words := sheet.words(below, column)):
                codes[column] = codes.get(column, 0) + (staff.coded(words) is not None)
                names[column] = names.get(column, 0) + bool(staff.named(words))
    if code is None and any(codes.values()):
        code = max(codes, key=lambda column: (codes[column], -column))
    if name is None and any(names.values()):
        name = max(names, key=lambda column: (names[column], -column))
    return code, name


def is_weekday(words: str) -> bool:
    """Tell whether a cell names a day of the week and nothing else, as in a line of weekdays below the dates."""
    return words.casefold().replace("'", "").rstrip(".") in WEEKDAY_WORDS


def describe_hidden(sheet: Sheet, layout: Layout, remarks: Remarks) -> None:
    """Tell of rows and columns that are hidden and read all the same."""
    last = max(sheet.rows, default=0)
    rows = [row for row in sheet.hidden_rows if layout.row < row <= last]
    columns = [column for column in sheet.hidden_columns if column in layout.days]
    if rows:
        listed = some(str(row) for row in rows)
        remarks.warning(
            sheet.spot(),
            Text(f"Baris tersembunyi ikut dibaca: {listed}.", f"Hidden rows are read as well: {listed}."),
        )
    if columns:
        listed = some(sheet.spot(None, column).cell for column in columns)
        remarks.warning(
            sheet.spot(),
            Text(f"Kolom tersembunyi ikut dibaca: {listed}.", f"Hidden columns are read as well: {listed}."),
        )
