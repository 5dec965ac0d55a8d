"""All sheets of a file to readings, one for each unit and month: which sheets count, whose they are, and for when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.sheets.labels import BASIS_KEY, MONTH_KEY, STATE_KEY, UNIT_KEY
from giliran.sheets.month import month_grid, unknown_unit
from giliran.sheets.names import CODE, Person, Staff
from giliran.sheets.reading import SheetReader, nobody_named
from giliran.sheets.recognising import (
    Layout,
    day_columns,
    day_row,
    describe_hidden,
    own_words,
    person_columns,
    stated_month,
    stated_units,
)
from giliran.sheets.table import Remarks
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from giliran.corpus import Corpus
    from giliran.sheets.dates import Heading
    from giliran.sheets.month import MonthGrid
    from giliran.sheets.reading import Reading
    from giliran.sheets.table import Book, Remark, Sheet


@dataclass(frozen=True)
class Taken:
    """What one sheet decides, beside the grid as it is now."""

    grid: MonthGrid
    reading: Reading

    @property
    def home(self) -> dict[datetime.date, tuple[str, ...]]:
        """Give who is at home afterwards on each day that has anybody, in the order of the codes."""
        after = {day: set(people) for day, people in self.grid.home.items()}
        for (day, person), is_home in self.reading.decided.items():
            if is_home:
                after.setdefault(day, set()).add(person)
            elif day in after:
                after[day].discard(person)
        return {day: tuple(sorted(after[day])) for day in sorted(after) if after[day]}

    @property
    def changes(self) -> tuple[tuple[datetime.date, tuple[str, ...], tuple[str, ...]], ...]:
        """Give each day that changes with who is new at home and who is not any more."""
        home = self.home
        found = []
        for day in sorted({*home, *self.grid.home}):
            before, after = self.grid.home.get(day, frozenset()), frozenset(home.get(day, ()))
            if before != after:
                found.append((day, tuple(sorted(after - before)), tuple(sorted(before - after))))
        return tuple(found)


@dataclass(frozen=True)
class Gathered:
    """What a file decides, and everything there is to tell about its cells."""

    taken: tuple[Taken, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether every cell could be read."""
        return not any(each.grade == "error" for each in self.remarks)


def gathered(book: Book, corpus: Corpus, unit: str | None = None, month: str | None = None) -> Gathered:
    """Read every sheet of a file; ``unit`` and ``month`` are what the person running the program says.

    Raises :class:`OperatorError` where that unit is not there.
    """
    if unit is not None and unit not in corpus.units:
        raise OperatorError(unknown_unit(unit, corpus))
    work = _Gathering(book, corpus, unit, month)
    taken = work.all_sheets()
    return Gathered(taken, work.remarks.in_order(sheet.name for sheet in book.sheets))


class _Gathering:
    def __init__(self, book: Book, corpus: Corpus, unit: str | None, month: str | None) -> None:
        self.book = book
        self.corpus = corpus
        self.unit = unit
        self.month = month
        self.own = own_words(book.sheets)
        self.remarks = Remarks()

    def all_sheets(self) -> tuple[Taken, ...]:
        found: dict[tuple[str, str], Taken] = {}
        recognised = 0
        passed: list[Sheet] = []
        for sheet in self.book.sheets:
            days = day_row(sheet)
            if sheet.hidden:
                self._hidden(sheet, recognisable=days is not None)
            elif days is None:
                passed.append(sheet)
            else:
                recognised += 1
                for taken in self._sheet(sheet, *days):
                    key = taken.grid.unit, taken.grid.month
                    if key in found:
                        self._twice(sheet, taken, found[key])
                    else:
                        found[key] = taken
        self._passed(passed, nothing=not recognised)
        return tuple(found[key] for key in sorted(found))

    def _hidden(self, sheet: Sheet, *, recognisable: bool) -> None:
        if recognisable:
            self.remarks.warning(
                sheet.spot(),
                Text("Lembar tersembunyi tidak dibaca.", "A hidden sheet is not read."),
                Text("Tampilkan dulu bila perlu dibaca.", "Show it first if it is to be read."),
            )

    def _passed(self, sheets: list[Sheet], *, nothing: bool) -> None:
        for sheet in sheets:
            if nothing and sheet.rows:
                self.remarks.error(
                    sheet.spot(),
                    Text("Tidak ada baris tanggal di lembar ini.", "There is no line of dates in this sheet."),
                    Text(
                        "Satu baris menyebut tanggal-tanggalnya, di bawahnya satu baris untuk setiap pegawai. Contoh: giliran export.",
                        "One line names the dates, below it there is a line for each person. For an example: giliran export.",
                    ),
                )
            elif sheet.rows and not own_words([sheet]):
                self.remarks.warning(
                    sheet.spot(),
                    Text(
                        "Lembar ini tanpa baris tanggal, jadi dilewati.",
                        "This sheet has no line of dates and is passed over.",
                    ),
                )
        if nothing and not any(sheet.rows for sheet in sheets) and self.book.sheets:
            self.remarks.error(
                self.book.sheets[0].spot(),
                Text("Tidak ada isi yang dapat dibaca.", "There is nothing to be read."),
            )

    def _twice(self, sheet: Sheet, taken: Taken, other: Taken) -> None:
        first = next(iter(other.reading.days.values()))
        self.remarks.error(
            sheet.spot(),
            Text(
                f"{taken.grid.unit} {taken.grid.month} sudah ada di {first.sheet}.",
                f"{taken.grid.unit} {taken.grid.month} stands in {first.sheet} already.",
            ),
            Text("Sisakan satu lembar untuk setiap unit dan bulan.", "Keep one sheet for each unit and month."),
        )

    def _sheet(self, sheet: Sheet, row: int, headings: Mapping[int, Heading]) -> list[Taken]:
        stated = stated_month(sheet, row, self.own)
        if stated is None and self.month is not None:
            stated = int(self.month[:4]), int(self.month[5:])
        days = day_columns(sheet, row, headings, stated, self.remarks)
        unit = self._unit(sheet, row) if days else None
        if unit is None:
            return []
        months = tuple(dict.fromkeys(day.isoformat()[:7] for day in days.values()))
        if self.month is not None:
            self._other_months(sheet, tuple(month for month in months if month != self.month))
            months = tuple(month for month in months if month == self.month)
        grids = [grid for month in months if (grid := self._grid(sheet, unit, month)) is not None]
        if not grids:
            return []
        listed = {Person(row.id, row.name) for grid in grids for row in grid.rows}
        members = [Person(stay.id, stay.name) for stay in self.corpus.units[unit].employees]
        staff = Staff((*members, *sorted(listed, key=lambda person: person.id)))
        code, name = person_columns(sheet, row, days, staff)
        layout = Layout(sheet, row, days, code, name)
        if code is None and name is None:
            nobody_named(layout, self.remarks)
            return []
        describe_hidden(sheet, layout, self.remarks)
        return [self._taken(layout, grid, staff) for grid in grids]

    def _taken(self, layout: Layout, grid: MonthGrid, staff: Staff) -> Taken:
        ours = self.own.get(UNIT_KEY) == grid.unit and self.own.get(MONTH_KEY) == grid.month
        if ours and self.own.get(BASIS_KEY) != grid.basis:
            self.remarks.warning(
                layout.sheet.spot(),
                Text(
                    "Aturan atau daftar pegawai berubah sejak lembar ini dibuat.",
                    "The law or the staff list has changed since this sheet was made.",
                ),
                Text(
                    "Periksa batas dan nama-namanya, atau ekspor lagi.",
                    "Look at the caps and the names, or export anew.",
                ),
            )
        if ours and self.own.get(STATE_KEY) != grid.state:
            self.remarks.warning(
                layout.sheet.spot(),
                Text(
                    "Jadwal berubah sejak lembar ini dibuat; yang berlaku adalah isi lembar ini.",
                    "The schedule has changed since this sheet was made; the sheet prevails.",
                ),
                Text(
                    "Bacalah perubahannya di bawah sebelum mengusulkannya.",
                    "Read the changes below before you propose them.",
                ),
            )
        return Taken(grid, SheetReader(layout, grid, staff, self.remarks, ours=ours).read())

    def _other_months(self, sheet: Sheet, months: tuple[str, ...]) -> None:
        if months:
            listed = ", ".join(months)
            self.remarks.warning(
                sheet.spot(),
                Text(f"Bulan lain tidak dibaca: {listed}.", f"Other months are not read: {listed}."),
            )

    def _grid(self, sheet: Sheet, unit: str, month: str) -> MonthGrid | None:
        try:
            return month_grid(self.corpus, unit, month)
        except OperatorError as error:
            self.remarks.error(sheet.spot(), error.text)
            return None

    def _unit(self, sheet: Sheet, row: int) -> str | None:
        """Find whose sheet it is: as its title says, else as one was told, else by the codes in it."""
        stated = [unit for unit in stated_units(sheet, row, self.own) if unit in self.corpus.units]
        if stated:
            if self.unit is None or self.unit in stated:
                return self.unit or stated[0]
            self.remarks.error(
                sheet.spot(),
                Text(
                    f"Lembar ini milik {stated[0]}, bukan {self.unit}.",
                    f"This sheet belongs to {stated[0]}, not to {self.unit}.",
                ),
                Text("Betulkan --unit, atau judul lembarnya.", "Correct --unit, or the title of the sheet."),
            )
            return None
        if self.unit is not None:
            return self.unit
        units = {
            unit.id
            for place in sheet.cells
            if CODE.fullmatch(code := sheet.words(*place).casefold())
            for unit, _ in self.corpus.stays(code)
        }
        if len(units) == 1:
            return units.pop()
        self.remarks.error(
            sheet.spot(),
            Text("Tidak jelas unit mana yang dimaksud lembar ini.", "It is unclear which unit this sheet is about."),
            Text("Sebutkan: --unit perangkat-daerah/unit.", "Say it: --unit agency/unit."),
        )
        return None
