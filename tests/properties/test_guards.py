"""The guards against a count of another kind: every day there is, one by one, and plain lists instead of the model."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from giliran.proposal.gate import gate
from tests.proposal.changes import proposal
from tests.repository import FILES

if TYPE_CHECKING:
    from tests.proposal.changes import Files

START = datetime.date(2023, 8, 28)
SPAN = 40
"""Days counted one by one; what happens in a unit happens within them, so one before and one after stand for all others."""

STAFF, SEPTEMBER, OCTOBER = "units/bkd/umum.yaml", "schedules/bkd/umum/2023-09.yaml", "schedules/bkd/umum/2023-10.yaml"
LAW = {path: text for path, text in FILES.items() if path not in {STAFF, SEPTEMBER}}

Stays = tuple[tuple[int, int | None, int | None], ...]
"""The members of a unit: a number for the person, the first day and the last, counted from START."""

Turns = dict[int, frozenset[int]]
"""Who is at home, by the day counted from START."""


def day(number: int) -> datetime.date:
    return START + datetime.timedelta(days=number)


@st.composite
def stays(draw: st.DrawFn) -> Stays:
    found = []
    for person in draw(st.lists(st.integers(0, 11), unique=True, max_size=12)):
        first = draw(st.none() | st.integers(0, SPAN - 2))
        last = draw(st.none() | st.integers(first or 0, SPAN - 2))
        found.append((person, first, last))
    return tuple(found)


def unit(members: Stays) -> str:
    lines = []
    for person, first, last in members:
        dates = "" if first is None else f", from: {day(first)}"
        dates += "" if last is None else f", until: {day(last)}"
        lines.append(f"  - {{id: pa{person + 10}, name: Orang {person}, status: pns{dates}}}")
    return "\n".join(["name: Umum", "kind: subbagian", "employees:" if lines else "employees: []", *lines, ""])


def schedules(turns: Turns) -> Files:
    found: Files = {}
    for path, month in ((SEPTEMBER, 9), (OCTOBER, 10)):
        listed = {number: people for number, people in sorted(turns.items()) if day(number).month == month}
        lines = [
            f"  {day(number)}: [{', '.join(f'pa{person + 10}' for person in sorted(people))}]"
            for number, people in listed.items()
        ]
        if lines:
            found[path] = "\n".join(["wfh:", *lines, ""])
    return found


def counted(members: Stays, number: int) -> set[int]:
    return {
        person
        for person, first, last in members
        if (first is None or number >= first) and (last is None or number <= last)
    }


@settings(max_examples=120, deadline=None)
@given(stays(), stays())
def test_more_than_a_quarter_of_the_people_is_told_exactly_when_a_day_shows_it(before: Stays, after: Stays) -> None:
    told = gate(proposal({**LAW, STAFF: unit(before)}, {**LAW, STAFF: unit(after)}), START, None)
    worst = (0, 1)
    for number in range(-1, SPAN + 1):
        own = counted(before, number)
        lost = len(own - counted(after, number))
        if own and lost * worst[1] > worst[0] * len(own):
            worst = lost, len(own)
    is_told = worst[0] * 4 > worst[1]
    assert [fault.code for fault in told] == ["CH001"] * is_told
    if is_told:
        assert f" {worst[0]} dari {worst[1]} pegawai" in told[0].message.id


# From the fifth day on, the days lie in September and October.
turns = st.dictionaries(st.integers(4, SPAN), st.frozensets(st.integers(0, 2)), max_size=12)
EVERYBODY = unit(tuple((person, None, None) for person in range(12)))


@settings(max_examples=120, deadline=None)
@given(turns, turns)
def test_lost_days_are_told_exactly_when_they_are_many_or_a_whole_month(before: Turns, after: Turns) -> None:
    old, new = ({**LAW, STAFF: EVERYBODY, **schedules(state)} for state in (before, after))
    told = gate(proposal(old, new), START, None)
    had = [number for number in range(SPAN + 1) if before.get(number)]
    lost = [number for number in had if not after.get(number)]
    by_month = [[number for number in had if day(number).month == month] for month in (9, 10)]
    emptied = [numbers for numbers in by_month if numbers and all(number in lost for number in numbers)]
    expected = 1 if len(lost) * 4 > len(had) else len(emptied)
    assert [fault.code for fault in told] == ["CH002"] * expected


@settings(max_examples=120, deadline=None)
@given(turns, turns, st.integers(0, SPAN + 2), st.integers(0, SPAN), st.integers(0, SPAN))
def test_past_days_are_told_exactly_when_they_differ_and_nothing_explains_them(
    before: Turns, after: Turns, today: int, first: int, last: int
) -> None:
    old, new = ({**LAW, STAFF: EVERYBODY, **schedules(state)} for state in (before, after))
    first, last = min(first, last), max(first, last)
    message = (
        "Perbarui\n\nKehilangan-Disetujui: bkd/umum - disusun ulang\n"
        f"Koreksi: bkd/umum {day(first)}/{day(last)} - tertukar\n"
    )
    told = gate(proposal(old, new, message), day(today), None)
    expected: list[str] = []
    for month in (9, 10):
        altered = [
            day(number).isoformat()
            for number in range(SPAN + 1)
            if number < today
            and day(number).month == month
            and not first <= number <= last
            and before.get(number, frozenset()) != after.get(number, frozenset())
        ]
        had_a_file = any(day(number).month == month for number in before)
        expected += altered if had_a_file or len(altered) < 2 else [""]  # told as one, without a date
    assert {fault.code for fault in told} <= {"CH003"}
    assert sorted(fault.date or "" for fault in told) == sorted(expected)
