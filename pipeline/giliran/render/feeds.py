"""Calendar feeds as files of RFC 5545, with the names and the refresh interval of RFC 7986.

The bytes depend on the data and the commit's time alone. ``SEQUENCE`` should rise when an event changes; that would
need the history in git, which is not read yet, so it is always 0 and ``LAST-MODIFIED`` tells a calendar what is newer.
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
    """Write each feed, by its path. ``epoch`` is the commit's time in seconds."""
    stamp = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    bodies: dict[tuple[datetime.date, str, str], bytes] = {}
    files = {}
    for feed in feeds:
        head, end, _ = _calendar(feed, stamp).to_ical().rpartition(b"END:VCALENDAR")
        events = []
        for event in feed.events:
            key = (event.day, event.summary, event.description)
            if key not in bodies:
                bodies[key] = _body(event, stamp)
            events.append(b"BEGIN:VEVENT\r\n" + _uid(event.uid) + bodies[key] + b"END:VEVENT\r\n")
        files[feed.path] = b"".join((head, *events, end, b"\r\n"))
    return files


def _calendar(feed: Feed, stamp: datetime.datetime) -> Calendar:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Giliran//Giliran//ID")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", feed.name, parameters=_LANGUAGE)
    made.add("x-wr-calname", feed.name)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    made.add("last-modified", stamp)
    return made


def _body(event: Event, stamp: datetime.datetime) -> bytes:
    """Give the lines of an event but its UID: the colleagues of one day share them, and folding takes its time."""
    made = Component()
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", 0)
    made.add("dtstart", event.day)
    made.add("dtend", event.day + datetime.timedelta(days=1))
    made.add("summary", event.summary, parameters=_LANGUAGE)
    made.add("description", event.description, parameters=_LANGUAGE)
    made.add("transp", "TRANSPARENT")  # someone at home works, and is not to be shown as busy all day
    lines: bytes = made.to_ical()
    return lines.removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(b"END:VEVENT\r\n")


def _uid(uid: str) -> bytes:
    line: bytes = Component().content_line("UID", vText(uid)).to_ical()
    return line + b"\r\n"
