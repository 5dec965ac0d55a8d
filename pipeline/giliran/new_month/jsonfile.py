"""The contract with other programs, version 1: a field may be added, none renamed or removed.

One object: ``version``, ``month``, ``first`` (the first day on which anyone may be at home, or null), ``summary`` (units by
state), ``agencies``: ``id``, ``name``, ``admins``, ``units``: ``id``, ``name``, ``path``, ``state`` (missing, broken, incomplete,
complete), ``limits`` (``from``, ``until``, ``at_most``, ``headcount``, ``sum``), ``before`` (a month or null), ``habit``
(``pattern``, ``fits``, ``cells``, or null), ``new``, ``gone``, ``without`` (ids), ``empty`` (dates), ``command``;
``office`` and ``unjudged`` (ids of units).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.new_month.ahead import STATES
from giliran.new_month.words import command
from giliran.report.plainjson import dumped

if TYPE_CHECKING:
    from giliran.new_month.ahead import MonthAhead, UnitAhead
    from giliran.wording import Language

VERSION = 1


def written(ahead: MonthAhead, language: Language, address: str | None) -> str:  # noqa: ARG001 - all formats are called alike
    """Write one JSON object."""
    return dumped(
        {
            "version": VERSION,
            "month": ahead.month,
            "first": None if ahead.first is None else ahead.first.isoformat(),
            "summary": {state: ahead.number(state) for state in STATES},
            "agencies": [
                {
                    "id": entry.agency.id,
                    "name": entry.agency.name,
                    "admins": list(entry.agency.admins),
                    "units": [_unit(unit, ahead.month, language) for unit in entry.units],
                }
                for entry in ahead.agencies
            ],
            "office": list(ahead.office),
            "unjudged": list(ahead.unjudged),
        }
    )


def _unit(unit: UnitAhead, month: str, language: Language) -> dict[str, Any]:
    return {
        "id": unit.id,
        "name": unit.name,
        "path": unit.path,
        "state": unit.state,
        "limits": [
            {
                "from": stretch.first.isoformat(),
                "until": stretch.last.isoformat(),
                "at_most": stretch.at_most,
                "headcount": stretch.headcount,
                "sum": None if stretch.sum is None else stretch.sum.to(language),
            }
            for stretch in unit.stretches
        ],
        "before": unit.before,
        "habit": None
        if unit.habit is None
        else {"pattern": unit.habit.pattern, "fits": unit.habit.fits, "cells": unit.habit.cells},
        "new": [member.id for member in unit.new],
        "gone": [member.id for member in unit.gone],
        "without": [member.id for member in unit.without],
        "empty": [day.isoformat() for day in unit.empty],
        "command": command(unit, month),
    }
