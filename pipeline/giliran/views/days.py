"""A page for each working day, all units together: what both editions show of it, which is numbers and the limit.

No type of this module has a place for a name, an employee id or a private reason.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.law_days import LawOfDay, law_of_day
from giliran.views.realm import jurisdiction_of, realm, realm_of_all, realm_of_month
from giliran.views.standing import ClauseLink
from giliran.views.words import day_range, weekday, weekday_short
from giliran.wording import Text, long_date, percent

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Jurisdiction
    from giliran.schemas import MonthLimits
    from giliran.views.agencies import AgencyPage, UnitPage
    from giliran.views.realm import Realm


@dataclass(frozen=True, slots=True)
class DayLink:
    """A working day to link to; ``brief`` is its weekday in three letters."""

    day: datetime.date
    brief: Text
    weekday: Text
    words: Text

    @classmethod
    def of(cls, day: datetime.date) -> DayLink:
        """Name a day."""
        return cls(day, weekday_short(day), weekday(day), long_date(day))


@dataclass(frozen=True, slots=True)
class DayWeek:
    """The working days of one week, from Monday."""

    label: Text
    days: tuple[DayLink, ...]


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
class UnitDay:
    """A unit on one day. ``excluded`` keeps everyone at the office; ``dispensed`` has a limit of its own by letter."""

    id: str
    name: str
    excluded: bool
    dispensed: bool
    counts: DayCounts


@dataclass(frozen=True, slots=True)
class AgencyDay:
    """The units of one agency."""

    id: str
    name: str
    units: tuple[UnitDay, ...]


@dataclass(frozen=True, slots=True)
class DayLimit:
    """A share in force, such as 50%, and the clause that sets it."""

    value: Text
    clause: ClauseLink


@dataclass(frozen=True, slots=True)
class GovernmentDay:
    """A jurisdiction on one day; ``title`` is ``None`` where it is the only one of the repository.

    ``limits`` has more than one entry where a circular gives different units different shares.
    """

    title: str | None
    limits: tuple[DayLimit, ...]
    agencies: tuple[AgencyDay, ...]
    law: LawOfDay


@dataclass(frozen=True, slots=True)
class DayPage:
    """One working day of everyone."""

    link: DayLink
    previous: DayLink | None
    following: DayLink | None
    governments: tuple[GovernmentDay, ...]
    counts: DayCounts
    realm: Realm


def day_pages(
    corpus: Corpus, by_unit: Mapping[str, Sequence[MonthLimits]], agencies: tuple[AgencyPage, ...]
) -> tuple[DayPage, ...]:
    """Describe each working day of any window; a unit stands on the days of its own windows only."""
    by_day: dict[datetime.date, dict[str, Allowance]] = {}
    for unit_id, months in by_unit.items():
        for found in (found for limits in months for found in limits.open_days):
            by_day.setdefault(found.day, {})[unit_id] = found
    links = [DayLink.of(day) for day in sorted(by_day)]
    around: tuple[DayLink | None, ...] = (None, *links, None)
    return tuple(
        _day_page(corpus, around[at : at + 3], by_day[link.day], agencies, link) for at, link in enumerate(links)
    )


def weeks(pages: tuple[DayPage, ...]) -> tuple[DayWeek, ...]:
    """Put the days into weeks."""
    links = (page.link for page in pages)
    grouped = (tuple(group) for _, group in itertools.groupby(links, key=lambda link: link.day.isocalendar()[:2]))
    return tuple(DayWeek(day_range(group[0].day, group[-1].day), group) for group in grouped)


def _day_page(
    corpus: Corpus,
    around: tuple[DayLink | None, ...],
    open_units: dict[str, Allowance],
    agencies: tuple[AgencyPage, ...],
    link: DayLink,
) -> DayPage:
    governments = []
    bound = []
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        own = [page for page in agencies if jurisdiction_of(corpus, corpus.agencies[page.id]) == jurisdiction]
        found = tuple(_agencies(corpus, own, open_units))
        if found:
            governments.append(_government(corpus, jurisdiction, link.day, found, open_units))
            bound.append(realm_of_month(corpus, jurisdiction, (link.day,)))
    return DayPage(
        link,
        around[0],
        around[2],
        tuple(governments),
        DayCounts.total(unit.counts for entry in governments for agency in entry.agencies for unit in agency.units),
        bound[0] if len(bound) == 1 else realm_of_all(corpus),
    )


def _government(
    corpus: Corpus,
    jurisdiction: Jurisdiction,
    day: datetime.date,
    agencies: tuple[AgencyDay, ...],
    open_units: dict[str, Allowance],
) -> GovernmentDay:
    limits: dict[DayLimit, None] = {}
    for unit in (unit for agency in agencies for unit in agency.units):
        found = open_units[unit.id]
        if found.value is not None and not unit.dispensed:
            assert found.circular is not None  # whoever gives a value is a clause of a circular
            assert found.clause is not None
            limits[DayLimit(percent(found.value), ClauseLink.of(found.circular, found.clause))] = None
    law = law_of_day(corpus, jurisdiction, day)
    return GovernmentDay(realm(corpus, jurisdiction).title, tuple(limits), agencies, law)


def _agencies(corpus: Corpus, pages: list[AgencyPage], open_units: dict[str, Allowance]) -> Iterator[AgencyDay]:
    for page in pages:
        units = tuple(
            _unit(corpus, unit, open_units[unit.head.id]) for unit in page.units if unit.head.id in open_units
        )
        if units:
            yield AgencyDay(page.id, page.name, units)


def _unit(corpus: Corpus, page: UnitPage, found: Allowance) -> UnitDay:
    schedule = corpus.schedules.get(f"schedules/{found.unit}/{found.day:%Y-%m}.yaml")
    members = len({member.id for member in corpus.roster(found.unit).on(found.day)})
    at_home = recalled = 0
    if schedule is not None:
        at_home = len(schedule.home.get(found.day, ()))
        recalled = len({entry.employee for entry in schedule.recalls if entry.day == found.day})
    return UnitDay(
        found.unit,
        page.head.name,
        found.standing == "excluded",
        found.dispensation is not None,
        DayCounts(members, at_home, recalled, found.at_most),
    )
