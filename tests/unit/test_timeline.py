"""Dated windows: both ends count, the inner one wins, crossing ones are found."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giliran.timeline import Period, Window, crossings, month_days, months_touched, value_on

BASE = datetime.date(2023, 8, 1)


def day(number: int) -> datetime.date:
    return BASE + datetime.timedelta(days=number)


def period(start: int, end: int | None) -> Period:
    return Period(day(start), None if end is None else day(end))


@pytest.mark.parametrize(
    ("number", "value"), [(-1, None), (0, "outer"), (3, "outer"), (4, "inner"), (7, "inner"), (8, "outer"), (11, None)]
)
def test_the_inner_window_wins_and_both_ends_count(number: int, value: str | None) -> None:
    windows = (Window(period(0, 10), "outer"), Window(period(4, 7), "inner"))
    assert value_on(windows, day(number)) == value
    assert value_on(windows[::-1], day(number)) == value


def test_an_open_window_never_ends() -> None:
    assert value_on((Window(period(0, None), 1),), datetime.date.max) == 1


@pytest.mark.parametrize(
    ("first", "second", "crossing"),
    [
        ((0, 10), (4, 7), False),  # inside
        ((0, 10), (0, 7), False),  # inside, same start
        ((0, 10), (4, 10), False),  # inside, same end
        ((0, 10), (11, 20), False),  # one after the other
        ((0, 10), (10, 20), True),  # share one day
        ((0, 10), (5, None), True),
        ((0, None), (5, 7), False),
        ((0, 10), (0, 10), True),  # equal: which would win?
        ((0, None), (0, None), True),
    ],
)
def test_crossings(first: tuple[int, int | None], second: tuple[int, int | None], crossing: bool) -> None:
    periods = [period(*first), period(*second)]
    assert list(crossings(periods)) == ([(0, 1)] if crossing else [])
    assert list(crossings(periods[::-1])) == ([(0, 1)] if crossing else [])


_PERIODS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: period(min(pair), max(pair)))


@given(st.lists(_PERIODS, min_size=1, max_size=4), st.integers(0, 12))
def test_without_crossings_the_value_is_that_of_the_shortest_window(periods: list[Period], number: int) -> None:
    if list(crossings(periods)):
        return
    windows = [Window(held, index) for index, held in enumerate(periods)]
    covering = [index for index, held in enumerate(periods) if day(number) in held]
    shortest = min(covering, key=lambda index: periods[index].last - periods[index].start, default=None)
    assert value_on(windows, day(number)) == shortest


def test_months() -> None:
    assert months_touched(Period(datetime.date(2023, 11, 30), datetime.date(2024, 2, 1))) == (
        *("2023-11", "2023-12", "2024-01", "2024-02"),
    )
    assert len(month_days("2024-02")) == 29
    assert month_days("9999-12")[-1] == datetime.date.max
    with pytest.raises(ValueError, match="open period"):
        months_touched(period(0, None))
