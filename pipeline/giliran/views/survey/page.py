"""The pages of the overview, put together once for both languages."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.sums import use_by_jurisdiction
from giliran.views.survey.charts import Chart, agency_chart, day_chart, gap_chart, spread_chart
from giliran.views.survey.fairness import LEAST, Gaps, UnitSpread, gaps
from giliran.views.survey.states import STATES, GovernmentStates, government_states
from giliran.views.survey.turns import AgencyTable, DayTable, agency_tables, day_tables
from giliran.views.usage import Turns, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.corpus import Corpus
    from giliran.views.days import DayBrief
    from giliran.views.sums import AgencySum


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
    corpus: Corpus, agencies: Sequence[AgencySum], days: Sequence[DayBrief], warnings: int
) -> tuple[Survey, Spreads]:
    """Put the overview together: what both editions show, and what only the internal one does.

    ``warnings`` is the number of all that the check gave.
    """
    governments = government_states(
        corpus, [entry.line for entry in agencies], {entry.line.id: entry.states for entry in agencies}
    )
    units = [unit for entry in agencies for unit in entry.states]
    may = [unit for unit in units if unit.months]
    found = (spread for entry in agencies for spread in entry.spreads)
    spreads = tuple(sorted(found, key=lambda spread: (-spread.gap.tenths, spread.unit.id)))
    use = use_by_jurisdiction(agencies)
    day = day_tables(corpus, days, use)
    agency = agency_tables(corpus, [entry.turns for entry in agencies if entry.turns is not None])
    known = gaps(spreads, len(may))
    sums = (StateSum(state, sum(entry.number(state) for entry in governments)) for state in STATES)
    shown = {group.state for entry in governments for group in entry.groups}
    about_units = sum(entry.warnings for entry in governments)
    both = Survey(
        len(units),
        len(may),
        Turns.total(whole(rows) for rows in use.values()),
        tuple(entry for entry in sums if entry.state in shown),
        governments,
        sum(bool(unit.warnings) for unit in units),
        about_units,
        warnings - about_units,
        day,
        tuple(day_chart(table) for table in day),
        agency,
        tuple(agency_chart(table) for table in agency),
        known,
        None if known is None else gap_chart(known),
        LEAST,
    )
    return both, Spreads(spreads, spread_chart(spreads) if spreads else None)
