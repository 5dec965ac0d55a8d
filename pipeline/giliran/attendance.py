"""Attendance records and hours of presence, judged by their clauses.

Times are ``HH:MM`` of one day in the zone of the clause; both ends of a window belong to it. Lateness is not judged by
a record: one at 07:45 is good although work began at 07:30 (reading ``record-or-lateness``). Several clauses may ask
for records of one day; together they are what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.model import AttendanceRule
from giliran.rulings import clauses_of
from giliran.wording import Text, decimal, time_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from giliran.model import Circular, Clause, Hours, HoursRule
    from giliran.rulings import Law


@dataclass(frozen=True, slots=True)
class AskedWindow:
    """A window in which the law asks for a record, in the zone of ``rule``, and the clause that asks."""

    circular: Circular
    clause: Clause
    rule: AttendanceRule
    hours: Hours


def windows_on(law: Law, day: datetime.date) -> tuple[AskedWindow, ...]:
    """Give the windows of a day in the order of the day, of all clauses that ask for records; what two ask for is one."""
    found: dict[tuple[int, int], AskedWindow] = {}
    for circular, clause, rule in clauses_of(law, AttendanceRule, day):
        for hours in rule.windows:
            found.setdefault(hours.minutes, AskedWindow(circular, clause, rule, hours))
    return tuple(found[minutes] for minutes in sorted(found))


def attendance_faults(rule: AttendanceRule, records: Sequence[str]) -> Iterator[Text]:
    """Say for each window of the rule that it has no record."""
    for window in rule.windows:
        first, last = window.minutes
        if any(first <= _minutes(record) <= last for record in records):
            continue
        start, end = time_words(window.start), time_words(window.end)
        yield Text(
            f"Tidak ada presensi antara {start.id}–{end.id}.",
            f"There is no attendance record between {start.en}–{end.en}.",
        )


def hours_faults(rule: HoursRule, start: str, end: str) -> Iterator[Text]:
    """Say what a presence from ``start`` to ``end`` lacks; breaks are not taken off (reading ``friday-hours``)."""
    first, last = rule.span.minutes
    if _minutes(start) > first:
        own, due = time_words(start), time_words(rule.span.start)
        yield Text(f"Mulai {own.id}, sesudah {due.id}.", f"Began at {own.en}, after {due.en}.")
    if _minutes(end) < last:
        own, due = time_words(end), time_words(rule.span.end)
        yield Text(f"Selesai {own.id}, sebelum {due.id}.", f"Ended at {own.en}, before {due.en}.")
    present = Fraction(_minutes(end) - _minutes(start), 60)
    if present < rule.minimum_hours:
        own, least = decimal(max(present, Fraction(0))), decimal(rule.minimum_hours)
        yield Text(
            f"Hadir {own.id} jam; paling sedikit {least.id} jam.",
            f"Present for {own.en} hours; at least {least.en} hours.",
        )


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)
