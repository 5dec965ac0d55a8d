"""Duties by role: what heads, superiors, staff and others have to do, under which clause, and on which days.

Every clause that asks something of somebody is here: duties in words, attendance and hours of those at home, recalls, and
the points of the code of conduct. On which days a duty falls stands in its clause; nothing here asks what day it is.
Where a clause gives way to one of another circular (:mod:`giliran.precedence`), its duties are there for its other days only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.model import AttendanceRule, DutyRule, HoursRule, RecallRule
from giliran.precedence import holding
from giliran.timeline import Period, days
from giliran.views.rule_words import rule_words
from giliran.views.standing import ClauseLink
from giliran.views.timelines import short_span
from giliran.views.words import DUTY_ROLES, GRADES, QUOTED, plain
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.model import Circular, Clause, Falls, Force, Reference
    from giliran.rulings import Law
    from giliran.workdays import Workdays

ROLES: tuple[str, ...] = tuple(DUTY_ROLES)
RHYTHMS: dict[Falls | None, Text] = {
    "once": Text("sekali, pada hari kerja pertama", "once, on the first working day"),
    "before-each-month": Text(
        "pada hari kerja terakhir sebelum setiap bulan", "on the last working day before each month"
    ),
    "each-working-day": Text("setiap hari kerja", "every working day"),
    "at-the-end": Text("pada hari kerja terakhir", "on the last working day"),
    None: Text("selama berlaku", "as long as it is in force"),
}
_AT_HOME = Text("setiap hari bekerja dari rumah", "every day at home")
_DAY = datetime.timedelta(days=1)
_FAR = 31
"""Days within which there is a working day, or there is none that matters."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one role. ``period`` is when its clause holds; ``due`` says at what time or occasion, where known.

    ``text`` of a window of attendance begins with the title of its clause. ``clause`` is where it stands; ``point`` is a number of the code of conduct, where it comes from there. ``told`` says how
    we know of it, where that is not from the words of the circular themselves. ``kind`` is that of the clause, or ``conduct``.
    """

    role: str
    title: Text
    text: Text
    due: Text | None
    falls: Falls | None
    period: Period
    force: Force
    clause: ClauseLink | None
    circular: str
    short: str
    told: Text | None
    kind: str
    point: int | None = None

    @property
    def role_words(self) -> Text:
        """Name the role."""
        return plain(self.role, DUTY_ROLES)

    @property
    def rhythm(self) -> Text:
        """Say on which days it falls; for staff these are the days on which they are at home."""
        return _AT_HOME if self.role == "employee" and self.falls == "each-working-day" else RHYTHMS[self.falls]

    @property
    def span(self) -> Text:
        """Spell the days of its period."""
        return short_span(self.period)

    def is_due(self, day: datetime.date, calendar: Workdays) -> bool:
        """Tell whether the duty falls on a day; one that stands all the time falls on every day of its period."""
        if self.falls is None:
            return day in self.period
        if not calendar.is_worked(day):
            return False
        if self.falls == "each-working-day":
            return day in self.period
        if self.falls == "once":
            return day == _worked(self.period.start, 1, calendar)
        if self.falls == "at-the-end":
            return self.period.end is not None and day == _worked(self.period.end, -1, calendar)
        following = _worked(day + _DAY, 1, calendar)
        if following is None or following not in self.period:
            return False
        return day not in self.period or (day.year, day.month) != (following.year, following.month)

    def dates(self, last: datetime.date, calendar: Workdays) -> tuple[datetime.date, ...]:
        """Give the days on which it falls, up to a last one; none for a duty that stands all the time."""
        if self.falls is None:
            return ()
        start = self.period.start - _FAR * _DAY if self.falls == "before-each-month" else self.period.start
        return tuple(day for day in days(start, min(last, self.period.last)) if self.is_due(day, calendar))


def _worked(day: datetime.date, step: int, calendar: Workdays) -> datetime.date | None:
    """Give the first working day from a day on, or back from it."""
    for _ in range(_FAR):
        if calendar.is_worked(day):
            return day
        day += step * _DAY
    return None


def duties(law: Law) -> tuple[Duty, ...]:
    """Give every duty under a law: by role, what binds first, then in the order of the circulars and their clauses.

    The attendance windows of one circular are in the order of the day, from whichever of its clauses they come.
    """
    found: list[Duty] = []
    for force, circulars in (("binding", law.binding), ("advisory", law.advisory)):
        for circular in circulars:
            found.extend(_of(law, circular, force))  # type: ignore[arg-type]  # the two words of Force
    return tuple(sorted(found, key=lambda duty: ROLES.index(duty.role)))


def all_days(found: Sequence[Duty]) -> Period | None:
    """Give the days from the first to the last on which any of some duties holds; ``None`` where there is no duty."""
    if not found:
        return None
    ends = [duty.period.end for duty in found]
    last = None if None in ends else max(end for end in ends if end is not None)
    return Period(min(duty.period.start for duty in found), last)


def _of(law: Law, circular: Circular, force: Force) -> Iterator[Duty]:
    windows: list[tuple[tuple[int, int], Duty]] = []
    others: list[Duty] = []
    for clause in circular.clauses:
        for period in holding(law, circular, clause):
            if isinstance(clause.rule, AttendanceRule):
                windows.extend(_windows(circular, clause, clause.rule, period, force))
            else:
                others.extend(_asked(circular, clause, period, force))
    yield from (duty for _, duty in sorted(windows, key=lambda entry: entry[0]))
    yield from others
    for point in circular.conduct.points if circular.conduct is not None else ():
        link = next(
            (ClauseLink.of(circular, clause) for clause in circular.clauses if clause.name == point.clause), None
        )
        assert circular.conduct is not None  # it has points
        yield Duty(
            "employee",
            circular.conduct.title,
            point.text,
            None,
            "each-working-day",
            circular.in_force,
            force,
            link,
            circular.id,
            circular.short,
            _told(circular.conduct.reference),
            "conduct",
            point.number,
        )


def _told(reference: Reference | None) -> Text | None:
    """Say how a source tells of the circular, unless it quotes it."""
    if reference is None or reference.grade in {None, QUOTED}:
        return None
    words = plain(reference.grade, GRADES)
    return Text(f"{words.id}: {reference.title}", f"{words.en}: {reference.title}")


def _windows(
    circular: Circular, clause: Clause, rule: AttendanceRule, period: Period, force: Force
) -> Iterator[tuple[tuple[int, int], Duty]]:
    """Give the duty of each window with its first and last minute."""
    for window in rule.windows:
        words = rule_words(replace(rule, windows=(window,)), period.start)
        own = window.title
        text = clause.title if own is None else joined((clause.title, own), ": ")
        yield (
            window.minutes,
            _duty(circular, clause, period, force, "employee", words, "each-working-day", text),
        )


def _asked(circular: Circular, clause: Clause, period: Period, force: Force) -> Iterator[Duty]:
    rule, text = clause.rule, clause.text or clause.title
    if isinstance(rule, DutyRule):
        yield _duty(circular, clause, period, force, rule.role, rule.due, rule.falls, text)
    elif isinstance(rule, HoursRule):
        words = rule_words(rule, period.start)
        yield _duty(circular, clause, period, force, "employee", words, "each-working-day", text)
    elif isinstance(rule, RecallRule):
        yield _duty(circular, clause, period, force, rule.ordered_by, rule_words(rule, period.start), None, text)


def _duty(
    circular: Circular,
    clause: Clause,
    period: Period,
    force: Force,
    role: str,
    due: Text | None,
    falls: Falls | None,
    text: Text,
) -> Duty:
    return Duty(
        role,
        clause.title,
        text,
        due,
        falls,
        period,
        force,
        ClauseLink.of(circular, clause),
        circular.id,
        circular.short,
        _told(clause.reference),
        clause.kind,
    )
