"""On random small units, a plan is there whenever one can be, keeps to the law, and no other is better."""

from __future__ import annotations

import os
import random
from itertools import count, islice
from typing import TYPE_CHECKING, Any

import pytest

from giliran.check import check
from giliran.documents import read
from tests.plan.desks import UNIT, Desk, invented
from tests.plan.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIED = int(os.environ.get("GILIRAN_PLANS", "150"))
"""Units in the suite; ``GILIRAN_PLANS=2000`` proves more."""
PORTIONS = 5


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_a_plan_is_lawful_and_the_best_whenever_there_is_one(portion: int) -> None:
    """Every plan is compared with all there are; where all fail, counting says what clashes."""
    impossible = 0
    for number, desk, oracle in islice(_desks(portion), TRIED // PORTIONS):
        plan, text = desk.planned()
        best = oracle.best()
        if best is None:
            impossible += 1
            assert plan.clashes, f"unit {number}: a plan where there is none"
            continue
        assert plan.clashes == (), f"unit {number}: {plan.clashes[0].en}"
        assert text is not None
        home = {day.isoformat(): frozenset(people) for day, people in plan.days.items()}
        own = {day: home.get(day, frozenset()) for day in oracle.days}
        assert list(oracle.measured(iter([own]))) == [best], f"unit {number}"
        assert own in list(oracle.feasible()), f"unit {number}"
        assert {day: home.get(day, frozenset()) for day in oracle.settled} == oracle.settled
        _assert_lawful(desk, text, oracle)
    assert impossible > 0, "the samples hold no request that cannot be met"


def _desks(portion: int) -> Iterator[tuple[int, Desk, Oracle]]:
    """Give units with some day on which somebody may be at home, without end."""
    for number in count(portion, PORTIONS):
        desk = invented(random.Random(f"plan {number}"))
        oracle = Oracle(desk)
        if oracle.days:
            yield number, desk, oracle


def _assert_lawful(desk: Desk, text: str, oracle: Oracle) -> None:
    """Let the check judge the file that was written, the days that stayed as they were aside."""
    path = f"schedules/{UNIT}/2023-09.yaml"
    report = check(desk.tree(**{"2023-09": text}), frozenset({path})).report
    errors = [found for found in report.diagnostics if found.severity == "error" and found.date not in oracle.settled]
    assert errors == [], errors[0].message.en
    data: Any = read(path, text.encode()).data
    assert data.get("recalls", []) == desk.schedules.get("2023-09", {}).get("recalls", [])
