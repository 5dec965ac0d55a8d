"""An export that holds nothing of an agency on a day judges nobody there, says so, and tells the public of no few people."""

from __future__ import annotations

import csv
import datetime
import html
import json
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from giliran.reconcile.counts import lines
from giliran.reconcile.measures import Measure
from giliran.reconcile.silence import Silence, unsaid
from giliran.wording import same
from tests.reconcile.conftest import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.reconcile.counts import Line

ROOT = Path(__file__).parents[2]
DAYS = tuple(datetime.date(2023, 9, day) for day in (4, 5, 6, 7, 8))
MAPPING = """\
from: 2023-09-04
until: 2023-09-08
exports:
  - {kind: attendance, files: [presensi.csv], columns: {person: NIP, time: Waktu, place: Tempat}}
  - {kind: report, files: [e-tpp.csv], columns: {person: NIP, time: Dikirim}}
"""
SORTS = (
    *("no-report", "report-late", "report-before-record"),
    *("report-without-record", "report-unplaced", "report-after-record"),
)
Cell = tuple[str, datetime.date]
WHOLE, MONDAY, WEDNESDAY = "bkd", ("diskominfotik", DAYS[0]), ("dishub", DAYS[2])


class Week:
    """What a week of the repository looks like by its data: who belongs where, and who is at home."""

    def __init__(self) -> None:
        self.agency: dict[tuple[str, datetime.date], str] = {}
        self.supervisor: dict[tuple[str, datetime.date], str | None] = {}
        self.status: dict[tuple[str, datetime.date], str] = {}
        home, called = set(), set()
        for schedule in corpus().schedules.values():
            home |= {(who, day) for day, staff in schedule.home.items() if day in DAYS for who in staff}
            called |= {(recall.employee, recall.day) for recall in schedule.recalls}
        for unit in corpus().units.values():
            for member in unit.employees:
                for day in DAYS:
                    if day in member.period:
                        self.agency[member.id, day] = unit.agency
                        self.status[member.id, day] = member.status
                        self.supervisor[member.id, day] = unit.supervisor_on(day)
        self.homes = {pair for pair in home - called if self.status.get(pair, "pjlp") != "pjlp"}
        self.number = {
            person: f"19800101200501{place:04}" for place, person in enumerate(sorted({who for who, _ in self.agency}))
        }

    def write(self, folder: Path, silent: Iterable[Cell], unreported: Iterable[Cell]) -> None:
        """Write records of everybody, twice a day, and reports of those at home, but of no agency on a silent day."""
        found = {"presensi.csv": [["NIP", "Waktu", "Tempat"]], "e-tpp.csv": [["NIP", "Dikirim"]]}
        for (person, day), agency in sorted(self.agency.items()):
            home = (person, day) in self.homes
            if (agency, day) not in silent:
                for clock in ("07:00:00", "16:10:00"):
                    found["presensi.csv"].append([self.number[person], f"{day} {clock}", "WFH" if home else "WFO"])
            if home and (agency, day) not in unreported:
                found["e-tpp.csv"].append([self.number[person], f"{day} 17:00:00"])
        found["nip.csv"] = [["nip", "id"], *([number, person] for person, number in self.number.items())]
        (folder / "pemetaan.yaml").write_text(MAPPING)
        for name, rows in found.items():
            with (folder / name).open("w", newline="") as file:
                csv.writer(file).writerows(rows)


@pytest.fixture(scope="module")
def week() -> Week:
    return Week()


@pytest.fixture(scope="module")
def told(week: Week, tmp_path_factory: pytest.TempPathFactory) -> tuple[set[Cell], set[Cell], Path, str]:
    """Reconcile exports that are whole but for an agency and two days; give both silences, the output and what was said."""
    folder = tmp_path_factory.mktemp("exports")
    silent = {MONDAY, *((WHOLE, day) for day in DAYS)}
    unreported = {WEDNESDAY}
    week.write(folder, silent, unreported)
    out = tmp_path_factory.mktemp("private") / "hasil"
    return silent, unreported, out, reconcile(folder, out)


def reconcile(folder: Path, out: Path) -> str:
    """Run the command, in English; give what it says of what deserves a look."""
    words = [str(folder / "pemetaan.yaml"), "--people", str(folder / "nip.csv"), "--out", str(out), "--form", "html"]
    command = [sys.executable, "-m", "giliran", "-C", str(ROOT), "reconcile", *words, "--lang", "en"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stderr


def spelt(days: Iterable[datetime.date]) -> str:
    return "; ".join(f"{day:%A}, {day.day} September 2023" for day in sorted(days))


def test_nobody_is_judged_by_an_export_that_is_silent(told: tuple[set[Cell], set[Cell], Path, str]) -> None:
    """The exports are faultless but for their silence, so that there is no day to ask about for anybody."""
    pages = list((told[2] / "supervisors").rglob("*.html"))
    assert len(pages) > 100
    assert not [page for page in pages if "Days to ask about" in page.read_text("utf-8")]


def test_recaps_name_the_silent_days(week: Week, told: tuple[set[Cell], set[Cell], Path, str]) -> None:
    """Those of the agency, and those of each supervisor whose staff could have been judged on the day."""
    silent, unreported, out, _ = told
    expected: dict[tuple[str, str], set[datetime.date]] = defaultdict(set)
    possible: dict[tuple[str, str], set[datetime.date]] = defaultdict(set)
    for pair, agency in week.agency.items():
        day = pair[1]
        names = f"agencies/{agency}", f"supervisors/{agency}/{week.supervisor[pair] or 'none'}"
        for kind, concerned, cells in (
            ("attendance record", week.status[pair] != "pjlp", silent),
            ("daily report", pair in week.homes, unreported),
        ):
            for name in names if concerned else ():
                possible[name, kind].add(day)
                if (agency, day) in cells:
                    expected[name, kind].add(day)
    for page in out.rglob("*.html"):
        words, name = html.unescape(page.read_text("utf-8")), page.relative_to(out).with_suffix("").as_posix()
        for kind in ("attendance record", "daily report"):
            days = expected[name, kind]
            when = "in the whole period" if days == possible[name, kind] else f"on {spelt(days)}"
            said = f"<p>There is no {kind} at all from this agency {when}; nobody is judged by it.</p>"
            assert (said in words) == bool(days), (name, kind)
            assert words.count(f"There is no {kind}") == bool(days), (name, kind)
    assert sum(map(bool, expected.values())) > 10


def test_the_terminal_tells_of_agencies_without_any_record(told: tuple[set[Cell], set[Cell], Path, str]) -> None:
    name = corpus().agencies[WHOLE].name
    assert f"ATTENTION: there is no attendance record at all from 1 agency in this period: {name}. Nobody" in told[3]
    assert "ATTENTION: there is no attendance record at all from 1 agency on some days;" in told[3]
    assert "ATTENTION: there is no daily report at all from 1 agency on some days;" in told[3]


def test_days_of_silence_are_in_no_public_base(week: Week, told: tuple[set[Cell], set[Cell], Path, str]) -> None:
    silent, unreported, out, _ = told
    data = json.loads((out / "public/counts.json").read_text("utf-8"))
    groups = {(line["family"], line["table"], line["group"]): line for line in data["counts"]}
    shown = 0
    for family, cells, kept in (
        ("home", silent, "records-complete"),
        ("report", unreported, "report-after-record"),
    ):
        for agency in set(week.agency.values()):
            line = groups[family, "agency", agency]
            mine = {pair for pair in week.homes if week.agency[pair] == agency and (agency, pair[1]) not in cells}
            if line["days"] is None:
                continue
            shown += 1
            unplaced = {pair for pair in mine if (agency, pair[1]) in silent} if family == "report" else set()
            assert (line["days"], line["people"]) == (len(mine), len({who for who, _ in mine}))
            assert line[kept] == len(mine - unplaced)
            if family == "report":
                assert line["report-unplaced"] == len(mine & unplaced)
                assert sum(line[name] for name in SORTS) == line["days"]
    assert shown > 10


def test_an_export_of_one_agency_leaves_the_others_unjudged(week: Week, tmp_path: Path) -> None:
    """Its own counts are shown, and nobody elsewhere has missed anything."""
    week.write(
        tmp_path, silent := {(agency, day) for agency in corpus().agencies for day in DAYS if agency != WHOLE}, silent
    )
    said = reconcile(tmp_path, tmp_path / "hasil")
    number = len({agency for agency, _ in silent} & set(week.agency.values()))
    assert f"no attendance record at all from {number} agencies in this period: " in said
    assert f", and {number - 5} more. Nobody" in said
    assert not [page for page in (tmp_path / "hasil").rglob("*.html") if "Days to ask about" in page.read_text("utf-8")]
    data = json.loads((tmp_path / "hasil/public/counts.json").read_text("utf-8"))
    own = {pair for pair in week.homes if week.agency[pair] == WHOLE}
    for family in ("home", "report"):
        mine = [line for line in data["counts"] if line["family"] == family and line["table"] != "day" and line["days"]]
        assert {(line["table"], line["group"]): line["days"] for line in mine} == {
            ("agency", WHOLE): len(own),
            ("total", "total"): len(own),
        }


def test_without_any_export_of_attendance_the_sorts_of_reports_add_up_too(week: Week, tmp_path: Path) -> None:
    """It is not known then what the reports come after, and nothing is said of it."""
    week.write(tmp_path, (), {WEDNESDAY})
    lines = MAPPING.splitlines(keepends=True)
    (tmp_path / "pemetaan.yaml").write_text("".join(line for line in lines if "attendance" not in line))
    said = reconcile(tmp_path, tmp_path / "hasil")
    assert "attendance record" not in said
    data = json.loads((tmp_path / "hasil/public/counts.json").read_text("utf-8"))
    (total,) = [line for line in data["counts"] if line["table"] == "total"]
    assert total["report-unplaced"] == total["days"] > 2000
    assert {name: total.get(name, 0) for name in SORTS if name != "report-unplaced"} == dict.fromkeys(
        [name for name in SORTS if name != "report-unplaced"], 0
    )


class Offices:
    """People of agencies by days: who is at home, and of which agencies no report of a day is in the export."""

    def __init__(self, seed: int) -> None:
        chance, draw = random.Random(seed), np.random.default_rng(seed)
        sizes = [chance.randrange(1, 30) for _ in range(chance.randrange(3, 7))]
        self.agency = np.repeat(np.arange(len(sizes)), sizes)
        self.folders = tuple(f"dinas-{at}" for at in range(len(sizes)))
        self.homes = draw.random((sum(sizes), chance.randrange(2, 6))) < chance.choice((0.1, 0.3, 0.5))
        self.silent = frozenset(chance.sample(sorted(self.cells()), 1))

    def cells(self) -> set[tuple[int, int]]:
        """Give the agencies and days on which somebody is at home."""
        who, day = np.nonzero(self.homes)
        return set(zip(self.agency[who].tolist(), day.tolist(), strict=True))

    def silence(self, silent: Iterable[tuple[int, int]]) -> Silence:
        """Give what an export says that has a report of everybody but in some agencies on some days."""
        heard = np.zeros((len(self.folders), self.homes.shape[1]), bool)
        for cell in self.cells() - set(silent):
            heard[cell] = True
        agency = np.broadcast_to(self.agency[:, None], self.homes.shape).astype(np.int16)
        return Silence("report", heard, self.homes, self.homes, agency)

    def shown(self, silent: Iterable[tuple[int, int]], *, guarded: bool = True) -> tuple[Line, ...]:
        """Give what is published."""
        export, days = self.silence(silent), [DAYS[at] for at in range(self.homes.shape[1])]
        given: Any = SimpleNamespace(
            unit=export.agency.astype(np.int32),
            units=tuple(SimpleNamespace(agency=name) for name in self.folders),
            off=(None,) * len(days),
            worked=np.ones(len(days), bool),
            days=days,
        )
        base = self.homes & export.judged
        none = np.zeros_like(base)
        kept = Measure("report-after-record", same(""), (), base, base, clauses=(CLAUSE,))
        missing = Measure("no-report", same(""), (), none, base, fault=True, clauses=(CLAUSE,))
        return lines(given, (kept, missing), 5, unsaid([export], self.folders, 5) if guarded else {})

    def given_away(self, *, guarded: bool) -> bool:
        """Tell whether no other agency and day might have been silent instead, with all that is published as it is."""
        (cell,) = self.silent
        shown = self.shown(self.silent, guarded=guarded)
        others = self.cells() - {cell}
        return bool(shown) and all(self.shown({other}, guarded=guarded) != shown for other in others)

    def told_of_few(self) -> bool:
        """Tell whether the silence is of so few people that it is theirs; of a whole day or agency it is of all of them."""
        ((agency, day),) = self.silent
        mine = self.agency == agency
        people = [self.homes[mine, day].sum()]
        if {at for at, when in self.cells() if when == day} == {agency}:
            people.append(self.homes[:, day].sum())
        if {when for at, when in self.cells() if at == agency} == {day}:
            people.append(self.homes[mine].any(axis=1).sum())
        return bool(max(people) < 5)


CLAUSE: Any = object()


def test_the_silence_of_few_cannot_be_found_out() -> None:
    """Whoever knows how many are at home subtracts: what is published must be the same were others silent instead."""
    offices = [office for office in map(Offices, range(200)) if office.told_of_few()]
    assert len(offices) > 50
    assert not [at for at, office in enumerate(offices) if office.given_away(guarded=True)]
    assert sum(office.given_away(guarded=False) for office in offices) > 25, "nothing was at stake"
    assert sum(bool(office.shown(office.silent)) for office in offices) > 15, "not everything is left out"
