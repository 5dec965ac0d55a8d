"""How evenly the turns at home fall on the people of a unit.

Compared are the people whom the law counts: on each day on which the unit may have someone at home, its members of the
statuses in the base of the clause. A turn is an entry in the schedule; a recall does not take it away, as it does not for
the limit. Whoever was there on all of those days has as many days as entries. Whoever was there on some of them only, by
a transfer or a new appointment, is compared by the share of their own days, spelt as days of the whole window: 7 of 15
own days are 20.5 of 44. Fewer than :data:`LEAST` own days say nothing about evenness, so those people are left out and
counted. A unit is compared when it has anyone at home and at least two people to compare.

Every number is rounded to a tenth first and reckoned with afterwards, so that a reader who subtracts finds the same gap.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from giliran.views.usage import due
from giliran.wording import Text, decimal, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.schemas import MonthLimits
    from giliran.views.survey.states import UnitState

LEAST = 10
"""Own working days needed to be compared: two weeks, one whole round of turns at a limit of half."""
FIRST_OPEN = 10
"""The distribution counts gaps of so many days or more together."""
FEWEST_UNITS = 5
"""The public edition shows no distribution over fewer units: it would tell the gap of each."""


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A number of days in tenths."""

    tenths: int

    @classmethod
    def of(cls, exact: Fraction) -> Days:
        """Round to a tenth, halves up."""
        return cls(math.floor(exact * 10 + Fraction(1, 2)))

    @property
    def number(self) -> float:
        """Give the number for data files and charts."""
        return self.tenths / 10

    @property
    def words(self) -> Text:
        """Spell the number: ``20,5`` in Indonesian, ``21`` where it is whole."""
        return decimal(Fraction(self.tenths, 10))

    @property
    def days(self) -> Text:
        """Spell the number with its noun: ``1 hari``, and in English ``1 day`` but ``1.5 days``."""
        return Text(f"{self.words.id} hari", f"{self.words.en} {'day' if self.tenths == 10 else 'days'}")

    @property
    def aligned(self) -> Text:
        """Spell the number for a column, where whole ones need their tenth as well: ``21,0``."""
        whole, tenth = divmod(self.tenths, 10)
        return Text(f"{whole},{tenth}", f"{whole}.{tenth}")

    @property
    def whole(self) -> int:
        """Round to whole days, halves up."""
        return (self.tenths + 5) // 10


@dataclass(frozen=True, slots=True)
class UnitSpread:
    """How the turns of one unit are spread; for the internal edition only.

    ``days`` is the number of working days on which the unit may; ``compared`` and ``left_out`` are numbers of people.
    """

    unit: UnitState
    agency_name: str
    days: int
    compared: int
    left_out: int
    least: Days
    median: Days
    most: Days

    @property
    def gap(self) -> Days:
        """Give the difference between the most and the fewest days at home."""
        return Days(self.most.tenths - self.least.tenths)

    @property
    def counted(self) -> int:
        """Give the gap under which the distribution counts it."""
        return min(self.gap.whole, FIRST_OPEN)


@dataclass(frozen=True, slots=True)
class GapCount:
    """How many units have a gap of ``gap`` days, rounded to whole days; of the last one that or ``more``."""

    gap: int
    more: bool
    units: int

    @property
    def words(self) -> Text:
        """Spell the gap."""
        return Text(f"{self.gap} atau lebih", f"{self.gap} or more") if self.more else same(str(self.gap))


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of all units that were compared, without telling which unit has which; ``others`` were not compared."""

    counts: tuple[GapCount, ...]
    units: int
    others: int
    middle: Days
    widest: Days


def gaps(spreads: Sequence[UnitSpread], units: int) -> Gaps | None:
    """Count the gaps of so many units that may, or give ``None`` where nothing was compared."""
    if not spreads:
        return None
    wide = [spread.gap for spread in spreads]
    numbers = Counter(spread.counted for spread in spreads)
    counts = tuple(GapCount(gap, gap == FIRST_OPEN, numbers[gap]) for gap in range(max(numbers) + 1))
    middle = Days.of(Fraction(median(Fraction(gap.tenths, 10) for gap in wide)))
    return Gaps(counts, len(wide), units - len(wide), middle, max(wide))


def unit_spread(corpus: Corpus, unit: UnitState, months: Sequence[MonthLimits]) -> UnitSpread | None:
    """Compare the people of a unit, or give ``None`` where there is nothing to compare."""
    if not unit.months:
        return None
    own: Counter[str] = Counter()
    home: Counter[str] = Counter()
    days = 0
    for found in _days(corpus, months):
        days += 1
        own.update(found[0])
        home.update(found[1])
    shares = [Fraction(home[person] * days, number) for person, number in own.items() if number >= min(LEAST, days)]
    if not home or len(shares) < 2:
        return None
    return UnitSpread(
        unit,
        corpus.agencies[unit.agency].name,
        days,
        len(shares),
        len(own) - len(shares),
        Days.of(min(shares)),
        Days.of(Fraction(median(shares))),
        Days.of(max(shares)),
    )


def _days(corpus: Corpus, months: Sequence[MonthLimits]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give, for each day on which the unit may, those who count and those of them at home."""
    for limits in due(corpus, months):
        schedule = corpus.schedule_of(limits.unit, limits.month)
        for found in limits.open_days:
            if found.at_most:
                yield found.people, () if schedule is None else schedule.home.get(found.day, ())
