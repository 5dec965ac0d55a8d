"""An edition of the site: everything its pages show, gathered once for both languages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from giliran.history import NO_HISTORY
from giliran.history.record import Record
from giliran.published import all_month_limits
from giliran.views.agencies import AgencyPage, Overview, UnitPage, agency_page, overview, unit_page
from giliran.views.changes import counted_past
from giliran.views.changes_people import named_past
from giliran.views.days import DayPage, day_pages
from giliran.views.find import FindBox, find_box
from giliran.views.frame import month_frame
from giliran.views.home import Home, home
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
from giliran.views.survey.fairness import FEWEST_UNITS
from giliran.views.survey.page import Spreads, Survey, survey
from giliran.views.tables.records import Table, fairness_table, tables
from giliran.views.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.schemas import MonthLimits
    from giliran.views.frame import MonthFrame
    from giliran.views.survey.findings import Warned

Audience = Literal["internal", "public"]


@dataclass(frozen=True, slots=True)
class Edition:
    """What both editions have in common. ``realm`` is that of pages about everything.

    ``home`` has every working day in numbers; ``address`` is where this edition is published, if that is known.
    ``overview`` is the start page; ``survey`` is what the personnel agency looks at, and ``tables`` are its numbers for
    data files.
    """

    address: str | None
    overview: Overview
    jurisdictions: tuple[JurisdictionEntry, ...]
    circulars: tuple[CircularPage, ...]
    survey: Survey
    tables: tuple[Table, ...]
    realm: Realm
    home: Home
    law: LawBook


@dataclass(frozen=True, slots=True)
class InternalEdition(Edition):
    """The edition for the government itself. ``sources`` are the data files that pages link to, by path."""

    find: FindBox

    agencies: tuple[InternalAgency, ...]
    units: tuple[InternalUnit, ...]
    months: tuple[InternalMonth, ...]
    days: tuple[InternalDay, ...]
    spreads: Spreads
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicEdition(Edition):
    """The edition for everyone: counts only."""

    agencies: tuple[AgencyPage, ...]
    units: tuple[UnitPage, ...]
    months: tuple[PublicMonth, ...]
    days: tuple[DayPage, ...]


def edition(
    corpus: Corpus,
    audience: Audience,
    epoch: int = 0,
    warnings: Sequence[Warned] = (),
    record: Record | None = None,
) -> InternalEdition | PublicEdition:
    """Gather one edition from a corpus without errors.

    ``epoch`` is the time of the commit in seconds, 0 outside git; ``warnings`` are those of the check. Without a
    ``record`` its months have no past.
    """
    record = record or Record(corpus, NO_HISTORY)
    by_unit: dict[str, list[MonthLimits]] = {}
    for limits in all_month_limits(corpus):
        by_unit.setdefault(limits.unit, []).append(limits)
    usage = Usage(corpus, by_unit)
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
    surveyed, spreads = survey(corpus, by_unit, agencies, days, usage, warnings)
    if audience == "public" and len(spreads.units) < FEWEST_UNITS:
        surveyed = replace(surveyed, gaps=None, gap_chart=None)
    told = tables(corpus, agencies, usage, surveyed)
    if audience == "internal":
        told = (*told, fairness_table(spreads.units))
    shared = (
        corpus.addresses.get(audience),
        overview(corpus, agencies, usage),
        tuple(jurisdiction_entry(corpus, entry) for _, entry in sorted(corpus.jurisdictions.items())),
        tuple(circular_page(corpus, circular) for _, circular in sorted(corpus.circulars.items())),
        surveyed,
        told,
        realm_of_all(corpus),
        home(corpus, days, epoch),
        law_book(corpus, (page.link.day for page in days)),
    )
    frames = tuple(_frames(corpus, by_unit, pages))
    if audience == "public":
        counted = tuple(
            public_month(corpus, frame, unit, counted_past(corpus, record, unit, frame.month)) for unit, frame in frames
        )
        return PublicEdition(*shared, agencies, tuple(pages.values()), counted, days)
    units = [corpus.units[unit_id] for unit_id in pages]
    return InternalEdition(
        *shared,
        find_box(corpus),
        tuple(internal_agency(page, corpus.agencies[page.id]) for page in agencies),
        tuple(internal_unit(pages[unit.id], unit) for unit in units),
        tuple(
            internal_month(corpus, frame, unit, named_past(corpus, record, unit, frame.month)) for unit, frame in frames
        ),
        tuple(internal_day(corpus, page) for page in days),
        spreads,
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
