"""How far the limits were used, day by day and agency by agency, with the clause behind each limit."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.realm import realm
from giliran.views.standing import ClauseLink
from giliran.views.usage import NOTHING, Turns, summed
from giliran.wording import Text, month_name, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.schemas import MonthLimits
    from giliran.views.agencies import AgencyPage
    from giliran.views.days import DayLimit, DayLink, DayPage
    from giliran.views.usage import Usage, UseRow


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


def day_tables(corpus: Corpus, pages: Sequence[DayPage], usage: Usage) -> tuple[DayTable, ...]:
    """Sum by day: everyone, and then each jurisdiction by itself where there are several."""
    titles = {name: realm(corpus, entry).title for name, entry in sorted(corpus.jurisdictions.items())}
    tables = [_day_table(None, None, pages, usage.rows)]
    if len(titles) > 1:
        for name, title in titles.items():
            rows = [row for row in usage.rows if row.jurisdiction == name]
            tables.append(_day_table(name, title, pages, rows))
    return tuple(table for table in tables if table.days)


def _day_table(name: str | None, title: str | None, pages: Sequence[DayPage], rows: Sequence[UseRow]) -> DayTable:
    sums = summed(rows, lambda row: row.day.isoformat())
    days = tuple(
        DayTurns(
            page.link,
            page.link.weekday + same(f" {page.link.day.day}"),
            sums[page.link.day.isoformat()],
            _limits(page, title),
        )
        for page in pages
        if page.link.day.isoformat() in sums
    )
    return DayTable(name, title, days, Turns.total(day.turns for day in days))


def _limits(page: DayPage, title: str | None) -> tuple[DayLimit, ...]:
    """Give the shares of a day, of one jurisdiction where it is named."""
    own = (entry for entry in page.governments if title is None or entry.title == title)
    return tuple(dict.fromkeys(limit for entry in own for limit in entry.limits))


def agency_tables(
    corpus: Corpus, by_unit: Mapping[str, Sequence[MonthLimits]], agencies: Sequence[AgencyPage], usage: Usage
) -> tuple[AgencyTable, ...]:
    """Sum by agency, those that were allowed anything."""
    found: dict[str, list[AgencyTurns]] = {}
    for page in agencies:
        turns = usage.turns_of_agency(page.id)
        if turns == NOTHING or turns.at_most == 0:
            continue
        jurisdiction = corpus.jurisdiction_over(page.id)
        assert jurisdiction is not None  # the corpus has no errors
        may = [unit.head.id for unit in page.units if usage.turns_of_unit(unit.head.id).at_most]
        clauses = dict.fromkeys(link for unit in may for link in _clauses(by_unit[unit]))
        found.setdefault(jurisdiction.name, []).append(AgencyTurns(page.id, page.name, len(may), turns, tuple(clauses)))
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
