"""Days at home per person: each for the internal edition, how many have how many for everybody.

Counted are, as for evenness (:mod:`giliran.views.survey.fairness`), the people whom the law counts on the working days on
which their unit may have anyone at home. Who changed units counts in each of them in the table by person, and once, with
the sum of their days, in the distribution.

The public distribution is one of ranges, each of at least as many people as a group must have. Numbers of days one by one
with the small ones left out would not do: whoever knows the sum of all turns could work out two that are hidden.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from giliran.evaluate.forms import FAIRNESS, GAPS, HOME_DAYS, PEOPLE
from giliran.views.survey.fairness import FEWEST_UNITS, gaps
from giliran.views.tables.records import Table, fairness_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.evaluate.ground import Ground, UnitGround
    from giliran.views.survey.fairness import Gaps
    from giliran.views.tables.records import Cell

STEP = 5
"""The days that a range of the public edition has at least: a week."""


def people_table(given: Ground) -> Table:
    """Give everybody's days. For the internal edition only."""
    return Table(PEOPLE, tuple(row for unit in given.units for row in _people(given, unit)))


def _people(given: Ground, unit: UnitGround) -> Iterator[tuple[Cell, ...]]:
    days: Counter[str] = Counter()
    home: Counter[str] = Counter()
    recalled: Counter[str] = Counter()
    for limits in unit.months:
        schedule = given.corpus.schedule_of(unit.id, limits.month)
        orders = {(order.day, order.employee) for order in schedule.recalls} if schedule is not None else set()
        for each in limits.open_days:
            if not each.at_most:
                continue
            days.update(each.people)
            listed = () if schedule is None else schedule.home.get(each.day, ())
            home.update(listed)
            recalled.update(person for person in listed if (each.day, person) in orders)
    names = {member.id: member.name for member in given.corpus.units[unit.id].employees}
    for person in sorted(days):
        yield (unit.agency, unit.id, person, names[person], days[person], home[person], recalled[person])


def home_days_table(people: Table, smallest: int | None) -> Table:
    """Count people by their days at home: one by one or, with the size of the smallest group, in ranges."""
    sums: Counter[str] = Counter()
    for row in people.rows:
        person, days = row[2], row[5]
        assert isinstance(person, str)
        assert isinstance(days, int)
        sums[person] += days
    counts = Counter(sums.values())
    if smallest is None:
        return Table(HOME_DAYS, tuple((number, number, counts[number]) for number in sorted(counts)))
    return Table(HOME_DAYS, tuple(_ranges(counts, smallest)))


def _ranges(counts: Counter[int], smallest: int) -> Iterator[tuple[int, int, int]]:
    """Cut the days into ranges of a week, none or longer ones where too few people are in it."""
    if counts.total() < smallest:
        return
    top = max(counts)
    bounds: list[int] = []
    left = counts.total()
    inside = 0
    for start in range(0, top + 1, STEP):
        if not bounds or (inside >= smallest and left >= smallest):
            bounds.append(start)
            inside = 0
        here = sum(counts[number] for number in range(start, start + STEP))
        inside += here
        left -= here
    if inside < smallest and len(bounds) > 1:
        bounds.pop()
    last = (top // STEP + 1) * STEP
    for start, end in pairwise((*bounds, last)):
        yield start, end - 1, sum(counts[number] for number in range(start, end))


def found_gaps(given: Ground, *, public: bool) -> Gaps | None:
    """Count the gaps inside units; the public edition has them only where they are of several units."""
    spreads = [unit.sum.spread for unit in given.units if unit.sum.spread is not None]
    if public and len(spreads) < FEWEST_UNITS:
        return None
    return gaps(spreads, sum(bool(unit.sum.state.months) for unit in given.units))


def gaps_table(found: Gaps | None) -> Table:
    """Give how many units have which gap."""
    return Table(GAPS, () if found is None else tuple((entry.gap, entry.units) for entry in found.counts))


def evenness_table(given: Ground) -> Table:
    """Give the gap of each unit. For the internal edition only."""
    spreads = [unit.sum.spread for unit in given.units if unit.sum.spread is not None]
    return Table(FAIRNESS, fairness_table(spreads).rows)
