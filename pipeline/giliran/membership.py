"""Who belongs to a unit on a day, and who counts.

The base of every percentage is all members of the given statuses on that day by ``from`` and ``until``, people on leave
included (the circular says "jumlah seluruh Pegawai ASN"; see the reading ``denominator``).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from giliran.model import Employee, Status, Unit


class Roster:
    """The members of one unit over time, answered from the days on which anything changes."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        starts = {employee.period.start.toordinal() for employee in unit.employees}
        ends = {employee.period.end.toordinal() + 1 for employee in unit.employees if employee.period.end is not None}
        self._changes = sorted(starts | ends)
        self._members: dict[int, tuple[Employee, ...]] = {}
        self._ids: dict[tuple[int, tuple[Status, ...]], tuple[str, ...]] = {}

    @cached_property
    def facts(self) -> str:
        """Spell the facts of the unit so that the same facts are spelt alike, and true and 1 are not."""
        return json.dumps(self.unit.facts, sort_keys=True)

    def changes(self, first: datetime.date, last: datetime.date) -> tuple[datetime.date, ...]:
        """Give the days after ``first``, up to ``last``, on which somebody is new or gone."""
        start, end = bisect_right(self._changes, first.toordinal()), bisect_right(self._changes, last.toordinal())
        return tuple(first.fromordinal(ordinal) for ordinal in self._changes[start:end])

    def on(self, day: datetime.date) -> tuple[Employee, ...]:
        """Give the members on a day, in the order of the unit file."""
        segment = bisect_right(self._changes, day.toordinal())
        members = self._members.get(segment)
        if members is None:
            members = tuple(employee for employee in self.unit.employees if day in employee.period)
            self._members[segment] = members
        return members

    def counted(self, day: datetime.date, statuses: Iterable[Status]) -> tuple[Employee, ...]:
        """Give the members on a day whose status is one of ``statuses``: the base of a percentage."""
        wanted = frozenset(statuses)
        return tuple(employee for employee in self.on(day) if employee.status in wanted)

    def ids(self, day: datetime.date, statuses: tuple[Status, ...]) -> tuple[str, ...]:
        """Give the ids of those who are counted on a day, each once; the same tuple while nothing changes."""
        key = bisect_right(self._changes, day.toordinal()), statuses
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = tuple(dict.fromkeys(employee.id for employee in self.counted(day, statuses)))
        return found

    def spells(self, employee: str) -> tuple[Employee, ...]:
        """Give every stay of one person in this unit, earliest first."""
        return tuple(sorted((e for e in self.unit.employees if e.id == employee), key=lambda e: e.period.start))
