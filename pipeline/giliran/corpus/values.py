"""Plain data to typed values, one document at a time; what the grammar cannot see is found here.

The grammar has already accepted the document, so keys and types are as expected. What is left are dates that do not
exist (``2023-02-30``), time zones that do not, and periods and hours that end before they begin.
"""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from giliran.diagnostics import Diagnostic, Related
from giliran.model import Hours, Reference
from giliran.timeline import Period
from giliran.wording import Text
from giliran.zones import is_zone

if TYPE_CHECKING:
    from giliran.documents import Document, Pointer

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # Python would also read 2023-W36-1

ALWAYS = Period(datetime.date.min)


@lru_cache(maxsize=4096)
def parsed_date(words: str) -> datetime.date | None:
    """Read ``2023-09-01``; ``None`` for a date that does not exist or is written otherwise."""
    try:
        return datetime.date.fromisoformat(words) if _ISO_DATE.fullmatch(words) else None
    except ValueError:
        return None


def fraction(words: str) -> Fraction:
    """Read ``37.5%`` as an exact share of one."""
    return Fraction(words.removesuffix("%")) / 100


class Values:
    """Reads values out of one document and collects the faults it meets."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Diagnostic] = []

    def date(self, words: str, pointer: Pointer) -> datetime.date | None:
        """Read a date; one that does not exist is a fault (DT001) and gives ``None``."""
        found = parsed_date(words)
        if found is None:
            self.faults.append(impossible_date(words, self.document, pointer))
        return found

    def key_date(self, words: str, pointer: Pointer) -> datetime.date | None:
        """Read a date that is written as a key."""
        found = parsed_date(words)
        if found is None:
            self.faults.append(impossible_date(words, self.document, pointer, on_key=True))
        return found

    def period(self, data: dict[str, Any], pointer: Pointer, default: Period = ALWAYS) -> Period:
        """Read ``from`` and ``until`` beside each other; what is not given or not a date comes from ``default``."""
        start = self.date(data["from"], (*pointer, "from")) if "from" in data else None
        end = self.date(data["until"], (*pointer, "until")) if "until" in data else None
        start, end = start or default.start, end or default.end
        if end is not None and end < start:
            self.faults.append(self._reversed(start, end, data, pointer))
            return default
        return Period(start, end)

    def hours(self, data: dict[str, Any], pointer: Pointer, keys: tuple[str, str], title: Text | None = None) -> Hours:
        """Read a span of one day, ``HH:MM`` under two keys; one that ends before it begins is a fault (SH006)."""
        found = Hours(data[keys[0]], data[keys[1]], title)
        first, last = found.minutes
        if last < first:
            message = Text(
                f"Jam ini berakhir ({_dotted(found.end)}) sebelum dimulai ({_dotted(found.start)}).",
                f"This span of hours ends ({found.end}) before it begins ({found.start}).",
            )
            advice = Text(
                "Jam berlaku dalam satu hari. Tukar keduanya; yang melewati tengah malam dibagi dua, sampai 23.59 dan mulai 00.00.",
                "Hours are those of one day. Swap the two; what passes midnight is written in two parts, until 23:59 and from 00:00.",
            )
            begins = Related(self.document.at((*pointer, keys[0])), Text("mulai di sini", "begins here"))
            place = self.document.at((*pointer, keys[1]))
            self.faults.append(Diagnostic("SH006", message, place, help=advice, related=(begins,)))
        return found

    def zone(self, words: str, pointer: Pointer) -> str:
        """Read the name of a time zone; one that does not exist is a fault (SH004)."""
        if not is_zone(words):
            message = Text(f"Zona waktu “{words}” tidak dikenal.", f"The time zone “{words}” is not known.")
            advice = Text(
                "Tulis Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT), atau nama lain dari basis data zona waktu.",
                "Write Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT), or another name of the tz database.",
            )
            self.faults.append(Diagnostic("SH004", message, self.document.at(pointer), help=advice))
        return words

    def _reversed(self, start: datetime.date, end: datetime.date, data: dict[str, Any], pointer: Pointer) -> Diagnostic:
        message = Text(
            f"Masa ini berakhir ({end.isoformat()}) sebelum dimulai ({start.isoformat()}).",
            f"This period ends ({end.isoformat()}) before it begins ({start.isoformat()}).",
        )
        advice = Text(
            "Tukar kedua tanggal, atau betulkan salah satunya.", "Swap the two dates, or correct one of them."
        )
        place = self.document.at((*pointer, "until" if "until" in data else "from"))
        related: tuple[Related, ...] = ()
        if "from" in data and "until" in data:
            related = (Related(self.document.at((*pointer, "from")), Text("mulai di sini", "begins here")),)
        return Diagnostic("DT008", message, place, help=advice, related=related)


def _dotted(time: str) -> str:
    return time.replace(":", ".")


def impossible_date(words: str, document: Document, pointer: Pointer, *, on_key: bool = False) -> Diagnostic:
    """Say that a date does not exist in the calendar."""
    message = Text(f"Tanggal {words} tidak ada dalam kalender.", f"There is no {words} in the calendar.")
    advice = Text("Periksa bulan dan harinya.", "Check the month and the day.")
    place = document.at_key(pointer) if on_key else document.at(pointer)
    return Diagnostic("DT001", message, place, help=advice)


def text_pair(data: dict[str, str]) -> Text:
    """Read a text in both languages."""
    return Text(one_line(data["id"]), one_line(data["en"]))


def optional_text(data: dict[str, Any], key: str) -> Text | None:
    """Read a text in both languages where it is given."""
    return text_pair(data[key]) if key in data else None


def reference(data: dict[str, str]) -> Reference:
    """Read a source."""
    return Reference(one_line(data["title"]), data.get("href"), optional_line(data, "point"), data.get("grade"))


def one_line(words: str) -> str:
    """Read a text that is shown on one line: a line of its own would pass for something that we say."""
    return " ".join(words.split())


def optional_line(data: dict[str, Any], key: str) -> str | None:
    """Read a text of one line where it is given."""
    return one_line(data[key]) if key in data else None
