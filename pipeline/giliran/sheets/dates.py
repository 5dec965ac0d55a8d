"""A day as people write it above a column: a date, a serial number, a number of the month, words in two languages.

A date of two numbers is read day first, as everywhere in Indonesia. What is not said (the year, the month) is left open
here; whoever knows the sheet fills it in.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.sheets.table import Value

_MONTHS = (
    "jan januari january",
    "feb febr peb februari pebruari february",
    "mar mrt maret march",
    "apr april",
    "mei may",
    "jun juni june",
    "jul juli july",
    "agu agt ags agust agustus aug august",
    "sep sept september",
    "okt oktober oct october",
    "nov nop november nopember",
    "des desember dec december",
)
_WEEKDAYS = (
    "sen senin mon monday",
    "sel selasa tue tues tuesday",
    "rab rabu wed wednesday",
    "kam kamis thu thur thurs thursday",
    "jum jumat fri friday",
    "sab sabtu sat saturday",
    "min minggu ming ahad sun sunday",
)
MONTH_WORDS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
WEEKDAY_WORDS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_FILLERS = frozenset({"tgl", "tanggal", "hari", "date"})
_ALLOWED = re.compile(r"[a-z0-9 ,./:-]+")
_MIDNIGHT = re.compile(r"[ t]0?0:00(?::00)?(?:\.0+)?$")
_TOKENS = re.compile(r"[a-z]+|[0-9]+")
_NO_SIGN = str.maketrans({"'": None, "’": None, "‘": None, "`": None, "\u2013": "-", "\u00a0": " "})
_SERIALS = range(36_526, 73_415)
"""Serial numbers of the years 2000 to 2100; 1 is 1 January 1900, and 1900 has a day too many, as Excel has it."""
_ZERO = datetime.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a cell says of a day; ``weekday`` counts from Monday, 0."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether it names one day and no other."""
        return self.month is not None and self.year is not None

    def on(self, year: int, month: int) -> datetime.date | None:
        """Give the day, with what it leaves open taken from a year and a month; ``None`` where there is no such day."""
        try:
            return datetime.date(self.year or year, self.month or month, self.day)
        except ValueError:
            return None


def heading(value: Value) -> Heading | None:
    """Read a day, or give ``None`` for what is none."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, datetime.date):
        return Heading(value.day, value.month, value.year)
    if isinstance(value, int | float):
        return _numbered(int(value)) if value == int(value) else None
    return _worded(value)


def _numbered(number: int) -> Heading | None:
    if 1 <= number <= 31:
        return Heading(number)
    if number in _SERIALS:
        day = _ZERO + datetime.timedelta(days=number)
        return Heading(day.day, day.month, day.year)
    return None


def _worded(words: str) -> Heading | None:
    plain = " ".join(words.translate(_NO_SIGN).casefold().split())
    plain = _MIDNIGHT.sub("", plain)
    if not _ALLOWED.fullmatch(plain) or ":" in plain or len(plain) > 40:
        return None
    weekday: int | None = None
    rest: list[str] = []
    for token in _TOKENS.findall(plain):
        if token in WEEKDAY_WORDS and weekday is None:
            weekday = WEEKDAY_WORDS[token]
        elif token not in _FILLERS:
            rest.append(token)
    found = _of_tokens(rest)
    if found is None:
        return None
    return Heading(found.day, found.month, found.year, weekday)


def _of_tokens(tokens: list[str]) -> Heading | None:
    if any(token.isalpha() and token not in MONTH_WORDS for token in tokens) or not 1 <= len(tokens) <= 3:
        return None
    worded = [token for token in tokens if token.isalpha()]
    numbers = [int(token) for token in tokens if token.isdigit()]
    if len(worded) > 1:
        return None
    if worded:
        month = MONTH_WORDS[worded[0]]
        if tokens.index(worded[0]) > 1 or not numbers or numbers[-1] in range(100, 1000) or not 1 <= numbers[0] <= 31:
            return None
        return Heading(numbers[0], month, _year(numbers[1]) if len(numbers) == 2 else None)
    if len(numbers) == 1:
        return _numbered(numbers[0])
    if len(tokens[0]) == 4 and len(numbers) == 3:
        return _made(numbers[2], numbers[1], numbers[0])
    return _made(numbers[0], numbers[1], _year(numbers[2]) if len(numbers) == 3 else None)


def _made(day: int, month: int, year: int | None) -> Heading | None:
    """Keep what may be a slip in a date, so that it can be told; what can be no date at all is none."""
    if not 1 <= day <= 31 or not 1 <= month <= 31:
        return None
    return Heading(day, month, year)


def _year(number: int) -> int:
    return 2000 + number if number < 100 else number


def month_named(words: str) -> tuple[int, int] | None:
    """Find a month with its year in a title, such as ``Jadwal WFH September 2023``, ``2023-09`` or ``Sept 23``."""
    plain = words.translate(_NO_SIGN).casefold()
    if found := re.search(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?!\d)", plain):
        return int(found[1]), int(found[2])
    tokens = _TOKENS.findall(plain)
    for place, token in enumerate(tokens[:-1]):
        following = tokens[place + 1]
        if token in MONTH_WORDS and following.isdigit() and len(following) in {2, 4}:
            year = _year(int(following))
            if 2000 <= year <= 2100:
                return year, MONTH_WORDS[token]
    return None
