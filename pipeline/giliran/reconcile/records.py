"""The rows of all files as records: who, when, where; each either to be matched or already set aside, with its file and row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from pyarrow import compute  # type: ignore[import-untyped]  # it comes without types

from giliran.reconcile.clocks import oddities, read_clocks
from giliran.reconcile.kinds import KINDS, NUMBER
from giliran.reconcile.rows import plain
from giliran.reconcile.times import DAY, read_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from giliran.reconcile.clocks import Clock
    from giliran.reconcile.mapping import Export, ExportKind
    from giliran.reconcile.numbers import Numbers
    from giliran.reconcile.rows import Mask, Odd, Table
    from giliran.reconcile.times import Times

AT_HOME, AT_OFFICE, UNKNOWN = 1, 2, 0
ANSWERED, UNANSWERED = 1, 2
_NAMES = {number: kind.name for number, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Records:
    """Records of one kind of export, of all its files. ``seconds`` are of the wall clock since 1970.

    ``place`` is where an attendance record was made, or whether a call was answered; ``day`` is the day, since 1970, that a
    report is about. ``cell`` counts the records of a row from 0, where a file has several times in one.
    """

    kind: ExportKind
    person: NDArray[np.int32]
    seconds: NDArray[np.int64]
    day: NDArray[np.int32]
    place: NDArray[np.int8]
    file: NDArray[np.int16]
    row: NDArray[np.int32]
    cell: NDArray[np.int8]
    dated: frozenset[int] = frozenset()
    """The files whose rows name the day that they are about."""

    def __len__(self) -> int:
        return len(self.person)

    def only(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> Records:
        """Give some of the records."""
        return Records(
            self.kind,
            self.person[kept],
            self.seconds[kept],
            self.day[kept],
            self.place[kept],
            self.file[kept],
            self.row[kept],
            self.cell[kept],
            self.dated,
        )


def records(table: Table, export: Export, number: int, people: Numbers, zone: str, night: int) -> Records:
    """Read the rows of one file, the ``number``-th; what is odd about them is noted in the table.

    Only those come back that name a person and a time, row by row. Before ``night``, in seconds, a time of day may as well
    belong to the evening before.
    """
    wrong = _set_aside(table.odd, table)
    person, odd, formula = people.of(table.columns["person"])
    rest = ~wrong
    for kind in np.unique(odd[odd >= 0]):
        table.note(_NAMES[int(kind)], rest & (odd == kind), "person")
    table.note("formula", rest & formula & (odd < 0), "person")
    good = rest & (odd < 0)
    clocks = read_clocks(table, export, zone, night)
    _tell_times(table, export, clocks, good, rest & (odd != NUMBER["total-row"]))
    parts: list[Records] = []
    dated = frozenset([number]) if "day" in table.columns else frozenset()
    unclear: dict[str, tuple[str, Mask]] = {}  # by column, which several times may share
    for cell, clock in enumerate(clocks):
        kept = good & clock.times.read
        day = np.floor_divide(clock.times.seconds, DAY).astype(np.int32)
        if dated:
            about = _days_told(table, kept, zone)
            kept &= about.read
            day = np.floor_divide(about.seconds, DAY).astype(np.int32)
        role = export.words_of(clock.role)
        place, unknown = _words(table, export, role)
        if export.kind == "calls":
            table.note("unknown-answer", kept & unknown, role, show=True)
            kept &= ~unknown
        elif role in table.columns:
            first, mask = unclear.get(table.titles[role], (role, np.zeros(len(kept), bool)))
            unclear[table.titles[role]] = first, mask | (kept & unknown)
        made = person[kept], clock.times.seconds[kept], day[kept], place[kept]
        count = int(kept.sum())
        where = np.full(count, number, np.int16), table.numbers[kept], np.full(count, cell, np.int8)
        parts.append(Records(export.kind, *made, *where, dated))
    for role, mask in unclear.values():
        table.note("unknown-place", mask, role, show=True)
    if len(parts) == 1:
        return parts[0]
    whole = joined(export.kind, parts)
    return whole.only(np.argsort(whole.row, kind="stable"))


def _days_told(table: Table, rows: Mask, zone: str) -> Times:
    """Read the days that reports are about; what is odd about those of some rows is noted."""
    about = read_times(compute.binary_join_element_wise(table.columns["day"], "00:00:00", " "), zone)
    empty = compute.equal(compute.utf8_trim_whitespace(table.columns["day"]), "").to_numpy(zero_copy_only=False)
    table.note("no-day", rows & empty, "day")
    for name, mask in about.odd.items():
        table.note(name, rows & mask & ~empty & (about.read == KINDS[NUMBER[name]].used), "day", show=True)
    return about


def _tell_times(table: Table, export: Export, clocks: tuple[Clock, ...], good: Mask, rest: Mask) -> None:
    """Note what is odd about times: of ``rest``, those that cannot be read; of ``good``, also what is only remarkable.

    A row of somebody unknown may be odd twice, and both are told. The last cell of a file that is cut off is odd for that.
    """
    cut = table.numbers == table.open_end
    for (name, role), mask in oddities(clocks, table).items():
        table.note(name, mask & (good if KINDS[NUMBER[name]].used else rest & ~cut), role, show=True)
    if export.wide:
        table.note("no-times", rest & np.logical_and.reduce([clock.silent for clock in clocks]))
    for clock in clocks:
        broken = rest & cut & ~clock.times.read & ~clock.silent
        table.note("cut-off", broken, clock.role if export.wide else None)


def _set_aside(odd: Sequence[Odd], table: Table) -> NDArray[np.bool_]:
    found = np.zeros(len(table.numbers), dtype=bool)
    for each in odd:
        if not each.used:
            found |= np.isin(table.numbers, each.rows)
    return found


def _words(table: Table, export: Export, role: str) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Read a column of places or answers: what each says, and which say nothing that is known."""
    known = {AT_HOME: export.words.home, AT_OFFICE: export.words.office}
    if export.kind == "calls":
        known = {ANSWERED: export.words.answered, UNANSWERED: export.words.unanswered}
    if role not in table.columns:
        return np.zeros(len(table.numbers), np.int8), np.zeros(len(table.numbers), bool)
    encoded = table.columns[role].dictionary_encode()
    meaning = {word: value for value, listed in known.items() for word in listed}
    values = np.array([meaning.get(plain(word), UNKNOWN) for word in encoded.dictionary.to_pylist()] or [0], np.int8)
    found = values[encoded.indices.to_numpy(zero_copy_only=False)] if len(encoded) else np.zeros(0, np.int8)
    return found, found == UNKNOWN


def joined(kind: ExportKind, parts: Sequence[Records]) -> Records:
    """Put the records of several files in a row."""
    if not parts:
        empty = (np.int32, np.int64, np.int32, np.int8, np.int16, np.int32, np.int8)
        return Records(kind, *(np.empty(0, each) for each in empty))  # type: ignore[arg-type]  # one of each sort
    names = ("person", "seconds", "day", "place", "file", "row", "cell")
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in names)
    whole = Records(kind, *columns)  # type: ignore[arg-type]  # as above
    return replace(whole, dated=frozenset().union(*(part.dated for part in parts)))
