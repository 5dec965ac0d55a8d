"""An edition of the site: what its pages show, gathered once for both languages.

What is told of one unit is gathered unit by unit (:func:`unit_views`), what is told of all from the sums of the agencies
alone (:class:`Whole`), so that either can be had without the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from giliran.history import NO_HISTORY
from giliran.history.record import Record
from giliran.published import limits_of_unit
from giliran.views.agencies import AgencyPage, Overview, UnitPage, overview
from giliran.views.changes import counted_past
from giliran.views.changes_people import named_past
from giliran.views.days import AgencyDayPage, DayBrief, DayPage, agency_day_pages, day_briefs, day_page
from giliran.views.find import FindBox, find_box
from giliran.views.frame import month_frame
from giliran.views.grid import grid
from giliran.views.home import Home, home
from giliran.views.internal import (
    InternalAgency,
    InternalDay,
    InternalMonth,
    InternalUnit,
    internal_agency,
    internal_days,
    internal_month,
    internal_unit,
)
from giliran.views.law import CircularPage, JurisdictionEntry, circular_page, jurisdiction_entry
from giliran.views.lawbook import LawBook, law_book
from giliran.views.public import PublicMonth, public_month
from giliran.views.realm import Realm, jurisdiction_of, realm_of_all, realm_of_month
from giliran.views.sums import AgencySum, UnitSum, UseRow, agency_sum, on_days, unit_sum, use_rows
from giliran.views.survey.fairness import FEWEST_UNITS
from giliran.views.survey.page import Spreads, Survey, survey
from giliran.views.survey.states import AgencyUnits
from giliran.views.tables.records import Table, fairness_table, tables
from giliran.views.usage import Turns, whole

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.model import Agency, Imprint, Unit
    from giliran.views.day_counts import AgencyBrief
    from giliran.views.frame import MonthFrame
    from giliran.views.survey.findings import Warned
    from giliran.views.survey.states import UnitState


class Whole:
    """What is told of everything together, each part of it gathered when it is first asked for.

    ``agencies`` are in the order of their names (:func:`agencies_in_order`); ``warnings`` is the number of all that the
    check gave; ``epoch`` is the time of the commit in seconds, 0 outside git. ``used`` gives the rows of the table of use.
    """

    def __init__(
        self,
        corpus: Corpus,
        audience: Audience,
        agencies: tuple[AgencySum, ...],
        warnings: int,
        epoch: int,
        used: Callable[[], Iterable[UseRow]],
    ) -> None:
        self.corpus = corpus
        self.audience = audience
        self.agencies = agencies
        self._warnings = warnings
        self._epoch = epoch
        self._used = used

    @property
    def imprint(self) -> Imprint:
        """Give what all pages of this edition say of their site."""
        return self.corpus.imprint(self.audience)

    @cached_property
    def realm(self) -> Realm:
        """Give the realm of pages about everything."""
        return realm_of_all(self.corpus)

    @cached_property
    def overview(self) -> Overview:
        """Give the start page."""
        use = Turns.total(whole(entry.by_day) for entry in self.agencies).use
        return overview(self.corpus, tuple(entry.line for entry in self.agencies), use)

    @cached_property
    def jurisdictions(self) -> tuple[JurisdictionEntry, ...]:
        """Give who is bound by what."""
        return tuple(jurisdiction_entry(self.corpus, entry) for _, entry in sorted(self.corpus.jurisdictions.items()))

    @cached_property
    def circulars(self) -> tuple[CircularPage, ...]:
        """Give the circulars."""
        return tuple(circular_page(self.corpus, circular) for _, circular in sorted(self.corpus.circulars.items()))

    @cached_property
    def days(self) -> tuple[DayBrief, ...]:
        """Give every working day in numbers."""
        return day_briefs(self.corpus, (entry.days for entry in self.agencies))

    @cached_property
    def home(self) -> Home:
        """Give the working days as the start page shows them."""
        return home(self.corpus, self.days, self._epoch)

    @cached_property
    def law(self) -> LawBook:
        """Give the law."""
        return law_book(self.corpus, (day.link.day for day in self.days))

    @cached_property
    def _survey(self) -> tuple[Survey, Spreads]:
        both, spreads = survey(self.corpus, self.agencies, self.days, self._warnings)
        if self.audience == "public" and len(spreads.units) < FEWEST_UNITS:
            both = replace(both, gaps=None, gap_chart=None)
        return both, spreads

    @property
    def survey(self) -> Survey:
        """Give what the personnel agency looks at."""
        return self._survey[0]

    @property
    def spreads(self) -> Spreads:
        """Give the gaps unit by unit, for the internal edition only."""
        assert self.audience == "internal"
        return self._survey[1]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Give the numbers for data files."""
        told = tables(self.agencies, self._used(), self.survey)
        return told if self.audience == "public" else (*told, fairness_table(self.spreads.units))

    @cached_property
    def find(self) -> FindBox:
        """Give what the search box must know, in the internal edition."""
        return find_box(self.corpus)


@dataclass(frozen=True, slots=True)
class AgencyLists:
    """An agency with its units in their states; ``everyone`` is the realm of pages about the whole repository."""

    page: AgencyPage
    states: AgencyUnits
    everyone: Realm


def agency_lists(corpus: Corpus, page: AgencyPage, states: tuple[UnitState, ...]) -> AgencyLists:
    """Give what an agency lists of its units."""
    return AgencyLists(page, AgencyUnits(page.id, page.name, states), realm_of_all(corpus))


@dataclass(frozen=True, slots=True)
class InternalEdition:
    """The edition for the government itself. ``sources`` are the data files that pages link to, by path."""

    whole: Whole
    agencies: tuple[InternalAgency, ...]
    lists: tuple[AgencyLists, ...]
    units: tuple[InternalUnit, ...]
    months: tuple[InternalMonth, ...]
    days: tuple[DayPage, ...]
    agency_days: tuple[InternalDay, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """The edition for everyone: counts only."""

    whole: Whole
    agencies: tuple[AgencyPage, ...]
    lists: tuple[AgencyLists, ...]
    units: tuple[UnitPage, ...]
    months: tuple[PublicMonth, ...]
    days: tuple[DayPage, ...]
    agency_days: tuple[AgencyDayPage, ...]


@dataclass(frozen=True, slots=True)
class UnitViews:
    """What the pages about one unit show: its own and those of its months, and what is told of it elsewhere."""

    sum: UnitSum
    page: InternalUnit | UnitPage
    months: tuple[InternalMonth | PublicMonth, ...]

    @property
    def frames(self) -> tuple[MonthFrame, ...]:
        """Give what both editions show of each month."""
        return tuple(month.frame for month in self.months)


def unit_views(
    corpus: Corpus, unit: Unit, audience: Audience, record: Record, warnings: Sequence[Warned] = ()
) -> UnitViews:
    """Gather what the pages about one unit show; ``warnings`` are those about it."""
    limits = tuple(limits_of_unit(corpus, unit))
    found = unit_sum(corpus, unit, limits, warnings)
    names = [each.month for each in limits]
    jurisdiction = jurisdiction_of(corpus, corpus.agencies[unit.agency])
    frames = [
        month_frame(corpus, found.page.head, each, names, realm_of_month(corpus, jurisdiction, each.days))
        for each in limits
    ]
    if audience == "public":
        counted = (
            public_month(corpus, frame, unit, counted_past(corpus, record, unit, frame.month)) for frame in frames
        )
        return UnitViews(found, found.page, tuple(counted))
    changed = (grid(corpus, unit, each, before) for before, each in zip((None, *limits), limits, strict=False))
    named = (
        internal_month(corpus, frame, unit, named_past(corpus, record, unit, frame.month), own)
        for frame, own in zip(frames, changed, strict=True)
    )
    return UnitViews(found, internal_unit(found.page, unit), tuple(named))


def sources(unit: Unit, views: UnitViews) -> tuple[str, ...]:
    """Give the paths of the data files that the internal pages about a unit link to."""
    return (unit.path, *(frame.source for frame in views.frames if frame.source is not None))


def agencies_in_order(corpus: Corpus) -> list[Agency]:
    """Give the agencies by name, as the pages list them."""
    return sorted(corpus.agencies.values(), key=lambda agency: (agency.name, agency.id))


def by_unit(warnings: Iterable[Warned]) -> dict[str, list[Warned]]:
    """Sort warnings by the unit they are about; those about none are left out."""
    found: dict[str, list[Warned]] = {}
    for warning in warnings:
        if warning.unit is not None:
            found.setdefault(warning.unit, []).append(warning)
    return found


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
    warned = by_unit(warnings)
    units = {
        key: unit_views(corpus, unit, audience, record, warned.get(key, ()))
        for key, unit in sorted(corpus.units.items())
    }
    own: dict[str, list[UnitSum]] = {agency: [] for agency in corpus.agencies}
    for key, views in units.items():
        own[corpus.units[key].agency].append(views.sum)
    found = [agency_sum(corpus, agency, own[agency.id]) for agency in agencies_in_order(corpus)]
    pages = tuple(page for page, _ in found)
    lists = tuple(agency_lists(corpus, page, entry.states) for page, entry in found)
    told = Whole(
        corpus,
        audience,
        tuple(entry for _, entry in found),
        len(warnings),
        epoch,
        lambda: use_rows(unit for units in own.values() for unit in units),
    )
    days = tuple(_days(told))
    agency_days = tuple(
        day for page, entry in found for day in agency_day_pages(corpus, page, entry.days, on_days(own[page.id]))
    )
    months = tuple(month for views in units.values() for month in views.months)
    if audience == "public":
        counted = tuple(month for month in months if isinstance(month, PublicMonth))
        return PublicEdition(
            told, pages, lists, tuple(views.sum.page for views in units.values()), counted, days, agency_days
        )
    return InternalEdition(
        told,
        tuple(internal_agency(page, corpus.agencies[page.id]) for page in pages),
        lists,
        tuple(internal_unit(views.sum.page, corpus.units[key]) for key, views in units.items()),
        tuple(month for month in months if isinstance(month, InternalMonth)),
        days,
        tuple(internal_days(corpus, agency_days)),
        tuple(path for key, views in units.items() for path in sources(corpus.units[key], views)),
    )


def _days(told: Whole) -> Iterable[DayPage]:
    links = [brief.link for brief in told.days]
    lines = [entry.line for entry in told.agencies]
    found: dict[datetime.date, list[AgencyBrief]] = {}
    for entry in told.agencies:
        for brief in entry.days:
            found.setdefault(brief.day, []).append(brief)
    for before, link, after in zip((None, *links), links, (*links[1:], None), strict=False):
        yield day_page(told.corpus, (before, link, after), lines, found[link.day])
