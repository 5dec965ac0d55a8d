"""A page for each working day, and one for each agency on it: what both editions show, which is numbers and the limit.

No type of this module has a place for a name, an employee id or a private reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.day_counts import (
    AgencyBrief,
    AgencyDay,
    DayCounts,
    DayLimit,
    OpenService,
    UnitOnDay,
    agency_day,
    open_service,
)
from giliran.views.law_days import LawOfDay, law_of_day
from giliran.views.realm import jurisdiction_of, realm, realm_of_all, realm_of_month
from giliran.views.words import weekday, weekday_short
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Jurisdiction
    from giliran.views.agencies import AgencyLine, AgencyPage
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
class GovernmentBrief:
    """One day of a jurisdiction in numbers; ``title`` is ``None`` where it is the only one of the repository."""

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
class GovernmentDay:
    """A jurisdiction on one day; the title of its ``realm`` is ``None`` where it is the only one of the repository.

    ``limits`` has more than one entry where a circular gives different units different shares; ``services`` are those
    that must be open to whoever comes.
    """

    realm: Realm
    limits: tuple[DayLimit, ...]
    services: tuple[OpenService, ...]
    agencies: tuple[AgencyBrief, ...]
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


def agency_day_pages(
    corpus: Corpus,
    page: AgencyPage,
    briefs: Sequence[AgencyBrief],
    units: Mapping[datetime.date, Sequence[UnitOnDay]],
) -> Iterator[AgencyDayPage]:
    """Give the page of an agency on each of its days; ``briefs`` are the sums of ``units``, day by day."""
    links = tuple(DayLink.of(brief.day) for brief in briefs)
    jurisdiction = jurisdiction_of(corpus, corpus.agencies[page.id])
    for at, (link, brief) in enumerate(zip(links, briefs, strict=True)):
        bound = realm_of_month(corpus, jurisdiction, (link.day,))
        yield AgencyDayPage(
            link,
            links[at - 1] if at else None,
            links[at + 1] if at + 1 < len(links) else None,
            links,
            agency_day(page, units[link.day]),
            bound.title,
            brief.service,
            bound,
        )


def day_briefs(corpus: Corpus, agencies: Iterable[Sequence[AgencyBrief]]) -> tuple[DayBrief, ...]:
    """Sum up each working day of any window; ``agencies`` are in the order of their names."""
    found: dict[datetime.date, list[AgencyBrief]] = {}
    for briefs in agencies:
        for brief in briefs:
            found.setdefault(brief.day, []).append(brief)
    return tuple(
        DayBrief(
            DayLink.of(day),
            tuple(
                GovernmentBrief(realm(corpus, jurisdiction).title, _limits(own), _counts(own))
                for jurisdiction, own in _governed(corpus, briefs)
            ),
        )
        for day, briefs in sorted(found.items())
    )


def day_page(
    corpus: Corpus,
    around: tuple[DayLink | None, DayLink, DayLink | None],
    agencies: Sequence[AgencyLine],
    briefs: Sequence[AgencyBrief],
) -> DayPage:
    """Describe one working day. ``agencies`` are all by name, ``briefs`` those of them that have a unit on it."""
    before, link, after = around
    governments = []
    for jurisdiction, own in _governed(corpus, briefs):
        known = {brief.id: brief.service for brief in own}
        services = []
        for line in agencies:
            service = known.get(line.id)
            if not line.units and jurisdiction_of(corpus, corpus.agencies[line.id]) == jurisdiction:
                service = open_service(corpus, line, link.day, ())
            if service is not None:
                services.append(service)
        bound = realm_of_month(corpus, jurisdiction, (link.day,))
        law = law_of_day(corpus, jurisdiction, link.day)
        governments.append(GovernmentDay(bound, _limits(own), tuple(services), tuple(own), law))
    return DayPage(
        link,
        before,
        after,
        tuple(governments),
        _counts(briefs),
        governments[0].realm if len(governments) == 1 else realm_of_all(corpus),
    )


def _governed(corpus: Corpus, briefs: Sequence[AgencyBrief]) -> Iterator[tuple[Jurisdiction, list[AgencyBrief]]]:
    """Give each jurisdiction with those of its agencies that have a unit on the day, if there are any."""
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        own = [brief for brief in briefs if jurisdiction_of(corpus, corpus.agencies[brief.id]) == jurisdiction]
        if own:
            yield jurisdiction, own


def _limits(briefs: Iterable[AgencyBrief]) -> tuple[DayLimit, ...]:
    return tuple(dict.fromkeys(limit for brief in briefs for limit in brief.limits))


def _counts(briefs: Iterable[AgencyBrief]) -> DayCounts:
    return DayCounts.total(brief.counts for brief in briefs)
