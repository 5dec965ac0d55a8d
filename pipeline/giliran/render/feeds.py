"""Calendar feeds as files of RFC 5545, with the names and the refresh interval of RFC 7986.

The bytes depend on the data and their history alone. ``SEQUENCE`` rises with each change of an event; ``DTSTAMP`` and
``LAST-MODIFIED`` are the time of the last, so that a feed stays as it is while nothing in it changes. Whole days have no
time zone: the same date everywhere, and no ``VTIMEZONE``. ``X-WR-TIMEZONE`` names the zone of the calendar all the same, for
calendars that ask whose dates these are.
"""

from __future__ import annotations

import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from icalendar import Calendar
from icalendar import Event as Component

from giliran.render.files import Files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.views.events import Feed

_REFRESH = datetime.timedelta(hours=6)
_WIDTH = 75
"""How many bytes a line may have, its end not counted."""


def feed_files(feeds: Mapping[str, Feed], epoch: int) -> Files:
    """Give each feed by its path. What has no time of its own gets ``epoch``, the commit's time in seconds."""
    writer = _Writer(epoch)
    return Files(feeds, lambda path: writer.written(feeds[path]))


def text_line(name: str, words: str) -> bytes:
    """Write a property whose value is text, as icalendar would: escaped (RFC 5545, 3.3.11), folded (3.1) and ended."""
    plain = (
        words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    )
    return _folded(f"{name}:{plain}".encode())


def _folded(line: bytes) -> bytes:
    if len(line) <= _WIDTH:
        return line + b"\r\n"
    parts = []
    start, width = 0, _WIDTH
    while len(line) - start > width:
        end = start + width
        while line[end] & 0xC0 == 0x80:  # inside a character of UTF-8, which is not to be cut in two
            end -= 1
        parts.append(line[start:end])
        start, width = end, _WIDTH - 1  # the blank that begins the next line counts
    parts.append(line[start:])
    return b"\r\n ".join(parts) + b"\r\n"


class _Writer:
    """Writes feeds from parts: what many events or feeds share is made once.

    A province has a million events, and icalendar takes a quarter of a millisecond for one. It makes what is the same
    for all; a test compares whole feeds with those that it makes alone.
    """

    def __init__(self, epoch: int) -> None:
        self._epoch = epoch
        self._head = cache(_head)
        self._past = cache(_past)
        self._day = cache(_day)
        self._words = lru_cache(maxsize=1024)(text_line)

    def written(self, feed: Feed) -> bytes:
        """Give the bytes of a feed."""
        parts = [self._head(feed.zone, self._epoch if feed.time is None else feed.time)]
        # As icalendar writes and reads them: as they are.
        parts += (_folded(f"{name}:{feed.name}".encode()) for name in ("NAME;LANGUAGE=id", "X-WR-CALNAME"))
        for event in feed.events:
            parts += (
                b"BEGIN:VEVENT\r\n",
                text_line("UID", event.uid),
                self._past(event.sequence, self._epoch if event.time is None else event.time),
                self._day(event.day),
                self._words("SUMMARY", event.summary),
                self._words("DESCRIPTION", event.description),
                b"END:VEVENT\r\n",
            )
        parts.append(b"END:VCALENDAR\r\n")
        return b"".join(parts)


def _stamp(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _head(zone: str, time: int) -> bytes:
    """Give what feeds say before their names."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Giliran//Giliran//ID")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    made.add("x-wr-timezone", zone)
    made.add("last-modified", _stamp(time))
    lines: bytes = made.to_ical()
    return lines.removesuffix(b"END:VCALENDAR\r\n")


def _past(sequence: int, time: int) -> bytes:
    """Give the lines that tell how often an event has changed and when last."""
    made = Component()
    made.add("dtstamp", _stamp(time))
    made.add("last-modified", _stamp(time))
    made.add("sequence", sequence)
    return _lines(made)


def _day(day: datetime.date) -> bytes:
    """Give the lines that the events of one day share."""
    made = Component()
    made.add("dtstart", day)
    made.add("dtend", day + datetime.timedelta(days=1))
    made.add("transp", "TRANSPARENT")  # someone at home works, and is not to be shown as busy all day
    return _lines(made)


def _lines(made: Component) -> bytes:
    lines: bytes = made.to_ical()
    return lines.removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(b"END:VEVENT\r\n")
