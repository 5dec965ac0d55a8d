"""How far the limits were used, day by day and agency by agency, with the clause behind each limit."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.realm import realm
from giliran.views.standing import ClauseLink
from giliran.views.usage import Turns, by_day
from giliran.wording import Text, month_name, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Agency
    from giliran.schemas import MonthLimits
    from giliran.views.day_counts import DayLimit
    from giliran.views.days import DayBrief, DayLink
    from giliran.views.usage import DayUse


@dataclass(frozen=True, slots=True)
class DayTurns:
    """One working day. ``words`` spells the day in its month; ``limits`` are the shares in force."""

    link: DayLink
    words: Text
    turns: Turns
    limits: tuple[DayLimit, ...]


@dataclass(frozen=True, slots=True)
class DayMonth:
    """The working days of one month."""

    title: Text
    days: tuple[DayTurns, ...]


@dataclass(frozen=True, slots=True)
class DayTable:
    """All working days of one jurisdiction, or of all together where ``name`` is ``None``."""

    name: str | None
    title: str | None
    days: tuple[DayTurns, ...]
    turns: Turns

    @property
    def months(self) -> tuple[DayMonth, ...]:
        """Give the days by month."""
        grouped = itertools.groupby(self.days, key=lambda day: month_name(day.link.day))
        return tuple(DayMonth(title, tuple(days)) for title, days in grouped)


@dataclass(frozen=True, slots=True)
class AgencyTurns:
    """An agency with units that may; ``clauses`` are those that set its limits."""

    id: str
    name: str
    units: int
    turns: Turns
    clauses: tuple[ClauseLink, ...]


@dataclass(frozen=True, slots=True)
class AgencyTable:
    """The agencies of one jurisdiction, those that use most of their limit first; ``title`` as in :class:`DayTable`."""

    name: str
    title: str | None
    agencies: tuple[AgencyTurns, ...]


def day_tables(corpus: Corpus, days: Sequence[DayBrief], use: Mapping[str, Sequence[DayUse]]) -> tuple[DayTable, ...]:
    """Sum by day: everyone, and then each jurisdiction by itself where there are several; ``use`` is by jurisdiction."""
    titles = {name: realm(corpus, entry).title for name, entry in sorted(corpus.jurisdictions.items())}
    tables = [_day_table(None, None, days, by_day(use.values()))]
    if len(titles) > 1:
        tables.extend(_day_table(name, title, days, use.get(name, ())) for name, title in titles.items())
    return tuple(table for table in tables if table.days)


def _day_table(name: str | None, title: str | None, briefs: Sequence[DayBrief], rows: Sequence[DayUse]) -> DayTable:
    sums = {row.day: row.turns for row in rows}
    days = tuple(
        DayTurns(
            brief.link,
            brief.link.weekday + same(f" {brief.link.day.day}"),
            sums[brief.link.day],
            _limits(brief, title),
        )
        for brief in briefs
        if brief.link.day in sums
    )
    return DayTable(name, title, days, Turns.total(day.turns for day in days))


def _limits(page: DayBrief, title: str | None) -> tuple[DayLimit, ...]:
    """Give the shares of a day, of one jurisdiction where it is named."""
    own = (entry for entry in page.governments if title is None or entry.title == title)
    return tuple(dict.fromkeys(limit for entry in own for limit in entry.limits))


def unit_clauses(months: Iterable[MonthLimits]) -> tuple[ClauseLink, ...]:
    """Give the clauses that set the limits of a unit."""
    return tuple(dict.fromkeys(_clauses(months)))


def agency_turns(
    agency: Agency, units: Iterable[tuple[Turns, tuple[ClauseLink, ...]]], turns: Turns
) -> AgencyTurns | None:
    """Sum up an agency, or give ``None`` where it was allowed nothing; ``units`` are their sums and clauses."""
    if turns.at_most == 0:
        return None
    may = [clauses for own, clauses in units if own.at_most]
    return AgencyTurns(
        agency.id, agency.name, len(may), turns, tuple(dict.fromkeys(link for clauses in may for link in clauses))
    )


def agency_tables(corpus: Corpus, agencies: Iterable[AgencyTurns]) -> tuple[AgencyTable, ...]:
    """Put the agencies side by side, by jurisdiction."""
    found: dict[str, list[AgencyTurns]] = {}
    for agency in agencies:
        jurisdiction = corpus.jurisdiction_over(agency.id)
        assert jurisdiction is not None  # the corpus has no errors
        found.setdefault(jurisdiction.name, []).append(agency)
    return tuple(
        AgencyTable(name, realm(corpus, corpus.jurisdictions[name]).title, tuple(sorted(own, key=_most_used)))
        for name, own in sorted(found.items())
    )


def _most_used(agency: AgencyTurns) -> tuple[float, str, str]:
    return (-agency.turns.at_home / agency.turns.at_most, agency.name, agency.id)


def _clauses(months: Iterable[MonthLimits]) -> Iterator[ClauseLink]:
    for limits in months:
        for found in limits.open_days:
            if found.standing == "open" and found.circular is not None and found.clause is not None:
                yield ClauseLink.of(found.circular, found.clause)
