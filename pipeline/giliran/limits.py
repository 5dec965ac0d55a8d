"""How many may work from home, on which day, under which clause, by what sum.

This is the law applied to one unit and one day. Nothing here judges a schedule: the allowances become a JSON Schema, and
the schema judges.

Which circular speaks on a day: where a binding circular in force excludes the unit, that one. Otherwise, of the binding
circulars in their declared order, the first one with a share for the unit on that day; its innermost window gives the
value; where several shares of it apply to a unit, the lowest number holds. Advisory circulars are applied the same way beside it; what they would allow less is advice, never a limit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from giliran.judge import fulfils
from giliran.model import Circular, ExcludeRule, ShareRule
from giliran.timeline import value_on
from giliran.wording import Text, decimal, percent

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from giliran.membership import Roster
    from giliran.model import Clause, Dispensation, Reference, Status, Unit
    from giliran.timeline import Period
    from giliran.workdays import Workdays

Standing = Literal["open", "excluded", "day-off", "before", "after"]
DEFAULT_BASE: tuple[Status, ...] = ("pns", "pppk")
"""Who is counted for showing a headcount on days when no clause says who is."""


@dataclass(frozen=True, slots=True)
class Law:
    """The circulars of one jurisdiction, the prevailing one first, and its working calendar."""

    binding: tuple[Circular, ...]
    advisory: tuple[Circular, ...]
    workdays: Workdays
    dispensations: tuple[Dispensation, ...] = ()


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
        exact = self.value * self.headcount
        share, product = percent(self.value), decimal(exact)
        start = Text(f"{share.id} × {self.headcount} = {product.id}", f"{share.en} × {self.headcount} = {product.en}")
        if exact == self.at_most:
            return start
        if self.clause.rule.rounding == "down":
            return start + Text(f", dibulatkan ke bawah menjadi {self.at_most}", f", rounded down to {self.at_most}")
        return start + Text(f", dibulatkan ke atas menjadi {self.at_most}", f", rounded up to {self.at_most}")


def rounded(value: Fraction, headcount: int, rounding: Literal["down", "up"]) -> int:
    """Turn a share of a headcount into a whole number of people, by exact arithmetic.

    "Paling banyak" means that the fraction must not be passed, so a maximum is rounded down (reading ``rounding``).
    """
    exact = value * headcount
    return math.floor(exact) if rounding == "down" else math.ceil(exact)


def allowance(law: Law, roster: Roster, day: datetime.date, mode: str = "wfh") -> Allowance:
    """Apply the law to a unit on a day. Days outside every window allow nobody."""
    unit = roster.unit
    granted = tuple(entry for entry in law.dispensations if entry.unit == unit.id and day in entry.period)
    found = [_under(circular, roster, day, mode, granted) for circular in law.binding]
    spoken = [own for own in found if own is not None]
    own = next((each for each in spoken if each.standing == "excluded"), None) or next(iter(spoken), None)
    people = own.people if own is not None else _ids(roster, day, DEFAULT_BASE)
    off = law.workdays.day_off(day)
    if off is not None:
        return Allowance(unit.id, day, mode, "day-off", people, day_off=off)
    if own is None:
        return Allowance(unit.id, day, mode, _side(law, mode, day, unit), people)
    if own.standing == "open":
        others = (_under(circular, roster, day, mode, granted) for circular in law.advisory)
        advice = tuple(other for other in others if other is not None and other.at_most < own.at_most)
        if advice:
            return replace(own, advice=advice)
    return own


def _under(
    circular: Circular, roster: Roster, day: datetime.date, mode: str, granted: Sequence[Dispensation]
) -> Allowance | None:
    """Apply one circular, or give ``None`` where none of its clauses speaks about this unit on this day."""
    unit = roster.unit
    lifted = {entry.clause: entry for entry in granted}
    waiver: Dispensation | None = None  # a letter that lifts the exclusion may set its own share
    for clause in _clauses(circular, mode, day):
        rule = clause.rule
        if not isinstance(rule, ExcludeRule) or not fulfils(unit.facts, rule.when):
            continue
        waiver = lifted.get(clause.id)
        if waiver is None:
            people = _ids(roster, day, DEFAULT_BASE)
            return Allowance(unit.id, day, mode, "excluded", people, 0, circular, clause, reference=clause.reference)
    best: Allowance | None = None
    for clause in _clauses(circular, mode, day):
        rule = clause.rule
        if not isinstance(rule, ShareRule) or (rule.when is not None and not fulfils(unit.facts, rule.when)):
            continue
        share = value_on(rule.at_most, day)
        if share is None:
            continue
        grant = lifted.get(clause.id) or waiver
        value = grant.share if grant is not None and grant.share is not None else share.value
        people = _ids(roster, day, rule.base)
        number = rounded(value, len(people), rule.rounding)
        found = Allowance(
            unit.id, day, mode, "open", people, number, circular, clause, value, share.reference, dispensation=grant
        )
        if best is None or found.at_most < best.at_most:
            best = found
    return best


def _clauses(circular: Circular, mode: str, day: datetime.date) -> Iterator[Clause]:
    if day not in circular.in_force:
        return
    for clause in circular.clauses:
        if isinstance(clause.rule, ShareRule | ExcludeRule) and clause.rule.mode == mode and day in clause.period:
            yield clause


def _ids(roster: Roster, day: datetime.date, statuses: tuple[Status, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(employee.id for employee in roster.counted(day, statuses)))


def share_windows(law: Law, mode: str = "wfh", unit: Unit | None = None) -> tuple[Period, ...]:
    """Give the period of every dated value that a binding circular has for a mode, cut to the circular's own force.

    With a ``unit`` only of clauses that apply to it. Earliest first.
    """
    found: list[Period] = []
    for circular in law.binding:
        for clause in circular.clauses:
            rule = clause.rule
            if not isinstance(rule, ShareRule) or rule.mode != mode:
                continue
            if unit is not None and rule.when is not None and not fulfils(unit.facts, rule.when):
                continue
            cut = (window.period.within(circular.in_force) for window in rule.at_most)
            found.extend(period for period in cut if period is not None)
    return tuple(sorted(found, key=lambda period: period.start))


def _side(law: Law, mode: str, day: datetime.date, unit: Unit) -> Standing:
    """Tell whether a closed day lies before a window that is still to come, or after all of them."""
    return "before" if any(day < period.start for period in share_windows(law, mode, unit)) else "after"
