"""Files as they come: encodings, separators, headers that are not first, and files that are none."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from giliran.diagnostics import OperatorError
from giliran.reconcile.kinds import KINDS
from giliran.reconcile.ledgers import rows_csv
from giliran.reconcile.mapping import Export, Format
from giliran.reconcile.numbers import Numbers
from giliran.reconcile.reconciling import Account, opened
from giliran.reconcile.records import records

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.reconcile.rows import Table

NIGHT = 4 * 3600
TITLES = {"person": "NIP", "time": "Waktu"}
PLAIN = "NIP;Waktu;Nama\n1;2023-09-04 07:00:00;Ani\n2;2023-09-04 07:01:00;Budi\n"


def told(table: Table) -> list[tuple[str, list[int]]]:
    return [(KINDS[each.kind].name, each.rows.tolist()) for each in table.odd]


def read(content: str | bytes, form: Format | None = None) -> Table:
    return opened("berkas", content if isinstance(content, bytes) else content.encode(), form or Format(), TITLES)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_layout_is_read_alike(separator: str, end: str, encoding: str) -> None:
    table = read(PLAIN.replace(";", separator).replace("\n", end).encode(encoding))
    assert table.columns["person"].to_pylist() == ["1", "2"]
    assert table.columns["time"].to_pylist()[1] == "2023-09-04 07:01:00"
    assert table.numbers.tolist() == [2, 3]
    assert not table.odd


def test_a_header_is_found_below_a_title_and_in_any_case() -> None:
    table = read("sep=;\nREKAP PRESENSI\n\n nip ; WAKTU ;Nama\n1;2023-09-04 07:00:00;Ani\n")
    assert table.numbers.tolist() == [5]
    assert table.columns["person"].to_pylist() == ["1"]


def test_rows_keep_their_numbers_whatever_stands_between_them() -> None:
    table = read("NIP;Waktu;Nama\n1;a;b\n2;c\n\n3;d;e\n4;f;g;h\n5;i;j\n")
    assert table.numbers.tolist() == [2, 4, 5, 7]
    assert dict(told(table)) == {"wrong-width": [3, 6], "empty-row": [4]}
    assert table.read == 6


def test_an_open_quotation_mark_swallows_no_other_row() -> None:
    table = read('NIP;Waktu;Nama\n1;a;"b\n2;c;d\n3;e;"f; g"\n4;"h;i\n5;j;k\n')
    assert table.columns["person"].to_pylist() == ["2", "3", "5"]
    assert told(table) == [("open-quote", [2, 5])]
    assert table.read == 5


def test_a_return_within_a_file_moves_no_other_row() -> None:
    """A row with an open quotation mark after it is told at its own place, and no other one is lost for it."""
    table = read('NIP;Waktu;Nama\n1;a;b\rc\n2;d;"e\n3;f;g\n4;h;i\n')
    assert table.columns["person"].to_pylist() == ["1", "3", "4"]
    assert dict(told(table)) == {"wrong-width": [3], "open-quote": [4]}
    assert table.read == 5


@pytest.mark.parametrize("rest", ["3;2023-09-0", '3;"2023-09-04 07:0', "3"])
def test_a_last_row_that_breaks_off_is_told_as_such(rest: str) -> None:
    table = read(PLAIN + rest)
    assert told(table) == [("cut-off", [4])]
    assert table.read == 3


def test_a_whole_last_row_needs_no_line_end() -> None:
    assert not read(PLAIN.rstrip("\n")).odd


def test_letters_of_another_encoding_are_told_by_row() -> None:
    assert told(read(PLAIN.replace("Budi", "Désirée").encode("cp1252"))) == [("other-encoding", [3])]
    named = Format(encoding="windows-1252")
    assert not read(PLAIN.replace("Budi", "Désirée").encode("cp1252"), named).odd


def test_an_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(OperatorError, match="encoding"):
        read(PLAIN.replace("Budi", "Désirée").encode("cp1252"), Format(encoding="utf-8"))


@pytest.mark.parametrize("content", ["", "\n", "Nomor;Jam\n1;2\n", "\0\0\0", "NIP\n1\n"])
def test_a_file_without_the_columns_is_refused_by_name(content: str) -> None:
    with pytest.raises(OperatorError, match="“berkas”"):
        read(content)


@pytest.mark.parametrize(
    "content",
    [
        "196001010000000001;2023-09-04;Ani Rekaan\n",
        "Ani Rekaan;1960 0101 000000 0001\n",
        "Ani Rekaan;2023-09-04 07:00\n",
        PLAIN.split("\n", 1)[1],
    ],
)
def test_a_row_in_place_of_the_header_is_not_shown(content: str) -> None:
    """What is said goes to a screen, and into whatever keeps what was on it."""
    with pytest.raises(OperatorError) as refused:
        read(content)
    said = f"{refused.value.text.id} {refused.value.text.en}"
    assert "seems to be a row" in said
    assert "Ani" not in said
    assert not [digits for digits in ("1960", "2023") if digits in said]


def test_a_first_line_that_may_be_titles_is_shown_as_far_as_it_helps() -> None:
    with pytest.raises(OperatorError, match=r"“Nomor pegawai”, “x{40}…”\."):
        read(f"Nomor pegawai;{'x' * 5000}\n1;2\n")


@pytest.mark.parametrize("start", ["<html><table><tr><td>NIP", "\ufeff\n <!DOCTYPE html>", '<?xml version="1.0"?>'])
def test_a_web_page_in_the_name_of_a_workbook_is_told_as_such(start: str) -> None:
    with pytest.raises(OperatorError) as refused:
        read(start)
    assert "web page" in refused.value.text.en


def test_of_two_columns_with_one_title_none_is_chosen() -> None:
    with pytest.raises(OperatorError, match=r"baris 2.*“Waktu”"):
        read("PRESENSI\nNIP;Waktu;waktu \n1;a;b\n")
    book = Workbook()
    book.worksheets[0].append(["Nama", "NIP", "Waktu", "Waktu"])
    book.save(made := io.BytesIO())
    with pytest.raises(OperatorError, match=r"baris 1.*“Waktu”"):
        read(made.getvalue())
    assert read("NIP;Waktu;Nama;Nama\n1;a;b;c\n").read == 1, "columns that nobody asks for may be called anything"


def workbook(*sheets: str) -> bytes:
    made, book = io.BytesIO(), Workbook()
    for name in sheets:
        sheet = book.create_sheet(name)
        sheet.append(["NIP", "Waktu"])
        sheet.append(["1", "2023-09-04 07:00:00"])
    book.save(made)
    return made.getvalue()


def test_of_several_sheets_one_must_be_named() -> None:
    with pytest.raises(OperatorError, match="sheet"):
        read(workbook("Agustus", "September"))
    assert read(workbook("Agustus", "September"), Format(sheet="september")).read == 1
    with pytest.raises(OperatorError, match="Oktober"):
        read(workbook("Agustus", "September"), Format(sheet="Oktober"))


@pytest.mark.parametrize("sign", [*"\x0b\x0c\x1c\x1d\x1e\x85", "\u2028", "\u2029"])
def test_signs_that_other_programs_end_a_line_at_are_letters(sign: str) -> None:
    """Printers and word processors leave them in a title above the header, and in a cell; lines are counted by line feeds."""
    table = read(f"{sign}Rekap{sign}Presensi\n{PLAIN}3;2023-09-04 07:02:00;Ci{sign}tra\n")
    assert table.columns["person"].to_pylist() == ["1", "2", "3"]
    assert table.numbers.tolist() == [3, 4, 5]
    assert not table.odd


def test_a_cell_merged_over_rows_speaks_for_each_and_is_told_with_its_column() -> None:
    """Whose rows they are is seen in the file; what else is merged may not be shown, where it is the number of somebody."""
    made, book = io.BytesIO(), Workbook()
    sheet = book.worksheets[0]
    for line in (["NIP", "Waktu", "Tempat"], ["1", "pagi", "WFH"], [None, "sore", "WFH"], ["2", "siang", None]):
        sheet.append(line)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B4:C4")
    book.save(made)
    table = opened("berkas", made.getvalue(), Format(), TITLES | {"place": "Tempat"})
    assert table.columns["person"].to_pylist() == ["1", "1", "2"]
    found = [(each.rows.tolist(), each.role, each.shown and each.shown.to_pylist()) for each in table.odd]
    assert found == [([2, 3], "person", None), ([4], "time", ["siang"]), ([4], "place", ["siang"])]
    assert {name for name, _ in told(table)} == {"merged-cell"}


def test_a_formula_without_a_result_is_shown(tmp_path: Path) -> None:
    """As somebody sees it who looks for it in the file; also one that is nothing but a text, which nobody has worked out."""
    formulas = ["=NOW()-1", '="2023-09-04 07:00:00"', '=IF(A2="","",B1)']
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["NIP", "Waktu"], *(["196001010000000001", each] for each in formulas)):
        sheet.append(line)
    sheet.append(["196001010000000001"])
    sheet["B5"] = ArrayFormula("B5:B5", "=SUM(C1:C9*D1:D9)")
    book.save(tmp_path / "buku.xlsx")
    table = read((tmp_path / "buku.xlsx").read_bytes())
    records(table, Export("attendance", ("buku.xlsx",), TITLES), 0, KNOWN, "Asia/Jakarta", NIGHT)
    account = Account("buku.xlsx", "attendance", table.read, 4, tuple(table.odd), TITLES)
    rows = list(csv.DictReader(rows_csv([account], "id").decode().splitlines()))
    assert [(row["row"], row["column"], row["kind"]) for row in rows] == [
        (str(number), "Waktu", "formula-without-result") for number in range(2, 6)
    ]
    shown = [row["cell"] for row in rows]
    assert shown == [f"'= {each[1:]}" for each in (*formulas, "=SUM(C1:C9*D1:D9)")]


KNOWN = Numbers(pd.Series({"196001010000000001": 0}))


@pytest.mark.parametrize("seed", range(3))
def test_damaged_files_are_refused_or_read_never_anything_else(seed: int) -> None:
    chance, read_at_all = random.Random(seed), 0
    whole = (PLAIN.encode() * 3, workbook("September"), PLAIN.encode("utf-16"))
    for _ in range(60):
        content = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        content = content[: chance.randrange(len(content))]
        try:
            table = read(bytes(content))
        except OperatorError:
            continue
        reported = {int(row) for each in table.odd if not each.used for row in each.rows}
        assert set(table.numbers.tolist()) | reported == rows_below_the_header(bytes(content))
        read_at_all += 1
    assert read_at_all > 10


def rows_below_the_header(content: bytes) -> set[int]:
    """Number the rows of a file, whatever they hold; a workbook has one, and is not opened at all where it is damaged."""
    if content.startswith(b"PK"):
        return {2}
    letters = (
        content.decode("utf-16")
        if content.startswith((b"\xff\xfe", b"\xfe\xff"))
        else content.decode("cp1252", "replace")
    )
    lines = letters.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    header = next(
        at for at, line in enumerate(lines, start=1) if {"nip", "waktu"} <= set(line.strip("ï»¿").lower().split(";"))
    )
    return set(range(header + 1, len(lines) + 1))


def test_a_time_may_be_a_share_of_the_day_beside_its_date() -> None:
    """As a spreadsheet keeps it: 0.3 is 07:12. Dates in a column of their own that are serial numbers are read too."""
    content = "NIP;Tanggal;Jam\n196001010000000001;2023-09-04;0,3\n196001010000000001;45173;0.31\n196001010000000001;04/09/2023;7.12\n"
    titles = {"person": "NIP", "date": "Tanggal", "time": "Jam"}
    table = opened("berkas", content.encode(), Format(), titles)
    known = Numbers(pd.Series({"196001010000000001": 0}))
    found = records(table, Export("attendance", ("berkas",), titles), 0, known, "Asia/Jakarta", NIGHT)
    clocks = [str(np.datetime64(int(second), "s"))[11:] for second in found.seconds]
    assert clocks == ["07:12:00", "07:26:24", "07:12:00"]
    assert sorted(told(table)) == [("serial-date", [2, 3]), ("serial-date", [3])]


@pytest.mark.parametrize("sign", ["\u200e", "\u202c", "\u200b", "\u00a0", "\u2007"])
def test_a_number_is_known_whatever_does_not_show_stands_around_it(sign: str) -> None:
    table = read(f"NIP;Waktu\n{sign}196001010000000001{sign};2023-09-04 07:00:00\n")
    known = Numbers(pd.Series({"196001010000000001": 0}))
    found = records(table, Export("attendance", ("berkas",), TITLES), 0, known, "Asia/Jakarta", NIGHT)
    assert (found.person.tolist(), told(table)) == ([0], [])
