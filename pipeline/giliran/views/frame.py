"""What a page about one unit and month shows in both editions: its days and its limits with their sums.

No type of this module has a place for a name, an employee id or a private reason.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.grammar import schedule_path
from giliran.model import ShareRule
from giliran.timeline import month_days
from giliran.views.standing import ClauseLink
from giliran.views.words import day_range, short_range, weekday, weekday_short
from giliran.wording import Text, joined, long_date, month_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.schemas import MonthLimits
    from giliran.views.realm import Realm
    from giliran.views.standing import UnitHead


@dataclass(frozen=True, slots=True)
class Advice:
    """What an advisory circular allows where that is less than the binding one."""

    clause: ClauseLink
    at_most: int
    sum: Text | None


@dataclass(frozen=True, slots=True)
class Limit:
    """A stretch of working days under one and the same limit. ``number`` counts from 1 on its page.

    A ``dispensed`` one is set by a letter, which is told to insiders alone.
    """

    number: int
    days: Text
    standing: str
    at_most: int
    headcount: int
    sum: Text | None
    clause: ClauseLink | None
    href: str | None
    dispensed: bool
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One weekday of the window; ``brief`` is its name in three letters.

    ``starts`` a week or not; ``off`` says why the day is not worked; ``paged`` days have a page of their own, all but
    those off and between two windows; ``limit`` is the number of its :class:`Limit`.
    """

    day: datetime.date
    brief: Text
    weekday: Text
    words: Text
    short: Text
    starts: bool
    off: Text | None
    paged: bool
    limit: int
    at_most: int
    headcount: int


@dataclass(frozen=True, slots=True)
class Week:
    """Neighbouring columns of one week."""

    label: Text
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The month before or after."""

    month: str
    title: Text

    @classmethod
    def of(cls, month: str) -> Neighbour:
        """Name a month written ``2023-09``."""
        return cls(month, month_name(month_days(month)[0]))


@dataclass(frozen=True, slots=True)
class MonthFrame:
    """A unit's month without its people.

    ``source`` is the path of the schedule file, if there is one. ``base`` has the statuses that take part in the turns,
    by the clause ``share``; without such a clause, as in a unit that stays at the office, it is empty.
    """

    unit: UnitHead
    month: str
    title: Text
    weeks: tuple[Week, ...]
    limits: tuple[Limit, ...]
    previous: Neighbour | None
    following: Neighbour | None
    schema: str
    advisory: tuple[str, ...]
    source: str | None
    share: ClauseLink | None
    base: tuple[str, ...]
    realm: Realm

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give the columns of all weeks."""
        return tuple(column for week in self.weeks for column in week.columns)

    @property
    def calendar(self) -> tuple[tuple[datetime.date, bool, Text | None, bool], ...]:
        """Give what columns show of their days alone: the same for all units with the same days."""
        return tuple((column.day, column.starts, column.off, column.paged) for column in self.columns)

    @property
    def days_off(self) -> tuple[Column, ...]:
        """Give the weekdays that are not worked."""
        return tuple(column for column in self.columns if column.off is not None)


def month_frame(corpus: Corpus, head: UnitHead, limits: MonthLimits, months: Sequence[str], realm: Realm) -> MonthFrame:
    """Describe one month of a unit."""
    shown = _shown(limits, corpus.calendar.weekend)
    stretches = tuple(_stretches([found for found in shown if found.day_off is None]))
    numbers = {day: number for number, stretch in enumerate(stretches, 1) for day in (found.day for found in stretch)}
    columns = []
    for at, found in enumerate(shown):
        starts = at == 0 or _week(shown[at - 1].day) != _week(found.day)
        columns.append(_column(found, numbers.get(found.day, 0), starts=starts))
    weeks = [tuple(group) for _, group in itertools.groupby(columns, key=lambda column: _week(column.day))]
    at = months.index(limits.month)
    path = schedule_path(limits.unit, limits.month)
    share, base = _share(shown)
    return MonthFrame(
        head,
        limits.month,
        month_name(next(iter(limits.days))),
        tuple(Week(short_range(week[0].day, week[-1].day), week) for week in weeks),
        tuple(_limit(number, stretch) for number, stretch in enumerate(stretches, 1)),
        Neighbour.of(months[at - 1]) if at else None,
        Neighbour.of(months[at + 1]) if at + 1 < len(months) else None,
        f"schedules/{limits.unit}/{limits.month}.schema.json",
        limits.advisers(),
        path if path in corpus.schedules else None,
        share,
        base,
        realm,
    )


def _shown(limits: MonthLimits, weekend: tuple[int, ...]) -> list[Allowance]:
    """Give the days from the first to the last working day of the window, without free weekends."""
    open_days = [found.day for found in limits.open_days]
    if not open_days:
        return []
    return [
        found
        for day, found in limits.days.items()
        if open_days[0] <= day <= open_days[-1] and (found.day_off is None or day.weekday() not in weekend)
    ]


def _share(shown: list[Allowance]) -> tuple[ClauseLink | None, tuple[str, ...]]:
    """Find the clause that gives the month its share, and whom it counts; the first where a month has several."""
    for found in shown:
        if found.circular is not None and found.clause is not None and isinstance(found.clause.rule, ShareRule):
            return ClauseLink.of(found.circular, found.clause), found.clause.rule.base
    return None, ()


def _week(day: datetime.date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _column(found: Allowance, limit: int, *, starts: bool) -> Column:
    return Column(
        found.day,
        weekday_short(found.day),
        weekday(found.day),
        long_date(found.day),
        joined((weekday(found.day), short_range(found.day, found.day)), ", "),
        starts,
        found.day_off,
        found.standing in {"open", "excluded"},
        limit,
        found.at_most,
        found.headcount,
    )


def _stretches(days: list[Allowance]) -> Iterator[list[Allowance]]:
    for _, group in itertools.groupby(days, key=_sameness):
        yield list(group)


def _sameness(found: Allowance) -> tuple[object, ...]:
    granted = None if found.dispensation is None else found.dispensation.name
    clause = None if found.clause is None else found.clause.id
    advice = tuple(
        (None if other.clause is None else other.clause.id, other.at_most, other.value) for other in found.advice
    )
    return (found.standing, clause, found.value, found.headcount, found.at_most, granted, advice)


def _limit(number: int, stretch: list[Allowance]) -> Limit:
    found = stretch[0]
    return Limit(
        number,
        day_range(found.day, stretch[-1].day),
        found.standing,
        found.at_most,
        found.headcount,
        found.sum,
        None if found.circular is None or found.clause is None else ClauseLink.of(found.circular, found.clause),
        None if found.reference is None else found.reference.href,
        found.dispensation is not None,
        tuple(
            Advice(ClauseLink.of(other.circular, other.clause), other.at_most, other.sum)
            for other in found.advice
            if other.circular is not None and other.clause is not None
        ),
    )
