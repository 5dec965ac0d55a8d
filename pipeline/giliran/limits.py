"""How many may work from home, on which day, under which clause, by what sum.

This is the law (:mod:`giliran.rulings`) applied to the people of one unit. Nothing here judges a schedule: the
allowances become a JSON Schema, and the schema judges. Where several shares of the governing circular apply to a unit,
the lowest number holds. What advisory circulars would allow less is advice, never a limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from giliran.model import ShareRule
from giliran.rulings import DEFAULT_BASE
from giliran.wording import Text, decimal, percent

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from giliran.membership import Roster
    from giliran.model import Circular, Clause, Dispensation, Reference
    from giliran.rulings import Law, Ruling

Standing = Literal["open", "excluded", "day-off", "before", "after"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one circular allows one unit on one day.

    ``people`` are the ids that count, and so may be listed; ``headcount`` is their number. ``value`` is the share of one
    that ``at_most`` was computed from. ``day_off`` says why a day is not worked. ``advice`` holds what advisory circulars
    allow where that is less than ``at_most``.
    """

    unit: str
    day: datetime.date
    mode: str
    standing: Standing
    people: tuple[str, ...]
    at_most: int = 0
    circular: Circular | None = None
    clause: Clause | None = None
    value: Fraction | None = None
    reference: Reference | None = None
    dispensation: Dispensation | None = None
    day_off: Text | None = None
    advice: tuple[Allowance, ...] = ()

    @property
    def headcount(self) -> int:
        """Give the number of people that count on the day."""
        return len(self.people)

    @property
    def sum(self) -> Text | None:
        """Spell the calculation: ``50% × 7 = 3,5, dibulatkan ke bawah menjadi 3``."""
        if self.value is None or self.clause is None or not isinstance(self.clause.rule, ShareRule):
            return None
        return _spelt(self.value, self.headcount, self.at_most, self.clause.rule.rounding)


@lru_cache(maxsize=4096)
def _spelt(value: Fraction, headcount: int, at_most: int, rounding: Literal["down", "up"]) -> Text:
    exact = value * headcount
    share, product = percent(value), decimal(exact)
    start = Text(f"{share.id} × {headcount} = {product.id}", f"{share.en} × {headcount} = {product.en}")
    if exact == at_most:
        return start
    if rounding == "down":
        return start + Text(f", dibulatkan ke bawah menjadi {at_most}", f", rounded down to {at_most}")
    return start + Text(f", dibulatkan ke atas menjadi {at_most}", f", rounded up to {at_most}")


def rounded(value: Fraction, headcount: int, rounding: Literal["down", "up"]) -> int:
    """Turn a share of a headcount into a whole number of people, by exact arithmetic.

    "Paling banyak" means that the fraction must not be passed, so a maximum is rounded down (reading ``rounding``).
    """
    exact = value.numerator * headcount
    return exact // value.denominator if rounding == "down" else -(-exact // value.denominator)


def allowance(law: Law, roster: Roster, day: datetime.date, mode: str = "wfh") -> Allowance:
    """Apply the law to a unit on a day. Days outside every window allow nobody."""
    unit = roster.unit.id
    said = law.on(day, roster, mode)
    own = _applied(said.binding, roster, day, mode)
    if said.day_off is not None:
        people = own.people if own is not None else roster.ids(day, DEFAULT_BASE)
        return Allowance(unit, day, mode, "day-off", people, day_off=said.day_off)
    if own is None:
        return Allowance(unit, day, mode, "before" if said.ahead else "after", roster.ids(day, DEFAULT_BASE))
    if own.standing == "open":
        others = (_applied(rulings, roster, day, mode, below=own.at_most) for rulings in said.advisory)
        advice = tuple(other for other in others if other is not None)
        if advice:
            return replace(own, advice=advice)
    return own


def lowest(rulings: Sequence[Ruling], roster: Roster, day: datetime.date) -> tuple[int, Ruling] | None:
    """Count the people of a unit for some rulings and give the lowest number with the first ruling that has it."""
    best: tuple[int, Ruling] | None = None
    for ruling in rulings:
        number = 0
        if ruling.value is not None:
            number = rounded(ruling.value, len(roster.ids(day, ruling.base)), ruling.rounding)
        if best is None or number < best[0]:
            best = number, ruling
    return best


def _applied(
    rulings: Sequence[Ruling], roster: Roster, day: datetime.date, mode: str, below: int | None = None
) -> Allowance | None:
    """Give what the lowest of some rulings allows, or ``None`` where that is not ``below`` a number."""
    best = lowest(rulings, roster, day)
    if best is None or (below is not None and best[0] >= below):
        return None
    number, told = best
    return Allowance(
        roster.unit.id,
        day,
        mode,
        told.standing,
        roster.ids(day, told.base),
        number,
        told.circular,
        told.clause,
        told.value,
        told.reference,
        told.dispensation,
    )


class DayLimits(Mapping["datetime.date", Allowance]):
    """What the law allows one unit on each of some days, worked out for the days that are asked for."""

    def __init__(self, law: Law, roster: Roster, days: Iterable[datetime.date]) -> None:
        self._law = law
        self._roster = roster
        self._found: dict[datetime.date, Allowance | None] = dict.fromkeys(days)

    def __getitem__(self, day: datetime.date) -> Allowance:
        found = self._found[day]
        if found is None:
            found = self._found[day] = allowance(self._law, self._roster, day)
        return found

    def __iter__(self) -> Iterator[datetime.date]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
