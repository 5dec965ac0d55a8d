"""The figures of one question as they were taken, and how numbers like these are spelt."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from giliran.views.words import day_range, grouped
from giliran.wording import Text, decimal, joined, same

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Spelling: TypeAlias = "Callable[[float], Text]"

PROVINCE = 58_109
"""The staff of the province of Jakarta."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """By the clock: the median of the runs, the quickest and the slowest."""

    median: float
    min: float
    max: float


@dataclass(frozen=True, slots=True)
class Row:
    """One command. ``processor`` is in seconds; ``megabytes`` is its peak with all processes that it starts.

    ``ratio`` is to the row that the question is about; ``milliseconds`` are those of a page; ``written`` is in megabytes.
    """

    name: str
    staff: int
    runs: int
    seconds: Seconds
    processor: float
    megabytes: float
    ratio: float | None = None
    milliseconds: float | None = None
    per_person: float | None = None
    pages: int | None = None
    files: int | None = None
    written: float | None = None
    faults: int | None = None
    schedules: int | None = None

    @property
    def microseconds(self) -> float:
        """Give the time for each person."""
        return self.seconds.median * 1e6 / self.staff


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured; ``versions`` are those of the programs that took part."""

    processor: str
    cores: int
    gigabytes: int
    system: str
    python: str
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """All figures of one question; ``date`` is the day that they carry, as year-month-day."""

    question: str
    date: str
    machine: Machine
    rows: tuple[Row, ...]

    def named(self, *names: str) -> tuple[Row, ...]:
        """Give the rows of some names, in the order of the names."""
        return tuple(row for name in names for row in self.rows if row.name == name)

    @property
    def note(self) -> Text:
        """Say how many people, how often, when and where."""
        sizes = sorted({row.staff for row in self.rows})
        runs = sorted({row.runs for row in self.rows})
        people = joined((grouped(size) for size in sizes), " / ") + Text(" pegawai", " people")
        often = Text("banyaknya pengulangan: ", "runs: ") + joined((grouped(number) for number in runs), " / ")
        day = datetime.date.fromisoformat(self.date)
        where = self.machine
        place = Text(
            f"{where.processor}, {where.cores} inti, memori {where.gigabytes} GB; {where.system}; {where.python}",
            f"{where.processor}, {where.cores} cores, {where.gigabytes} GB of memory; {where.system}; {where.python}",
        )
        return joined((people, often, place, day_range(day, day)), "; ") + same(".")

    @property
    def small(self) -> bool:
        """Tell whether this was a try on few people, not on a province."""
        return max(row.staff for row in self.rows) < PROVINCE

    def versions(self, names: Sequence[str]) -> Text:
        """Name some of the programs that took part, with their versions."""
        return same(", ".join(f"{name} {self.machine.versions[name]}" for name in names))


def number(value: float) -> Text:
    """Spell a measured number: two decimals below ten, one below a hundred, none above."""
    if value >= 99.95:
        return grouped(round(value))
    places = 100 if value < 9.995 else 10
    return decimal(Fraction(round(value * places), places))


def roughly(value: float) -> Text:
    """Spell a reckoned number with the two digits that count."""
    return same("≈ ") + number(float(f"{value:.2g}"))


def seconds(value: float, spelt: Spelling = number) -> Text:
    """Spell seconds, those above two minutes as minutes, those above two hours as hours."""
    for limit, unit, words in ((7200, 3600, Text("jam", "h")), (120, 60, Text("menit", "min"))):
        if value >= limit:
            return joined((spelt(value / unit), words))
    return joined((spelt(value), Text("detik", "s")))


def megabytes(value: float, spelt: Spelling = number) -> Text:
    """Spell megabytes, those above two thousand as gigabytes."""
    return joined((spelt(value / 1000), same("GB"))) if value >= 2000 else joined((spelt(round(value)), same("MB")))


def times(value: float | None) -> Text:
    """Spell a ratio."""
    return same("–") if value is None else joined((number(value), same("×")))
