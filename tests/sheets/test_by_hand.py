"""Sheets made by hand: what is read, what is told, cell by cell, and what is written."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

import pytest
from openpyxl.comments import Comment
from xlsxwriter.workbook import Workbook as XlsxBook  # type: ignore[import-untyped]  # it comes without types

from giliran.diagnostics import OperatorError
from tests.repository import FILES, SCHEDULE, UNIT, write
from tests.sheets.handmade import PEOPLE, YELLOW, changed, content, imported, sheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

BEFORE = FILES[SCHEDULE]
UNIT_OPTION = ("--unit", "bkd/umum")


def day(number: int) -> datetime.datetime:
    return datetime.datetime(2023, 9, number)  # noqa: DTZ001 - as a cell holds it


def test_titles_merged_headings_numbering_and_sums_are_passed_over(tmp_path: Path, golden: Golden) -> None:
    root = write(tmp_path)
    book, found = sheet(
        [
            ["JADWAL KERJA DARI RUMAH (WFH) SEPTEMBER 2023"],
            ["Subbagian Umum"],
            ["No", "Nama Pegawai", "NIP", "Tanggal"],
            [None, None, None, 1, 4, 5, 6, 7, 8],
            [None, None, None, "Jum", "Sen", "Sel", "Rab", "Kam", "Jum"],
            [1, "ANI REKAAN, S.E., M.M.", None, None, None, "WFH", None, "wfo", None],
            [2, "Budi  Rekaan", None, "WFH", "wfh", "", None, "-", "WFO"],
            [3, "Dr. Citra Rekaan", None, "kantor", "R", None, "K", "rumah", None],
            [None, "Jumlah WFH", None, '=COUNTIF(D6:D8,"WFH")', 3, 0, 0, 1, 0],
            ["Mengetahui, Jakarta 1 September 2023"],
        ],
        "WFH",
    )
    for area in ("A1:I1", "A3:A4", "B3:B4", "D3:I3", "F6:G6"):
        found.merge_cells(area)
    code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION)
    golden("sheets/titles.txt", said)
    assert code == 0
    assert (root / SCHEDULE).read_text() == BEFORE.replace(
        "  2023-09-11:", "  2023-09-05: [aa01]\n  2023-09-06: [aa01]\n  2023-09-07: [ac03]\n  2023-09-11:"
    )


def test_every_cell_that_cannot_be_read_is_named_and_nothing_is_written(tmp_path: Path, golden: Golden) -> None:
    root = write(tmp_path)
    book, found = sheet(
        [
            ["Kode", "Nama", day(1), day(4), "Rabu, 5 Sept 2023", "31 Sept", day(4), datetime.datetime(2023, 6, 9), "?", day(8)],  # noqa: DTZ001 - workbooks know no zones
            ["aa01", "Ani Rekaan", "H", "x", None, None, None, None, None, 2],
            ["ab02", "Citra Rekaan", "WFH", None, None, None, None, None, None, None],
            [None, "Budi Rekan", "WFH", None, None, None, None, None, None, None],
            ["ac03", None, "v", "=1/0", None, None, None, None, "WFH", "=A99"],
            ["ad04", "Dedi Rekaan", "besok", None, None, None, None, None, None, "L"],
            ["ac03", "Citra Rekaan", "WFH", None, None, None, None, None, None, None],
            [None, None, "WFH", None, None, None, None, None, None, None],
            ["ae05", "Eka Rekaan", "cuti sakit", None, None, None, None, None, None, None],
        ]
    )  # fmt: skip
    found["D5"].data_type = "e"
    found["D5"].value = "#DIV/0!"
    for lang in ("id", "en"):
        code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION, "--lang", lang)
        golden(f"sheets/unclear.{lang}.txt", said)
        assert code == 1
        assert (root / SCHEDULE).read_text() == BEFORE


def test_a_mark_before_the_first_or_after_the_last_day_that_is_read_is_not_lost(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, _ = sheet(
        [
            ["Nama", "ke-1", day(4), "05/09/2023", "6", "31/9", "Keterangan"],
            ["Ani Rekaan", "WFH", None, None, None, "WFH", None],
            ["Budi Rekaan", None, "WFH", "WFH", "WFH", None, "WFH"],
        ]
    )
    code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION)
    assert code == 1
    assert (root / SCHEDULE).read_text() == BEFORE
    assert "sel B1: “ke-1” bukan tanggal, padahal kolom ini berisi tanda di rumah." in said
    assert "sel E1: “6” bukan tanggal, padahal kolom ini berisi tanda di rumah." in said
    assert "sel F1: Tanggal “31/9” tidak ada dalam kalender." in said
    assert said.count("kesalahan: ") == 3


def test_with_partial_the_rest_is_written_and_unclear_cells_keep_what_the_schedule_says(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, _ = sheet(
        [
            ["Kode", day(1), day(4)],
            ["ab02", "H", "x"],
            ["ac03", "R", "?"],
            ["aa01", "?", "R"],
        ]
    )
    code, said = imported(root, "jadwal.xlsx", content(book), "--partial")
    assert code == 1
    assert said.count("tidak jelas") == 4
    assert (root / SCHEDULE).read_text() == BEFORE.replace("01: [ab02]", "01: [ab02, ac03]").replace(
        "04: [ab02, ac03]", "04: [aa01, ab02, ac03]"
    )


def test_what_breaks_the_law_is_told_by_the_check_and_at_the_cells(tmp_path: Path, golden: Golden) -> None:
    root = write(tmp_path)
    book, _ = sheet(
        [
            ["Kode", "Nama", day(1), day(2), day(4), day(11), day(28)],
            ["aa01", "Ani Rekaan", "R", None, None, None, None],
            ["ab02", "Budi Rekaan", "R", "R", None, "R", None],
            ["ac03", "Citra Rekaan", None, None, "R", None, None],
            ["ad04", "Dedi Rekaan", "R", None, None, None, "R"],
            ["ae05", "Eka Rekaan", None, None, None, "R", "libur"],
        ]
    )
    code, said = imported(root, "jadwal.xlsx", content(book))
    golden("sheets/unlawful.txt", said)
    assert code == 1
    assert "ad04" in (root / SCHEDULE).read_text()


def test_colours_alone_decide_nothing_and_are_told(tmp_path: Path, golden: Golden) -> None:
    root = write(tmp_path)
    book, found = sheet([["Nama", *map(day, (1, 4, 5))], *([name, None, None, None] for name in PEOPLE[:3])])
    found["B2"].fill = YELLOW
    found["D3"].fill = YELLOW
    for cell in ("A4", "B4", "C4", "D4"):
        found[cell].fill = YELLOW  # a banded line
    found["B2"].comment = Comment("di rumah", "Ani")
    code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION, "--dry-run")
    golden("sheets/colours.txt", said)
    assert code == 1  # whoever was called in on the fourth is not at home any more
    assert (root / SCHEDULE).read_text() == BEFORE


def test_hidden_things_and_several_sheets_are_told(tmp_path: Path, golden: Golden) -> None:
    root = write(tmp_path)
    book, _ = sheet([["Nama", 21, 22, 23], ["Budi Rekaan", 1, 0, 1]], "Agustus 2023")
    second = book.create_sheet("Sept 2023")
    for row in (["Nama", "1/9", "4/9", "5/9"], ["Budi Rekaan", "√", "√", None], ["Citra Rekaan", None, "v", "V"]):
        second.append(row)
    second.column_dimensions["D"].hidden = True
    second.row_dimensions[3].hidden = True
    hidden = book.create_sheet("lama")
    hidden.append(["Nama", "1/10", "2/10", "3/10"])
    hidden.sheet_state = "hidden"
    book.create_sheet("catatan").append(["hanya catatan"])
    code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION)
    golden("sheets/several.txt", said)
    assert code == 0
    assert (
        root / "schedules/bkd/umum/2023-08.yaml"
    ).read_text() == "wfh:\n  2023-08-21: [ab02]\n  2023-08-23: [ab02]\n"
    assert "  2023-09-05: [ac03]\n" in (root / SCHEDULE).read_text()
    code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION, "--month", "2023-09")
    assert "Bulan lain tidak dibaca: 2023-08." in said


def test_a_tick_beside_words_for_home_is_asked_about(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, found = sheet([["Kode", day(1), day(4), day(5)], ["ab02", "v", "WFH", None], ["ac03", None, None, "v"]])
    code, said = imported(root, "jadwal.xlsx", content(book))
    assert code == 1
    assert "sel B2: Tanda “v” tidak jelas, karena lembar ini juga memakai kata" in said
    found["C2"].value = "v"
    code, _ = imported(root, "jadwal.xlsx", content(book))
    assert code == 0
    assert "  2023-09-05: [ac03]\n" in (root / SCHEDULE).read_text()


def test_formulas_are_read_by_their_last_result(tmp_path: Path) -> None:
    root = write(tmp_path)
    made = io.BytesIO()
    book = XlsxBook(made, {"in_memory": True})
    found = book.add_worksheet("September 2023")
    found.write_row(0, 0, ["Kode", "2023-09-01", "2023-09-05", "2023-09-06"])
    found.write_row(1, 0, ["ab02", "R"])
    found.write_formula(1, 2, '=IF(B2="R","R","")', None, "R")
    found.write_formula(1, 3, '=IF(B2="R","","R")', None, "")
    book.close()
    # An empty text as a result is saved by Excel with its type, by XlsxWriter without.
    given = changed(made.getvalue(), "xl/worksheets/sheet1.xml", b'<c r="D2">', b'<c r="D2" t="str">')
    code, said = imported(root, "jadwal.xlsx", given)
    assert code == 0
    assert "Rumus dibaca menurut hasil terakhirnya: C2, D2." in said
    assert "  2023-09-05: [ab02]\n" in (root / SCHEDULE).read_text()


def test_a_formula_without_a_result_is_named(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, _ = sheet([["Kode", day(1), day(5)], ["ab02", "R", '=IF(B2="R","R","")']])
    code, said = imported(root, "jadwal.xlsx", content(book))
    assert code == 1
    assert "sel C2: Rumus di sel ini tidak memberi hasil." in said
    assert (root / SCHEDULE).read_text() == BEFORE


@pytest.mark.parametrize("header", [45170, "45170", "1", 1, "1 Sept", "Jumat, 1 September 2023", "01/09/2023", "1/9", "2023-09-01", "Fri 1 Sep", "Jum'at\n1", "1-Sep-23", datetime.date(2023, 9, 1)])  # fmt: skip
def test_a_day_is_read_however_it_is_written(tmp_path: Path, header: object) -> None:
    root = write(tmp_path, {SCHEDULE: None})
    book, _ = sheet([["Kode", header, "4 September 2023", "5 September 2023"], ["ab02", "R", None, "R"]])
    if header in (1, "1"):
        book, _ = sheet([["Kode", header, 4, 5], ["ab02", "R", None, "R"]])
    code, said = imported(root, "jadwal.xlsx", content(book))
    assert (code, said.splitlines()[-1]) == (0, f"{SCHEDULE} ditulis.")
    assert (root / SCHEDULE).read_text() == "wfh:\n  2023-09-01: [ab02]\n  2023-09-05: [ab02]\n"


@pytest.mark.parametrize(
    ("mark", "home"),
    [*((mark, True) for mark in ("R", "r ", "WFH", "wfh", "Rumah", "di rumah", "V", "√", "✓", "✔️", 1, "1", True)),
     *((mark, False) for mark in ("WFO", "K", "Kantor", 0, "0", "-", "–", "", " ", False, "cuti", "DL", "off"))],
)  # fmt: skip
def test_marks_for_home_and_for_the_office(tmp_path: Path, mark: object, home: bool) -> None:
    root = write(tmp_path, {SCHEDULE: "wfh:\n  2023-09-01: [ac03]\n"})
    book, _ = sheet([["Kode", day(1), day(5)], ["ac03", mark, mark]])
    code, _ = imported(root, "jadwal.xlsx", content(book))
    assert code == 0
    wanted = "wfh:\n  2023-09-01: [ac03]\n  2023-09-05: [ac03]\n" if home else "wfh: {}\n"
    assert (root / SCHEDULE).read_text() == wanted


@pytest.mark.parametrize("mark", ["x", "X", "×", "H", "S", "I", "2", 2, "ya", "WFH?", "WFH/WFO", "●", "L", "J", "."])
def test_marks_that_might_mean_either_are_never_guessed(tmp_path: Path, mark: object) -> None:
    root = write(tmp_path)
    book, _ = sheet([["Kode", day(1), day(5)], ["ac03", mark, None]])
    code, said = imported(root, "jadwal.xlsx", content(book))
    assert code == 1
    assert f"Lembar “September 2023”, sel B2: Tanda “{mark}” tidak jelas" in said
    assert (root / SCHEDULE).read_text() == BEFORE


def test_a_sheet_of_whom_nobody_can_tell_whose_it_is_is_asked_about(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, _ = sheet([["Nama", day(1), day(4)], ["Budi Rekaan", "R", None]])
    code, said = imported(root, "jadwal.xlsx", content(book))
    assert code == 1
    assert "Sebutkan: --unit" in said
    book, _ = sheet([["bkd/umum"], ["Nama", day(1), day(4)], ["Budi Rekaan", "R", None]])
    code, said = imported(root, "jadwal.xlsx", content(book), "--unit", "dinkes/seksi-gizi")
    assert code == 1
    assert "Lembar ini milik bkd/umum, bukan dinkes/seksi-gizi." in said
    with pytest.raises(OperatorError, match="bkd/umun"):
        imported(root, "jadwal.xlsx", content(book), "--unit", "bkd/umun")


def test_two_people_of_one_name_are_told_apart_by_code_only(tmp_path: Path) -> None:
    root = write(tmp_path, {UNIT: FILES[UNIT].replace("Citra", "Budi")})
    book, found = sheet([["Nama", day(5), day(6)], ["Budi Rekaan", "R", None]])
    code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION)
    assert code == 1
    assert "“Budi Rekaan” nama beberapa orang (ab02, ac03)" in said
    found["A2"].value = "ac03"
    assert imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION)[0] == 0
    assert "  2023-09-05: [ac03]\n" in (root / SCHEDULE).read_text()


def test_without_any_line_of_dates_the_answer_says_what_is_needed(tmp_path: Path) -> None:
    book, _ = sheet([["Nama", "Keterangan"], ["Budi Rekaan", "WFH tiap Jumat"]])
    code, said = imported(write(tmp_path), "jadwal.xlsx", content(book), *UNIT_OPTION)
    assert code == 1
    assert "Tidak ada baris tanggal di lembar ini." in said


def test_days_without_a_month_need_one(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, _ = sheet([["Kode", 1, 4, 5], ["ab02", "R", None, "R"]], "Sheet1")
    code, said = imported(root, "jadwal.xlsx", content(book))
    assert code == 1
    assert "--month 2023-09" in said
    assert imported(root, "jadwal.xlsx", content(book), "--month", "2023-09", "--dry-run")[1].count("+ Budi") == 1


def test_comments_and_order_of_the_schedule_stay(tmp_path: Path) -> None:
    text = "# Jadwal bulan ini\r\nwfh:\r\n  2023-09-01: [ab02]   # Budi dulu\r\n\r\n  2023-09-05: [ac03, aa01]  # bergantian\r\n"
    root = write(tmp_path, {SCHEDULE: text})
    book, _ = sheet([["Kode", day(1), day(5)], ["ab02", "R", "R"], ["ac03", None, None], ["aa01", None, "R"]])
    assert imported(root, "jadwal.xlsx", content(book))[0] == 0
    assert (root / SCHEDULE).read_bytes().decode() == text.replace("[ac03, aa01]", "[aa01, ab02]")


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    root = write(tmp_path / "data", {SCHEDULE: None})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "schedules/bkd").mkdir(parents=True)
    (root / "schedules/bkd/umum").symlink_to(elsewhere)
    book, _ = sheet([["Kode", day(1)], ["ab02", "R"]])
    with pytest.raises(OperatorError, match="tidak dapat diubah"):
        imported(root, "jadwal.xlsx", content(book))
    assert list(elsewhere.iterdir()) == []


def test_a_second_table_below_the_first_is_told_and_not_mixed_up(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, _ = sheet(
        [
            ["Nama", day(4), day(5), day(6)],
            ["Budi Rekaan", "WFH", None, None],
            ["Citra Rekaan", "WFH", None, None],
            [],
            ["Nama", day(11), day(12), day(13)],
            ["Budi Rekaan", "WFH", None, None],
            ["Citra Rekaan", None, None, "WFH"],
        ]
    )
    code, said = imported(root, "jadwal.xlsx", content(book), *UNIT_OPTION)
    assert code == 1
    assert "sel A6: Budi Rekaan sudah ada di baris 2." in said
    assert (root / SCHEDULE).read_text() == BEFORE


def test_two_sheets_about_one_month_are_told(tmp_path: Path) -> None:
    root = write(tmp_path)
    book, _ = sheet([["Kode", day(5)], ["ab02", "R"]])
    copy = book.create_sheet("salinan")
    for row in (["Kode", day(5)], ["ac03", "R"]):
        copy.append(row)
    code, said = imported(root, "jadwal.xlsx", content(book))
    assert code == 1
    assert "Lembar “salinan”: bkd/umum 2023-09 sudah ada di September 2023." in said
    assert (root / SCHEDULE).read_text() == BEFORE


def test_a_line_that_names_an_unknown_unit_or_month_is_told(tmp_path: Path) -> None:
    """What the sheet says of itself is not passed over in silence for a guess."""
    root = write(tmp_path)
    table = "Kode;Nama;2023-09-01;2023-09-04\nab02;Budi Rekaan;R;R\nac03;Citra Rekaan;;R\n"
    for lines in ("Unit;../../etc/x\nBulan;Entahlah\n", "Unit: ../../etc/x\nBulan: Entahlah\n"):
        code, said = imported(root, "jadwal.csv", (lines + table).encode())
        assert code == 0
        assert "(A1): Unit “../../etc/x” tidak dikenal; yang dipakai bkd/umum." in said
        assert "(A2): Bulan “Entahlah” tidak dikenal dan diabaikan." in said
    for lines in ("", "Unit;bkd/umum\nBulan;2023-09\n", "Unit kerja: Subbagian Umum\nBulan;September\n"):
        code, said = imported(root, "jadwal.csv", (lines + table).encode())
        assert code == 0
        assert "tidak dikenal" not in said


@pytest.mark.parametrize("heading", ["2023-09-01;2023-09-04", "1 September;4 September"])
def test_a_month_that_contradicts_the_sheet_is_an_error_as_is_a_unit(tmp_path: Path, heading: str) -> None:
    """Nothing would be read, so that it must not pass for done; --partial would not help and is not offered."""
    root = write(tmp_path)
    given = f"Bulan;September 2023\nKode;Nama;{heading}\nac03;Citra Rekaan;R;\n".encode()
    for options in (("--month", "2023-10"), ("--month", "2023-10", "--partial")):
        code, said = imported(root, "jadwal.csv", given, *options)
        assert code == 1
        assert "kesalahan: " in said
        assert "Lembar ini untuk 2023-09, bukan 2023-10." in said
        assert "--partial" not in said
    assert (root / SCHEDULE).read_text() == BEFORE


def test_partial_is_not_offered_where_it_would_write_nothing(tmp_path: Path) -> None:
    """A unit that is not known leaves nothing to be written."""
    root = write(tmp_path)
    code, said = imported(root, "jadwal.csv", b"Nama;2023-09-01\nEntah Siapa;R\n")
    assert code == 1
    assert "Tidak jelas unit mana" in said
    assert said.endswith("Tidak ada yang ditulis. Betulkan yang disebut di atas, lalu impor lagi.\n")


def test_of_a_sheet_for_each_month_the_one_asked_for_is_read(tmp_path: Path) -> None:
    """The others are left out and told; that is no contradiction."""
    root = write(tmp_path)
    book, _ = sheet([["Kode", "Nama", "1", "4", "5"], ["ac03", "Citra Rekaan", None, "R", None]])
    other = book.create_sheet("Oktober 2023")
    for row in (["Kode", "Nama", "2", "3", "4"], ["ac03", "Citra Rekaan", "R", None, None]):
        other.append(row)
    code, said = imported(root, "jadwal.xlsx", content(book), "--month", "2023-09")
    assert "Lembar “Oktober 2023”: Bulan lain tidak dibaca: 2023-10." in said
    assert "kesalahan: " not in said
    assert code == 0
