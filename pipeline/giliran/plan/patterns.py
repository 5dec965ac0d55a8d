"""What a pattern says of each day: who would be at home, and about whom it says nothing.

Groups and weeks go on from month to month: days are counted from the first of the run of the law's windows, weeks are those of
the calendar, so that a plan for October takes up where September ended.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeAlias

from giliran.rulings import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from giliran.plan.ground import Ground
    from giliran.plan.request import Pattern, Request

Said: TypeAlias = dict[str, bool]
"""Whether the pattern has each person at home; people it has nothing to say about are left out."""
Places: TypeAlias = "Callable[[datetime.date], int]"
"""How many are to be at home on a day."""


def said(request: Request, given: Ground, places: Places) -> dict[datetime.date, Said]:
    """Give what the pattern of a request says of each day that is planned; nothing at all for turns."""
    if request.pattern == "turns":
        return {}
    return _PATTERNS[request.pattern](request, given, places)


def _sides(request: Request, given: Ground) -> dict[str, int]:
    """Give the group of each person: as asked for, or every other one of the unit file, those who have left included.

    So nobody changes groups because someone else leaves.
    """
    if request.groups is not None:
        return {person: side for side, people in enumerate(request.groups) for person in people}
    staff = dict.fromkeys(member.id for member in given.unit.employees if member.status in DEFAULT_BASE)
    return {person: number % 2 for number, person in enumerate(dict.fromkeys((*staff, *given.people)))}


def _alternate_days(request: Request, given: Ground, _places: Places) -> dict[datetime.date, Said]:
    sides = _sides(request, given)
    first = given.begun or given.days[0].day
    number = sum(given.workdays.is_worked(day) for day in _between(first, given.days[0].day))
    found = {}
    last = given.days[0].day
    for allowed in given.days:
        number += sum(given.workdays.is_worked(day) for day in _between(last, allowed.day))
        last = allowed.day
        found[last] = {person: side == number % 2 for person, side in sides.items() if person in allowed.people}
    return found


def _between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [datetime.date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal())]


def _a_b_weeks(request: Request, given: Ground, _places: Places) -> dict[datetime.date, Said]:
    sides = _sides(request, given)
    first = _week(given.begun or given.days[0].day)
    return {
        allowed.day: {
            person: side == (_week(allowed.day) - first) % 2
            for person, side in sides.items()
            if person in allowed.people
        }
        for allowed in given.days
    }


def _week(day: datetime.date) -> int:
    """Number the weeks from Monday to Sunday."""
    return (day.toordinal() - 1) // 7


def _fixed_weekdays(request: Request, given: Ground, places: Places) -> dict[datetime.date, Said]:
    own = request.weekdays or _dealt(given, places)
    return {
        allowed.day: {person: allowed.day.weekday() in own[person] for person in allowed.people if person in own}
        for allowed in given.days
    }


def _dealt(given: Ground, places: Places) -> dict[str, frozenset[int]]:
    """Deal the places of a week out in turn, beginning with those owed most."""
    order = sorted(given.people, key=lambda person: given.carried.get(person, 0))
    own: dict[str, set[int]] = {person: set() for person in order}
    turn = 0
    for weekday in range(7):
        numbers = [places(allowed.day) for allowed in given.days if allowed.day.weekday() == weekday]
        # The smallest number of the month: a week with more places has room for others as well.
        for _ in range(min(min(numbers, default=0), len(order))):
            own[order[turn % len(order)]].add(weekday)
            turn += 1
    return {person: frozenset(days) for person, days in own.items()}


def _as_before(_request: Request, given: Ground, _places: Places) -> dict[datetime.date, Said]:
    home = {day: people for schedule in given.earlier for day, people in schedule.home.items()}
    months = frozenset(schedule.month for schedule in given.earlier)
    first = given.days[0].day.replace(day=1)
    found = {}
    for allowed in given.days:
        before = _like(allowed.day, first, home, months)
        if before is not None:
            could = {one.id for one in given.roster.on(before)}
            found[allowed.day] = {person: person in home[before] for person in allowed.people if person in could}
    return found


def _like(
    day: datetime.date, first: datetime.date, known: Container[datetime.date], months: frozenset[str]
) -> datetime.date | None:
    """Find the latest day before the month that is like a day: the same weekday, of the same of two weeks if there is one."""
    for step in (14, 7):
        before = day
        while before >= first:
            before -= datetime.timedelta(days=step)
        while before.isoformat()[:7] in months:
            if before in known:
                return before
            before -= datetime.timedelta(days=step)
    return None


_PATTERNS: dict[Pattern, Callable[[Request, Ground, Places], dict[datetime.date, Said]]] = {
    "alternate-days": _alternate_days,
    "a-b-weeks": _a_b_weeks,
    "fixed-weekdays": _fixed_weekdays,
    "as-before": _as_before,
}
