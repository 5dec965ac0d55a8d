"""The rows of each table, from what the pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from giliran.views.tables.forms import AGENCIES, DAYS, FAIRNESS, GAPS, UNITS, USAGE, Form
from giliran.views.usage import summed

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from giliran.corpus import Corpus
    from giliran.views.agencies import AgencyPage
    from giliran.views.survey.fairness import UnitSpread
    from giliran.views.survey.page import Survey
    from giliran.views.survey.states import UnitState
    from giliran.views.usage import Turns, Usage

Cell: TypeAlias = "str | int | float | datetime.date | None"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its form, and rows in the order of their key, with a cell for each column."""

    form: Form
    rows: tuple[tuple[Cell, ...], ...]


def tables(corpus: Corpus, agencies: Sequence[AgencyPage], usage: Usage, shown: Survey) -> tuple[Table, ...]:
    """Give the tables of both editions."""
    units = _units(shown)
    found = [
        Table(USAGE, tuple((row.agency, row.unit, row.day, *_turns(row.turns)) for row in usage.rows)),
        Table(DAYS, tuple(_days(usage))),
        Table(
            AGENCIES, tuple(_agency(corpus, page, units, usage) for page in sorted(agencies, key=lambda page: page.id))
        ),
        Table(UNITS, tuple(_unit(unit) for unit in units)),
    ]
    if shown.gaps is not None:
        found.append(Table(GAPS, tuple((entry.gap, entry.units) for entry in shown.gaps.counts)))
    return tuple(found)


def fairness_table(spreads: Iterable[UnitSpread]) -> Table:
    """Give the table that only the internal edition publishes."""
    rows = (
        (
            spread.unit.agency,
            spread.unit.id,
            spread.days,
            spread.compared,
            spread.left_out,
            spread.least.number,
            spread.median.number,
            spread.most.number,
            spread.gap.number,
        )
        for spread in sorted(spreads, key=lambda spread: spread.unit.id)
    )
    return Table(FAIRNESS, tuple(rows))


def _turns(turns: Turns) -> tuple[Cell, ...]:
    return (turns.headcount, turns.at_most, turns.at_home, turns.recalled, turns.use.percent)


def _days(usage: Usage) -> Iterable[tuple[Cell, ...]]:
    days = {row.day.isoformat(): row.day for row in usage.rows}
    for jurisdiction in sorted({row.jurisdiction for row in usage.rows}):
        own = (row for row in usage.rows if row.jurisdiction == jurisdiction)
        for day, turns in summed(own, lambda row: row.day.isoformat()).items():
            yield (jurisdiction, days[day], *_turns(turns))


def _agency(corpus: Corpus, page: AgencyPage, units: Sequence[UnitState], usage: Usage) -> tuple[Cell, ...]:
    jurisdiction = corpus.jurisdiction_over(page.id)
    assert jurisdiction is not None  # the corpus has no errors
    own = [unit for unit in units if unit.agency == page.id]
    counts = (sum(unit.state == state for unit in own) for state in ("published", "partly", "missing", "excluded"))
    warnings = sum(unit.warned for unit in own)
    turns = _turns(usage.turns_of_agency(page.id))
    return (jurisdiction.name, page.id, page.name, page.standing.state, len(own), *counts, warnings, *turns)


def _unit(unit: UnitState) -> tuple[Cell, ...]:
    clause = None if unit.clause is None or unit.state != "excluded" else f"{unit.clause.circular}/{unit.clause.name}"
    months = (len(unit.months), unit.published)
    return (unit.agency, unit.id, unit.name, unit.state, clause, *months, unit.warned, *_turns(unit.turns))


def _units(shown: Survey) -> list[UnitState]:
    groups = (group for entry in shown.governments for group in entry.groups)
    return sorted(
        (unit for group in groups for entry in group.agencies for unit in entry.units), key=lambda unit: unit.id
    )
