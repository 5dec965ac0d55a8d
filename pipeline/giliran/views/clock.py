"""Times of the past in the clock that the readers live by: that of their law, never that of the machine."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from giliran.model import AttendanceRule, HoursRule
from giliran.wording import Text, month_name, same

if TYPE_CHECKING:
    from giliran.rulings import Law

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
"""What the zones of Indonesia are called there."""

UTC = "UTC"
"""The zone of a past whose law states no hours."""


def zone_of(law: Law) -> str | None:
    """Give the zone in which a law states its hours: that of the first binding clause with a zone that exists."""
    for circular in law.binding:
        for clause in circular.clauses:
            if isinstance(clause.rule, AttendanceRule | HoursRule) and _known(clause.rule.zone) is not None:
                return clause.rule.zone
    return None


@cache
def _known(zone: str) -> datetime.tzinfo | None:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # no such zone, or only a folder of zones
        return None


def local(seconds: int, zone: str) -> datetime.datetime:
    """Give a time in UTC or in a zone that :func:`zone_of` has named."""
    return datetime.datetime.fromtimestamp(seconds, _known(zone) or datetime.UTC)


def zone_words(zone: str) -> Text:
    """Name a zone in a sentence: ``WIB`` and ``Jakarta time``."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return same(UTC) if zone == UTC else Text(ZONES.get(zone, f"waktu {city}"), f"{city} time")


def date_and_time(moment: datetime.datetime) -> Text:
    """Spell a time to the minute: ``5 September 2023, 16.30`` and ``5 September 2023, 16:30``."""
    month = month_name(moment.date())
    return Text(
        f"{moment.day} {month.id}, {moment.hour:02}.{moment.minute:02}",
        f"{moment.day} {month.en}, {moment.hour:02}:{moment.minute:02}",
    )
