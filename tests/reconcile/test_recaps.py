"""The sums of a recap equal a naive recount, by unit and by person, of people who change unit or superior as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pytest

from giliran.origin import State
from giliran.reconcile.measures import measures
from giliran.reconcile.recaps import Recaps
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    from giliran.reconcile.recaps import Recap
    from giliran.reconcile.reconciling import Reconciled
    from tests.reconcile.invented import Planted

Sums = dict[tuple[str, str], Counter[str]]


@pytest.fixture(scope="module")
def recaps(found: tuple[Planted, Reconciled]) -> dict[str, Recap]:
    whole = found[1]
    made = Recaps(whole.given, whole.judged, measures(whole.given, whole.judged), State(None, edited=False))
    return {recap.name: recap for agency in made.agencies for recap in made.of(agency)}


def recount(whole: Reconciled) -> tuple[Sums, Sums, dict[tuple[str, str], set[str]]]:
    """Count by agency and unit, and by superior and person, day by day; and who belongs to each unit."""
    given = whole.given
    by_unit: Sums = defaultdict(Counter)
    by_person: Sums = defaultdict(Counter)
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    counted = [each for each in measures(given, whole.judged) if each.name != "homes" or each.base.any()]
    for who, at in zip(*np.nonzero((given.unit >= 0) & given.counted), strict=True):
        unit, person = given.units[given.unit[who, at]], given.people[who]
        supervisor = unit.supervisor_on(given.days[at])
        group, row = (
            (f"agencies/{unit.agency}", unit.name),
            (f"supervisors/{unit.agency}/{supervisor or 'none'}", person),
        )
        members[group].add(person)
        for each in counted:
            by_unit[group][each.title.id] += int(each.counts[who, at])
            by_person[row][each.title.id] += int(each.counts[who, at])
    return by_unit, by_person, members


def test_recaps_equal_a_naive_recount(found: tuple[Planted, Reconciled], recaps: dict[str, Recap]) -> None:
    by_unit, by_person, members = recount(found[1])
    told_units, told_people = {}, {}
    for name, recap in recaps.items():
        part = recap.parts[0]
        rows = part.rows[:-1]
        titles = [column.title.id for column in part.columns[2:]]
        for first, second, *numbers in rows:
            assert isinstance(first, Text)
            counts = dict(zip(titles, numbers, strict=True))
            if name.startswith("agencies/"):
                assert second == len(members[name, first.id])
                told_units[name, first.id] = counts
            else:
                told_people[name, first.id] = counts
        listed = [row[0].id for row in rows if isinstance(row[0], Text)]
        assert listed == sorted(listed)
        assert part.rows[-1][2:] == tuple(sum(numbers) for numbers in zip(*(row[2:] for row in rows), strict=True))
    assert told_units == {key: dict(counts) for key, counts in by_unit.items()}
    assert told_people == {key: dict(counts) for key, counts in by_person.items()}


def test_people_at_home_outside_turns_are_listed_by_day_and_summed_up_by_unit(
    found: tuple[Planted, Reconciled], recaps: dict[str, Recap]
) -> None:
    """In the recap of whoever was their superior on the day; the agency is told how many, and of nobody."""
    planted, given = found[0], found[1].given
    expected: set[tuple[str, str, str]] = set()
    by_unit: Counter[tuple[str, str]] = Counter()
    for unit in given.units:
        for member in unit.employees:
            for person, day in planted.uncounted:
                if person == member.id and day in member.period:
                    supervisor = f"supervisors/{unit.agency}/{unit.supervisor_on(day) or 'none'}"
                    expected.add((supervisor, long_date(day).id, person))
                    by_unit[f"agencies/{unit.agency}", unit.name] += 1
    told: set[tuple[str, ...]] = set()
    sums: dict[tuple[str, str], Text | int] = {}
    for name, recap in recaps.items():
        for part in recap.parts:
            if part.title.en != "At home, outside turns":
                continue
            if name.startswith("agencies/"):
                sums |= {(name, str(unit.id)): days for unit, _, days in part.rows[:-1] if isinstance(unit, Text)}
                assert part.rows[-1][2] == sum(days for _, _, days in part.rows[:-1] if isinstance(days, int))
            else:
                told |= {(name, *(cell.id for cell in row[:2] if isinstance(cell, Text))) for row in part.rows}
    assert expected
    assert told == expected
    assert sums == dict(by_unit)
