"""The index of agencies, a page for each agency and unit, and the list of compiled schemas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.limits import allowance, share_windows
from giliran.membership import Roster
from giliran.model import Unit
from giliran.timeline import days
from giliran.views.standing import ClauseLink, Standing, UnitHead, standing, unit_head
from giliran.views.words import KINDS, day_range, plain
from giliran.wording import Text, month_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Law
    from giliran.model import Agency
    from giliran.schemas import MonthLimits
    from giliran.views.usage import DayUse, Usage, Use


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A month of a unit: ``scheduled`` tells whether there is a schedule file."""

    month: str
    title: Text
    scheduled: bool
    days: int
    schema: str
    advisory: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit with its months and numbers.

    ``headcount`` is the number of people counted, smallest and largest over the window;
    ``members`` is everyone who belongs to the unit on some day of it.
    """

    head: UnitHead
    months: tuple[MonthLink, ...]
    headcount: tuple[int, int]
    members: int
    use: Use


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """An agency with its units."""

    id: str
    name: str
    kind: Text
    note: Text | None
    standing: Standing
    units: tuple[UnitPage, ...]
    people: int
    use: Use


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """Agencies in the same state, by name, with the clause where they all rest on the same one."""

    state: str
    clause: ClauseLink | None
    agencies: tuple[AgencyPage, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The start page: every agency, sums over all of them, and the window in words."""

    government: str | None
    window: Text | None
    agencies: tuple[AgencyPage, ...]
    groups: tuple[AgencyGroup, ...]
    units: int
    people: int
    use: Use
    days: tuple[DayUse, ...]


def unit_page(corpus: Corpus, unit: Unit, law: Law, months: Sequence[MonthLimits], usage: Usage) -> UnitPage:
    """Describe one unit."""
    open_days = [found for limits in months for found in limits.open_days]
    counts = [found.headcount for found in open_days] or [0]
    members: set[str] = set()
    for found in open_days:
        members |= {member.id for member in corpus.roster(unit.id).on(found.day)}
    links = tuple(
        MonthLink(
            limits.month,
            month_name(next(iter(limits.days))),
            f"schedules/{unit.id}/{limits.month}.yaml" in corpus.schedules,
            len(limits.open_days),
            f"schedules/{unit.id}/{limits.month}.schema.json",
            limits.advisers(),
        )
        for limits in months
    )
    head = unit_head(corpus, unit, law, months)
    return UnitPage(head, links, (min(counts), max(counts)), len(members), usage.of_unit(unit.id))


def agency_page(corpus: Corpus, agency: Agency, units: tuple[UnitPage, ...], usage: Usage) -> AgencyPage:
    """Describe one agency; one without units in the repository stands as its own facts say."""
    return AgencyPage(
        agency.id,
        agency.name,
        plain(agency.kind, KINDS),
        agency.note,
        _agency_standing(corpus, agency, units),
        units,
        sum(page.members for page in units),
        usage.of_agency(agency.id),
    )


def _agency_standing(corpus: Corpus, agency: Agency, units: tuple[UnitPage, ...]) -> Standing:
    pretended = Unit(f"{agency.id}/-", agency.path, agency.name, "unit", agency.facts, ())
    law = corpus.law_of(pretended)
    if law is None:
        return Standing("closed", None, ())
    day = first_day(law)
    found = [] if day is None else [allowance(law, Roster(pretended), day)]
    own = standing(law, agency.facts, found, decided=False)
    states = {page.head.standing.state for page in units}
    if states and states != {own.state}:
        return Standing("partly" if len(states) > 1 else states.pop(), own.clause, own.facts, own.questions)
    return own


def first_day(law: Law) -> datetime.date | None:
    """Give the first working day of the first window, or ``None`` where there is no window."""
    for window in share_windows(law):
        last = window.end or window.start.replace(year=window.start.year + 1)
        found = next((day for day in days(window.start, last) if law.workdays.is_worked(day)), None)
        if found is not None:
            return found
    return None


def overview(corpus: Corpus, agencies: tuple[AgencyPage, ...], usage: Usage) -> Overview:
    """Describe the whole government."""
    jurisdictions = list(corpus.jurisdictions.values())
    days_used = usage.days()
    window = None
    if days_used:
        window = day_range(days_used[0].date, days_used[-1].date)
    return Overview(
        jurisdictions[0].title if len(jurisdictions) == 1 else None,
        window,
        agencies,
        tuple(_groups(agencies)),
        sum(len(page.units) for page in agencies),
        len({member.id for unit in corpus.units.values() for member in unit.employees}),
        usage.total(),
        days_used,
    )


def _groups(agencies: tuple[AgencyPage, ...]) -> Iterator[AgencyGroup]:
    for state in ("open", "partly", "excluded", "closed"):
        found = tuple(page for page in agencies if page.standing.state == state)
        clauses = {page.standing.clause for page in found}
        if found:
            yield AgencyGroup(state, clauses.pop() if len(clauses) == 1 else None, found)
