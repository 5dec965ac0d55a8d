"""A staff list that somebody keeps as a spreadsheet: which column is what, and the people it names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from giliran.model import STATUSES
from giliran.sheets.dates import heading
from giliran.sheets.private import private_columns
from giliran.sheets.table import Remarks
from giliran.unseen import UNSEEN, lookalike
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime

    from giliran.model import Status
    from giliran.sheets.table import Book, Remark, Sheet, Spot

Field = Literal["name", "status", "role", "code", "from", "until"]

_WORDS: dict[Field, frozenset[str]] = {
    "name": frozenset({"nama", "nama pegawai", "nama lengkap", "nama asn", "pegawai", "name", "full name", "employee"}),
    "status": frozenset({"status", "status kepegawaian", "status pegawai", "jenis pegawai", "employment status"}),
    "role": frozenset({"jabatan", "nama jabatan", "tugas", "peran", "posisi", "role", "position", "job"}),
    "code": frozenset({"kode", "kode pegawai", "id", "id pegawai", "code", "employee code", "employee id"}),
    "from": frozenset({"mulai", "mulai bertugas", "tanggal mulai", "sejak", "tmt", "from", "since", "start"}),
    "until": frozenset({"sampai", "sampai dengan", "s.d.", "s/d", "berakhir", "selesai", "until", "to", "end"}),
}
_STATUS_WORDS: dict[str, Status] = {
    **{status: status for status in STATUSES},
    "p3k": "pppk",
    "pegawai negeri sipil": "pns",
    "pegawai pemerintah dengan perjanjian kerja": "pppk",
    "penyedia jasa lainnya perorangan": "pjlp",
}
NEW_WORDS = frozenset({"baru", "new"})
"""What stands in the column of codes for somebody who is new although somebody else bears the same name."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_DATES: tuple[Literal["from", "until"], ...] = ("from", "until")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the list; what it does not say is ``None``. ``name`` is never empty.

    ``is_new`` says that it is nobody of the same name elsewhere; ``is_faulty`` that something of the line could not be read.
    """

    spot: Spot
    name: str
    code: str | None = None
    status: Status | None = None
    role: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    is_new: bool = False
    is_faulty: bool = False


@dataclass(frozen=True, slots=True)
class StaffList:
    """The people of a list; ``is_private`` tells that it has columns which must not come here."""

    people: tuple[Listed, ...]
    remarks: tuple[Remark, ...]
    is_private: bool


def staff_list(book: Book) -> StaffList:
    """Read the first visible sheet that has a line of headings with a column of names."""
    remarks = Remarks()
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    names = [sheet.name for sheet in book.sheets]
    for sheet in visible:
        found = _columns(sheet)
        if found is None:
            continue
        row, columns = found
        dates = {columns[field] for field in ("from", "until") if field in columns}
        private_columns(sheet, row, dates, remarks)
        if remarks.found:
            return StaffList((), remarks.in_order(names), is_private=True)
        others = [other.name for other in visible if other is not sheet and other.rows]
        if others:
            listed = ", ".join(f"“{name}”" for name in others)
            remarks.warning(
                sheet.spot(), Text(f"Lembar lain tidak dibaca: {listed}.", f"Other sheets are not read: {listed}.")
            )
        people = tuple(_people(sheet, row, columns, remarks))
        return StaffList(people, remarks.in_order(names), is_private=False)
    if book.sheets:
        remarks.error(
            book.sheets[0].spot(),
            Text("Tidak ada baris judul dengan kolom “Nama”.", "There is no line of headings with a column “Name”."),
            Text(
                "Beri judul kolom: Kode, Nama, Status, Jabatan, Mulai, Sampai.",
                "Give the columns headings: Code, Name, Status, Role, From, Until.",
            ),
        )
    return StaffList((), remarks.in_order(names), is_private=False)


def _columns(sheet: Sheet) -> tuple[int, dict[Field, int]] | None:
    """Find the line of headings: the one with most headings that we know, a name among them."""
    best: tuple[int, dict[Field, int]] | None = None
    for row in (row for row in sheet.rows if row <= _DEEPEST):
        found: dict[Field, int] = {}
        for column in sheet.columns:
            words = sheet.words(row, column).casefold().rstrip(":* ")
            for field, known in _WORDS.items():
                if words in known:
                    found.setdefault(field, column)
        if "name" in found and (best is None or len(found) > len(best[1])):
            best = row, found
    return best


def _people(sheet: Sheet, row: int, columns: dict[Field, int], remarks: Remarks) -> list[Listed]:
    found: list[Listed] = []
    seen: dict[tuple[str, str], int] = {}
    for line in sheet.rows:
        if line <= row:
            continue
        name = sheet.words(line, columns["name"])
        code = _words(sheet, line, columns, "code").casefold()
        if not name or not any(character.isalpha() for character in name):
            if any(_words(sheet, line, columns, field) for field in ("code", "status")):
                remarks.error(
                    sheet.spot(line, columns["name"]), Text("Nama belum ada di baris ini.", "This row has no name.")
                )
            continue
        if (code, name.casefold()) in seen:
            other = seen[code, name.casefold()]
            message = Text(f"Orang ini sudah ada di baris {other}.", f"This person stands in row {other} already.")
            remarks.error(sheet.spot(line, columns["name"]), message)
            continue
        seen[code, name.casefold()] = line
        is_new = code in NEW_WORDS
        told = len(remarks.found)
        if (odd := _UNSEEN.search(name) or lookalike(name)) is not None:
            remarks.error(
                sheet.spot(line, columns["name"]),
                Text(
                    f"Nama ini memuat tanda yang tak terlihat atau menyamar (U+{ord(odd[0]):04X}).",
                    f"This name holds a character that does not show or poses as another (U+{ord(odd[0]):04X}).",
                ),
                Text("Ketik ulang namanya dengan tangan.", "Type the name anew by hand."),
            )
        status = _status(sheet, line, columns, remarks)
        start, end = (_date(sheet, line, columns, field, remarks) for field in _DATES)
        found.append(
            Listed(
                sheet.spot(line, columns["name"]),
                name,
                None if is_new or not code else code,
                status,
                slug(_words(sheet, line, columns, "role")),
                start,
                end,
                is_new,
                is_faulty=len(remarks.found) > told,
            )
        )
    return found


def slug(words: str) -> str | None:
    """Write a role as unit files do: ``Analis Kepegawaian`` is ``analis-kepegawaian``; ``None`` where nothing is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or None


def _words(sheet: Sheet, line: int, columns: dict[Field, int], field: Field) -> str:
    return sheet.words(line, columns[field]) if field in columns else ""


def _status(sheet: Sheet, line: int, columns: dict[Field, int], remarks: Remarks) -> Status | None:
    words = _words(sheet, line, columns, "status")
    found = _STATUS_WORDS.get(words.casefold().rstrip("."))
    if words and found is None:
        remarks.error(
            sheet.spot(line, columns["status"]),
            Text(f"Status “{words}” tidak dikenal.", f"The status “{words}” is not known."),
            Text("Tulis PNS, PPPK, atau PJLP.", "Write PNS, PPPK or PJLP."),
        )
    return found


def _date(
    sheet: Sheet, line: int, columns: dict[Field, int], field: Literal["from", "until"], remarks: Remarks
) -> datetime.date | None:
    words = _words(sheet, line, columns, field)
    if not words or words in {"-", "–"}:
        return None
    found = heading(sheet.at(line, columns[field]).value)
    day = found.on(0, 0) if found is not None and found.is_whole else None
    if day is None:
        remarks.error(
            sheet.spot(line, columns[field]),
            Text(f"“{words}” bukan tanggal yang lengkap.", f"“{words}” is not a whole date."),
            Text("Tulis misalnya 2023-09-01 atau 1 September 2023.", "Write it like 2023-09-01 or 1 September 2023."),
        )
    return day
