"""A spreadsheet as plain cells, whatever kind of file it was, and how a place in it is called.

Rows and columns count from 1, as spreadsheets show them; columns are spelt in letters.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value: TypeAlias = str | int | float | bool | datetime.date | None
Grade = Literal["error", "warning"]


def letters(column: int) -> str:
    """Spell a column: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it shows, and what else is to be known of it.

    ``value`` of a ``formula`` is its last result, ``None`` where none was saved. ``failed`` tells a result like #REF!.
    ``fill`` is its colour, in whatever way the file spells it; cells of the same colour are spelt alike. ``written`` is the
    text of a formula without a result, which is all that there is to show of it.
    """

    value: Value = None
    formula: bool = False
    failed: bool = False
    fill: str | None = None
    written: str = ""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of merged cells, all edges included; its value stands in the first cell."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: tuple[int, int]) -> bool:
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right

    @property
    def name(self) -> str:
        """Give its name, like C5:G5."""
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``cells`` has those that hold anything. A sheet of a text file (``plain``) has no name of its own."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False
    plain: bool = False

    def at(self, row: int, column: int) -> Cell:
        """Give a cell; one inside a merged area shows what the area shows."""
        area = self.area(row, column)
        return self.cells.get((row, column) if area is None else (area.top, area.left), EMPTY)

    def area(self, row: int, column: int) -> Area | None:
        """Give the merged area that a cell belongs to."""
        return self._areas.get((row, column))

    @cached_property
    def _areas(self) -> dict[tuple[int, int], Area]:
        """Look areas up by cell; they have been found small enough when the file was opened."""
        return {
            (row, column): area
            for area in self.merged
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }

    def words(self, row: int, column: int) -> str:
        """Give what a cell shows as one line of text, without blanks around it."""
        return spelt(self.at(row, column).value)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Give the rows that hold a value, in order."""
        return tuple(sorted({row for (row, _), cell in self.cells.items() if cell.value is not None or cell.formula}))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Give the columns that hold a value, in order."""
        return tuple(
            sorted({column for (_, column), cell in self.cells.items() if cell.value is not None or cell.formula})
        )

    def spot(self, row: int | None = None, column: int | None = None) -> Spot:
        """Give a place in this sheet."""
        return Spot(self.name, row, column, self.plain)


@dataclass(frozen=True, slots=True)
class Book:
    """A file of sheets."""

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: a sheet as a whole, a row, a column or a cell of it."""

    sheet: str
    row: int | None = None
    column: int | None = None
    plain: bool = False

    @property
    def words(self) -> Text:
        """Name the place: ``Lembar “September”, sel F12``."""
        return self._sheet + self._inside

    @property
    def cell(self) -> str:
        """Give the short name, like F12."""
        return f"{letters(self.column or 0)}{self.row or ''}"

    @property
    def _sheet(self) -> Text:
        if self.plain:
            return Text(f"Berkas “{self.sheet}”", f"File “{self.sheet}”")
        return Text(f"Lembar “{self.sheet}”", f"Sheet “{self.sheet}”")

    @property
    def _inside(self) -> Text:
        if self.row is None and self.column is None:
            return Text("", "")
        if self.column is None:
            return Text(f", baris {self.row}", f", row {self.row}")
        if self.row is None:
            return Text(f", kolom {letters(self.column)}", f", column {letters(self.column)}")
        if self.plain:
            return Text(
                f", baris {self.row}, kolom {self.column} ({self.cell})",
                f", row {self.row}, column {self.column} ({self.cell})",
            )
        return Text(f", sel {self.cell}", f", cell {self.cell}")

    @property
    def order(self) -> tuple[str, int, int]:
        """Give what places are sorted by: the sheet, the row, the column."""
        return self.sheet, self.row or 0, self.column or 0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a place: what was found and what is allowed, and what to do next."""

    grade: Grade
    spot: Spot
    message: Text
    help: Text | None = None


@dataclass
class Remarks:
    """Collects what there is to tell."""

    found: list[Remark] = field(default_factory=list)

    def error(self, spot: Spot, message: Text, advice: Text | None = None) -> None:
        """Tell of what cannot be read."""
        self.found.append(Remark("error", spot, message, advice))

    def warning(self, spot: Spot, message: Text, advice: Text | None = None) -> None:
        """Tell of what was read otherwise than it may have been meant."""
        self.found.append(Remark("warning", spot, message, advice))

    def in_order(self, sheets: Iterable[str]) -> tuple[Remark, ...]:
        """Give everything once, warnings before errors, by sheet, row and column."""
        place = {name: number for number, name in enumerate(sheets)}
        unique = dict.fromkeys(self.found)
        return tuple(
            sorted(
                unique,
                key=lambda each: (each.grade == "error", place.get(each.spot.sheet, -1), each.spot.order[1:]),
            )
        )


_BLANKS = re.compile(r"\s+")


def spelt(value: Value) -> str:
    """Write a value as one line of text, as a person would read it in the cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _BLANKS.sub(" ", str(value)).strip()


def some(names: Iterable[str], most: int = 12) -> str:
    """List names, and say with a mark that there are more than can be listed."""
    listed = list(names)
    return ", ".join(listed[:most]) + (" …" if len(listed) > most else "")
