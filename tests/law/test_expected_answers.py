"""How many may be at home, on every day and for every size of unit, by sums done here once more."""

from __future__ import annotations

import datetime
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.corpus.build import build
from giliran.explain import answer
from tests.law.files import file, repository, tree_of

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.tree import Entry, Tree

UNIT = "badan/subbagian"
DAYS = [datetime.date(2023, 8, 14) + datetime.timedelta(days=number) for number in range(79)]
"""Every day from Monday 14 August to Tuesday 31 October 2023: a week before the window to a week after it."""
SIZES = range(1, 41)

HOLIDAYS = (datetime.date(2023, 8, 17), datetime.date(2023, 9, 28))

AT_HALF = {1: 0, 2: 1, 3: 1, 4: 2, 5: 2, 7: 3, 9: 4, 12: 6}
AT_THREE_QUARTERS = {1: 0, 2: 1, 3: 2, 4: 3, 5: 3, 7: 5, 9: 6, 12: 9}
"""The numbers as a lawyer wrote them down, by the number of civil servants in the unit."""


def percent_on(day: datetime.date) -> int | None:
    """Give the percentage of a day, or ``None`` where nobody may be at home; the dates stand here once more."""
    if day.weekday() >= 5 or day in HOLIDAYS:
        return None
    if datetime.date(2023, 9, 4) <= day <= datetime.date(2023, 9, 7):
        return 75
    return 50 if datetime.date(2023, 8, 21) <= day <= datetime.date(2023, 10, 21) else None


def cap_on(day: datetime.date, size: int) -> int:
    """Give how many of a unit of some size may be at home on a day."""
    return size * (percent_on(day) or 0) // 100


def _staffing(size: int) -> list[Entry]:
    staff = [
        {"id": f"pg{number:02}", "name": f"Pegawai {number}", "status": ("pns", "pppk")[number % 2]}
        for number in range(1, size + 1)
    ]
    # Procured staff are neither above nor below the line.
    staff += [{"id": f"pj{number:02}", "name": f"Petugas {number}", "status": "pjlp"} for number in (1, 2, 3)]
    facts = {"service": "administration", "digital": True}
    return [
        file("units/badan/agency.yaml", {"name": "Badan", "kind": "badan", "facts": facts}),
        file(
            f"units/{UNIT}.yaml", {"name": "Subbagian", "kind": "subbagian", "supervisor": "pg01", "employees": staff}
        ),
    ]


@cache
def _law() -> tuple[Entry, ...]:
    spared = ("/cases/", "/dispensations/")
    return tuple(e for path, e in repository().entries.items() if not any(word in path for word in spared))


def _tree(size: int, extra: int | None = None) -> Tree:
    """Give the law, one unit, and for every month a schedule that goes ``extra`` people above the cap of each day.

    With no one extra only open days are listed: on a closed day an empty list would be refused too.
    """
    months: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for day in DAYS if extra is not None else ():
        if extra or percent_on(day) is not None:
            number = cap_on(day, size) + (extra or 0)
            months[f"{day:%Y-%m}"][day.isoformat()] = [f"pg{person:02}" for person in range(1, number + 1)]
    schedules = [file(f"schedules/{UNIT}/{month}.yaml", {"wfh": days}) for month, days in months.items()]
    return tree_of((*_law(), *_staffing(size), *schedules))


@cache
def _corpus(size: int) -> Corpus:
    corpus, faults = build(_tree(size))
    assert faults == []
    return corpus


@pytest.mark.parametrize("size", AT_HALF)
def test_the_table_of_unit_sizes(size: int) -> None:
    """Guards the printed table: each size of unit on an ordinary day and in the week of the summit."""
    for day in ("2023-08-21", "2023-09-01", "2023-09-08", "2023-10-20"):
        assert answer(_corpus(size), UNIT, datetime.date.fromisoformat(day)).at_most == AT_HALF[size]
    for day in ("2023-09-04", "2023-09-05", "2023-09-06", "2023-09-07"):
        assert answer(_corpus(size), UNIT, datetime.date.fromisoformat(day)).at_most == AT_THREE_QUARTERS[size]


@pytest.mark.parametrize(
    ("day", "at_most", "standing", "share"),
    [
        ("2023-08-18", 0, "before", None),
        ("2023-08-21", 6, "open", "50% × 12 = 6"),
        ("2023-09-01", 6, "open", "50% × 12 = 6"),
        ("2023-09-04", 9, "open", "75% × 12 = 9"),
        ("2023-09-07", 9, "open", "75% × 12 = 9"),
        ("2023-09-08", 6, "open", "50% × 12 = 6"),
        ("2023-09-28", 0, "day-off", None),
        ("2023-10-20", 6, "open", "50% × 12 = 6"),
        ("2023-10-21", 0, "day-off", None),
        ("2023-10-23", 0, "after", None),
    ],
)
def test_the_table_of_dates(day: str, at_most: int, standing: str, share: str | None) -> None:
    """Guards the days on which something begins or ends, for a unit of twelve, with the reason for each."""
    found = answer(_corpus(12), UNIT, datetime.date.fromisoformat(day))
    assert (found.at_most, found.standing) == (at_most, standing)
    assert (None if found.sum is None else found.sum.en) == share


@pytest.mark.parametrize("size", SIZES)
def test_the_answer_of_every_day(size: int) -> None:
    """Guards ``explain``: on each day the headcount, the number and whether the day is worked."""
    for day in DAYS:
        found = answer(_corpus(size), UNIT, day)
        assert found.headcount == size, day
        assert found.at_most == cap_on(day, size), day
        assert (found.day_off is None) == (day.weekday() < 5 and day not in HOLIDAYS), day
        assert (found.standing == "open") == (percent_on(day) is not None), day


def _errors(size: int, extra: int) -> list[Diagnostic]:
    found = check(_tree(size, extra)).report.diagnostics
    return [fault for fault in found if fault.severity == "error"]


@pytest.mark.parametrize("size", SIZES)
def test_the_cap_of_every_day_is_accepted(size: int) -> None:
    """Guards against refusing what is lawful: every open day of the window at its cap, in one schedule a month."""
    assert _errors(size, 0) == []


def _code(day: datetime.date) -> str:
    if day.weekday() >= 5 or day in HOLIDAYS:
        return "DT003"
    if day < datetime.date(2023, 8, 21):
        return "DT004"
    return "LW001" if day <= datetime.date(2023, 10, 21) else "DT005"


@pytest.mark.parametrize("size", SIZES)
def test_one_above_the_cap_is_refused_every_day(size: int) -> None:
    """Guards against letting one too many pass: each day is refused once, by its own code, on its own date.

    A closed day has a cap of nobody, so that one person is one too many there.
    """
    found = _errors(size, 1)
    assert sorted((fault.date, fault.code) for fault in found) == [(day.isoformat(), _code(day)) for day in DAYS]
    for fault in found:
        assert fault.unit == UNIT
        assert fault.place.path == f"schedules/{UNIT}/{(fault.date or '')[:7]}.yaml"
        if fault.code == "LW001":
            day = datetime.date.fromisoformat(fault.date or "")
            cap = cap_on(day, size)
            assert fault.sum is not None
            assert fault.sum.id.startswith(f"{percent_on(day)}% × {size} = ")
            assert f"at most {cap} of {size}" in fault.message.en
            assert fault.clause is not None
            assert fault.clause.id == "dki-jakarta/se-sekda-34-2023/wfh-share"
