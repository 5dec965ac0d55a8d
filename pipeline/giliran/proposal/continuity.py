"""What has become of each unit that a change touches: itself, or the new unit that has taken over its people.

A unit that is renamed is a file that goes and another that comes. So where nobody is left in a unit, a unit that did not
exist before counts as the same one if it has most of its people; a unit that existed already does not, for its own people
and schedules are not those of the unit that went.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.grammar import identify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from giliran.model import Unit
    from giliran.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Loss:
    """The people of ``before`` who are no longer there; ``since`` is the day on which the greatest share is missing."""

    lost: tuple[str, ...]
    before: int
    since: datetime.date

    @property
    def share(self) -> Fraction:
        """Give the part of the people that is lost, as a share of one."""
        return Fraction(len(self.lost), self.before)


@dataclass(frozen=True, slots=True)
class Continuity:
    """A unit before the change and what continues it after: nothing, itself, or (also) a new unit under another name."""

    before: Unit
    after: tuple[Unit, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names under which the unit may be spoken of, the old one first."""
        return tuple(dict.fromkeys((self.before.id, *(unit.id for unit in self.after))))

    def loss(self) -> Loss | None:
        """Give the greatest loss of people on any day, or ``None`` where on no day anybody is missing.

        Days are judged one by one, all there are: who is a member on a day before the change and is not after it is
        lost, wherever that person went. So a transfer is a loss for the unit, and so is an ``until`` in the future.
        """
        if self.after and self.after[0].employees == self.before.employees:
            return None
        worst: Loss | None = None
        for day in _turning_points((self.before, *self.after)):
            own = _members((self.before,), day)
            lost = own - _members(self.after, day)
            if lost and (worst is None or Fraction(len(lost), len(own)) > worst.share):
                worst = Loss(tuple(sorted(lost)), len(own), day)
        return worst


def continuities(proposal: Proposal) -> tuple[Continuity, ...]:
    """Give what has become of each unit that the change touches and that could be read, in the order of their names.

    A unit whose file cannot be read after the change is left out: the check tells of it, and nothing else is known.
    """
    units = tuple(unit for unit in touched_units(proposal) if _is_readable(proposal, unit))
    arrivals = _arrivals(proposal) if units else {}
    return tuple(_continuity(proposal, unit, arrivals) for unit in units)


def touched_units(proposal: Proposal) -> tuple[str, ...]:
    """Name the units whose own file, schedules or agency the change touches; what the law may change is not meant."""
    found: set[str] = set()
    for path in proposal.changed:
        identity = identify(path)
        kind = "" if identity is None else identity.kind
        if identity is not None and kind in {"unit", "schedule"}:
            found.add(f"{identity.names['agency']}/{identity.names['unit']}")
        elif kind == "agency":
            folder = path.rpartition("/")[0]
            of_agency = (known for known in proposal.before.entries if known.startswith(f"{folder}/") and known != path)
            found |= {known.removeprefix("units/").removesuffix(".yaml") for known in of_agency}
    return tuple(sorted(found))


def _is_readable(proposal: Proposal, unit: str) -> bool:
    path = f"units/{unit}.yaml"
    return unit in proposal.old.units and (path not in proposal.after.entries or unit in proposal.new.units)


def _continuity(proposal: Proposal, name: str, arrivals: Mapping[str, tuple[Unit, ...]]) -> Continuity:
    before, same = proposal.old.units[name], proposal.new.units.get(name)
    own = () if same is None else (same,)
    best = Continuity(before, own)
    least = best.loss()
    if least is None:
        return best
    taking_over = dict.fromkeys(unit.id for member in before.employees for unit in arrivals.get(member.id, ()))
    for unit in (proposal.new.units[name] for name in sorted(taking_over)):
        other = Continuity(before, (*own, unit))
        loss = other.loss()
        if loss is None:
            return other
        if loss.share < min(least.share, Fraction(1, 2)):
            best, least = other, loss
    return best


def _arrivals(proposal: Proposal) -> dict[str, tuple[Unit, ...]]:
    """Give the new units by the people in them, so that a whole government may be renamed in one change."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in proposal.new.units.values():
        if unit.path not in proposal.before.entries:
            for member in unit.employees:
                found[member.id] = (*found.get(member.id, ()), unit)
    return found


def _members(units: Iterable[Unit], day: datetime.date) -> frozenset[str]:
    """Give the members of the first of some units that has any on a day."""
    for unit in units:
        found = frozenset(employee.id for employee in unit.employees if day in employee.period)
        if found:
            return found
    return frozenset()


def _turning_points(units: Iterable[Unit]) -> tuple[datetime.date, ...]:
    """Give every day on which somebody is new or gone, in order; who was always there is new on the first day there is."""
    found: set[datetime.date] = set()
    for unit in units:
        for employee in unit.employees:
            found.add(employee.period.start)
            if employee.period.last != datetime.date.max:
                found.add(employee.period.last + datetime.timedelta(days=1))
    return tuple(sorted(found))
