"""What the check found, told once more at the cells of the sheet that it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus.values import parsed_date
from giliran.sheets.names import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.diagnostics import Diagnostic
    from giliran.sheets.gathering import Taken
    from giliran.sheets.table import Spot


def at_cells(found: Iterable[Diagnostic], text: str, taken: Taken) -> tuple[tuple[Spot, Diagnostic], ...]:
    """Give each finding about a day that the sheet shows with its place there.

    That is the cell of the person it names at its place in ``text``, the schedule, else the cell with the date.
    """
    lines = text.split("\n")
    placed: dict[tuple[Spot, Diagnostic], None] = {}
    for each in found:
        day = None if each.date is None else parsed_date(each.date)
        if day is None or day not in taken.reading.days:
            continue
        start, end = each.place.start, each.place.end
        words = lines[start.line - 1][start.column - 1 : end.column - 1] if start.line == end.line else ""
        person = words.strip("\"' ")
        spot = taken.reading.days[day]
        if CODE.fullmatch(person):
            spot = taken.reading.cells.get((day, person), spot)
        placed[spot, each] = None
    return tuple(sorted(placed, key=lambda pair: (pair[0].order, pair[1].code)))
