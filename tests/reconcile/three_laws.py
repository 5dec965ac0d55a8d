"""A small government at the eastern end of Indonesia whose law changes twice within a fortnight, and records of its people.

What each day asks for is written down in ``LAWS`` by hand, and once more in the clauses of the repository: whoever reads the
one must come to the same as whoever reads the other.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD, NEW = "papua/se-1-2023", "papua/se-2-2023"
ZONE = "Asia/Jayapura"
FROM_UTC = datetime.timedelta(hours=9)
HEAD, STAFF = "aa01", ("ab02", "ac03", "ad04", "ae05", "af06", "ag07")
DAYS = tuple(datetime.date(2023, 9, day) for day in (1, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15))


@dataclass(frozen=True)
class Law:
    """What is asked from a day on: windows with the clause of each, and the window after which a report is due, with its clause."""

    since: datetime.date
    windows: tuple[tuple[str, str, str], ...]
    after: int
    report: str


LAWS = (
    Law(
        datetime.date(2023, 9, 1),
        (("06:00", "08:00", f"{OLD}/pagi"), ("16:00", "18:00", f"{OLD}/absen-sore")),
        1,
        f"{OLD}/lapor",
    ),
    Law(
        datetime.date(2023, 9, 6),
        (("05:00", "07:00", f"{OLD}/pagi-baru"), ("16:00", "18:00", f"{OLD}/absen-sore")),
        0,
        f"{OLD}/lapor-pagi",
    ),
    Law(
        datetime.date(2023, 9, 11),
        (
            ("03:00", "08:00", f"{NEW}/absen"),
            ("08:00", "09:00", f"{NEW}/absen"),
            ("12:00", "13:00", f"{NEW}/absen"),
            ("16:00", "18:00", f"{NEW}/absen"),
        ),
        3,
        f"{NEW}/lapor",
    ),
)


def law_on(day: datetime.date) -> Law:
    """Give the law of a day."""
    return [law for law in LAWS if law.since <= day][-1]


def _circular(number: str, first: str, last: str) -> str:
    return (
        f"title: {{id: Edaran {number}, en: Circular {number}}}\nissuer: Sekretaris Daerah\nnumber: {number}/SE/2023\n"
        f"in-force: {{from: {first}, until: {last}}}\nsources: [{{title: Berita, href: 'https://example.invalid/{number}'}}]\n"
    )


def _share(first: str, last: str) -> str:
    return (
        "title: {id: Batas, en: Share}\nkind: share\nmode: wfh\nbase: {level: unit, people: [pns, pppk]}\nrounding: down\n"
        f"at-most:\n  - {{from: {first}, until: {last}, value: 100%, reference: {{title: Berita}}}}\n"
    )


def attendance(windows: str, period: str = "") -> str:
    """Write a clause that asks for records, with its windows as ``06:00-08:00 16:00-18:00``."""
    lines = "".join(
        f"  - {{title: {{id: Ke-{at}, en: Part {at}}}, from: '{span[:5]}', until: '{span[6:]}'}}\n"
        for at, span in enumerate(windows.split(), start=1)
    )
    return (
        f"title: {{id: Presensi, en: Attendance}}\nkind: attendance\nzone: {ZONE}\nwindows:\n{lines}"
        f"{period}reference: {{title: Berita}}\n"
    )


def _report(after: str, period: str = "") -> str:
    return (
        "title: {id: Laporan, en: Report}\nkind: duty\nrole: employee\ntext: {id: Lapor., en: Report.}\n"
        f"after: {after}\n{period}reference: {{title: Berita}}\n"
    )


_EARLY, _LATE = "from: 2023-08-21\nuntil: 2023-09-05\n", "from: 2023-09-06\nuntil: 2023-09-08\n"
FILES = {
    f"policy/{OLD}/circular.yaml": _circular("1", "2023-08-21", "2023-09-08"),
    f"policy/{OLD}/clauses/batas.yaml": _share("2023-08-21", "2023-09-08"),
    f"policy/{OLD}/clauses/absen-sore.yaml": attendance("16:00-18:00"),
    f"policy/{OLD}/clauses/pagi.yaml": attendance("06:00-08:00", _EARLY),
    f"policy/{OLD}/clauses/pagi-baru.yaml": attendance("05:00-07:00", _LATE),
    f"policy/{OLD}/clauses/lapor.yaml": _report("absen-sore", _EARLY),
    f"policy/{OLD}/clauses/lapor-pagi.yaml": _report("pagi-baru", _LATE),
    f"policy/{NEW}/circular.yaml": _circular("2", "2023-09-09", "2023-10-21"),
    f"policy/{NEW}/clauses/batas.yaml": _share("2023-09-09", "2023-10-21"),
    f"policy/{NEW}/clauses/absen.yaml": attendance("03:00-08:00 08:00-09:00 12:00-13:00 16:00-18:00"),
    f"policy/{NEW}/clauses/lapor.yaml": _report("absen"),
    "policy/jurisdictions/papua.yaml": (
        f"circulars:\n  - {{circular: {OLD}, force: binding}}\n  - {{circular: {NEW}, force: binding}}\n"
    ),
    "units/bkd/agency.yaml": "name: BKD\nkind: badan\njurisdiction: papua\nfacts: {service: administration}\n",
    "units/bkd/umum.yaml": (
        f"name: Umum\nkind: subbagian\nsupervisor: {HEAD}\nemployees:\n"
        + "".join(
            f"  - {{id: {code}, name: {name} Rekaan, status: pns}}\n"
            for code, name in zip((HEAD, *STAFF), ("Ani", "Budi", "Citra", "Dedi", "Eka", "Fajar", "Gita"), strict=True)
        )
    ),
    "schedules/bkd/umum/2023-09.yaml": "wfh:\n" + "".join(f"  {day}: [{', '.join(STAFF)}]\n" for day in DAYS),
}
MAPPING = """\
from: 2023-09-01
until: 2023-09-15
exports:
  - {kind: attendance, files: [lokal.csv, utc.csv], columns: {person: NIP, time: Waktu}}
  - {kind: report, files: [laporan.csv], columns: {person: NIP, time: Dikirim, day: Hari}}
"""


@dataclass
class Told:
    """What the records of a seed show by ``LAWS``: person, day, words and clause of what is missing.

    ``again`` counts records of no use, since another of the day is in the very same windows.
    """

    days: set[tuple[str, datetime.date, str, str]] = field(default_factory=set)
    missing: dict[int, int] = field(default_factory=dict)
    again: int = 0


def write_all(folder: Path, seed: int) -> Told:
    """Write the repository, the exports and the table of people; tell what a superior must be told."""
    for name, content in FILES.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    chance, told = random.Random(seed), Told()
    rows: dict[str, list[str]] = {"lokal.csv": ["NIP,Waktu"], "utc.csv": ["NIP,Waktu"]}
    reports = ["NIP,Dikirim,Hari"]
    numbers = {code: f"1986092620150510{at:02}" for at, code in enumerate(STAFF, start=1)}
    for person in STAFF:
        for day in DAYS:
            made = sorted(_drawn(chance, day))
            for time in made:
                if chance.random() < 0.5:
                    rows["lokal.csv"].append(f"{numbers[person]},{time}")
                else:
                    rows["utc.csv"].append(f"{numbers[person]},{(time - FROM_UTC).isoformat()}Z")
            sent = None
            if chance.random() < 0.8:
                sent = datetime.datetime.combine(day, datetime.time(0, 30)) + _seconds(chance, 23 * 3600)
                reports.append(f"{numbers[person]},{sent},{day}")
            _tell(told, person, day, made, sent)
    files = {**rows, "laporan.csv": reports, "nip.csv": ["nip,id", *(f"{numbers[code]},{code}" for code in STAFF)]}
    for name, lines in files.items():
        (folder / name).write_text("\n".join((*lines, "")), "utf-8")
    (folder / "pemetaan.yaml").write_text(MAPPING, "utf-8")
    return told


def _seconds(chance: random.Random, most: int) -> datetime.timedelta:
    return datetime.timedelta(seconds=chance.randrange(most))


def _drawn(chance: random.Random, day: datetime.date) -> Iterator[datetime.datetime]:
    """Draw records of a day: one in most windows of every law, whether it is that of the day or not, and at their ends."""
    windows = sorted({window[:2] for window in (law_on(day) if chance.random() < 0.7 else chance.choice(LAWS)).windows})
    for start, end in windows:
        first, last = (datetime.datetime.combine(day, datetime.time.fromisoformat(words)) for words in (start, end))
        end_of_last = last + datetime.timedelta(seconds=59)
        if chance.random() < 0.75:
            drawn = first + _seconds(chance, int((end_of_last - first).total_seconds()) + 1)
            yield chance.choice((first, end_of_last, drawn, drawn))


def _tell(
    told: Told, person: str, day: datetime.date, made: list[datetime.datetime], sent: datetime.datetime | None
) -> None:
    law = law_on(day)
    clocks = [f"{time:%H:%M}" for time in made]
    inside = [
        frozenset(at for at, (start, end, _) in enumerate(law.windows) if start <= clock <= end) for clock in clocks
    ]
    told.again += sum(map(bool, inside)) - len(set(filter(None, inside)))
    for at, (start, end, clause) in enumerate(law.windows):
        if not any(start <= clock <= end for clock in clocks):
            told.days.add((person, day, f"No record {start}–{end}", clause))
            told.missing[at] = told.missing.get(at, 0) + 1
    if sent is None:
        told.days.add((person, day, "No report", law.report))
        return
    start, end, _ = law.windows[law.after]
    before = [time for time, clock in zip(made, clocks, strict=True) if start <= clock <= end]
    if before and sent < before[0]:
        told.days.add((person, day, "Report before the last record", law.report))
