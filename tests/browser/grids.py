"""Invented months for the grid: small units under the law of this repository, with files that are right and wrong.

Wrong in every way that a file of the right shape can be: too many, people not yet or no longer there, contractors,
people of other units, codes of nobody, holidays, weekends, other months, recalls of people who were not at home.
"""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING

from giliran.tree import Entry, Tree
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONTHS = ("2023-08", "2023-09", "2023-10")
AGENCY = "units/badan/agency.yaml"


def law() -> dict[str, bytes]:
    """Give the law of this repository, without its worked examples."""
    found = (path for path in (REPOSITORY / "policy").rglob("*.yaml") if "cases" not in path.parts)
    return {path.relative_to(REPOSITORY).as_posix(): path.read_bytes() for path in found}


def tree_of(files: dict[str, bytes]) -> Tree:
    """Give files in memory."""
    return Tree({path: Entry(path, files[path], "file", len(files[path])) for path in sorted(files)})


class Chance:
    """Draws units and months; the same seed draws the same."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.number = 100

    def files(self, units: int) -> dict[str, bytes]:
        """Draw units, each with three months; most have a file for each."""
        found = law()
        found[AGENCY] = (
            b"name: Badan\nkind: badan\nfacts: {service: administration, digital: true, sector: personnel, location: balai-kota}\nadmins: ['@admin']\n"
        )
        staffs = [self._staff() for _ in range(units)]
        everyone = [person for staff in staffs for person in staff]
        for at, staff in enumerate(staffs):
            unit = f"unit-{at}"
            found[f"units/badan/{unit}.yaml"] = self._unit(unit, staff)
            for month in MONTHS:
                if self.random.random() < 0.9:
                    found[f"schedules/badan/{unit}/{month}.yaml"] = self._schedule(month, staff, everyone).encode()
        return found

    def _staff(self) -> list[str]:
        size = self.random.choice([1, 2, 3, 4, 5, 7, 9, 12])
        start = self.number
        self.number += size
        return [f"aa{number}" for number in range(start, start + size)]

    def _unit(self, name: str, staff: Sequence[str]) -> bytes:
        lines = [f"name: Unit {name}", "kind: subbagian", f"supervisor: {staff[0]}", "employees:"]
        for person in staff:
            status = self.random.choice(["pns", "pns", "pns", "pppk", "pjlp"])
            stay = self.random.choice(
                ["", "", "", "", self._from(), self._until(), f"{self._from()}, until: 2024-01-31"]
            )
            more = f", {stay.removeprefix(', ')}" if stay else ""
            if self.random.random() < 0.8:
                more += f", domicile-attested: {self._day('2023-08', '2023-09')}"
            lines.append(f"  - {{id: {person}, name: Nama {person}, status: {status}{more}}}")
        return ("\n".join(lines) + "\n").encode()

    def _from(self) -> str:
        return f"from: {self._day('2023-08', '2023-09', '2023-10')}"

    def _until(self) -> str:
        return f"until: {self._day('2023-08', '2023-09', '2023-10')}"

    def _day(self, *months: str) -> str:
        return f"{self.random.choice(months)}-{self.random.randint(1, 30):02}"

    def _schedule(self, month: str, staff: Sequence[str], everyone: Sequence[str]) -> str:
        chance = self.random
        wild = chance.random() < 0.5
        year, number = map(int, month.split("-"))
        days = [datetime.date(year, number, 1) + datetime.timedelta(days=day) for day in range(30)]
        dates = [day.isoformat() for day in days if day.weekday() < 5 or (wild and chance.random() < 0.05)]
        if wild and chance.random() < 0.3:
            dates.append(chance.choice(["2023-07-31", "2023-11-02", "2024-02-29"]))
        crowd = chance.choice([0.2, 0.4, 0.6]) if wild else 0.25
        home = {}
        for date in dates:
            if chance.random() < 0.85:
                people = [person for person in staff if chance.random() < crowd]
                if wild and chance.random() < 0.06:
                    people.append(chance.choice([*everyone, "zz99", "qq12"]))
                home[date] = list(dict.fromkeys(people))
        home = dict(chance.sample(list(home.items()), len(home)) if chance.random() < 0.1 else home.items())
        return self._text(home, staff, wild=wild)

    def _text(self, home: dict[str, list[str]], staff: Sequence[str], *, wild: bool) -> str:
        chance = self.random
        gap = chance.choice([", ", ", ", ", ", ",", " , ", ",  "])
        edge = chance.choice(["", "", "", " "])
        quote = chance.choice(["", "", "", "'", '"'])
        comments = chance.random() < 0.4
        lines = []
        for date, people in home.items():
            if not people and chance.random() < 0.8:
                continue
            if chance.random() < 0.1:
                chance.shuffle(people)
            words = gap.join(f"{quote}{person}{quote}" for person in people)
            tail = (
                chance.choice(["  # rapat", " # aa100, [x]", " #—🙂 catatan"])
                if comments and chance.random() < 0.2
                else ""
            )
            if comments and chance.random() < 0.1:
                lines.append("  # minggu ini")
            lines.append(f"  {date}: [{edge}{words}{edge}]{tail}")
        text = "\n".join(["wfh:" if lines else "wfh: {}", *lines])
        if home and chance.random() < 0.4:
            text += "\nrecalls:" + "".join(
                self._recall(list(home), staff, wild=wild) for _ in range(chance.randint(1, 2))
            )
        text = ("# jadwal 🙂\n" if comments else "") + text + ("" if chance.random() < 0.1 else "\n")
        return text.replace("\n", "\r\n") if chance.random() < 0.05 else text

    def _recall(self, dates: Sequence[str], staff: Sequence[str], *, wild: bool) -> str:
        chance = self.random
        person = "zz99" if wild and chance.random() < 0.05 else chance.choice(staff)
        by = chance.choice(staff) if wild and chance.random() < 0.1 else staff[0]
        reason = f"sidang {chance.randint(1, 9999)}"
        return f"\n  - {{date: {chance.choice(dates)}, employee: {person}, ordered-by: {by}, reason: {reason}}}"

    def cells(self) -> list[tuple[int, int, bool]]:
        """Draw cells to change: shares of the rows and of the columns in thousandths, and whether at home."""
        chance = self.random
        number = chance.choice([1, 1, 2, 5, 20, 80])
        lean = chance.choice([0.0, 0.5, 0.5, 1.0])
        return [(chance.randrange(1000), chance.randrange(1000), chance.random() < lean) for _ in range(number)]


def portions(paths: Iterable[str], size: int) -> list[list[str]]:
    """Cut paths into lists of a size."""
    listed = list(paths)
    return [listed[at : at + size] for at in range(0, len(listed), size)]
