"""The cells of a sheet to decisions: this person, this day, at home or not. What cannot be read is told cell by cell.

A sheet decides what it shows. Days and people that it does not show stay as the schedule has them, and so does every cell
that cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from giliran.sheets.labels import AT_MOST, FORMER, HEADCOUNT, HOME, LEFT, LEGEND, NAME, TOTAL, USE
from giliran.sheets.marks import mark
from giliran.sheets.names import Person
from giliran.sheets.recognising import is_weekday
from giliran.sheets.table import some
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from giliran.sheets.marks import Mark
    from giliran.sheets.month import MonthGrid, Row
    from giliran.sheets.names import Staff
    from giliran.sheets.recognising import Layout
    from giliran.sheets.table import Remarks, Spot

_SUMS = tuple(
    {
        *(
            words.casefold()
            for label in (USE, AT_MOST, HEADCOUNT, *FORMER, LEFT, LEGEND, TOTAL)
            for words in (label.id, label.en)
        ),
        *("jumlah", "total", "sisa", "batas", "maks", "catatan", "keterangan", "mengetahui", "note", "ket.", "ket:"),
    }
)
"""What a line below the people begins with that is about all of them."""


@dataclass(frozen=True)
class Reading:
    """What one sheet decides about one unit and month, and where in it each day and each cell stands."""

    unit: str
    month: str
    decided: Mapping[tuple[datetime.date, str], bool]
    days: Mapping[datetime.date, Spot]
    cells: Mapping[tuple[datetime.date, str], Spot]


@dataclass
class _Taken:
    decided: dict[tuple[datetime.date, str], bool] = field(default_factory=dict)
    cells: dict[tuple[datetime.date, str], Spot] = field(default_factory=dict)
    ticks: list[tuple[datetime.date, str]] = field(default_factory=list)
    has_words: bool = False
    results: list[Spot] = field(default_factory=list)
    merged: dict[str, None] = field(default_factory=dict)


class SheetReader:
    """Reads the cells of one sheet for one unit and month.

    ``ours`` tells a sheet that this program has made, whose closed cells hold letters that decide nothing.
    """

    def __init__(self, layout: Layout, grid: MonthGrid, staff: Staff, remarks: Remarks, *, ours: bool) -> None:
        self.layout = layout
        self.sheet = layout.sheet
        self.grid = grid
        self.staff = staff
        self.remarks = remarks
        self.ours = ours
        self.days = {column: day for column, day in layout.days.items() if day.isoformat().startswith(f"{grid.month}-")}
        self.allowed = {found.day: found for found in grid.days}
        self.rows = {row.id: row for row in grid.rows}

    def read(self) -> Reading:
        """Read every cell; what is wrong goes to the remarks."""
        taken = _Taken()
        seen: dict[str, int] = {}
        for row in self.sheet.rows:
            if row > self.layout.row and (person := self._person(row, seen)) is not None:
                self._line(row, person, taken)
        self._ticks(taken)
        self._aside(taken, seen)
        days = {day: self.sheet.spot(self.layout.row, column) for column, day in self.days.items()}
        return Reading(self.grid.unit, self.grid.month, taken.decided, days, taken.cells)

    def _person(self, row: int, seen: dict[str, int]) -> Person | None:
        """Give whom a row is about; ``None`` for a row about nobody, and for one that is told."""
        code, name = (self._named(row, column) for column in (self.layout.code, self.layout.name))
        if self.layout.code == self.layout.name:  # a column of either, line by line
            code, name = (code, "") if self.staff.coded(code) is not None else ("", name)
        words = name or code
        marked = self._is_marked(row)
        spot = self.sheet.spot(row, self.layout.name or self.layout.code)
        if not words:
            if marked:
                self.remarks.error(
                    self.sheet.spot(row),
                    Text("Baris ini berisi tanda, tetapi tanpa nama.", "This row has marks but no name."),
                    Text("Tulis kode atau nama pegawainya.", "Write the employee's code or name."),
                )
            return None
        found = self.staff.identified(code, name)
        if isinstance(found, Person):
            if found.id not in seen:
                seen[found.id] = row
                return found
            if marked:
                self.remarks.error(
                    spot,
                    Text(
                        f"{found.name} sudah ada di baris {seen[found.id]}.",
                        f"{found.name} stands in row {seen[found.id]} already.",
                    ),
                    Text(
                        "Satu pegawai satu baris: gabungkan keduanya.", "One row for one person: put the two together."
                    ),
                )
            return None
        if words.casefold().startswith(_SUMS) or not self._has_letters(words):
            return None
        if marked:
            message = Text(f"Tidak jelas siapa ini: {found.id}.", f"It is unclear who this is: {found.en}.")
            self.remarks.error(spot, message, self.staff.advice(words))
        elif any(self.sheet.words(row, column) for column in self.days):
            message = Text(
                f"Baris ini dilewati: {found.id}, dan tidak ada tanda di rumah di sini.",
                f"This row is passed over: {found.en}, and it has no mark for home.",
            )
            self.remarks.warning(spot, message)
        return None

    def _named(self, row: int, column: int | None) -> str:
        return "" if column is None else self.sheet.words(row, column)

    @staticmethod
    def _has_letters(words: str) -> bool:
        return any(character.isalpha() for character in words) and not is_weekday(words)

    def _is_marked(self, row: int) -> bool:
        """Tell whether a row has a word for home, or ticks, in some column of a day."""
        return any(mark(self.sheet.at(row, column).value) in {"home", "tick"} for column in self.days)

    def _line(self, row: int, person: Person, taken: _Taken) -> None:
        for column, day in self.days.items():
            spot = self.sheet.spot(row, column)
            taken.cells[day, person.id] = spot
            cell = self.sheet.at(row, column)
            if cell.failed or (cell.formula and cell.value is None):
                self.remarks.error(
                    spot,
                    Text("Rumus di sel ini tidak memberi hasil.", "The formula in this cell gives no result."),
                    Text(
                        "Buka di Excel dan simpan lagi, atau ketik tandanya.",
                        "Open it in Excel and save it again, or type the mark.",
                    ),
                )
                continue
            if cell.formula:
                taken.results.append(spot)
            area = self.sheet.area(row, column)
            said = mark(cell.value)
            if area is not None and said in {"home", "tick"}:
                taken.merged[area.name] = None
            self._take(said, day, person, taken, spot)

    def _take(self, said: Mark, day: datetime.date, person: Person, taken: _Taken, spot: Spot) -> None:
        key = day, person.id
        closed = self._is_closed(person, day)
        if said == "home":
            taken.has_words = True
            taken.decided[key] = True
        elif said == "tick":
            taken.ticks.append(key)
        elif said in {"office", "empty"}:
            taken.decided[key] = False
        elif closed:
            taken.decided[key] = False  # whatever it says of a day on which nobody can be put down
        elif said == "closed" and self.ours:
            self.remarks.warning(
                spot,
                Text(
                    "Sel ini tertutup ketika lembar dibuat; yang tercatat sekarang tetap.",
                    "This cell was closed when the sheet was made; what is recorded stays.",
                ),
                Text("Ekspor lagi untuk mengisinya.", "Export anew to fill it in."),
            )
        else:
            self._unclear(spot, self.sheet.words(spot.row or 0, spot.column or 0))

    def _is_closed(self, person: Person, day: datetime.date) -> bool:
        row: Row | None = self.rows.get(person.id)
        found = self.allowed.get(day)
        return row is None or found is None or self.grid.obstacle(row, found) is not None

    def _unclear(self, spot: Spot, words: str) -> None:
        shown = words if len(words) <= 40 else f"{words[:40]}…"
        self.remarks.error(
            spot,
            Text(
                f"Tanda “{shown}” tidak jelas: di rumah atau di kantor?",
                f"The mark “{shown}” is unclear: at home or at the office?",
            ),
            Text(
                f"Tulis {HOME} (atau WFH) untuk di rumah; kosongkan, atau tulis WFO, untuk di kantor.",
                f"Write {HOME} (or WFH) for at home; leave it empty, or write WFO, for the office.",
            ),
        )

    def _ticks(self, taken: _Taken) -> None:
        """Take ticks for home, unless the sheet has words for home as well."""
        for day, person in taken.ticks:
            if not taken.has_words or self._is_closed(Person(person, person), day):
                taken.decided[day, person] = True
                continue
            spot = taken.cells[day, person]
            words = self.sheet.words(spot.row or 0, spot.column or 0)
            self.remarks.error(
                spot,
                Text(
                    f"Tanda “{words}” tidak jelas, karena lembar ini juga memakai kata untuk di rumah.",
                    f"The mark “{words}” is unclear, because this sheet has words for home as well.",
                ),
                Text(f"Pakai satu tanda saja, sebaiknya {HOME}.", f"Use one mark only, best {HOME}."),
            )

    def _aside(self, taken: _Taken, seen: Mapping[str, int]) -> None:
        """Tell of what was read otherwise than somebody might think: formulas, merged cells, colours, people left out."""
        whole = self.sheet.spot()
        if taken.results:
            listed = some(spot.cell for spot in taken.results)
            self.remarks.warning(
                whole,
                Text(
                    f"Rumus dibaca menurut hasil terakhirnya: {listed}.",
                    f"Formulas are read by their last result: {listed}.",
                ),
            )
        if taken.merged:
            listed = some(taken.merged)
            self.remarks.warning(
                whole,
                Text(
                    f"Sel gabungan: tandanya dibaca untuk setiap hari dan orang di dalamnya: {listed}.",
                    f"Merged cells: the mark is read for every day and person in them: {listed}.",
                ),
            )
        coloured = list(self._coloured(seen))
        if coloured:
            self.remarks.warning(
                whole,
                Text(
                    f"Warna tidak dibaca. Sel kosong yang diwarnai dianggap di kantor: {some(coloured)}.",
                    f"Colours are not read. Empty cells that are coloured count as the office: {some(coloured)}.",
                ),
                Text(f"Tulis {HOME} bila maksudnya di rumah.", f"Write {HOME} where home is meant."),
            )
        self._undated(seen)
        missing = [row for row in self.grid.rows if row.id not in seen and self._could(row)]
        if missing and seen:
            names = some(f"{row.name} ({row.id})" for row in missing)
            self.remarks.warning(
                whole,
                Text(
                    f"Tidak ada dalam lembar, jadi jadwalnya tetap: {names}.",
                    f"Not in the sheet, so their days stay as they are: {names}.",
                ),
            )

    def _could(self, row: Row) -> bool:
        return any(self.grid.obstacle(row, found) is None for found in self.grid.days)

    def _coloured(self, seen: Mapping[str, int]) -> Iterator[str]:
        """Give the empty open cells whose colour sets them apart from the others of their line and of their column."""
        beside = {column: {self.sheet.at(row, column).fill for row in seen.values()} for column in self.days}
        for person, row in seen.items():
            fills = {
                column: self.sheet.at(row, column).fill
                for column, day in self.days.items()
                if not self._is_closed(Person(person, person), day) and not self.sheet.words(row, column)
            }
            if len(set(fills.values())) < 2:
                continue
            for column, fill in fills.items():
                if fill is not None and (len(beside[column]) > 1 or len(seen) == 1):
                    yield self.sheet.spot(row, column).cell

    def _undated(self, seen: Mapping[str, int]) -> None:
        """Tell of a column that has marks for home, and no day above it that can be read.

        Among the days that is any column. Before the first and after the last it is one whose heading has a number, as a
        day has; others, such as remarks, are no days. What is told of a heading already is not told again.
        """
        columns = self.layout.days
        told = {remark.spot for remark in self.remarks.found}
        people = {self.layout.code, self.layout.name}
        for column in self.sheet.columns:
            if column in columns or column in people:
                continue
            spot, words = self.sheet.spot(self.layout.row, column), self.sheet.words(self.layout.row, column)
            if spot in told:
                continue
            if not min(columns) < column < max(columns) and not any(character.isdigit() for character in words):
                continue
            if any(mark(self.sheet.at(row, column).value) == "home" for row in seen.values()):
                self.remarks.error(
                    spot,
                    Text(
                        f"“{words}” bukan tanggal, padahal kolom ini berisi tanda di rumah.",
                        f"“{words}” is no date, though this column has marks for home.",
                    ),
                    Text("Tulis tanggalnya, misalnya 2023-09-01.", "Write the date, like 2023-09-01."),
                )


def nobody_named(layout: Layout, remarks: Remarks) -> None:
    """Tell that no column names people."""
    remarks.error(
        layout.sheet.spot(layout.row),
        Text(
            "Tidak ada kolom kode atau nama pegawai sebelum kolom tanggal.",
            "No column before the dates has codes or names of employees.",
        ),
        Text(f"Beri judul “Kode” atau “{NAME.id}” pada kolomnya.", f"Put “Code” or “{NAME.en}” above the column."),
    )
