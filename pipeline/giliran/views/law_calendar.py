"""The page of the law from day to day: the stretches of each jurisdiction, and the days that are not worked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.timeline import days
from giliran.views.lanes import jurisdiction_timeline
from giliran.views.law import source_words, span
from giliran.views.law_days import stretches
from giliran.views.realm import realm
from giliran.views.timelines import short_span
from giliran.views.words import day_range, weekday
from giliran.wording import Text, long_date
from giliran.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Jurisdiction
    from giliran.views.law import Source
    from giliran.views.law_days import LawOfDay, Stretch
    from giliran.views.timelines import Timeline
    from giliran.workdays import Special

CALENDAR = "policy/calendar.yaml"
_LISTED = 366
"""Days: the working days of a longer stretch are not listed one by one."""


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """A working day of a stretch; ``paged`` tells whether it has a page of its own."""

    day: datetime.date
    words: Text
    paged: bool


@dataclass(frozen=True, slots=True)
class StretchEntry:
    """A stretch in words, ``brief`` with short months. ``worked`` has its working days, or none where it has no end or is too long to list."""

    first: datetime.date
    last: datetime.date | None
    words: Text
    brief: Text
    law: LawOfDay
    worked: tuple[WorkedDay, ...]


@dataclass(frozen=True, slots=True)
class SpecialEntry:
    """A day on which the plain week does not hold, and the source; ``origin`` as in :class:`~giliran.workdays.Special`."""

    day: datetime.date
    words: Text
    title: Text
    origin: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class JurisdictionDays:
    """The stretches of a jurisdiction; ``title`` is ``None`` for the only one of the repository."""

    name: str
    title: str | None
    stretches: tuple[StretchEntry, ...]
    timeline: Timeline | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working calendar that all jurisdictions of a repository share. ``weekend`` holds weekdays, Monday is 0."""

    country: str
    weekend: tuple[int, ...]
    weekend_words: tuple[Text, ...]
    years: tuple[int, ...]
    specials: tuple[SpecialEntry, ...]
    source: str | None

    @property
    def off(self) -> tuple[SpecialEntry, ...]:
        """Give the days off."""
        return tuple(entry for entry in self.specials if entry.origin != "worked")

    @property
    def worked(self) -> tuple[SpecialEntry, ...]:
        """Give the days that are worked although the country has them off."""
        return tuple(entry for entry in self.specials if entry.origin == "worked")


def jurisdiction_days(corpus: Corpus, jurisdiction: Jurisdiction, paged: frozenset[datetime.date]) -> JurisdictionDays:
    """Describe the law of a jurisdiction from day to day; ``paged`` are the days that have a page of their own."""
    found = stretches(corpus, jurisdiction)
    workdays = Workdays(corpus.calendar)
    entries = tuple(_entry(stretch, workdays, paged) for stretch in found)
    return JurisdictionDays(
        jurisdiction.name,
        realm(corpus, jurisdiction).title,
        entries,
        jurisdiction_timeline(corpus, jurisdiction) if found else None,
    )


def calendar(corpus: Corpus, jurisdictions: tuple[JurisdictionDays, ...], paged: frozenset[datetime.date]) -> Calendar:
    """Describe the days off in the years in which a law begins or a day has a page; an end far off adds no years."""
    rules = corpus.calendar
    workdays = Workdays(rules)
    begun = {stretch.first for entry in jurisdictions for stretch in entry.stretches}
    years = tuple(sorted({day.year for day in paged | begun}))
    monday = datetime.date(2024, 1, 1)
    return Calendar(
        rules.country,
        rules.weekend,
        tuple(weekday(monday + datetime.timedelta(days=number)) for number in rules.weekend),
        years,
        tuple(_special(entry) for year in years for entry in workdays.specials(year)),
        CALENDAR if CALENDAR in corpus.tree.entries else None,
    )


def _entry(stretch: Stretch, workdays: Workdays, paged: frozenset[datetime.date]) -> StretchEntry:
    last = stretch.last
    words = span(stretch.period) if last is None else day_range(stretch.first, last)
    listed = last is not None and (last - stretch.first).days <= _LISTED
    worked = tuple(_worked(stretch.first, last, workdays, paged)) if last is not None and listed else ()
    return StretchEntry(stretch.first, last, words, short_span(stretch.period), stretch.law, worked)


def _worked(
    first: datetime.date, last: datetime.date, workdays: Workdays, paged: frozenset[datetime.date]
) -> Iterator[WorkedDay]:
    for day in days(first, last):
        if workdays.is_worked(day):
            yield WorkedDay(day, long_date(day), day in paged)


def _special(entry: Special) -> SpecialEntry:
    source = None if entry.reference is None else source_words(entry.reference)
    return SpecialEntry(entry.day, long_date(entry.day), entry.title, entry.origin, source)
