"""What pages about many units need of each unit and each agency: worked out once, where its files are, and kept.

Pages over all units are made of these alone, so that one changed schedule costs the reading of one unit, and the units
can be worked out in other places than the pages over them. No type of this module has a place for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from giliran.views.agencies import AgencyLine, AgencyPage, UnitPage, agency_page, members_on, unit_page
from giliran.views.day_counts import AgencyBrief, UnitOnDay, agency_brief, unit_on_days
from giliran.views.realm import jurisdiction_of
from giliran.views.survey.fairness import UnitSpread, unit_spread
from giliran.views.survey.states import UnitState, unit_state
from giliran.views.survey.turns import AgencyTurns, agency_turns, unit_clauses
from giliran.views.usage import DayUse, by_day, unit_use, whole

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Agency, Unit
    from giliran.schemas import MonthLimits
    from giliran.views.standing import ClauseLink
    from giliran.views.survey.findings import Warned


@dataclass(frozen=True, slots=True)
class UnitSum:
    """What is told of a unit elsewhere. ``days`` are all of its windows, ``use`` those that are due.

    ``spread`` is for the internal edition only. ``clauses`` are those that set its limits.
    """

    page: UnitPage
    state: UnitState
    spread: UnitSpread | None
    clauses: tuple[ClauseLink, ...]
    days: tuple[UnitOnDay, ...]
    use: tuple[DayUse, ...]


UseRow: TypeAlias = tuple[str, str, int, int, int, int]
"""A unit, a day, and the numbers of :class:`~giliran.views.usage.Turns` in their order: plain, since they are many."""


@dataclass(frozen=True, slots=True)
class AgencySum:
    """What is told of an agency elsewhere, in numbers: ``by_day`` are its sums, ``days`` what pages of days show."""

    line: AgencyLine
    jurisdiction: str
    states: tuple[UnitState, ...]
    spreads: tuple[UnitSpread, ...]
    turns: AgencyTurns | None
    by_day: tuple[DayUse, ...]
    days: tuple[AgencyBrief, ...]


def unit_sum(corpus: Corpus, unit: Unit, months: Sequence[MonthLimits], warnings: Sequence[Warned]) -> UnitSum:
    """Sum up a unit of a corpus without errors; ``warnings`` are those about it."""
    law = corpus.law_of(unit)
    assert law is not None  # the corpus has no errors
    use = unit_use(corpus, months)
    turns = whole(use)
    page = unit_page(corpus, unit, law, months, turns.use)
    state = unit_state(corpus, page, months, turns, warnings)
    return UnitSum(
        page,
        state,
        unit_spread(corpus, state, months),
        unit_clauses(months),
        unit_on_days(corpus, page, months),
        use,
    )


def agency_sum(corpus: Corpus, agency: Agency, units: Sequence[UnitSum]) -> tuple[AgencyPage, AgencySum]:
    """Sum up an agency, given its units in the order of their ids; give its page as well."""
    days = by_day(unit.use for unit in units)
    turns = whole(days)
    days_of = {unit.page.head.id: [entry.day for entry in unit.days] for unit in units}
    people = {person for unit, window in days_of.items() for person in members_on(corpus, unit, window)}
    page = agency_page(corpus, agency, tuple(unit.page for unit in units), len(people), turns.use)
    return page, AgencySum(
        AgencyLine.of(page),
        jurisdiction_of(corpus, agency).name,
        tuple(unit.state for unit in units),
        tuple(unit.spread for unit in units if unit.spread is not None),
        agency_turns(agency, [(unit.state.turns, unit.clauses) for unit in units], turns),
        days,
        tuple(agency_brief(corpus, page, day, found) for day, found in on_days(units).items()),
    )


def use_rows(units: Iterable[UnitSum]) -> tuple[UseRow, ...]:
    """Give the rows of the largest table: each unit on each day."""
    return tuple(
        (unit.page.head.id, use.day.isoformat(), turns.headcount, turns.at_most, turns.at_home, turns.recalled)
        for unit in units
        for use in unit.use
        for turns in (use.turns,)
    )


def on_days(units: Iterable[UnitSum]) -> dict[datetime.date, list[UnitOnDay]]:
    """Give the units that stand on each day, in their order, earliest day first."""
    found: dict[datetime.date, list[UnitOnDay]] = {}
    for unit in units:
        for entry in unit.days:
            found.setdefault(entry.day, []).append(entry)
    return dict(sorted(found.items()))


def use_by_jurisdiction(agencies: Iterable[AgencySum]) -> dict[str, tuple[DayUse, ...]]:
    """Add up the agencies of each jurisdiction, day by day."""
    found: dict[str, list[tuple[DayUse, ...]]] = {}
    for entry in agencies:
        found.setdefault(entry.jurisdiction, []).append(entry.by_day)
    return {name: by_day(parts) for name, parts in found.items()}
