"""Calendar feeds of the internal edition: one for each person with a turn at home, one for each unit with any.

A feed is whole: it holds every turn in the repository, past ones too, and a person who moves keeps one feed. On a day of
a recall the turn is replaced, under the same UID, by "Dipanggil ke kantor"; a turn that is taken away vanishes, since a
subscribed calendar takes over the whole feed each time. The reason of a recall stays on the page of the month: subscribed
calendars are often kept by other companies. Feeds are in Indonesian only and hold no links.

How often an event has changed, and when last, comes from the history in git. The time is that of the last commit which
changed the turn itself or a file that the words of the event rest on, so that a change elsewhere leaves a feed as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from giliran.attendance import windows_on
from giliran.history import NO_HISTORY
from giliran.history.record import Record
from giliran.history.turns import Turns
from giliran.model import HoursRule
from giliran.rulings import clauses_of
from giliran.views.events import Event, Feed
from giliran.views.realm import jurisdiction_of
from giliran.wording import decimal
from giliran.zones import called

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.history.turns import Trail
    from giliran.model import Hours, Jurisdiction, Recall, Unit
    from giliran.rulings import Law

HOME, RECALLED = "Bekerja dari rumah", "Dipanggil ke kantor"

_NEW = (0, None)
"""The sequence and the time of a turn that no commit knows."""


def feeds(corpus: Corpus, record: Record | None = None) -> Feeds:
    """Give every feed of a corpus without errors; without a ``record`` nothing has a past."""
    return Feeds(corpus, record or Record(corpus, NO_HISTORY))


class Feeds(Mapping[str, Feed]):
    """Every feed by its path. Which there are is known at once; the events of one are gathered when it is asked for.

    The people of a unit come before the unit itself, so that whoever goes through them in order needs each unit once.
    """

    def __init__(self, corpus: Corpus, record: Record) -> None:
        self._corpus = corpus
        self._past = _Past(corpus, record)
        self._rules: dict[tuple[str, datetime.date], tuple[str, ...]] = {}
        self._homes: dict[str, list[str]] = {}
        listed = {unit: self._listed(unit) for unit in sorted(corpus.units)}
        for unit, people in listed.items():
            for person in people:
                self._homes.setdefault(person, []).append(unit)
        self._paths: dict[str, tuple[str, str]] = {}
        for unit, people in listed.items():
            for person in people:
                self._paths[f"feeds/person/{person}.ics"] = ("person", person)
            if people:
                self._paths[f"feeds/unit/{unit}.ics"] = ("unit", unit)
        # A process that makes the feeds in their order meets a unit again only where somebody has moved.
        self._roll = lru_cache(maxsize=8)(self._called)

    def __getitem__(self, path: str) -> Feed:
        kind, name = self._paths[path]
        return self._person(path, name) if kind == "person" else self._unit(path, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def _listed(self, unit: str) -> list[str]:
        """Give the members of a unit who ever have a turn there, in the order of the unit file."""
        turns = {
            person for schedule in self._corpus.schedules.of(unit) for ids in schedule.home.values() for person in ids
        }
        members = dict.fromkeys(member.id for member in self._corpus.units[unit].employees)
        return [person for person in members if person in turns]

    def _person(self, path: str, person: str) -> Feed:
        rolls = [self._roll(unit) for unit in self._homes[person]]
        events = [
            Event(f"{person}{day.uid}", day.day, *day.turn(person, roll), *self._past.of_person(person, day.day, roll))
            for roll in rolls
            for day in roll.days
            if person in day.listed
        ]
        events.sort(key=lambda event: event.day)
        name, zone = rolls[-1].members[person], self._corpus.calendar.zone
        return Feed(path, f"Giliran {name}", tuple(events), zone, self._past.last(person, events))

    def _unit(self, path: str, unit: str) -> Feed:
        roll = self._roll(unit)
        events = []
        for day in roll.days:
            home = [name for person, name in roll.members.items() if person in day.listed and person not in day.orders]
            called = [name for person, name in roll.members.items() if person in day.listed and person in day.orders]
            summary = f"{len(home)} pegawai bekerja dari rumah" if home else RECALLED
            uid = f"{unit.replace('/', '.')}{day.uid}"
            events.append(Event(uid, day.day, summary, _names(home, called), *self._past.of_unit(unit, day.day, roll)))
        return Feed(
            path, f"Giliran {roll.place}", tuple(events), self._corpus.calendar.zone, self._past.last(unit, events)
        )

    def _called(self, unit_id: str) -> _Roll:
        """Gather what the feeds of a unit and of its people share."""
        unit = self._corpus.units[unit_id]
        agency = self._corpus.agencies[unit.agency]
        jurisdiction = jurisdiction_of(self._corpus, agency)
        law = self._corpus.law_of(unit)
        assert law is not None  # the corpus has no errors
        place = f"{unit.name}, {agency.name}"
        days = []
        told: dict[tuple[str, ...], str] = {}
        for schedule in self._corpus.schedules.of(unit_id):
            for day, ids in sorted(schedule.home.items()):
                if not ids:
                    continue
                key = jurisdiction.name, day
                if key not in self._rules:
                    self._rules[key] = tuple(_rules(law, day))
                rules = self._rules[key]
                orders = {entry.employee: entry for entry in schedule.recalls if entry.day == day}
                words = told.setdefault(rules, "\n".join((*rules, f"Unit: {place}")))
                days.append(_Day(day, f"-{day.isoformat()}@{jurisdiction.name}.giliran", frozenset(ids), orders, words))
        members = {member.id: member.name for member in unit.employees}
        return _Roll(place, members, tuple(days), self._past.around(unit, jurisdiction))


@dataclass(frozen=True, slots=True)
class _Day:
    """A day on which someone of a unit has a turn; ``uid`` is how the name of each of its events ends."""

    day: datetime.date
    uid: str
    listed: frozenset[str]
    orders: dict[str, Recall]
    at_home: str

    def turn(self, person: str, roll: _Roll) -> tuple[str, str]:
        """Give what an event of a person says: its summary and its description."""
        order = self.orders.get(person)
        return (HOME, self.at_home) if order is None else (RECALLED, _recall(order, roll.members, roll.place))


@dataclass(frozen=True, slots=True)
class _Roll:
    """A unit as its feeds show it. ``around`` is when anything but the schedule last changed that the words rest on."""

    place: str
    members: dict[str, str]
    days: tuple[_Day, ...]
    around: int


class _Past:
    """What the history says of events, with what their words rest on besides the schedule."""

    def __init__(self, corpus: Corpus, record: Record) -> None:
        self._turns = Turns(record)
        self._known = bool(record.schedules)
        self._record = record
        self._laws = {
            entry.name: max(record.touched(entry.path), record.law_touched(_binding(entry)))
            for entry in corpus.jurisdictions.values()
        }

    def of_person(self, person: str, day: datetime.date, roll: _Roll) -> tuple[int, int | None]:
        """Give the sequence of a person's event and its time."""
        return _dated(self._turns.of_person(person, day), roll.around) if self._known else _NEW

    def of_unit(self, unit: str, day: datetime.date, roll: _Roll) -> tuple[int, int | None]:
        """Give the sequence of a unit's event and its time."""
        return _dated(self._turns.of_unit(unit, day), roll.around) if self._known else _NEW

    def around(self, unit: Unit, jurisdiction: Jurisdiction) -> int:
        """Give the time at which anything but the schedule last changed that the events of a unit rest on."""
        files = self._record.touched(unit.path, f"units/{unit.agency}/agency.yaml")
        return max(files, self._laws[jurisdiction.name])

    def last(self, key: str, events: list[Event]) -> int | None:
        """Give the time of a feed: of its last change, a turn that was taken away included."""
        times = [event.time for event in events if event.time is not None]
        return max(*times, self._turns.last_loss(key)) if len(times) == len(events) else None


def _dated(trail: Trail | None, around: int) -> tuple[int, int | None]:
    """Give the sequence of an event and its time."""
    return _NEW if trail is None else (trail.sequence, max(trail.time, around))


def _binding(jurisdiction: Jurisdiction) -> Iterator[str]:
    return (bond.circular for bond in jurisdiction.bonds if bond.force == "binding")


def _recall(order: Recall, members: dict[str, str], place: str) -> str:
    return f"Diperintahkan oleh: {members.get(order.ordered_by, order.ordered_by)}\nUnit: {place}"


def _names(home: list[str], called: list[str]) -> str:
    parts = ["\n".join((f"{title}:", *names)) for title, names in ((HOME, home), (RECALLED, called)) if names]
    return "\n\n".join(parts)


def _rules(law: Law, day: datetime.date) -> Iterator[str]:
    """Spell attendance and hours on a day, each from the first binding circular with such a clause; else nothing."""
    for asked in windows_on(law, day):
        title = "Presensi" if asked.hours.title is None else asked.hours.title.id
        yield f"{title}: {_span(asked.hours, asked.rule.zone)}"
    for _, _, rule in clauses_of(law, HoursRule, day):
        least = decimal(rule.minimum_hours).id
        yield f"Jam kerja: {_span(rule.span, rule.zone)}, paling sedikit {least} jam"


def _span(hours: Hours, zone: str) -> str:
    return f"{hours.start}–{hours.end}".replace(":", ".") + f" {called(zone)}"
