"""An edition of the site: everything its pages show, gathered once for both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from giliran.published import all_month_limits
from giliran.views.agencies import AgencyPage, Overview, UnitPage, agency_page, overview, unit_page
from giliran.views.days import DayPage, DayWeek, day_pages, weeks
from giliran.views.frame import month_frame
from giliran.views.internal import (
    InternalAgency,
    InternalDay,
    InternalMonth,
    InternalUnit,
    internal_agency,
    internal_day,
    internal_month,
    internal_unit,
)
from giliran.views.law import CircularPage, JurisdictionEntry, circular_page, jurisdiction_entry
from giliran.views.lawbook import LawBook, law_book
from giliran.views.public import PublicMonth, public_month
from giliran.views.realm import Realm, jurisdiction_of, realm_of_all, realm_of_month
from giliran.views.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.schemas import MonthLimits
    from giliran.views.frame import MonthFrame

Audience = Literal["internal", "public"]


@dataclass(frozen=True, slots=True)
class Edition:
    """What both editions have in common. ``realm`` is that of pages about everything; ``weeks`` has all working days.

    ``address`` is where this edition is published, if that is known.
    """

    address: str | None
    overview: Overview
    jurisdictions: tuple[JurisdictionEntry, ...]
    circulars: tuple[CircularPage, ...]
    usage: Usage
    realm: Realm
    weeks: tuple[DayWeek, ...]
    law: LawBook


@dataclass(frozen=True, slots=True)
class InternalEdition(Edition):
    """The edition for the government itself. ``sources`` are the data files that pages link to, by path."""

    agencies: tuple[InternalAgency, ...]
    units: tuple[InternalUnit, ...]
    months: tuple[InternalMonth, ...]
    days: tuple[InternalDay, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicEdition(Edition):
    """The edition for everyone: counts only."""

    agencies: tuple[AgencyPage, ...]
    units: tuple[UnitPage, ...]
    months: tuple[PublicMonth, ...]
    days: tuple[DayPage, ...]


def edition(corpus: Corpus, audience: Audience) -> InternalEdition | PublicEdition:
    """Gather one edition from a corpus without errors."""
    by_unit: dict[str, list[MonthLimits]] = {}
    for limits in all_month_limits(corpus):
        by_unit.setdefault(limits.unit, []).append(limits)
    usage = Usage(corpus, (limits for months in by_unit.values() for limits in months))
    pages: dict[str, UnitPage] = {}
    for unit_id, unit in sorted(corpus.units.items()):
        law = corpus.law_of(unit)
        assert law is not None  # the corpus has no errors
        pages[unit_id] = unit_page(corpus, unit, law, by_unit.get(unit_id, ()), usage)
    agencies = tuple(
        agency_page(corpus, agency, tuple(page for page in pages.values() if page.head.agency == agency.id), usage)
        for agency in sorted(corpus.agencies.values(), key=lambda agency: (agency.name, agency.id))
    )
    days = day_pages(corpus, by_unit, agencies)
    shared = (
        corpus.addresses.get(audience),
        overview(corpus, agencies, usage),
        tuple(jurisdiction_entry(corpus, entry) for _, entry in sorted(corpus.jurisdictions.items())),
        tuple(circular_page(corpus, circular) for _, circular in sorted(corpus.circulars.items())),
        usage,
        realm_of_all(corpus),
        weeks(days),
        law_book(corpus, (page.link.day for page in days)),
    )
    frames = tuple(_frames(corpus, by_unit, pages))
    if audience == "public":
        counted = tuple(public_month(corpus, frame, unit) for unit, frame in frames)
        return PublicEdition(*shared, agencies, tuple(pages.values()), counted, days)
    units = [corpus.units[unit_id] for unit_id in pages]
    return InternalEdition(
        *shared,
        tuple(internal_agency(page, corpus.agencies[page.id]) for page in agencies),
        tuple(internal_unit(pages[unit.id], unit) for unit in units),
        tuple(internal_month(corpus, frame, unit) for unit, frame in frames),
        tuple(internal_day(corpus, page) for page in days),
        (
            *(unit.path for unit in units),
            *(frame.source for _, frame in frames if frame.source is not None),
        ),
    )


def _frames(
    corpus: Corpus, by_unit: dict[str, list[MonthLimits]], pages: dict[str, UnitPage]
) -> Iterator[tuple[Unit, MonthFrame]]:
    for unit_id, months in by_unit.items():
        unit = corpus.units[unit_id]
        names = [limits.month for limits in months]
        for limits in months:
            realm = realm_of_month(corpus, jurisdiction_of(corpus, corpus.agencies[unit.agency]), limits.days)
            yield unit, month_frame(corpus, pages[unit_id].head, limits, names, realm)
