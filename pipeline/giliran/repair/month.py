"""The law of a month applied to what a schedule lists: who goes, who comes, on which day, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from giliran.repair.cells import listed, recalled
from giliran.repair.choice import Turn, chosen

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from giliran.limits import Allowance
    from giliran.repair.cells import Listed
    from giliran.schemas import MonthLimits

Reason = Literal["odd", "repeated", "absent", "surplus", "nobody", "recalled"]


@dataclass(frozen=True, slots=True)
class Move:
    """Someone who goes from a day or comes to it, and what for.

    ``person`` is a code, or the words that are none (``odd``). For ``surplus``, ``before`` and ``after`` are the person's
    home days of the month as listed and as repaired, and ``kept`` those as listed of the others who could have gone.
    """

    person: str
    reason: Reason
    before: int = 0
    after: int = 0
    kept: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DayRepair:
    """What changes on one day. ``key`` is how the schedule writes the day, ``None`` where it does not list it.

    ``allowance`` is what the law allows that day, ``None`` for what is no day of the month. ``shut`` tells that no entry
    may stand there at all. ``called`` are people who go although they are called in that day, which no choice can avoid:
    then a fault is left, and it is for people to say which recall is wrong.
    """

    key: str | None
    day: datetime.date | None
    allowance: Allowance | None
    home: tuple[str, ...]
    goes: tuple[Move, ...]
    comes: tuple[Move, ...]
    shut: bool = False
    called: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the keys that an edit of this day may belong to."""
        iso = None if self.day is None else self.day.isoformat()
        return tuple(dict.fromkeys(key for key in (self.key, iso) if key is not None))

    @property
    def cells(self) -> int:
        """Count the cells that change: a person on a day is one, however it was written."""
        return sum(move.reason not in {"odd", "repeated"} for move in self.goes) + len(self.comes)


@dataclass(frozen=True, slots=True)
class MonthRepair:
    """Who is at home in the end, and the days on which something changes."""

    home: dict[datetime.date, tuple[str, ...]]
    days: tuple[DayRepair, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """One day of the month before anything is chosen."""

    allowance: Allowance
    entry: Listed | None
    present: tuple[str, ...]
    absent: tuple[str, ...]
    turn: Turn
    comes: tuple[str, ...]
    recalled: tuple[str, ...]


def month_repair(data: dict[str, Any], limits: MonthLimits) -> MonthRepair:
    """Apply the limits of a unit and month to the data of its schedule, whose shape may be wrong."""
    order = {person: at for at, person in enumerate(dict.fromkeys(employee.id for employee in limits.staff))}
    names = tuple(order)
    entries = tuple(listed(data))
    by_day = {entry.day: entry for entry in entries if entry.day is not None}
    called = recalled(data)
    days = [
        _prepared(found, by_day.get(found.day), called.get(found.day, ()), order)
        for found in limits.days.values()
        if found.day in by_day or found.day in called
        if found.standing in {"open", "excluded"}
    ]
    home = chosen([day.turn for day in days], len(names))
    after = Counter(name for day, staying in zip(days, home, strict=True) for name in _names(day, staying, names))
    before = Counter(person for day in days for person in day.present)
    open_days = {day.allowance.day for day in days}
    closed = (_shut(entry, limits.days) for entry in entries if entry.day not in open_days)
    found = {
        day.allowance.day: _decided(day, _names(day, staying, names), before, after, names)
        for day, staying in zip(days, home, strict=True)
    }
    changed = (one for day, one in found.items() if one.goes or one.comes or (day in by_day and not by_day[day].plain))
    return MonthRepair({day: one.home for day, one in found.items()}, (*changed, *closed))


def _names(day: _Day, staying: tuple[int, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(names[at] for at in (*day.turn.fixed, *staying))


def _prepared(found: Allowance, entry: Listed | None, called: tuple[str, ...], order: Mapping[str, int]) -> _Day:
    allowed = frozenset(found.people)
    listed_codes = entry.people if entry is not None else ()
    present = tuple(sorted((person for person in listed_codes if person in allowed), key=order.__getitem__))
    absent = tuple(person for person in listed_codes if person not in allowed)
    called_in = tuple(sorted((person for person in called if person in allowed), key=order.__getitem__))
    kept = tuple(person for person in called_in if person in present)
    if len(called_in) <= found.at_most:
        fixed = called_in
        candidates = tuple(person for person in present if person not in called_in)
        stay = min(len(candidates), found.at_most - len(called_in))
    elif len(kept) >= found.at_most:
        fixed, candidates, stay = (), kept, found.at_most
    else:
        fixed, stay = kept, found.at_most - len(kept)
        candidates = tuple(person for person in called_in if person not in present)
    turn = Turn(tuple(order[one] for one in fixed), tuple(order[one] for one in candidates), stay)
    coming = tuple(person for person in called_in if person not in present)
    return _Day(found, entry, present, absent, turn, coming, tuple(called))


def _decided(
    day: _Day, home: tuple[str, ...], before: Counter[str], after: Counter[str], names: tuple[str, ...]
) -> DayRepair:
    entry = day.entry
    rivals = tuple((names[at], before[names[at]]) for at in day.turn.candidates if names[at] in home)
    reason: Reason = "surplus" if home else "nobody"
    goes = [
        *(Move(words, "odd") for words in (entry.odd if entry is not None else ())),
        *(Move(person, "repeated") for person in (entry.repeated if entry is not None else ()) if person in home),
        *(Move(person, "absent") for person in day.absent),
        *(
            Move(
                person,
                reason,
                before[person],
                after[person],
                rivals if names.index(person) in day.turn.candidates else (),
            )
            for person in day.present
            if person not in home
        ),
    ]
    comes = tuple(Move(person, "recalled") for person in day.comes if person in home)
    called = tuple(move.person for move in goes if move.person in day.recalled and move.reason != "repeated")
    key = None if entry is None else entry.key
    staying = tuple(person for person in names if person in home)
    return DayRepair(key, day.allowance.day, day.allowance, staying, tuple(goes), comes, called=called)


def _shut(entry: Listed, days: Mapping[datetime.date, Allowance]) -> DayRepair:
    goes = (*(Move(words, "odd") for words in entry.odd), *(Move(person, "nobody") for person in entry.people))
    found = None if entry.day is None else days.get(entry.day)
    return DayRepair(entry.key, entry.day, found, (), goes, (), shut=True)
