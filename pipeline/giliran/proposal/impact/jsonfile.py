"""The contract with other programs, version 1: a field may be added, none renamed or removed.

One object: ``version``, ``audience``, ``parted`` (a commit or null), ``summary`` (numbers, exact whatever is left out), and

``law``: ``kind``, ``id``, ``title``, ``change`` (new, gone, changed), ``keys``, ``values`` (``from``, ``until``, ``before``, ``after``),
``periods`` (``from``, ``until``), ``moved`` (``before`` and ``after``: ``from``, ``until``; or null), ``entries`` (``key``, ``before``, ``after``,
``person``).
``agencies``: ``id``, ``name``, ``change``, ``entries``.
``units``: ``id``, ``name``, ``agency`` (its name or null), ``change``, ``formerly``, ``entries``, ``people`` (``id``, ``name``, ``kind``, ``from``, ``until``, ``before`` and
``after``: ``unit``, ``status``), ``months`` (``month``, ``change``, ``turns``), ``days`` (``date``, ``before`` and ``after``: ``use``,
``headcount``, ``at_most``, ``standing``; ``moves``: ``id``, ``name``, ``before``, ``after``). A move between units stands under both.
``turned``: ``path``, ``unit``, ``month``, ``errors_before``, ``errors_after``, ``dates``, ``codes``, ``message``.
``unreadable``: ``path``, ``before``, ``after`` (true: cannot be read on that side). ``settings``, ``wordings`` and ``beside``: paths.

``left_out`` counts the units beyond :data:`ENTRIES`. Dates are ISO, null where a period is open. For the public every ``id`` and
``name`` of a person, every value of ``entries`` of people and staff, every ``message`` and the ``id`` of a dispensation are null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.proposal.impact.bound import ENTRIES
from giliran.proposal.impact.spans import ALWAYS
from giliran.report.plainjson import dumped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.audience import Audience
    from giliran.proposal.impact.effects import (
        DayImpact,
        DayState,
        Entry,
        Impact,
        LawChange,
        Person,
        Post,
        StaffChange,
        Turned,
        UnitImpact,
    )
    from giliran.timeline import Period
    from giliran.wording import Language

VERSION = 1

Object = dict[str, Any]


def written(impact: Impact, language: Language, audience: Audience) -> str:
    """Write the impact as one JSON object."""
    writer = _Writer(language, names=audience == "internal")
    people = impact.people_of()
    units: list[Object] = []
    entries = 0
    for unit in impact.units:
        own = people.get(unit.id, ())
        entries += 1 + len(unit.entries) + len(unit.months) + len(unit.days) + len(own)
        if units and entries > ENTRIES:
            break
        units.append(writer.unit(unit, own))
    return dumped(
        {
            "version": VERSION,
            "audience": audience,
            "parted": impact.parted,
            "summary": summary(impact),
            "law": [writer.law(change) for change in impact.law],
            "agencies": [
                {"id": one.id, "name": one.name, "change": one.fate, "entries": writer.entries(one.entries)}
                for one in impact.agencies
            ],
            "units": units,
            "turned": [writer.turned(turned) for turned in impact.turned[:ENTRIES]],
            "unreadable": [
                {"path": one.path, "before": one.before, "after": one.after} for one in impact.unreadable[:ENTRIES]
            ],
            "settings": list(impact.settings),
            "wordings": list(impact.wordings[:ENTRIES]),
            "beside": list(impact.beside[:ENTRIES]),
            "left_out": {
                "units": len(impact.units) - len(units),
                "turned": max(0, len(impact.turned) - ENTRIES),
                "unreadable": max(0, len(impact.unreadable) - ENTRIES),
                "wordings": max(0, len(impact.wordings) - ENTRIES),
                "beside": max(0, len(impact.beside) - ENTRIES),
            },
        }
    )


def summary(impact: Impact) -> dict[str, int]:
    """Count everything, told or not."""
    moves = impact.moves
    return {
        "law": len(impact.law),
        "agencies": len(impact.agencies),
        "units": len(impact.units),
        "limits_changed": impact.reached,
        "joined": impact.staff("joined"),
        "left": impact.staff("left"),
        "moved": impact.staff("moved"),
        "status": impact.staff("status"),
        "to_home": sum(move.after == "home" for move in moves),
        "to_office": sum(move.before == "home" for move in moves),
        "unlawful": sum(one.after > 0 for one in impact.turned),
        "lawful_again": sum(one.before > 0 for one in impact.turned),
        "unreadable": len(impact.unreadable),
        "settings": len(impact.settings),
        "wordings": len(impact.wordings),
        "beside": len(impact.beside),
    }


class _Writer:
    def __init__(self, language: Language, *, names: bool) -> None:
        self._language = language
        self._names = names

    def law(self, change: LawChange) -> Object:
        values = [
            {
                **_period(value.period),
                "before": value.before and value.before.to(self._language),
                "after": value.after and value.after.to(self._language),
            }
            for value in change.values
        ]
        return {
            "kind": change.kind,
            "id": change.id if self._names or change.kind != "dispensation" else None,
            "title": change.title.to(self._language),
            "change": change.fate,
            "keys": list(change.keys),
            "values": values,
            "periods": [_period(period) for period in change.periods],
            "moved": None
            if change.moved is None
            else {"before": _period(change.moved[0]), "after": _period(change.moved[1])},
            "entries": [
                {"key": one.key, "before": one.before, "after": one.after, "person": None} for one in change.entries
            ],
        }

    def entries(self, entries: Iterable[Entry]) -> list[Object]:
        return [
            {
                "key": entry.key,
                "before": entry.before if self._names else None,
                "after": entry.after if self._names else None,
                "person": None if entry.person is None else self._person(entry.person),
            }
            for entry in entries
        ]

    def unit(self, unit: UnitImpact, people: tuple[StaffChange, ...]) -> Object:
        return {
            "id": unit.id,
            "name": unit.name,
            "agency": unit.agency,
            "change": unit.fate,
            "formerly": unit.formerly,
            "entries": self.entries(unit.entries),
            "people": [
                {
                    **self._person(change.person),
                    "kind": change.kind,
                    **_period(change.period),
                    "before": _post(change.before),
                    "after": _post(change.after),
                }
                for change in people
            ],
            "months": [{"month": one.month, "change": one.fate, "turns": one.turns} for one in unit.months],
            "days": [self._day(day) for day in unit.days],
        }

    def _day(self, day: DayImpact) -> Object:
        moves = [{**self._person(move.person), "before": move.before, "after": move.after} for move in day.moves]
        return {
            "date": day.day.isoformat(),
            "before": _state(day.before),
            "after": _state(day.after),
            "moves": moves,
        }

    def turned(self, turned: Turned) -> Object:
        return {
            "path": turned.path,
            "unit": turned.unit,
            "month": turned.month,
            "errors_before": turned.before,
            "errors_after": turned.after,
            "dates": list(turned.days),
            "codes": list(turned.codes),
            "message": turned.reason.to(self._language) if self._names else None,
        }

    def _person(self, person: Person) -> Object:
        return {"id": person.id, "name": person.name} if self._names else {"id": None, "name": None}


def _period(period: Period) -> Object:
    return {
        "from": None if period.start == ALWAYS else period.start.isoformat(),
        "until": None if period.end is None else period.end.isoformat(),
    }


def _post(post: Post | None) -> Object | None:
    return None if post is None else {"unit": post.unit, "status": post.status}


def _state(state: DayState) -> Object:
    return {
        "use": state.use,
        "headcount": state.headcount,
        "at_most": state.at_most,
        "standing": state.standing,
    }
