"""The index of agencies, a page for each agency and unit, and the list of compiled schemas."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.grammar import schedule_path
from giliran.limits import allowance
from giliran.membership import Roster
from giliran.model import Unit
from giliran.rulings import share_windows
from giliran.timeline import Period, days
from giliran.views.facts import FactWords
from giliran.views.law import span
from giliran.views.realm import Realm, jurisdiction_of, realm
from giliran.views.services import ServiceLine, service_lines
from giliran.views.standing import ClauseLink, Standing, UnitHead, standing, unit_head
from giliran.views.words import day_range
from giliran.wording import Text, month_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Agency, Jurisdiction
    from giliran.rulings import Law
    from giliran.schemas import MonthLimits
    from giliran.views.usage import Use


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
    ``members`` is everyone who belongs to the unit on some day of it, or at any time where there is no window.
    """

    head: UnitHead
    months: tuple[MonthLink, ...]
    headcount: tuple[int, int]
    members: int
    use: Use


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """An agency with its units; ``people`` counts as each of the units does, whoever moved between them once."""

    id: str
    name: str
    note: Text | None
    standing: Standing
    realm: Realm
    units: tuple[UnitPage, ...]
    people: int
    use: Use
    services: tuple[ServiceLine, ...]


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency on the start page; ``units`` and ``people`` are numbers."""

    id: str
    name: str
    standing: Standing
    units: int
    people: int
    use: Use

    @classmethod
    def of(cls, page: AgencyPage) -> AgencyLine:
        """Take what the start page shows of an agency."""
        return cls(page.id, page.name, page.standing, len(page.units), page.people, page.use)


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """Agencies in the same state, by name, with the clause where they all rest on the same one."""

    state: str
    clause: ClauseLink | None
    agencies: tuple[AgencyLine, ...]


@dataclass(frozen=True, slots=True)
class Government:
    """One jurisdiction on the start page: its name, its window in words, and its agencies by their state."""

    name: str
    title: str | None
    window: Text | None
    realm: Realm
    groups: tuple[AgencyGroup, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The start page: the jurisdictions, every agency, and sums over all of them."""

    governments: tuple[Government, ...]
    agencies: tuple[AgencyLine, ...]
    units: int
    people: int
    use: Use


def unit_page(corpus: Corpus, unit: Unit, law: Law, months: Sequence[MonthLimits], use: Use) -> UnitPage:
    """Describe one unit."""
    open_days = [found for limits in months for found in limits.open_days]
    counts = [found.headcount for found in open_days] or [0]
    members = members_on(corpus, unit.id, (found.day for found in open_days))
    links = tuple(
        MonthLink(
            limits.month,
            month_name(next(iter(limits.days))),
            schedule_path(unit.id, limits.month) in corpus.schedules,
            len(limits.open_days),
            f"schedules/{unit.id}/{limits.month}.schema.json",
            limits.advisers(),
        )
        for limits in months
    )
    head = unit_head(corpus, unit, law, months)
    return UnitPage(head, links, (min(counts), max(counts)), len(members), use)


def members_on(corpus: Corpus, unit: str, window: Iterable[datetime.date]) -> frozenset[str]:
    """Give who belongs to a unit on some day of a window, or at any time where the window is empty."""
    roster = corpus.roster(unit)
    present = [roster.on(day) for day in window] or [roster.unit.employees]
    return frozenset(member.id for people in present for member in people)


def agency_page(corpus: Corpus, agency: Agency, units: tuple[UnitPage, ...], people: int, use: Use) -> AgencyPage:
    """Describe one agency; one without units in the repository stands as its own facts say.

    ``people`` is the number of those who belong to its units, each counted once.
    """
    return AgencyPage(
        agency.id,
        agency.name,
        agency.note,
        _agency_standing(corpus, agency, units),
        realm(corpus, jurisdiction_of(corpus, agency)),
        units,
        people,
        use,
        service_lines(corpus, jurisdiction_of(corpus, agency), agency),
    )


def _agency_standing(corpus: Corpus, agency: Agency, units: tuple[UnitPage, ...]) -> Standing:
    pretended = whole_agency(agency)
    law = corpus.law_of(pretended)
    assert law is not None  # the corpus has no errors
    day = first_day(law)
    found = [] if day is None else [allowance(law, Roster(pretended), day)]
    own = standing(law, FactWords.of(corpus), agency.facts, found, decided=False)
    states = {page.head.standing.state for page in units}
    if states and states != {own.state}:
        return Standing("partly" if len(states) > 1 else states.pop(), own.clause, own.facts, own.questions)
    if not states and own.state == "open":
        return replace(own, state="unrecorded")
    return own


def first_day(law: Law) -> datetime.date | None:
    """Give the first working day of the first window, or ``None`` where there is no window."""
    for window in share_windows(law):
        last = window.end or window.start + datetime.timedelta(days=366)
        found = next((day for day in days(window.start, last) if law.workdays.is_worked(day)), None)
        if found is not None:
            return found
    return None


def overview(corpus: Corpus, agencies: tuple[AgencyLine, ...], use: Use) -> Overview:
    """Describe the whole repository."""
    governments = tuple(_government(corpus, entry, agencies) for _, entry in sorted(corpus.jurisdictions.items()))
    return Overview(
        governments,
        agencies,
        sum(entry.units for entry in agencies),
        sum(entry.people for entry in governments),
        use,
    )


def _government(corpus: Corpus, jurisdiction: Jurisdiction, agencies: tuple[AgencyLine, ...]) -> Government:
    own = [entry for entry in agencies if jurisdiction_of(corpus, corpus.agencies[entry.id]) == jurisdiction]
    listed = frozenset(entry.id for entry in own)
    law = corpus.law_of(whole_agency(corpus.agencies[own[0].id])) if own else None
    bound = realm(corpus, jurisdiction)
    return Government(
        jurisdiction.name,
        jurisdiction.title or bound.title,
        None if law is None else _window(law),
        bound,
        tuple(_groups(tuple(own))),
        len({member.id for unit in corpus.units.values() if unit.agency in listed for member in unit.employees}),
    )


def whole_agency(agency: Agency) -> Unit:
    """Give a unit that stands for an agency: its facts, and nobody in it."""
    return Unit(f"{agency.id}/-", agency.path, agency.name, "unit", agency.facts, ())


def _window(law: Law) -> Text | None:
    """Spell the days from the first working day of all windows to the last, or since when where one is open."""
    windows = share_windows(law)
    first = first_day(law)
    if first is None:
        return None
    end = max(window.last for window in windows)
    if end == datetime.date.max:
        return span(Period(windows[0].start))
    while not law.workdays.is_worked(end):
        end -= datetime.timedelta(days=1)
    return day_range(first, end)


def _groups(agencies: tuple[AgencyLine, ...]) -> Iterator[AgencyGroup]:
    for state in ("open", "partly", "excluded", "unrecorded", "closed"):
        found = tuple(page for page in agencies if page.standing.state == state)
        clauses = {page.standing.clause for page in found}
        if found:
            yield AgencyGroup(state, clauses.pop() if len(clauses) == 1 else None, found)
