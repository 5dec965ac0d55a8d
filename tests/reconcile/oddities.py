"""The oddities that are planted, each a few times, and the deviations: one function a sort, so that one more costs one more."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from tests.reconcile.invented import DAYS, FEW, FIRST, LAST, Line, replaced, serial

if TYPE_CHECKING:
    from tests.reconcile.invented import Exports

ONE, TWO, OTHER, EAST, BOOK = (
    "presensi-1.csv",
    "presensi-2.csv",
    "presensi-lain.csv",
    "presensi-timur.csv",
    "presensi.xlsx",
)


def plant(made: Exports) -> None:
    """Plant everything. Rows that are set aside are further rows, so that nobody's day changes by them."""
    for sort in (*ODDITIES, *DEVIATIONS):
        for _ in range(FEW):
            sort(made)
    for sort in RARE:
        sort(made)
    cut_off(made)
    merged_numbers(made, BOOK)


def extra(made: Exports, file: str, kind: str, *cells: object) -> Line:
    """Put a further row at some place of a file."""
    line = Line(list(cells), (kind,))
    lines = made.files[file]
    lines.insert(made.chance.randrange(len(lines) // 2, len(lines) + 1), line)
    return line


def broken_row(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ONE, "wrong-width", person.number, f"{day} 07:00:00")
    extra(made, ONE, "wrong-width", person.number, f"{day} 07:00:00", "WFO", "Balai Kota", "lantai 2")


def empty_row(made: Exports) -> None:
    extra(made, ONE, "empty-row", "", "", "")


def open_quote(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ONE, "open-quote", person.number, f'"{day} 07:00:00', "WFO")


def repeated_header(made: Exports) -> None:
    extra(made, ONE, "repeated-header", "NIP", "Waktu", "Tempat")


def totals(made: Exports) -> None:
    extra(made, ONE, "total-row", "Jumlah", "", str(made.chance.randrange(1000)))


def foreign_letters(made: Exports) -> None:
    person, day = made.someone(file=TWO)
    line = replaced(made.files[TWO], person, day, morning=True)
    line.cells[2], line.odd = "WFO·é", ("other-encoding", "unknown-place")


def nobody(made: Exports) -> None:
    day = made.chance.choice(DAYS)
    extra(made, ONE, "no-number", "", f"{day} 07:00:00", "WFO")


def short_number(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ONE, "malformed-number", person.number[:-1], f"{day} 07:00:00", "WFO")


def rounded_number(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ONE, "spoilt-number", f"{float(person.number):.5E}".replace(".", ","), f"{day} 07:00:00", "WFO")
    extra(made, BOOK, "spoilt-number", int(person.number), day, 0.3, "WFO")


def stranger(made: Exports) -> None:
    day = made.chance.choice(DAYS)
    extra(made, ONE, "unknown-person", f"19990101202212{made.chance.randrange(3000, 4000)}", f"{day} 07:00:00", "WFO")


def two_codes(made: Exports) -> None:
    """One number stands twice in the table, for two codes: nobody's rows of that number can be used."""
    day = made.chance.choice(DAYS)
    number = f"19980101202212{made.chance.randrange(5000, 9000)}"
    first, second = made.people[made.chance.randrange(50)], made.people[60 + made.chance.randrange(50)]
    for person in (first, second):
        made.files["nip.csv"].append(Line([number, person.id], ("ambiguous-number",)))
    extra(made, ONE, "ambiguous-number", number, f"{day} 07:00:00", "WFO")


def second_number(made: Exports) -> None:
    """Somebody whose number changed with the contract: the table has both, and both are theirs."""
    person, day = made.someone(file=ONE)
    number = f"19960101202212{made.chance.randrange(5000, 9000)}"
    made.files["nip.csv"].append(Line([number, person.id], ("second-number",)))
    replaced(made.files[ONE], person, day, morning=True).cells[0] = number


def code_unknown(made: Exports) -> None:
    """The table gives a code that nobody has."""
    day = made.chance.choice(DAYS)
    number = f"19970101202212{made.chance.randrange(5000, 9000)}"
    made.files["nip.csv"].append(Line([number, f"zz{made.chance.randrange(10000, 99999)}"], ("unknown-code",)))
    extra(made, ONE, "unknown-code", number, f"{day} 07:00:00", "WFO")


def table_faults(made: Exports) -> None:
    made.files["nip.csv"].append(
        Line([f"19960101202212{made.chance.randrange(5000, 9000)}", "Pak Budi"], ("malformed-code",))
    )
    made.files["nip.csv"].append(Line(["belum ada", made.people[0].id], ("malformed-number",)))


def day_alone(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ONE, "no-time", person.number, str(day), "WFO")


def gibberish(made: Exports) -> None:
    person, _ = made.someone()
    extra(made, ONE, "unreadable-time", person.number, "tadi pagi", "WFO")


def no_such_day(made: Exports) -> None:
    person, _ = made.someone()
    extra(made, ONE, "impossible-date", person.number, "31/09/2023 07:00", "WFO")


def american(made: Exports) -> None:
    person, _ = made.someone()
    extra(made, ONE, "month-first", person.number, "09/13/2023 07:00", "WFO")
    extra(made, ONE, "turned-date", person.number, "09/05/2023 07:00", "WFO")
    extra(made, ONE, "turned-date", person.number, "10/09/2023 07:00", "WFO")  # a Sunday, where the day is in front
    for words in ("9 Mei 2023", "2023-05-09", "Selasa, 09/05/2023"):
        extra(made, ONE, "outside-period", person.number, f"{words} 07:00", "WFO")


def either(day: datetime.date) -> tuple[str, ...]:
    """Tell what is odd of a day in numbers, day first, in a file where others have the month first."""
    return ("either-order",) if day.day <= 12 and day.day != day.month else ()


def no_day(made: Exports) -> None:
    """A report that does not say what day it is about, and some that say it wrongly."""
    person, day = made.someone()
    days = (" ", "no-day"), ("31/09/2023", "impossible-date"), ("kemarin", "unreadable-time"), ("#N/A", "failed-cell")
    for words, kind in days:
        extra(made, "e-tpp.csv", kind, person.number, f"{day} 17:00:00", words)


def other_weekday(made: Exports) -> None:
    person, day = made.someone()
    name = ("Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu", "Senin")[day.weekday()]
    extra(made, ONE, "other-weekday", person.number, f"{name}, {day.day} September {day.year} 07.10", "WFO")


def no_such_time(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ONE, "impossible-time", person.number, f"{day} 07:75:00", "WFO")


def past_midnight(made: Exports) -> None:
    person, day = made.someone()
    extra(made, ONE, "over-midnight", person.number, f"{day} 00:20:00", "WFH")
    extra(made, ONE, "over-midnight", person.number, f"{day:%d/%m/%Y} 24:10", "WFH")


def failed(made: Exports) -> None:
    person, day = made.someone()
    extra(made, BOOK, "failed-cell", person.number, day, "#N/A", "WFO")


def no_result(made: Exports) -> None:
    person, _ = made.someone()
    extra(made, ONE, "formula-without-result", person.number, "=NOW()", "WFO")


def formulas(made: Exports) -> None:
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=True)
    line.cells[0], line.odd = f'="{person.number}"', ("formula",)
    line = next(line for line in made.files[BOOK] if not line.odd and line.formula is None)
    line.formula, line.odd = 0, ("formula",)


def hidden(made: Exports) -> None:
    line = next(line for line in reversed(made.files[BOOK]) if not line.odd)
    line.hidden, line.odd = True, ("hidden-row",)


def serials(made: Exports) -> None:
    for kind, mark in (("serial-date", "."), ("decimal-comma", ",")):
        person, day = made.someone(file=ONE)
        line = replaced(made.files[ONE], person, day, morning=True)
        line.cells[1] = f"{serial(day, made.clock('06:10', '07:50')):.6f}".replace(".", mark)
        line.odd = (kind,)


def two_digits(made: Exports) -> None:
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=True)
    line.cells[1] = f"{day:%d-%m-%y} {made.clock('06:10', '07:50')}"
    line.odd = ("short-year", *either(day))


def zones(made: Exports) -> None:
    """A record that tells another zone: 08:30 in Makassar is 07:30 in Jakarta, 23:30 of the day before is 06:30."""
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=True)
    line.cells[1], line.odd = f"{day} 08:30:00 WITA", ("other-zone",)
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=True)
    line.cells[1], line.odd = f"{day - datetime.timedelta(days=1)}T23:30:00Z", ("other-zone",)


def too_early(made: Exports) -> None:
    person, _ = made.someone()
    for day in (FIRST - datetime.timedelta(days=3), LAST + datetime.timedelta(days=3)):
        extra(made, ONE, "outside-period", person.number, f"{day} 07:00:00", "WFO")


def weekend(made: Exports) -> None:
    person, _ = made.someone()
    extra(made, ONE, "day-off", person.number, "2023-09-09 07:00:00", "WFO")


def stays_away(made: Exports) -> None:
    """Somebody who joins or leaves within the period, on a day on which they do not belong."""
    found = [
        (member.id, day)
        for unit in made.corpus.units.values()
        for member in unit.employees
        for day in DAYS
        if day not in member.period and len(made.corpus.stays(member.id)) == 1
    ]
    person, day = made.chance.choice(found)
    clock = made.clock("06:00", "08:00")
    extra(made, ONE, "not-a-member", made.planted.numbers[person], f"{day} {clock}", "WFO")


def needless_call(made: Exports) -> None:
    person, day = made.someone()
    made.call(person, day, "Ya", "no-turn")


def unclear_answer(made: Exports) -> None:
    person, day = made.someone(home=True)
    made.call(person, day, "mungkin", "unknown-answer")


def twice(made: Exports) -> None:
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=True)
    made.files[ONE].append(Line(list(line.cells), ("repeated",), other=line))
    line = replaced(made.files[ONE], person, day, morning=False)
    made.files[OTHER].append(Line(list(line.cells), ("repeated-elsewhere",), other=line))


def second(made: Exports) -> None:
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=False)
    extra(made, ONE, "second-in-window", person.number, f"{day} 17:30:00", line.cells[2]).other = line


def disagreement(made: Exports) -> None:
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=False)
    extra(made, OTHER, "exports-disagree", person.number, f"{day} 17:45:00", line.cells[2]).other = line
    person, day = made.someone(file=ONE, home=True)
    line = replaced(made.files[ONE], person, day, morning=False)
    extra(made, OTHER, "exports-disagree", person.number, f"{day} 17:45:00", "WFO").other = line
    made.planted.deviations.add((person.id, day, "place-disputed"))


def strange_place(made: Exports) -> None:
    person, day = made.someone(file=ONE)
    line = replaced(made.files[ONE], person, day, morning=True)
    line.cells[2], line.odd = "lapangan", ("unknown-place",)


def cut_off(made: Exports) -> None:
    """A file that breaks off in its last row, which lacks cells."""
    person, day = made.someone()
    made.files[ONE].append(Line([person.number, f"{day} 07:0"], ("cut-off",)))


def merged_numbers(made: Exports, file: str) -> None:
    """Put two rows of one person below each other, with one cell for the number of both; no row may come between any more."""
    for _ in range(FEW):
        plain = [line for line in made.files[file] if not line.odd and not line.beside and line.formula is None]
        upper, lower = next(
            (one, other) for one in plain for other in plain if one is not other and one.cells[0] == other.cells[0]
        )
        rest = [line for line in made.files[file] if line is not lower]
        rest.insert(1 + next(place for place, line in enumerate(rest) if line is upper), lower)
        made.files[file] = rest
        upper.merged, upper.odd, lower.odd = True, ("merged-cell",), ("merged-cell",)


ODDITIES = (
    *(broken_row, empty_row, open_quote, repeated_header, totals, foreign_letters, nobody, short_number),
    *(
        rounded_number,
        stranger,
        two_codes,
        second_number,
        code_unknown,
        table_faults,
        day_alone,
        gibberish,
        no_such_day,
    ),
    *(
        american,
        no_day,
        other_weekday,
        no_such_time,
        past_midnight,
        failed,
        no_result,
        formulas,
        hidden,
        serials,
        two_digits,
        zones,
    ),
    *(too_early, weekend, stays_away, needless_call, unclear_answer, twice, second, disagreement, strange_place),
)


def no_morning(made: Exports) -> None:
    person, day = made.someone(home=True, file=ONE)
    made.files[ONE].remove(replaced(made.files[ONE], person, day, morning=True))
    made.planted.deviations.add((person.id, day, "no-record-1"))


def late_morning(made: Exports) -> None:
    """One minute after the window; at its last minute all is well."""
    person, day = made.someone(home=True, file=ONE)
    replaced(made.files[ONE], person, day, morning=True).cells[1] = f"{day} 08:01:00"
    made.planted.deviations.add((person.id, day, "no-record-1"))
    person, day = made.someone(home=True, file=ONE)
    replaced(made.files[ONE], person, day, morning=True).cells[1] = f"{day} 08:00:00"
    person, day = made.someone(home=True, file=ONE)
    replaced(made.files[ONE], person, day, morning=True).cells[1] = f"{day} 07:45:00"


def no_afternoon(made: Exports) -> None:
    person, day = made.someone(home=True, file=ONE)
    made.files[ONE].remove(replaced(made.files[ONE], person, day, morning=False))
    made.planted.deviations |= {(person.id, day, "no-record-2"), (person.id, day, "report-without-record")}


def no_report(made: Exports) -> None:
    person, day = made.someone(home=True)
    line = _report(made, person.number, day)
    made.files["e-tpp.csv"].remove(line)
    made.planted.deviations.add((person.id, day, "no-report"))


def early_report(made: Exports) -> None:
    person, day = made.someone(home=True)
    _report(made, person.number, day).cells[1] = f"{day} 15:10:00"
    made.planted.deviations.add((person.id, day, "report-before-record"))


def late_report(made: Exports) -> None:
    """Sent on the next day, also soon after midnight, about a day that the export names."""
    for clock in ("08:15:00", "00:20:00"):
        person, day = made.someone(home=True)
        _report(made, person.number, day).cells[1] = f"{day + datetime.timedelta(days=1)} {clock}"
        made.planted.deviations.add((person.id, day, "report-late"))


def called_but_home(made: Exports) -> None:
    person, day = made.called()
    for morning in (True, False):
        replaced(made.files[made.file_of(person)], person, day, morning=morning).cells[2] = "WFH"
    made.planted.obeyed.discard((person.id, day))
    made.planted.deviations.add((person.id, day, "recall-at-home"))


def called_without_record(made: Exports) -> None:
    person, day = made.called()
    lines = made.files[made.file_of(person)]
    for morning in (True, False):
        lines.remove(replaced(lines, person, day, morning=morning))
    made.planted.obeyed.discard((person.id, day))
    made.planted.deviations.add((person.id, day, "recall-no-record"))


def at_the_office(made: Exports) -> None:
    person, day = made.someone(home=True, file=ONE)
    replaced(made.files[ONE], person, day, morning=True).cells[2] = "WFO"
    made.planted.deviations.add((person.id, day, "at-office"))


def at_home(made: Exports) -> None:
    person, day = made.someone(file=ONE)
    for morning in (True, False):
        replaced(made.files[ONE], person, day, morning=morning).cells[2] = "WFH"
    made.planted.deviations.add((person.id, day, "home-without-turn"))


def contractor_at_home(made: Exports) -> None:
    """Somebody whom the circular does not speak of, at home for a day; on another, at the office."""
    person, (day, other) = made.contractor()
    for clock in ("07:00:00", "16:30:00"):
        made.files[ONE].append(Line([made.planted.numbers[person], f"{day} {clock}", "WFH"]))
        made.files[ONE].append(Line([made.planted.numbers[person], f"{other} {clock}", "WFO"]))
    made.planted.uncounted.add((person, day))


def nothing_amiss(made: Exports) -> None:
    """What lies just inside: a report in the second of the record, a record at four in the morning, both places in a day."""
    person, day = made.someone(home=True, file=ONE)
    replaced(made.files[ONE], person, day, morning=False).cells[1] = f"{day} 16:30:00"
    _report(made, person.number, day).cells[1] = f"{day} 16:30:00"
    person, day = made.someone(file=ONE)
    made.files[ONE].append(Line([person.number, f"{day} 04:00:00", "WFO"]))
    person, day = made.someone(file=ONE)
    replaced(made.files[ONE], person, day, morning=True).cells[2] = "WFH"
    person, day = made.someone(home=True, file=ONE)
    replaced(made.files[ONE], person, day, morning=False).cells[1] = f"{day} 18:00:59"
    _report(made, person.number, day).cells[1] = f"{day} 18:30:00"


def unanswered(made: Exports) -> None:
    person, day = made.someone(home=True)
    made.call(person, day, "Tidak")


def _report(made: Exports, number: str, day: datetime.date) -> Line:
    return next(
        line for line in made.files["e-tpp.csv"] if line.cells[0] == number and str(line.cells[1]).startswith(str(day))
    )


DEVIATIONS = (
    *(no_morning, late_morning, no_afternoon, no_report, early_report, late_report, at_the_office, at_home),
    *(contractor_at_home, nothing_amiss, unanswered),
)
RARE = (called_but_home, called_without_record)
