"""Calendar feeds of the internal edition: one for each person with a turn at home, one for each unit with any.

A feed is whole: it holds every turn in the repository, past ones too, and a person who moves keeps one feed. On a day of
a recall the turn is replaced, under the same UID, by "Dipanggil ke kantor"; a turn that is taken away vanishes, since a
subscribed calendar takes over the whole feed each time. The reason of a recall stays on the page of the month: subscribed
calendars are often kept by other companies. Feeds are in Indonesian only and hold no links.

How often an event has changed, and when last, comes from the history in git. The time is that of the last commit which
changed the turn itself or a file that the words of the event rest on, so that a change elsewhere leaves a feed as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.history import NO_HISTORY
from giliran.history.record import Record
from giliran.history.turns import Turns
from giliran.model import AttendanceRule, HoursRule
from giliran.views.clock import ZONES, zone_of
from giliran.views.realm import jurisdiction_of
from giliran.wording import decimal

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.history.turns import Trail
    from giliran.model import Clause, Hours, Jurisdiction, Recall, Schedule, Unit
    from giliran.rulings import Law

HOME, RECALLED = "Bekerja dari rumah", "Dipanggil ke kantor"


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day. ``uid`` depends on nothing but the person or unit, the day and the jurisdiction.

    ``time`` is when it last changed, in seconds, and ``sequence`` how often it had changed before; a turn that no
    commit knows has 0 and ``None``.
    """

    uid: str
    day: datetime.date
    summary: str
    description: str
    sequence: int = 0
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar: its ``path`` in the site, its name, and its events by day.

    ``zone`` is that of the law, where it states one; ``time`` is when an event was last changed or taken away, ``None``
    where an event has no time.
    """

    path: str
    name: str
    events: tuple[Event, ...]
    zone: str | None = None
    time: int | None = None


def feeds(corpus: Corpus, record: Record | None = None) -> tuple[Feed, ...]:
    """Give every feed of a corpus without errors, those of people first; without a ``record`` nothing has a past."""
    past = _Past(corpus, record or Record(corpus, NO_HISTORY))
    people: dict[str, list[Event]] = {}
    names: dict[str, str] = {}
    zones: dict[str, str | None] = {}
    units: list[Feed] = []
    rules: dict[tuple[str, datetime.date], tuple[str, ...]] = {}
    for unit_id, unit in sorted(corpus.units.items()):
        agency = corpus.agencies[unit.agency]
        jurisdiction = jurisdiction_of(corpus, agency)
        law = corpus.law_of(unit)
        assert law is not None  # the corpus has no errors
        members = {member.id: member.name for member in unit.employees}
        place, zone, around = f"{unit.name}, {agency.name}", zone_of(law), past.around(unit, jurisdiction)
        events: list[Event] = []
        for schedule, day in _turns(corpus, unit):
            if (jurisdiction.name, day) not in rules:
                rules[jurisdiction.name, day] = tuple(_rules(law, day))
            orders = {entry.employee: entry for entry in schedule.recalls if entry.day == day}
            listed = [person for person in members if person in schedule.home[day]]
            at_home = "\n".join((*rules[jurisdiction.name, day], f"Unit: {place}"))
            for person in listed:
                order = orders.get(person)
                uid = f"{person}-{day.isoformat()}@{jurisdiction.name}.giliran"
                turn = (HOME, at_home) if order is None else (RECALLED, _recall(order, members, place))
                known = _dated(past.turns.of_person(person, day), around)
                people.setdefault(person, []).append(Event(uid, day, *turn, *known))
                names[person], zones[person] = members[person], zone
            home = [members[person] for person in listed if person not in orders]
            called = [members[person] for person in listed if person in orders]
            uid = f"{unit_id.replace('/', '.')}-{day.isoformat()}@{jurisdiction.name}.giliran"
            summary = f"{len(home)} pegawai bekerja dari rumah" if home else RECALLED
            known = _dated(past.turns.of_unit(unit_id, day), around)
            events.append(Event(uid, day, summary, _names(home, called), *known))
        if events:
            path, name = f"feeds/unit/{unit_id}.ics", f"Giliran {place}"
            units.append(Feed(path, name, tuple(events), zone, past.last(unit_id, events)))
    persons = (
        Feed(
            f"feeds/person/{person}.ics",
            f"Giliran {names[person]}",
            tuple(sorted(found, key=lambda event: event.day)),
            zones[person],
            past.last(person, found),
        )
        for person, found in sorted(people.items())
    )
    return (*persons, *units)


class _Past:
    """What the history says of events, with what their words rest on besides the schedule."""

    def __init__(self, corpus: Corpus, record: Record) -> None:
        self.turns = Turns(record)
        self._record = record
        self._laws = {
            entry.name: max(record.touched(entry.path), record.law_touched(_binding(entry)))
            for entry in corpus.jurisdictions.values()
        }

    def around(self, unit: Unit, jurisdiction: Jurisdiction) -> int:
        """Give the time at which anything but the schedule last changed that the events of a unit rest on."""
        files = self._record.touched(unit.path, f"units/{unit.agency}/agency.yaml")
        return max(files, self._laws[jurisdiction.name])

    def last(self, key: str, events: list[Event]) -> int | None:
        """Give the time of a feed: of its last change, a turn that was taken away included."""
        times = [event.time for event in events if event.time is not None]
        return max(*times, self.turns.last_loss(key)) if len(times) == len(events) else None


def _dated(trail: Trail | None, around: int) -> tuple[int, int | None]:
    """Give the sequence of an event and its time."""
    return (0, None) if trail is None else (trail.sequence, max(trail.time, around))


def _binding(jurisdiction: Jurisdiction) -> Iterator[str]:
    return (bond.circular for bond in jurisdiction.bonds if bond.force == "binding")


def _turns(corpus: Corpus, unit: Unit) -> Iterator[tuple[Schedule, datetime.date]]:
    """Give each day on which someone of a unit has a turn, with the schedule that says so, earliest first."""
    own = corpus.schedules.of(unit.id)
    for schedule in sorted(own, key=lambda entry: entry.month):
        for day, ids in sorted(schedule.home.items()):
            if ids:
                yield schedule, day


def _recall(order: Recall, members: dict[str, str], place: str) -> str:
    return f"Diperintahkan oleh: {members.get(order.ordered_by, order.ordered_by)}\nUnit: {place}"


def _names(home: list[str], called: list[str]) -> str:
    parts = ["\n".join((f"{title}:", *names)) for title, names in ((HOME, home), (RECALLED, called)) if names]
    return "\n\n".join(parts)


def _rules(law: Law, day: datetime.date) -> Iterator[str]:
    """Spell attendance and hours on a day, each from the first binding circular with such a clause; else nothing."""
    for clause in _clauses(law, day, AttendanceRule):
        if isinstance(clause.rule, AttendanceRule):
            for window in clause.rule.windows:
                title = "Presensi" if window.title is None else window.title.id
                yield f"{title}: {_span(window, clause.rule.zone)}"
    for clause in _clauses(law, day, HoursRule):
        if isinstance(clause.rule, HoursRule):
            least = decimal(clause.rule.minimum_hours).id
            yield f"Jam kerja: {_span(clause.rule.span, clause.rule.zone)}, paling sedikit {least} jam"


def _clauses(law: Law, day: datetime.date, kind: type[AttendanceRule | HoursRule]) -> tuple[Clause, ...]:
    for circular in law.binding:
        if day in circular.in_force:
            found = tuple(entry for entry in circular.clauses if isinstance(entry.rule, kind) and day in entry.period)
            if found:
                return found
    return ()


def _span(hours: Hours, zone: str) -> str:
    return f"{hours.start}–{hours.end}".replace(":", ".") + f" {ZONES.get(zone, zone)}"
