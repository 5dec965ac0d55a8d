"""What the page on which a month is changed must know beside the compiled schema: rows, closed days, the file as it is.

The schema has the limits and who counts; what is here only names, orders and explains. Its types hold names and ids.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.grammar import schedule_path
from giliran.model import ShareRule
from giliran.people import absence
from giliran.rulings import attestations
from giliran.source import Place
from giliran.validate import window_edge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Schedule, Unit
    from giliran.schemas import MonthLimits
    from giliran.source import Position
    from giliran.wording import Text

_LINE = re.compile(r"^ +(([\"']?)([0-9]{4}-[0-9]{2}-[0-9]{2})\2): +(\[[^][#\n]*\])[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
"""A day on a line of its own, with its list between brackets."""


@dataclass(frozen=True, slots=True)
class GridDay:
    """A column: an ISO date, and what closes it. ``open`` days are those that the schema names.

    ``off`` is the name of a holiday; ``edge`` the day on which the window begins next, or ended last. A date that is not
    one of this month is ``elsewhere``.
    """

    date: str
    standing: str
    off: Text | None = None
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class GridStay:
    """A stay of a person in the unit, by ISO dates; ``None`` for since and for ever."""

    status: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class GridPerson:
    """A row: a member of the unit on one of its days. ``attested`` is the first day since which their domicile is attested."""

    id: str
    name: str
    stays: tuple[GridStay, ...]
    attested: str | None


@dataclass(frozen=True, slots=True)
class Stranger:
    """A code in the file that no member of the unit has, and what the check says of it."""

    id: str
    code: str
    message: Text
    help: Text


@dataclass(frozen=True, slots=True)
class LaidDay:
    """Where a day stands in the text: offsets, in code points, of its key and of its list with both brackets."""

    date: str
    key: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GridRecall:
    """A recall in the file. ``supervisor`` is who may order one that day; ``employed`` tells whether they are still there.

    ``at`` has the offsets, in code points, of its date, of its employee and of who ordered it.
    """

    date: str
    employee: str
    ordered_by: str
    reason: str
    supervisor: str | None
    employed: bool
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Adviser:
    """An advisory circular that allows less on some day, and what it is called in a sentence."""

    circular: str
    name: str


@dataclass(frozen=True, slots=True)
class LastMonth:
    """Who was at home in the month before: a text of 1 and 0 by person, a sign for each of its ``days``.

    Of who belongs or belonged to another unit too, the days at home there are among them.
    """

    month: str
    days: tuple[str, ...]
    home: dict[str, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A month to be changed. ``text`` is the file, empty where there is none; ``laid`` is ``None`` for unusual layout,
    and only then ``home`` says what the text does.

    ``beside`` are days without a column that a recall names. ``base`` has the statuses that count, by the first share of the month.
    ``attesting`` has the first and the last day of each clause that asks for an attestation of domicile.
    """

    unit: str
    month: str
    path: str
    schema: str
    advisory: tuple[Adviser, ...]
    base: tuple[str, ...]
    attesting: tuple[tuple[str, str], ...]
    days: tuple[GridDay, ...]
    beside: tuple[GridDay, ...]
    people: tuple[GridPerson, ...]
    strangers: tuple[Stranger, ...]
    text: str
    home: dict[str, tuple[str, ...]] | None
    laid: tuple[LaidDay, ...] | None
    recalls: tuple[GridRecall, ...]
    last: LastMonth | None


def grid(corpus: Corpus, unit: Unit, limits: MonthLimits, before: MonthLimits | None = None) -> Grid | None:
    """Give what a page must know to change a month, or ``None`` where no day of it is open to the unit or nobody is in it.

    ``before`` has the limits of the month before, if that has any.
    """
    if not any(found.standing == "open" for found in limits.open_days):
        return None
    path = schedule_path(unit.id, limits.month)
    schedule = corpus.schedules.get(path)
    text = ""
    home: dict[str, tuple[str, ...]] = {}
    if schedule is not None:
        text = (corpus.tree.entries[path].content or b"").decode()
        home = {day.isoformat(): people for day, people in schedule.home.items()}
    named = _named(schedule)
    called = {recall.day.isoformat() for recall in schedule.recalls} if schedule is not None else set()
    places = laid(text, home)
    columns = _columns(corpus, limits, home)
    days = tuple(_day(corpus, unit, limits, day) for day in columns)
    people = tuple(_people(unit, days, named))
    if not people:
        return None
    return Grid(
        unit.id,
        limits.month,
        path,
        f"{limits.unit}/{limits.month}.schema.json",
        tuple(Adviser(circular, corpus.circulars[circular].short) for circular in limits.advisers()),
        _base(limits),
        tuple(_attesting(corpus, unit)),
        days,
        tuple(_day(corpus, unit, limits, day) for day in sorted(called.difference(columns))),
        people,
        tuple(_strangers(corpus, unit, named, path)),
        text,
        home if places is None else None,
        places,
        tuple(_recalls(corpus, unit, schedule)),
        _last(corpus, unit, before),
    )


def _base(limits: MonthLimits) -> tuple[str, ...]:
    rules = (found.clause.rule for found in limits.open_days if found.clause is not None)
    return next((rule.base for rule in rules if isinstance(rule, ShareRule)), ())


def _attesting(corpus: Corpus, unit: Unit) -> Iterator[tuple[str, str]]:
    law = corpus.law_of(unit)
    for _, asked in attestations(law, "domicile") if law is not None else ():
        yield asked.start.isoformat(), asked.last.isoformat()


def _columns(corpus: Corpus, limits: MonthLimits, home: dict[str, tuple[str, ...]]) -> list[str]:
    """Give the days from the first to the last open one without free weekends, and whatever the file names beside."""
    inside = [found.day for found in limits.open_days]
    shown = {
        day.isoformat()
        for day, found in limits.days.items()
        if inside[0] <= day <= inside[-1] and (found.day_off is None or day.weekday() not in corpus.calendar.weekend)
    }
    return sorted(shown.union(home))


def _day(corpus: Corpus, unit: Unit, limits: MonthLimits, words: str) -> GridDay:
    found = limits.days.get(datetime.date.fromisoformat(words))
    if found is None:
        return GridDay(words, "elsewhere")
    if found.standing in {"open", "excluded"}:
        return GridDay(words, found.standing)
    if found.day_off is not None:
        return GridDay(words, "day-off", found.day_off)
    return GridDay(words, found.standing, edge=_edge(corpus, unit, found))


def _edge(corpus: Corpus, unit: Unit, found: Allowance) -> str | None:
    edge = window_edge(corpus, unit, found.day, early=found.standing == "before")
    return None if edge is None else edge[0].isoformat()


def _named(schedule: Schedule | None) -> tuple[str, ...]:
    """Give everyone whom a file names, each once."""
    if schedule is None:
        return ()
    named = dict.fromkeys(person for people in schedule.home.values() for person in people)
    return tuple(named | dict.fromkeys(recall.employee for recall in schedule.recalls))


def _people(unit: Unit, days: Iterable[GridDay], named: Collection[str]) -> Iterator[GridPerson]:
    """Give the members on one of the days, and whoever else of the unit the file names."""
    dates = [day.date for day in days]
    first, last = dates[0], dates[-1]
    stays: dict[str, list[GridStay]] = {}
    names: dict[str, str] = {}
    attested: dict[str, list[str]] = {}
    for member in unit.employees:
        start, end = _since(member.period.start), None if member.period.end is None else member.period.end.isoformat()
        stays.setdefault(member.id, []).append(GridStay(member.status, start, end))
        names[member.id] = member.name
        if member.domicile_attested is not None:
            attested.setdefault(member.id, []).append(member.domicile_attested.isoformat())
    for key, own in stays.items():
        own.sort(key=lambda stay: stay.start or "")
        if key in named or any((stay.start or "") <= last and first <= (stay.end or "9") for stay in own):
            yield GridPerson(key, names[key], tuple(own), min(attested.get(key, ()), default=None))


def _since(start: datetime.date) -> str | None:
    return start.isoformat() if start.year > 1 else None


def _strangers(corpus: Corpus, unit: Unit, named: Iterable[str], path: str) -> Iterator[Stranger]:
    own = {member.id for member in unit.employees}
    for person in named:
        if person not in own:
            told = absence(corpus, unit.id, person, None, Place.of_file(path))
            assert told.help is not None
            yield Stranger(person, told.code, told.message, told.help)


def laid(text: str, home: dict[str, tuple[str, ...]]) -> tuple[LaidDay, ...] | None:
    """Find where each day stands in the text of a schedule, or give ``None`` where its layout is not the usual one."""
    found = [
        (LaidDay(line[3], line.start(1), line.start(4), line.end(4)), line[4][1:-1]) for line in _LINE.finditer(text)
    ]
    told = {day.date: tuple(one.strip(" \t\"'") for one in people.split(",") if one.strip()) for day, people in found}
    return tuple(day for day, _ in found) if told == home and len(found) == len(home) else None


def _recalls(corpus: Corpus, unit: Unit, schedule: Schedule | None) -> Iterator[GridRecall]:
    if schedule is None or not schedule.recalls:
        return
    document = corpus.document(schedule.path)
    for index, recall in enumerate(schedule.recalls):
        supervisor = unit.supervisor_on(recall.day)
        # Whoever has but a part of the staff cannot ask; a site is only made of data in which all of them are employed.
        employed = supervisor is not None and (not corpus.whole or corpus.is_employed(supervisor, recall.day, unit))
        starts = (document.at(("recalls", index, key)).start for key in ("date", "employee", "ordered-by"))
        at = tuple(_offset(document.text, start) for start in starts)
        yield GridRecall(
            recall.day.isoformat(), recall.employee, recall.ordered_by, recall.reason, supervisor, employed, at
        )


def _offset(text: str, position: Position) -> int:
    before = text.split("\n", position.line - 1)[:-1]
    return sum(len(line) + 1 for line in before) + position.column - 1


def _last(corpus: Corpus, unit: Unit, before: MonthLimits | None) -> LastMonth | None:
    schedule = None if before is None else corpus.schedule_of(unit.id, before.month)
    if before is None or schedule is None:
        return None
    days = [found.day for found in before.open_days]
    elsewhere = tuple(_elsewhere(corpus, unit, before.month))
    lists = [
        (*schedule.home.get(day, ()), *(person for person, other in elsewhere if person in other.home.get(day, ())))
        for day in days
    ]
    people = dict.fromkeys(person for listed in lists for person in listed)
    sets = [frozenset(listed) for listed in lists]
    home = {person: "".join(["1" if person in listed else "0" for listed in sets]) for person in people}
    return LastMonth(before.month, tuple(day.isoformat() for day in days), home)


def _elsewhere(corpus: Corpus, unit: Unit, month: str) -> Iterator[tuple[str, Schedule]]:
    """Give the schedules of a month in other units to which people of a unit belong or belonged, with the person."""
    for person in dict.fromkeys(member.id for member in unit.employees):
        for other in dict.fromkeys(found.id for found, _ in corpus.stays_here(person) if found.id != unit.id):
            schedule = corpus.schedule_of(other, month)
            if schedule is not None:
                yield person, schedule
