"""Invented exports for the people of a repository, with oddities planted in them and a list of where each one is.

It knows the model and nothing of what judges exports: people, days and turns come from the corpus, the rest is drawn with a
seed. Every odd row is told as (file, row, kind), every deviation of somebody's day as (person, day, what).
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # it comes without types

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from giliran.corpus import Corpus

FIRST, LAST = datetime.date(2023, 9, 4), datetime.date(2023, 9, 15)
DAYS = tuple(
    FIRST + datetime.timedelta(days=n) for n in range(12) if (FIRST + datetime.timedelta(days=n)).weekday() < 5
)
FEW = 3
WIDE = ("lebar.csv", "cap-waktu.csv", "lebar.xlsx")
"""Files with one row for a person and a day."""
NONE = ("", "-", "00:00:00", "0")
"""What apps write for a record that was not made."""

MAPPING = """\
from: 2023-09-04
until: 2023-09-15
people:
  columns: {number: NIP, code: Kode}
exports:
  - kind: attendance
    files: [presensi-1.csv, presensi-2.csv, presensi-lain.csv]
    columns: {person: NIP, time: Waktu, place: Tempat}
  - kind: attendance
    files: [presensi-timur.csv]
    zone: WITA
    columns: {person: Nomor, date: Tanggal, time: Jam, place: Tempat}
  - kind: attendance
    files: [presensi.xlsx]
    columns: {person: NIP, date: Tanggal, time: Jam, place: Tempat}
  - kind: attendance
    files: [lebar.csv, lebar.xlsx]
    columns: {person: NIP, date: Tanggal, times: [Jam Masuk, Jam Pulang], place: Lokasi}
  - kind: attendance
    files: [cap-waktu.csv]
    columns: {person: NIP, times: [Masuk, Pulang], places: [Lokasi Masuk, Lokasi Pulang]}
  - kind: report
    files: [e-tpp.csv]
    separator: "|"
    columns: {person: NIP, time: Dikirim, day: Untuk hari}
  - kind: calls
    files: [panggilan.csv]
    columns: {person: NIP, time: Waktu, answer: Dijawab}
"""


@dataclass
class Line:
    """One row of a file: its cells, and the oddities planted in it; ``beside`` are those of a row that counts all the same.

    ``other`` is the row that counts instead, be it this one. The first cell of a ``merged`` one reaches over the next row of a workbook.
    """

    cells: list[object]
    odd: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    raw: str | None = None
    hidden: bool = False
    formula: int | None = None
    other: Line | None = None
    merged: bool = False


@dataclass
class Planted:
    """Everything that was planted, and how many rows stand in each file.

    ``beside`` are oddities of rows that count all the same. ``ordinary`` people have records on every day; ``homes`` are their days at home, ``obeyed`` those on which they came in when
    called. ``uncounted`` are days at home of people whom the circular does not speak of.
    ``others`` are rows of which another counts, with the file and row of that one.
    """

    odd: set[tuple[str, int, str]] = field(default_factory=set)
    beside: set[tuple[str, int, str]] = field(default_factory=set)
    deviations: set[tuple[str, datetime.date, str]] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    calls: dict[tuple[str, datetime.date], tuple[int, int]] = field(default_factory=dict)
    ordinary: set[str] = field(default_factory=set)
    homes: set[tuple[str, datetime.date]] = field(default_factory=set)
    obeyed: set[tuple[str, datetime.date]] = field(default_factory=set)
    uncounted: set[tuple[str, datetime.date]] = field(default_factory=set)
    others: set[tuple[str, int, str, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Person:
    """Somebody with the unit they belong to all along, and the days they are at home."""

    id: str
    name: str
    number: str
    homes: frozenset[datetime.date]
    recalled: frozenset[datetime.date]


class Exports:
    """Invents the files of one seed."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        self.chance = random.Random(seed)
        self.planted = Planted()
        self.files: dict[str, list[Line]] = {}
        self.corpus = corpus
        self.people = self._people()
        self._contractors = sorted(
            member.id
            for unit in corpus.units.values()
            for member in unit.employees
            if member.status == "pjlp" and member.period.start <= FIRST and member.period.last >= LAST
        )
        self._unused = list(self.people)
        self.chance.shuffle(self._unused)

    def _people(self) -> list[Person]:
        homes: dict[str, set[datetime.date]] = {}
        recalled: dict[str, set[datetime.date]] = {}
        for schedule in self.corpus.schedules.values():
            for day, staff in schedule.home.items():
                for person in staff:
                    homes.setdefault(person, set()).add(day)
            for recall in schedule.recalls:
                recalled.setdefault(recall.employee, set()).add(recall.day)
        found = []
        for unit in self.corpus.units.values():
            for member in unit.employees:
                number = self._number(len(self.planted.numbers))
                self.planted.numbers.setdefault(member.id, number)
                inside = member.period.start <= FIRST and member.period.last >= LAST
                if inside and member.status != "pjlp" and len(self.corpus.stays(member.id)) == 1:
                    called = frozenset(recalled.get(member.id, ()))
                    home = frozenset(homes.get(member.id, ()))
                    found.append(Person(member.id, member.name, number, home, called))
        return found

    def _number(self, place: int) -> str:
        born = datetime.date(1965, 1, 1) + datetime.timedelta(days=self.chance.randrange(12_000))
        return f"{born:%Y%m%d}{self.chance.randrange(1990, 2023)}{self.chance.randrange(1, 13):02}1{place % 1000:03}"

    def someone(self, *, home: bool = False, file: str | None = None) -> tuple[Person, datetime.date]:
        """Give somebody who has not been used yet, with a day on which they are, or are not, at home and not called in."""
        for person in self._unused:
            if file is not None and self.file_of(person) != file:
                continue
            days = [day for day in DAYS if (day in person.homes) == home and day not in person.recalled]
            if days:
                self._unused.remove(person)
                return person, self.chance.choice(days)
        msg = "the repository has too few people"
        raise AssertionError(msg)

    def contractor(self) -> tuple[str, list[datetime.date]]:
        """Give somebody whom the circular does not speak of, who has not been used yet, with two days."""
        return self._contractors.pop(), self.chance.sample(DAYS, 2)

    def called(self) -> tuple[Person, datetime.date]:
        """Give somebody who has not been used yet and whose records are in a plain file, with a day of a recall."""
        for person in self._unused:
            days = [day for day in DAYS if day in person.homes and day in person.recalled]
            if days and self.file_of(person) in {"presensi-1.csv", "presensi-2.csv"}:
                self._unused.remove(person)
                return person, days[0]
        msg = "the repository has too few recalls"
        raise AssertionError(msg)

    def file_of(self, person: Person) -> str:
        """Tell in which file the ordinary records of somebody stand."""
        place = self.people.index(person) % 20
        others = {0: "presensi.xlsx", 1: "presensi-timur.csv", 2: "lebar.csv", 3: "lebar.csv", 4: "cap-waktu.csv"}
        return ({5: "lebar.xlsx"} | others).get(place, f"presensi-{1 + place % 2}.csv")

    def clock(self, first: str, last: str) -> str:
        """Draw a time of day."""
        start, end = (int(words[:2]) * 3600 + int(words[3:]) * 60 for words in (first, last))
        second = self.chance.randrange(start, end + 1)
        return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"

    def record(self, file: str, person: Person, day: datetime.date, clock: str, place: str, *odd: str) -> Line:
        """Write an attendance record as a file has them."""
        number: list[object] = [person.number]
        if file == "presensi.xlsx":
            cells = [*number, day, _fraction(clock), place]
        elif file == "presensi-timur.csv":
            moved = datetime.datetime.combine(day, _time(clock)) + datetime.timedelta(hours=1)
            cells = [*number, f"{moved:%d/%m/%Y}", f"{moved:%H.%M.%S}", place]
            odd = (*odd, "other-zone")
        else:
            cells = [*number, f"{day} {clock}", place]
        line = Line(cells, odd)
        self.files[file].append(line)
        return line

    def row(self, file: str, person: Person, day: datetime.date, clocks: tuple[str, str], place: str) -> Line:
        """Write a row with both records of a day; where nobody asks for them, one of the two is missing now and then."""
        cells: list[object] = list(clocks)
        if file == "lebar.xlsx":
            cells = [_fraction(clock) for clock in clocks]
        elif file == "cap-waktu.csv":
            cells = [f"{day} {clock}" for clock in clocks]
        if place == "WFO" and self.chance.random() < 0.2:
            cells[self.chance.randrange(2)] = self.chance.choice(NONE)
        dates: list[object] = [] if file == "cap-waktu.csv" else [day]
        places = [place, place] if file == "cap-waktu.csv" else [place]
        line = Line([person.number, *dates, *cells, *places])
        self.files[file].append(line)
        return line

    def write(self, folder: Path) -> Planted:
        """Invent everything and write it."""
        names = ("presensi-1.csv", "presensi-2.csv", "presensi-lain.csv", "presensi-timur.csv", "presensi.xlsx")
        self.files = {name: [] for name in (*names, *WIDE, "e-tpp.csv", "panggilan.csv", "nip.csv")}
        self._ordinary()
        for lines in self.files.values():
            self.chance.shuffle(lines)
        from tests.reconcile.oddities import plant
        from tests.reconcile.wide import plant_wide

        plant(self)
        plant_wide(self)
        self._table()
        (folder / "pemetaan.yaml").write_text(MAPPING, "utf-8")
        for name, lines in self.files.items():
            (folder / name).write_bytes(self._bytes(name, lines))
        above = {"presensi.xlsx": 4, "lebar.xlsx": 4}
        place = {
            id(line): (name, row)
            for name, lines in self.files.items()
            for row, line in enumerate(lines, start=above.get(name, 2))
        }
        lines = [line for lines in self.files.values() for line in lines]
        self.planted.others = {(*place[id(line)], *place[id(line.other)]) for line in lines if line.other is not None}
        return self.planted

    def _ordinary(self) -> None:
        """Let everybody do what is asked of them, with times drawn inside the windows."""
        for person in self.people:
            file = self.file_of(person)
            for day in DAYS:
                home = day in person.homes and day not in person.recalled
                self.planted.ordinary.add(person.id)
                if day in person.homes:
                    (self.planted.homes if home else self.planted.obeyed).add((person.id, day))
                place = "WFH" if home else "WFO"
                clocks = self.clock("06:00", "08:00"), self.clock("16:00", "16:40")
                if file in WIDE:
                    self.row(file, person, day, clocks, place)
                else:
                    for clock in clocks:
                        self.record(file, person, day, clock, place)
                if home:
                    sent = self.clock("16:41", "21:00")
                    self.files["e-tpp.csv"].append(Line([person.number, f"{day} {sent}", f"{day:%d/%m/%Y}"]))
                    if self.chance.random() < 0.2:
                        self.call(person, day, "Ya")

    def call(self, person: Person, day: datetime.date, answer: str, *odd: str) -> Line:
        """Write a call; one without an oddity counts."""
        line = Line([person.number, f"{day} {self.clock('10:00', '14:30')}", answer], odd)
        self.files["panggilan.csv"].append(line)
        if not odd:
            made, answered = self.planted.calls.get((person.id, day), (0, 0))
            self.planted.calls[person.id, day] = (made + 1, answered + (answer == "Ya"))
        return line

    def _table(self) -> None:
        lines = [Line([number, code]) for code, number in sorted(self.planted.numbers.items())]
        self.files["nip.csv"][:0] = lines

    def _bytes(self, name: str, lines: list[Line]) -> bytes:
        heads = {
            "presensi-timur.csv": ["Nomor", "Tanggal", "Jam", "Tempat"],
            "presensi.xlsx": ["NIP", "Tanggal", "Jam", "Tempat"],
            "e-tpp.csv": ["NIP", "Dikirim", "Untuk hari"],
            "panggilan.csv": ["NIP", "Waktu", "Dijawab"],
            "lebar.csv": ["NIP", "Tanggal", "Jam Masuk", "Jam Pulang", "Lokasi"],
            "lebar.xlsx": ["NIP", "Tanggal", "Jam Masuk", "Jam Pulang", "Lokasi"],
            "cap-waktu.csv": ["NIP", "Masuk", "Pulang", "Lokasi Masuk", "Lokasi Pulang"],
            "nip.csv": ["NIP", "Kode"],
        }
        head = heads.get(name, ["NIP", "Waktu", "Tempat"])
        if name.endswith(".xlsx"):
            return self._workbook(name, head, lines)
        separator = {"e-tpp.csv": "|", "presensi-1.csv": ";", "lebar.csv": ";", "cap-waktu.csv": "\t"}.get(name, ",")
        made = [separator.join(head)]
        for line in lines:
            made.append(separator.join(map(str, line.cells)) if line.raw is None else line.raw)
            self._tell(name, len(made), line)
        self.planted.rows[name] = len(lines)
        end = "" if any("cut-off" in line.odd for line in lines) else "\n"
        text = "\n".join(made) + end
        return text.encode("cp1252" if name in {"presensi-2.csv", "lebar.csv"} else "utf-8")

    def _tell(self, name: str, row: int, line: Line) -> None:
        self.planted.odd |= {(name, row, kind) for kind in (*line.odd, *line.beside)}
        self.planted.beside |= {(name, row, kind) for kind in line.beside}

    def _workbook(self, name: str, head: list[str], lines: list[Line]) -> bytes:
        import io

        made = io.BytesIO()
        book = Workbook(made, {"in_memory": True, "strings_to_numbers": False})
        sheet = book.add_worksheet("Rekap")
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        timed = book.add_format({"num_format": "hh:mm:ss"})
        sheet.merge_range(0, 0, 0, 3, "Rekap presensi September")
        sheet.write_row(2, 0, head)
        self.planted.odd.add((name, 3, "merged-header"))
        for row, line in enumerate(lines, start=3):
            if line.merged:
                sheet.merge_range(row, 0, row + 1, 0, str(line.cells[0]))
            merged = line.merged or (row > 3 and lines[row - 4].merged)
            for column, cell in enumerate(line.cells[merged:], start=int(merged)):
                if line.formula == column:
                    sheet.write_formula(row, column, f'="{cell}"', None, cell)
                elif isinstance(cell, datetime.date):
                    sheet.write_datetime(row, column, datetime.datetime.combine(cell, datetime.time()), dated)
                elif isinstance(cell, float):
                    sheet.write_number(row, column, cell, timed)
                elif isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                elif isinstance(cell, str) and cell.startswith("#"):
                    sheet.write_formula(row, column, "=NA()", None, cell)
                elif cell is not None:
                    sheet.write_string(row, column, str(cell))
            if line.hidden:
                sheet.set_row(row, None, None, {"hidden": True})
            self._tell(name, row + 1, line)
        self.planted.rows[name] = len(lines)
        book.close()
        return made.getvalue()


def _time(clock: str) -> datetime.time:
    return datetime.time.fromisoformat(clock)


def _fraction(clock: str) -> float:
    time = _time(clock)
    return (time.hour * 3600 + time.minute * 60 + time.second) / 86_400


def serial(day: datetime.date, clock: str) -> float:
    """Give a time as a spreadsheet counts it."""
    return (day - datetime.date(1899, 12, 30)).days + _fraction(clock)


def replaced(lines: Iterable[Line], person: Person, day: datetime.date, morning: bool) -> Line:
    """Find the ordinary record of somebody's morning or afternoon in a plain file."""
    for line in lines:
        words = str(line.cells[1])
        if line.cells[0] == person.number and words.startswith(f"{day} ") and (words[11:13] < "12") == morning:
            return line
    msg = "there is no such record"
    raise AssertionError(msg)
