"""Recalls and dispensations of a period, as the schedules and the letters have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.evaluate.record_forms import DISPENSATIONS, RECALLS
from giliran.views.tables.records import Table
from giliran.views.usage import Turns, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.evaluate.ground import Ground
    from giliran.model import Dispensation
    from giliran.views.tables.records import Cell


def recalled_people(given: Ground) -> dict[str, frozenset[str]]:
    """Give, by agency, the people who were called in on a working day of the period."""
    people: dict[str, set[str]] = {agency: set() for agency in given.agencies}
    for unit in given.units:
        for limits in unit.months:
            schedule = given.corpus.schedule_of(unit.id, limits.month)
            if schedule is not None:
                open_days = {each.day for each in limits.open_days}
                people[unit.agency].update(order.employee for order in schedule.recalls if order.day in open_days)
    return {agency: frozenset(own) for agency, own in people.items()}


def recalls_table(given: Ground, recalled: Mapping[str, frozenset[str]]) -> Table:
    """Count, by agency, who was called in: people, and their turns."""
    rows: list[tuple[Cell, ...]] = []
    for agency in given.agencies:
        turns = whole(given.use[agency])
        rows.append(("agency", agency, len(recalled[agency]), turns.recalled, turns.at_home))
    turns = Turns.total(whole(own) for own in given.use.values())
    rows.append(("total", "total", len(frozenset().union(*recalled.values())), turns.recalled, turns.at_home))
    return Table(RECALLS, tuple(rows))


def dispensations_table(given: Ground) -> Table:
    """Give the dispensations that are in force on any day of the period, with what was made of them.

    Letters, and what they give as a reason, stay with the personnel agency.
    """
    found = [entry for entry in given.corpus.dispensations if entry.period.overlaps(given.period)]
    rows = [
        _row(given, entry) for entry in sorted(found, key=lambda entry: (entry.unit, entry.clause, entry.period.start))
    ]
    return Table(DISPENSATIONS, tuple(row for row in rows if row is not None))


def _row(given: Ground, entry: Dispensation) -> tuple[Cell, ...] | None:
    unit = given.unit.get(entry.unit)
    if unit is None:
        return None
    governed = {
        each.day for each in unit.days if each.dispensation is not None and each.dispensation.name == entry.name
    }
    turns = Turns.total(row.turns for row in unit.sum.use if row.day in governed)
    numbers = (turns.headcount, turns.at_most, turns.at_home, turns.use.percent)
    return (unit.agency, unit.id, entry.clause, entry.period.start, entry.period.end, len(governed), *numbers)
