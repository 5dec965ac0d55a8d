"""A recount of the overview straight from the YAML files, with PyYAML and the numbers of the circular, and no code of ours.

It knows what the repository is about: SE 34/SE/2023, half of a unit from 21 August to 20 October 2023, three quarters from
4 to 7 September, one holiday, two statuses that count, and who stays at the office.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = datetime.date(2023, 8, 21), datetime.date(2023, 10, 20)
SUMMIT = (datetime.date(2023, 9, 4), datetime.date(2023, 9, 7))
HOLIDAY = datetime.date(2023, 9, 28)
LEAST = 10
DAYS = [
    day
    for day in (FIRST + datetime.timedelta(at) for at in range((LAST - FIRST).days + 1))
    if day.weekday() < 5 and day != HOLIDAY
]
MONTHS = ["2023-08", "2023-09", "2023-10"]


@dataclass
class Day:
    """One unit on one day."""

    headcount: int
    at_most: int
    at_home: int
    recalled: int


@dataclass
class Spread:
    """The days at home of those who can be compared."""

    shares: list[Fraction]
    left_out: int

    @property
    def tenths(self) -> list[int]:
        """Give the fewest, the median, the most and the gap in tenths of a day."""
        low, middle, high = (
            int(share * 10 + Fraction(1, 2)) for share in (min(self.shares), median(self.shares), max(self.shares))
        )
        return [low, middle, high, high - low]

    @property
    def bar(self) -> int:
        """Give the bar of the distribution in which it is counted."""
        return min((self.tenths[3] + 5) // 10, 10)


@dataclass
class Unit:
    """A unit, recounted."""

    excluded: bool
    months: list[str]
    days: dict[datetime.date, Day]
    spread: Spread | None

    @property
    def state(self) -> str:
        """Tell in which state it is."""
        if self.excluded:
            return "excluded"
        return {0: "missing", len(MONTHS): "published"}.get(len(self.months), "partly")


@dataclass
class Count:
    """Everything."""

    units: dict[str, Unit] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)

    def sums(self, agency: str | None = None, day: datetime.date | None = None) -> list[int]:
        """Sum headcount, limit, at home and recalled, of one agency or of all, on one day or on all."""
        found = [
            entry
            for name, unit in self.units.items()
            if agency in {None, name.partition("/")[0]}
            for date, entry in unit.days.items()
            if day in {None, date}
        ]
        return [
            sum(getattr(entry, part) for entry in found) for part in ("headcount", "at_most", "at_home", "recalled")
        ]

    @property
    def bars(self) -> Counter[int]:
        """Count the gaps."""
        return Counter(unit.spread.bar for unit in self.units.values() if unit.spread is not None)


def recount(root: Path) -> Count:
    """Recount a repository like ours."""
    count = Count()
    letters = [load(path) for path in sorted((root / "policy/dispensations").glob("*.yaml"))]
    for path in sorted((root / "units").glob("*/agency.yaml")):
        agency = load(path)
        count.agencies[path.parent.name] = agency["name"]
        for file in sorted(path.parent.glob("*.yaml")):
            if file.name != "agency.yaml":
                name = f"{path.parent.name}/{file.stem}"
                own = [letter for letter in letters if letter["unit"] == name]
                count.units[name] = counted(root, name, load(file), agency["facts"], own)
    return count


def counted(root: Path, name: str, unit: dict[str, Any], facts: dict[str, Any], letters: list[dict[str, Any]]) -> Unit:
    """Recount one unit."""
    known = facts | unit.get("facts", {})
    excluded = known["service"] in {"direct", "operational-support"} and known["digital"] is False
    months = {path.stem: load(path) for path in sorted((root / "schedules" / name).glob("*.yaml"))}
    days = {}
    present: Counter[str] = Counter()
    home: Counter[str] = Counter()
    for day in DAYS:
        people = {
            person["id"]
            for person in unit["employees"]
            if person["status"] in {"pns", "pppk"} and person.get("from", day) <= day <= person.get("until", day)
        }
        share = 75 if SUMMIT[0] <= day <= SUMMIT[1] else 50
        for letter in letters:
            if letter["from"] <= day <= letter["until"]:
                share = int(letter["at-most"].rstrip("%"))
        at_most = 0 if excluded else len(people) * share // 100
        month = months.get(f"{day:%Y-%m}", {})
        listed = month.get("wfh", {}).get(day, [])
        called = {entry["employee"] for entry in month.get("recalls", []) if entry["date"] == day}
        days[day] = Day(len(people), at_most, len(listed), len(called))
        if at_most:
            present.update(people)
            home.update(listed)
    window = sum(day.at_most > 0 for day in days.values())
    shares = [Fraction(home[person] * window, own) for person, own in present.items() if own >= min(LEAST, window)]
    spread = Spread(shares, len(present) - len(shares)) if home and len(shares) > 1 else None
    return Unit(excluded, sorted(months), days, spread)


def load(path: Path) -> dict[str, Any]:
    """Read a YAML file, dates as dates."""
    content: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return content
