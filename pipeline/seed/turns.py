"""Who is at home on which day.

For each working day: how many may be at home, then who goes first. The number is the whole part of the percentage of
the unit's ASN on that day. Who goes first depends on the unit's manner, but whoever is too far ahead of the others
waits, and over the last days of the period the turns are evened out: people with the same days in the unit end within
two days of each other.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import holidays

from staff import Member, number
from tables import Dispensation, Plan, Recall, TableError, Unit, Window

if TYPE_CHECKING:
    from collections.abc import Iterable

Days = tuple[date, ...]
Home = dict[date, tuple[str, ...]]

EVENING_OUT = 10
"""On so many last days a manner counts no more and whoever had fewest days goes first."""

AHEAD = {"turns": 2, "alternate": 2, "weekdays": 3, "weeks": 5}
"""By how many days one may lead the last of the unit before having to wait; a week at home is five."""


def working_days(period: Window) -> Days:
    """Monday to Friday without the public and government holidays of Indonesia."""
    years = range(period.first.year, period.last.year + 1)
    off = holidays.country_holidays("ID", years=years, categories=("public", "government"))
    span = (period.last - period.first).days + 1
    days = (period.first + timedelta(days=offset) for offset in range(span))
    return tuple(day for day in days if day.weekday() < 5 and day not in off)


def percent(plan: Plan, windows: tuple[Window, ...], granted: Iterable[Dispensation], day: date) -> int:
    """What governs one unit on one day: a dispensation in full, else its own wish within the circular."""
    for dispensation in granted:
        if day in dispensation.window:
            return dispensation.window.percent
    widest, inner = windows[0], [window for window in windows if day in window][-1]
    wish = widest.percent if plan.share is None else plan.share
    if inner is not widest and plan.summit is not None:
        wish = plan.summit
    return min(inner.percent, wish)


def draw_up(
    plan: Plan, roster: tuple[Member, ...], windows: tuple[Window, ...], granted: tuple[Dispensation, ...], days: Days
) -> Home:
    """The unit's whole period; a day on which nobody may be at home has an empty entry."""
    asn = [member for member in roster if member.asn]
    ring = {member.code: place for place, member in enumerate(asn)}
    had: dict[str, int] = {}
    latest: dict[str, int] = {}
    home: Home = {}
    for index, day in enumerate(days):
        there = [member.code for member in asn if member.there(day)]
        level = min((had[code] for code in there if code in had), default=0)
        for code in there:
            had.setdefault(code, level)
        team = _team(plan.manner, day, days[0]) if index < len(days) - EVENING_OUT else None

        def order(code: str, level: int = level, team: int | None = team) -> tuple[bool, bool, int, int, int]:
            waits = had[code] - level >= AHEAD[plan.manner]
            other = team is not None and ring[code] % 2 != team
            return waits, other, had[code], latest.get(code, -1), ring[code]

        most = len(there) * percent(plan, windows, granted, day) // 100
        chosen = sorted(there, key=order)[:most]
        for code in chosen:
            had[code] += 1
            latest[code] = index
        home[day] = tuple(sorted(chosen))
    return home


def _team(manner: str, day: date, first: date) -> int | None:
    """Which half of the unit (by place in the roster) has its turn; None when that does not matter."""
    week, weekday = (day - first).days // 7, day.weekday()
    if manner == "weeks":
        return week % 2
    if manner == "alternate":
        return (5 * week + weekday) % 2
    if manner == "weekdays" and weekday < 4:
        return weekday % 2
    return None


def recalled(unit: Unit, roster: tuple[Member, ...], home: Home, recalls: Iterable[Recall]) -> list[tuple[Recall, str]]:
    """Whom each recall of the unit meets: somebody at home that day, not the head, nobody twice on one day."""
    head, met = roster[0].code, set[tuple[date, str]]()
    found: list[tuple[Recall, str]] = []
    for recall in recalls:
        able = [code for code in home.get(recall.day, ()) if code != head and (recall.day, code) not in met]
        if not able:
            raise TableError(f"{unit.path}: nobody can be recalled on {recall.day}")
        code = able[number("recall", unit.path, recall.day) % len(able)]
        met.add((recall.day, code))
        found.append((recall, code))
    return sorted(found, key=lambda pair: (pair[0].day, pair[1]))
