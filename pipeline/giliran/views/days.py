"""A page for each working day, and one for each agency on it: what both editions show, which is numbers and the limit.

No type of this module has a place for a name, an employee id or a private reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.limits import allowance
from giliran.membership import Roster
from giliran.model import STATUSES
from giliran.views.agencies import whole_agency
from giliran.views.law_days import LawOfDay, law_of_day
from giliran.views.realm import jurisdiction_of, realm_of_all, realm_of_month
from giliran.views.standing import ClauseLink
from giliran.views.words import weekday, weekday_short
from giliran.wording import Text, long_date, percent

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
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
class GovernmentDay:
    """A jurisdiction on one day; the title of its ``realm`` is ``None`` where it is the only one of the repository.

    ``limits`` has more than one entry where a circular gives different units different shares; ``services`` are those
    that must be open to whoever comes.
    """

    realm: Realm
    limits: tuple[DayLimit, ...]
    services: tuple[OpenService, ...]
    agencies: tuple[AgencyDay, ...]
    law: LawOfDay

    @property
    def title(self) -> str | None:
        """Give the name of the jurisdiction, where there are several."""
        return self.realm.title


@dataclass(frozen=True, slots=True)
class DayPage:
    """One working day of everyone; its page has the agencies, and each of these a page of its own."""

    link: DayLink
    previous: DayLink | None
    following: DayLink | None
    governments: tuple[GovernmentDay, ...]
    counts: DayCounts
    realm: Realm


@dataclass(frozen=True, slots=True)
class AgencyDayPage:
    """One working day of one agency. ``days`` are all of its own, and the days around this one are among them.

    ``title`` is the name of its jurisdiction, where there are several; ``service`` is set where staff stays at the office.
    """

    link: DayLink
    previous: DayLink | None
    following: DayLink | None
    days: tuple[DayLink, ...]
    agency: AgencyDay
    title: str | None
    service: OpenService | None
    realm: Realm


def agency_day_pages(pages: Iterable[DayPage]) -> Iterator[AgencyDayPage]:
    """Give a page for each agency on each of its days, day by day."""
    found = [(page.link, entry, agency) for page in pages for entry in page.governments for agency in entry.agencies]
    own: dict[str, list[DayLink]] = {}
    for link, _, agency in found:
        own.setdefault(agency.id, []).append(link)
    days = {agency: tuple(links) for agency, links in own.items()}
    seen: Counter[str] = Counter()
    for link, entry, agency in found:
        links, at = days[agency.id], seen[agency.id]
        seen[agency.id] += 1
        yield AgencyDayPage(
            link,
            links[at - 1] if at else None,
            links[at + 1] if at + 1 < len(links) else None,
            links,
            agency,
            entry.title,
            next((service for service in entry.services if service.id == agency.id), None),
            entry.realm,
        )


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


def _day_page(
    corpus: Corpus,
    around: tuple[DayLink | None, ...],
    open_units: dict[str, Allowance],
    agencies: tuple[AgencyPage, ...],
    link: DayLink,
) -> DayPage:
    governments = []
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        own = [page for page in agencies if jurisdiction_of(corpus, corpus.agencies[page.id]) == jurisdiction]
        found = tuple(_agencies(corpus, own, open_units))
        if found:
            governments.append(
                GovernmentDay(
                    realm_of_month(corpus, jurisdiction, (link.day,)),
                    tuple(dict.fromkeys(limit for agency in found for limit in agency.limits)),
                    tuple(_services(corpus, own, open_units, link.day)),
                    found,
                    law_of_day(corpus, jurisdiction, link.day),
                )
            )
    return DayPage(
        link,
        around[0],
        around[2],
        tuple(governments),
        DayCounts.total(agency.counts for entry in governments for agency in entry.agencies),
        governments[0].realm if len(governments) == 1 else realm_of_all(corpus),
    )


def _services(
    corpus: Corpus, pages: list[AgencyPage], open_units: dict[str, Allowance], day: datetime.date
) -> Iterator[OpenService]:
    """Find who stays at the office: agencies by their own facts, and the excluded units of the others."""
    for page in pages:
        whole = whole_agency(corpus.agencies[page.id])
        law = corpus.law_of(whole)
        assert law is not None  # the corpus has no errors
        own = allowance(law, Roster(whole), day)
        excluded = [unit for unit in page.units if _stays(open_units.get(unit.head.id))]
        if _stays(own) and len(excluded) == len(page.units):
            yield OpenService(page.id, page.name, (), _clause_link(own))
        elif excluded:
            names = tuple((unit.head.id, unit.head.name) for unit in excluded)
            yield OpenService(page.id, page.name, names, _clause_link(open_units[excluded[0].head.id]))


def _stays(found: Allowance | None) -> bool:
    return found is not None and found.standing == "excluded"


def _clause_link(found: Allowance) -> ClauseLink:
    assert found.circular is not None  # whoever is excluded, or has a share, has it by a clause of a circular
    assert found.clause is not None
    return ClauseLink.of(found.circular, found.clause)


def _agencies(corpus: Corpus, pages: list[AgencyPage], open_units: dict[str, Allowance]) -> Iterator[AgencyDay]:
    for page in pages:
        units = tuple(
            _unit(corpus, unit, open_units[unit.head.id]) for unit in page.units if unit.head.id in open_units
        )
        if units:
            yield AgencyDay(page.id, page.name, units, DayCounts.total(unit.counts for unit in units))


def _unit(corpus: Corpus, page: UnitPage, found: Allowance) -> UnitDay:
    schedule = corpus.schedules.get(f"schedules/{found.unit}/{found.day:%Y-%m}.yaml")
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
