"""The invented people: who they are, in which unit, with which status and on which days.

Everybody is drawn from the unit's path and a running number and from nothing else. So a unit added to the table leaves
all other units as they were, unless it happens upon the same name or code first. A code says nothing about its bearer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, cycle

from faker import Faker

from giliran.corpus.values import ALWAYS
from giliran.model import STATUSES, Employee, Status
from giliran.synth.chance import number
from giliran.synth.people import LETTERS
from giliran.timeline import Period
from tables import Change, TableError, Tables, Transfer, Unit

ATTESTED = date(2023, 8, 25)
"""When the civil servants of units with turns attested their domicile: the Friday before SE MenPANRB 17/2023 begins."""

Rosters = Mapping[str, tuple[Employee, ...]]


class Register:
    """Hands out codes and names, and never the same one twice."""

    def __init__(self, avoid: frozenset[str]) -> None:
        self._faker = Faker("id_ID")
        self._avoid = avoid
        self._codes: set[str] = set()
        self._names: set[str] = set()

    def code(self, *seed: object) -> str:
        """Two letters and three digits."""
        for attempt in count():
            drawn = number("code", *seed, attempt)
            letters = LETTERS[drawn % 23] + LETTERS[drawn // 23 % 23]
            code = f"{letters}{drawn // 529 % 900 + 100}"
            if code not in self._codes:
                self._codes.add(code)
                return code
        raise AssertionError("unreachable")

    def name(self, *seed: object) -> str:
        """Two words, or three in two cases out of five; no titles."""
        self._faker.seed_instance(number("name", *seed))
        while True:
            woman = self._faker.random_int(0, 1) == 1
            given = self._faker.first_name_female if woman else self._faker.first_name_male
            family = self._faker.last_name_female if woman else self._faker.last_name_male
            words = [given() for _ in range(2 if self._faker.random_int(1, 5) <= 2 else 1)] + [family()]
            name = " ".join(words)
            plain = all(word.isascii() and word.isalpha() and word not in self._avoid for word in words)
            if plain and len(set(words)) == len(words) and name not in self._names:
                self._names.add(name)
                return name


def build(tables: Tables) -> Rosters:
    """Everybody in every unit, the head first, then as in STATUSES, then who came later."""
    register = Register(tables.avoid)
    units = {unit.path: unit for unit in tables.units}
    rosters = {unit.path: list(_first_day(unit, register)) for unit in tables.units}
    for place, change in enumerate(tables.changes):
        if change.first is not None:
            rosters[change.unit].append(_joiner(units[change.unit], change, place, register))
        else:
            at = _pick(rosters[change.unit], change.status, change.unit)
            rosters[change.unit][at] = replace(rosters[change.unit][at], period=Period(ALWAYS.start, change.last))
    for transfer in tables.transfers:
        _move(rosters, units[transfer.target], transfer)
    return {path: tuple(roster) for path, roster in rosters.items()}


def _first_day(unit: Unit, register: Register) -> Iterator[Employee]:
    asn, pjlp = unit.roles.asn, unit.roles.pjlp
    roles: dict[Status, Iterator[str]] = {"pns": cycle(asn), "pppk": cycle(reversed(asn)), "pjlp": cycle(pjlp)}
    for status, size in zip(STATUSES, unit.sizes, strict=True):
        for place in range(size):
            head = status == "pns" and place == 0
            seed = (unit.path, status, place)
            role = "head" if head else next(roles[status])
            attested = None if status == "pjlp" or unit.plan is None else ATTESTED
            yield Employee(register.code(*seed), register.name(*seed), status, ALWAYS, role, attested)


def _joiner(unit: Unit, change: Change, place: int, register: Register) -> Employee:
    assert change.first is not None
    roles = unit.roles.pjlp if change.status == "pjlp" else unit.roles.asn
    seed = (unit.path, "joiner", place)
    attested = None if change.status == "pjlp" or unit.plan is None else max(change.first, ATTESTED)
    return Employee(register.code(*seed), register.name(*seed), change.status, Period(change.first), roles[0], attested)


def _pick(roster: list[Employee], status: str, unit: str) -> int:
    """The last of a status who is there throughout, never the head."""
    for at in range(len(roster) - 1, 0, -1):
        member = roster[at]
        if member.status == status and member.period == ALWAYS:
            return at
    raise TableError(f"{unit}: nobody of status {status} is left to go")


def _move(rosters: dict[str, list[Employee]], target: Unit, transfer: Transfer) -> None:
    source = rosters[transfer.source]
    at = _pick(source, "pns", transfer.source)
    attested = None if target.plan is None else ATTESTED
    moved = replace(source[at], role=target.roles.asn[0], period=Period(transfer.first), domicile_attested=attested)
    source[at] = replace(source[at], period=Period(ALWAYS.start, transfer.first - timedelta(days=1)))
    rosters[target.path].append(moved)
