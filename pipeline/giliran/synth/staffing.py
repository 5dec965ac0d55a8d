"""Who is in which unit from when until when: people on the first day, those who come and go, and who heads the unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

from giliran.corpus.values import ALWAYS
from giliran.model import Employee, Override, Unit
from giliran.synth.agencies import LARGEST
from giliran.synth.chance import Chance
from giliran.synth.roles import PROFILES
from giliran.timeline import Period, Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.model import Status
    from giliran.synth.agencies import AgencyPlan, UnitPlan
    from giliran.synth.ground import Facts, Ground
    from giliran.synth.people import Register

JOINING, LEAVING, MOVING = 9, 9, 7
"""People in a thousand who come, who go, and who are transferred within the period."""

PREDECESSOR, ACTING = 30, 25
"""Units in a thousand whose head changes within the period, and whose head is stood in for during a week or so."""

SERVING, UNLIKE = 350, 8
"""Units in a thousand whose facts are reviewed and differ: offices of agencies that serve, units of agencies that do not."""

DAY_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Move:
    """A transfer: the last day in unit number ``source`` is the one before ``first``, the first in ``target``."""

    code: str
    name: str
    source: int
    target: int
    first: date


@dataclass(frozen=True, slots=True)
class Filled:
    """A unit with its people, and who came to it by transfer."""

    unit: Unit
    arrived: tuple[Move, ...]


class Staffing:
    """Fills units one after the other; transfers are agreed on before the first is filled."""

    def __init__(self, agencies: Sequence[AgencyPlan], ground: Ground, register: Register, seed: int) -> None:
        self._ground = ground
        self._register = register
        self._seed = seed
        self._starts = tuple(_starts(ground.days))
        self._going: dict[int, list[Move]] = {}
        self._coming: dict[int, list[Move]] = {}
        sizes = [plan.size for agency in agencies for plan in agency.units]
        for move in self._moves(sizes):
            self._going.setdefault(move.source, []).append(move)
            self._coming.setdefault(move.target, []).append(move)

    def _moves(self, sizes: list[int]) -> Iterator[Move]:
        chance = Chance("moves", self._seed)
        if not self._starts or len(sizes) < 2:
            return
        gone, come = Counter[int](), Counter[int]()
        for _ in range(sum(sizes) * MOVING // 1000):
            source, target = chance.below(len(sizes)), chance.below(len(sizes))
            room = sizes[source] >= 6 and gone[source] < 2 and sizes[target] + come[target] < LARGEST
            if source == target or not room:
                continue
            gone[source] += 1
            come[target] += 1
            yield Move(self._register.code(), self._register.name(), source, target, chance.pick(self._starts))

    def filled(self, number: int, agency: AgencyPlan, plan: UnitPlan, facts: Facts) -> Filled:
        """Fill unit ``number`` of all; ``facts`` are its agency's."""
        name = f"{agency.key}/{plan.slug}"
        chance = Chance("unit", self._seed, name)
        going, arrived = self._going.get(number, []), tuple(self.coming(number))
        employees = self._own(plan, going, {move.name for move in (*going, *arrived)}, chance)
        others: tuple[Window[str], ...] = ()
        head = employees[0].id
        if self._starts and len(employees) >= 4 and employees[1].status == "pns" and employees[1].period == ALWAYS:
            event, day = chance.below(1000), chance.pick(self._starts)
            if event < PREDECESSOR:
                before = Period(ALWAYS.start, day - DAY_BEFORE)
                others, head = (Window(before, head),), employees[1].id
                employees[0] = replace(employees[0], period=before)
                employees[1] = replace(employees[1], role="head")
            elif event < PREDECESSOR + ACTING:
                last = day + timedelta(days=chance.pick((2, 4, 11)))
                others = (Window(Period(day, last), employees[1].id),)
        roles = PROFILES[plan.profile].asn
        employees += [Employee(each.code, each.name, "pns", Period(each.first), roles[0]) for each in arrived]
        own, override = self.reviewed(agency, plan, facts)
        unit = Unit(
            id=name,
            path=f"units/{name}.yaml",
            name=plan.name,
            kind=plan.kind,
            facts={**facts, **own},
            employees=tuple(map(self._attested, employees)),
            supervisor=head,
            override=override,
            own_facts=own,
            other_supervisors=others,
        )
        return Filled(unit, arrived)

    def _attested(self, employee: Employee) -> Employee:
        """Let a civil servant attest the domicile, where the law asks for it, when it begins to or on their first day."""
        asked = self._ground.attested
        if asked is None or employee.status == "pjlp":
            return employee
        return replace(employee, domicile_attested=max(asked, employee.period.start))

    def _own(self, plan: UnitPlan, going: list[Move], taken: set[str], chance: Chance) -> list[Employee]:
        """Give the people that are counted here: the head, the other people, and those who will be transferred."""
        profile = PROFILES[plan.profile]
        statuses = profile.statuses
        roles: dict[Status, Iterator[str]] = {
            "pns": cycle(profile.asn),
            "pppk": cycle(reversed(profile.asn)),
            "pjlp": cycle(profile.pjlp),
        }
        drawn: list[Status] = [chance.draw(statuses) for _ in range(plan.size - 1 - len(going))]
        found: list[Employee] = []
        for status in ("pns", *sorted(drawn, key=("pns", "pppk", "pjlp").index)):
            name = self._register.name(taken)
            taken.add(name)
            role = next(roles[status]) if found else "head"
            period = self._stay(chance) if len(found) > 1 else ALWAYS
            found.append(Employee(self._register.code(), name, status, period, role))
        moved = (
            Employee(each.code, each.name, "pns", Period(ALWAYS.start, each.first - DAY_BEFORE), next(roles["pns"]))
            for each in going
        )
        return [*found, *moved]

    def _stay(self, chance: Chance) -> Period:
        event = chance.below(1000)
        if event >= JOINING + LEAVING or not self._starts:
            return ALWAYS
        day = chance.pick(self._starts)
        return Period(day) if event < JOINING else Period(ALWAYS.start, day - DAY_BEFORE)

    def coming(self, number: int) -> Sequence[Move]:
        """Give the transfers to a unit."""
        return self._coming.get(number, ())

    def reviewed(self, agency: AgencyPlan, plan: UnitPlan, facts: Facts) -> tuple[Facts, Override | None]:
        """Give the facts of a unit that differ from its agency's, where somebody looked at it and wrote a letter."""
        chance = Chance("facts", self._seed, agency.key, plan.slug)
        serving = agency.work in {"counter", "field"}
        unlike = plan.office if serving else not plan.office
        if not unlike or not chance.hits(SERVING if serving else UNLIKE):
            return {}, None
        if serving:
            reviewed = self._ground.facts("desk", agency.sector, agency.location)
            reason = "hanya mengurus administrasi lewat aplikasi dan tidak melayani warga"
        else:
            reviewed = self._ground.facts("counter", agency.sector, agency.location)
            reason = "melayani warga secara langsung di loket setiap hari kerja"
        own = {name: value for name, value in reviewed.items() if facts.get(name) != value}
        letter = f"Nota Dinas {chance.below(2400) + 100}/{chance.pick(('KG', 'KU', 'PR', 'UD', 'HM'))}.{chance.below(9) + 1:02} (rekaan)"
        return own, Override(reason, f"Kepala {agency.name}", letter) if own else None


def _starts(worked: Sequence[date]) -> Iterator[date]:
    """Give the days on which people begin somewhere: the first of a month most of all, otherwise a Monday."""
    for before, day in pairwise(worked):
        first = day.replace(day=1)
        if before < first:
            yield from (first,) * 4
        elif day.isocalendar().week != before.isocalendar().week:
            yield day
