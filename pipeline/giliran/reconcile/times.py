"""Times as people and programs write them, to the wall clock of one zone; day first, as everywhere in Indonesia.

Whole columns at once: the plain form is read by pyarrow, what is left by patterns, and what is left then is told why.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
from pyarrow import compute

from giliran.sheets.dates import MONTH_WORDS, WEEKDAY_WORDS
from giliran.unseen import BLANKS, NO_WIDTH
from giliran.zones import INDONESIAN, hours_from_utc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Numbers = NDArray[np.int64]

DAY = 86_400
_EPOCH = datetime.date(1970, 1, 1)
_PLAIN = (
    r"^[12]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$"
)
"""What nearly every program writes, for days that exist in every year; the rest is read more slowly."""
_WORDED = (
    r"^\s*(?:(?P<w>[A-Za-z']{3,9}),?\s+)?"
    r"(?:(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/. ](?P<m2>\d{1,2}|[A-Za-z]{3,9})[-/. ](?P<y2>\d{4}|\d{2}))"
    r"(?:(?:T|,?\s+)(?P<h>\d{1,2})[:.](?P<n>\d{2})(?:[:.](?P<s>\d{2}))?(?:[.,]\d+)?\s*(?P<p>[AaPp][Mm])?"
    r"\s*(?P<z>[A-Za-z]{1,4}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?)?\s*$"
)
_SERIAL = r"^\s*(?P<whole>\d{5})(?P<mark>[.,])?(?P<part>\d*)\s*$"
_SERIAL_PARTS = r"^\s*(\d{5})(?:[.,]0+)?\s+0?[.,](\d+)\s*$"
_OFFSET = r"^(?:UTC|GMT)?(?P<sign>[+-])(?P<oh>\d{1,2}):?(?P<om>\d{2})?$"
SERIALS = range(36_526, 73_415)
"""Serial numbers of the years 2000 to 2100, the last of them left out."""
SERIAL_ZERO = 25_569
"""The serial number of 1 January 1970."""
_FIXED = {"Z": 0, "UTC": 0, "GMT": 0, **{name: hours_from_utc(zone) for name, zone in INDONESIAN.items()}}
"""Zones of a fixed distance from UTC, in hours, by what stands after a time."""
_MONTHS = pa.array(list(MONTH_WORDS)), np.array(list(MONTH_WORDS.values()), dtype=np.int64)
_WEEKDAYS = pa.array(list(WEEKDAY_WORDS)), np.array(list(WEEKDAY_WORDS.values()), dtype=np.int64)
_THURSDAY = 3
"""The weekday of 1 January 1970, from Monday, 0."""


def day_number(day: datetime.date) -> int:
    """Count the days since 1 January 1970."""
    return (day - _EPOCH).days


@dataclass
class Times:
    """What a column of times says: seconds of the wall clock since 1970, where ``read`` is true; and what is odd.

    ``odd`` has a mask for each kind of oddity met.
    """

    seconds: Numbers
    read: Mask
    odd: dict[str, Mask] = field(default_factory=dict)

    def mark(self, kind: str, mask: Mask) -> None:
        """Add rows to those of a kind."""
        if mask.any():
            self.odd[kind] = self.odd.get(kind, np.zeros(len(self.read), dtype=bool)) | mask


def read_times(texts: pa.Array, target: str, zone: str | None = None, zones: pa.Array | None = None) -> Times:
    """Read a column of times into the wall clock of ``target``.

    ``zones`` holds the zone of each row where there is such a column; ``zone`` is that of rows that tell none, and where it
    is not given they are of ``target``. Names are those of the tz database.
    """
    count = len(texts)
    found = Times(np.zeros(count, np.int64), np.zeros(count, bool))
    texts, formulas = unframed(texts)
    found.mark("formula", formulas)
    if zones is not None:
        texts = compute.binary_join_element_wise(texts, compute.utf8_trim_whitespace(zones), " ")
    plain = compute.match_substring_regex(texts, _PLAIN)
    found.read = plain.to_numpy(zero_copy_only=False)
    clock = compute.if_else(plain, texts, pa.scalar(None, pa.string())).cast(pa.timestamp("s"))
    found.seconds = compute.fill_null(clock.cast(pa.int64()), 0).to_numpy().copy()
    own = found.read.copy()
    left = np.flatnonzero(~found.read)
    if len(left):
        rest = _seen(texts.take(pa.array(left)))
        _read_serials(found, rest, left)
        told = _worded(found, rest, left, target)
        own[left] = found.read[left] & ~told
    if zone is not None and zone != target and own.any():
        found.seconds[own] = _moved(found.seconds[own], zone, target)
        found.mark("other-zone", own)
    return found


def unframed(texts: pa.Array) -> tuple[pa.Array, Mask]:
    """Take off what a spreadsheet puts around a text that it must not change: ``="…"`` and a quotation mark in front.

    Tells which were formulas.
    """
    if not compute.any(compute.match_substring_regex(texts, r"^\s*[=']")).as_py():
        return texts, np.zeros(len(texts), dtype=bool)
    wrapped = compute.match_substring_regex(texts, r'^\s*="[^"]*"\s*$').to_numpy(zero_copy_only=False)
    return compute.replace_substring_regex(texts, r"""^\s*(?:="([^"]*)"|'(.*))\s*$""", r"\1\2"), wrapped


def _seen(texts: pa.Array) -> pa.Array:
    """Take off what does not show, which no reader of the message that a time is not read would find."""
    return compute.replace_substring_regex(
        compute.replace_substring_regex(texts, f"[{NO_WIDTH}]+", ""), f"[{BLANKS}]", " "
    )


def _read_serials(found: Times, texts: pa.Array, rows: Numbers) -> None:
    """Read serial numbers of days, which are of the same zone as times without any."""
    texts = compute.replace_substring_regex(texts, _SERIAL_PARTS, r"\1.\2")
    parts = compute.extract_regex(texts, _SERIAL)
    fits = parts.is_valid().to_numpy(zero_copy_only=False)
    if fits.any():
        digits = parts.filter(pa.array(fits))
        whole = compute.struct_field(digits, "whole").cast(pa.int64()).to_numpy(zero_copy_only=False)
        part = compute.struct_field(digits, "part")
        none = compute.equal(part, "").to_numpy(zero_copy_only=False)
        share = compute.binary_join_element_wise("0.", compute.if_else(pa.array(none), "0", part), "").cast(
            pa.float64()
        )
        seconds = np.rint(share.to_numpy(zero_copy_only=False) * DAY).astype(np.int64)
        comma = compute.equal(compute.struct_field(digits, "mark"), ",").to_numpy(zero_copy_only=False)
        usual = (whole >= SERIALS.start) & (whole < SERIALS.stop)
        at = rows[fits]
        found.seconds[at[usual]] = ((whole - SERIAL_ZERO) * DAY + seconds)[usual]
        found.read[at[usual & ~none]] = True
        found.mark("no-time", _at(found, at[usual & none]))
        found.mark("unreadable-time", _at(found, at[~usual]))
        found.mark("serial-date", _at(found, at[usual & ~none & ~comma]))
        found.mark("decimal-comma", _at(found, at[usual & ~none & comma]))


def _worded(found: Times, texts: pa.Array, rows: Numbers, target: str) -> Mask:
    """Read what is written out, and say of the rest what is wrong with it; give the rows that tell their own zone."""
    parts = compute.extract_regex(texts, _WORDED)
    fits = parts.is_valid().to_numpy(zero_copy_only=False)
    other = ~fits & ~_known(found, rows)
    empty = compute.equal(compute.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    failed = compute.match_substring_regex(texts, r"#(?:REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)").to_numpy(
        zero_copy_only=False
    )
    formula = compute.match_substring_regex(texts, r"^\s*=").to_numpy(zero_copy_only=False)
    alone = compute.match_substring_regex(texts, r"^\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*$").to_numpy(
        zero_copy_only=False
    )
    found.mark("no-time", _at(found, rows[other & empty]))
    found.mark("failed-cell", _at(found, rows[other & failed]))
    found.mark("formula-without-result", _at(found, rows[other & formula & ~failed]))
    found.mark("unreadable-time", _at(found, rows[other & (alone | ~(empty | failed | formula))]))
    told = np.zeros(len(rows), dtype=bool)
    if fits.any():
        told[fits] = _from_parts(found, _Parts(parts.filter(pa.array(fits))), rows[fits], target)
    return told


class _Parts:
    """The pieces of times that a pattern has told apart."""

    def __init__(self, found: pa.StructArray) -> None:
        self._found = found

    def text(self, name: str) -> pa.Array:
        return compute.struct_field(self._found, name)

    def number(self, *names: str, default: int = 0) -> Numbers:
        """Give the first of some pieces that is there, as a number."""
        value = pa.scalar("")
        for name in reversed(names):
            piece = self.text(name)
            value = compute.if_else(compute.equal(piece, ""), value, piece)
        value = compute.if_else(compute.equal(value, ""), str(default), value)
        return value.cast(pa.int64()).to_numpy(zero_copy_only=False).copy()  # type: ignore[no-any-return]  # it comes without types

    def months(self) -> tuple[Numbers, Mask]:
        """Give the months, by number or by word, and where the word is none."""
        words = compute.utf8_lower(self.text("m2"))
        letters = compute.match_substring_regex(words, "[a-z]").to_numpy(zero_copy_only=False)
        place = compute.fill_null(compute.index_in(words, _MONTHS[0]), -1).to_numpy(zero_copy_only=False)
        digits = compute.if_else(pa.array(letters), "0", self.text("m2"))
        own = compute.if_else(compute.equal(self.text("m"), ""), digits, self.text("m"))
        months = own.cast(pa.int64()).to_numpy(zero_copy_only=False).copy()
        months[letters & (place >= 0)] = _MONTHS[1][place[letters & (place >= 0)]]
        return months, letters & (place < 0)

    def numeric_day_first(self) -> Mask:
        """Tell which dates have their month as a number, and the day in front of it."""
        found = compute.match_substring_regex(self.text("m2"), r"^\d")
        return found.to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]  # it comes without types

    def weekdays(self) -> tuple[Numbers, Mask]:
        """Give the weekdays that stand before the dates, -1 for none, and where the word is no weekday."""
        words = compute.replace_substring(compute.utf8_lower(self.text("w")), "'", "")
        place = compute.fill_null(compute.index_in(words, _WEEKDAYS[0]), -1).to_numpy(zero_copy_only=False)
        told = compute.not_equal(words, "").to_numpy(zero_copy_only=False)
        return np.where(place >= 0, _WEEKDAYS[1][place], -1), told & (place < 0)


def _from_parts(found: Times, parts: _Parts, rows: Numbers, target: str) -> Mask:
    years, days = parts.number("y", "y2"), parts.number("d", "d2")
    short = years < 100
    years[short] += 2000
    months, strange = parts.months()
    weekdays, no_weekday = parts.weekdays()
    strange |= no_weekday
    hours, minutes, seconds = parts.number("h"), parts.number("n"), parts.number("s")
    timed = compute.not_equal(parts.text("h"), "").to_numpy(zero_copy_only=False)
    hours = _by_halves(hours, parts.text("p"))
    dates, exists = _days(years, months, days)
    swapped = ~exists & (months > 12) & (months <= 31) & (days <= 12)
    late = timed & (hours >= 24) & (hours < 30) & (minutes < 60)
    clock = (hours >= 0) & (hours < 24) & (minutes < 60) & (seconds < 60)
    shift, zoned, known = _shift(parts.text("z"))
    other_day = exists & ~strange & (weekdays >= 0) & ((dates + _THURSDAY) % 7 != weekdays)
    good = exists & timed & clock & known & ~strange & ~other_day
    found.mark("unreadable-time", _at(found, rows[strange | (exists & ~known)]))
    found.mark("month-first", _at(found, rows[swapped]))
    if swapped.any():
        either = good & (months != days) & (days <= 12) & (weekdays < 0) & parts.numeric_day_first()
        found.mark("either-order", _at(found, rows[either]))
    found.mark("other-weekday", _at(found, rows[other_day]))
    found.mark("impossible-date", _at(found, rows[~exists & ~swapped & ~strange]))
    found.mark("no-time", _at(found, rows[exists & ~timed]))
    found.mark("over-midnight", _at(found, rows[exists & late & known]))
    found.mark("impossible-time", _at(found, rows[exists & timed & ~clock & ~late & known]))
    found.mark("short-year", _at(found, rows[good & short]))
    wall = dates * DAY + hours * 3600 + minutes * 60 + seconds
    elsewhere = good & zoned
    if elsewhere.any():
        own = wall[elsewhere]
        wall[elsewhere] = _moved(own - shift[elsewhere], "UTC", target)
        changed = elsewhere.copy()
        changed[elsewhere] = wall[elsewhere] != own
        found.mark("other-zone", _at(found, rows[changed]))
    found.seconds[rows[good]] = wall[good]
    found.read[rows[good]] = True
    return zoned


def _by_halves(hours: Numbers, halves: pa.Array) -> Numbers:
    """Take hours of the morning and the afternoon to those of the day; an hour that has no half is made impossible."""
    half = compute.utf8_lower(halves)
    before = compute.equal(half, "am").to_numpy(zero_copy_only=False)
    after = compute.equal(half, "pm").to_numpy(zero_copy_only=False)
    wrong = (before | after) & ((hours < 1) | (hours > 12))
    hours = np.where(before | after, hours % 12 + 12 * after, hours)
    return np.where(wrong, 99, hours)


def _days(years: Numbers, months: Numbers, days: Numbers) -> tuple[Numbers, Mask]:
    """Give days since 1970, and which of them exist."""
    sane = (months >= 1) & (months <= 12) & (days >= 1) & (days <= 31) & (years >= 1990) & (years < 2100)
    first = ((years[sane] - 1970) * 12 + months[sane] - 1).astype("datetime64[M]")
    length = ((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(np.int64)
    found = np.zeros(len(years), np.int64)
    found[sane] = first.astype("datetime64[D]").astype(np.int64) + days[sane] - 1
    exists = sane.copy()
    exists[sane] = days[sane] <= length
    return found, exists


def _shift(zones: pa.Array) -> tuple[Numbers, Mask, Mask]:
    """Give the seconds before UTC of each zone that is written after a time, where one is, and where it is known."""
    words = compute.utf8_upper(zones)
    told = compute.not_equal(words, "").to_numpy(zero_copy_only=False)
    parts = compute.extract_regex(words, _OFFSET)
    offset = parts.is_valid().to_numpy(zero_copy_only=False)
    shift = np.zeros(len(words), np.int64)
    if offset.any():
        pieces = _Parts(parts.filter(pa.array(offset)))
        sign = np.where(compute.equal(pieces.text("sign"), "-").to_numpy(zero_copy_only=False), -1, 1)
        shift[offset] = sign * (pieces.number("oh") * 3600 + pieces.number("om") * 60)
    known = ~told | offset
    for name, hours in _FIXED.items():
        mask = compute.equal(words, name).to_numpy(zero_copy_only=False)
        shift[mask] = hours * 3600
        known |= mask
    return shift, told, known & (np.abs(shift) <= 14 * 3600)


def _moved(seconds: Numbers, zone: str, target: str) -> Numbers:
    """Move wall clocks from one zone to another; an hour that a zone has twice is taken as the earlier one."""
    naive = pa.array(seconds).cast(pa.timestamp("s"))
    if zone == "UTC":
        instant = naive.cast(pa.timestamp("s", "UTC"))
    else:
        instant = compute.assume_timezone(naive, zone, ambiguous="earliest", nonexistent="earliest")
    there = compute.local_timestamp(instant.cast(pa.timestamp("s", target)))
    return there.cast(pa.int64()).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]  # it comes without types


def _known(found: Times, rows: Numbers) -> Mask:
    """Tell which rows have been read or explained already."""
    known = found.read.copy()
    for kind, mask in found.odd.items():
        if kind != "formula":  # it says nothing of the text inside
            known |= mask
    return known[rows]


def _at(found: Times, rows: Numbers) -> Mask:
    mask = np.zeros(len(found.read), dtype=bool)
    mask[rows] = True
    return mask
