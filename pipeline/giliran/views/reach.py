"""Whom a clause reaches in the data as they stand: units by their facts, what they get, agencies that carry a duty.

Numbers and names of units and agencies only; no type of this module has a place for a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.judge import fulfils
from giliran.limits import allowance
from giliran.model import AttendanceRule, DutyRule, ExcludeRule, HoursRule, RecallRule, ReviewRule, ShareRule
from giliran.timeline import days
from giliran.views.realm import realm
from giliran.views.timelines import short_span
from giliran.wording import Text, percent

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.membership import Roster
    from giliran.model import Agency, Circular, Clause, Jurisdiction, Unit
    from giliran.rulings import Law
    from giliran.timeline import Period

_AHEAD = 366
"""Days: how far a value without an end is followed."""


@dataclass(frozen=True, slots=True)
class Cap:
    """How many of how many, smallest and largest over the days of one value."""

    at_most: tuple[int, int]
    headcount: tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnitReached:
    """A unit that a clause reaches. ``caps`` has one entry for each value of a share, ``None`` where that never holds.

    ``apart`` marks a unit with a dispensation from the clause, or a question that was decided for it.
    """

    id: str
    name: str
    caps: tuple[Cap | None, ...]
    apart: bool

    @property
    def headcount(self) -> tuple[int, int]:
        """Give the number of people counted, smallest and largest over all values."""
        known = [cap.headcount for cap in self.caps if cap is not None]
        return min(low for low, _ in known), max(high for _, high in known)


@dataclass(frozen=True, slots=True)
class AgencyReached:
    """An agency with its units that a clause reaches; without units it is reached as a whole."""

    id: str
    name: str
    units: tuple[UnitReached, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many agencies have recorded the service information that a duty asks for, and which have not."""

    complete: int
    missing: tuple[AgencyReached, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a clause reaches in one jurisdiction.

    ``kind`` says what is listed: ``caps`` (units and how many may be at home), ``stays`` (units at the office),
    ``review`` (units somebody must decide about), ``home`` (units that may work from home), ``agencies`` (which carry
    a duty) or ``office`` (one office of the whole government, so that nothing is listed). ``values`` are the columns of
    ``caps``; ``total`` counts all units of the jurisdiction, or all agencies where those are listed.
    """

    title: str | None
    binding: bool
    kind: str
    values: tuple[Text, ...]
    agencies: tuple[AgencyReached, ...]
    total: int
    recorded: Recorded | None

    @property
    def units(self) -> int:
        """Give the number of units that are reached."""
        return sum(len(agency.units) for agency in self.agencies)

    @property
    def whole(self) -> int:
        """Give the number of agencies that are reached without having units here."""
        return sum(1 for agency in self.agencies if not agency.units)


def reached(corpus: Corpus, circular: Circular, clause: Clause) -> tuple[Reach, ...]:
    """Tell whom a clause reaches, for each jurisdiction whose list has its circular."""
    found = []
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        for bond in jurisdiction.bonds:
            if bond.circular == circular.id:
                own = [
                    agency
                    for agency in sorted(corpus.agencies.values(), key=lambda agency: (agency.name, agency.id))
                    if corpus.jurisdiction_over(agency.id) == jurisdiction
                ]
                found.append(_reach(corpus, jurisdiction, own, circular, clause, binding=bond.force == "binding"))
    return tuple(found)


def _reach(
    corpus: Corpus,
    jurisdiction: Jurisdiction,
    agencies: list[Agency],
    circular: Circular,
    clause: Clause,
    *,
    binding: bool,
) -> Reach:
    rule = clause.rule
    title = realm(corpus, jurisdiction).title
    units: dict[str, list[Unit]] = {agency.id: [] for agency in agencies}
    for _, unit in sorted(corpus.units.items()):
        if unit.agency in units:
            units[unit.agency].append(unit)
    total = sum(len(found) for found in units.values())
    if isinstance(rule, DutyRule) and rule.role == "agency-head":
        listed = tuple(AgencyReached(agency.id, agency.name, ()) for agency in agencies)
        recorded = _recorded(agencies, rule) if rule.services else None
        return Reach(title, binding, "agencies", (), listed, len(agencies), recorded)
    if isinstance(rule, DutyRule) and rule.role in {"personnel-agency", "appointing-official"}:
        return Reach(title, binding, "office", (), (), total, None)
    found: list[AgencyReached] = []
    for agency in agencies:
        own = tuple(
            entry for unit in units[agency.id] if (entry := _unit(corpus, circular, clause, unit, binding=binding))
        )
        alone = not units[agency.id] and isinstance(rule, ExcludeRule | ReviewRule) and fulfils(agency.facts, rule.when)
        if own or alone:
            found.append(AgencyReached(agency.id, agency.name, own))
    values: tuple[Text, ...] = ()
    if isinstance(rule, ShareRule):
        values = tuple(
            Text(f"{share.id}, {held.id}", f"{share.en}, {held.en}")
            for share, held in ((percent(window.value.value), short_span(window.period)) for window in rule.at_most)
        )
    return Reach(title, binding, _KINDS.get(type(rule), "home"), values, tuple(found), total, None)


_KINDS: dict[type, str] = {ShareRule: "caps", ExcludeRule: "stays", ReviewRule: "review"}


def _recorded(agencies: Sequence[Agency], rule: DutyRule) -> Recorded:
    missing = tuple(
        AgencyReached(agency.id, agency.name, ())
        for agency in agencies
        if not all(agency.services.has(part) for part in rule.services)
    )
    return Recorded(len(agencies) - len(missing), missing)


def _unit(corpus: Corpus, circular: Circular, clause: Clause, unit: Unit, *, binding: bool) -> UnitReached | None:
    rule = clause.rule
    law = corpus.law_of(unit)
    assert law is not None  # the corpus has no errors
    granted = any(entry.unit == unit.id and entry.clause == clause.id for entry in law.dispensations)
    if isinstance(rule, ExcludeRule):
        return UnitReached(unit.id, unit.name, (), granted) if fulfils(unit.facts, rule.when) else None
    if isinstance(rule, ReviewRule):
        decided = bool(unit.own_facts) and unit.override is not None
        return UnitReached(unit.id, unit.name, (), decided) if fulfils(unit.facts, rule.when) else None
    if isinstance(rule, ShareRule):
        own = law if binding else replace(law, binding=(circular,), advisory=())
        caps = tuple(_cap(own, corpus.roster(unit.id), clause, rule, at) for at in range(len(rule.at_most)))
        return UnitReached(unit.id, unit.name, caps, granted) if any(caps) else None
    assert isinstance(rule, AttendanceRule | HoursRule | RecallRule | DutyRule)
    return UnitReached(unit.id, unit.name, (), False) if _may_be_home(law, corpus.roster(unit.id)) else None


def _may_be_home(law: Law, roster: Roster) -> bool:
    """Tell whether some day of some binding share lets anybody of a unit work from home."""
    shares = (
        window.period
        for circular in law.binding
        for clause in circular.clauses
        if isinstance(clause.rule, ShareRule)
        for window in clause.rule.at_most
    )
    return any(found.at_most > 0 for period in shares for found in _samples(law, roster, period))


def _cap(law: Law, roster: Roster, clause: Clause, rule: ShareRule, at: int) -> Cap | None:
    """Give what one value of a share comes to for a unit, over the days on which it is the one that holds."""
    window = rule.at_most[at]
    found = [
        entry
        for entry in _samples(law, roster, window.period)
        if entry.clause == clause and entry.reference is window.value.reference
    ]
    if not found:
        return None
    numbers, counts = [entry.at_most for entry in found], [entry.headcount for entry in found]
    return Cap((min(numbers), max(numbers)), (min(counts), max(counts)))


def _samples(law: Law, roster: Roster, period: Period) -> Iterator[Allowance]:
    """Apply the law on the working days after each change of staff, dispensation or window within a period."""
    for day in _changes(law, roster, period):
        yield allowance(law, roster, day)


def _changes(law: Law, roster: Roster, period: Period) -> Iterator[datetime.date]:
    last = period.start.fromordinal(min(period.last.toordinal(), period.start.toordinal() + _AHEAD))
    periods = [member.period for member in roster.unit.employees]
    periods += [entry.period for entry in law.dispensations if entry.unit == roster.unit.id]
    for circular in law.binding:
        for clause in circular.clauses:
            periods += [circular.in_force, clause.period]
            if isinstance(clause.rule, ShareRule):
                periods += [window.period for window in clause.rule.at_most]
    turns = {period.start}
    for each in periods:
        turns.add(each.start)
        if each.end is not None and each.end <= last:
            turns.add(each.end.fromordinal(each.end.toordinal() + 1))
    inside = sorted(turn for turn in turns if period.start <= turn <= last)
    for at, turn in enumerate(inside):
        end = inside[at + 1] if at + 1 < len(inside) else last.fromordinal(last.toordinal() + 1)
        day = next((each for each in days(turn, end) if each < end and law.workdays.is_worked(each)), None)
        if day is not None:
            yield day
