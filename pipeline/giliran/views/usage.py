"""How far the limits were used: each working day of a unit's window, and sums over them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.rulings import share_windows
from giliran.timeline import month_days

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.schemas import MonthLimits


@dataclass(frozen=True, slots=True)
class Use:
    """Turns at home out of the turns the limits allow, over some days. ``percent`` is cut to a whole number.

    ``percent`` is ``None`` where nothing was allowed.
    """

    at_home: int
    at_most: int

    @property
    def percent(self) -> int | None:
        """Give the share in whole percent."""
        return None if self.at_most == 0 else self.at_home * 100 // self.at_most


@dataclass(frozen=True, slots=True)
class Turns:
    """What is counted on one day, or summed over several: people who count, the limit, those listed, those called in.

    The ``recalled`` stay among those ``at_home``, as they do for the limit.
    """

    headcount: int
    at_most: int
    at_home: int
    recalled: int

    @property
    def use(self) -> Use:
        """Give how far the limit was used."""
        return Use(self.at_home, self.at_most)

    @classmethod
    def total(cls, parts: Iterable[Turns]) -> Turns:
        """Add up."""
        found = tuple(parts)
        return cls(
            sum(part.headcount for part in found),
            sum(part.at_most for part in found),
            sum(part.at_home for part in found),
            sum(part.recalled for part in found),
        )


NOTHING = Turns(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class DayUse:
    """One working day of a unit, an agency or everyone. An excluded unit has a limit of 0."""

    day: datetime.date
    turns: Turns


def unit_use(corpus: Corpus, months: Sequence[MonthLimits]) -> tuple[DayUse, ...]:
    """Count the working days of one unit, earliest first."""
    found = (row for limits in due(corpus, months) for row in _rows(corpus, limits))
    return tuple(sorted(found, key=lambda row: row.day))


def by_day(parts: Iterable[Sequence[DayUse]]) -> tuple[DayUse, ...]:
    """Add up several, day by day."""
    found: dict[datetime.date, list[Turns]] = {}
    for rows in parts:
        for row in rows:
            found.setdefault(row.day, []).append(row.turns)
    return tuple(DayUse(day, Turns.total(turns)) for day, turns in sorted(found.items()))


def whole(rows: Iterable[DayUse]) -> Turns:
    """Add up all days."""
    return Turns.total(row.turns for row in rows)


def due(corpus: Corpus, months: Sequence[MonthLimits]) -> tuple[MonthLimits, ...]:
    """Give the months of one unit that are to be looked at: all, where its law has an end.

    A law without an end has months for years to come, of which nobody expects a schedule yet: there only those up to the
    last month for which anyone in the repository has one.
    """
    if not months:
        return ()
    law = corpus.law_of(corpus.units[months[0].unit])
    assert law is not None  # the corpus has no errors
    last = month_days(months[-1].month)[-1]
    if all(window.last <= last for window in share_windows(law)):
        return tuple(months)
    known = max(corpus.named_months(), default=months[0].month)
    return tuple(limits for limits in months if limits.month <= known)


def _rows(corpus: Corpus, limits: MonthLimits) -> Iterator[DayUse]:
    schedule = corpus.schedule_of(limits.unit, limits.month)
    called = (
        Counter() if schedule is None else Counter(day for day, _ in {(e.day, e.employee) for e in schedule.recalls})
    )
    for found in limits.open_days:
        at_home = 0 if schedule is None else len(schedule.home.get(found.day, ()))
        yield DayUse(found.day, Turns(found.headcount, found.at_most, at_home, called[found.day]))
