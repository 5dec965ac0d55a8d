"""Which units may have someone at home in a month, what they have handed in, and what they go by."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from giliran.grammar import schedule_path
from giliran.new_month.habits import habit

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Agency, Employee, Unit
    from giliran.new_month.habits import Habit
    from giliran.schemas import MonthLimits
    from giliran.wording import Text

State = Literal["missing", "broken", "incomplete", "complete"]
STATES: tuple[State, ...] = get_args(State)
"""In the order in which they ask for work.

A unit's file is ``missing``, or ``broken`` where it cannot be read; ``incomplete`` where a day on which someone may be at
home has nobody, or someone who may be at home has no day; else ``complete``. None of them is unlawful: without an entry
people are at the office.
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Working days in a row under one and the same limit."""

    first: datetime.date
    last: datetime.date
    at_most: int
    headcount: int
    sum: Text | None


@dataclass(frozen=True, slots=True)
class UnitAhead:
    """What one unit needs.

    ``path`` is where its schedule belongs. ``before`` is the month it had a schedule for last, and ``habit`` how it took
    turns then. ``new`` and ``gone`` compare with that month: people who may be at home in the one and not in the other.
    ``without`` are people who have no day in this month's file, and ``empty`` the days that have nobody.
    """

    id: str
    name: str
    path: str
    state: State
    stretches: tuple[Stretch, ...]
    before: str | None
    habit: Habit | None
    new: tuple[Employee, ...]
    gone: tuple[Employee, ...]
    without: tuple[Employee, ...]
    empty: tuple[datetime.date, ...]


@dataclass(frozen=True, slots=True)
class AgencyAhead:
    """The units of one agency that may have someone at home, in the order of their ids."""

    agency: Agency
    units: tuple[UnitAhead, ...]

    def in_state(self, *states: State) -> tuple[UnitAhead, ...]:
        """Give the units in some states."""
        return tuple(unit for unit in self.units if unit.state in states)


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """A month that is coming.

    ``first`` is the first day on which anyone may be at home, ``None`` where there is none. ``office`` are the ids of units
    that stay at the office all month although the law speaks of them, ``unjudged`` those whose law or staff list is broken.
    """

    month: str
    first: datetime.date | None
    agencies: tuple[AgencyAhead, ...]
    office: tuple[str, ...]
    unjudged: tuple[str, ...]

    def number(self, *states: State) -> int:
        """Count the units in some states."""
        return sum(len(entry.in_state(*states)) for entry in self.agencies)

    @property
    def units(self) -> int:
        """Count the units that may have someone at home."""
        return sum(len(entry.units) for entry in self.agencies)


def month_ahead(corpus: Corpus, month: str, agencies: Collection[str]) -> MonthAhead:
    """Look at the units of some agencies, all those of :func:`folders` or fewer, for a month written ``2023-09``."""
    found: list[AgencyAhead] = []
    office: list[str] = []
    unjudged: list[str] = []
    starts: list[datetime.date] = []
    for name in sorted(agencies):
        units = []
        unjudged.extend(unit for unit in _unread(corpus) if unit.partition("/")[0] == name)
        for unit in (corpus.units[key] for key in sorted(corpus.units)):
            if unit.agency != name:
                continue
            limits = _limits(corpus, unit, month)
            if limits is None:
                unjudged.append(unit.id)
            elif any(day.at_most for day in limits.open_days):
                units.append(_unit(corpus, unit, limits))
                starts.append(next(day.day for day in limits.open_days if day.at_most))
            elif limits.open_days:
                office.append(unit.id)
        if units:
            found.append(AgencyAhead(corpus.agencies[name], tuple(units)))
    return MonthAhead(month, min(starts, default=None), tuple(found), tuple(office), tuple(sorted(unjudged)))


def folders(corpus: Corpus) -> frozenset[str]:
    """Give every agency that has a folder, whether its own file can be read or not."""
    return frozenset(unit.partition("/")[0] for unit in (*corpus.units, *_unread(corpus))) | frozenset(corpus.agencies)


def _unread(corpus: Corpus) -> list[str]:
    """Give the units whose file cannot be read."""
    paths = (path for path in corpus.broken if path.startswith("units/") and not path.endswith("/agency.yaml"))
    units = (path.removeprefix("units/").removesuffix(".yaml") for path in paths)
    return sorted(unit for unit in units if unit not in corpus.units)


def _limits(corpus: Corpus, unit: Unit, month: str) -> MonthLimits | None:
    law = corpus.law_of(unit)
    return None if law is None or not corpus.judged(unit) else corpus.limits(law, unit, month)


def _unit(corpus: Corpus, unit: Unit, limits: MonthLimits) -> UnitAhead:
    path = schedule_path(unit.id, limits.month)
    days = [found for found in limits.open_days if found.at_most]
    staff = {member.id: member for member in unit.employees}
    may = _people(limits)
    schedule = corpus.schedules.get(path)
    home = {} if schedule is None else schedule.home
    at_home = {person for people in home.values() for person in people}
    without = () if schedule is None else tuple(member for key, member in staff.items() if key in may - at_home)
    empty = () if schedule is None else tuple(found.day for found in days if not home.get(found.day))
    state: State = "incomplete" if without or empty else "complete"
    if schedule is None:
        state = "broken" if path in corpus.tree.entries else "missing"
    before = _before(corpus, unit, limits.month)
    earlier = None if before is None else _limits(corpus, unit, before)
    if before is None or earlier is None:
        return UnitAhead(unit.id, unit.name, path, state, tuple(_stretches(days)), None, None, (), (), without, empty)
    had = _people(earlier)
    turns = corpus.schedules[schedule_path(unit.id, before)].home
    return UnitAhead(
        unit.id,
        unit.name,
        path,
        state,
        tuple(_stretches(days)),
        before,
        habit([found.day for found in earlier.open_days if found.at_most], turns),
        tuple(member for key, member in staff.items() if key in may - had),
        tuple(member for key, member in staff.items() if key in had - may),
        without,
        empty,
    )


def _people(limits: MonthLimits) -> frozenset[str]:
    return frozenset(person for found in limits.open_days if found.at_most for person in found.people)


def _before(corpus: Corpus, unit: Unit, month: str) -> str | None:
    """Give the last month before that the unit has a schedule for which can be read."""
    return max((schedule.month for schedule in corpus.schedules.of(unit.id) if schedule.month < month), default=None)


def _stretches(days: list[Allowance]) -> Iterator[Stretch]:
    for (at_most, headcount), group in itertools.groupby(days, key=lambda found: (found.at_most, found.headcount)):
        found = list(group)
        yield Stretch(found[0].day, found[-1].day, at_most, headcount, found[0].sum)
