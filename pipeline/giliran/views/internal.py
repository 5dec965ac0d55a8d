"""The internal edition: who is at home on which day. Its types, and those of the feeds, hold names, ids and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from giliran.model import STATUSES
from giliran.roles import role_words
from giliran.views.realm import jurisdiction_of
from giliran.views.supervision import Calls, Supervision, supervision
from giliran.views.words import STATUSES as STATUS_WORDS
from giliran.views.words import day_range, plain
from giliran.wording import Text, joined, long_date, time_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from giliran.corpus import Corpus
    from giliran.model import Agency, Employee, Schedule, Unit
    from giliran.rulings import Law
    from giliran.views.agencies import AgencyPage, UnitPage
    from giliran.views.changes_people import NamedPast
    from giliran.views.days import AgencyDayPage
    from giliran.views.frame import MonthFrame
    from giliran.views.grid import Grid

HOME, OFFICE, RECALLED, ABSENT, OFF = "home", "office", "recalled", "absent", "off"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a unit; ``stay`` says since or until when, where that is known."""

    id: str
    name: str
    status: Text
    role: Text | None
    stay: Text | None
    supervises: bool

    @property
    def more(self) -> Text | None:
        """Give what may stand behind the status in a list, its comma included: the role and the stay."""
        parts = [part for part in (self.role, self.stay) if part is not None]
        return (
            Text("".join(f", {part.id}" for part in parts), "".join(f", {part.en}" for part in parts))
            if parts
            else None
        )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of the schedule: one cell for each column of the month, holidays included.

    ``counted`` tells whether the person takes part in the turns, by their status.
    """

    person: Person
    counted: bool
    cells: tuple[str, ...]

    @property
    def any_turn(self) -> bool:
        """Tell whether the person has a turn in this month, one of a recall included."""
        return HOME in self.cells or RECALLED in self.cells


@dataclass(frozen=True, slots=True)
class RecallLine:
    """Who was called in, when, by whom and why."""

    day: Text
    person: str
    ordered_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DispensationLine:
    """A granted exception with its reason."""

    letter: str
    granted_by: str
    period: Text
    reason: str


@dataclass(frozen=True, slots=True)
class InternalMonth:
    """A unit's month with its people. ``at_home`` counts, by column, those listed; a recall takes nobody off.

    ``supervisor`` is the name of the direct superior; ``admins`` are the accounts of those who keep the schedules. ``grid`` is what the
    page on which the month is changed must know, where there is anything to change.
    """

    frame: MonthFrame
    supervisor: str | None
    admins: tuple[str, ...]
    rows: tuple[PersonRow, ...]
    at_home: tuple[int, ...]
    recalls: tuple[RecallLine, ...]
    dispensations: tuple[DispensationLine, ...]
    past: NamedPast | None
    grid: Grid | None


@dataclass(frozen=True, slots=True)
class CallLine:
    """Who is to be called at a time of day, by name and by their place among those at home, from 1."""

    time: Text
    name: str
    place: int


@dataclass(frozen=True, slots=True)
class UnitPeople:
    """The names of a unit on one day, in the order of the unit file; the ``recalled`` are on the schedule as well.

    ``calls`` are those that the draw suggests, by time. ``supervisor`` is the name of the direct superior, or the code of one
    from elsewhere; a day with nobody at home has none, since nobody is supervised.
    """

    home: tuple[str, ...]
    recalled: tuple[str, ...]
    office: tuple[str, ...]
    calls: tuple[CallLine, ...] = ()
    supervisor: str | None = None


@dataclass(frozen=True, slots=True)
class InternalDay:
    """A working day of an agency with the people of each unit, by its id, and what their superiors look at."""

    page: AgencyDayPage
    people: Mapping[str, UnitPeople]
    supervision: Supervision


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """Why the facts of a unit differ from those of its agency."""

    reason: str | None
    approved_by: str | None
    letter: str | None


@dataclass(frozen=True, slots=True)
class InternalUnit:
    """A unit's page with its members."""

    page: UnitPage
    people: tuple[Person, ...]
    override: OverrideLine | None


@dataclass(frozen=True, slots=True)
class InternalAgency:
    """An agency's page with those who keep its schedules."""

    page: AgencyPage
    admins: tuple[str, ...]


def internal_agency(page: AgencyPage, agency: Agency) -> InternalAgency:
    """Add what only the internal edition tells of an agency."""
    return InternalAgency(page, agency.admins)


def internal_unit(page: UnitPage, unit: Unit) -> InternalUnit:
    """Add what only the internal edition tells of a unit."""
    override = unit.override
    line = None if override is None else OverrideLine(override.reason, override.approved_by, override.letter)
    return InternalUnit(page, tuple(_people(unit).values()), line)


def internal_month(
    corpus: Corpus, frame: MonthFrame, unit: Unit, past: NamedPast | None, changed: Grid | None
) -> InternalMonth:
    """Fill a month with people: every member on one of its working days, also those who come later or have left."""
    schedule = corpus.schedule_of(unit.id, frame.month)
    columns = frame.columns
    recalled = _recalled(schedule)
    listed = [() if schedule is None else schedule.home.get(entry.day, ()) for entry in columns]
    turns: dict[str, list[tuple[int, str]]] = {}
    for at, people in enumerate(listed):
        for key in people:
            turns.setdefault(key, []).append((at, RECALLED if (columns[at].day, key) in recalled else HOME))
    roster = corpus.roster(unit.id)
    ids = [roster.ids(entry.day, STATUSES) for entry in columns]
    always = frozenset(ids[0]).intersection(*dict.fromkeys(ids)) if ids else frozenset()
    usual = [OFFICE if column.off is None else OFF for column in columns]
    rows = []
    statuses = {(member.id, member.status) for member in unit.employees}
    for person in _people(unit).values():
        counted = not frame.base or any((person.id, status) in statuses for status in frame.base)
        cells = usual.copy()
        for at, state in turns.get(person.id, ()):
            cells[at] = state
        if person.id not in always:
            cells = [
                ABSENT if state != OFF and person.id not in present else state
                for state, present in zip(cells, ids, strict=True)
            ]
        if not {ABSENT, OFF}.issuperset(cells):
            rows.append(PersonRow(person, counted, tuple(cells)))
    return InternalMonth(
        frame,
        _supervisor(unit, unit.supervisor),
        corpus.agencies[unit.agency].admins,
        tuple(rows),
        tuple(len(people) for people in listed),
        _recall_lines(unit, schedule),
        _dispensations(corpus, unit, frame),
        past,
        changed,
    )


def internal_days(corpus: Corpus, pages: Iterable[AgencyDayPage]) -> Iterator[InternalDay]:
    """Fill the working days of an agency with people."""
    calls = Calls()
    for page in pages:
        day = page.link.day
        law = corpus.law_in(jurisdiction_of(corpus, corpus.agencies[page.agency.id]))
        people = {unit.id: _unit_people(corpus, corpus.units[unit.id], law, day, calls) for unit in page.agency.units}
        yield InternalDay(page, people, supervision(law, day))


def _unit_people(corpus: Corpus, own: Unit, law: Law, day: datetime.date, calls: Calls) -> UnitPeople:
    """Tell who is where in a unit on a day, and whom the draw has called."""
    unit = own.id
    schedule = corpus.schedule_of(unit, f"{day:%Y-%m}")
    names = {member.id: member.name for member in corpus.roster(unit).on(day)}
    listed = frozenset(() if schedule is None else schedule.home.get(day, ()))
    if schedule is None or not listed:
        return UnitPeople((), (), tuple(names.values()))
    called = frozenset(entry.employee for entry in schedule.recalls if entry.day == day)
    home = {key: name for key, name in names.items() if key in listed and key not in called}
    places = {key: place for place, key in enumerate(home, start=1)}
    return UnitPeople(
        tuple(home.values()),
        tuple([name for key, name in names.items() if key in listed and key in called]),
        tuple([name for key, name in names.items() if key not in listed]),
        tuple([CallLine(time_words(time), home[key], places[key]) for time, key in calls.on(law, own, schedule, day)]),
        _supervisor(own, own.supervisor_on(day)),
    )


def _supervisor(unit: Unit, code: str | None) -> str | None:
    return next((member.name for member in unit.employees if member.id == code), code)


def _recalled(schedule: Schedule | None) -> frozenset[tuple[datetime.date, str]]:
    return frozenset() if schedule is None else frozenset((entry.day, entry.employee) for entry in schedule.recalls)


def _people(unit: Unit) -> dict[str, Person]:
    """Give one person for each id, in the order of the unit file, with the words of all stays."""
    stays: dict[str, list[Employee]] = {}
    for employee in unit.employees:
        stays.setdefault(employee.id, []).append(employee)
    return {key: _person(unit, sorted(entries, key=lambda stay: stay.period.start)) for key, entries in stays.items()}


def _person(unit: Unit, stays: list[Employee]) -> Person:
    last = stays[-1]
    statuses = tuple(dict.fromkeys(stay.status for stay in stays))
    notes = [note for note in (_stay(stay) for stay in stays) if note is not None]
    return Person(
        last.id,
        last.name,
        _status_words(statuses),
        None if last.role is None else role_words(last.role),
        joined(notes, "; ") if notes else None,
        last.id == unit.supervisor,
    )


@lru_cache(maxsize=64)
def _status_words(statuses: tuple[str, ...]) -> Text:
    return joined((plain(status, STATUS_WORDS) for status in statuses), ", ")


def _stay(stay: Employee) -> Text | None:
    parts = []
    if stay.period.start.year > 1:
        start = _short(stay.period.start)
        parts.append(Text(f"mulai {start.id}", f"from {start.en}"))
    if stay.period.end is not None:
        end = _short(stay.period.end)
        parts.append(Text(f"sampai {end.id}", f"until {end.en}"))
    return joined(parts) if parts else None


def _short(day: datetime.date) -> Text:
    words = long_date(day)
    return Text(words.id.partition(", ")[2], words.en.partition(", ")[2])


def _recall_lines(unit: Unit, schedule: Schedule | None) -> tuple[RecallLine, ...]:
    if schedule is None:
        return ()
    names = {employee.id: employee.name for employee in unit.employees}
    return tuple(
        RecallLine(
            long_date(entry.day),
            names.get(entry.employee, entry.employee),
            names.get(entry.ordered_by, entry.ordered_by),
            entry.reason,
        )
        for entry in sorted(schedule.recalls, key=lambda entry: (entry.day, entry.employee))
    )


def _dispensations(corpus: Corpus, unit: Unit, frame: MonthFrame) -> tuple[DispensationLine, ...]:
    days = [column.day for column in frame.columns]
    return tuple(
        DispensationLine(entry.letter, entry.granted_by, day_range(entry.period.start, entry.period.last), entry.reason)
        for entry in corpus.dispensations
        if entry.unit == unit.id and any(day in entry.period for day in days)
    )
