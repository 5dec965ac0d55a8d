"""Who is at home on which day: how many each unit lets go, by its own wish within the circular, and who is recalled.

The number is the whole part of the percentage of the unit's ASN on that day. Who goes first is `giliran.synth.turns`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from giliran import model
from giliran.model import CalendarRules, Employee
from giliran.rulings import DEFAULT_BASE
from giliran.synth.chance import number
from giliran.synth.turns import draw_up
from giliran.workdays import Workdays
from tables import Dispensation, Plan, Recall, TableError, Unit, Window

if TYPE_CHECKING:
    from collections.abc import Iterable

Days = tuple[date, ...]
Home = dict[date, tuple[str, ...]]


def working_days(period: Window) -> Days:
    """Monday to Friday without the public and government holidays of Indonesia."""
    calendar = Workdays(CalendarRules())
    span = (period.last - period.first).days + 1
    days = (period.first + timedelta(days=offset) for offset in range(span))
    return tuple(day for day in days if calendar.is_worked(day))


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


def home_days(
    plan: Plan, roster: tuple[Employee, ...], windows: tuple[Window, ...], granted: tuple[Dispensation, ...], days: Days
) -> Home:
    """The unit's whole period; a day on which nobody may be at home has an empty entry."""
    asn = [member for member in roster if member.status in DEFAULT_BASE]

    def places(day: date) -> tuple[list[str], int]:
        there = [member.id for member in asn if day in member.period]
        return there, len(there) * percent(plan, windows, granted, day) // 100

    return draw_up(plan.manner, [member.id for member in asn], days, places)


def recalled(
    unit: Unit, roster: tuple[Employee, ...], home: Home, recalls: Iterable[Recall]
) -> tuple[model.Recall, ...]:
    """Whom each recall of the unit meets: somebody at home that day, not the head, nobody twice on one day."""
    head = roster[0].id
    found: list[model.Recall] = []
    for recall in recalls:
        met = {each.employee for each in found if each.day == recall.day}
        able = [code for code in home.get(recall.day, ()) if code != head and code not in met]
        if not able:
            raise TableError(f"{unit.path}: nobody can be recalled on {recall.day}")
        code = able[number("recall", unit.path, recall.day) % len(able)]
        found.append(model.Recall(recall.day, code, head, recall.reason))
    return tuple(sorted(found, key=lambda each: (each.day, each.employee)))
