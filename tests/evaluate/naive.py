"""The figures of an evaluation by another road: plain YAML, plain loops, the two shares of the circular written out.

Nothing of the program is used here. It knows SE 34/SE/2023 and the repository's one dispensation, and no other law.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

HOLIDAYS = {datetime.date(2023, 9, 28)}
FIRST, LAST = datetime.date(2023, 8, 21), datetime.date(2023, 10, 21)
SUMMIT = datetime.date(2023, 9, 4), datetime.date(2023, 9, 7)


def load(path: Path) -> Any:  # noqa: ANN401 - whatever a file holds
    """Read YAML as text only, so that no date or ``no`` is taken for something else."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes texts only


def date(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


@dataclass
class Unit:
    """One unit as its file has it."""

    agency: str
    id: str
    service: str
    digital: str
    staff: list[dict[str, str]]
    home: dict[datetime.date, list[str]]
    recalls: set[tuple[datetime.date, str]]
    months: set[str]

    @property
    def excluded(self) -> bool:
        return self.service in {"direct", "operational-support"} and self.digital == "false"

    def members(self, day: datetime.date) -> list[str]:
        return [
            each["id"]
            for each in self.staff
            if each["status"] in {"pns", "pppk"}
            and date(each.get("from", "1000-01-01")) <= day <= date(each.get("until", "9000-01-01"))
        ]

    def limit(self, day: datetime.date, granted: list[dict[str, Any]]) -> int:
        if self.excluded:
            return 0
        share = 75 if SUMMIT[0] <= day <= SUMMIT[1] else 50
        for each in granted:
            if each["unit"] == self.id and date(each["from"]) <= day <= date(each["until"]):
                share = int(each["at-most"].removesuffix("%"))
        return share * len(self.members(day)) // 100


class Naive:
    """A whole repository under SE 34/SE/2023."""

    def __init__(self, root: Path, first: datetime.date, last: datetime.date) -> None:
        self.first, self.last = first, last
        self.granted = [load(path) for path in sorted((root / "policy/dispensations").glob("*.yaml"))]
        self.names: dict[str, str] = {}
        self.units: list[Unit] = []
        for path in sorted((root / "units").glob("*/*.yaml")):
            if path.name != "agency.yaml":
                self.units.append(self._unit(root, path))

    def _unit(self, root: Path, path: Path) -> Unit:
        agency = load(path.parent / "agency.yaml")
        self.names[path.parent.name] = agency["name"]
        own = load(path)
        facts = {**agency["facts"], **own.get("facts", {})}
        home: dict[datetime.date, list[str]] = {}
        recalls = set()
        months = set()
        for file in (root / "schedules" / path.parent.name / path.stem).glob("*.yaml"):
            months.add(file.stem)
            schedule = load(file)
            home |= {date(day): people for day, people in schedule["wfh"].items()}
            recalls |= {(date(each["date"]), each["employee"]) for each in schedule.get("recalls", ())}
        unit = f"{path.parent.name}/{path.stem}"
        return Unit(
            path.parent.name,
            unit,
            facts.get("service", ""),
            facts.get("digital", ""),
            own["employees"],
            home,
            recalls,
            months,
        )

    @property
    def days(self) -> list[datetime.date]:
        """Give the working days of the circular in the period."""
        found = []
        day = max(self.first, FIRST)
        while day <= min(self.last, LAST):
            if day.weekday() < 5 and day not in HOLIDAYS:
                found.append(day)
            day += datetime.timedelta(days=1)
        return found

    @property
    def agencies(self) -> list[str]:
        return sorted({unit.agency for unit in self.units})

    def use(self, days: list[datetime.date], agency: str | None = None) -> tuple[int, int, int, int | None]:
        """Give headcount, limit, turns at home and whole percent over some days."""
        staff = most = home = 0
        for unit in self.units:
            if agency in {None, unit.agency}:
                for day in days:
                    staff += len(unit.members(day))
                    most += unit.limit(day, self.granted)
                    home += len(unit.home.get(day, []))
        return staff, most, home, home * 100 // most if most else None

    def weeks(self) -> dict[datetime.date, list[datetime.date]]:
        """Give the working days by the Monday of their week."""
        found: dict[datetime.date, list[datetime.date]] = {}
        for day in self.days:
            year, week, _ = day.isocalendar()
            found.setdefault(datetime.date.fromisocalendar(year, week, 1), []).append(day)
        return found

    def people(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """Give own days, days at home and recalls by unit and person, on days on which the unit may."""
        found: dict[tuple[str, str], list[int]] = {}
        for unit in self.units:
            for day in self.days:
                if unit.limit(day, self.granted):
                    for person in unit.members(day):
                        mine = found.setdefault((unit.id, person), [0, 0, 0])
                        mine[0] += 1
                        mine[1] += person in unit.home.get(day, [])
                        mine[2] += person in unit.home.get(day, []) and (day, person) in unit.recalls
        return {key: (own, home, called) for key, (own, home, called) in found.items()}

    def home_days(self) -> Counter[int]:
        """Give how many people have so many days at home in all of their units."""
        sums: Counter[str] = Counter()
        for (_, person), (_, home, _) in self.people().items():
            sums[person] += home
        return Counter(sums.values())

    def recalls(self, agency: str | None = None) -> tuple[int, int]:
        """Give people and turns called in."""
        found = {
            (person, day)
            for unit in self.units
            if agency in {None, unit.agency}
            for day, person in unit.recalls
            if day in self.days
        }
        return len({person for person, _ in found}), len(found)

    def due(self) -> dict[tuple[str, str], datetime.date]:
        """Give the first day of each unit and month that may have someone at home."""
        found = {}
        for unit in self.units:
            for day in self.days:
                if unit.limit(day, self.granted):
                    found[unit.id, f"{day:%Y-%m}"] = max(day.replace(day=1), FIRST)
        return found
