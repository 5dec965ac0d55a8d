"""Who may be at home, counted by hand: plain dates, whole numbers and loops, sharing nothing with the program.

What is judged here is written down once more from the words of the rules, so that a mistake would have to be made twice
in two ways to stay hidden. Nothing of ``giliran`` is imported; a test says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

NATIONAL_HOLIDAYS = {
    datetime.date(2023, 7, 19),
    datetime.date(2023, 8, 17),
    datetime.date(2023, 9, 28),
    datetime.date(2023, 12, 25),
    datetime.date(2023, 12, 26),
}
"""Public holidays and days of joint leave from July to December 2023, by the joint decree of three ministers."""
MONTHS = ("2023-07", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12")


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, both included; ``None`` is open."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day is one of them."""
        return not (self.first is not None and day < self.first) and not (self.last is not None and day > self.last)


@dataclass(frozen=True)
class Scope:
    """Units of these services; with ``digital`` only those that can, or cannot, work by digital media."""

    services: tuple[str, ...]
    digital: bool | None = None

    def takes(self, facts: dict[str, Any]) -> bool:
        """Tell whether a unit with these facts belongs to it."""
        return facts["service"] in self.services and (self.digital is None or facts["digital"] == self.digital)


@dataclass(frozen=True)
class Share:
    """At most a percentage, in hundredths of a percent, within nested windows."""

    name: str
    windows: tuple[tuple[Span, int], ...]
    base: tuple[str, ...]
    rounding: str
    scope: Scope | None = None


@dataclass(frozen=True)
class Exclusion:
    """Units that stay at the office."""

    name: str
    scope: Scope
    span: Span = Span()


@dataclass(frozen=True)
class Rulebook:
    """A binding circular."""

    name: str
    in_force: Span
    shares: tuple[Share, ...]
    exclusions: tuple[Exclusion, ...]


@dataclass(frozen=True)
class Stay:
    """One membership of one person."""

    person: str
    status: str
    span: Span


@dataclass(frozen=True)
class Grant:
    """A dispensation from one clause; ``hundredths`` replaces a percentage, and an exclusion is lifted."""

    rulebook: str
    clause: str
    span: Span
    hundredths: int | None = None


@dataclass(frozen=True)
class World:
    """One unit and the law it is under; of the binding rulebooks the earlier share prevails, and every exclusion holds."""

    rulebooks: tuple[Rulebook, ...]
    facts: dict[str, Any]
    own_facts: dict[str, Any]
    staff: tuple[Stay, ...]
    supervisor: str | None
    grants: tuple[Grant, ...] = ()
    weekend: tuple[int, ...] = (5, 6)
    holidays: frozenset[datetime.date] = frozenset()
    worked: frozenset[datetime.date] = frozenset()


@dataclass(frozen=True)
class Day:
    """What one day allows; on a day that is not ``listable`` the schedule has no entry, not even an empty one."""

    listable: bool
    people: frozenset[str] = frozenset()
    cap: int = 0


@dataclass
class Month:
    """The days of one month for one unit."""

    days: dict[str, Day] = field(default_factory=dict)

    @property
    def listable(self) -> dict[str, Day]:
        """Give the days on which an entry may stand."""
        return {date: day for date, day in self.days.items() if day.listable}


def _is_off(world: World, day: datetime.date) -> bool:
    if day in world.worked:
        return False
    return day in world.holidays or day in NATIONAL_HOLIDAYS or day.weekday() in world.weekend


def _members(world: World, day: datetime.date, statuses: tuple[str, ...]) -> frozenset[str]:
    found = set()
    for stay in world.staff:
        if stay.status in statuses and stay.span.holds(day):
            found.add(stay.person)
    return frozenset(found)


def _granted(world: World, rulebook: Rulebook, clause: str, day: datetime.date) -> Grant | None:
    for grant in world.grants:
        if grant.rulebook == rulebook.name and grant.clause == clause and grant.span.holds(day):
            return grant
    return None


def _hundredths(share: Share, day: datetime.date) -> int | None:
    """Give the percentage of the shortest window around a day; nested windows have only one shortest."""
    best: tuple[int, int] | None = None
    for span, hundredths in share.windows:
        if span.holds(day):
            last = span.last or datetime.date(9999, 12, 31)
            length = (last - (span.first or datetime.date(1, 1, 1))).days
            if best is None or length < best[0]:
                best = (length, hundredths)
    return None if best is None else best[1]


def count(world: World, day: datetime.date) -> Day:
    """Count one day: any exclusion closes it, otherwise the first rulebook with a share for the unit decides."""
    if _is_off(world, day):
        return Day(listable=False)
    facts = {**world.facts, **world.own_facts}
    in_force = [rulebook for rulebook in world.rulebooks if rulebook.in_force.holds(day)]
    for rulebook in in_force:
        for exclusion in rulebook.exclusions:
            met = exclusion.span.holds(day) and exclusion.scope.takes(facts)
            if met and _granted(world, rulebook, exclusion.name, day) is None:
                return Day(True, _members(world, day, ("pns", "pppk")), 0)
    for rulebook in in_force:
        found = [_share(world, rulebook, share, day) for share in rulebook.shares]
        allowed = [day_of_share for day_of_share in found if day_of_share is not None]
        if allowed:
            return min(allowed, key=lambda own: own.cap)
    return Day(listable=False)


def _share(world: World, rulebook: Rulebook, share: Share, day: datetime.date) -> Day | None:
    """Count one share; a letter for it, or else one that lifts an exclusion of its rulebook, may set the percentage."""
    facts = {**world.facts, **world.own_facts}
    hundredths = _hundredths(share, day)
    if hundredths is None or (share.scope is not None and not share.scope.takes(facts)):
        return None
    grant = _granted(world, rulebook, share.name, day)
    if grant is None:
        for exclusion in rulebook.exclusions:
            if exclusion.span.holds(day) and exclusion.scope.takes(facts):
                grant = _granted(world, rulebook, exclusion.name, day) or grant
    if grant is not None and grant.hundredths is not None:
        hundredths = grant.hundredths
    people = _members(world, day, share.base)
    product = hundredths * len(people)
    cap = product // 10_000
    if share.rounding == "up" and product % 10_000:
        cap += 1
    return Day(True, people, cap)


def count_month(world: World, month: str) -> Month:
    """Count every day of a month."""
    found = Month()
    day = datetime.date(int(month[:4]), int(month[5:]), 1)
    while f"{day:%Y-%m}" == month:
        found.days[day.isoformat()] = count(world, day)
        day += datetime.timedelta(days=1)
    return found


def accepts(world: World, month: Month, schedule: Any) -> bool:  # noqa: ANN401 - any document
    """Tell whether a schedule keeps the law, judged from itself, its unit and the law alone."""
    if not isinstance(schedule, dict) or not schedule or set(schedule) - {"wfh", "recalls"}:
        return False
    home = schedule.get("wfh", {})
    recalls = schedule.get("recalls", [])
    if not isinstance(home, dict) or not isinstance(recalls, list):
        return False
    for date, people in home.items():
        day = month.days.get(date)
        if day is None or not day.listable or not isinstance(people, list):
            return False
        if len(people) > day.cap:
            return False
        for index, person in enumerate(people):
            if not isinstance(person, str) or person not in day.people or person in people[:index]:
                return False
    known = {person for day in month.listable.values() for person in day.people}
    for recall in recalls:
        if not isinstance(recall, dict) or set(recall) != {"date", "employee", "ordered-by", "reason"}:
            return False
        if not all(isinstance(value, str) for value in recall.values()):
            return False
        if recall["date"] not in month.listable or recall["employee"] not in known:
            return False
        if recall["ordered-by"] != world.supervisor or not 0 < len(recall["reason"].strip()) <= 200:
            return False
    return not any(recall in recalls[:index] for index, recall in enumerate(recalls))


def recalls_hold(world: World, schedule: Any) -> bool:  # noqa: ANN401 - any document
    """Tell whether everyone recalled was at home that day and whoever gave the order was employed then."""
    return all(
        recall["employee"] in schedule.get("wfh", {}).get(recall["date"], ())
        and any(
            stay.person == recall["ordered-by"] and stay.span.holds(datetime.date.fromisoformat(recall["date"]))
            for stay in world.staff
        )
        for recall in schedule.get("recalls", ())
    )
