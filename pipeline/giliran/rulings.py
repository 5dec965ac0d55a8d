"""What the law says of a unit on a day, before anyone is counted.

Nearly all units of a government have one of a few sets of facts, so the clauses are read once for each set and day, and
only the counting is left to be done for each unit (:mod:`giliran.limits`).

Which circular speaks on a day: where a binding circular in force excludes the unit, that one. Otherwise, of the binding
circulars in their declared order, the first one with a share for the unit on that day. Advisory circulars are read the
same way beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from giliran.judge import fulfils
from giliran.model import (
    AttendanceRule,
    Circular,
    DutyRule,
    ExcludeRule,
    HoursRule,
    RecallRule,
    ReviewRule,
    ShareRule,
)
from giliran.timeline import month_days, value_on

if TYPE_CHECKING:
    import datetime
    from fractions import Fraction

    from giliran.membership import Roster
    from giliran.model import Clause, Dispensation, Fact, Reference, Status, Unit
    from giliran.timeline import Period
    from giliran.wording import Text
    from giliran.workdays import Workdays

Said = TypeVar("Said", bound="tuple[object, ...]")
Kind = TypeVar("Kind", AttendanceRule, DutyRule, ExcludeRule, HoursRule, RecallRule, ReviewRule, ShareRule)

DEFAULT_BASE: tuple[Status, ...] = ("pns", "pppk")
"""Who is counted for showing a headcount on days when no clause says who is."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One clause that speaks of a unit on a day: nobody (``excluded``), or at most a share of those in ``base``.

    ``value`` is the share of one that holds that day, a dispensation's where one is granted.
    """

    standing: Literal["open", "excluded"]
    circular: Circular
    clause: Clause
    reference: Reference | None
    base: tuple[Status, ...] = DEFAULT_BASE
    value: Fraction | None = None
    rounding: Literal["down", "up"] = "down"
    dispensation: Dispensation | None = None


@dataclass(frozen=True, slots=True)
class LegalDay:
    """All that the law says of a unit on one day.

    ``binding`` are the rulings of the circular that governs the day: none, one exclusion, or shares, the lowest of which
    holds once they are counted. ``advisory`` has the same for each advisory circular that speaks. ``ahead`` tells that
    some window for the unit is still to come.
    """

    day: datetime.date
    day_off: Text | None
    binding: tuple[Ruling, ...]
    advisory: tuple[tuple[Ruling, ...], ...]
    ahead: bool


@dataclass(frozen=True)
class Law:
    """The circulars of one jurisdiction, the prevailing one first, and its working calendar."""

    binding: tuple[Circular, ...]
    advisory: tuple[Circular, ...]
    workdays: Workdays
    dispensations: tuple[Dispensation, ...] = ()
    memo: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What others have worked out from this law alone; whoever keeps something here names it whole in the key."""
    _letters: dict[str, tuple[Dispensation, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _read: dict[tuple[object, ...], LegalDay] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return Law, (self.binding, self.advisory, self.workdays, self.dispensations)

    def on(self, day: datetime.date, roster: Roster, mode: str = "wfh") -> LegalDay:
        """Read the law of a unit on a day; what has been read for other units with the same facts is not read again."""
        unit = roster.unit
        granted = tuple(entry for entry in self.granted(unit.id) if day in entry.period)
        key = (day, mode, roster.facts, *(entry.name for entry in granted))
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._day(day, roster, mode, granted)
        return found

    def month(self, month: str, roster: Roster, mode: str = "wfh") -> tuple[LegalDay, ...]:
        """Read the law of a unit on every day of a month written ``2023-09``."""
        key = ("month", month, mode, roster.facts, *(entry.name for entry in self.granted(roster.unit.id)))
        found: tuple[LegalDay, ...] | None = self.memo.get(key)
        if found is None:
            found = self.memo[key] = tuple(self.on(day, roster, mode) for day in month_days(month))
        return found

    def granted(self, unit: str) -> tuple[Dispensation, ...]:
        """Give the dispensations of a unit; most have none, so the list is not searched for each day."""
        if not self._letters:
            self._letters[""] = ()
            for entry in self.dispensations:
                self._letters[entry.unit] = (*self._letters.get(entry.unit, ()), entry)
        return self._letters.get(unit, ())

    @cached_property
    def bases(self) -> tuple[tuple[Status, ...], ...]:
        """Give every group of statuses that some clause counts."""
        clauses = (clause for circular in (*self.binding, *self.advisory) for clause in circular.clauses)
        shares = (clause.rule.base for clause in clauses if isinstance(clause.rule, ShareRule))
        return tuple(dict.fromkeys((DEFAULT_BASE, *shares)))

    def _day(self, day: datetime.date, roster: Roster, mode: str, granted: tuple[Dispensation, ...]) -> LegalDay:
        of = self._concerned(roster, mode)
        spoken = [said for circular in self.binding if (said := _said(circular, of[circular.id], day, granted))]
        own = next((said for said in spoken if said[0].standing == "excluded"), None) or next(iter(spoken), ())
        others = (_said(circular, of[circular.id], day, granted) for circular in self.advisory)
        ahead = any(day < period.start for period in self._windows(roster, mode))
        advice = self._same(tuple(self._same(said) for said in others if said))
        return LegalDay(day, self.workdays.day_off(day), self._same(own), advice, ahead)

    def _concerned(self, roster: Roster, mode: str) -> dict[str, tuple[Clause, ...]]:
        """Give, by circular, the clauses on a mode of work that concern units with such facts, on whatever day."""
        key = ("concerned", mode, roster.facts)
        found: dict[str, tuple[Clause, ...]] | None = self.memo.get(key)
        if found is None:
            facts = roster.unit.facts
            found = self.memo[key] = {
                circular.id: tuple(clause for clause in circular.clauses if _concerns(clause, mode, facts))
                for circular in (*self.binding, *self.advisory)
            }
        return found

    def _windows(self, roster: Roster, mode: str) -> tuple[Period, ...]:
        key = ("windows", mode, roster.facts)
        found: tuple[Period, ...] | None = self.memo.get(key)
        if found is None:
            found = self.memo[key] = share_windows(self, mode, roster.unit)
        return found

    def _same(self, said: Said) -> Said:
        """Give the one object for things said alike, so that days under the same law are known by identity."""
        kept: Said = self.memo.setdefault(("said", _told(said)), said)
        return kept


def _told(said: tuple[object, ...]) -> tuple[object, ...]:
    """Tell rulings apart by what they rest on, since clauses hold plain data that cannot be hashed."""
    return tuple(
        (ruling.clause.id, ruling.value, ruling.reference, ruling.dispensation)
        if isinstance(ruling, Ruling)
        else id(ruling)
        for ruling in said
    )


def _concerns(clause: Clause, mode: str, facts: dict[str, Fact]) -> bool:
    rule = clause.rule
    if not isinstance(rule, ShareRule | ExcludeRule) or rule.mode != mode:
        return False
    return rule.when is None or fulfils(facts, rule.when)


def _said(
    circular: Circular, concerned: tuple[Clause, ...], day: datetime.date, granted: tuple[Dispensation, ...]
) -> tuple[Ruling, ...]:
    """Give what one circular says: nothing where none of the clauses that concern the unit speaks on this day."""
    if day not in circular.in_force:
        return ()
    clauses = [clause for clause in concerned if day in clause.period]
    lifted = {entry.clause: entry for entry in granted}
    waiver: Dispensation | None = None  # a letter that lifts the exclusion may set its own share
    for clause in clauses:
        if isinstance(clause.rule, ExcludeRule):
            waiver = lifted.get(clause.id)
            if waiver is None:
                return (Ruling("excluded", circular, clause, clause.reference),)
    found = []
    for clause in clauses:
        rule = clause.rule
        if not isinstance(rule, ShareRule):
            continue
        share = value_on(rule.at_most, day)
        if share is None:
            continue
        grant = lifted.get(clause.id) or waiver
        value = grant.share if grant is not None and grant.share is not None else share.value
        found.append(Ruling("open", circular, clause, share.reference, rule.base, value, rule.rounding, grant))
    return tuple(found)


def clauses_of(law: Law, kind: type[Kind], day: datetime.date) -> tuple[tuple[Circular, Clause, Kind], ...]:
    """Give the clauses of a kind, with their rules, that speak on a day: all those of the first binding circular with any.

    Which clauses thereby give way, and on which days, :mod:`giliran.precedence` tells.
    """
    for circular in law.binding:
        if day in circular.in_force:
            spoken = ((clause, clause.rule) for clause in circular.clauses if day in clause.period)
            found = tuple((circular, clause, rule) for clause, rule in spoken if isinstance(rule, kind))
            if found:
                return found
    return ()


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


def attestations(law: Law, about: str) -> tuple[tuple[Clause, Period], ...]:
    """Give the clauses, binding and advisory, for which a unit file records that something was attested, and their days.

    ``about`` is what :attr:`DutyRule.attests <giliran.model.DutyRule>` names, such as ``domicile``.
    """
    key = "attestations", about
    found: tuple[tuple[Clause, Period], ...] | None = law.memo.get(key)
    if found is None:
        found = law.memo[key] = tuple(
            (clause, cut)
            for circular in (*law.binding, *law.advisory)
            for clause in circular.clauses
            if isinstance(clause.rule, DutyRule)
            and clause.rule.attests == about
            and (cut := clause.period.within(circular.in_force)) is not None
        )
    return found
