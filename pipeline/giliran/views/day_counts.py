"""A unit and an agency on one working day, in numbers: who is at home, what the limit allows, who must stay.

No type of this module has a place for a name, an employee id or a private reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.limits import allowance
from giliran.membership import Roster
from giliran.model import STATUSES
from giliran.views.agencies import AgencyLine, whole_agency
from giliran.views.standing import ClauseLink
from giliran.wording import Text, percent

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.schemas import MonthLimits
    from giliran.views.agencies import AgencyPage, UnitPage


@dataclass(frozen=True, slots=True)
class DayCounts:
    """People in numbers, as in :class:`~giliran.views.public.DayRow`: ``at_home`` are those on the schedule.

    The ``recalled`` are among them, and among those ``at_office`` too; ``at_most`` is what the limit allows.
    """

    members: int
    at_home: int
    recalled: int
    at_most: int

    @property
    def remote(self) -> int:
        """Give the number of people who are at home in the end: on the schedule and not called in."""
        return self.at_home - self.recalled

    @property
    def at_office(self) -> int:
        """Give the number of people at the office."""
        return self.members - self.at_home + self.recalled

    @classmethod
    def total(cls, parts: Iterable[DayCounts]) -> DayCounts:
        """Add up."""
        found = tuple(parts)
        return cls(
            sum(part.members for part in found),
            sum(part.at_home for part in found),
            sum(part.recalled for part in found),
            sum(part.at_most for part in found),
        )


@dataclass(frozen=True, slots=True)
class DayLimit:
    """A share in force, such as 50%, and the clause that sets it."""

    value: Text
    clause: ClauseLink


@dataclass(frozen=True, slots=True)
class UnitDay:
    """A unit on one day. ``excluded`` keeps everyone at the office; ``dispensed`` has a limit of its own by letter.

    ``limit`` is the share that everyone under the same law has, ``None`` where a unit has none or one of its own.
    """

    id: str
    name: str
    excluded: bool
    dispensed: bool
    counts: DayCounts
    limit: DayLimit | None


@dataclass(frozen=True, slots=True)
class AgencyDay:
    """The units of one agency, and the sums over them."""

    id: str
    name: str
    units: tuple[UnitDay, ...]
    counts: DayCounts

    @property
    def stays(self) -> bool:
        """Tell whether all units stay at the office by a clause."""
        return all(unit.excluded for unit in self.units)

    @property
    def limits(self) -> tuple[DayLimit, ...]:
        """Give each share in force for some unit."""
        return tuple(dict.fromkeys(unit.limit for unit in self.units if unit.limit is not None))


@dataclass(frozen=True, slots=True)
class OpenService:
    """An agency whose staff, or that of some of its ``units`` (id and name), stays at the office by a clause.

    ``units`` is empty where that goes for the whole agency, recorded units or not.
    """

    id: str
    name: str
    units: tuple[tuple[str, str], ...]
    clause: ClauseLink


@dataclass(frozen=True, slots=True)
class UnitOnDay:
    """A unit on one day, and the clause that keeps it at the office, if one does."""

    day: datetime.date
    unit: UnitDay
    stays: ClauseLink | None


@dataclass(frozen=True, slots=True)
class AgencyBrief:
    """One day of an agency in numbers: ``units`` stand on it, and all of them stay at the office where it ``stays``.

    ``limits`` has every share in force for some unit; ``service`` is set where staff stays at the office by a clause.
    """

    day: datetime.date
    id: str
    name: str
    units: int
    counts: DayCounts
    stays: bool
    limits: tuple[DayLimit, ...]
    service: OpenService | None


def unit_on_days(corpus: Corpus, page: UnitPage, months: Sequence[MonthLimits]) -> tuple[UnitOnDay, ...]:
    """Describe a unit on each working day of its windows, earliest first."""
    found = (allowed for limits in months for allowed in limits.open_days)
    return tuple(
        UnitOnDay(allowed.day, _unit(corpus, page, allowed), _clause_link(allowed) if _stays(allowed) else None)
        for allowed in sorted(found, key=lambda allowed: allowed.day)
    )


def agency_brief(corpus: Corpus, page: AgencyPage, day: datetime.date, units: Sequence[UnitOnDay]) -> AgencyBrief:
    """Sum up the units of an agency that stand on a day, in their order."""
    own = agency_day(page, units)
    service = open_service(corpus, AgencyLine.of(page), day, units)
    return AgencyBrief(day, page.id, page.name, len(units), own.counts, own.stays, own.limits, service)


def agency_day(page: AgencyPage, units: Sequence[UnitOnDay]) -> AgencyDay:
    """List the units of an agency that stand on a day, in their order, with their sums."""
    own = tuple(entry.unit for entry in units)
    return AgencyDay(page.id, page.name, own, DayCounts.total(unit.counts for unit in own))


def open_service(
    corpus: Corpus, line: AgencyLine, day: datetime.date, units: Sequence[UnitOnDay]
) -> OpenService | None:
    """Find who stays at the office: the agency by its own facts, or those of its units that are excluded."""
    excluded = [entry for entry in units if entry.stays is not None]
    if len(excluded) == line.units:
        whole = whole_agency(corpus.agencies[line.id])
        law = corpus.law_of(whole)
        assert law is not None  # the corpus has no errors
        own = allowance(law, Roster(whole), day)
        if _stays(own):
            return OpenService(line.id, line.name, (), _clause_link(own))
    if excluded:
        clause = excluded[0].stays
        assert clause is not None  # it is one of the excluded
        return OpenService(line.id, line.name, tuple((entry.unit.id, entry.unit.name) for entry in excluded), clause)
    return None


def _stays(found: Allowance) -> bool:
    return found.standing == "excluded"


def _clause_link(found: Allowance) -> ClauseLink:
    assert found.circular is not None  # whoever is excluded, or has a share, has it by a clause of a circular
    assert found.clause is not None
    return ClauseLink.of(found.circular, found.clause)


def _unit(corpus: Corpus, page: UnitPage, found: Allowance) -> UnitDay:
    schedule = corpus.schedule_of(found.unit, f"{found.day:%Y-%m}")
    at_home = recalled = 0
    if schedule is not None:
        at_home = len(schedule.home.get(found.day, ()))
        recalled = len({entry.employee for entry in schedule.recalls if entry.day == found.day})
    return UnitDay(
        found.unit,
        page.head.name,
        found.standing == "excluded",
        found.dispensation is not None,
        DayCounts(len(corpus.roster(found.unit).ids(found.day, STATUSES)), at_home, recalled, found.at_most),
        None if found.value is None or found.dispensation is not None else _limit(found),
    )


def _limit(found: Allowance) -> DayLimit:
    assert found.value is not None
    return DayLimit(percent(found.value), _clause_link(found))
