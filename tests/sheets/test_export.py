"""The workbook itself: what can be filled in, what is closed and why, and the file that is written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from giliran.cli.export import export
from giliran.diagnostics import OperatorError
from giliran.sheets.workbook import FIRST_DAY, FIRST_ROW, workbook_bytes
from tests.repository import FILES, SCHEDULE, UNIT, write
from tests.sheets.fifty import ALL, grid_of
from tests.sheets.handmade import imported

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def exported(root: Path, *options: str) -> tuple[Path, Worksheet]:
    place = root / "keluar.xlsx"
    done = CliRunner().invoke(export, ["bkd/umum", "2023-09", "--xlsx", str(place), *options], obj=root)
    assert done.exit_code == 0, done.output
    return place, load_workbook(place).worksheets[0]


def cell_of(found: Worksheet, code: str, day: str) -> Any:  # noqa: ANN401 - a cell, merged or not
    rows = {found.cell(row, 1).value: row for row in range(FIRST_ROW + 1, found.max_row + 1)}
    columns: dict[object, int] = {}
    for column in range(FIRST_DAY + 1, found.max_column + 1):
        value = found.cell(FIRST_ROW, column).value
        columns[str(value)[:10]] = column
    return found.cell(rows[code], columns[day])


@pytest.mark.parametrize(
    ("code", "day", "letter", "words"),
    [
        ("ab02", "2023-09-28", "L", "Kamis, 28 September 2023: libur, Maulid Nabi Muhammad."),
        ("ad04", "2023-09-08", "B", "Dedi Rekaan anggota unit ini sejak Senin, 11 September 2023."),
        ("ae05", "2023-09-01", "J", "Eka Rekaan (PJLP) tidak dihitung."),
    ],
)
def test_a_closed_cell_is_grey_locked_and_says_why(
    tmp_path: Path, code: str, day: str, letter: str, words: str
) -> None:
    _, found = exported(write(tmp_path))
    cell = cell_of(found, code, day)
    assert cell.value == letter
    assert cell.protection.locked
    assert cell.fill.start_color.rgb == "FFD9D9D9"
    assert words in cell.comment.text
    legend = {str(row[0].value) for row in found.iter_rows(min_col=2, max_col=2)}
    assert any(line.startswith(f"{letter} = ") for line in legend)
    assert letter == "J" or words in {line.strip() for line in legend}


def test_an_open_cell_offers_the_mark_and_nothing_else(tmp_path: Path) -> None:
    _, found = exported(write(tmp_path))
    assert found.protection.sheet
    (choice,) = found.data_validations.dataValidation
    assert choice.formula1 == '"R"'
    for row in found.iter_rows(
        min_row=FIRST_ROW + 1, max_row=FIRST_ROW + 5, min_col=FIRST_DAY + 1, max_col=FIRST_DAY + 21
    ):
        for cell in row:
            recalled = cell.comment is not None and "Dipanggil" in cell.comment.text
            assert (cell.coordinate in choice.sqref) == (not cell.protection.locked)
            assert (cell.value in {None, "R"}) == (not cell.protection.locked or recalled)


@pytest.mark.parametrize(("language", "roles"), [("id", ["kepala", "penata arsip"]), ("en", ["head", "penata arsip"])])
def test_roles_are_told_in_the_language_of_the_sheet(tmp_path: Path, language: str, roles: list[str]) -> None:
    """As on the site; a role that no list knows stands as it is written."""
    unit = FILES[UNIT].replace("name: Budi Rekaan, status: pns", "name: Budi Rekaan, status: pns, role: penata-arsip")
    root = write(tmp_path, {UNIT: unit})
    _, found = exported(root, "--lang", language)
    assert [found.cell(row, 4).value for row in (FIRST_ROW + 1, FIRST_ROW + 2)] == roles
    place = root / "keluar.csv"
    done = CliRunner().invoke(export, ["bkd/umum", "2023-09", "--csv", str(place), "--lang", language], obj=root)
    assert done.exit_code == 0, done.output
    told = place.read_text("utf-8-sig").splitlines()
    assert [line.split(";")[3] for line in told[5:7]] == roles


def test_a_recall_is_shown_and_locked(tmp_path: Path) -> None:
    _, found = exported(write(tmp_path))
    cell = cell_of(found, "ab02", "2023-09-04")
    assert (cell.value, cell.protection.locked) == ("R", True)
    assert "rapat anggaran dimajukan" in cell.comment.text


def test_an_entry_that_may_not_stand_can_be_taken_away(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: "wfh:\n  2023-09-01: [ae05]\n  2023-09-28: [ab02]\n"})
    place, found = exported(root)
    for code, day in (("ae05", "2023-09-01"), ("ab02", "2023-09-28")):
        cell = cell_of(found, code, day)
        assert (cell.value, cell.protection.locked) == ("R", False)
        assert "Hapus tanda ini." in cell.comment.text
        cell.value = None
    assert found.parent is not None
    found.parent.save(place)
    code_, _ = imported(root, "isi.xlsx", place.read_bytes())
    assert code_ == 0
    assert (root / SCHEDULE).read_text() == "wfh: {}\n"


def test_no_colour_of_open_cells_covers_those_of_others(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: FILES[SCHEDULE].replace("09-11: [ab02, ac03]", "09-11: [ab02, ae05]")})
    _, found = exported(root)
    (painted,) = [each for each in found.conditional_formatting if any(rule.type == "cellIs" for rule in each.rules)]
    recalled, wrong, home = (
        cell_of(found, code, day)
        for code, day in (("ab02", "2023-09-04"), ("ae05", "2023-09-11"), ("ab02", "2023-09-01"))
    )
    covered = [cell.coordinate in painted for cell in (recalled, wrong, home)]
    assert covered == [False, False, True]
    assert (recalled.fill.start_color.rgb, wrong.fill.start_color.rgb) == ("FFFFEB9C", "FFFFC7CE")


def test_the_cap_carries_its_sum_and_clause(tmp_path: Path) -> None:
    _, found = exported(write(tmp_path), "--lang", "en")
    cap = found.cell(FIRST_ROW + 5 + 2, FIRST_DAY + 2)
    assert cap.value == 2
    assert cap.comment is not None
    assert (
        "75% × 3 = 2.25, rounded down to 2. Share that may work from home (34/SE/2023 (Sekretaris Daerah))"
        in cap.comment.text
    )
    assert found.cell(FIRST_ROW + 5 + 4, 2).value == "Remark"


def test_names_that_look_like_formulas_are_text(tmp_path: Path) -> None:
    _, found = exported(write(tmp_path, {UNIT: FILES[UNIT].replace("Ani Rekaan", '"=1+1"')}))
    cell = found.cell(FIRST_ROW + 1, 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_the_same_grid_gives_the_same_bytes_whatever_the_clock_and_the_locale(tmp_path: Path) -> None:
    root = write(tmp_path)
    made = []
    for number, zone in enumerate(("UTC", "Asia/Jayapura")):
        place = tmp_path / f"{number}.xlsx"
        command = [
            sys.executable,
            "-m",
            "giliran",
            "-C",
            str(root),
            "export",
            "bkd/umum",
            "2023-09",
            "--xlsx",
            str(place),
        ]
        environment = {**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8" if number else "C", "PYTHONHASHSEED": str(number)}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        made.append(place.read_bytes())
    assert made[0] == made[1]


def test_a_file_that_is_there_is_left_alone_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "bkd-umum-2023-09.xlsx"
    place.write_text("milik orang lain")
    done = CliRunner().invoke(export, ["bkd/umum", "2023-09"], obj=root)
    assert isinstance(done.exception, OperatorError)
    assert place.read_text() == "milik orang lain"
    done = CliRunner().invoke(export, ["bkd/umum", "2023-09", "--csv"], obj=root)
    assert done.exit_code == 0  # CSV alone goes into a file of its own
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bkd-umum-2023-09.csv", place.name, "data"]
    done = CliRunner().invoke(export, ["bkd/umum", "2023-09", "--xlsx", "--overwrite"], obj=root)
    assert done.exit_code == 0
    assert place.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(("unit", "month"), [("bkd/umun", "2023-09"), ("bkd/umum", "2023-12"), ("bkd/umum", "2023-9")])
def test_what_cannot_be_exported_is_told(tmp_path: Path, unit: str, month: str) -> None:
    done = CliRunner().invoke(export, [unit, month], obj=write(tmp_path))
    assert isinstance(done.exception, OperatorError)
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_sheet_made_from_another_law_staff_or_schedule_warns(tmp_path: Path) -> None:
    root = write(tmp_path)
    place, _ = exported(root)
    content = place.read_bytes()
    assert "berubah sejak" not in imported(root, "a.xlsx", content)[1]
    write(root, {SCHEDULE: "wfh:\n  2023-09-05: [ab02]\n"})
    assert "Jadwal berubah sejak lembar ini dibuat" in imported(root, "a.xlsx", content, "--dry-run")[1]
    write(root, {UNIT: FILES[UNIT].replace(", from: 2023-09-11", "")})
    said = imported(root, "a.xlsx", content, "--dry-run")[1]
    assert "Aturan atau daftar pegawai berubah sejak lembar ini dibuat." in said
    assert "sel E8: Sel ini tertutup ketika lembar dibuat" in said


def test_every_fixture_is_under_fifty_kilobytes() -> None:
    largest = max(ALL, key=lambda fixture: len(fixture.world.staff))
    content = workbook_bytes(grid_of(largest.tree), "id")
    assert len(content) < 50_000
    assert len(load_workbook(io.BytesIO(content)).worksheets) == 2


def test_a_unit_of_nobody_leaves_and_comes_back(tmp_path: Path) -> None:
    empty = "name: Kosong\nkind: subbagian\nemployees: []\n"
    root = write(tmp_path, {UNIT: empty, SCHEDULE: None})
    place, found = exported(root)
    assert found.cell(FIRST_ROW + 1, 2).value == "Di rumah"
    code, said = imported(root, "a.xlsx", place.read_bytes())
    assert (code, said.splitlines()[-1]) == (0, "Tidak ada yang berubah.")
