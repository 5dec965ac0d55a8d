"""Exports with one row for a person and a day: each cell by itself, the row as a whole, and what is told of either."""

from __future__ import annotations

import csv
import datetime
import io
import random
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from openpyxl import Workbook

from giliran.corpus.build import build
from giliran.reconcile.ground import ground
from giliran.reconcile.ledgers import rows_csv
from giliran.reconcile.mapping import read_mapping
from giliran.reconcile.reconciling import Source, reconciled
from giliran.store import read_tree
from giliran.timeline import Period
from tests.reconcile.test_command import ATTENDANCE, NUMBER
from tests.repository import CIRCULAR, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.reconcile.ground import Ground

ANI, BUDI = NUMBER.format(1), NUMBER.format(2)
DAY = "2023-09-04"
WIDE = "{person: NIP, date: Tanggal, times: [Jam Masuk, Jam Pulang]}"
STAMPS = "{person: NIP, times: [Jam Masuk, Jam Pulang]}"
PLACES = (
    "{person: NIP, date: Tanggal, times: [Jam Masuk, Jam Pulang], places: [Lokasi Masuk, Lokasi Pulang]}",
    "{person: NIP, date: Tanggal, times: [Jam Masuk, Jam Pulang], place: Lokasi}",
)
HEAD = "NIP,Tanggal,Jam Masuk,Jam Pulang\n"
Line = tuple[int, str, str, str]
"""Row, column, kind, and whether the row counts."""


@cache
def small() -> Ground:
    """Lay out five days of the small repository, with a clause that asks for records."""
    with TemporaryDirectory() as folder:
        write(Path(folder), {f"{CIRCULAR}/clauses/attendance.yaml": ATTENDANCE})
        corpus = build(read_tree(Path(folder)), frozenset())[0]
        return ground(corpus, Period(datetime.date(2023, 9, 1), datetime.date(2023, 9, 5)))


class Told:
    """What is told of one or several files with the same columns: odd rows, sums, and the records that count."""

    def __init__(self, columns: str, *files: str | bytes, more: str = "", plain: str | None = None) -> None:
        names = [f"wide-{number}" for number in range(len(files))]
        text = f"from: 2023-09-01\nuntil: 2023-09-05\nexports:\n  - kind: attendance\n    files: [{', '.join(names)}]\n"
        text += f"    columns: {columns}\n{more}"
        if plain is not None:
            text += "  - {kind: attendance, files: [plain], columns: {person: NIP, time: Waktu}}\n"
        mapping, faults = read_mapping("pemetaan.yaml", text.encode())
        assert mapping is not None, faults
        contents = {
            name: each if isinstance(each, bytes) else each.encode() for name, each in zip(names, files, strict=True)
        }
        contents["plain"] = (plain or "").encode()
        sources = [
            Source(name, partial(contents.__getitem__, name), export)
            for export in mapping.exports
            for name in export.files
        ]
        table = "nip.csv", f"nip,id\n{ANI},ab02\n{BUDI},ac03\n".encode()
        whole = reconciled(mapping, table, sources, small())
        self.files = {each.name: (each.read, each.matched, each.reported) for each in whole.accounts[1:]}
        self.all = list(csv.DictReader(io.StringIO(rows_csv(whole.accounts, "en").decode())))
        self.lines = sorted((int(row["row"]), row["column"], row["kind"], row["counts"]) for row in self.all)
        records = whole.found["attendance"].records
        self.records = [
            (whole.given.people[person], str(np.datetime64(int(second), "s")).replace("T", " "), int(place))
            for person, second, place in zip(records.person, records.seconds, records.place, strict=True)
        ]
        self.clocks = [second for _, second, _ in self.records]


def cells(masuk: str, pulang: str, day: str = DAY) -> str:
    return f'{HEAD}{ANI},{day},"{masuk}","{pulang}"\n'


NONE = [
    "",
    " ",
    "-",
    "–",
    "—",
    "--",
    "--:--",
    "0",
    "0,0",
    "0.0",
    "00:00",
    "00:00:00",
    "0:00",
    "00.00.00",
    "NULL",
    "Tidak Absen",
]


@pytest.mark.parametrize("none", NONE)
def test_a_cell_without_a_time_is_silence(none: str) -> None:
    """Nothing is told of it, whichever of the two it is; the other record counts."""
    told = Told(WIDE, cells("07:12", none))
    assert (told.clocks, told.lines, told.files) == ([f"{DAY} 07:12:00"], [], {"wide-0": (1, 1, 0)})
    told = Told(WIDE, cells(none, "16.30"))
    assert (told.clocks, told.lines) == ([f"{DAY} 16:30:00"], [])


@pytest.mark.parametrize(
    "none", ["", "-", "0000-00-00 00:00:00", f"{DAY} 00:00:00", "04/09/2023 00:00", f"{DAY}T00:00:00.000"]
)
def test_a_stamp_without_a_time_is_silence(none: str) -> None:
    told = Told(STAMPS, cells(f"{DAY} 07:12:00", none))
    assert (told.clocks, told.lines) == ([f"{DAY} 07:12:00"], [])


@pytest.mark.parametrize("day", [DAY, "31/09/2023", ""])
@pytest.mark.parametrize("none", ["", "-", "00:00:00"])
def test_a_row_without_any_time_is_reported_once(none: str, day: str) -> None:
    told = Told(WIDE, cells(none, none, day))
    assert (told.lines, told.files) == ([(2, "", "no-times", "no")], {"wide-0": (1, 0, 1)})


def test_words_for_none_may_be_named() -> None:
    text = cells("07:12", "Cuti")
    assert Told(WIDE, text).lines == [(2, "Jam Pulang", "unreadable-time", "partly")]
    assert Told(WIDE, text, more="    words: {none: [cuti]}\n").lines == []


ODD: list[tuple[str, str, list[Line], list[str]]] = [
    ("07:12", "16:30", [], ["07:12", "16:30"]),
    ("16:30", "", [], ["16:30"]),
    ("07:12", "tadi sore", [(2, "Jam Pulang", "unreadable-time", "partly")], ["07:12"]),
    ("pagi", "16:30", [(2, "Jam Masuk", "unreadable-time", "partly")], ["16:30"]),
    ("pagi", "", [(2, "Jam Masuk", "unreadable-time", "no")], []),
    (
        *("pagi", "sore"),
        [(2, "Jam Masuk", "unreadable-time", "no"), (2, "Jam Pulang", "unreadable-time", "no")],
        [],
    ),
    ("07:75", "16:30", [(2, "Jam Masuk", "impossible-time", "partly")], ["16:30"]),
    ("#N/A", "16:30", [(2, "Jam Masuk", "failed-cell", "partly")], ["16:30"]),
    ("=A1", "16:30", [(2, "Jam Masuk", "formula-without-result", "partly")], ["16:30"]),
    ('=""07:12""', "16:30", [(2, "Jam Masuk", "formula", "yes")], ["07:12", "16:30"]),
    ("'07:12", "16:30", [], ["07:12", "16:30"]),
    # A share of the day, as a spreadsheet keeps it.
    (
        "0.3",
        "0,6875",
        [(2, "Jam Masuk", "serial-date", "yes"), (2, "Jam Pulang", "serial-date", "yes")],
        ["07:12", "16:30"],
    ),
    ("08:12 WITA", "16:30", [(2, "Jam Masuk", "other-zone", "yes")], ["07:12", "16:30"]),
    # Both the same, as an app writes it that was touched once.
    ("07:12", "07:12", [(2, "Jam Pulang", "repeated", "partly")], ["07:12"]),
    ("07:12", "07:50", [(2, "Jam Pulang", "second-in-window", "partly")], ["07:12"]),
    # Over midnight, with the one date of the row.
    ("22:00", "06:10", [(2, "Jam Pulang", "out-of-order", "partly")], ["22:00"]),
    ("16:00", "00:40", [(2, "Jam Pulang", "over-midnight", "partly")], ["16:00"]),
    ("16:00", "24:40", [(2, "Jam Pulang", "over-midnight", "partly")], ["16:00"]),
    ("01:10", "16:30", [(2, "Jam Masuk", "over-midnight", "partly")], ["16:30"]),
    ("01:10", "02:30", [(2, "Jam Masuk", "over-midnight", "no")], []),
    # Swapped, or of twelve hours without a half.
    ("16:30", "07:12", [(2, "Jam Pulang", "out-of-order", "partly")], ["16:30"]),
    ("07:12", "04:30", [(2, "Jam Pulang", "out-of-order", "partly")], ["07:12"]),
    ("07:12 AM", "04:30 PM", [], ["07:12", "16:30"]),
]


@pytest.mark.parametrize(("masuk", "pulang", "lines", "clocks"), ODD, ids=[f"{case[0]}, {case[1]}" for case in ODD])
def test_each_cell_is_told_with_its_own_column(masuk: str, pulang: str, lines: list[Line], clocks: list[str]) -> None:
    told = Told(WIDE, cells(masuk, pulang))
    assert (told.lines, told.clocks) == (lines, [f"{DAY} {clock}:00" for clock in clocks])
    assert told.files == {"wide-0": (1, 1, 0) if clocks else (1, 0, 1)}


@pytest.mark.parametrize(
    ("day", "kind", "counts"),
    [
        ("31/09/2023", "impossible-date", "no"),
        ("09/13/2023", "month-first", "no"),
        ("04/09/23", "short-year", "yes"),
        ("45173", "serial-date", "yes"),
    ],
)
def test_a_date_is_told_once_for_all_times(day: str, kind: str, counts: str) -> None:
    told = Told(WIDE, cells("07:12", "16:30", day))
    assert told.lines == [(2, "Tanggal", kind, counts)]
    assert len(told.clocks) == (2 if counts == "yes" else 0)


@pytest.mark.parametrize(
    ("day", "kind"), [("2023-09-02", "day-off"), ("2023-08-31", "outside-period"), ("2023-09-06", "outside-period")]
)
def test_a_day_that_is_not_looked_at_is_told_once_a_row(day: str, kind: str) -> None:
    assert Told(WIDE, cells("07:12", "16:30", day)).lines == [(2, "Tanggal", kind, "no")]


def test_a_row_of_nobody_is_reported_for_that() -> None:
    text = cells("07:12", "-").replace(ANI, NUMBER.format(3))
    assert Told(WIDE, text).lines == [(2, "NIP", "unknown-person", "no")]


def test_stamps_keep_their_own_days() -> None:
    """With a date in each cell a going on the next day is no riddle; one soon after midnight remains so."""
    told = Told(STAMPS, cells("2023-09-04 22:00:00", "2023-09-05 06:10:00"))
    assert (told.lines, told.clocks) == ([], ["2023-09-04 22:00:00", "2023-09-05 06:10:00"])
    told = Told(STAMPS, cells("2023-09-04 16:00:00", "2023-09-05 00:40:00"))
    assert told.lines == [(2, "Jam Pulang", "over-midnight", "partly")]
    told = Told(STAMPS, cells("2023-09-04 07:12:00", "2023-09-04"))
    assert told.lines == [(2, "Jam Pulang", "no-time", "partly")]


def test_times_without_a_date_cannot_be_read() -> None:
    told = Told(STAMPS, cells("07:12", "16:30"))
    assert told.lines == [(2, "Jam Masuk", "unreadable-time", "no"), (2, "Jam Pulang", "unreadable-time", "no")]


def rows(*lines: Sequence[str]) -> str:
    return HEAD + "".join(f"{','.join(line)}\n" for line in lines)


def test_a_row_that_stands_twice_is_told_once() -> None:
    told = Told(WIDE, rows((ANI, DAY, "07:12", "16:30"), (ANI, DAY, "07:12", "16:30"), (ANI, DAY, "07:12", "")))
    assert told.lines == [(3, "Jam Masuk", "repeated", "no"), (4, "Jam Masuk", "repeated", "no")]
    assert told.files == {"wide-0": (3, 1, 2)}


def test_of_two_rows_of_a_day_the_earlier_row_counts() -> None:
    """Also where its cell is a later one: rows are read in their order, not columns."""
    told = Told(WIDE, rows((ANI, DAY, "06:50", "16:30"), (ANI, DAY, "16:30", "17:10")))
    assert told.lines == [(3, "Jam Masuk", "repeated", "no"), (3, "Jam Pulang", "second-in-window", "no")]
    told = Told(WIDE, rows((ANI, DAY, "07:12", "15:10"), (ANI, DAY, "07:12", "16:30")))
    assert told.lines == [(3, "Jam Masuk", "repeated", "partly")]
    assert told.files == {"wide-0": (2, 2, 0)}


def test_two_exports_that_disagree() -> None:
    told = Told(WIDE, rows((ANI, DAY, "07:12", "16:30")), rows((ANI, DAY, "07:12", "17:05"), (BUDI, DAY, "07:00", "-")))
    assert told.lines == [(2, "Jam Masuk", "repeated-elsewhere", "no"), (2, "Jam Pulang", "exports-disagree", "no")]
    assert told.files == {"wide-0": (1, 1, 0), "wide-1": (2, 1, 1)}
    assert all(row["file"] == "wide-1" for row in told.all)


def test_a_wide_export_beside_one_with_a_row_for_each_record() -> None:
    plain = f"NIP,Waktu\n{ANI},{DAY} 07:12:00\n{ANI},{DAY} 17:05:00\n"
    told = Told(WIDE, rows((ANI, DAY, "07:12", "16:30")), plain=plain)
    found = [(row["file"], row["row"], row["column"], row["kind"], row["counts"]) for row in told.all]
    assert found == [
        ("plain", "2", "Waktu", "repeated-elsewhere", "no"),
        ("plain", "3", "Waktu", "exports-disagree", "no"),
    ]
    assert [(row["other_file"], row["other_row"]) for row in told.all] == [("wide-0", "2")] * 2


@pytest.mark.parametrize("rest", ["16", "16:3", f"{DAY[:3]}"])
def test_a_last_cell_that_breaks_off_is_told_and_the_others_count(rest: str) -> None:
    told = Told(WIDE, rows((ANI, DAY, "07:12", "16:30")) + f"{BUDI},{DAY},07:00,{rest}")
    assert told.lines == [(3, "Jam Pulang", "cut-off", "partly")]
    told = Told(WIDE, rows((ANI, DAY, "07:12", "16:30")) + f"{BUDI},{DAY},07:00,")
    assert told.lines == []
    told = Told(WIDE, rows((ANI, DAY, "07:12", "16:30")) + f"{BUDI},{DAY},07:0")
    assert told.lines == [(3, "", "cut-off", "no")]


def test_each_time_has_a_place_or_all_have_one() -> None:
    head = "NIP,Tanggal,Jam Masuk,Lokasi Masuk,Jam Pulang,Lokasi Pulang,Lokasi\n"
    text = f"{head}{ANI},{DAY},07:12,WFH,16:30,WFO,lapangan\n{BUDI},{DAY},07:00,pasar,-,pasar,WFO\n"
    told = Told(PLACES[0], text)
    assert told.records == [
        ("ab02", f"{DAY} 07:12:00", 1),
        ("ab02", f"{DAY} 16:30:00", 2),
        ("ac03", f"{DAY} 07:00:00", 0),
    ]
    assert told.lines == [(3, "Lokasi Masuk", "unknown-place", "yes")], "nothing is asked of the place of no record"
    told = Told(PLACES[1], text)
    assert [place for _, _, place in told.records] == [0, 0, 2]
    assert told.lines == [(2, "Lokasi", "unknown-place", "yes")]


def test_a_place_that_two_times_share_is_told_once() -> None:
    head = "NIP,Tanggal,Jam Masuk,Jam Pulang,Lokasi Masuk,Lokasi Pulang\n"
    columns = PLACES[0].replace("Lokasi Pulang", "Lokasi Masuk")
    told = Told(columns, f"{head}{ANI},{DAY},07:12,16:30,pasar,WFO\n")
    assert told.lines == [(2, "Lokasi Masuk", "unknown-place", "yes")]


def test_cells_of_a_workbook_that_are_days_and_times() -> None:
    made, book = io.BytesIO(), Workbook()
    sheet = book.active
    assert sheet is not None
    day, time = datetime.date(2023, 9, 4), datetime.time
    content: list[list[Any]] = [
        ["NIP", "Tanggal", "Jam Masuk", "Jam Pulang"],
        [ANI, day, time(7, 12), time(16, 30, 15)],
        [BUDI, day, time(7, 0), time(0, 0)],
        [BUDI, datetime.date(2023, 9, 5), None, datetime.timedelta(hours=16, minutes=20)],
        [ANI, datetime.date(2023, 9, 5), 0, 0.6875],
        [ANI, datetime.date(2023, 9, 1), "-", None],
        [BUDI, datetime.date(2023, 9, 1), "=NA()", time(16, 5)],
        [BUDI, datetime.date(2023, 9, 2), None, None],
    ]
    for line in content:
        sheet.append(line)
    book.save(made)
    told = Told(WIDE, made.getvalue())
    assert told.clocks == [
        *("2023-09-04 07:12:00", "2023-09-04 16:30:15", "2023-09-05 16:30:00"),
        *("2023-09-01 16:05:00", "2023-09-04 07:00:00", "2023-09-05 16:20:00"),
    ]
    assert told.lines == [
        (5, "Jam Pulang", "serial-date", "yes"),
        (6, "", "no-times", "no"),
        (7, "Jam Masuk", "formula-without-result", "partly"),
        (8, "", "no-times", "no"),
    ]
    assert told.files == {"wide-0": (7, 5, 2)}


def stamp(clock: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{DAY} {clock}")


def test_stamps_of_a_workbook() -> None:
    made, book = io.BytesIO(), Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["NIP", "Jam Masuk", "Jam Pulang"])
    sheet.append([ANI, stamp("07:12"), stamp("16:30")])
    sheet.append([BUDI, stamp("07:00"), 45173.6875])
    book.save(made)
    told = Told(STAMPS, made.getvalue())
    assert told.clocks == [f"{DAY} 07:12:00", f"{DAY} 16:30:00", f"{DAY} 07:00:00", f"{DAY} 16:30:00"]
    assert told.lines == [(3, "Jam Pulang", "serial-date", "yes")]


def test_a_file_of_another_zone() -> None:
    told = Told(WIDE, cells("08:12", "-"), more="    zone: WITA\n")
    assert (told.lines, told.clocks) == ([(2, "Jam Masuk", "other-zone", "yes")], [f"{DAY} 07:12:00"])


@pytest.mark.parametrize("none", ["00:00:00", "0:00", f"{DAY} 00:00:00"])
def test_midnight_of_another_zone_may_be_an_hour_of_work(none: str) -> None:
    """At midnight in UTC it is seven in Jakarta: neither silence nor a record, but told; what can be no time stays silent."""
    columns = STAMPS if none.startswith(DAY) else WIDE
    late = f"{DAY} 09:30" if columns == STAMPS else "09:30"
    told = Told(columns, cells(none, late), more="    zone: UTC\n")
    assert told.lines == [(2, "Jam Masuk", "no-time", "partly"), (2, "Jam Pulang", "other-zone", "yes")]
    assert told.clocks == [f"{DAY} 16:30:00"]
    told = Told(columns, cells(none, none), more="    zone: UTC\n")
    assert told.lines == [(2, "Jam Masuk", "no-time", "no"), (2, "Jam Pulang", "no-time", "no")]
    for silence in ("-", "0", "0000-00-00 00:00:00", "null"):
        told = Told(columns, cells(silence, late), more="    zone: UTC\n")
        assert told.lines == [(2, "Jam Pulang", "other-zone", "yes")]
    head = "NIP,Tanggal,Jam Masuk,Jam Pulang,Zona\n"
    told = Told(columns.replace("NIP,", "NIP, zone: Zona,"), f"{head}{ANI},{DAY},{none},{late},UTC\n")
    assert told.lines == [(2, "Jam Masuk", "no-time", "partly"), (2, "Jam Pulang", "other-zone", "yes")]


def test_three_times_in_a_row() -> None:
    head = "NIP,Tanggal,Masuk,Siang,Pulang\n"
    told = Told("{person: NIP, date: Tanggal, times: [Masuk, Siang, Pulang]}", f"{head}{ANI},{DAY},07:12,-,16:30\n")
    assert (told.clocks, told.lines) == ([f"{DAY} 07:12:00", f"{DAY} 16:30:00"], [])
    told = Told("{person: NIP, date: Tanggal, times: [Masuk, Siang, Pulang]}", f"{head}{ANI},{DAY},12:30,12:05,12:10\n")
    assert told.lines == [(2, "Pulang", "out-of-order", "partly"), (2, "Siang", "out-of-order", "partly")]


EARLY = (
    "06:10",
    "07:12:30",
    "7.45",
    "0.3",
    "07:60",
    "#N/A",
    "pagi",
    "08:30 WITA",
    "01:10",
    "24:10",
    "",
    "-",
    "00:00:00",
)
LATE = ("16:00", "16:30:59", "17.59", "0,7", "16:60", "=A1", "sore", "17:30 WITA", "19:40", "24:10", "", "--:--", "0")
DATES = ("2023-08-31", "2023-09-01", "01/09/23", "02/09/2023", "2023-09-04", "45173", "2023-09-05", "31/09/2023", "")


@pytest.mark.parametrize("seed", range(4))
def test_a_row_says_what_its_records_would_say_in_rows_of_their_own(seed: int) -> None:
    """Cell by cell of rows by chance: the same records count, the same is odd about each, and rows add up."""
    chance = random.Random(seed)
    whole = [
        (
            chance.choice((ANI, BUDI, "1")),
            chance.choice(DATES),
            chance.choice(EARLY),
            chance.choice(LATE),
            chance.choice(PLACED),
        )
        for _ in range(150)
    ]
    columns = WIDE.replace("}", ", place: Lokasi}")
    wide = Told(
        columns, HEAD_PLACED + "".join(f"{n};{day};{early};{late};{place}\n" for n, day, early, late, place in whole)
    )
    silent = {"", "-", "--:--", "0", "00:00:00"}
    alone = [
        (number, row, f"{n};{day};{clock};{place}\n")
        for row, (n, day, *clocks, place) in enumerate(whole, start=2)
        for number, clock in enumerate(clocks)
        if clock not in silent
    ]
    head = "NIP;Tanggal;Jam;Lokasi\n"
    told = Told("{person: NIP, date: Tanggal, time: Jam, place: Lokasi}", head + "".join(line for _, _, line in alone))
    assert wide.records == told.records
    rows_of = {line: row for line, (_, row, _) in enumerate(alone, start=2)}
    expected = {(rows_of[line], kind) for line, _, kind, _ in told.lines}
    empty = {row for row, (_, _, early, late, _) in enumerate(whole, start=2) if {early, late} <= silent}
    nobody = {row for row, (n, *_) in enumerate(whole, start=2) if n == "1"}
    expected |= {(row, "no-times") for row in empty} | {(row, "malformed-number") for row in nobody}
    assert {(row, kind) for row, _, kind, _ in wide.lines} == expected
    matched = {rows_of[line] for line in range(2, len(alone) + 2)} - {
        row for row in rows_of.values() if _set_aside(row, rows_of, told)
    }
    assert wide.files == {"wide-0": (len(whole), len(matched), len(whole) - len(matched))}


def _set_aside(row: int, rows_of: dict[int, int], told: Told) -> bool:
    """Tell whether every record of a row is set aside where it has a row of its own."""
    lost = {line for line, _, _, counts in told.lines if counts == "no"}
    return all(line in lost for line, own in rows_of.items() if own == row)


PLACED = ("WFH", "WFO", "pasar")
HEAD_PLACED = "NIP;Tanggal;Jam Masuk;Jam Pulang;Lokasi\n"
