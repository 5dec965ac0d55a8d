"""How far the limits were used: a row for each unit and working day of its window, and sums over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.rulings import share_windows
from giliran.timeline import month_days

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
class UseRow:
    """One unit on one working day. An excluded unit has a limit of 0."""

    jurisdiction: str
    agency: str
    unit: str
    day: datetime.date
    turns: Turns


class Usage:
    """Every row, by unit and day, and its sums."""

    def __init__(self, corpus: Corpus, by_unit: Mapping[str, Sequence[MonthLimits]]) -> None:
        found = (row for months in by_unit.values() for limits in due(corpus, months) for row in _rows(corpus, limits))
        self.rows = tuple(sorted(found, key=lambda row: (row.unit, row.day)))
        self._units = summed(self.rows, lambda row: row.unit)
        self._agencies = summed(self.rows, lambda row: row.agency)

    def of_unit(self, unit: str) -> Use:
        """Give the use by one unit over the whole window."""
        return self.turns_of_unit(unit).use

    def of_agency(self, agency: str) -> Use:
        """Give the use by all units of an agency over the whole window."""
        return self.turns_of_agency(agency).use

    def turns_of_unit(self, unit: str) -> Turns:
        """Give the sums of one unit over the whole window."""
        return self._units.get(unit, NOTHING)

    def turns_of_agency(self, agency: str) -> Turns:
        """Give the sums of an agency over the whole window."""
        return self._agencies.get(agency, NOTHING)

    def total(self) -> Use:
        """Give the use by everyone."""
        return Turns.total(row.turns for row in self.rows).use


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
    known = max((schedule.month for schedule in corpus.schedules.values()), default=months[0].month)
    return tuple(limits for limits in months if limits.month <= known)


def summed(rows: Iterable[UseRow], key: Callable[[UseRow], str]) -> dict[str, Turns]:
    """Add up the rows that have the same key, in the order of the keys."""
    parts: dict[str, list[Turns]] = {}
    for row in rows:
        parts.setdefault(key(row), []).append(row.turns)
    return {name: Turns.total(found) for name, found in sorted(parts.items())}


def _rows(corpus: Corpus, limits: MonthLimits) -> Iterator[UseRow]:
    unit = corpus.units[limits.unit]
    jurisdiction = corpus.jurisdiction_of(unit)
    assert jurisdiction is not None  # the corpus has no errors
    schedule = corpus.schedules.get(f"schedules/{limits.unit}/{limits.month}.yaml")
    for found in limits.open_days:
        at_home = recalled = 0
        if schedule is not None:
            at_home = len(schedule.home.get(found.day, ()))
            recalled = len({entry.employee for entry in schedule.recalls if entry.day == found.day})
        turns = Turns(found.headcount, found.at_most, at_home, recalled)
        yield UseRow(jurisdiction.name, unit.agency, unit.id, found.day, turns)
