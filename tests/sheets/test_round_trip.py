"""What leaves as a workbook comes back as the same schedule, and LibreOffice counts in it as we do.

Fifty fixtures go out as workbooks. They come back untouched, and the same bytes go out again. Then a hand that is not ours
fills every open cell anew (openpyxl, which throws the results of all formulas away), LibreOffice works the formulas out and
saves the workbooks its own way, and those come back too: its counters equal a count that knows nothing of the program, and
the schedule that results shows exactly the cells that were filled in.
"""

from __future__ import annotations

import datetime
import io
import random
import shutil
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from giliran.corpus.build import build
from giliran.sheets.csvtext import csv_bytes
from giliran.sheets.gathering import gathered
from giliran.sheets.month import OBSTACLES
from giliran.sheets.opening import opened
from giliran.sheets.workbook import FIRST_DAY, FIRST_ROW, HEADER, workbook_bytes
from tests.sheets.fifty import ALL, NUMBER, PATH, ROUNDS, Fixture, fixture_by_chance, grid_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from giliran.sheets.month import MonthGrid
    from giliran.tree import Tree

Home = dict[datetime.date, tuple[str, ...]]


def brought_back(content: bytes, tree: Tree, name: str = "jadwal.xlsx") -> Home:
    """Import a file over the schedule that is there; nothing may be unclear."""
    found = gathered(opened(name, content), build(tree, frozenset())[0])
    assert [each for each in found.remarks if each.grade == "error"] == []
    (taken,) = found.taken
    return taken.home


def test_the_fifty_show_all_that_may_stand_in_a_month() -> None:
    assert len(ALL) == NUMBER == 50
    sizes = {len({stay.person for stay in fixture.world.staff}) for fixture in ALL}
    assert (min(sizes), max(sizes)) == (1, 40)
    letters: set[str] = set()
    wrong = recalled = full = over = lower = 0
    for fixture in ALL:
        grid = grid_of(fixture.tree)
        for row in grid.rows:
            for found in grid.days:
                closed = grid.obstacle(row, found)
                letters |= set() if closed is None else {closed[0]}
                wrong += closed is not None and grid.is_home(row, found.day)
                recalled += grid.recalled(row, found.day) is not None
        for found in grid.days:
            at_home = len(grid.home.get(found.day, ()))
            full += 0 < at_home == found.at_most
            over += at_home > found.at_most
            lower += 0 < at_home < found.at_most
    assert letters == set(OBSTACLES)
    assert min(wrong, recalled, full, over, lower) >= 15
    values = {found.value for fixture in ALL for found in grid_of(fixture.tree).days}
    assert {Fraction(1, 2), Fraction(3, 4), Fraction(5, 8), Fraction(3333, 10_000)} <= values


@pytest.mark.parametrize("fixture", ALL, ids=lambda fixture: str(fixture.number))
def test_an_untouched_sheet_changes_nothing_and_goes_out_again_as_the_same_bytes(fixture: Fixture) -> None:
    there_and_back(fixture)


def test_further_worlds_leave_and_come_back_as_well() -> None:
    for seed in range(5 * ROUNDS):
        there_and_back(fixture_by_chance(seed))


def there_and_back(fixture: Fixture) -> None:
    grid = grid_of(fixture.tree)
    for name, content in (("a.xlsx", workbook_bytes(grid, "id")), ("a.csv", csv_bytes(grid, "en"))):
        home = brought_back(content, fixture.tree, name)
        assert home == fixture.home
    again = grid_of(fixture.with_home(home))
    assert workbook_bytes(again, "id") == workbook_bytes(grid, "id")


def test_a_sheet_fills_an_empty_schedule_with_what_it_shows() -> None:
    """The sheet alone carries the schedule: nothing that it shows is taken from the file that is there."""
    for fixture in ALL[::6]:
        grid = grid_of(fixture.tree)
        empty = fixture.with_home({})
        shown = {found.day for found in grid.days}
        assert set(fixture.home) <= shown
        known = {stay.person for stay in fixture.world.staff}
        kept = {day: tuple(person for person in people if person in known) for day, people in fixture.home.items()}
        home: Home = {}
        found = gathered(opened("a.xlsx", workbook_bytes(grid, "id")), build(empty, frozenset())[0])
        for taken in found.taken:
            home = taken.home
        assert home == {day: people for day, people in kept.items() if people}, fixture.number


@dataclass(frozen=True)
class Recalculated:
    """One fixture as LibreOffice gave it back: what was filled in, and the bytes of the workbook."""

    fixture: Fixture
    filled: dict[tuple[int, int], str | None]
    content: bytes


def filled_anew(fixture: Fixture) -> tuple[bytes, dict[tuple[int, int], str | None]]:
    """Fill the open cells at random, as a clerk would who pays no heed to the counters."""
    chance = random.Random(1_000 + fixture.number)
    grid = grid_of(fixture.tree)
    book = load_workbook(io.BytesIO(workbook_bytes(grid, "id" if fixture.number % 2 else "en")))
    sheet = book.worksheets[0]
    marks: dict[tuple[int, int], str | None] = {}
    for row in range(FIRST_ROW + 1, FIRST_ROW + 1 + len(grid.rows)):
        for column in range(FIRST_DAY + 1, FIRST_DAY + 1 + len(grid.days)):
            cell = sheet.cell(row, column)
            if not cell.protection.locked:
                cell.value = chance.choice(["R", "R", None])
            marks[row, column] = str(cell.value) if cell.value is not None else None
            if fixture.number % 10:
                cell.comment = None  # LibreOffice takes longer for the notes than for all the rest
    made = io.BytesIO()
    book.save(made)
    return made.getvalue(), marks


def test_what_libreoffice_is_handed_holds_no_result_of_any_formula() -> None:
    content, _ = filled_anew(ALL[20])
    written = load_workbook(io.BytesIO(content)).worksheets[0]
    shown = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    formulas = [cell.coordinate for line in written.iter_rows() for cell in line if cell.data_type == "f"]
    assert len(formulas) > 40
    assert {shown[place].value for place in formulas} == {None}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recalculated, ...]:
    """Have LibreOffice open, work out and save all fifty in one run."""
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice Calc is missing; on Debian and Ubuntu .ci/packages installs it"
    folder = tmp_path_factory.mktemp("sheets")
    out = folder / "out"
    filled: list[tuple[Fixture, Path, dict[tuple[int, int], str | None]]] = []
    for fixture in ALL:
        content, marks = filled_anew(fixture)
        place = folder / f"{fixture.number:02}.xlsx"
        place.write_bytes(content)
        filled.append((fixture, place, marks))
    done = subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "xlsx", "--outdir", str(out)),
            *(str(place) for _, place, _ in filled),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return tuple(Recalculated(fixture, marks, (out / place.name).read_bytes()) for fixture, place, marks in filled)


def test_libreoffice_counts_use_cap_headcount_and_days_as_a_count_by_hand_does(
    recalculated: tuple[Recalculated, ...],
) -> None:
    assert len(recalculated) == NUMBER
    days = over = 0
    for each in recalculated:
        grid = grid_of(each.fixture.tree)
        sheet = load_workbook(io.BytesIO(each.content), data_only=True).worksheets[0]
        use = FIRST_ROW + len(grid.rows) + 1
        for column in range(FIRST_DAY + 1, FIRST_DAY + 1 + len(grid.days)):
            day = shown_day(sheet, column)
            counted = each.fixture.counted.days[day.isoformat()]
            at_home = sum(each.filled[row, column] == "R" for row, at in each.filled if at == column)
            assert sheet.cell(use, column).value == at_home, (each.fixture.number, day)
            assert sheet.cell(use + 1, column).value == counted.cap, (each.fixture.number, day)
            if counted.listable:
                assert sheet.cell(use + 2, column).value == len(counted.people), (each.fixture.number, day)
                assert number_told(sheet.cell(use + 3, column).value) == counted.cap - at_home
                over += at_home > counted.cap
                days += 1
        for row, line in enumerate(grid.rows, start=FIRST_ROW + 1):
            marks = [each.filled[row, FIRST_DAY + 1 + offset] for offset in range(len(grid.days))]
            assert sheet.cell(row, 1).value == line.id
            assert sheet.cell(row, 2).value == line.name
            assert sheet.cell(row, FIRST_DAY + 1 + len(grid.days)).value == marks.count("R")
    assert days > 700
    assert over > 200


def shown_day(sheet: Worksheet, column: int) -> datetime.date:
    value = sheet.cell(HEADER + 1, column).value
    assert isinstance(value, datetime.datetime)
    return value.date()


def number_told(words: object) -> int:
    """Read how many places are left from what the sheet says of a day."""
    said = str(words or "")
    if said in {"pas", "full", ""}:
        return 0
    number = int("".join(character for character in said if character.isdigit()))
    return -number if "lebih" in said or "too many" in said else number


def test_what_libreoffice_saved_comes_back_and_shows_the_cells_that_were_filled_in(
    recalculated: tuple[Recalculated, ...],
) -> None:
    for each in recalculated:
        home = brought_back(each.content, each.fixture.tree)
        grid = grid_of(each.fixture.with_home(home))
        before = grid_of(each.fixture.tree)
        shown = marks_in(workbook_bytes(grid, "id"), grid)
        assert at_home(shown, grid) == at_home(each.filled, before), each.fixture.number
        if is_lawful(before):
            assert shown == each.filled, each.fixture.number
        recalls = build(each.fixture.with_home(home), frozenset())[0].schedules[PATH].recalls
        assert recalls == build(each.fixture.tree, frozenset())[0].schedules[PATH].recalls


def at_home(marks: Mapping[tuple[int, int], str | None], grid: MonthGrid) -> set[tuple[str, datetime.date]]:
    return {
        (grid.rows[row - FIRST_ROW - 1].id, grid.days[column - FIRST_DAY - 1].day)
        for (row, column), said in marks.items()
        if said == "R"
    }


def is_lawful(grid: MonthGrid) -> bool:
    """Tell whether nobody stands where nobody may: a mark that is taken away there leaves the letter of a closed cell."""
    return not any(
        grid.is_home(row, found.day) and grid.obstacle(row, found) is not None
        for row in grid.rows
        for found in grid.days
    )


def marks_in(content: bytes, grid: MonthGrid) -> Mapping[tuple[int, int], str | None]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    found: dict[tuple[int, int], str | None] = {}
    for row in range(FIRST_ROW + 1, FIRST_ROW + 1 + len(grid.rows)):
        for column in range(FIRST_DAY + 1, FIRST_DAY + 1 + len(grid.days)):
            value = sheet.cell(row, column).value
            found[row, column] = None if value is None else str(value)
    return found
