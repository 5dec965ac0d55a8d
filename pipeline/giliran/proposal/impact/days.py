"""What changes on which day of a unit: who moves between home and office, and how many the law allows of how many."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from giliran.grammar import schedule_path
from giliran.history.versions import GONE, Version
from giliran.proposal.impact.effects import DayImpact, DayState, Move, Person
from giliran.proposal.impact.veil import unsaid
from giliran.rulings import DEFAULT_BASE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.proposal.impact.effects import Where
    from giliran.schemas import MonthLimits


@dataclass(frozen=True)
class Side:
    """A unit as one of the two states has it, if it has it."""

    corpus: Corpus
    name: str
    _limits: dict[str, MonthLimits | None] = field(default_factory=dict, compare=False)

    @property
    def staff_path(self) -> str:
        """Give the place of the unit's file."""
        return f"units/{self.name}.yaml"

    @property
    def agency_path(self) -> str:
        """Give the place of its agency's file."""
        return f"units/{self.name.partition('/')[0]}/agency.yaml"

    @property
    def decided(self) -> bool:
        """Tell whether the unit's schedules are judged, be it as those of a unit that does not exist."""
        unit = self.unit
        return self.staff_path not in self.corpus.broken if unit is None else self.corpus.judged(unit)

    @property
    def unit(self) -> Unit | None:
        """Give the unit where its file can be read."""
        found = self.corpus.units.get(self.name)
        return None if found is None or found.path in self.corpus.broken else found

    @property
    def agency(self) -> str | None:
        """Give the name of the agency, where its file can be read."""
        found = self.corpus.agencies.get(self.name.partition("/")[0])
        return None if found is None else unsaid(found.name, organisation=True)

    @cached_property
    def months(self) -> frozenset[str]:
        """Name the months that have a schedule file."""
        return frozenset(path[-12:-5] for path in self.corpus.schedules.files_of(self.name))

    def path(self, month: str) -> str:
        """Give the place of a schedule."""
        return schedule_path(self.name, month)

    def version(self, month: str) -> Version | None:
        """Read a schedule; ``None`` for one that cannot be read."""
        path = self.path(month)
        if path not in self.corpus.tree.entries:
            return GONE
        schedule = self.corpus.schedules.get(path)
        return None if schedule is None else Version.of(schedule)

    def limits(self, month: str) -> MonthLimits | None:
        """Apply the law to a month; ``None`` where law, agency or unit are not there or cannot be read."""
        if month not in self._limits:
            self._limits[month] = self._applied(month)
        return self._limits[month]

    def _applied(self, month: str) -> MonthLimits | None:
        unit = self.unit
        if unit is None or not self.corpus.judged(unit):
            return None
        law = self.corpus.law_of(unit)
        return None if law is None else self.corpus.limits(law, unit, month)

    def state(self, day: datetime.date, version: Version, limits: MonthLimits | None) -> DayState:
        """Count a day."""
        use = len(version.home.get(day, ()))
        if limits is not None:
            found = limits.days[day]
            return DayState(use, found.headcount, found.at_most, found.standing)
        if self.staff_path in self.corpus.broken:
            return DayState(use, None, None, None)
        unit = self.unit
        headcount = 0 if unit is None else len(self.corpus.roster(unit.id).ids(day, DEFAULT_BASE))
        return DayState(use, headcount, None, None)

    def name_of(self, person: str) -> str | None:
        """Find what a member of the unit is called."""
        return self._names.get(person)

    @cached_property
    def _names(self) -> dict[str, str]:
        unit = self.unit
        return {} if unit is None else {member.id: member.name for member in unit.employees}


def same_limits(before: MonthLimits | None, after: MonthLimits | None) -> bool:
    """Tell whether the law asks the same of the schedule of a month: dates, numbers, people, who may call in."""
    if before is None or after is None:
        return before is after
    if before.supervisors != after.supervisors:
        return False
    for day, old in before.days.items():
        new = after.days[day]
        if (old.standing, old.at_most, old.people) != (new.standing, new.at_most, new.people):
            return False
    return True


def changed_days(old: Side, new: Side, month: str, before: Version, after: Version) -> Iterator[DayImpact]:
    """Compare the days of a month on which either side has names on its list.

    Where a side is not judged at all, for a fault that is told elsewhere, only the days are told on which the list differs.
    """
    limits = old.limits(month), new.limits(month)
    for day in sorted({*before.home, *after.home}):
        moves = tuple(_moves(old, new, day, before, after))
        states = old.state(day, before, limits[0]), new.state(day, after, limits[1])
        if moves or (old.decided and new.decided and states[0] != states[1]):
            yield DayImpact(day, *states, moves)


def _moves(old: Side, new: Side, day: datetime.date, before: Version, after: Version) -> Iterator[Move]:
    for person in sorted({*before.home.get(day, ()), *after.home.get(day, ())}):
        places = _where(before, day, person), _where(after, day, person)
        if places[0] != places[1]:
            name = new.name_of(person) or old.name_of(person) or person
            yield Move(Person(person, unsaid(name)), *places)


def _where(version: Version, day: datetime.date, person: str) -> Where:
    if person not in version.home.get(day, ()):
        return "office"
    return "recalled" if (day, person) in version.recalls else "home"
