"""Time zones by the names that people give them in Indonesia, and by those of the tz database."""

from __future__ import annotations

from functools import cache

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "UTC": "UTC"}
"""Zones by the names that people give them; any other is named as the tz database does."""
_NO_PLACES = frozenset({"Factory", "localtime"})
"""Names that are found where zones are kept, and name none: what they stand for is another thing on each computer."""


def zone_named(words: str) -> str | None:
    """Give the name of a zone in the tz database, or ``None`` for what is no zone."""
    name = ZONES.get(words.strip().upper(), words.strip())
    return name if name in ZONES.values() or name in _known() else None


@cache
def _known() -> frozenset[str]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - only whoever lives elsewhere pays for the list

    return frozenset(available_timezones()) - _NO_PLACES
