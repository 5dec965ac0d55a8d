"""A recap as a workbook can be read on paper: columns as wide as they need to be, titles as high."""

from __future__ import annotations

import io
import math

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from giliran.reconcile.books import workbook_bytes
from giliran.reconcile.prints import pdf_bytes
from giliran.reconcile.recaps import Column, Part, Recap
from giliran.wording import same
from tests.papers import read_paper

NAME = "Subkelompok Sistem Informasi Kepegawaian"
BASIS = "Laporan capaian harian (dki-jakarta/se-sekda-34-2023/daily-report), lampiran nomor 6"
TITLES = ("Tanpa presensi 06.00–08.00", "Tempat dipersoalkan antarberkas", "Laporan sebelum presensi terakhir")
LETTERS_ON_A4 = 270
"""Letters of the usual size on the long side of A4, shrunk to half of it, which is the least that people read."""


def test_names_and_titles_are_seen_whole_and_the_sheet_fits_on_paper() -> None:
    numbers = tuple(Column(same(TITLES[at % 3]), same(BASIS)) for at in range(15))
    part = Part(same("Menurut unit"), (Column(same("Unit")), *numbers), ((same(NAME), *range(15)),))
    book = load_workbook(io.BytesIO(workbook_bytes(Recap("a", same("Rekap"), (same("Masa."),), (part,)), "id")))
    sheet = book.worksheets[0]
    widths = [sheet.column_dimensions[get_column_letter(at)].width for at in range(1, sheet.max_column + 1)]
    assert len(widths) == 16
    assert widths[0] > len(NAME)
    assert sum(widths) < LETTERS_ON_A4
    for width, title in zip(widths[1:], numbers, strict=True):
        assert width > max(map(len, title.title.id.split())), "no word is broken"
        assert sheet.row_dimensions[4].height >= 15 * math.ceil(len(title.title.id) / width)
        assert sheet.row_dimensions[5].height >= 10 * math.ceil(len(BASIS) / (1.2 * width))


def test_counts_that_are_0_for_everybody_are_told_apart_on_paper() -> None:
    """Titles have commas of their own: “Dipanggil, tetap di rumah” is one count, not two."""
    columns = (Column(same("Unit")), Column(same("Dipanggil, tetap di rumah")), Column(same("Tanpa laporan")))
    part = Part(same("Menurut unit"), columns, ((same("A"), 0, 0),))
    paper = pdf_bytes(Recap("a", same("Rekap"), (), (part,)), "id")
    assert "0 bagi semua: Dipanggil, tetap di rumah; Tanpa laporan." in read_paper(paper).replace("\n", " ")
