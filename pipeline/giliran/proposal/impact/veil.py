"""Personal data that a change brings in must not be told on by whoever tells of the change: they are dotted out."""

from __future__ import annotations

from functools import lru_cache

from giliran.personal import personal_data
from giliran.report.privacy import DOT

_OF_PEOPLE, _OF_AGENCIES = "units/perangkat/unit.yaml", "units/perangkat/agency.yaml"


@lru_cache(maxsize=4096)
def unsaid(text: str, *, organisation: bool = False) -> str:
    """Put a dot for each character that the check would refuse as personal data.

    In the names of an ``organisation`` words on health and discipline are what it does, and stay.
    """
    lines = text.split("\n")
    for found in personal_data(_OF_AGENCIES if organisation else _OF_PEOPLE, text):
        start, end = found.place.start, found.place.end
        line = lines[start.line - 1]
        first, last = start.column - 1, end.column - 1
        lines[start.line - 1] = line[:first] + DOT * (last - first) + line[last:]
    return "\n".join(lines)
