"""A calendar feed of duties for each role, in both editions: it tells of the law and of nobody.

A feed has one event for all that falls on every working day, and one for each duty that falls on a day of its own. Like
other feeds it is in Indonesian and whole each time; its events are dated from the day on which the newest of the circulars
they come from was signed, so that a commit that changes nothing here leaves a feed as it is.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from giliran.views.events import Event, Feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.rulings import Law
    from giliran.views.duties import Duty
    from giliran.views.duty_days import DutyCalendar, RoleDuties


def duty_feeds(corpus: Corpus, calendars: Iterable[DutyCalendar]) -> dict[str, Feed]:
    """Give the feed of each role of each government, by its path."""
    found = {}
    for calendar in calendars:
        law = corpus.law_in(corpus.jurisdictions[calendar.name])
        for role in calendar.roles:
            events = sorted(_events(corpus, calendar, role, law), key=lambda event: (event.day, event.uid))
            times = [event.time for event in events if event.time is not None]
            name = f"Kewajiban {role.words.id}"
            found[role.feed] = Feed(role.feed, name, tuple(events), corpus.calendar.zone, max(times, default=0))
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
    told = "" if duty.told is None else f" ({duty.told.id})"
    return f"{duty.text.id.removesuffix('.')}{due}. {duty.short}{force}{told}"


def _signed(corpus: Corpus, found: Iterable[Duty]) -> int:
    """Give the start of the day, in UTC, on which the newest circular behind some duties was signed, else came in force."""
    circulars = [corpus.circulars[name] for name in {duty.circular for duty in found}]
    newest = max(circular.signed or circular.in_force.start for circular in circulars)
    return int(datetime.datetime.combine(newest, datetime.time(), datetime.UTC).timestamp())
