"""Zones of time by their names in the IANA database, and what the three of Indonesia are called there."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING

from giliran.wording import Text, same

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

CAPITAL = "Asia/Jakarta"
"""The zone of a repository that names none."""

UTC = "UTC"

INDONESIAN = {"WIB": CAPITAL, "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""The zones of Indonesia, west to east, by what they are called there; none of them has a summer time."""

_CALLED = {zone: name for name, zone in INDONESIAN.items()}
_NO_PLACES = frozenset({"Factory", "localtime"})
"""Names that are found where zones are kept, and name none: what they stand for is another thing on each computer."""


def zone_named(words: str) -> str | None:
    """Give the IANA name of a zone that people may call ``WIB``, or ``None`` for what is no zone."""
    name = {**INDONESIAN, UTC: UTC}.get(words.strip().upper(), words.strip())
    return name if is_zone(name) else None


def is_zone(name: str) -> bool:
    """Tell whether there is a zone of just this name."""
    return name in _CALLED or name == UTC or name in _names()


@cache
def _names() -> frozenset[str]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - only whoever lives elsewhere pays for the list

    return frozenset(available_timezones()) - _NO_PLACES


@cache
def zone_of(name: str) -> ZoneInfo:
    """Give a zone by its IANA name. Raises :class:`KeyError` for a name that :func:`is_zone` denies."""
    if not is_zone(name):
        raise KeyError(name)
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - a check names zones and has no times in them

    return ZoneInfo(name)


@cache
def hours_from_utc(name: str) -> int:
    """Give how many hours a zone of :data:`INDONESIAN` is ahead of UTC."""
    ahead = datetime.datetime(2000, 1, 1, tzinfo=zone_of(name)).utcoffset()
    assert ahead is not None
    return int(ahead.total_seconds()) // 3600


def called(name: str) -> str:
    """Call a zone in short, after a time: ``WIB``, else by its own name."""
    return _CALLED.get(name, name)


def zone_words(name: str) -> Text:
    """Name a zone in a sentence: ``WIB`` and ``Jakarta time``."""
    city = name.rpartition("/")[2].replace("_", " ")
    return same(UTC) if name == UTC else Text(_CALLED.get(name, f"waktu {city}"), f"{city} time")
