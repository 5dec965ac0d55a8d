"""Everything that the pages of the law show beside the circulars themselves, gathered once for both editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.clauses import ClausePage, clause_pages
from giliran.views.duty_days import DutyCalendar, duty_calendars
from giliran.views.law_calendar import Calendar, JurisdictionDays, calendar, jurisdiction_days

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from giliran.corpus import Corpus


@dataclass(frozen=True, slots=True)
class LawBook:
    """A page for each clause, the law from day to day, the days off, and who has to do what."""

    clauses: tuple[ClausePage, ...]
    jurisdictions: tuple[JurisdictionDays, ...]
    calendar: Calendar
    duties: tuple[DutyCalendar, ...]


def law_book(corpus: Corpus, paged: Iterable[datetime.date]) -> LawBook:
    """Gather the law of a corpus without errors; ``paged`` are the days that have a page of their own."""
    known = frozenset(paged)
    days = tuple(jurisdiction_days(corpus, entry, known) for _, entry in sorted(corpus.jurisdictions.items()))
    return LawBook(
        tuple(page for _, circular in sorted(corpus.circulars.items()) for page in clause_pages(corpus, circular)),
        days,
        calendar(corpus, days, known),
        duty_calendars(corpus, known),
    )
