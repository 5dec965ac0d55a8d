"""The columns of times of a file: one, or one for each record of a row, such as for coming and for going.

Where there are several, a cell without a time is silence and nothing odd: the app has one row for a person and a day, and
something must stand in it. What such apps write for "none" is an empty cell, dashes, a zero, midnight to the second, or a
word. Midnight is no loss, since a record of the night is never taken for one of its day
(:func:`~giliran.reconcile.asked.night`). Of another zone it may be an hour of work, 07:00 in Jakarta where it is written in
UTC, and so it may where a window of the law begins at midnight; there it is reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
from pyarrow import compute

from giliran.reconcile.times import DAY, SERIAL_ZERO, SERIALS, read_times, unframed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from giliran.reconcile.mapping import Export
    from giliran.reconcile.rows import Mask, Table
    from giliran.reconcile.times import Times

_OF_DATES = frozenset({"impossible-date", "month-first", "either-order", "other-weekday", "short-year"})
_SERIAL = r"^\s*\d{5}(?:[.,]0+)?\s*$"
_FRACTION = r"^\s*0?[.,]\d+\s*$"
"""A time of day as a share of the day, as a spreadsheet keeps it; nobody writes the first hour after midnight so."""
_NOTHING = r"^[\s0:.,/–—-]*$"
"""Nothing but zeros, dashes and points."""
_MIDNIGHT = r"^\s*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T\s]\s*)?0{1,2}[:.]00(?:[:.]00(?:[.,]0+)?)?\s*$"
_NO_DAY = r"^\s*0+[-/.]0+[-/.]0+"


@dataclass(frozen=True)
class Clock:
    """What the column of a role says, row by row; ``silent`` cells say no time and are not read."""

    role: str
    times: Times
    silent: Mask


def read_clocks(table: Table, export: Export, zone: str, night: int) -> tuple[Clock, ...]:
    """Read the columns of times of a file into the wall clock of ``zone``; serial numbers are noted in the table.

    ``night`` is the first second of the day at which a record is of that day beyond doubt.
    """
    nothing = np.zeros(len(table.numbers), bool)
    meant = night == 0 or export.zone not in {None, zone} or "zone" in table.columns
    columns: list[tuple[str, Mask, Mask]] = []
    for role in export.times:
        none = _silent(table.columns[role], export.words.none) if export.wide else nothing
        unsure = none & _at_midnight(table.columns[role]) if export.wide and meant else nothing
        columns.append((role, none & ~unsure, unsure))
    dates = None
    if "date" in table.columns:
        dates = _plain_dates(table, ~np.logical_and.reduce([silent for _, silent, _ in columns]))
    found = []
    for role, silent, unsure in columns:
        left = silent | unsure
        texts = table.columns[role] if dates is None else _dated(table, dates, role, left)
        times = read_times(texts, zone, export.zone, table.columns.get("zone"))
        if left.any():
            times.read &= ~left
            times.odd = {kind: mask & ~left for kind, mask in times.odd.items()}
            times.mark("no-time", unsure)
        found.append(Clock(role, times, silent))
    if dates is not None:
        _keep_order(found, night)
    return tuple(found)


def oddities(clocks: tuple[Clock, ...], table: Table) -> dict[tuple[str, str], Mask]:
    """Give the rows of each oddity of times, with the column it is about; one of the date is told once a row."""
    found: dict[tuple[str, str], Mask] = {}
    for clock in clocks:
        for kind, mask in clock.times.odd.items():
            key = kind, "date" if kind in _OF_DATES and "date" in table.columns else clock.role
            found[key] = found[key] | mask if key in found else mask
    return found


def _silent(texts: pa.Array, words: tuple[str, ...]) -> Mask:
    """Tell which cells of a column say that there is no time."""
    encoded = texts.dictionary_encode()
    each = encoded.dictionary
    listed = compute.is_in(compute.utf8_lower(compute.utf8_trim_whitespace(each)), pa.array(words, pa.string()))
    nothing, midnight = (compute.match_substring_regex(each, pattern) for pattern in (_NOTHING, _MIDNIGHT))
    none = compute.or_(compute.or_(nothing, midnight), listed).to_numpy(zero_copy_only=False)
    at: NDArray[np.int32] = encoded.indices.to_numpy(zero_copy_only=False)
    return none[at]  # type: ignore[no-any-return]  # pyarrow comes without types


def _at_midnight(texts: pa.Array) -> Mask:
    """Tell which cells give midnight of a day there is."""
    found = compute.match_substring_regex(texts, _MIDNIGHT)
    none = compute.match_substring_regex(texts, _NO_DAY)
    return compute.and_(found, compute.invert(none)).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]  # it comes without types


def _keep_order(clocks: list[Clock], night: int) -> None:
    """Set aside a time that is earlier than one in a column before it.

    The date of a row is that of its first record; somebody who leaves at six in the morning after coming at ten at night
    leaves on another day. Those of the night are told as such when they are matched.
    """
    latest = np.full(len(clocks[0].silent), np.iinfo(np.int64).min)
    for clock in clocks:
        times = clock.times
        back = times.read & (times.seconds < latest) & (times.seconds % DAY >= night)
        times.mark("out-of-order", back)
        times.read &= ~back
        latest = np.where(times.read, np.maximum(latest, times.seconds), latest)


def _dated(table: Table, dates: pa.Array, role: str, silent: Mask) -> pa.Array:
    """Give a column of times with the date in front, but for formulas, which are no time."""
    time, formulas = unframed(table.columns[role])
    table.note("formula", formulas & ~silent, role)
    shares = compute.match_substring_regex(time, _FRACTION)
    mask = shares.to_numpy(zero_copy_only=False)
    if mask.any():
        table.note("serial-date", mask & ~silent, role, show=True)
        share = compute.replace_substring(time.filter(shares), ",", ".").cast(pa.float64())
        seconds = pa.array(np.rint(share.to_numpy() * DAY).astype(np.int64)).cast(pa.timestamp("s"))
        time = compute.replace_with_mask(time, shares, compute.strftime(seconds, "%H:%M:%S"))
    whole = compute.utf8_trim_whitespace(compute.binary_join_element_wise(dates, time, " "))
    left = compute.starts_with(time, "=")
    return compute.if_else(left, time, whole) if compute.any(left).as_py() else whole


def _plain_dates(table: Table, told: Mask) -> pa.Array:
    """Give the column of dates with serial numbers written out; they are noted for the rows under a mask."""
    date = table.columns["date"]
    mask = compute.match_substring_regex(date, _SERIAL).to_numpy(zero_copy_only=False).copy()
    if not mask.any():
        return date
    digits = compute.utf8_slice_codeunits(compute.utf8_trim_whitespace(date.filter(pa.array(mask))), 0, 5)
    whole = digits.cast(pa.int64()).to_numpy()
    usual = (whole >= SERIALS.start) & (whole < SERIALS.stop)
    mask[mask] = usual
    table.note("serial-date", mask & told, "date", show=True)
    written = compute.strftime(pa.array((whole[usual] - SERIAL_ZERO) * DAY).cast(pa.timestamp("s")), "%Y-%m-%d")
    return compute.replace_with_mask(date, pa.array(mask), written)
