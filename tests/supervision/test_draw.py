"""The draw of calls: fair by the day and by the month, whatever the schedule, and the same every time."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from giliran.draw import Draw

FIRST = datetime.date(2023, 9, 1)
DAYS = [FIRST + datetime.timedelta(after) for after in range(3)]
PEOPLE = [f"ab{number:02}" for number in range(1, 16)]
homes = st.dictionaries(
    st.integers(0, 29).map(lambda after: FIRST + datetime.timedelta(after)),
    st.lists(st.sampled_from(PEOPLE), unique=True, max_size=12),
    max_size=22,
)


@settings(max_examples=150, deadline=None)
@given(homes, st.integers(1, 5))
# Filled day by day alone, the first leaves somebody one call short, the second gives somebody one too many.
@example({FIRST: ["ab02", "ab03", "ab04", "ab05", "ab06"], DAYS[1]: ["ab02", "ab03", "ab05"], DAYS[2]: ["ab03"]}, 2)
@example(
    {
        FIRST: ["ab01", "ab02", "ab04", "ab06"],
        DAYS[1]: ["ab01", "ab04", "ab05", "ab06"],
        DAYS[2]: ["ab04", "ab06"],
    },
    3,
)
def test_everyone_is_called_as_often_as_their_shares_add_up_to(
    home: dict[datetime.date, list[str]], calls: int
) -> None:
    draw = Draw(home, calls, "bkd/umum 2023-09")
    made: Counter[str] = Counter()
    share: dict[str, Fraction] = {}
    for day, people in home.items():
        order = draw.order(day)
        today = Counter(order)
        assert len(order) == (calls if people else 0)
        assert set(order) <= set(people)
        if people:
            assert max(today.values()) - min(today[person] for person in people) <= 1
        made.update(order)
        for person in people:
            share[person] = share.get(person, Fraction(0)) + Fraction(calls, len(people))
    for person, coming in share.items():
        assert math.floor(coming) <= made[person] <= math.ceil(coming)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=1), st.integers(1, 22), st.integers(1, 5))
def test_people_with_the_same_turns_differ_by_one_call_at_most(people: list[str], days: int, calls: int) -> None:
    home = {FIRST + datetime.timedelta(after): people for after in range(days)}
    draw = Draw(home, calls, "bkd/umum 2023-09")
    made = Counter(person for day in home for person in draw.order(day))
    assert max(made[person] for person in people) - min(made[person] for person in people) <= 1


@settings(max_examples=60, deadline=None)
@given(homes, st.integers(1, 5), st.data())
def test_a_recall_moves_only_the_calls_of_the_recalled(
    home: dict[datetime.date, list[str]], calls: int, data: st.DataObject
) -> None:
    draw = Draw(home, calls, "bkd/umum 2023-09")
    for day, people in home.items():
        away = frozenset(data.draw(st.lists(st.sampled_from(people), unique=True))) if people else frozenset()
        before, after = draw.order(day), draw.order(day, away)
        if len(away) == len(people):
            assert after == ()
            continue
        assert len(after) == len(before)
        assert all(was == now or was in away for was, now in zip(before, after, strict=True))
        assert not away & set(after)


def test_the_draw_depends_on_the_schedule_and_the_key_alone() -> None:
    home = {FIRST + datetime.timedelta(after): PEOPLE[after % 5 : after % 5 + 6] for after in range(20)}
    backwards = {day: list(reversed(home[day])) for day in reversed(home)}
    one, two = Draw(home, 3, "bkd/umum 2023-09"), Draw(backwards, 3, "bkd/umum 2023-09")
    assert [one.order(day) for day in home] == [two.order(day) for day in home]
    other = Draw(home, 3, "bkd/arsip 2023-09")
    assert [one.order(day) for day in home] != [other.order(day) for day in home]
    # Written down, so that a change of the draw itself is seen: sheets that are printed must come out again.
    assert one.order(FIRST) == ("ab06", "ab04", "ab01")


def test_without_calls_nobody_is_drawn() -> None:
    assert Draw({FIRST: PEOPLE}, 0, "bkd/umum 2023-09").order(FIRST) == ()
    assert Draw({FIRST: ()}, 3, "bkd/umum 2023-09").order(FIRST) == ()
