"""What git can tell of a period: how schedules came to be, which came late, and what was changed afterwards.

Here is what was accepted; what was refused on the way, as far as git keeps it, is counted in :mod:`giliran.evaluate.refusals`.
A turn that somebody asked for and did not get, and a call to the office that nobody wrote down are in no history, so
nothing is counted of them. Times are those of commits on the line of first parents (:mod:`giliran.history`), as days by the
clock of the calendar.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.evaluate.record_forms import CHANGES, PUNCTUALITY, SCHEDULES, STATES
from giliran.grammar import schedule_path
from giliran.history.differences import changes
from giliran.rulings import share_windows
from giliran.timeline import Period, month_days, months_touched
from giliran.views.tables.records import Table
from giliran.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from giliran.evaluate.ground import Ground, UnitGround
    from giliran.history.record import Record
    from giliran.views.tables.records import Cell

_COUNTS = ("created", "edited", "deleted", "reverted", "unreadable")
_TURNS = ("added", "removed", "recalls_added", "recalls_removed")


@dataclass(frozen=True, slots=True)
class Past:
    """What commits did to the schedules of each agency: the counts by name, and whose turns were changed."""

    counts: Mapping[str, Counter[str]]
    people: Mapping[str, frozenset[str]]


def past(given: Ground, record: Record) -> Past:
    """Look through the commits of the schedules of the months of a period, and at turns on its days."""
    months = frozenset(months_touched(given.period))
    counts: dict[str, Counter[str]] = {agency: Counter() for agency in given.agencies}
    people: dict[str, set[str]] = {agency: set() for agency in given.agencies}
    for path in record.schedules:
        _, agency, _, name = path.split("/")
        if name.removesuffix(".yaml") in months:
            own = counts.setdefault(agency, Counter()), people.setdefault(agency, set())
            _count(path, record, given.period, *own)
    return Past(dict(sorted(counts.items())), {agency: frozenset(own) for agency, own in people.items()})


def changes_table(found: Past) -> Table:
    """Give the counts of each agency."""
    rows: list[tuple[Cell, ...]] = []
    for agency, counts in found.counts.items():
        numbers = (
            *(counts[name] for name in _COUNTS),
            len(found.people[agency]),
            *(counts[name] for name in _TURNS),
        )
        rows.append((agency, *numbers))
    return Table(CHANGES, tuple(rows))


def _count(path: str, record: Record, period: Period, counts: Counter[str], people: set[str]) -> None:
    """Add up what became of one file; what a first version brought is no change of anybody's turns."""
    for each in changes(record.steps(path)):
        found = each.difference
        counts["edited" if found.kind in {"same", "mended"} else found.kind] += 1
        for day in found.days:
            if day.day not in period:
                continue
            turns = zip(_TURNS, (day.to_home, day.to_office, day.recalled, day.unrecalled), strict=True)
            for name, ids in turns:
                counts[name] += len(ids)
                people.update(ids)
    counts["reverted"] += _reverted(record, path)


def _reverted(record: Record, path: str) -> int:
    """Count the versions that say what an older one said, with another in between."""
    known: list[object] = []
    found = 0
    for step in record.steps(path):
        if step.version in known[:-1] and step.version != known[-1] and step.version is not None:
            found += 1
        known.append(step.version)
    return found


def schedules_table(given: Ground, record: Record) -> Table:
    """Tell of each schedule that is due whether it was there by its day: the first of its month, or of the law in it."""
    zone = zone_of(given.corpus.calendar.zone)
    rows = (row for unit in given.units for row in _schedules(given, unit, record, zone))
    return Table(SCHEDULES, tuple(rows))


def _schedules(given: Ground, unit: UnitGround, record: Record, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    law = given.corpus.law_of(given.corpus.units[unit.id])
    assert law is not None  # the corpus has no errors
    windows = share_windows(law)
    for limits in unit.months:
        if not any(found.at_most for found in limits.open_days):
            continue  # nobody may be at home then, so nothing is due
        due = _due(limits.month, windows)
        path = schedule_path(unit.id, limits.month)
        begun = _begun(record, path) if path in given.corpus.schedules else None
        if path not in given.corpus.schedules:
            state, day = "missing", None
        elif begun is None:
            state, day = "unknown", None
        else:
            day = datetime.datetime.fromtimestamp(begun, zone).date()
            state = "late" if day > due else "on-time"
        assert state in STATES
        late = None if day is None else max((day - due).days, 0)
        yield (unit.agency, unit.id, limits.month, due, state, day, late)


def _due(month: str, windows: Sequence[Period]) -> datetime.date:
    """Give the day by which a schedule should be there: the first of its month that lies in a window of the law."""
    days = month_days(month)
    whole = Period(days[0], days[-1])
    return min((max(each.start, days[0]) for each in windows if each.overlaps(whole)), default=days[0])


def _begun(record: Record, path: str) -> int | None:
    """Give the time since which a file has been there without a break; ``None`` where git does not know."""
    begun: int | None = None
    known = False
    for step in record.steps(path):
        if step.version is None:
            known = False
        elif not known:
            begun, known = (None if step.commit.cut else step.commit.time), True
    return begun if known else None


def punctuality_table(schedules: Table) -> Table:
    """Count the schedules of each agency by their state."""
    found: dict[str, Counter[str]] = {}
    for row in schedules.rows:
        agency, state = row[0], row[4]
        found.setdefault(str(agency), Counter())[str(state)] += 1
    rows: list[tuple[Cell, ...]] = [
        (agency, states.total(), *(states[state] for state in STATES)) for agency, states in sorted(found.items())
    ]
    return Table(PUNCTUALITY, tuple(rows))
