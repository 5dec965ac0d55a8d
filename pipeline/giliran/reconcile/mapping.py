"""The mapping file: which files are exported, what their columns are called, and how times and places are written there.

It is judged like every other file of ours, with line and column. It holds no personal data, and names of files relative
to its own folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args
from zoneinfo import available_timezones

from giliran.corpus.values import Values
from giliran.diagnostics import Diagnostic
from giliran.documents import read
from giliran.shape import shape_faults
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.documents import Document
    from giliran.timeline import Period

ExportKind = Literal["attendance", "report", "calls"]
EXPORT_KINDS: tuple[ExportKind, ...] = get_args(ExportKind)
GRAMMAR = "exports"

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "UTC": "UTC"}
"""Zones by the names that people give them; any other is named as the tz database does."""
_NO_PLACES = frozenset({"Factory", "localtime"})
"""Names that are found where zones are kept, and name none: what they stand for is another thing on each computer."""
_OWN_COLUMNS: dict[str, frozenset[ExportKind]] = {
    "place": frozenset({"attendance"}),
    "answer": frozenset({"calls"}),
    "day": frozenset({"report"}),
}
_MOST_DAYS = 400
_HOME = ("wfh", "rumah", "di rumah", "daring", "online", "home")
_OFFICE = ("wfo", "kantor", "di kantor", "luring", "office")
_ANSWERED = ("ya", "dijawab", "terjawab", "yes", "answered", "1", "true")
_UNANSWERED = ("tidak", "tidak dijawab", "tak terjawab", "no", "unanswered", "missed", "0", "false")


@dataclass(frozen=True, slots=True)
class Format:
    """How a table is written. ``separator`` and ``encoding`` are found out where they are not named."""

    separator: str | None = None
    encoding: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the cells of places and answers say, in lower case."""

    home: tuple[str, ...] = _HOME
    office: tuple[str, ...] = _OFFICE
    answered: tuple[str, ...] = _ANSWERED
    unanswered: tuple[str, ...] = _UNANSWERED


@dataclass(frozen=True, slots=True)
class Export:
    """One sort of file. ``columns`` names the header of each role; ``zone`` is that of times that tell none."""

    kind: ExportKind
    files: tuple[str, ...]
    columns: dict[str, str]
    form: Format = Format()
    zone: str | None = None
    words: Words = Words()


@dataclass(frozen=True, slots=True)
class People:
    """How the table from NIP to employee code is written."""

    columns: dict[str, str]
    form: Format = Format()


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that is exported, for a closed period of days."""

    period: Period
    exports: tuple[Export, ...]
    people: People = People({"number": "nip", "code": "id"})

    @property
    def days(self) -> int:
        """Count the days of the period."""
        return (self.period.last - self.period.start).days + 1


def read_mapping(path: str, content: bytes) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Read a mapping, or give every fault of it."""
    document = read(path, content)
    faults = document.faults or shape_faults(GRAMMAR, document)
    if faults:
        return None, faults
    data: Any = document.data
    values = Values(document)
    period = values.period(data, ())
    found = [*values.faults, *_unfit(document, data), *_torn_words(document, data)]
    if not values.faults and (period.last - period.start).days >= _MOST_DAYS:
        message = Text(f"Masa ini lebih dari {_MOST_DAYS} hari.", f"This period is longer than {_MOST_DAYS} days.")
        found.append(Diagnostic("SH006", message, document.at(("until",)), help=_SHORTER))
    if found:
        return None, tuple(found)
    exports = tuple(_export(entry) for entry in data["exports"])
    people = data.get("people")
    table = {} if people is None else {"people": People(dict(people["columns"]), _form(people))}
    return Mapping(period, exports, **table), ()


_SHORTER = Text("Periksa beberapa masa satu demi satu.", "Look at several periods one after the other.")


_PAIRS = (("home", "office"), ("answered", "unanswered"))


def _torn_words(document: Document, data: Any) -> Iterator[Diagnostic]:  # noqa: ANN401 - as above
    """Find words that say two things, one of which may be what they say where the mapping does not speak of it."""
    for index, entry in enumerate(data["exports"]):
        written = _export(entry).words
        for one, other in _PAIRS:
            torn = set(getattr(written, one)) & set(getattr(written, other))
            which = other if other in entry.get("words", {}) else one
            for at, word in enumerate(entry.get("words", {}).get(which, ())):
                if " ".join(word.split()).casefold() in torn:
                    message = Text(
                        f"“{word}” berarti “{one}” dan “{other}” sekaligus.",
                        f"“{word}” means both “{one}” and “{other}”.",
                    )
                    advice = Text(
                        f"Hapus di salah satunya; yang tidak ditulis memakai kata bawaan, maka tulis juga “{one}” dan “{other}”.",
                        f"Delete it in one of them; what is not written has words of its own, so write both “{one}” and “{other}”.",
                    )
                    yield Diagnostic("SH007", message, document.at(("exports", index, "words", which, at)), help=advice)


def _unfit(document: Document, data: Any) -> Iterator[Diagnostic]:  # noqa: ANN401 - plain data that the grammar has accepted
    """Find what the grammar cannot see: columns that a kind does not have, zones that are none."""
    for index, entry in enumerate(data["exports"]):
        for role, kinds in _OWN_COLUMNS.items():
            if role in entry["columns"] and entry["kind"] not in kinds:
                where = ", ".join(sorted(kinds))
                message = Text(
                    f"Kolom “{role}” hanya ada pada jenis {where}, bukan {entry['kind']}.",
                    f"A column “{role}” belongs to the kind {where}, not to {entry['kind']}.",
                )
                place = document.at_key(("exports", index, "columns", role))
                yield Diagnostic("SH001", message, place, help=Text("Hapus baris ini.", "Delete this line."))
        if entry["kind"] == "calls" and "answer" not in entry["columns"]:
            message = Text("Isian “answer” belum ada di sini.", "The entry “answer” is missing here.")
            advice = Text(
                "Tulis kolom yang memuat apakah panggilan dijawab.",
                "Name the column that says whether a call was answered.",
            )
            yield Diagnostic("SH002", message, document.at_key(("exports", index, "columns")), help=advice)
        if "zone" in entry and zone_named(entry["zone"]) is None:
            message = Text(
                f"Zona waktu “{entry['zone']}” tidak dikenal.", f"The time zone “{entry['zone']}” is not known."
            )
            advice = Text(
                "Tulis WIB, WITA, WIT, UTC, atau nama seperti Asia/Jakarta.",
                "Write WIB, WITA, WIT, UTC, or a name like Asia/Jakarta.",
            )
            yield Diagnostic("SH004", message, document.at(("exports", index, "zone")), help=advice)


def zone_named(words: str) -> str | None:
    """Give the name of a zone in the tz database, or ``None`` for what is no zone."""
    name = ZONES.get(words.strip().upper(), words.strip())
    return name if name in available_timezones() - _NO_PLACES else None


def _form(entry: Any) -> Format:  # noqa: ANN401 - as above
    separator = entry.get("separator")
    return Format("\t" if separator == "tab" else separator, entry.get("encoding"), entry.get("sheet"))


def _export(entry: Any) -> Export:  # noqa: ANN401 - as above
    words = {
        name: tuple(" ".join(word.split()).casefold() for word in listed)
        for name, listed in entry.get("words", {}).items()
    }
    zone = zone_named(entry["zone"]) if "zone" in entry else None
    return Export(entry["kind"], tuple(entry["files"]), dict(entry["columns"]), _form(entry), zone, Words(**words))
