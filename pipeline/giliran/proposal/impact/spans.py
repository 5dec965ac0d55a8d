"""All the days there are, divided where something begins or ends, with what holds on each stretch of them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeVar

from giliran.timeline import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

V = TypeVar("V")

ALWAYS = datetime.date.min
"""Where a stretch begins that has no beginning."""


def stretches(periods: Iterable[Period], at: Callable[[datetime.date], V]) -> Iterator[tuple[Period, V]]:
    """Give what holds on all days, in order; days on which the same holds are one stretch.

    ``at`` tells what holds on a day, and changes only where one of ``periods`` begins or has ended.
    """
    starts = {ALWAYS}
    for period in periods:
        starts.add(period.start)
        if period.end is not None and period.end < datetime.date.max:
            starts.add(period.end + datetime.timedelta(days=1))
    found: list[tuple[datetime.date, V]] = []
    for start in sorted(starts):
        value = at(start)
        if not found or found[-1][1] != value:
            found.append((start, value))
    for index, (start, value) in enumerate(found):
        end = found[index + 1][0] - datetime.timedelta(days=1) if index + 1 < len(found) else None
        yield Period(start, end), value
