"""The schemas that a schedule is judged by: the published ones without their words, so that units can share them.

What the law makes of a unit in a month depends on its facts and on how many of its people count, hardly ever on who they
are. So all but the ids is compiled once for each such :class:`Shape`, and a unit only puts its ids in. The verdict is
that of the published schema (:func:`giliran.schemas.binding_schema`); a property test holds them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.grammar import DRAFT
from giliran.judge import Judge
from giliran.limits import lowest
from giliran.schemas import one_of, recalls_schema, supervisors
from giliran.timeline import month_days

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.membership import Roster
    from giliran.model import Status
    from giliran.rulings import Law, Ruling
    from giliran.schemas import Schema


@dataclass(frozen=True, slots=True)
class Shape:
    """What units with the same facts and numbers have in common in one month.

    ``entries`` are schemas by ISO date, which refer to ``kinds``, the different ones among them, and these to the groups
    of people who count: a group is whoever has a status of a base on a day. ``advisory`` holds, by circular, what refuses
    more than it advises.
    """

    entries: dict[str, Schema]
    kinds: dict[str, Schema]
    groups: tuple[tuple[datetime.date, tuple[Status, ...]], ...]
    advisory: tuple[tuple[str, Judge], ...]


@dataclass(frozen=True, slots=True)
class Judges:
    """What judges the schedule of one unit and month; ``advisory`` goes by circular."""

    binding: Judge
    advisory: tuple[tuple[str, Judge], ...]


def judges(law: Law, roster: Roster, month: str, *, recalls: bool = True) -> Judges:
    """Compile what judges a schedule. Without ``recalls`` it is quicker and good for schedules that have none."""
    shape = _shape(law, roster, month)
    groups = [sorted(roster.ids(day, base)) for day, base in shape.groups]
    schema: Schema = {
        "$schema": DRAFT,
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {"wfh": {"type": "object", "additionalProperties": False, "properties": shape.entries}},
        "definitions": {**shape.kinds, **{f"people-{at}": one_of(ids) for at, ids in enumerate(groups)}},
    }
    if recalls:
        ordering = supervisors(roster.unit, month_days(month))
        named = recalls_schema(shape.entries, sorted({person for ids in groups for person in ids}), ordering)
        schema["properties"]["recalls"] = named
    return Judges(Judge(schema), shape.advisory)


def _shape(law: Law, roster: Roster, month: str) -> Shape:
    days = month_days(month)
    starts = (days[0], *roster.changes(days[0], days[-1]))
    numbers = tuple((start, *(len(roster.ids(start, base)) for base in law.bases)) for start in starts)
    letters = tuple(entry.name for entry in law.granted(roster.unit.id))
    key = ("shape", month, roster.facts, letters, numbers)
    found: Shape | None = law.memo.get(key)
    if found is None:
        found = law.memo[key] = _shaped(law, roster, month, starts)
    return found


def _shaped(law: Law, roster: Roster, month: str, starts: tuple[datetime.date, ...]) -> Shape:
    groups: dict[tuple[datetime.date, tuple[Status, ...]], int] = {}
    kinds: dict[tuple[int, int], str] = {}
    entries: dict[str, Schema] = {}
    advice: dict[str, Schema] = {}
    before: tuple[object, ...] = ()
    entry: Schema = {}
    advised: tuple[tuple[str, Schema], ...] = ()
    start = starts[0]
    for said in law.month(month, roster):
        if said.day in starts:
            start = said.day
        if said.day_off is not None or not said.binding:
            continue
        # Days under the same law, with the same people, are alike; rulings that are the same are one object.
        alike = (start, id(said.binding), id(said.advisory))
        if alike != before:
            before = alike
            at_most, ruling = _lowest(said.binding, roster, start)
            kind = at_most, groups.setdefault((start, ruling.base), len(groups))
            entry = {"$ref": f"#/definitions/{kinds.setdefault(kind, f'day-{len(kinds)}')}"}
            advised = tuple(_advised(said.advisory, roster, start, at_most)) if ruling.standing == "open" else ()
        day = said.day.isoformat()
        entries[day] = entry
        for circular, most in advised:
            advice.setdefault(circular, {})[day] = most
    return Shape(
        entries,
        {name: _kind(*kind) for kind, name in kinds.items()},
        tuple(groups),
        tuple((circular, Judge(_advisory(dated))) for circular, dated in advice.items()),
    )


def _lowest(rulings: tuple[Ruling, ...], roster: Roster, day: datetime.date) -> tuple[int, Ruling]:
    best = lowest(rulings, roster, day)
    assert best is not None  # there is at least one
    return best


def _advised(
    advisory: tuple[tuple[Ruling, ...], ...], roster: Roster, day: datetime.date, below: int
) -> Iterator[tuple[str, Schema]]:
    """Give the advisory circulars that allow less than the binding one, each with its maximum."""
    for rulings in advisory:
        number, ruling = _lowest(rulings, roster, day)
        if number < below:
            yield ruling.circular.id, {"type": "array", "maxItems": number}


def _kind(at_most: int, group: int) -> Schema:
    people = {"$ref": f"#/definitions/people-{group}"}
    return {"type": "array", "maxItems": at_most, "uniqueItems": True, "items": people}


def _advisory(entries: Schema) -> Schema:
    return {
        "$schema": DRAFT,
        "type": "object",
        "properties": {"wfh": {"type": "object", "properties": entries}},
    }
