"""The oddities of exports with one row for a person and a day: of rows as a whole, and of one cell beside another that counts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from tests.reconcile.invented import DAYS, FEW, FIRST, LAST, NONE, Line, replaced, serial
from tests.reconcile.oddities import ONE, either, extra, merged_numbers

if TYPE_CHECKING:
    from tests.reconcile.invented import Exports, Person

ROWS, STAMPS, BOOK = "lebar.csv", "cap-waktu.csv", "lebar.xlsx"


def plant_wide(made: Exports) -> None:
    """Plant everything. What is set aside of an ordinary row is of somebody who was not asked for a record on that day."""
    for sort in (*WHOLE_ROWS, *CELLS, *DEVIATIONS):
        for _ in range(FEW):
            sort(made)
    person, day = made.someone()
    made.files[STAMPS].append(Line([person.number, f"{day} 07:00:00", f"{day} 16"], ("cut-off",)))
    person, day = made.someone()
    made.files[ROWS].append(Line([person.number, day, "07:00:00", "16:3"], ("cut-off",)))
    merged_numbers(made, BOOK)


def ordinary(made: Exports, file: str, *, home: bool = False) -> tuple[Person, datetime.date, Line]:
    """Give the row of somebody who has not been used yet, with both records."""
    person, day = made.someone(home=home, file=file)
    mine = [line for line in made.files[file] if line.cells[0] == person.number and not line.odd]
    line = next(line for line in mine if any(str(day) in str(cell) for cell in line.cells[1:3]))
    if file == ROWS:
        line.cells[2:4] = [made.clock("06:00", "08:00"), made.clock("16:00", "16:40")]
    elif file == STAMPS:
        line.cells[1:3] = [f"{day} {made.clock('06:00', '08:00')}", f"{day} {made.clock('16:00', '16:40')}"]
    return person, day, line


def lines(made: Exports) -> None:
    """Rows that are broken as a whole, or hold nothing of anybody."""
    person, day = made.someone()
    extra(made, ROWS, "wrong-width", person.number, day, "07:00:00", "16:00:00", "WFO", "lantai 2")
    extra(made, ROWS, "empty-row", "", "", "", "", "")
    extra(made, ROWS, "open-quote", person.number, day, '"07:00:00', "16:00:00", "WFO")
    extra(made, ROWS, "repeated-header", "NIP", "Tanggal", "Jam Masuk", "Jam Pulang", "Lokasi")
    extra(made, ROWS, "total-row", "Jumlah", "", "", made.chance.randrange(1000), "")
    extra(made, ROWS, "total-row", "Total", "", "", "", "")


def strangers(made: Exports) -> None:
    person, day = made.someone()
    rest = "07:00:00", "16:00:00", "WFO"
    extra(made, ROWS, "no-number", "", day, *rest)
    extra(made, ROWS, "malformed-number", person.number[:-1], day, *rest)
    extra(made, ROWS, "spoilt-number", f"{float(person.number):.5E}".replace(".", ","), day, *rest)
    extra(made, BOOK, "spoilt-number", int(person.number), day, 0.3, 0.7, "WFO")
    extra(made, ROWS, "unknown-person", f"19990101202212{made.chance.randrange(2000, 3000)}", day, *rest)
    for file, kind in (("nip.csv", "ambiguous-number"), ("nip.csv", "unknown-code")):
        number = next(line.cells[0] for line in made.files[file] if line.odd == (kind,))
        extra(made, ROWS, kind, number, day, *rest)


def dates(made: Exports) -> None:
    """One date of a row is wrong for both of its times, and told once."""
    person, day = made.someone()
    for words, kind in (
        ("31/09/2023", "impossible-date"),
        ("09/13/2023", "month-first"),
        ("09/05/2023", "turned-date"),
        ("Rabu, 4 September 2023", "other-weekday"),
    ):
        extra(made, ROWS, kind, person.number, words, "07:00", "16:00", "WFO")
    while not either(day):
        person, day = made.someone()
    extra(made, ROWS, "either-order", person.number, f"{day:%d/%m/%Y}", "04:10:00", "05:00:00", "WFO")
    for other in (FIRST - datetime.timedelta(days=3), LAST + datetime.timedelta(days=3)):
        extra(made, ROWS, "outside-period", person.number, other, "07:00", "-", "WFO")
    extra(made, ROWS, "day-off", person.number, "2023-09-09", "07:00", "16:00", "WFO")
    found = [
        (member.id, each)
        for unit in made.corpus.units.values()
        for member in unit.employees
        for each in DAYS
        if each not in member.period and len(made.corpus.stays(member.id)) == 1
    ]
    stranger, day = made.chance.choice(found)
    clocks = made.clock("06:00", "08:00"), made.clock("16:00", "18:00")
    extra(made, ROWS, "not-a-member", made.planted.numbers[stranger], day, *clocks, "WFO")


def no_times(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ROWS, "no-times", person.number, day, made.chance.choice(NONE), made.chance.choice(NONE), "WFO")
    extra(made, STAMPS, "no-times", person.number, f"{day} 00:00:00", "0000-00-00 00:00:00", "-", "-")
    extra(made, BOOK, "no-times", person.number, day, 0.0, None, None)


def nothing_readable(made: Exports) -> None:
    """Rows of which no cell can be used: each is told, and the row is reported."""
    person, day = made.someone()
    extra(made, ROWS, "unreadable-time", person.number, day, "pagi", "sore", "WFO")
    extra(made, ROWS, "impossible-time", person.number, day, "07:75", "", "WFO")
    extra(made, ROWS, "over-midnight", person.number, day, "01:10", "02:40", "WFO")
    extra(made, STAMPS, "no-time", person.number, day, "", "WFO", "WFO")
    extra(made, BOOK, "failed-cell", person.number, day, "#N/A", "", "WFO")


def twice(made: Exports) -> None:
    """A row that stands twice, in one file and in two; and one whose second half another file gives otherwise."""
    person, day, line = ordinary(made, ROWS)
    made.files[ROWS].append(Line(list(line.cells), ("repeated",), other=line))
    for clock, kind in ((line.cells[3], "repeated-elsewhere"), ("17:45:00", "exports-disagree")):
        made.files[STAMPS].append(Line([person.number, "", f"{day} {clock}", "", line.cells[4]], (kind,), other=line))
    person, day = made.someone(file=ONE)
    found = [replaced(made.files[ONE], person, day, morning=each) for each in (True, False)]
    # Of what is alike in two files, the one that the mapping names first counts.
    row = [person.number, *(each.cells[1] for each in found), *(each.cells[2] for each in found)]
    made.files[STAMPS].append(Line(row, ("repeated-elsewhere",), other=found[0]))


WHOLE_ROWS = (lines, strangers, dates, no_times, nothing_readable, twice)


def one_cell(made: Exports) -> None:
    """One of two times is of no use: it is told, and the other one counts."""
    for at, words, kind in (
        (2, "tadi pagi", "unreadable-time"),
        (3, "16:75", "impossible-time"),
        (2, "01:10:00", "over-midnight"),
        (3, "24:10", "over-midnight"),
        (3, "05:10:00", "out-of-order"),
        (3, "=NOW()", "formula-without-result"),
        (3, "#REF!", "failed-cell"),
    ):
        _, _, line = ordinary(made, ROWS)
        line.cells[at], line.beside = words, (kind,)
    _, day, line = ordinary(made, STAMPS)
    line.cells[2], line.beside = str(day), ("no-time",)


def two_of_one(made: Exports) -> None:
    """Both times the same, as an app writes it that was touched once; both in one window; a further row of the day."""
    _, _, line = ordinary(made, ROWS)
    line.cells[3], line.beside, line.other = line.cells[2], ("repeated",), line
    _, _, line = ordinary(made, ROWS)
    line.cells[2:4], line.beside, line.other = ["07:10:00", "07:50:00"], ("second-in-window",), line
    person, day, line = ordinary(made, ROWS)
    line.cells[3] = "-"
    row = [person.number, day, line.cells[2], "16:20:00", line.cells[4]]
    made.files[ROWS].append(Line(row, (), ("repeated",), other=line))
    row = [person.number, f"{day} 08:00:30", f"{day} 15:00:00", line.cells[4], line.cells[4]]
    made.files[STAMPS].append(Line(row, (), ("exports-disagree",), other=line))


def remarkable(made: Exports) -> None:
    """What is read in a way that deserves a look."""
    _, day, line = ordinary(made, ROWS)
    line.cells[1], line.odd = f"{day:%d-%m-%y}", ("short-year", *either(day))
    _, _, line = ordinary(made, ROWS)
    line.cells[3], line.odd = "17:15:00 WITA", ("other-zone",)
    _, _, line = ordinary(made, ROWS)
    line.cells[2:4], line.odd = ["0.29", "0,68"], ("serial-date",)
    _, day, line = ordinary(made, STAMPS)
    line.cells[1], line.odd = f"{serial(day, '06:40:00'):.6f}".replace(".", ","), ("decimal-comma",)
    _, _, line = ordinary(made, ROWS)
    line.cells[0], line.odd = f'="{line.cells[0]}"', ("formula",)
    _, _, line = ordinary(made, ROWS)
    line.cells[4], line.odd = "WFO·é", ("other-encoding", "unknown-place")
    _, _, line = ordinary(made, STAMPS)
    line.cells[4], line.odd = "lapangan", ("unknown-place",)
    line = next(line for line in made.files[BOOK] if not line.odd)
    line.hidden, line.odd = True, ("hidden-row",)


CELLS = (one_cell, two_of_one, remarkable)


def silent_at_home(made: Exports) -> None:
    """Silence is nothing odd of the export, and a record less of the person."""
    for at, name in ((2, "no-record-1"), (3, "no-record-2")):
        person, day, line = ordinary(made, ROWS, home=True)
        line.cells[at] = made.chance.choice(NONE)
        made.planted.deviations.add((person.id, day, name))
        if name == "no-record-2":
            made.planted.deviations.add((person.id, day, "report-without-record"))
    person, day, line = ordinary(made, ROWS, home=True)
    line.cells[2:4], line.odd = ["-", "-"], ("no-times",)
    missing = "no-record-1", "no-record-2", "report-without-record"
    made.planted.deviations |= {(person.id, day, name) for name in missing}


def unreadable_at_home(made: Exports) -> None:
    person, day, line = ordinary(made, ROWS, home=True)
    line.cells[3], line.beside = "05:10:00", ("out-of-order",)
    made.planted.deviations |= {(person.id, day, "no-record-2"), (person.id, day, "report-without-record")}


def elsewhere_in_the_morning(made: Exports) -> None:
    person, day, line = ordinary(made, STAMPS, home=True)
    line.cells[3] = "WFO"
    made.planted.deviations.add((person.id, day, "at-office"))


DEVIATIONS = (silent_at_home, unreadable_at_home, elsewhere_in_the_morning)
