"""Staff lists: who is new, moved, gone or different; what is written, and what must never come in."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from giliran.diagnostics import OperatorError
from tests.repository import FILES, UNIT, write
from tests.sheets.handmade import content, imported, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Golden

BEFORE = FILES[UNIT]
STAFF = ("--staff", "bkd/umum")
HEAD = ["No", "Nama Pegawai", "Status Kepegawaian", "Jabatan", "Kode", "Mulai", "Sampai"]
ALL: tuple[list[Any], ...] = (
    [1, "ANI REKAAN, S.E.", "PNS", "Kepala", "aa01", None, None],
    [2, "Budi Rekaan", "PNS", "Staf", None, None, None],
    [3, "Citra Rekaan", "PPPK", "Staf", None, None, None],
    [4, "Dedi Rekaan", "P3K", "Staf", "ad04", None, None],
    [5, "Eka Rekaan", "PJLP", "Staf", None, None, None],
)


def workbook(rows: Sequence[Sequence[Any]], head: Sequence[Any] = HEAD) -> bytes:
    book, _ = sheet([["DAFTAR PEGAWAI"], [], head, *rows], "Pegawai")
    return content(book)


def test_a_list_that_says_what_is_recorded_changes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path)
    code, said = imported(root, "pegawai.xlsx", workbook(ALL), *STAFF)
    assert code == 0
    assert "5 tetap, 0 baru, 0 pindah ke sini, 0 tidak ada lagi di daftar." in said
    assert (root / UNIT).read_text() == BEFORE


def test_new_moved_and_gone_people_are_told_and_added_line_by_line(tmp_path: Path, golden: Golden) -> None:
    root = write(tmp_path)
    rows = [
        *ALL[:4],
        [6, "Hana Rekaan", "PNS", "Analis Kepegawaian", None, "1 September 2023", None],
        [7, "Gita Rekaan", "PNS", None, "bb02", datetime.date(2023, 10, 2), None],
        [8, "No Rekaan", "PNS", None, "baru", "2/10/2023", "31/12/2023"],
    ]
    code, said = imported(root, "pegawai.xlsx", workbook(rows), *STAFF, "--gone-until", "2023-09-30")
    golden("sheets/staff.txt", said)
    assert code == 1  # the other unit has to let its person go
    after = (root / UNIT).read_text().splitlines()
    golden("sheets/staff-unit.yaml.txt", "\n".join(after) + "\n")
    before = BEFORE.splitlines()
    assert after[: len(before) - 1] == before[:-1]
    assert after[len(before) - 1] == before[-1].replace("}", ", until: 2023-09-30}")
    assert len(after) == len(before) + 3
    again = write(tmp_path / "again")
    imported(again, "pegawai.xlsx", workbook(rows), *STAFF, "--gone-until", "2023-09-30")
    assert (again / UNIT).read_text().splitlines() == after


def test_those_who_are_gone_stay_on_record_unless_an_end_is_named(tmp_path: Path) -> None:
    root = write(tmp_path)
    code, said = imported(root, "pegawai.xlsx", workbook(ALL[:4]), *STAFF)
    assert code == 0
    assert "  tidak ada lagi: Eka Rekaan (ae05)\n  Mereka tetap tercatat." in said
    assert (root / UNIT).read_text() == BEFORE


def test_what_cannot_be_decided_is_asked_cell_by_cell_and_nothing_is_written(tmp_path: Path, golden: Golden) -> None:
    root = write(tmp_path)
    rows = [
        *ALL,
        [6, "Fajar Rekaan", "PNS", None, None, "1/9/2023", None],
        [7, "Hana Rekaan", None, None, None, None, None],
        [8, "Indra Rekaan", "honorer", None, None, "kemarin", None],
        [9, "Budi Rekaan", "PNS", None, "ac03", None, None],
        [10, "Joko Rekaan", "PNS", None, "zz99", "1/9/2023", None],
        [11, "Gita Rekaan Salah", "PNS", None, "bb02", "1/9/2023", None],
        [12, "Kartika Rekaan", "PNS", None, None, "2/9/2023", "1/9/2023"],
        [13, "", "PNS", None, None, None, None],
    ]
    for lang in ("id", "en"):
        code, said = imported(root, "pegawai.xlsx", workbook(rows), *STAFF, "--lang", lang)
        golden(f"sheets/staff-unclear.{lang}.txt", said)
        assert code == 1
        assert (root / UNIT).read_text() == BEFORE


def test_with_partial_those_who_are_clear_are_added(tmp_path: Path) -> None:
    root = write(tmp_path)
    rows = [
        *ALL,
        [6, "Hana Rekaan", "PNS", None, None, "1/9/2023", None],
        [7, "Lina", "honorer", None, None, None, None],
    ]
    assert imported(root, "pegawai.xlsx", workbook(rows), *STAFF, "--partial")[0] == 1
    after = (root / UNIT).read_text()
    assert after.startswith(BEFORE)
    assert after.count("\n") == BEFORE.count("\n") + 1


def test_differences_are_told_and_not_written(tmp_path: Path) -> None:
    root = write(tmp_path)
    changed = [["1", "Ani Rekaan", "PPPK", None, None, "1/2/2023", "31/12/2023"], *ALL[1:]]
    code, said = imported(root, "pegawai.xlsx", workbook(changed), *STAFF)
    assert code == 0
    assert "sel B4: Ani Rekaan berbeda: status pppk (tercatat pns). Tidak diubah." in said
    assert "sel B4: Ani Rekaan berbeda: sampai 2023-12-31 (tercatat –). Tidak diubah." in said
    assert (root / UNIT).read_text() == BEFORE


PRIVATE: list[tuple[str, object, str]] = [
    ("NIP", None, "NIP"),
    ("NIP/NRK", None, "NIP"),
    ("No. KTP", None, "NIK"),
    ("Tempat, Tanggal Lahir", None, "tanggal lahir"),
    ("Tgl. Lahir", None, "tanggal lahir"),
    ("No HP", None, "nomor telepon"),
    ("Telepon", None, "nomor telepon"),
    ("Alamat", None, "alamat"),
    ("Email", None, "surel"),
    ("Nomor", "19850312 201001 1 002", "NIP (18 angka)"),
    ("Nomor", 198503122010011002, "NIP (18 angka)"),
    ("Nomor", "3171010101900001", "NIK (16 angka)"),
    ("Kontak", "0812-3456-7890", "nomor telepon"),
    ("Ket", "ani@contoh.id", "alamat surel"),
    ("Ket", "sedang sakit", "keadaan kesehatan"),
    ("Tanggal", datetime.date(1985, 3, 12), "tanggal lahir"),
]


@pytest.mark.parametrize(("heading", "value", "kind"), PRIVATE)
def test_a_private_column_is_named_and_nothing_is_written(
    tmp_path: Path, heading: str, value: object, kind: str
) -> None:
    root = write(tmp_path)
    rows = [[*row, value if number == 2 else None] for number, row in enumerate(ALL)]
    rows.append([6, "Hana Rekaan", "PNS", None, None, "1/9/2023", None, None])
    code, said = imported(root, "pegawai.xlsx", workbook(rows, [*HEAD, heading]), *STAFF, "--partial")
    assert code == 1
    assert said.startswith(f"kesalahan: Lembar “Pegawai”, kolom H: Kolom ini tampak seperti {kind}.\n")
    assert said.endswith("Tidak ada yang ditulis.\n")
    assert value is None or str(value) not in said
    assert (root / UNIT).read_text() == BEFORE


def test_ordinary_columns_are_not_taken_for_private_ones(tmp_path: Path) -> None:
    root = write(tmp_path)
    rows = [[*row, "Golongan III/a", datetime.date(2019, 3, 1), 12] for row in ALL]
    code, _ = imported(root, "pegawai.xlsx", workbook(rows, [*HEAD, "Golongan", "TMT Golongan", "Masa kerja"]), *STAFF)
    assert code == 0


BLOCK = """\
name: Subbagian Umum
kind: subbagian
supervisor: aa01
employees:   # semua rekaan
  - id: aa01   # kepala
    name: Ani Rekaan
    status: pns
    # sampai pensiun

  - {id: ab02, name: Budi Rekaan,
     status: pns}   # pindahan
other-supervisors: []
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_other_line_of_the_unit_file_stays(tmp_path: Path, newline: str) -> None:
    root = write(tmp_path, {UNIT: BLOCK.replace("\n", newline), "schedules/bkd/umum/2023-09.yaml": None})
    rows = [[1, "Hana Rekaan", "PNS", None, None, "1/9/2023", None]]
    code, said = imported(root, "pegawai.xlsx", workbook(rows), *STAFF, "--gone-until", "2023-12-31", "--lang", "en")
    assert code == 0, said
    before, after = BLOCK.split("\n"), (root / UNIT).read_bytes().decode().split(newline)
    added = [line for line in after if line not in before]
    assert [line for line in before if line not in after] == ["     status: pns}   # pindahan"]
    assert [line.strip()[:24] for line in added] == [
        "until: 2023-12-31",
        "status: pns, until: 2023",
        "- {id: ed481, name: Hana",
    ]
    assert after.index("    until: 2023-12-31") == 7


def test_an_empty_unit_is_filled(tmp_path: Path) -> None:
    empty = "name: Baru\nkind: subbagian\nemployees: []  # nanti\n"
    root = write(tmp_path, {"units/bkd/baru.yaml": empty})
    rows = [[1, "Hana, Rekaan: Putri", "PNS", None, None, None, None], [2, "O'Neil", "PPPK", None, None, None, None]]
    assert imported(root, "pegawai.xlsx", workbook(rows), "--staff", "bkd/baru")[0] == 0
    lines = (root / "units/bkd/baru.yaml").read_text().splitlines()
    assert lines[2] == "employees:  # nanti"
    assert 'name: "Hana, Rekaan: Putri", status: pns}' in lines[3]
    assert "name: O'Neil, status: pppk}" in lines[4]


def test_people_in_one_line_are_not_touched(tmp_path: Path) -> None:
    one = "name: Satu\nkind: subbagian\nemployees: [{id: ca01, name: Lia Rekaan, status: pns}]\n"
    root = write(tmp_path, {"units/bkd/satu.yaml": one})
    rows = [[1, "Hana Rekaan", "PNS", None, None, "1/9/2023", None]]
    with pytest.raises(OperatorError, match="barisnya sendiri"):
        imported(root, "pegawai.xlsx", workbook(rows), "--staff", "bkd/satu")
    assert (root / "units/bkd/satu.yaml").read_text() == one


def test_a_name_that_the_repository_refuses_is_not_written(tmp_path: Path) -> None:
    root = write(tmp_path)
    rows = [*ALL, [6, "Hana\u202e Rekaan", "PNS", None, None, "1/9/2023", None]]
    code, said = imported(root, "pegawai.xlsx", workbook(rows), *STAFF)
    assert code == 1
    assert "sel B9: Nama ini memuat tanda yang tak terlihat atau menyamar (U+202E)." in said
    assert (root / UNIT).read_text() == BEFORE


def test_a_name_that_is_too_long_is_not_written(tmp_path: Path) -> None:
    """What only the whole file shows is found by the check, before anything is written."""
    root = write(tmp_path)
    rows = [*ALL, [6, "H" * 201, "PNS", None, None, "1/9/2023", None]]
    code, said = imported(root, "pegawai.xlsx", workbook(rows), *STAFF)
    assert code == 1
    assert "SH005" in said or "SH006" in said
    assert said.endswith("Tidak ada yang ditulis.\n")
    assert (root / UNIT).read_text() == BEFORE


def test_without_headings_the_answer_says_which(tmp_path: Path) -> None:
    book, _ = sheet([["Ani Rekaan", "PNS"]])
    code, said = imported(write(tmp_path), "pegawai.xlsx", content(book), *STAFF)
    assert code == 1
    assert "Beri judul kolom: Kode, Nama, Status, Jabatan, Mulai, Sampai." in said
