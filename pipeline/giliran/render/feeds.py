"""Calendar feeds as files of RFC 5545, with the names and the refresh interval of RFC 7986.

The bytes depend on the data and their history alone. ``SEQUENCE`` rises with each change of an event; ``DTSTAMP`` and
``LAST-MODIFIED`` are the time of the last, so that a feed stays as it is while nothing in it changes. Whole days have no
time zone: the same date everywhere, and no ``VTIMEZONE``. ``X-WR-TIMEZONE`` names the zone of the law all the same, for
calendars that ask whose dates these are.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from icalendar import Calendar, vText
from icalendar import Event as Component

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.views.feeds import Event, Feed

_LANGUAGE = {"LANGUAGE": "id"}
_REFRESH = datetime.timedelta(hours=6)


def feed_files(feeds: Iterable[Feed], epoch: int) -> dict[str, bytes]:
    """Write each feed, by its path. What has no time of its own gets ``epoch``, the commit's time in seconds."""
    bodies: dict[tuple[datetime.date, str, str], bytes] = {}
    pasts: dict[tuple[int, int], bytes] = {}
    files = {}
    for feed in feeds:
        head, end, _ = _calendar(feed, epoch if feed.time is None else feed.time).to_ical().rpartition(b"END:VCALENDAR")
        events = []
        for event in feed.events:
            key = (event.day, event.summary, event.description)
            if key not in bodies:
                bodies[key] = _body(event)
            past = (event.sequence, epoch if event.time is None else event.time)
            if past not in pasts:
                pasts[past] = _past(*past)
            lines = (_uid(event.uid), pasts[past], bodies[key])
            events.append(b"BEGIN:VEVENT\r\n" + b"".join(lines) + b"END:VEVENT\r\n")
        files[feed.path] = b"".join((head, *events, end, b"\r\n"))
    return files


def _stamp(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _calendar(feed: Feed, time: int) -> Calendar:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Giliran//Giliran//ID")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", feed.name, parameters=_LANGUAGE)
    made.add("x-wr-calname", feed.name)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    if feed.zone is not None:
        made.add("x-wr-timezone", feed.zone)
    made.add("last-modified", _stamp(time))
    return made


def _past(sequence: int, time: int) -> bytes:
    """Give the lines that tell how often an event has changed and when last."""
    made = Component()
    made.add("dtstamp", _stamp(time))
    made.add("last-modified", _stamp(time))
    made.add("sequence", sequence)
    return _lines(made)


def _body(event: Event) -> bytes:
    """Give what an event says: the colleagues of one day share these lines, and folding takes its time."""
    made = Component()
    made.add("dtstart", event.day)
    made.add("dtend", event.day + datetime.timedelta(days=1))
    made.add("summary", event.summary, parameters=_LANGUAGE)
    made.add("description", event.description, parameters=_LANGUAGE)
    made.add("transp", "TRANSPARENT")  # someone at home works, and is not to be shown as busy all day
    return _lines(made)


def _lines(made: Component) -> bytes:
    lines: bytes = made.to_ical()
    return lines.removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(b"END:VEVENT\r\n")


def _uid(uid: str) -> bytes:
    line: bytes = Component().content_line("UID", vText(uid)).to_ical()
    return line + b"\r\n"
