"""Counts by agency and by day together: an integer program tries to work out from what is shown what may not be known."""

from __future__ import annotations

import datetime
import random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from giliran.reconcile.counts import lines
from giliran.reconcile.measures import Measure
from giliran.wording import same

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from giliran.reconcile.counts import Line

Cell = tuple[int, int]
CLAUSE: Any = object()


class Office:
    """People of agencies by days: who is at home, and who of them has no record."""

    def __init__(self, sizes: Sequence[int], homes: np.ndarray, missing: np.ndarray) -> None:
        self.agency, self.homes, self.missing = np.repeat(np.arange(len(sizes)), sizes), homes, missing
        self.agencies = tuple(f"dinas-{at}" for at in range(len(sizes)))
        self.days = tuple(datetime.date(2023, 9, 4) + datetime.timedelta(days=at) for at in range(homes.shape[1]))

    @classmethod
    def by_chance(cls, seed: int) -> Office:
        """Draw one; in some, whole agencies are at the office on whole days."""
        chance = random.Random(seed)
        sizes = [chance.randrange(1, 16) for _ in range(chance.randrange(2, 6))]
        shape = sum(sizes), chance.randrange(2, 7)
        agency = np.repeat(np.arange(len(sizes)), sizes)
        often, seldom, away = chance.choice((0.1, 0.3, 0.5)), chance.choice((0.02, 0.1, 0.3)), chance.choice((0, 0.4))
        draw = np.random.default_rng(seed)
        homes = (draw.random(shape) < often) & (draw.random((len(sizes), shape[1])) >= away)[agency]
        return cls(sizes, homes, homes & (draw.random(shape) < seldom))

    def shown(self, smallest: int, kept: str = "records-complete", broken: str = "no-record-1") -> tuple[Line, ...]:
        """Give what is published of them."""
        given: Any = SimpleNamespace(
            unit=np.broadcast_to(self.agency[:, None], self.homes.shape).astype(np.int32),
            units=tuple(SimpleNamespace(agency=name) for name in self.agencies),
            off=(None,) * len(self.days),
            worked=np.ones(len(self.days), bool),
            days=self.days,
        )
        complete = Measure(kept, same(""), (), self.homes & ~self.missing, self.homes, clauses=(CLAUSE,))
        missing = Measure(broken, same(""), (), self.missing, self.homes, fault=True, clauses=(CLAUSE,))
        return lines(given, (complete, missing), smallest)

    def cells(self, values: np.ndarray) -> dict[Cell, set[int]]:
        """Give the people of each agency on each day."""
        return {
            (agency, day): set(np.flatnonzero(values[:, day] & (self.agency == agency)).tolist())
            for agency in range(len(self.agencies))
            for day in range(len(self.days))
        }

    def given_away(self, smallest: int) -> Sequence[tuple[Collection[Cell], int]]:
        """Give small groups of which it can be worked out how many, and that any, have no record."""
        shown = {(line.table, line.group): dict(line.counts)["no-record-1"] for line in self.shown(smallest)}
        if not shown:
            return []
        homes, missing = self.cells(self.homes), self.cells(self.missing)
        rows = [[cell for cell in homes if cell[0] == at] for at in range(len(self.agencies))]
        columns = [[cell for cell in homes if cell[1] == at] for at in range(len(self.days))]
        tried = [*([cell] for cell in homes), *rows, *columns]
        tried += [[other for other in line if other != cell] for line in (*rows, *columns) for cell in line]
        known = [(list(homes), shown["total", "total"])]
        known += [(row, shown["agency", name]) for row, name in zip(rows, self.agencies, strict=True)]
        known += [(line, shown["day", day.isoformat()]) for line, day in zip(columns, self.days, strict=True)]
        found = []
        for group in tried:
            people = set[int]().union(*(homes[cell] for cell in group))
            number = sum(len(missing[cell]) for cell in group)
            if 0 < len(people) < smallest and number:
                most, least = (extreme(homes, known, group, sign) for sign in (1, -1))
                assert least <= number <= most
                if least == most:
                    found.append((group, number))
        return found


def extreme(
    homes: dict[Cell, set[int]], known: Sequence[tuple[Sequence[Cell], int | None]], group: Collection[Cell], sign: int
) -> int:
    """Work out the most, or with -1 the least, that the cells of a group can sum up to."""
    model = cp_model.CpModel()
    cells = {cell: model.new_int_var(0, len(people), "") for cell, people in homes.items()}
    for line, value in known:
        if value is not None:
            model.add(sum(cells[cell] for cell in line) == value)
    model.maximize(sign * sum(cells[cell] for cell in group))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return sign * round(solver.objective_value)


def test_a_day_less_the_agency_that_was_at_home_then_alone_is_not_two_people() -> None:
    """Twelve people of one agency were at home on Monday, and on no other day; beside them two of another that is large."""
    homes = np.zeros((26, 2), bool)
    homes[:12, 0] = homes[12:14, 0] = homes[14:, 1] = True
    missing = np.zeros((26, 2), bool)
    missing[[0, 1, 12, 20, 21], [0, 0, 0, 1, 1]] = True
    office = Office((12, 14), homes, missing)
    tables = {(line.table, line.group): line.days for line in office.shown(10)}
    assert tables == {
        ("agency", "dinas-0"): 12,
        ("agency", "dinas-1"): 14,
        ("day", "2023-09-04"): None,
        ("day", "2023-09-05"): None,
        ("total", "total"): 26,
    }


def test_of_recalls_all_agencies_are_shown_or_none() -> None:
    """The table of an evaluation may hide others for their size, and show those that are hidden here."""
    for called, hidden in (((4, 12, 11), True), ((13, 12, 11), False)):
        homes = np.zeros((90, 1), bool)
        for agency, number in enumerate(called):
            homes[agency * 30 : agency * 30 + number] = True
        office = Office((30, 30, 30), homes, homes & (np.arange(90) % 3 == 0)[:, None])
        tables = {(line.table, line.group): line.people for line in office.shown(10, "recall-obeyed", "recall-at-home")}
        assert [tables["agency", name] is None for name in office.agencies] == [hidden] * 3
        assert tables["total", "total"] == sum(called)


@pytest.mark.parametrize("seeds", [range(0, 50), range(50, 100)])
def test_no_small_group_can_be_worked_out(seeds: range) -> None:
    days = 0
    for seed in seeds:
        for smallest in (5, 10):
            office = Office.by_chance(seed)
            assert not office.given_away(smallest), (seed, smallest)
            days += any(line.table == "day" and line.people is not None for line in office.shown(smallest))
    assert days > 10, "not everything is left out"
