"""Counts of what exports show of people's days: their names and words, and the file of those that everybody may read.

Counts of one *family* rest on the same people. One without a family is never published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
"""The version of the file of counts."""
TABLES = ("agency", "day", "total")
"""Its tables, in the order in which they are read."""
LINE = ("family", "table", "group", "people", "days")
"""What each of its lines says beside the counts: whose they are, and on how many people and days of people they rest."""

FAMILIES: Mapping[str, Text] = {
    "home": Text("presensi", "records"),
    "report": Text("laporan", "reports"),
    "recall": Text("pemanggilan", "recalls"),
    "office": Text("tanpa jadwal", "without a turn"),
    "calls": Text("panggilan video", "calls"),
}
"""The families, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Count:
    """One count. ``of`` names the count that it is a share of, where that is not the days of its family."""

    title: Text
    family: str | None = None
    of: str | None = None
    has_share: bool = True


_COUNTS: Mapping[str, Count] = {
    "homes": Count(Text("Hari di rumah", "Days at home")),
    "records-complete": Count(Text("Presensi lengkap", "Records complete"), "home"),
    "at-office": Count(Text("Di kantor pada hari giliran", "At the office on a day at home"), "home"),
    "report-after-record": Count(Text("Laporan sesudah presensi terakhir", "Report after the last record"), "report"),
    "no-report": Count(Text("Tanpa laporan", "No report"), "report"),
    "report-late": Count(Text("Laporan lewat hari itu", "Report after that day"), "report"),
    "report-before-record": Count(Text("Laporan sebelum presensi terakhir", "Report before the last record"), "report"),
    "report-without-record": Count(Text("Laporan tanpa presensi terakhir", "Report without a last record"), "report"),
    "report-unplaced": Count(
        Text("Laporan, presensi terakhir tidak diketahui", "Report, last record not known"), "report"
    ),
    "recall-obeyed": Count(Text("Pemanggilan dipenuhi", "Came in when called"), "recall"),
    "recall-at-home": Count(Text("Dipanggil, tetap di rumah", "Called in, stayed at home"), "recall"),
    "recall-no-record": Count(Text("Dipanggil, tanpa catatan", "Called in, no record"), "recall"),
    "home-without-turn": Count(Text("Di rumah tanpa jadwal", "At home without a turn"), "office"),
    "place-disputed": Count(Text("Tempat dipersoalkan antarberkas", "Files differ about the place")),
    "calls": Count(Text("Panggilan video", "Calls"), "calls", has_share=False),
    "answered": Count(Text("Panggilan dijawab", "Calls answered"), "calls", of="calls"),
}
_NO_RECORD = re.compile(r"no-record-([1-9][0-9]{0,2})")


def no_record(window: int) -> str:
    """Name the count of days without a record in a window, by its place in the day, from 0."""
    return f"no-record-{window + 1}"


def count_named(name: str) -> Count | None:
    """Give a count by its name, ``None`` for what is none."""
    found = _NO_RECORD.fullmatch(name)
    if found is None:
        return _COUNTS.get(name)
    number = int(found[1])
    return Count(Text(f"Tanpa presensi ke-{number}", f"No {_ordinal(number)} record"), "home")


def published_title(name: str) -> Text | None:
    """Give the words of a count that may be published, beside which nothing tells practice from law; ``None`` for no such."""
    found = count_named(name)
    if found is None or found.family is None:
        return None
    return found.title + Text(" (praktik)", " (practice)") if found.family == "calls" else found.title


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"
