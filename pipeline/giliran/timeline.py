"""Values that hold for a while: dated windows, the inner one wins.

A circular prints "50 % from 21 August to 21 October" and "75 % from 4 to 7 September" side by side; inside the second
the first is silent. Days are inclusive at both ends, as circulars write them. Windows that cross without one lying
inside the other have no such reading and are refused elsewhere, with :func:`crossings`.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

V = TypeVar("V")

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; without ``end`` it is open."""

    start: datetime.date
    end: datetime.date | None = None

    def __contains__(self, day: datetime.date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def last(self) -> datetime.date:
        """Give the last day; of an open period the last day there is."""
        return self.end or datetime.date.max

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two share a day."""
        return self.start <= other.last and other.start <= self.last

    def within(self, other: Period) -> Period | None:
        """Give the days that both have, or ``None`` where they share none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends) if ends else None)

    def outside(self, other: Period) -> tuple[Period, ...]:
        """Give the days of this one that ``other`` does not have: none, one stretch of them, or one on either side."""
        if not self.overlaps(other):
            return (self,)
        found = []
        if self.start < other.start:
            found.append(Period(self.start, other.start - _DAY))
        if other.end is not None and other.end < self.last:
            found.append(Period(other.end + _DAY, self.end))
        return tuple(found)

    def encloses(self, other: Period) -> bool:
        """Tell whether every day of ``other`` is a day of this one."""
        return self.start <= other.start and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Window(Generic[V]):
    """A value and the period in which it holds."""

    period: Period
    value: V


def innermost(windows: Sequence[Window[V]], day: datetime.date) -> int | None:
    """Give the index of the innermost window that holds on a day, or ``None`` where none does."""
    best: int | None = None
    for index, window in enumerate(windows):
        if day in window.period and (best is None or windows[best].period.encloses(window.period)):
            best = index
    return best


def value_on(windows: Sequence[Window[V]], day: datetime.date) -> V | None:
    """Give the value of the innermost window that holds on a day, or ``None`` where none does."""
    index = innermost(windows, day)
    return None if index is None else windows[index].value


def crossings(periods: Sequence[Period]) -> Iterator[tuple[int, int]]:
    """Give the index pairs of periods that overlap although neither lies strictly inside the other.

    Two equal periods count: which of them would win is anybody's guess.
    """
    for second, later in enumerate(periods):
        for first in range(second):
            earlier = periods[first]
            if not earlier.overlaps(later):
                continue
            nested = earlier.encloses(later) or later.encloses(earlier)
            if not nested or earlier == later:
                yield first, second


def days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Give every day from ``first`` to ``last``, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield datetime.date.fromordinal(ordinal)


@lru_cache(maxsize=256)
def month_days(month: str) -> tuple[datetime.date, ...]:
    """Give the days of a month written ``2023-09``."""
    first = datetime.date.fromisoformat(f"{month}-01")
    return tuple(days(first, first.replace(day=monthrange(first.year, first.month)[1])))


def months_touched(period: Period) -> tuple[str, ...]:
    """Give the months, written ``2023-09``, that a closed period touches.

    Raises :class:`ValueError` for an open period, which touches months without end.
    """
    if period.end is None:
        msg = "an open period has no last month"
        raise ValueError(msg)
    months = []
    year, month = period.start.year, period.start.month
    while (year, month) <= (period.end.year, period.end.month):
        months.append(f"{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(months)
