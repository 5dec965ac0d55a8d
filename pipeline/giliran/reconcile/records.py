"""The rows of all files as records: who, when, where; each either to be matched or already set aside, with its file and row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
from pyarrow import compute

from giliran.reconcile.kinds import KINDS, NUMBER
from giliran.reconcile.rows import plain
from giliran.reconcile.times import DAY, SERIAL_ZERO, read_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from giliran.reconcile.mapping import Export, ExportKind
    from giliran.reconcile.numbers import Numbers
    from giliran.reconcile.rows import Odd, Table

AT_HOME, AT_OFFICE, UNKNOWN = 1, 2, 0
ANSWERED, UNANSWERED = 1, 2
_NAMES = {number: kind.name for number, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Records:
    """Records of one kind of export, of all its files. ``seconds`` are of the wall clock since 1970.

    ``place`` is where an attendance record was made, or whether a call was answered; ``day`` is the day, since 1970, that a
    report is about. ``person`` is below 0 for rows set aside, which are kept so that they are counted.
    """

    kind: ExportKind
    person: NDArray[np.int32]
    seconds: NDArray[np.int64]
    day: NDArray[np.int32]
    place: NDArray[np.int8]
    file: NDArray[np.int16]
    row: NDArray[np.int32]

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
        )


def records(table: Table, export: Export, number: int, people: Numbers, zone: str) -> Records:
    """Read the rows of one file, the ``number``-th; what is odd about them is noted in the table.

    Only those come back that name a person and a time.
    """
    wrong = _set_aside(table.odd, table)
    person, odd, formula = people.of(table.columns["person"])
    rest = ~wrong
    for kind in np.unique(odd[odd >= 0]):
        table.note(_NAMES[int(kind)], rest & (odd == kind), "person")
    table.note("formula", rest & formula & (odd < 0), "person")
    good = rest & (odd < 0)
    role = "date" if "date" in table.columns else "time"
    times = read_times(_joined(table), zone, export.zone, table.columns.get("zone"))
    cut, total = table.numbers == table.open_end, odd == NUMBER["total-row"]
    for name, mask in times.odd.items():
        used = KINDS[NUMBER[name]].used
        # A row of somebody unknown may be odd twice, and both are told; what is only remarkable about it is not.
        table.note(name, mask & (good if used else rest & ~cut & ~total), _time_role(name, role, table), show=True)
    table.note("cut-off", rest & cut & ~times.read)
    good &= times.read
    day = np.floor_divide(times.seconds, DAY).astype(np.int32)
    if "day" in table.columns:
        about = read_times(compute.binary_join_element_wise(table.columns["day"], "00:00:00", " "), zone)
        table.note("unreadable-time", good & ~about.read, "day", show=True)
        good &= about.read
        day = np.floor_divide(about.seconds, DAY).astype(np.int32)
    place, unclear = _words(table, export)
    if export.kind == "calls":
        table.note("unknown-answer", good & unclear, "answer", show=True)
        good &= ~unclear
    elif "place" in table.columns:
        table.note("unknown-place", good & unclear, "place", show=True)
    return Records(
        export.kind,
        person[good],
        times.seconds[good],
        day[good],
        place[good],
        np.full(int(good.sum()), number, np.int16),
        table.numbers[good],
    )


def _time_role(kind: str, role: str, table: Table) -> str:
    """Name the column that an oddity of a time is about, where date and time have a column each."""
    return (
        role
        if kind in {"impossible-date", "month-first", "short-year"}
        else "time"
        if "time" in table.columns
        else role
    )


def _set_aside(odd: Sequence[Odd], table: Table) -> NDArray[np.bool_]:
    found = np.zeros(len(table.numbers), dtype=bool)
    for each in odd:
        if not each.used:
            found |= np.isin(table.numbers, each.rows)
    return found


_SERIAL = r"^\s*[3-7]\d{4}(?:[.,]0+)?\s*$"
_FRACTION = r"^\s*0?[.,]\d+\s*$"
"""A time of day as a share of the day, as a spreadsheet keeps it; nobody writes the first hour after midnight so."""


def _joined(table: Table) -> pa.Array:
    """Give the column of times, with the date in front where it has a column of its own."""
    time = table.columns["time"]
    if "date" not in table.columns:
        return time
    date = _plain_dates(table)
    shares = compute.match_substring_regex(time, _FRACTION)
    mask = shares.to_numpy(zero_copy_only=False)
    if mask.any():
        table.note("serial-date", mask, "time", show=True)
        share = compute.replace_substring(time.filter(shares), ",", ".").cast(pa.float64())
        seconds = pa.array(np.rint(share.to_numpy() * DAY).astype(np.int64)).cast(pa.timestamp("s"))
        time = compute.replace_with_mask(time, shares, compute.strftime(seconds, "%H:%M:%S"))
    return compute.utf8_trim_whitespace(compute.binary_join_element_wise(date, time, " "))


def _plain_dates(table: Table) -> pa.Array:
    """Give the column of dates with serial numbers written out."""
    date = table.columns["date"]
    serial = compute.match_substring_regex(date, _SERIAL)
    mask = serial.to_numpy(zero_copy_only=False)
    if not mask.any():
        return date
    table.note("serial-date", mask, "date", show=True)
    whole = compute.utf8_slice_codeunits(compute.utf8_trim_whitespace(date.filter(serial)), 0, 5).cast(pa.int64())
    written = compute.strftime(pa.array((whole.to_numpy() - SERIAL_ZERO) * DAY).cast(pa.timestamp("s")), "%Y-%m-%d")
    return compute.replace_with_mask(date, serial, written)


def _words(table: Table, export: Export) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Read the column of places or answers: what each says, and which say nothing that is known."""
    role, known = "place", {AT_HOME: export.words.home, AT_OFFICE: export.words.office}
    if export.kind == "calls":
        role, known = "answer", {ANSWERED: export.words.answered, UNANSWERED: export.words.unanswered}
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
        empty = (np.int32, np.int64, np.int32, np.int8, np.int16, np.int32)
        return Records(kind, *(np.empty(0, each) for each in empty))  # type: ignore[arg-type]  # one of each sort
    names = ("person", "seconds", "day", "place", "file", "row")
    return Records(kind, *(np.concatenate([getattr(part, name) for part in parts]) for name in names))
