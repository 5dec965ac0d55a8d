"""The rows of each table, from what the pages show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from giliran.views.sums import use_by_jurisdiction
from giliran.views.tables.forms import AGENCIES, DAYS, FAIRNESS, GAPS, UNITS, USAGE, Form
from giliran.views.usage import Turns, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from giliran.views.sums import AgencySum, UseRow
    from giliran.views.survey.fairness import UnitSpread
    from giliran.views.survey.page import Survey
    from giliran.views.survey.states import UnitState

Cell: TypeAlias = "str | int | float | datetime.date | None"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its form, and rows in the order of their key, with a cell for each column."""

    form: Form
    rows: tuple[tuple[Cell, ...], ...]


def tables(agencies: Sequence[AgencySum], use: Iterable[UseRow], shown: Survey) -> tuple[Table, ...]:
    """Give the tables of both editions; ``use`` are the rows of all units."""
    agencies = sorted(agencies, key=lambda entry: entry.line.id)
    units = sorted((unit for entry in agencies for unit in entry.states), key=lambda unit: unit.id)
    found = [
        Table(USAGE, tuple(_usage(use))),
        Table(DAYS, tuple(_days(agencies))),
        Table(AGENCIES, tuple(_agency(entry) for entry in agencies)),
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


def _usage(rows: Iterable[UseRow]) -> Iterable[tuple[Cell, ...]]:
    spelt: dict[str, datetime.date] = {}
    counted: dict[tuple[int, ...], tuple[Cell, ...]] = {}  # many units have the same numbers
    for unit, day, *numbers in sorted(rows):
        if day not in spelt:
            spelt[day] = datetime.date.fromisoformat(day)
        turns = tuple(numbers)
        if turns not in counted:
            counted[turns] = _turns(Turns(*turns))
        yield (unit.partition("/")[0], unit, spelt[day], *counted[turns])


def _days(agencies: Sequence[AgencySum]) -> Iterable[tuple[Cell, ...]]:
    for jurisdiction, rows in sorted(use_by_jurisdiction(agencies).items()):
        for row in rows:
            yield (jurisdiction, row.day, *_turns(row.turns))


def _agency(entry: AgencySum) -> tuple[Cell, ...]:
    line, units = entry.line, entry.states
    counts = (sum(unit.state == state for unit in units) for state in ("published", "partly", "missing", "excluded"))
    warnings = sum(unit.warned for unit in units)
    turns = _turns(whole(entry.by_day))
    return (entry.jurisdiction, line.id, line.name, line.standing.state, len(units), *counts, warnings, *turns)


def _unit(unit: UnitState) -> tuple[Cell, ...]:
    clause = None if unit.clause is None or unit.state != "excluded" else f"{unit.clause.circular}/{unit.clause.name}"
    months = (len(unit.months), unit.published)
    return (unit.agency, unit.id, unit.name, unit.state, clause, *months, unit.warned, *_turns(unit.turns))
