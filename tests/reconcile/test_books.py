"""A recap as a workbook can be read on paper: columns as wide as they need to be, titles as high."""

from __future__ import annotations

import io
import math
import re

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from giliran.reconcile.books import workbook_bytes
from giliran.reconcile.prints import pdf_bytes
from giliran.reconcile.recaps import Column, Part, Recap
from giliran.render.recap_page import recap_page
from giliran.wording import same
from tests.papers import read_paper

NAME = "Subkelompok Sistem Informasi Kepegawaian"
BASIS = "Laporan capaian harian (dki-jakarta/se-sekda-34-2023/daily-report), lampiran nomor 6"
OLD, NEW, OTHER = "Presensi (papua/se-1/pagi)", "Presensi (papua/se-2/absen)", "Presensi (papua/se-1/sore)"
TITLES = ("Tanpa presensi 06.00–08.00", "Tempat dipersoalkan antarberkas", "Laporan sebelum presensi terakhir")
LETTERS_ON_A4 = 270
"""Letters of the usual size on the long side of A4, shrunk to half of it, which is the least that people read."""


def test_names_and_titles_are_seen_whole_and_the_sheet_fits_on_paper() -> None:
    numbers = tuple(Column(same(TITLES[at % 3]), (same(BASIS),)) for at in range(15))
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
    assert [sheet.cell(5, at).value for at in range(1, 17)] == [None, *["dasar 1"] * 15]
    assert [row[0].value for row in sheet.iter_rows(min_row=6)] == [NAME, None, f"Dasar 1: {BASIS}"]


def changing() -> Recap:
    """Give a recap of a period within which the law changes: two columns rest on two clauses each, one of them on both."""
    columns = (
        Column(same("Pegawai")),
        Column(same("Tanpa presensi ke-1"), (same(OLD), same(NEW))),
        Column(same("Tanpa presensi ke-2"), (same(OTHER), same(NEW))),
        Column(same("Dijawab"), (same("praktik"),)),
    )
    return Recap("a", same("Rekap"), (), (Part(same("Menurut pegawai"), columns, ((same("ab02"), 1, 2, 0),)),))


def test_what_columns_rest_on_is_told_once_below() -> None:
    """The page, the sheet and the paper each name a clause once, and point to it from the column; paper has no columns of 0."""
    paper = " ".join(read_paper(pdf_bytes(changing(), "id")).split())
    page = " ".join(re.sub("<[^>]*>", " ", recap_page(changing(), "id").decode()).split())
    sheet = load_workbook(io.BytesIO(workbook_bytes(changing(), "id"))).worksheets[0]
    book = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    for told in (paper, page, book):
        assert [told.count(clause) for clause in (OLD, NEW, OTHER)] == [1, 1, 1], told
        assert "dasar 1, 2" in told
        assert "dasar 3, 2" in told
        assert told.index(OLD) > told.index("ab02")
    assert [told.count("dasar 4") for told in (paper, page, book)] == [0, 1, 1]
    assert f"1. {OLD} 2. {NEW} 3. {OTHER}" in paper


def test_counts_that_are_0_for_everybody_are_told_apart_on_paper() -> None:
    """Titles have commas of their own: “Dipanggil, tetap di rumah” is one count, not two."""
    columns = (Column(same("Unit")), Column(same("Dipanggil, tetap di rumah")), Column(same("Tanpa laporan")))
    part = Part(same("Menurut unit"), columns, ((same("A"), 0, 0),))
    paper = pdf_bytes(Recap("a", same("Rekap"), (), (part,)), "id")
    assert "0 bagi semua: Dipanggil, tetap di rumah; Tanpa laporan." in read_paper(paper).replace("\n", " ")
