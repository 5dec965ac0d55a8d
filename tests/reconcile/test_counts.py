"""What is published equals a naive recount, and what is left out cannot be worked out from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from giliran.reconcile.counts import Line, lines
from giliran.reconcile.measures import Measure, measures

if TYPE_CHECKING:
    from giliran.reconcile.reconciling import Reconciled
    from tests.reconcile.invented import Planted


def published(whole: Reconciled, smallest: int) -> tuple[tuple[Line, ...], dict[str, Measure]]:
    counted = measures(whole.given, whole.judged)
    return lines(whole.given, counted, smallest), {each.name: each for each in counted}


def recount(whole: Reconciled, measure: Measure, table: str) -> Counter[str]:
    """Count cell by cell, by what the model says of each unit."""
    given, made = whole.given, Counter[str]()
    for who, at in zip(*np.nonzero(measure.counts), strict=True):
        group = {"agency": given.units[given.unit[who, at]].agency, "day": given.days[at].isoformat(), "total": "total"}
        made[group[table]] += int(measure.counts[who, at])
    return made


@pytest.mark.parametrize("smallest", [3, 10, 60, 400])
def test_counts_equal_a_naive_recount(found: tuple[Planted, Reconciled], smallest: int) -> None:
    whole = found[1]
    shown, counted = published(whole, smallest)
    assert shown or smallest > 60
    recounted = {
        (name, table): recount(whole, each, table)
        for name, each in counted.items()
        for table in ("agency", "day", "total")
    }
    for line in shown:
        for name, value in line.counts:
            assert value is None or value == recounted[name, line.table][line.group]


def test_a_measure_that_is_not_in_the_table_of_counts_is_not_passed_over(found: tuple[Planted, Reconciled]) -> None:
    whole = found[1]
    strange = replace(measures(whole.given, whole.judged)[1], name="no-record-0")
    with pytest.raises(AssertionError, match="no-record-0"):
        lines(whole.given, [strange], 10)


@pytest.mark.parametrize("smallest", [3, 10, 60, 400])
def test_what_is_left_out_cannot_be_worked_out(found: tuple[Planted, Reconciled], smallest: int) -> None:
    """Each table with its total is one equation: it must have no single unknown, nor unknowns that are a small group."""
    whole = found[1]
    shown, counted = published(whole, smallest)
    families = {line.family for line in shown}
    hidden = 0
    for family in families:
        mine = [line for line in shown if line.family == family]
        base = np.logical_or.reduce([counted[name].base for name, _ in mine[0].counts])
        total = next(line for line in mine if line.table == "total")
        assert total.people is not None
        assert total.people >= smallest
        for table in ("agency", "day"):
            out = [line for line in mine if line.table == table and line.people is None]
            hidden += len(out)
            assert all(value is None for line in out for _, value in line.counts)
            assert all(line.days is None for line in out)
            small = [
                line for line in mine if line.table == table and line.people is not None and 0 < line.people < smallest
            ]
            assert not small
            if out:
                assert len(out) >= 2
                days = {day.isoformat(): at for at, day in enumerate(whole.given.days)}
                together = _people(whole, base, {line.group for line in out}, days if table == "day" else None)
                assert together >= smallest
    assert hidden or smallest == 3


def _people(whole: Reconciled, base: np.ndarray, groups: set[str], days: dict[str, int] | None) -> int:
    given, found = whole.given, set()
    for who, at in zip(*np.nonzero(base), strict=True):
        group = given.days[at].isoformat() if days is not None else given.units[given.unit[who, at]].agency
        if group in groups:
            found.add(int(who))
    return len(found)


@pytest.mark.parametrize("name", ["no-record-1", "records-complete"])
def test_groups_that_are_left_out_together_do_not_say_the_same_of_everybody(
    found: tuple[Planted, Reconciled], name: str
) -> None:
    """Of two agencies in which nobody kept to the clause, the total would tell as much as their own lines."""
    given = found[1].given
    counted = measures(given, found[1].judged)
    agency = np.array([unit.agency for unit in given.units])[np.maximum(given.unit, 0)]
    base = np.logical_or.reduce([each.base for each in counted if each.name in {"records-complete", "no-record-1"}])
    usual = {each: len(np.unique(np.nonzero(base & (agency == each))[0])) for each in np.unique(agency)}
    chosen = [each for each, people in sorted(usual.items(), key=lambda pair: -pair[1])][:2]
    struck = np.isin(agency, chosen)
    altered = tuple(
        replace(
            each,
            counts=np.where(struck, each.base if each.fault else False, ~each.base if each.fault else each.base)
            & each.base,
        )
        if each.name == name
        else each
        for each in counted
        if each.name in {"homes", name}
    )
    shown = [line for line in lines(given, altered, 1) if line.table == "agency"]
    out = [line.group for line in shown if line.people is None]
    assert set(chosen) < set(out)
    told = next(each for each in altered if each.name == name)
    inside = np.isin(agency, out) & told.base
    assert 0 < told.counts[inside].sum() < inside.sum()
