"""A page for each working day, all units together: what both editions show of it, which is numbers and the limit.

No type of this module has a place for a name, an employee id or a private reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.limits import allowance
from giliran.membership import Roster
from giliran.views.agencies import AgencyLine, whole_agency
from giliran.views.law_days import LawOfDay, law_of_day
from giliran.views.realm import jurisdiction_of, realm, realm_of_all, realm_of_month
from giliran.views.standing import ClauseLink
from giliran.views.words import weekday, weekday_short
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

    @property
    def counts(self) -> DayCounts:
        """Give the sums over the units."""
        return DayCounts.total(unit.counts for unit in self.units)


@dataclass(frozen=True, slots=True)
class DayLimit:
    """A share in force, such as 50%, and the clause that sets it."""

    value: Text
    clause: ClauseLink


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
    """A jurisdiction on one day; ``title`` is ``None`` where it is the only one of the repository.

    ``limits`` has more than one entry where a circular gives different units different shares; ``services`` are those
    that must be open to whoever comes.
    """

    title: str | None
    limits: tuple[DayLimit, ...]
    services: tuple[OpenService, ...]
    agencies: tuple[AgencyDay, ...]
    law: LawOfDay


@dataclass(frozen=True, slots=True)
class UnitOnDay:
    """A unit on one day with what it adds to the whole: a share in force, or the clause that keeps it at the office."""

    day: datetime.date
    unit: UnitDay
    limit: DayLimit | None
    stays: ClauseLink | None


@dataclass(frozen=True, slots=True)
class AgencyBrief:
    """One day of an agency in numbers, with every share in force for some unit, and its service at the office."""

    day: datetime.date
    counts: DayCounts
    limits: tuple[DayLimit, ...]
    service: OpenService | None


@dataclass(frozen=True, slots=True)
class GovernmentBrief:
    """One day of a jurisdiction in numbers."""

    title: str | None
    limits: tuple[DayLimit, ...]
    counts: DayCounts


@dataclass(frozen=True, slots=True)
class DayBrief:
    """One working day of everyone in numbers."""

    link: DayLink
    governments: tuple[GovernmentBrief, ...]

    @property
    def counts(self) -> DayCounts:
        """Give the sums over all jurisdictions."""
        return DayCounts.total(entry.counts for entry in self.governments)


@dataclass(frozen=True, slots=True)
class DayPage:
    """One working day of everyone."""

    link: DayLink
    previous: DayLink | None
    following: DayLink | None
    governments: tuple[GovernmentDay, ...]
    counts: DayCounts
    realm: Realm


def unit_on_days(corpus: Corpus, page: UnitPage, months: Sequence[MonthLimits]) -> tuple[UnitOnDay, ...]:
    """Describe a unit on each working day of its windows."""
    found = (_on_day(corpus, page, allowed) for limits in months for allowed in limits.open_days)
    return tuple(sorted(found, key=lambda entry: entry.day))


def _on_day(corpus: Corpus, page: UnitPage, found: Allowance) -> UnitOnDay:
    unit = _unit(corpus, page, found)
    limit = None
    if found.value is not None and not unit.dispensed:
        limit = DayLimit(percent(found.value), _clause_link(found))
    return UnitOnDay(found.day, unit, limit, _clause_link(found) if unit.excluded else None)


def agency_brief(corpus: Corpus, page: AgencyPage, day: datetime.date, units: Sequence[UnitOnDay]) -> AgencyBrief:
    """Sum up the units of an agency that stand on a day, in their order."""
    limits = dict.fromkeys(entry.limit for entry in units if entry.limit is not None)
    counts = DayCounts.total(entry.unit.counts for entry in units)
    return AgencyBrief(day, counts, tuple(limits), _service(corpus, AgencyLine.of(page), day, units))


def _service(corpus: Corpus, page: AgencyLine, day: datetime.date, units: Sequence[UnitOnDay]) -> OpenService | None:
    """Find who stays at the office: the agency by its own facts, or those of its units that are excluded."""
    excluded = [entry for entry in units if entry.stays is not None]
    if len(excluded) == page.units:
        whole = whole_agency(corpus.agencies[page.id])
        law = corpus.law_of(whole)
        assert law is not None  # the corpus has no errors
        own = allowance(law, Roster(whole), day)
        if own.standing == "excluded":
            return OpenService(page.id, page.name, (), _clause_link(own))
    if excluded:
        clause = excluded[0].stays
        assert clause is not None  # it is one of the excluded
        return OpenService(page.id, page.name, tuple((entry.unit.id, entry.unit.name) for entry in excluded), clause)
    return None


def day_briefs(corpus: Corpus, agencies: Mapping[str, Sequence[AgencyBrief]]) -> tuple[DayBrief, ...]:
    """Sum up each working day of any window; ``agencies`` are in the order of their names."""
    found: dict[datetime.date, dict[str, AgencyBrief]] = {}
    for agency, briefs in agencies.items():
        for brief in briefs:
            found.setdefault(brief.day, {})[agency] = brief
    return tuple(
        DayBrief(
            DayLink.of(day), tuple(_government_brief(corpus, entry, own) for entry, own in _governed(corpus, open_))
        )
        for day, open_ in sorted(found.items())
    )


def _governed(
    corpus: Corpus, briefs: Mapping[str, AgencyBrief]
) -> Iterator[tuple[Jurisdiction, dict[str, AgencyBrief]]]:
    """Give each jurisdiction with those of its agencies that have a unit on the day, if there are any."""
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        own = {
            agency: brief
            for agency, brief in briefs.items()
            if jurisdiction_of(corpus, corpus.agencies[agency]) == jurisdiction
        }
        if own:
            yield jurisdiction, own


def _government_brief(
    corpus: Corpus, jurisdiction: Jurisdiction, agencies: Mapping[str, AgencyBrief]
) -> GovernmentBrief:
    return GovernmentBrief(
        realm(corpus, jurisdiction).title,
        tuple(dict.fromkeys(limit for brief in agencies.values() for limit in brief.limits)),
        DayCounts.total(brief.counts for brief in agencies.values()),
    )


def day_page(
    corpus: Corpus,
    around: tuple[DayLink | None, DayLink, DayLink | None],
    pages: Sequence[AgencyLine],
    briefs: Mapping[str, AgencyBrief],
    units: Mapping[str, Sequence[UnitDay]],
) -> DayPage:
    """Describe one working day. ``briefs`` and ``units`` are those of the agencies that have a unit on it."""
    governments = []
    bound = []
    before, link, after = around
    for jurisdiction, own in _governed(corpus, briefs):
        agencies, services = [], []
        for page in pages:
            if page.id in own:
                agencies.append(AgencyDay(page.id, page.name, tuple(units[page.id])))
                service = own[page.id].service
            elif not page.units and jurisdiction_of(corpus, corpus.agencies[page.id]) == jurisdiction:
                service = _service(corpus, page, link.day, ())
            else:
                service = None
            if service is not None:
                services.append(service)
        brief = _government_brief(corpus, jurisdiction, own)
        law = law_of_day(corpus, jurisdiction, link.day)
        governments.append(GovernmentDay(brief.title, brief.limits, tuple(services), tuple(agencies), law))
        bound.append(realm_of_month(corpus, jurisdiction, (link.day,)))
    return DayPage(
        link,
        before,
        after,
        tuple(governments),
        DayCounts.total(unit.counts for entry in governments for agency in entry.agencies for unit in agency.units),
        bound[0] if len(bound) == 1 else realm_of_all(corpus),
    )


def _clause_link(found: Allowance) -> ClauseLink:
    assert found.circular is not None  # whoever is excluded, or given a value, is so by a clause of a circular
    assert found.clause is not None
    return ClauseLink.of(found.circular, found.clause)


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
