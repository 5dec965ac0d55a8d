"""The mapping file: which files are exported, what their columns are called, and how times and places are written there.

It is judged like every other file of ours, with line and column. It holds no personal data, and names of files relative
to its own folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from giliran.corpus.values import Values
from giliran.diagnostics import Diagnostic
from giliran.documents import read
from giliran.shape import shape_faults
from giliran.wording import Text
from giliran.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.documents import Document
    from giliran.timeline import Period

ExportKind = Literal["attendance", "report", "calls"]
EXPORT_KINDS: tuple[ExportKind, ...] = get_args(ExportKind)
GRAMMAR = "exports"

_OWN_COLUMNS: dict[str, frozenset[ExportKind]] = {
    "place": frozenset({"attendance"}),
    "places": frozenset({"attendance"}),
    "times": frozenset({"attendance"}),
    "answer": frozenset({"calls"}),
    "day": frozenset({"report"}),
}
_MOST_DAYS = 400
_HOME = ("wfh", "rumah", "di rumah", "daring", "online", "home")
_OFFICE = ("wfo", "kantor", "di kantor", "luring", "office")
_ANSWERED = ("ya", "dijawab", "terjawab", "yes", "answered", "1", "true")
_NO_RECORD = ("null", "none", "nan", "n/a", "nihil", "kosong", "tidak ada", "tidak absen", "tidak presensi")
_UNANSWERED = ("tidak", "tidak dijawab", "tak terjawab", "no", "unanswered", "missed", "0", "false")


@dataclass(frozen=True, slots=True)
class Format:
    """How a table is written. ``separator`` and ``encoding`` are found out where they are not named."""

    separator: str | None = None
    encoding: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the cells of places and answers say, and in ``none`` those of several times that hold no time; in lower case."""

    home: tuple[str, ...] = _HOME
    office: tuple[str, ...] = _OFFICE
    answered: tuple[str, ...] = _ANSWERED
    unanswered: tuple[str, ...] = _UNANSWERED
    none: tuple[str, ...] = _NO_RECORD


@dataclass(frozen=True, slots=True)
class Export:
    """One sort of file. ``columns`` names the header of each role; ``zone`` is that of times that tell none.

    Several times of a row, and their places, have the roles ``time-1``, ``place-1`` and so on.
    """

    kind: ExportKind
    files: tuple[str, ...]
    columns: dict[str, str]
    form: Format = Format()
    zone: str | None = None
    words: Words = Words()

    @property
    def times(self) -> tuple[str, ...]:
        """Name the roles of the columns of times, in the order of the day."""
        return tuple(role for role in self.columns if role.partition("-")[0] == "time")

    @property
    def wide(self) -> bool:
        """Tell whether a row has several records."""
        return len(self.times) > 1

    def words_of(self, time: str) -> str:
        """Name the role of the column that says where a record was made, or whether a call was answered."""
        own = time.replace("time", "place")
        return "answer" if self.kind == "calls" else own if own in self.columns else "place"


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
        yield from _unfit_times(document, index, entry)
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


def _unfit_times(document: Document, index: int, entry: Any) -> Iterator[Diagnostic]:  # noqa: ANN401 - as above
    """Find what does not fit about the columns of times of an export, and those of their places."""
    columns, at = entry["columns"], ("exports", index, "columns")
    several = columns.get("times", ())
    if not columns.keys() & {"time", "times"}:
        message = Text("Isian “time” belum ada di sini.", "The entry “time” is missing here.")
        advice = Text(
            "Tulis “time: …”, atau “times: […, …]” bila satu baris memuat beberapa jam.",
            "Write “time: …”, or “times: […, …]” where one row has several times.",
        )
        yield Diagnostic("SH002", message, document.at(at), help=advice)
    for one, more in (("time", "times"), ("place", "places")):
        if one in columns and more in columns:
            message = Text(f"“{one}” dan “{more}” tertulis bersama.", f"“{one}” and “{more}” both stand here.")
            advice = Text("Hapus salah satunya.", "Delete one of them.")
            yield Diagnostic("SH001", message, document.at_key((*at, more)), help=advice)
    if "places" in columns and "times" not in columns:
        message = Text("“places” hanya ada di samping “times”.", "“places” stands beside “times” only.")
        yield Diagnostic(
            "SH001", message, document.at_key((*at, "places")), help=Text("Tulis “place”.", "Write “place”.")
        )
    elif len(columns.get("places", several)) != len(several):
        message = Text(
            f"“places” berisi {len(columns['places'])} kolom, “times” {len(several)}.",
            f"“places” holds {len(columns['places'])} columns, “times” {len(several)}.",
        )
        advice = Text(
            "Tulis satu kolom tempat untuk setiap jam, atau “place” untuk semuanya.",
            "Write one column of a place for each time, or “place” for them all.",
        )
        yield Diagnostic("SH008", message, document.at((*at, "places")), help=advice)
    if "none" in entry.get("words", {}) and not several:
        message = Text("“none” hanya ada bila kolomnya “times”.", "“none” belongs to columns “times” only.")
        advice = Text("Hapus isian ini.", "Delete this entry.")
        yield Diagnostic("SH001", message, document.at_key(("exports", index, "words", "none")), help=advice)


def _form(entry: Any) -> Format:  # noqa: ANN401 - as above
    separator = entry.get("separator")
    return Format("\t" if separator == "tab" else separator, entry.get("encoding"), entry.get("sheet"))


def _export(entry: Any) -> Export:  # noqa: ANN401 - as above
    words = {
        name: tuple(" ".join(word.split()).casefold() for word in listed)
        for name, listed in entry.get("words", {}).items()
    }
    zone = zone_named(entry["zone"]) if "zone" in entry else None
    return Export(entry["kind"], tuple(entry["files"]), _roles(entry["columns"]), _form(entry), zone, Words(**words))


def _roles(columns: dict[str, Any]) -> dict[str, str]:
    """Give each column a role of its own."""
    found: dict[str, str] = {}
    for role, title in columns.items():
        if isinstance(title, str):
            found[role] = title
        else:
            found |= {f"{role.removesuffix('s')}-{place}": each for place, each in enumerate(title, start=1)}
    return found
