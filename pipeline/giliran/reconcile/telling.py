"""What is odd about the rows of a file, from reading and from matching, and whether such a row counts all the same.

Where a row is one record, what sets the record aside sets the row aside. Where a row has several, it counts as long as one
of them speaks for somebody; what is odd about the others is told beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from giliran.reconcile.kinds import NUMBER
from giliran.reconcile.rows import Odd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from giliran.reconcile.joining import Aside, Matched
    from giliran.reconcile.mapping import Export
    from giliran.reconcile.rows import Rows, Table

_EITHER, _TURNED = NUMBER["either-order"], NUMBER["turned-date"]
_OUTSIDE = frozenset({NUMBER["outside-period"], NUMBER["day-off"]})


_OF_DAYS = frozenset(NUMBER[kind] for kind in ("outside-period", "day-off", "not-a-member", "no-turn"))
"""What is odd about the day of a record, not about its time."""


def read_again(export: Export) -> tuple[str, ...]:
    """Name the roles whose cells are shown when a record is set aside."""
    return (*export.times, "date", "day")


def by_record(table: Table, export: Export, number: int, found: Matched) -> tuple[Odd, ...]:
    """Give what is odd in a file, the ``number``-th, with one record in a row."""
    told = (_odd(table, export, each, np.flatnonzero(each.file == number), 0) for each in found.aside)
    return tuple(_remarked(tuple(_turned((*table.odd, *told)))))


def by_row(table: Table, export: Export, number: int, found: Matched) -> tuple[Odd, ...]:
    """Give what is odd in a file, the ``number``-th, with several records in a row."""
    end = int(table.numbers.max(initial=0)) + 1
    counts = np.zeros(end, dtype=bool)
    counts[found.rows_of(number)] = True
    records = np.bincount(found.rows_of(number), minlength=end)
    for each in found.aside:
        records += np.bincount(each.row[each.file == number], minlength=end)
    odd = [*table.odd]
    for each in found.aside:
        odd.extend(_told(table, each, export, number, records))
    return tuple(_remarked([part for each in _turned(odd) for part in _split(each, counts)]))


def _turned(odd: Sequence[Odd]) -> Iterator[Odd]:
    """Tell both at once of dates that may be turned round and that are, as they are read, not looked at."""
    unsure = _rows(each for each in odd if each.kind == _EITHER)
    outside = _rows(each for each in odd if each.kind in _OUTSIDE)
    both = np.intersect1d(unsure, outside)
    for each in odd:
        if each.kind not in {_EITHER, *_OUTSIDE} or not len(both):
            yield each
            continue
        mine = np.isin(each.rows, both)
        yield each.only(~mine, beside=each.beside)
        if each.kind == _EITHER:
            yield replace(each.only(mine, beside=each.beside), kind=_TURNED)


def _rows(odd: Iterable[Odd]) -> Rows:
    listed = [each.rows for each in odd]
    return np.concatenate(listed) if listed else np.empty(0, np.int32)


def _told(
    table: Table, aside: Aside, export: Export, number: int, records: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> Iterator[Odd]:
    """Tell of rows whose records are all set aside for the same reason once, by the first of them; of others cell by cell."""
    mine = np.flatnonzero(aside.file == number)
    mine = mine[np.lexsort((aside.cell[mine], aside.row[mine]))]
    row, cell = aside.row[mine], aside.cell[mine]
    alike = np.bincount(row, minlength=len(records)) == records
    first = np.ones(len(row), dtype=bool)
    first[1:] = row[1:] != row[:-1]
    told = first | ~alike[row]
    for place in range(len(export.times)):
        yield _odd(table, export, aside, mine[told & (cell == place)], place)


def _odd(table: Table, export: Export, aside: Aside, which: NDArray[np.int64], place: int) -> Odd:
    """Tell of some records that are set aside, all of the column of times at a place: with its cell, and what counts instead."""
    day = next((role for role in ("day", "date") if role in table.columns), None)
    role = day if day is not None and aside.kind in _OF_DAYS else export.times[place]
    rows, others = aside.row[which], aside.other_file[which]
    beside = (others, aside.other_row[which]) if (others >= 0).any() else None
    return Odd(aside.kind, rows, role, table.cells(role, rows), others=beside)


def _split(odd: Odd, counts: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[Odd]:
    """Part the rows of an oddity that count all the same from those that do not."""
    if odd.used:
        yield odd
        return
    inside = odd.rows < len(counts)
    there = np.zeros(len(odd.rows), dtype=bool)
    there[inside] = counts[odd.rows[inside]]
    yield odd.only(there, beside=True)
    yield odd.only(~there, beside=False)


def _remarked(odd: Sequence[Odd]) -> Iterator[Odd]:
    """Part each remark on rows that count from the same on rows that are set aside: of one row all that is told agrees."""
    aside = _rows(each for each in odd if not each.used)
    for each in odd:
        mine = np.isin(each.rows, aside) if each.used and not each.beside else np.zeros(len(each.rows), dtype=bool)
        if not mine.any():
            yield each
            continue
        yield each.only(~mine, beside=False)
        yield replace(each.only(mine, beside=False), left=True)
