"""Calendar feeds of the internal edition: one for each person with a turn at home, one for each unit with any.

A feed is whole: it holds every turn in the repository, past ones too, and a person who moves keeps one feed. On a day of
a recall the turn is replaced, under the same UID, by "Dipanggil ke kantor". The reason of a recall stays on the page of
the month: subscribed calendars are often kept by other companies. Feeds are in Indonesian only and hold no links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.model import AttendanceRule, HoursRule
from giliran.views.realm import jurisdiction_of
from giliran.wording import decimal

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.limits import Law
    from giliran.model import Clause, Hours, Recall, Schedule, Unit

HOME, RECALLED = "Bekerja dari rumah", "Dipanggil ke kantor"
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day. ``uid`` depends on nothing but the person or unit, the day and the jurisdiction."""

    uid: str
    day: datetime.date
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar: its ``path`` in the site, its name, and its events by day."""

    path: str
    name: str
    events: tuple[Event, ...]


def feeds(corpus: Corpus) -> tuple[Feed, ...]:
    """Give every feed of a corpus without errors, those of people first."""
    people: dict[str, list[Event]] = {}
    names: dict[str, str] = {}
    units: list[Feed] = []
    rules: dict[tuple[str, datetime.date], tuple[str, ...]] = {}
    for unit_id, unit in sorted(corpus.units.items()):
        agency = corpus.agencies[unit.agency]
        jurisdiction = jurisdiction_of(corpus, agency).name
        law = corpus.law_of(unit)
        assert law is not None  # the corpus has no errors
        members = {member.id: member.name for member in unit.employees}
        place = f"{unit.name}, {agency.name}"
        events: list[Event] = []
        for schedule, day in _turns(corpus, unit):
            if (jurisdiction, day) not in rules:
                rules[jurisdiction, day] = tuple(_rules(law, day))
            orders = {entry.employee: entry for entry in schedule.recalls if entry.day == day}
            listed = [person for person in members if person in schedule.home[day]]
            at_home = "\n".join((*rules[jurisdiction, day], f"Unit: {place}"))
            for person in listed:
                order = orders.get(person)
                uid = f"{person}-{day.isoformat()}@{jurisdiction}.giliran"
                turn = (HOME, at_home) if order is None else (RECALLED, _recall(order, members, place))
                people.setdefault(person, []).append(Event(uid, day, *turn))
                names[person] = members[person]
            home = [members[person] for person in listed if person not in orders]
            called = [members[person] for person in listed if person in orders]
            uid = f"{unit_id.replace('/', '.')}-{day.isoformat()}@{jurisdiction}.giliran"
            summary = f"{len(home)} pegawai bekerja dari rumah" if home else RECALLED
            events.append(Event(uid, day, summary, _names(home, called)))
        if events:
            units.append(Feed(f"feeds/unit/{unit_id}.ics", f"Giliran {place}", tuple(events)))
    persons = (
        Feed(
            f"feeds/person/{person}.ics",
            f"Giliran {names[person]}",
            tuple(sorted(found, key=lambda event: event.day)),
        )
        for person, found in sorted(people.items())
    )
    return (*persons, *units)


def _turns(corpus: Corpus, unit: Unit) -> Iterator[tuple[Schedule, datetime.date]]:
    """Give each day on which someone of a unit has a turn, with the schedule that says so, earliest first."""
    own = (schedule for schedule in corpus.schedules.values() if schedule.unit == unit.id)
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
    return f"{hours.start}–{hours.end}".replace(":", ".") + f" {_ZONES.get(zone, zone)}"
