"""Limits to plain JSON Schema: one for each unit and month, with literal numbers, dates and ids.

JSON Schema cannot say "50 % of a headcount given elsewhere". So the arithmetic is done here once, and any standard
validator, an editor, a browser and CI give the same verdict from the same file. Only keywords common to draft-07 and
2020-12 are used. What a constraint rests on stands in ``title`` and ``description`` for people and, as JSON, in
``$comment`` for programs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from giliran.grammar import DRAFT
from giliran.grammar import schema as grammar_schema
from giliran.limits import DayLimits
from giliran.timeline import month_days
from giliran.wording import Text, month_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from giliran.limits import Allowance
    from giliran.membership import Roster
    from giliran.model import Employee, Unit
    from giliran.rulings import Law

Schema = dict[str, Any]


@dataclass(frozen=True)
class MonthLimits:
    """What the law allows one unit on every day of a month, in the order of the days."""

    unit: str
    name: str
    month: str
    supervisors: tuple[str, ...]
    staff: tuple[Employee, ...]
    days: Mapping[datetime.date, Allowance]

    @cached_property
    def open_days(self) -> tuple[Allowance, ...]:
        """Give the working days of the window: those on which an entry may stand, an excluded unit's included."""
        return tuple(found for found in self.days.values() if found.standing in {"open", "excluded"})

    def advisers(self) -> tuple[str, ...]:
        """Give the advisory circulars that allow less than the binding one on some day."""
        found = (advice.circular.id for day in self.open_days for advice in day.advice if advice.circular is not None)
        return tuple(dict.fromkeys(found))


def month_limits(law: Law, roster: Roster, month: str) -> MonthLimits:
    """Apply the law to a unit for every day of a month written ``2023-09``."""
    unit = roster.unit
    days = month_days(month)
    ordering, allowed = supervisors(unit, days), DayLimits(law, roster, days)
    return MonthLimits(unit.id, unit.name, month, ordering, unit.employees, allowed)


def supervisors(unit: Unit, days: Iterable[datetime.date]) -> tuple[str, ...]:
    """Give everyone who is the direct superior of a unit on some of the days, in the order of the days."""
    if not unit.other_supervisors:
        return () if unit.supervisor is None else (unit.supervisor,)
    named = (unit.supervisor_on(day) for day in days)
    return tuple(dict.fromkeys(person for person in named if person is not None))


def binding_schema(limits: MonthLimits, *, people: bool = True) -> Schema:
    """Compile the schema that decides.

    Without people it knows dates and numbers but no ids and no letters, for readers who may not see them.
    """
    sets: dict[tuple[str, ...], str] = {}
    known = sets if people else None
    entries = {found.day.isoformat(): _day(found, found.at_most, known, letters=people) for found in limits.open_days}
    schema: Schema = {
        "$schema": DRAFT,
        **_heading(limits),
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {
            "wfh": {**_home_heading(limits), "type": "object", "additionalProperties": False, "properties": entries},
            "recalls": _recalls(limits) if people else {"type": "array"},
        },
    }
    if sets:
        schema["definitions"] = {name: who(ids, limits.staff) for ids, name in sets.items()}
    return schema


def advisory_schema(limits: MonthLimits, circular: str, *, letters: bool = True) -> Schema:
    """Compile what one advisory circular would refuse: only its maxima, on the days where they are lower."""
    entries: Schema = {}
    for found in limits.open_days:
        for advice in found.advice:
            if advice.circular is not None and advice.circular.id == circular:
                entries[found.day.isoformat()] = _day(advice, advice.at_most, None, letters=letters)
    return {
        "$schema": DRAFT,
        **_heading(limits),
        "type": "object",
        "properties": {"wfh": {"type": "object", "properties": entries}},
    }


def _day(found: Allowance, at_most: int, people: dict[tuple[str, ...], str] | None, *, letters: bool) -> Schema:
    title, description = caption(found), reason(found, letter=letters)
    day: Schema = {
        "title": f"{title.id} · {title.en}",
        "description": f"{description.id} · {description.en}",
        "$comment": json.dumps(origin(found, letter=letters), ensure_ascii=False, sort_keys=True),
        "type": "array",
        "maxItems": at_most,
    }
    if people is not None:
        day["uniqueItems"] = True
        day["items"] = _member(tuple(sorted(found.people)), people)
    return day


def _member(ids: tuple[str, ...], people: dict[tuple[str, ...], str]) -> Schema:
    if not ids:
        return {"not": {}}
    return {"$ref": f"#/definitions/{people.setdefault(ids, f'people-{len(people) + 1}')}"}


def _recalls(limits: MonthLimits) -> Schema:
    dates = [found.day.isoformat() for found in limits.open_days]
    ids = sorted({person for found in limits.open_days for person in found.people})
    schema = recalls_schema(dates, ids, limits.supervisors)
    for field, people in (("employee", ids), ("ordered-by", limits.supervisors)):
        schema["items"]["properties"][field] = who(people, limits.staff)
    return schema


def recalls_schema(dates: Iterable[str], ids: Iterable[str], ordering: Iterable[str]) -> Schema:
    """Compile what recalls may name: days, people, and who may order one."""
    own = {
        "date": one_of(dates),
        "employee": one_of(ids),
        "ordered-by": one_of(ordering),
        "reason": grammar_schema("schedule")["definitions"]["name"],
    }
    item = {"type": "object", "additionalProperties": False, "required": list(own), "properties": own}
    return {"type": "array", "uniqueItems": True, "items": item}


def one_of(values: Iterable[str]) -> Schema:
    """Compile a choice among texts; among none, nothing is right."""
    allowed = list(values)
    return {"type": "string", "enum": allowed} if allowed else {"not": {}}


def who(ids: Iterable[str], staff: Iterable[Employee]) -> Schema:
    """Compile a choice among people, so that an editor tells whose code it is.

    What a choice offers is described as a whole, and what stands there by whichever ``if`` is right about it: an ``if``
    whose ``then`` allows everything annotates and never refuses.
    """
    schema = one_of(ids)
    known = {employee.id: employee for employee in staff}
    named = [known[person] for person in schema.get("enum", ()) if person in known]
    if named:
        schema["description"] = "\n".join(f"{employee.id} {employee.name}" for employee in named)
        told = [{"const": one.id, "title": one.name, "description": one.status.upper()} for one in named]
        schema |= {"if": {"anyOf": told}, "then": True}
    return schema


def _heading(limits: MonthLimits) -> Schema:
    first = next(iter(limits.days))
    name = month_name(first)
    return {
        "title": f"Jadwal {limits.name}, {name.id} · Schedule of {limits.name}, {name.en}",
        "description": "Disusun otomatis dari aturan dan daftar pegawai; jangan diubah dengan tangan. · "
        "Compiled from the law and the staff list; not to be edited by hand.",
    }


def _home_heading(limits: MonthLimits) -> Schema:
    closed = [
        f"{found.day.isoformat()} ({found.day_off.id})"
        for found in limits.days.values()
        if found.day_off is not None and found.day.weekday() not in {5, 6}
    ]
    schema = {"title": "Siapa yang bekerja dari rumah, per hari kerja · Who works from home, by working day"}
    if closed:
        schema["description"] = f"Libur · Days off: {', '.join(closed)}"
    return schema


def caption(found: Allowance) -> Text:
    """Say in a few words what a day allows: ``2023-09-04: paling banyak 5 dari 7``."""
    day = found.day.isoformat()
    if found.standing == "excluded":
        return Text(f"{day}: semua bekerja di kantor", f"{day}: everyone works at the office")
    return Text(
        f"{day}: paling banyak {found.at_most} dari {found.headcount} di rumah",
        f"{day}: at most {found.at_most} of {found.headcount} at home",
    )


def reason(found: Allowance, *, letter: bool = True) -> Text:
    """Say what a day's limit rests on: the sum, the clause, and the letter of a dispensation where it may be told."""
    if found.clause is None or found.circular is None:
        return Text("Tidak ada aturan yang mengizinkan.", "No rule permits it.")
    source = f"({found.circular.short})"
    clause = Text(f"{found.clause.title.id} {source}", f"{found.clause.title.en} {source}")
    total = found.sum
    words = clause if total is None else Text(f"{total.id}. {clause.id}", f"{total.en}. {clause.en}")
    if found.dispensation is None:
        return words
    if not letter:
        return words + Text("; dengan dispensasi", "; by dispensation")
    return words + Text(f"; dispensasi {found.dispensation.letter}", f"; dispensation {found.dispensation.letter}")


def origin(found: Allowance, *, letter: bool = True) -> dict[str, object]:
    """Give what a limit rests on as plain data, for programs.

    A dispensation is told by the name of its file, or, without ``letter``, as true: names tell reasons too.
    """
    granted = found.dispensation
    return {
        "clause": None if found.clause is None else found.clause.id,
        "headcount": found.headcount,
        "at-most": found.at_most,
        "sum": None if found.sum is None else found.sum.en,
        "dispensation": None if granted is None else granted.name if letter else True,
    }
