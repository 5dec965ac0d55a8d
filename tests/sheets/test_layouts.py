"""Sheets laid out by chance, as a hundred offices would: each is read as exactly what was put into it."""

from __future__ import annotations

import datetime
import random
from typing import Any

from babel.dates import format_date

from giliran.corpus.build import build
from giliran.sheets.gathering import gathered
from giliran.sheets.opening import opened
from giliran.tree import Entry, Tree
from tests.repository import FILES, SCHEDULE
from tests.sheets.fifty import ROUNDS
from tests.sheets.handmade import PEOPLE, content, sheet

CODES = ("aa01", "ab02", "ac03", "ad04", "ae05")
DAYS = tuple(datetime.date(2023, 9, number) for number in range(1, 31))
HOME = (("R",), ("WFH", "wfh", "Wfh "), ("rumah", "Di Rumah"), ("v", "V"), ("√",), ("✓", "✔"), (1, "1"), (True,))
OFFICE = (("",), ("WFO", ""), ("K", "kantor"), ("-", "–"), (0, "0"), (False, ""))


def tree() -> Tree:
    entries = {
        path: Entry(path, text.encode(), "file", len(text.encode()))
        for path, text in sorted(FILES.items())
        if path != SCHEDULE
    }
    return Tree(entries)


def date_style(chance: random.Random) -> tuple[str, bool]:
    """Choose how days are written, and whether that tells the year."""
    return chance.choice(
        [
            *(("cell", True), ("serial", True), ("yyyy-MM-dd", True), ("d MMMM y", True), ("EEEE, d MMMM y", True)),
            *(
                ("dd/MM/y", True),
                ("d-M-yy", True),
                ("d/M", False),
                ("d MMM", False),
                ("number", False),
                ("EEE d", False),
            ),
        ]
    )


def written(day: datetime.date, style: str) -> object:
    if style == "cell":
        return day
    if style == "serial":
        return (day - datetime.date(1899, 12, 30)).days
    if style == "number":
        return day.day
    return format_date(day, style, locale="id")


def name_of(person: str, chance: random.Random) -> str:
    before, after = chance.choice(["", "", "Dr. ", "Drs. ", "H. "]), chance.choice(["", "", ", S.E.", ", S.H., M.M."])
    cased = chance.choice([person, person.upper(), person.replace(" ", "  ")])
    return f"{before}{cased}{after}"


def laid_out(chance: random.Random) -> tuple[list[list[Any]], dict[datetime.date, tuple[str, ...]]]:
    """Give the cells of a sheet, and who is at home by them."""
    style, whole = date_style(chance)
    days = [day for day in DAYS if day.weekday() < 5 or chance.random() < 0.5]
    days = days[chance.randrange(3) :]
    home_marks, office_marks = chance.choice(HOME), chance.choice(OFFICE)
    columns = [column for column in ("No", "Nama", "Kode", "Jabatan") if column == "Nama" or chance.random() < 0.5]
    chance.shuffle(columns)
    rows: list[list[Any]] = []
    title = "JADWAL KERJA DARI RUMAH (WFH)" + ("" if whole and chance.random() < 0.5 else " BULAN SEPTEMBER 2023")
    rows += [[title]] * (not whole or chance.random() < 0.7)
    rows += [[], ["Subbagian Umum"]][: chance.randrange(3)]
    rows.append([*columns, *(written(day, style) for day in days), "Jumlah", "Ket."])
    if style != "EEE d" and chance.random() < 0.3:
        rows.append([*([None] * len(columns)), *(format_date(day, "EEE", locale="id") for day in days)])
    home: dict[datetime.date, list[str]] = {}
    people = list(zip(CODES, PEOPLE, strict=True))
    chance.shuffle(people)
    for number, (code, person) in enumerate(people, start=1):
        cells = []
        for day in days:
            at_home = day.weekday() < 5 and chance.random() < 0.3
            cells.append(chance.choice(home_marks if at_home else office_marks))
            if at_home:
                home.setdefault(day, []).append(code)
        own = {"No": number, "Nama": name_of(person, chance), "Kode": code, "Jabatan": "Staf"}
        rows.append([*(own[column] for column in columns), *cells, None, None])
    rows.append([*("Jumlah" if column == "Nama" else None for column in columns), *(3 for _ in days)])
    rows += [[], ["Jakarta, 28 Agustus 2023"], ["Kepala Subbagian Umum"]][: chance.randrange(4)]
    return rows, {day: tuple(sorted(codes)) for day, codes in sorted(home.items())}


def as_text(rows: list[list[Any]], chance: random.Random) -> bytes:
    separator = chance.choice(";,\t")
    lines = [
        separator.join(f'"{cell}"' if separator in str(cell) else "" if cell is None else str(cell) for cell in row)
        for row in rows
    ]
    # cp1252 has no ticks; what it cannot hold would not have been saved in it.
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16"])
    return "\r\n".join(lines).encode(encoding)


def test_a_sheet_is_read_as_what_was_put_into_it_wherever_things_stand() -> None:
    corpus, _ = build(tree(), frozenset())
    marks = 0
    for seed in range(60 * ROUNDS):
        chance = random.Random(seed)
        rows, home = laid_out(chance)
        if chance.random() < 0.5:
            book, _ = sheet(rows, "Sheet1")
            name, given = "a.xlsx", content(book)
        else:
            name, given = "a.csv", as_text(rows, chance)
        found = gathered(opened(name, given), corpus, "bkd/umum")
        assert [each for each in found.remarks if each.grade == "error"] == [], seed
        (taken,) = found.taken
        assert taken.home == home, seed
        marks += sum(map(len, home.values()))
    assert marks > 1_000
