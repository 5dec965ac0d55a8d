"""How often each turn has changed, and when last: what a calendar asks of an event.

A turn is one person on one day, or one unit on one day. Its state is that nobody is at home, that somebody is, or that
somebody was called in, and by whom; a reason is no part of it. Each commit that changes the state counts once, whatever
file it changes: who moves to another unit keeps the count, and so does a turn that is taken away and given back.

A version that cannot be read changes nothing here, since a site is never built from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from giliran.grammar import schedule_path
from giliran.history.versions import GONE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.history import Commit
    from giliran.history.record import Record, Step
    from giliran.history.versions import Version

_Day: TypeAlias = tuple[frozenset[str], tuple[tuple[str, tuple[str, ...]], ...]]
"""Who is on the list of a day, and those of them who were called in, with who ordered it."""

_NOBODY: _Day = (frozenset(), ())


@dataclass(frozen=True, slots=True)
class Trail:
    """The past of one turn: how many commits changed it after the one that made it, and the time of the last."""

    sequence: int
    time: int


class Turns:
    """The past of every turn in a record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._days: dict[str, dict[datetime.date, list[tuple[int, Commit, _Day]]]] = {}
        self._units: dict[str, dict[str, None]] = {}
        self._losses: dict[str, int] = {}
        for path in record.schedules:
            unit = path.removeprefix("schedules/").rpartition("/")[0]
            before = GONE
            for step in _readable(record.steps(path)):
                after = step.version or GONE
                for ids in after.home.values():
                    for person in ids:
                        self._units.setdefault(person, {})[unit] = None
                if before.home:
                    self._note_losses(unit, before, after, step.commit.time)
                before = after

    def _note_losses(self, unit: str, before: Version, after: Version, time: int) -> None:
        for day, ids in before.home.items():
            if ids == after.home.get(day):
                continue
            left = frozenset(after.home.get(day, ()))
            lost = [person for person in ids if person not in left]
            for key in lost if left else (*lost, unit):
                self._losses[key] = max(time, self._losses.get(key, 0))

    def last_loss(self, key: str) -> int:
        """Give the time at which a turn was last taken from a person or, whole days, from a unit; 0 if never."""
        return self._losses.get(key, 0)

    def of_person(self, person: str, day: datetime.date) -> Trail | None:
        """Tell the past of a person on a day, over the schedules of all units; ``None`` where no commit knows it."""
        tracks = [(unit, self._of_day(unit, day)) for unit in self._units.get(person, ())]
        if len(tracks) == 1 and len(tracks[0][1]) == 1:  # as nearly all are: written once, and that was it
            ((_, commit, (listed, _)),) = tracks[0][1]
            return Trail(0, commit.time) if person in listed else None
        entries = [
            (number, commit, unit, _own(person, state)) for unit, track in tracks for number, commit, state in track
        ]
        entries.sort(key=lambda entry: entry[0])
        now: dict[str, tuple[str, ...] | None] = {}
        changes = []
        before: frozenset[tuple[str, ...]] = frozenset()
        for _, together in groupby(entries, key=lambda entry: entry[0]):
            for _, last, unit, state in together:
                now[unit] = state
                commit = last
            after = frozenset(state for state in now.values() if state is not None)
            if after != before:
                changes.append(commit.time)
            before = after
        return _trail(changes)

    def of_unit(self, unit: str, day: datetime.date) -> Trail | None:
        """Tell the past of a unit on a day; here it does not matter who ordered a recall."""
        changes = []
        before: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()
        for _, commit, (listed, called) in self._of_day(unit, day):
            after = listed, frozenset(person for person, _ in called)
            if after != before:
                changes.append(commit.time)
            before = after
        return _trail(changes)

    def _of_day(self, unit: str, day: datetime.date) -> list[tuple[int, Commit, _Day]]:
        """Give the commits that changed a day of a unit, with what each made of it."""
        path = schedule_path(unit, f"{day.year:04}-{day.month:02}")
        if path not in self._days:
            self._days[path] = _by_day(self._record.steps(path))
        return self._days[path].get(day, [])


def _readable(steps: tuple[Step, ...]) -> Iterator[Step]:
    return (step for step in steps if step.version is None or step.version.readable)


def _by_day(steps: tuple[Step, ...]) -> dict[datetime.date, list[tuple[int, Commit, _Day]]]:
    found: dict[datetime.date, list[tuple[int, Commit, _Day]]] = {}
    for step in _readable(steps):
        states = {} if step.version is None else _states(step.version)
        for day in {*found, *states}:
            known, state = found.setdefault(day, []), states.get(day, _NOBODY)
            if state != (known[-1][2] if known else _NOBODY):
                known.append((step.number, step.commit, state))
    return found


def _states(version: Version) -> dict[datetime.date, _Day]:
    called: dict[datetime.date, list[tuple[str, tuple[str, ...]]]] = {}
    for (day, person), orders in version.recalls.items():
        called.setdefault(day, []).append((person, tuple(sorted({by for by, _ in orders}))))
    return {day: (frozenset(ids), tuple(called.get(day, ()))) for day, ids in version.home.items()}


def _own(person: str, state: _Day) -> tuple[str, ...] | None:
    """Give a person's part of a day: ``None`` is the office, nothing is home, else by whom the person was called in."""
    listed, called = state
    return dict(called).get(person, ()) if person in listed else None


def _trail(changes: list[int]) -> Trail | None:
    """Sum up the changes; a clock that went back between two commits does not make the last one older."""
    return Trail(len(changes) - 1, max(changes)) if changes else None
