"""What a schedule lists, as far as it can be read: days and codes, also where they are not written as they should be."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.corpus.values import parsed_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = re.compile(r"[a-z]{2}[0-9]{2,5}")
_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Listed:
    """One day as it is listed: its key as written, the day that is meant, the codes each once, and what is no code.

    ``repeated`` are the codes that stand there more than once; ``plain`` tells that key and list are written as they should be.
    """

    key: str
    day: datetime.date | None
    people: tuple[str, ...]
    odd: tuple[str, ...]
    repeated: tuple[str, ...]
    plain: bool


def listed(data: dict[str, Any]) -> Iterator[Listed]:
    """Read the days of a schedule whose shape may be wrong, in the order in which they stand.

    ``2023-9-4`` is read as the day it means unless that is listed too, ``BP02`` as ``bp02``, and a day without brackets as
    the list that it was meant to be: what only was misspelt is not lost.
    """
    home = data.get("wfh")
    if not isinstance(home, dict):
        return
    for key, value in home.items():
        entries = re.split(r"[,\s]+", value.strip()) if isinstance(value, str) else value
        codes: list[str] = []
        odd: list[str] = []
        for entry in entries if isinstance(entries, list) else () if entries is None else (entries,):
            code = entry.strip().lower() if isinstance(entry, str) else ""
            if _CODE.fullmatch(code):
                codes.append(code)
            else:
                odd.append(_shown(entry))
        repeated = tuple(dict.fromkeys(code for at, code in enumerate(codes) if code in codes[:at]))
        plain = parsed_date(key) is not None and value == codes
        yield Listed(key, _meant(key, home), tuple(dict.fromkeys(codes)), tuple(odd), repeated, plain)


def _meant(key: str, home: dict[str, Any]) -> datetime.date | None:
    day = parsed_date(key)
    found = None if day is not None else _DATE.fullmatch(key.strip())
    if found is None:
        return day
    same = [other for other in home if (like := _DATE.fullmatch(other.strip())) and _numbers(like) == _numbers(found)]
    if len(same) > 1:
        return None  # which of them holds is not ours to say
    try:
        return datetime.date(*_numbers(found))
    except ValueError:
        return None


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found[1]), int(found[2]), int(found[3])


def _shown(entry: object) -> str:
    words = " ".join(str(entry).split())
    return words if len(words) <= 40 else f"{words[:39]}…"


def recalled(data: dict[str, Any]) -> dict[datetime.date, tuple[str, ...]]:
    """Give who is called in on which day, each once, from the recalls that can be read."""
    entries = data.get("recalls")
    found: dict[datetime.date, tuple[str, ...]] = {}
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        date, person = entry.get("date"), entry.get("employee")
        day = parsed_date(date) if isinstance(date, str) else None
        if day is not None and isinstance(person, str) and person not in found.get(day, ()):
            found[day] = (*found.get(day, ()), person)
    return found
