"""Words for people, always in both languages: Indonesian first, English second.

A message is made once, as a :class:`Text`, where its facts are known; whoever shows it picks the language. Numbers and
dates are spelt here, so that a sum reads the same in the terminal, in a schema and on a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """One message in Indonesian (``id``) and English (``en``)."""

    id: str
    en: str

    def to(self, language: Language) -> str:
        """Give the message in one language."""
        return self.id if language == "id" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.id + other.id, self.en + other.en)


def same(words: str) -> Text:
    """Give words that read alike in both languages, such as a name or a number."""
    return Text(words, words)


def joined(parts: Iterable[Text], separator: str = " ") -> Text:
    """Put several texts in a row."""
    kept = tuple(parts)
    return Text(separator.join(part.id for part in kept), separator.join(part.en for part in kept))


@lru_cache(maxsize=4096)
def decimal(value: Fraction) -> Text:
    """Spell a fraction with at most two decimals: ``3,5`` in Indonesian, ``3.5`` in English.

    A third decimal is cut, never rounded up: ``2,999`` must not read as ``3`` beside a limit of 2.
    """
    hundredths = int(value * 100)
    whole, rest = divmod(hundredths, 100)
    digits = f"{rest:02}".rstrip("0")
    more = "…" if Fraction(hundredths, 100) != value else ""
    if not digits:
        return same(f"{whole}{more}")
    return Text(f"{whole},{digits}{more}", f"{whole}.{digits}{more}")


@lru_cache(maxsize=4096)
def percent(value: Fraction) -> Text:
    """Spell a share of one as a percentage: ``Fraction(1, 2)`` is ``50%``."""
    spelt = decimal(value * 100)
    return Text(f"{spelt.id}%", f"{spelt.en}%")


@lru_cache(maxsize=64)
def time_words(time: str) -> Text:
    """Spell a time of day: ``10.00`` and ``10:00``."""
    return Text(time.replace(":", "."), time)


@lru_cache(maxsize=4096)
def long_date(day: datetime.date) -> Text:
    """Spell a day with its weekday: ``Jumat, 1 September 2023`` and ``Friday, 1 September 2023``."""
    from babel.dates import format_date  # noqa: PLC0415 - locale tables load only when a day is shown

    pattern = "EEEE, d MMMM y"
    return Text(format_date(day, pattern, locale="id"), format_date(day, pattern, locale="en_GB"))


@lru_cache(maxsize=512)
def month_name(day: datetime.date) -> Text:
    """Spell the month of a day: ``Agustus 2023`` and ``August 2023``."""
    from babel.dates import format_date  # noqa: PLC0415 - as above

    return Text(format_date(day, "MMMM y", locale="id"), format_date(day, "MMMM y", locale="en_GB"))


def period(start: datetime.date, end: datetime.date | None) -> Text:
    """Spell an inclusive period by its ISO dates; without an end it is open."""
    if end is None:
        return Text(f"sejak {start.isoformat()}", f"from {start.isoformat()}")
    return Text(f"{start.isoformat()} s.d. {end.isoformat()}", f"{start.isoformat()} to {end.isoformat()}")


def quoted(words: Iterable[str]) -> str:
    """List names or values between quotation marks, in the order given."""
    return ", ".join(f"“{word}”" for word in words)
