"""What a direct superior looks at on a working day, in words: windows, hours, duties that can be checked, and practice.

It is the same for all units under one law. Windows, hours and recalls come from the first binding circular that has a clause
of the kind, the duties of staff and their superiors from all; practice stands apart from the law, with who said it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from giliran.attendance import windows_on
from giliran.draw import Draw
from giliran.model import HoursRule, RecallRule
from giliran.rulings import clauses_of
from giliran.views.duties import duties
from giliran.views.law import PracticeEntry, practice_entry
from giliran.views.rule_words import rule_words
from giliran.views.standing import ClauseLink
from giliran.wording import Text, same, time_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.model import Circular, Practice, Schedule, Unit
    from giliran.rulings import Law

Kind = TypeVar("Kind", HoursRule, RecallRule)


@dataclass(frozen=True, slots=True)
class Demand:
    """What the law asks on the day: its name, in words, and the clause that asks it."""

    name: Text
    words: Text
    clause: ClauseLink


@dataclass(frozen=True, slots=True)
class CheckedDuty:
    """A point of the code of conduct, and the clause by which it can be checked."""

    number: int
    text: Text
    clause: ClauseLink


@dataclass(frozen=True, slots=True)
class Supervision:
    """A day of supervision. ``calls`` are the times of day, ``HH:MM``, at which practice has people called."""

    windows: tuple[Demand, ...]
    demands: tuple[Demand, ...]
    duties: tuple[CheckedDuty, ...]
    practices: tuple[PracticeEntry, ...]
    calls: tuple[str, ...]

    @property
    def call_words(self) -> tuple[Text, ...]:
        """Spell the times of the calls."""
        return tuple(time_words(time) for time in self.calls)


_SUPERVISED = ("supervisor", "employee")
"""Whose duties stand on the sheet of a unit."""
NOTHING = Supervision((), (), (), (), ())
"""Where nobody may be at home."""


def supervision(law: Law, day: datetime.date) -> Supervision:
    """Gather what a superior looks at on a day under a law."""
    found: Supervision | None = law.memo.get(("supervision", day))
    if found is None:
        found = law.memo["supervision", day] = Supervision(
            tuple(_windows(law, day)),
            (*_demands(law, day, HoursRule), *_demands(law, day, RecallRule), *_due(law, day)),
            tuple(_duties(law, day)),
            tuple(practice_entry(practice) for circular in _in_force(law, day) for practice in _said(circular, day)),
            _call_times(law, day),
        )
    return found


class Calls:
    """Who is called when; the draw of a unit and month is made once for all of its days."""

    def __init__(self) -> None:
        self._draws: dict[tuple[str, str, int], Draw] = {}

    def on(self, law: Law, unit: Unit, schedule: Schedule, day: datetime.date) -> tuple[tuple[str, str], ...]:
        """Give time and person of each call to those whom a schedule has at home on a day.

        A direct superior who is at home calls the others, and is not in the draw.
        """
        times = supervision(law, day).calls
        key = schedule.unit, schedule.month, len(times)
        draw = self._draws.get(key)
        if draw is None:
            # A month in which a circular ends has days with fewer calls; these are drawn by themselves.
            alike = {
                each: tuple(person for person in people if person != unit.supervisor_on(each))
                for each, people in schedule.home.items()
                if len(supervision(law, each).calls) == len(times)
            }
            draw = self._draws[key] = Draw(alike, len(times), f"{schedule.unit} {schedule.month}")
        away = frozenset(entry.employee for entry in schedule.recalls if entry.day == day)
        return tuple(zip(times, draw.order(day, away), strict=False))


def _in_force(law: Law, day: datetime.date) -> Iterator[Circular]:
    return (circular for circular in law.binding if day in circular.in_force)


def _said(circular: Circular, day: datetime.date) -> Iterator[Practice]:
    """Give what had been said by a day: nobody follows words before they are spoken."""
    return (practice for practice in circular.practices if practice.said <= day)


def _call_times(law: Law, day: datetime.date) -> tuple[str, ...]:
    """Give the times that were named beside the first binding circular in force with any."""
    for circular in _in_force(law, day):
        times = {time for practice in _said(circular, day) for time in practice.calls}
        if times:
            return tuple(sorted(times))
    return ()


def _windows(law: Law, day: datetime.date) -> Iterator[Demand]:
    for each in windows_on(law, day):
        words = rule_words(replace(each.rule, windows=(each.hours,)), day)
        assert words is not None  # only a share may have nothing to say
        yield Demand(each.hours.title or each.clause.title, words, ClauseLink.of(each.circular, each.clause))


def _demands(law: Law, day: datetime.date, kind: type[Kind]) -> Iterator[Demand]:
    for circular, clause, rule in clauses_of(law, kind, day):
        words = rule_words(rule, day)
        assert words is not None  # as above
        yield Demand(clause.title, words, ClauseLink.of(circular, clause))


def _due(law: Law, day: datetime.date) -> Iterator[Demand]:
    """Give what a clause asks in words, of those at home or of their superior, and what falls on the day."""
    for duty in duties(law):
        if duty.kind != "duty" or duty.force != "binding" or duty.role not in _SUPERVISED:
            continue
        if duty.is_due(day, law.workdays):
            assert duty.clause is not None  # only points of a code of conduct may have none
            role, due = duty.role_words, same("") if duty.due is None else same(", ") + duty.due
            said = Text(duty.text.id.removesuffix("."), duty.text.en.removesuffix("."))
            yield Demand(duty.title + same(" (") + role + same(")"), said + due, duty.clause)


def _duties(law: Law, day: datetime.date) -> Iterator[CheckedDuty]:
    for circular in _in_force(law, day):
        clauses = {clause.name: clause for clause in circular.clauses if day in clause.period}
        for point in circular.conduct.points if circular.conduct is not None else ():
            if point.clause in clauses:
                yield CheckedDuty(point.number, point.text, ClauseLink.of(circular, clauses[point.clause]))
