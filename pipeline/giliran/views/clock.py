"""Times of the past in the clock that the readers live by: that of their calendar, never that of the machine."""

from __future__ import annotations

import datetime

from giliran.wording import Text, month_name
from giliran.zones import zone_of


def local(seconds: int, zone: str) -> datetime.datetime:
    """Give a time in a zone that there is."""
    return datetime.datetime.fromtimestamp(seconds, zone_of(zone))


def date_and_time(moment: datetime.datetime) -> Text:
    """Spell a time to the minute: ``5 September 2023, 16.30`` and ``5 September 2023, 16:30``."""
    month = month_name(moment.date())
    return Text(
        f"{moment.day} {month.id}, {moment.hour:02}.{moment.minute:02}",
        f"{moment.day} {month.en}, {moment.hour:02}:{moment.minute:02}",
    )
