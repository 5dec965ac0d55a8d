"""What an evaluation rests on: the units of a corpus with the law and the schedules of one period, and no day beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from giliran.published import limits_of_unit
from giliran.timeline import months_touched
from giliran.views.realm import jurisdiction_of
from giliran.views.sums import unit_sum
from giliran.views.usage import by_day

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.schemas import MonthLimits
    from giliran.timeline import Period
    from giliran.views.sums import UnitSum
    from giliran.views.usage import DayUse
    from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class UnitGround:
    """One unit; ``months`` have the days of the period alone."""

    agency: str
    sum: UnitSum
    months: tuple[MonthLimits, ...]

    @property
    def id(self) -> str:
        """Give its name, ``agency/unit``."""
        return self.sum.page.head.id

    @property
    def days(self) -> Iterator[Allowance]:
        """Give the working days of the law in the period, those of an excluded unit included."""
        return (found for limits in self.months for found in limits.open_days)


@dataclass(frozen=True)
class Ground:
    """The units of a period, by agency and name."""

    corpus: Corpus
    period: Period
    units: tuple[UnitGround, ...]

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Name the agencies that have units, in order."""
        return tuple(self.units_of)

    @cached_property
    def unit(self) -> dict[str, UnitGround]:
        """Give the units by name."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def units_of(self) -> dict[str, tuple[UnitGround, ...]]:
        """Give the units of each agency."""
        found: dict[str, list[UnitGround]] = {}
        for unit in self.units:
            found.setdefault(unit.agency, []).append(unit)
        return {agency: tuple(own) for agency, own in found.items()}

    @cached_property
    def jurisdictions(self) -> dict[str, tuple[str, ...]]:
        """Give the agencies of each jurisdiction by its name."""
        found: dict[str, list[str]] = {}
        for agency in self.agencies:
            found.setdefault(self.jurisdiction(agency), []).append(agency)
        return {name: tuple(own) for name, own in sorted(found.items())}

    def jurisdiction(self, agency: str) -> str:
        """Name the jurisdiction of an agency."""
        return jurisdiction_of(self.corpus, self.corpus.agencies[agency]).name

    @cached_property
    def attendance_readings(self) -> tuple[Text, ...]:
        """Give how clauses on attendance that are in force in the period are read where sources contradict each other."""
        chosen: dict[Text, None] = {}
        for name in self.jurisdictions:
            for circular in self.corpus.law_in(self.corpus.jurisdictions[name]).binding:
                for clause in circular.clauses:
                    if clause.kind == "attendance" and clause.period.overlaps(self.period):
                        found = (self.corpus.reading(circular, reading) for reading in clause.readings)
                        chosen |= {each[1].choice: None for each in found if each is not None}
        return tuple(chosen)

    @cached_property
    def use(self) -> dict[str, tuple[DayUse, ...]]:
        """Give the use of the limit by agency and day."""
        return {agency: by_day(unit.sum.use for unit in own) for agency, own in self.units_of.items()}

    @cached_property
    def days(self) -> tuple[datetime.date, ...]:
        """Give the working days on which anybody's law is in force."""
        return tuple(sorted({row.day for rows in self.use.values() for row in rows}))


def ground(corpus: Corpus, period: Period) -> Ground:
    """Gather a closed period from a corpus without errors. Every month of it is due, whoever has a schedule for it."""
    months = frozenset(months_touched(period))
    corpus = replace(corpus, months=corpus.named_months() | months)
    found = []
    for _, unit in sorted(corpus.units.items()):
        cut = tuple(_within(limits, period) for limits in limits_of_unit(corpus, unit) if limits.month in months)
        found.append(UnitGround(unit.agency, unit_sum(corpus, unit, cut, ()), cut))
    return Ground(corpus, period, tuple(found))


def _within(limits: MonthLimits, period: Period) -> MonthLimits:
    return replace(limits, days={day: limits.days[day] for day in limits.days if day in period})
