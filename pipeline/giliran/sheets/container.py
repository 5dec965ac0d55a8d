"""What kind of file it is, by its bytes, and whether a workbook is safe to open: sizes, areas, entities.

A workbook is a zip of XML that unpacks to hundreds of times its size if somebody wants it to, and one merged area may name
seventeen billion cells. Both are looked at before anything is opened.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from giliran.diagnostics import OperatorError
from giliran.wording import Text

Kind = Literal["workbook", "text"]

MAX_BYTES = 8_388_608
"""Largest file taken. A unit of 40 for a month takes about 20 kB."""
MAX_UNPACKED = 12_582_912
MAX_PARTS = 2_000
MAX_ROWS, MAX_COLUMNS = 5_000, 400
MAX_CELLS = 800_000
"""Cells of the fullest sheet times the sheets named: cells need not say where they stand, nor sheets be parts of their own."""
MAX_MERGED = 20_000
"""Cells in merged areas of one sheet."""


@dataclass(frozen=True, slots=True)
class Room:
    """How large a file may be: bytes, bytes unpacked, rows of a sheet, cells. What is larger is refused before it is opened."""

    size: int = MAX_BYTES
    unpacked: int = MAX_UNPACKED
    rows: int = MAX_ROWS
    cells: int = MAX_CELLS


SCHEDULES = Room()

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = Text(
    "Buka di Excel atau LibreOffice, pilih Simpan Sebagai “Buku Kerja Excel (.xlsx)”, lalu ulangi.",
    "Open it in Excel or LibreOffice, save it as “Excel Workbook (.xlsx)”, and try again.",
)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)
_ANY_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ANY_SHEET = re.compile(rb"<(?:\w+:)?sheet[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})")


def refusal(name: str, found: Text, advice: Text = _SAVE_AGAIN) -> OperatorError:
    """Say that a file cannot be taken, why, and what to do."""
    return OperatorError(
        Text(f"“{name}”: {found.id} {advice.id}", f"“{name}”: {found.en} {advice.en}"),
    )


def kind(name: str, content: bytes, room: Room = SCHEDULES) -> Kind:
    """Tell a workbook from text by the bytes. Raises :class:`OperatorError` for every other kind, naming it."""
    if len(content) > room.size:
        raise _too_large(name, len(content), room.size)
    if not content.strip():
        raise refusal(name, Text("berkas ini kosong.", "this file is empty."))
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refusal(
                name,
                Text("buku kerja ini dikunci dengan kata sandi.", "this workbook is locked with a password."),
                Text("Simpan tanpa kata sandi, lalu ulangi.", "Save it without a password, and try again."),
            )
        raise refusal(name, Text("ini berkas Excel lama (.xls).", "this is an old Excel file (.xls)."))
    if content.startswith(b"PK"):
        _safe(name, content, room)
        return "workbook"
    start = content[:512].lstrip().lower()
    if start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8\xff")):
        raise refusal(name, Text("ini bukan lembar kerja.", "this is not a spreadsheet."))
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise refusal(
            name,
            Text(
                "ini halaman web atau XML yang diberi nama lembar kerja.",
                "this is a web page or XML named like a spreadsheet.",
            ),
        )
    return "text"


def _too_large(name: str, size: int, most: int) -> OperatorError:
    return refusal(
        name,
        Text(
            f"berkas ini {size / 1_048_576:.0f} MB; yang dibaca paling besar {most // 1_048_576} MB.".replace(".0", ""),
            f"this file has {size / 1_048_576:.0f} MB; at most {most // 1_048_576} MB are read.",
        ),
        Text("Salin hanya tabelnya ke berkas baru.", "Copy only the table into a new file."),
    )


def damaged(name: str) -> OperatorError:
    """Say that a workbook is broken."""
    return refusal(
        name, Text("buku kerja ini rusak dan tidak dapat dibaca.", "this workbook is damaged and cannot be read.")
    )


def _safe(name: str, content: bytes, room: Room) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _right_kind(name, packed, {part.filename for part in parts})
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > room.unpacked:
                raise refusal(
                    name,
                    Text(
                        "isi buku kerja ini jauh lebih besar daripada yang dibaca di sini.",
                        "what this workbook unpacks to is far larger than what is read here.",
                    ),
                    Text("Salin hanya tabelnya ke berkas baru.", "Copy only the table into a new file."),
                )
            fullest = sheets = 1
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    content = packed.read(part)
                    _safe_part(name, content, room.rows)
                    fullest = max(fullest, sum(1 for _ in _ANY_CELL.finditer(content)))
                    sheets = max(sheets, sum(1 for _ in _ANY_SHEET.finditer(content)))
            if sheets * fullest > room.cells:
                raise refusal(
                    name,
                    Text(
                        "lembar-lembarnya memuat jauh lebih banyak sel daripada yang dibaca di sini.",
                        "its sheets hold far more cells than are read here.",
                    ),
                    Text("Salin hanya tabelnya ke berkas baru.", "Copy only the table into a new file."),
                )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise damaged(name) from error


def _right_kind(name: str, packed: zipfile.ZipFile, parts: set[str]) -> None:
    if "mimetype" in parts and b"opendocument" in packed.read("mimetype")[:200]:
        raise refusal(name, Text("ini berkas OpenDocument (.ods).", "this is an OpenDocument file (.ods)."))
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise refusal(name, Text("buku kerja ini memuat makro.", "this workbook holds macros."))
    if "xl/workbook.bin" in parts:
        raise refusal(name, Text("ini buku kerja biner (.xlsb).", "this is a binary workbook (.xlsb)."))
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise refusal(name, Text("ini bukan buku kerja Excel.", "this is not an Excel workbook."))


def _safe_part(name: str, part: bytes, most: int) -> None:
    """Refuse a part of XML that would grow when it is read, or that we could not look through."""
    if part[:4].count(b"\0") or part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise damaged(name)
    if b"worksheet" not in part[:2_000]:
        return
    merged = [(area[1], int(area[2]), area[3] or area[1], int(area[4] or area[2])) for area in _MERGED.finditer(part)]
    if len(merged) != sum(1 for _ in _ANY_MERGED.finditer(part)):
        raise damaged(name)
    cells = sum(_span(left, right) * (bottom - top + 1) for left, top, right, bottom in merged)
    corners = {(found[1], int(found[2])) for found in _CELL.finditer(part)}
    widest = max((_number(column) for column, _ in corners), default=0)
    lowest = max((row for _, row in corners), default=0)
    if cells > MAX_MERGED or lowest > most or widest > MAX_COLUMNS:
        raise refusal(
            name,
            Text(
                f"sebuah lembarnya lebih besar daripada {most} baris kali {MAX_COLUMNS} kolom, atau menggabungkan "
                "terlalu banyak sel.",
                f"a sheet of it is larger than {most} rows by {MAX_COLUMNS} columns, or merges too many cells.",
            ),
            Text("Salin hanya tabelnya ke berkas baru.", "Copy only the table into a new file."),
        )


def _span(left: bytes, right: bytes) -> int:
    return abs(_number(right) - _number(left)) + 1


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found
