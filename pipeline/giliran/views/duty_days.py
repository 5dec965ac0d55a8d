"""The duties calendar: duties by role on one page, and a calendar feed for each role.

Both go as far as the working days that the site has pages for. A feed has one event for all that falls on every working
day, and one for each duty that falls on a day of its own. Like other feeds it is in Indonesian and whole each time; its
events are dated from the day on which the newest of the circulars they come from was signed, so that a commit that
changes nothing here leaves a feed as it is.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.clock import zone_of
from giliran.views.duties import ROLES, Duty, duties
from giliran.views.feeds import Event, Feed
from giliran.views.words import DUTY_ROLES, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Jurisdiction
    from giliran.rulings import Law
    from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with the days on which it falls; none for one that falls on every working day, or stands all the time."""

    duty: Duty
    dates: tuple[datetime.date, ...]


@dataclass(frozen=True, slots=True)
class RoleDuties:
    """What one role has to do; ``feed`` is the path of its calendar."""

    role: str
    words: Text
    lines: tuple[DutyLine, ...]
    feed: str


@dataclass(frozen=True, slots=True)
class DutyCalendar:
    """The duties of one government. ``title`` is ``None`` where there is only one; ``worked`` are its working days."""

    name: str
    title: str | None
    roles: tuple[RoleDuties, ...]
    worked: tuple[datetime.date, ...]


def duty_calendars(corpus: Corpus, paged: Iterable[datetime.date]) -> tuple[DutyCalendar, ...]:
    """Gather the duties of every government of a corpus without errors; ``paged`` are the days that have pages."""
    known = sorted(paged)
    return tuple(
        _calendar(entry, corpus.law_in(entry), known, alone=len(corpus.jurisdictions) == 1)
        for _, entry in sorted(corpus.jurisdictions.items())
    )


def _calendar(jurisdiction: Jurisdiction, law: Law, paged: Sequence[datetime.date], *, alone: bool) -> DutyCalendar:
    found = duties(law)
    roles = tuple(
        RoleDuties(
            role,
            plain(role, DUTY_ROLES),
            tuple(DutyLine(duty, _dates(duty, law, paged)) for duty in found if duty.role == role),
            feed_path(jurisdiction.name, role),
        )
        for role in ROLES
        if any(duty.role == role for duty in found)
    )
    worked = tuple(day for day in paged if law.workdays.is_worked(day))
    return DutyCalendar(jurisdiction.name, None if alone else jurisdiction.title or jurisdiction.name, roles, worked)


def _dates(duty: Duty, law: Law, paged: Sequence[datetime.date]) -> tuple[datetime.date, ...]:
    if duty.falls == "each-working-day" or not paged:
        return ()
    return duty.dates(paged[-1], law.workdays)


def feed_path(jurisdiction: str, role: str) -> str:
    """Give the path of the feed of a role in the site."""
    return f"law/duties/{jurisdiction}/{role}.ics"


def duty_feeds(corpus: Corpus, calendars: Iterable[DutyCalendar]) -> dict[str, Feed]:
    """Give the feed of each role of each government, by its path."""
    found = {}
    for calendar in calendars:
        law = corpus.law_in(corpus.jurisdictions[calendar.name])
        for role in calendar.roles:
            events = sorted(_events(corpus, calendar, role, law), key=lambda event: (event.day, event.uid))
            times = [event.time for event in events if event.time is not None]
            name = f"Kewajiban {role.words.id}"
            found[role.feed] = Feed(role.feed, name, tuple(events), zone_of(law), max(times, default=0))
    return found


def _events(corpus: Corpus, calendar: DutyCalendar, role: RoleDuties, law: Law) -> Iterator[Event]:
    place = f"@{calendar.name}.giliran"
    for line in role.lines:
        for day in line.dates:
            duty = line.duty
            assert duty.clause is not None  # the points of a code of conduct fall on every working day
            uid = f"{role.role}-{duty.circular.replace('/', '.')}.{duty.clause.name}-{day}{place}"
            yield Event(uid, day, duty.title.id, _told(duty), 0, _signed(corpus, (duty,)))
    daily = [line.duty for line in role.lines if line.duty.falls == "each-working-day"]
    for day in calendar.worked:
        today = [duty for duty in daily if duty.is_due(day, law.workdays)]
        if today:
            words = "\n".join(_told(duty) for duty in today)
            summary = f"Kewajiban {role.words.id}"
            yield Event(f"{role.role}-{day}{place}", day, summary, words, 0, _signed(corpus, today))


def _told(duty: Duty) -> str:
    due = "" if duty.due is None else f" ({duty.due.id})"
    force = "" if duty.force == "binding" else ", anjuran"
    return f"{duty.text.id.removesuffix('.')}{due}. {duty.short}{force}"


def _signed(corpus: Corpus, found: Iterable[Duty]) -> int:
    """Give the start of the day, in UTC, on which the newest circular behind some duties was signed, else came in force."""
    circulars = [corpus.circulars[name] for name in {duty.circular for duty in found}]
    newest = max(circular.signed or circular.in_force.start for circular in circulars)
    return int(datetime.datetime.combine(newest, datetime.time(), datetime.UTC).timestamp())
