"""Calendars as plain data: whole days with a text, before they are written as RFC 5545 asks.

Both editions use them. Those who fill them know whether they are about people, and so for the internal edition alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.zones import CAPITAL

if TYPE_CHECKING:
    import datetime


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

    ``zone`` is that of the calendar; ``time`` is when an event was last changed or taken away, ``None``
    where an event has no time.
    """

    path: str
    name: str
    events: tuple[Event, ...]
    zone: str = CAPITAL
    time: int | None = None
