"""What everyone carries into a month, counted by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from giliran.corpus.build import build
from giliran.plan.loads import carried
from tests.plan.desks import UNIT, Desk

STAFF: list[dict[str, str]] = [{"id": person, "name": person, "status": "pns"} for person in ("aa01", "ab02", "ac03")]
WINDOW = {"from": "2023-07-03", "until": "2023-10-20", "value": "67%"}


def _loads(
    schedules: dict[str, Any],
    month: str = "2023-09",
    *,
    staff: list[dict[str, str]] | None = None,
    windows: list[dict[str, Any]] | None = None,
) -> dict[str, Fraction]:
    desk = Desk(STAFF if staff is None else staff, windows or [WINDOW], month, {}, schedules)
    corpus, faults = build(desk.tree())
    assert faults == []
    return {person: load for person, load in carried(corpus, UNIT, month).items() if load}


def test_each_day_is_shared_out_among_all_who_could_be_at_home() -> None:
    """Two of three at home: two thirds of a day are due to each."""
    found = _loads({"2023-08": {"wfh": {"2023-08-01": ["aa01", "ab02"], "2023-08-02": ["aa01"]}}})
    assert found == {"aa01": Fraction(1), "ac03": Fraction(-1)}


def test_only_months_before_count() -> None:
    """Neither the month itself nor one that comes after it."""
    schedules = {month: {"wfh": {f"{month}-04": ["aa01"]}} for month in ("2023-08", "2023-09", "2023-10")}
    assert _loads(schedules) == {"aa01": Fraction(2, 3), "ab02": Fraction(-1, 3), "ac03": Fraction(-1, 3)}
    assert _loads({"2023-09": schedules["2023-09"]}) == {}


def test_nothing_is_due_to_someone_who_is_not_there_yet() -> None:
    """Nor to someone whom the law does not count, who may stand in a file all the same."""
    staff = [*STAFF[:2], {**STAFF[2], "from": "2023-08-02"}, {"id": "ad04", "name": "D", "status": "pjlp"}]
    found = _loads({"2023-08": {"wfh": {"2023-08-01": ["aa01"], "2023-08-02": ["ac03", "ad04"]}}}, staff=staff)
    assert found == {
        "aa01": Fraction(1, 2) - Fraction(1, 3),
        "ab02": Fraction(-1, 2) - Fraction(1, 3),
        "ac03": Fraction(2, 3),
    }


def test_a_recall_takes_no_turn_away() -> None:
    """What counts is who was listed."""
    schedule = {"wfh": {"2023-08-01": ["aa01"]}}
    recalls = [{"date": "2023-08-01", "employee": "aa01", "ordered-by": "aa01", "reason": "rapat"}]
    assert _loads({"2023-08": {**schedule, "recalls": recalls}}) == _loads({"2023-08": schedule})


def test_days_on_which_nobody_may_be_at_home_do_not_count() -> None:
    """A Saturday in the file is a fault of the file, and no turn."""
    assert _loads({"2023-08": {"wfh": {"2023-08-05": ["aa01"]}}}) == {}


@pytest.mark.parametrize(
    ("until", "start", "counts"),
    [
        ("2023-08-31", "2023-09-01", True),  # the one begins the day after the other ends
        ("2023-08-18", "2023-08-21", True),  # only a weekend lies between
        ("2023-08-18", "2023-08-22", False),  # a working day lies between
    ],
)
def test_loads_are_carried_within_a_run_of_windows(until: str, start: str, counts: bool) -> None:
    """After a time without working from home everyone begins anew."""
    windows = [{**WINDOW, "until": until}, {**WINDOW, "from": start}]
    found = _loads({"2023-08": {"wfh": {"2023-08-01": ["aa01"]}}}, windows=windows)
    assert (found != {}) is counts


def test_a_month_outside_every_window_carries_nothing() -> None:
    """Nobody could use it."""
    assert _loads({"2023-08": {"wfh": {"2023-08-01": ["aa01"]}}}, "2023-12") == {}
