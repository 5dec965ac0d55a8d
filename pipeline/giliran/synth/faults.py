"""Faults planted on purpose, for trying out what finds them: exactly so many, all over the province, and all told.

No two faults stand in one file, and none leans on another, so that each can be found by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import cycle, zip_longest
from typing import TYPE_CHECKING, TypeAlias

from giliran.diagnostics import OperatorError
from giliran.grammar import schedule_path
from giliran.synth.chance import Chance
from giliran.synth.slips import NOBODY, SLIPS, Draft, Slipping, no_such_date
from giliran.synth.texts import month_text, schedule_text, unit_text
from giliran.timeline import Period
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from giliran.limits import Allowance
    from giliran.model import Schedule, Unit
    from giliran.synth.ground import Ground
    from giliran.synth.staffing import Filled


@dataclass(frozen=True, slots=True)
class Lot:
    """What is known of a unit before it is made: the months it may write, whether it is excluded, whence people come."""

    unit: str
    months: tuple[str, ...]
    excluded: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A unit as it was made, with nothing wrong yet."""

    filled: Filled
    schedules: tuple[Schedule, ...]
    allowed: dict[date, Allowance]
    granted: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A fault that was planted: what must be said, about which file, and about which day where it is one day's."""

    code: str
    path: str
    unit: str
    date: str | None = None


Files = dict[str, str]
Spoiling: TypeAlias = "Callable[[Lot, Made, Chance], tuple[Files, Told] | None]"
"""A fault of a unit as a whole: files to be replaced or added."""


def excluded(lot: Lot, made: Made, _chance: Chance) -> tuple[Files, Told] | None:
    """Let a unit that stays at the office have a schedule."""
    for day, found in () if made.schedules else made.allowed.items():
        if found.standing == "excluded" and found.people:
            path = schedule_path(lot.unit, day.isoformat()[:7])
            text = month_text([(day.isoformat(), found.people[:1])])
            return {path: text}, Told("LW002", path, lot.unit, day.isoformat())
    return None


def moved_early(lot: Lot, made: Made, _chance: Chance) -> tuple[Files, Told] | None:
    """Let somebody be here a day before leaving there."""
    for move in made.filled.arrived[:1]:
        first = move.first - timedelta(days=1)
        text, unit = _with_arrival(made, move.code, period=Period(first))
        path = max(unit.path, f"units/{lot.sources[0]}.yaml")  # told in the file that comes later
        return {unit.path: text}, Told("UN003", path, path[len("units/") : -len(".yaml")], first.isoformat())
    return None


def renamed(lot: Lot, made: Made, _chance: Chance) -> tuple[Files, Told] | None:
    """Spell the name of somebody who came from another unit otherwise."""
    for move in made.filled.arrived[:1]:
        text, unit = _with_arrival(made, move.code, name=f"{move.name} Baru")
        path = max(unit.path, f"units/{lot.sources[0]}.yaml")
        return {unit.path: text}, Told("UN005", path, path[len("units/") : -len(".yaml")])
    return None


def _with_arrival(made: Made, code: str, **changes: object) -> tuple[str, Unit]:
    unit = made.filled.unit
    employees = (replace(each, **changes) if each.id == code else each for each in unit.employees)  # type: ignore[arg-type]  # the changes are fields of this class
    return unit_text(replace(unit, employees=tuple(employees))), unit


def headless(lot: Lot, made: Made, chance: Chance) -> tuple[Files, Told] | None:
    """Name a supervisor whom nobody knows."""
    unit = made.filled.unit
    if any(schedule.recalls for schedule in made.schedules):
        return None
    text = unit_text(replace(unit, supervisor=NOBODY.format(chance.below(9000) + 1000)))
    return {unit.path: text}, Told("RF001", unit.path, lot.unit)


def homeless(lot: Lot, made: Made, _chance: Chance) -> tuple[Files, Told] | None:
    """Leave a schedule behind of a unit that is no more."""
    for day in list(made.allowed)[:1]:
        path = schedule_path(f"{lot.unit}-lama", day.isoformat()[:7])
        return {path: month_text([(day.isoformat(), ())])}, Told("SC001", path, f"{lot.unit}-lama")
    return None


def unapproved(lot: Lot, made: Made, _chance: Chance) -> tuple[Files, Told]:
    """State facts of the unit's own that nobody answers for; there is always room for this."""
    unit = made.filled.unit
    return {unit.path: unit_text(replace(unit, own_facts=unit.facts, override=None))}, Told(
        "UN001", unit.path, lot.unit
    )


SPOILINGS: tuple[Spoiling, ...] = (excluded, moved_early, unapproved, renamed, headless, homeless)


class Planting:
    """Chooses beforehand where faults go, plants them as units are made, and keeps account."""

    def __init__(self, wanted: int, lots: tuple[Lot, ...], ground: Ground, seed: int) -> None:
        self.told: list[Told] = []
        self._lots = lots
        self._ground = ground
        self._seed = seed
        self._stranger: str | None = None
        self._spoilings: dict[int, Spoiling] = {}
        self._slips: dict[int, dict[str, Slipping]] = {}
        if wanted:
            self._choose(wanted)

    def _choose(self, wanted: int) -> None:
        chance = Chance("faults", self._seed)
        lots = tuple(enumerate(self._lots))
        months = iter(chance.shuffled((at, month) for at, lot in lots for month in lot.months))
        receiving = iter(chance.shuffled(at for at, lot in lots if lot.sources))
        anywhere = iter(chance.shuffled(at for at, _ in lots))
        shut = iter(chance.shuffled(at for at, lot in lots if lot.excluded))
        units: dict[Spoiling, Iterator[int]] = {excluded: shut, moved_early: receiving, renamed: receiving}
        places: list[Callable[[], bool]] = []
        for slip, spoiling in zip_longest(SLIPS, SPOILINGS):
            places.append(partial(self._place_slip, slip, months))
            if spoiling is not None:
                places.append(partial(self._place_spoiling, spoiling, units.get(spoiling, anywhere)))
        done, idle = 0, 0
        for placed in cycle(places):
            if done == wanted:
                return
            if idle == len(places):
                raise _full(wanted, done)
            done, idle = (done + 1, 0) if placed() else (done, idle + 1)

    def _place_slip(self, slip: Slipping, months: Iterator[tuple[int, str]]) -> bool:
        for at, month in months:
            if at not in self._spoilings:
                self._slips.setdefault(at, {})[month] = slip
                return True
        return False

    def _place_spoiling(self, spoiling: Spoiling, numbers: Iterator[int]) -> bool:
        for at in numbers:
            if at not in self._spoilings and at not in self._slips:
                self._spoilings[at] = spoiling
                return True
        return False

    def files(self, number: int, made: Made) -> Iterable[tuple[str, str]]:
        """Write unit ``number``, with its faults if it was chosen for some."""
        unit = made.filled.unit
        texts = {unit.path: unit_text(unit)}
        texts |= {schedule.path: schedule_text(schedule) for schedule in made.schedules}
        chance = Chance("fault", self._seed, unit.id)
        spoiling = self._spoilings.get(number)
        if spoiling is not None:
            lot = self._lots[number]
            changed, told = spoiling(lot, made, chance) or unapproved(lot, made, chance)
            texts |= changed
            self.told.append(told)
        slips = self._slips.get(number, {})
        for schedule in made.schedules:
            if schedule.month in slips:
                draft = Draft(unit, schedule, made.allowed, self._ground, chance, self._stranger, made.granted)
                order = SLIPS.index(slips[schedule.month])
                found = next(slip for kind in (*SLIPS[order:], no_such_date) if (slip := kind(draft)) is not None)
                texts[schedule.path] = found.text
                self.told.append(Told(found.code, schedule.path, unit.id, found.day))
        self._stranger = unit.employees[0].id
        return texts.items()


def _full(wanted: int, room: int) -> OperatorError:
    return OperatorError(
        Text(
            f"Di provinsi ini hanya ada tempat untuk {room} kesalahan, bukan {wanted}. Perbesar --staff.",
            f"This province has room for {room} faults only, not {wanted}. Give it more --staff.",
        )
    )
