"""The pages of the overview, put together once for both languages."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.survey.charts import Chart, agency_chart, day_chart, gap_chart, spread_chart
from giliran.views.survey.fairness import LEAST, Gaps, UnitSpread, gaps, unit_spreads
from giliran.views.survey.states import STATES, GovernmentStates, UnitState, government_states
from giliran.views.survey.turns import AgencyTable, DayTable, agency_tables, day_tables
from giliran.views.usage import Turns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.schemas import MonthLimits
    from giliran.views.agencies import AgencyPage
    from giliran.views.days import DayPage
    from giliran.views.survey.findings import Warned
    from giliran.views.usage import Usage


@dataclass(frozen=True, slots=True)
class StateSum:
    """How many units are in a state, in all jurisdictions."""

    state: str
    units: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What both editions show. ``others`` counts the warnings that are about no unit of the repository.

    The charts stand in the order of their tables.
    """

    units: int
    may: int
    turns: Turns
    states: tuple[StateSum, ...]
    governments: tuple[GovernmentStates, ...]
    warned: int
    warnings: int
    others: int
    days: tuple[DayTable, ...]
    day_charts: tuple[Chart, ...]
    agencies: tuple[AgencyTable, ...]
    agency_charts: tuple[Chart, ...]
    gaps: Gaps | None
    gap_chart: Chart | None
    least: int


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The units that the distribution counts together."""

    gap: int
    units: tuple[UnitSpread, ...]


@dataclass(frozen=True, slots=True)
class Spreads:
    """The gaps unit by unit, for the internal edition."""

    units: tuple[UnitSpread, ...]
    chart: Chart | None

    @property
    def by_gap(self) -> tuple[GapGroup, ...]:
        """Give the units by the size of their gap, as the distribution counts them."""
        grouped = itertools.groupby(self.units, key=lambda spread: spread.counted)
        return tuple(GapGroup(gap, tuple(spreads)) for gap, spreads in grouped)


def survey(
    corpus: Corpus,
    by_unit: Mapping[str, Sequence[MonthLimits]],
    agencies: Sequence[AgencyPage],
    days: Sequence[DayPage],
    usage: Usage,
    warnings: Sequence[Warned],
) -> tuple[Survey, Spreads]:
    """Put the overview together: what both editions show, and what only the internal one does."""
    governments = government_states(corpus, by_unit, agencies, usage, warnings)
    units = {unit.id: unit for unit in _units(governments)}
    may = {key: unit for key, unit in units.items() if unit.months}
    spreads = unit_spreads(corpus, by_unit, may, {page.id: page.name for page in agencies})
    day, agency = day_tables(corpus, days, usage), agency_tables(corpus, by_unit, agencies, usage)
    known = gaps(spreads, len(may))
    sums = (StateSum(state, sum(entry.number(state) for entry in governments)) for state in STATES)
    shown = {group.state for entry in governments for group in entry.groups}
    about_units = sum(entry.warnings for entry in governments)
    both = Survey(
        len(units),
        len(may),
        Turns.total(row.turns for row in usage.rows),
        tuple(entry for entry in sums if entry.state in shown),
        governments,
        sum(bool(unit.warnings) for unit in units.values()),
        about_units,
        len(warnings) - about_units,
        day,
        tuple(day_chart(table) for table in day),
        agency,
        tuple(agency_chart(table) for table in agency),
        known,
        None if known is None else gap_chart(known),
        LEAST,
    )
    return both, Spreads(spreads, spread_chart(spreads) if spreads else None)


def _units(governments: Sequence[GovernmentStates]) -> list[UnitState]:
    found = (
        unit for entry in governments for group in entry.groups for agency in group.agencies for unit in agency.units
    )
    return sorted(found, key=lambda unit: unit.id)
