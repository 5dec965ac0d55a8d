"""The sheet beside the grid: how to fill it in and send it back, in both languages, and what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.sheets.labels import BASIS_KEY, HOME, MONTH_KEY, STATE_KEY, UNIT_KEY
from giliran.wording import Text, month_name
from giliran.workbook import for_paper

if TYPE_CHECKING:
    from giliran.sheets.month import MonthGrid
    from giliran.workbook import Format, Workbook, Worksheet

_STEPS = (
    Text(
        f"Pilih {HOME} pada hari pegawai bekerja dari rumah. Sel kosong berarti di kantor.",
        f"Choose {HOME} on the days on which someone works from home. An empty cell means the office.",
    ),
    Text(
        "Sel abu-abu tertutup. Huruf di dalamnya diterangkan di bawah tabel, alasannya ada pada catatan sel itu.",
        "Grey cells are closed. Their letter is explained below the table, and the note of the cell says why.",
    ),
    Text(
        "Di bawah setiap hari tampak berapa yang di rumah, berapa paling banyak, dan sisanya. “lebih 1” berarti satu orang"
        " harus kembali ke kantor.",
        "Below each day you see how many are at home, how many may be, and what is left. “1 too many” means that one"
        " person must go back to the office.",
    ),
    Text(
        "Pemanggilan ke kantor (sel kuning) hanya untuk dibaca dan tetap tersimpan.",
        "Recalls to the office (yellow cells) are there to be read only, and are kept.",
    ),
    Text(
        "Jangan tambahkan NIP, NIK, tanggal lahir, nomor telepon, atau alasan pribadi.",
        "Add no civil servant or citizen numbers, birth dates, phone numbers or private reasons.",
    ),
    Text(
        "Simpan sebagai .xlsx, lalu jalankan: giliran import NAMA-BERKAS.xlsx",
        "Save it as .xlsx, then run: giliran import FILE-NAME.xlsx",
    ),
)
_KEEP = Text(
    "Biarkan baris di bawah ini: dengan itu diketahui apakah aturan, daftar pegawai, atau jadwal sudah berubah.",
    "Leave the lines below: they tell whether the law, the staff list or the schedule has changed since.",
)
_LINE = 95
"""Letters that surely fit into a line."""


def explain_in(book: Workbook, sheet: Worksheet, grid: MonthGrid) -> None:
    """Write the explanations onto a worksheet."""
    bold = book.add_format({"bold": True, "font_size": 13})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    plain = book.add_format({})
    month = month_name(grid.days[0].day)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    at = 0
    for language in ("id", "en"):
        title = Text(f"Jadwal {grid.name}, {month.id}", f"Schedule of {grid.name}, {month.en}")
        sheet.write_string(at, 1, title.id if language == "id" else title.en, bold)
        for number, step in enumerate(_STEPS, start=1):
            words = step.id if language == "id" else step.en
            _paragraph(sheet, at + number, f"{number}. {words}", wrapped)
        at += len(_STEPS) + 2
    _paragraph(sheet, at, _KEEP.id, wrapped)
    _paragraph(sheet, at + 1, _KEEP.en, wrapped)
    at += 1
    keys = ((UNIT_KEY, grid.unit), (MONTH_KEY, grid.month), (BASIS_KEY, grid.basis), (STATE_KEY, grid.state))
    for offset, (key, value) in enumerate(keys, start=1):
        sheet.write_string(at + offset, 0, key, plain)
        sheet.write_string(at + offset, 1, value, plain)
    for_paper(sheet)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _paragraph(sheet: Worksheet, row: int, words: str, look: Format) -> None:
    """Write a text that may take several lines; programs that do not measure text need to be told how high that is."""
    sheet.set_row(row, 15 * (1 + len(words) // _LINE))
    sheet.write_string(row, 1, words, look)
