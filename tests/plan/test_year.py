"""Twelve months planned one after the other: nobody's share drifts, and whoever joins is treated like the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from giliran.corpus.build import build
from giliran.documents import read
from giliran.plan.loads import carried
from giliran.timeline import month_days
from tests.plan.desks import UNIT, Desk

if TYPE_CHECKING:
    from fractions import Fraction

MONTHS = tuple(f"2024-{month:02}" for month in range(1, 13))


def _year(request: dict[str, Any]) -> tuple[dict[str, dict[str, Fraction]], dict[str, Any]]:
    """Plan a year; give the loads that everyone carries into each month but the first, and the schedules."""
    staff = [f"aa{number:02}" for number in range(1, 12)]
    employees = [{"id": person, "name": person, "status": "pns", "role": "staff"} for person in staff]
    employees[0]["role"] = employees[1]["role"] = "head"
    employees[8]["from"] = "2024-05-13"
    employees[9]["until"] = "2024-08-20"
    schedules: dict[str, Any] = {}
    loads = {}
    windows = [{"from": "2024-01-01", "until": "2024-12-31", "value": "37%"}]
    for month in MONTHS:
        desk = Desk(employees, windows, month, request, schedules)
        plan, text = desk.planned()
        assert text is not None, plan.clashes
        data: Any = read(month, text.encode()).data
        schedules = {**schedules, month: data}
        following = build(Desk(employees, windows, month, {}, schedules).tree())[0]
        loads[month] = carried(following, UNIT, f"{month[:5]}{int(month[5:]) + 1:02}") if month < MONTHS[-1] else {}
    return loads, schedules


def test_nobody_drifts_in_a_year_of_turns() -> None:
    """Nobody is ever a whole day away from what was due to them, however many months go by."""
    loads, _ = _year({})
    assert all(loads[month] for month in MONTHS[:-1])
    furthest = max(abs(load) for month in MONTHS[:-1] for load in loads[month].values())
    assert furthest < 1


def test_nobody_drifts_although_one_head_stays_each_day() -> None:
    """What binds every day leaves enough room to be fair over the months."""
    loads, _ = _year({"presence": [{"least": 1, "role": "head"}], "days-per-week": 3})
    assert max(abs(load) for month in MONTHS[:-1] for load in loads[month].values()) < 1


def test_a_month_against_the_pattern_is_made_up_for() -> None:
    """Whoever stayed at the office for a month has more turns in the next one."""
    people = [{"id": f"aa{number:02}", "name": "X", "status": "pns"} for number in range(1, 7)]
    windows = [{"from": "2024-01-01", "until": "2024-12-31", "value": "50%"}]
    first, _ = Desk(people, windows, "2024-01", {"must-not": {"aa01": "all"}}, {}).planned()
    home = {day.isoformat(): list(listed) for day, listed in first.days.items()}
    second, _ = Desk(people, windows, "2024-02", {}, {"2024-01": {"wfh": home}}).planned()
    had = Counter(person for listed in second.days.values() for person in listed)
    days = sum(day.weekday() < 5 for day in month_days("2024-02"))
    assert had["aa01"] > max(had[person["id"]] for person in people[1:])
    assert had["aa01"] <= days


def test_a_newcomer_is_not_at_home_all_month() -> None:
    """Their days are those of the others from the day on which they join."""
    _, schedules = _year({})
    had = Counter(
        person for day, listed in schedules["2024-05"]["wfh"].items() if day >= "2024-05-13" for person in listed
    )
    others = [had[f"aa{number:02}"] for number in range(1, 9)]
    assert min(others) - 1 <= had["aa09"] <= max(others) + 1
