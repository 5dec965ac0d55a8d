"""By which pattern a month was worked, told from the days alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giliran.new_month.habits import habit
from giliran.timeline import month_days

if TYPE_CHECKING:
    import datetime

DAYS = [day for day in month_days("2023-10") if day.weekday() < 5]
A, B = ["aa01", "ab02", "ac03"], ["ad04", "ae05", "af06"]


def week(day: datetime.date) -> int:
    return day.isocalendar().week


def by_days() -> dict[datetime.date, list[str]]:
    return {day: (A, B)[at % 2] for at, day in enumerate(DAYS)}


def by_weeks() -> dict[datetime.date, list[str]]:
    return {day: (A, B)[week(day) % 2] for day in DAYS}


def by_weekdays() -> dict[datetime.date, list[str]]:
    return {day: A if day.weekday() in {0, 1, 4} else B for day in DAYS}


def by_turns() -> dict[datetime.date, list[str]]:
    people = A + B
    return {day: [people[(at * 2 + more) % 6] for more in (0, 1)] for at, day in enumerate(DAYS)}


@pytest.mark.parametrize(
    ("home", "pattern"),
    [(by_days(), "alternate-days"), (by_weeks(), "a-b-weeks"), (by_weekdays(), "fixed-weekdays"), (by_turns(), None)],
    ids=["alternate days", "A and B weeks", "fixed weekdays", "by turns"],
)
def test_a_pattern_is_recognised(home: dict[datetime.date, list[str]], pattern: str | None) -> None:
    found = habit(DAYS, home)
    assert (found.pattern if found is not None else None) == pattern
    if found is not None:
        assert (found.fits, found.cells) == (len(DAYS) * 6, len(DAYS) * 6)


def test_a_few_swaps_hide_no_pattern_and_many_do() -> None:
    home = by_days()
    for day in DAYS[:2]:
        home[day] = [*home[day][:2], *({*A, *B} - {*home[day]})][:3]
    found = habit(DAYS, home)
    assert found is not None
    assert found.pattern == "alternate-days"
    assert found.fits < found.cells
    for at, day in enumerate(DAYS):
        home[day] = [A, B][at // 3 % 2]
    assert habit(DAYS, home) is None


@pytest.mark.parametrize("days", [[], DAYS[:5]], ids=["none", "one week"])
def test_too_few_days_tell_nothing(days: list[datetime.date]) -> None:
    assert habit(days, by_days()) is None


def test_nobody_at_home_is_no_pattern() -> None:
    assert habit(DAYS, {}) is None
