"""What is wrong with a mapping that its grammar cannot see: columns that a kind does not have, days and zones that are none.

Whatever has the right shape is looked at, also where something beside it has not: who mends a mapping is told everything at
once, and nothing twice.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.corpus.values import Values
from giliran.diagnostics import Diagnostic
from giliran.reconcile.words import Words, spelt
from giliran.spelling import suggestion
from giliran.wording import Text
from giliran.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.documents import Document, Pointer

    Faults = Iterator[Diagnostic]

MOST_DAYS = 400
"""Days of the longest period that is looked at."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KINDS = ("attendance", "report", "calls")
_OWN_COLUMNS = {
    "place": ("attendance",),
    "places": ("attendance",),
    "times": ("attendance",),
    "answer": ("calls",),
    "day": ("report",),
}
"""Columns that not every kind of export has."""
_COLUMNS = {"person", "time", "date", "zone", *_OWN_COLUMNS}
_PAIRS = (("home", "office"), ("answered", "unanswered"))


def misfits(document: Document) -> tuple[Diagnostic, ...]:
    """Give every such fault of a mapping that could be read as YAML."""
    data = document.data
    if not isinstance(data, dict):
        return ()
    found = [*_days(document, data)]
    exports = data.get("exports")
    for index, entry in enumerate(exports if isinstance(exports, list) else ()):
        if isinstance(entry, dict):
            found.extend(_Entry(document, entry, ("exports", index)).faults())
    return tuple(found)


def _days(document: Document, data: dict[str, Any]) -> Faults:
    """Find days that do not exist, and a period that ends before it begins or is too long."""
    dates = {name: data[name] for name in ("from", "until") if _is_date(data.get(name))}
    values = Values(document)
    period = values.period(dates, ())
    yield from values.faults
    if len(dates) == 2 and not values.faults and (period.last - period.start).days >= MOST_DAYS:
        message = Text(f"Masa ini lebih dari {MOST_DAYS} hari.", f"This period is longer than {MOST_DAYS} days.")
        advice = Text("Periksa beberapa masa satu demi satu.", "Look at several periods one after the other.")
        yield Diagnostic("SH006", message, document.at(("until",)), help=advice)


def _is_date(words: object) -> bool:
    return isinstance(words, str) and _DATE.fullmatch(words) is not None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One export of a mapping, and where it stands; its shape may be wrong."""

    document: Document
    data: dict[str, Any]
    at: Pointer

    def faults(self) -> Faults:
        """Give what does not fit."""
        yield from self._files()
        columns = self.data.get("columns")
        if isinstance(columns, dict):
            yield from self._strange_columns(columns)
            yield from self._missing_columns(columns)
            yield from self._several(columns)
        zone = self.data.get("zone")
        if isinstance(zone, str) and zone_named(zone) is None:
            message = Text(f"Zona waktu “{zone}” tidak dikenal.", f"The time zone “{zone}” is not known.")
            advice = Text(
                "Tulis WIB, WITA, WIT, UTC, atau nama seperti Asia/Jakarta.",
                "Write WIB, WITA, WIT, UTC, or a name like Asia/Jakarta.",
            )
            yield Diagnostic("SH004", message, self.document.at((*self.at, "zone")), help=advice)
        yield from self._torn_words()

    @property
    def _kind(self) -> str | None:
        kind = self.data.get("kind")
        return kind if kind in _KINDS else None

    def _files(self) -> Faults:
        """Find files outside the folder of the mapping, whose names are told from there."""
        for place, name in enumerate(_texts(self.data.get("files"))):
            if name.startswith("/") or posixpath.normpath(name).split("/")[0] == "..":
                message = Text(
                    f"“{name}” berada di luar map berkas pemetaan.",
                    f"“{name}” is outside the folder of the mapping file.",
                )
                advice = Text(
                    "Letakkan berkasnya di map itu atau di bawahnya, dan tulis namanya dari sana.",
                    "Put the file into that folder or below it, and write its name from there.",
                )
                yield Diagnostic("SH005", message, self.document.at((*self.at, "files", place)), help=advice)

    def _strange_columns(self, columns: dict[str, Any]) -> Faults:
        for role, kinds in _OWN_COLUMNS.items():
            if role in columns and self._kind is not None and self._kind not in kinds:
                where = ", ".join(kinds)
                message = Text(
                    f"Kolom “{role}” hanya ada pada jenis {where}, bukan {self._kind}.",
                    f"A column “{role}” belongs to the kind {where}, not to {self._kind}.",
                )
                place = self.document.at_key((*self.at, "columns", role))
                yield Diagnostic("SH001", message, place, help=Text("Hapus baris ini.", "Delete this line."))

    def _missing_columns(self, columns: dict[str, Any]) -> Faults:
        """Find columns that an export needs; one that is there misspelt is told as an unknown one."""
        strange = [role for role in columns if role not in _COLUMNS]
        at = (*self.at, "columns")
        if not columns.keys() & {"time", "times"} and suggestion("time", strange) is None:
            message = Text("Isian “time” belum ada di sini.", "The entry “time” is missing here.")
            advice = Text(
                "Tulis “time: …”, atau “times: […, …]” bila satu baris memuat beberapa jam.",
                "Write “time: …”, or “times: […, …]” where one row has several times.",
            )
            yield Diagnostic("SH002", message, self.document.at(at), help=advice)
        if self._kind == "calls" and "answer" not in columns and suggestion("answer", strange) is None:
            message = Text("Isian “answer” belum ada di sini.", "The entry “answer” is missing here.")
            advice = Text(
                "Tulis kolom yang memuat apakah panggilan dijawab.",
                "Name the column that says whether a call was answered.",
            )
            yield Diagnostic("SH002", message, self.document.at_key(at), help=advice)

    def _several(self, columns: dict[str, Any]) -> Faults:
        """Find what does not fit about several times in a row, and their places."""
        at = (*self.at, "columns")
        for one, more in (("time", "times"), ("place", "places")):
            if one in columns and more in columns:
                message = Text(f"“{one}” dan “{more}” tertulis bersama.", f"“{one}” and “{more}” both stand here.")
                advice = Text("Hapus salah satunya.", "Delete one of them.")
                yield Diagnostic("SH001", message, self.document.at_key((*at, more)), help=advice)
        times, places = columns.get("times"), columns.get("places")
        if "places" in columns and "times" not in columns:
            message = Text("“places” hanya ada di samping “times”.", "“places” stands beside “times” only.")
            advice = Text("Tulis “place”.", "Write “place”.")
            yield Diagnostic("SH001", message, self.document.at_key((*at, "places")), help=advice)
        elif isinstance(times, list) and isinstance(places, list) and len(places) != len(times):
            message = Text(
                f"“places” berisi {len(places)} kolom, “times” {len(times)}.",
                f"“places” holds {len(places)} columns, “times” {len(times)}.",
            )
            advice = Text(
                "Tulis satu kolom tempat untuk setiap jam, atau “place” untuk semuanya.",
                "Write one column of a place for each time, or “place” for them all.",
            )
            yield Diagnostic("SH008", message, self.document.at((*at, "places")), help=advice)
        words = self.data.get("words")
        if isinstance(words, dict) and "none" in words and "times" not in columns:
            message = Text("“none” hanya ada bila kolomnya “times”.", "“none” belongs to columns “times” only.")
            advice = Text("Hapus isian ini.", "Delete this entry.")
            yield Diagnostic("SH001", message, self.document.at_key((*self.at, "words", "none")), help=advice)

    def _torn_words(self) -> Faults:
        """Find words that say two things, one of which may be what they say where the mapping does not speak of it."""
        words = self.data.get("words")
        given = words if isinstance(words, dict) else {}
        named = {name: _texts(given[name]) for pair in _PAIRS for name in pair if name in given}
        whole = Words.written(named)
        for one, other in _PAIRS:
            torn = set(getattr(whole, one)) & set(getattr(whole, other))
            which = other if other in named else one
            for place, word in enumerate(named.get(which, ())):
                if spelt(word) in torn:
                    message = Text(
                        f"“{word}” berarti “{one}” dan “{other}” sekaligus.",
                        f"“{word}” means both “{one}” and “{other}”.",
                    )
                    advice = Text(
                        f"Hapus di salah satunya; yang tidak ditulis memakai kata bawaan, maka tulis juga “{one}” dan “{other}”.",
                        f"Delete it in one of them; what is not written has words of its own, so write both “{one}” and “{other}”.",
                    )
                    at = (*self.at, "words", which, place)
                    yield Diagnostic("SH007", message, self.document.at(at), help=advice)


def _texts(value: object) -> tuple[str, ...]:
    """Give a list of texts, nothing where it is something else or holds anything else."""
    return tuple(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else ()
