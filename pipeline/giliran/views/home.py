"""The start page's answer to "today": every working day in numbers, and the one nearest to a date.

What day it is only a reader's browser knows. The page is written for the day of the commit it was made from, says so,
and lets a script put the reader's own day in its place. No type of this module has a place for a name, an employee id or
a private reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.clock import local
from giliran.views.days import DayLink
from giliran.wording import month_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.corpus import Corpus
    from giliran.views.day_counts import DayCounts, DayLimit
    from giliran.views.days import DayBrief
    from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class HomeDay:
    """One working day in numbers, with every share in force on it."""

    link: DayLink
    counts: DayCounts
    limits: tuple[DayLimit, ...]


@dataclass(frozen=True, slots=True)
class HomeMonth:
    """The working days of one month."""

    title: Text
    days: tuple[HomeDay, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The working days of the repository.

    ``zone`` is the time zone in which a day begins, by its name in the IANA database; ``made`` is the day of the commit
    in that zone, ``None`` outside git; ``nearest`` is the working day nearest to it, the earlier of two, the first one
    where ``made`` is unknown, and ``None`` where there is no working day at all.
    """

    zone: str
    made: DayLink | None
    nearest: HomeDay | None
    months: tuple[HomeMonth, ...]

    @property
    def links(self) -> tuple[DayLink, ...]:
        """Give the links to the working days of all months."""
        return tuple(day.link for day in self.days)

    @property
    def days(self) -> tuple[HomeDay, ...]:
        """Give the working days of all months."""
        return tuple(day for month in self.months for day in month.days)


def home(corpus: Corpus, pages: Sequence[DayBrief], epoch: int) -> Home:
    """Describe the start page's days; ``epoch`` is the time of the commit in seconds, 0 outside git."""
    zone = corpus.calendar.zone
    made = None if epoch == 0 else local(epoch, zone).date()
    days = [_day(page) for page in pages]
    months: dict[str, list[HomeDay]] = {}
    for day in days:
        months.setdefault(f"{day.link.day:%Y-%m}", []).append(day)
    nearest = None
    if days:
        nearest = days[0] if made is None else min(days, key=lambda day: abs((day.link.day - made).days))
    return Home(
        zone,
        None if made is None else DayLink.of(made),
        nearest,
        tuple(HomeMonth(month_name(found[0].link.day), tuple(found)) for found in months.values()),
    )


def _day(page: DayBrief) -> HomeDay:
    limits = dict.fromkeys(limit for government in page.governments for limit in government.limits)
    return HomeDay(page.link, page.counts, tuple(limits))
