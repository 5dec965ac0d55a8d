"""CSV in every encoding and with every separator that programs write gives one reading."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from giliran.sheets.csvtext import csv_bytes
from giliran.sheets.opening import opened
from tests.repository import FILES, SCHEDULE, UNIT, write
from tests.sheets.fifty import ALL, grid_of
from tests.sheets.handmade import imported

if TYPE_CHECKING:
    from pathlib import Path

LINES = (
    ("Jadwal WFH – September 2023", "", "", ""),
    ("Nama", "1/9/2023", "4 Sept 2023", "2023-09-05"),
    ("Budi Rekaan, S.E.", "WFH", "WFH", ""),
    ("Zoë Rekaan", "", "WFH", "WFH"),
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")


def written(separator: str, newline: str = "\r\n") -> str:
    return newline.join(separator.join(f'"{cell}"' if "," in cell else cell for cell in line) for line in LINES)


@pytest.mark.parametrize(("encoding", "separator"), list(itertools.product(ENCODINGS, ";,\t")))
def test_every_encoding_and_separator_reads_alike(encoding: str, separator: str) -> None:
    (sheet,) = opened("jadwal.csv", written(separator).encode(encoding)).sheets
    found = tuple(tuple(sheet.words(row, column) for column in range(1, 5)) for row in range(1, 5))
    assert found == LINES
    assert sheet.spot(4, 4).words.id == "Berkas “jadwal.csv”, baris 4, kolom 4 (D4)"


def test_the_line_that_names_the_separator_is_obeyed_and_counted() -> None:
    (sheet,) = opened("a.csv", f"sep=|\r\n{written('|')}".encode()).sheets
    assert sheet.words(3, 2) == "1/9/2023"


def test_a_text_file_becomes_a_schedule(tmp_path: Path) -> None:
    root = write(tmp_path, {UNIT: FILES[UNIT].replace("Citra", "Zoë")})
    code, said = imported(root, "jadwal.csv", written(";").encode("cp1252"), "--unit", "bkd/umum")
    assert (code, said.splitlines()[-1]) == (0, f"{SCHEDULE} ditulis.")
    assert "  2023-09-05: [ac03]\n" in (root / SCHEDULE).read_text()


def test_a_cell_of_a_text_file_is_named_by_line_and_column(tmp_path: Path) -> None:
    code, said = imported(write(tmp_path), "a.csv", b"Kode;1/9/2023;4/9/2023\nab02;H;WFH\n")
    assert code == 1
    assert "Berkas “a.csv”, baris 2, kolom 2 (B2): Tanda “H” tidak jelas" in said


def test_names_that_look_like_formulas_leave_as_text_and_come_back_as_they_were() -> None:
    fixture = next(each for each in ALL if len(each.world.staff) > 8 and each.number % 4 == 1)
    grid = grid_of(fixture.tree)
    content = csv_bytes(grid, "id")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    risky = [cell for line in lines for cell in line.split(";") if cell[:1] in set("=+-@")]
    assert risky == []
    (sheet,) = opened("a.csv", content).sheets
    assert [sheet.words(6 + number, 2) for number in range(4)] == [row.name for row in grid.rows[:4]]
    assert grid.rows[0].name == "=SUM(A1)"
