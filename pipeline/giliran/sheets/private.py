"""Columns that must not come here: numbers, birth dates, addresses of people, told by their heading or by what they hold.

Nothing that was found is ever repeated in a message; the column is named, so that it can be deleted.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from giliran.personal import personal_data
from giliran.sheets.table import spelt
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from giliran.sheets.table import Remarks, Sheet

_HEADINGS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"\bnip\b|\bnrk\b|civil servant number"), Text("NIP", "a civil servant number (NIP)")),
    (re.compile(r"\bnik\b|\bktp\b|\bkk\b|citizen number|national id"), Text("NIK", "a citizen number (NIK)")),
    (re.compile(r"\blahir|\bttl\b|\bbirth|\bdob\b|\busia\b|\bumur\b|\bage\b"), Text("tanggal lahir", "a birth date")),
    (
        re.compile(r"\bhp\b|\bno\.? ?wa\b|whatsapp|telepon|telpon|\btelp|handphone|ponsel|\bphone|\bmobile"),
        Text("nomor telepon", "a phone number"),
    ),
    (re.compile(r"\balamat\b|\baddress\b|\brt/rw\b"), Text("alamat", "an address")),
    (re.compile(r"e-?mail|\bsurel\b"), Text("surel", "an e-mail address")),
    (re.compile(r"\bnpwp\b|rekening|bank account"), Text("NPWP atau rekening", "a tax or bank number")),
    (
        re.compile(r"\bsakit\b|penyakit|kesehatan|hukuman|disiplin|\bagama\b|\bhealth|\bdisciplin|\breligion"),
        Text("keterangan pribadi", "private circumstances"),
    ),
)
_KINDS = {
    "PD001": Text("NIP (18 angka)", "a civil servant number (18 digits)"),
    "PD002": Text("NIK (16 angka)", "a citizen number (16 digits)"),
    "PD003": Text("nomor telepon", "a phone number"),
    "PD004": Text("tanggal lahir", "a birth date"),
    "PD005": Text("alamat rumah", "a home address"),
    "PD006": Text("keadaan kesehatan", "someone's health"),
    "PD007": Text("urusan disiplin", "a disciplinary matter"),
    "PD008": Text("alamat surel", "an e-mail address"),
}
_BORN_BEFORE = datetime.date(2010, 1, 1)
"""A date that early, in a column that is not about membership, is somebody's birthday."""
_ADVICE = Text(
    "Hapus kolom itu dari salinan lembar ini, lalu impor lagi. Yang diperlukan hanya kode, nama, status, dan jabatan.",
    "Delete the column from a copy of the sheet and import that. Only codes, names, statuses and roles are needed.",
)


def private_columns(sheet: Sheet, row: int, dates: Collection[int], remarks: Remarks) -> None:
    """Tell of every column that looks private; ``row`` has the headings, ``dates`` are columns of membership."""
    for column in sheet.columns:
        found = _by_heading(sheet, row, column) or _by_content(sheet, row, column, dates)
        if found is not None:
            remarks.error(
                sheet.spot(None, column),
                Text(f"Kolom ini tampak seperti {found.id}.", f"This column looks like {found.en}."),
                _ADVICE,
            )


def _by_heading(sheet: Sheet, row: int, column: int) -> Text | None:
    for above in range(max(1, row - 2), row + 1):
        words = sheet.words(above, column).casefold()
        if (above == row or len(words) <= 40) and (found := _heading(words)) is not None:
            return found
    return None


def _heading(words: str) -> Text | None:
    return next((kind for pattern, kind in _HEADINGS if pattern.search(words)), None)


def _by_content(sheet: Sheet, row: int, column: int, dates: Collection[int]) -> Text | None:
    lines: list[str] = []
    for line in sheet.rows:
        value = sheet.at(line, column).value
        if not isinstance(value, datetime.date):
            lines.append(f"x {spelt(value)} x")
        elif line > row and column not in dates and value < _BORN_BEFORE:
            return _KINDS["PD004"]
    # The path says whose text it is: that of people, so that everything is looked for.
    fault = next(personal_data("units/x/y.yaml", "\n".join(lines)), None)
    return None if fault is None else _KINDS[fault.code]
