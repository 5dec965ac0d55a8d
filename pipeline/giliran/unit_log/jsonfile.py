"""The log of a day for other programs, version 1: a field may be added, none renamed or removed.

One object: ``version``, ``audience``, ``unit``, ``date``, ``complete``, ``head``, ``changes`` (oldest first: ``commit``, ``time``,
``authors``, ``law``, ``before``, ``after``) and ``now``. A state has ``unit``, ``name``, ``readable``, ``standing``, ``at_most``, ``headcount``,
``headcount_ids``, ``clause``, ``sum``, ``dispensation`` (the name of its file), ``dispensed``, ``day_off``, ``supervisor``, ``at_home``,
``at_home_ids``, ``recalled``, ``recalled_ids`` and ``recalls`` (``employee``, ``ordered_by``, ``reason``); it is null where the unit is
not there. What ends in ``_ids`` is a list, what is named like it without is its number. For the public every list of people, author
and name of a dispensation is null, and ``dispensed`` tells true or false all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.as_known import moment
from giliran.report.plainjson import dumped

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.unit_log import Change, DayLog, DayState, Version
    from giliran.wording import Language

VERSION = 1


def written(log: DayLog, language: Language, audience: Audience) -> str:
    """Write a log as one JSON object."""
    names = audience == "internal"
    return dumped(
        {
            "version": VERSION,
            "audience": audience,
            "unit": log.unit,
            "date": log.day.isoformat(),
            "complete": log.complete,
            "head": _version(log.head, log.zone),
            "changes": [_change(change, log.zone, language, names=names) for change in log.changes],
            "now": _state(log.now, language, names=names),
        }
    )


def _version(version: Version | None, zone: str) -> dict[str, str] | None:
    return None if version is None else {"commit": version.commit, "time": moment(version.time, zone)}


def _change(change: Change, zone: str, language: Language, *, names: bool) -> dict[str, Any]:
    return {
        "commit": change.version.commit,
        "time": moment(change.version.time, zone),
        "authors": list(change.authors) if names else None,
        "law": _version(change.law, zone),
        "before": _state(change.before, language, names=names),
        "after": _state(change.after, language, names=names),
    }


def _state(state: DayState | None, language: Language, *, names: bool) -> dict[str, Any] | None:
    if state is None:
        return None
    ids = tuple(dict.fromkeys(one.employee for one in state.recalled))
    recalls = [{"employee": one.employee, "ordered_by": one.ordered_by, "reason": one.reason} for one in state.recalled]
    return {
        "unit": state.unit,
        "name": state.name,
        "readable": state.readable,
        "standing": state.standing,
        "at_most": state.at_most,
        "headcount": len(state.people),
        "headcount_ids": list(state.people) if names else None,
        "clause": state.clause,
        "sum": None if state.sum is None else state.sum.to(language),
        "dispensation": state.dispensation if names else None,
        "dispensed": state.dispensation is not None,
        "day_off": None if state.day_off is None else state.day_off.to(language),
        "supervisor": state.supervisor if names else None,
        "at_home": len(state.home),
        "at_home_ids": list(state.home) if names else None,
        "recalled": len(ids),
        "recalled_ids": list(ids) if names else None,
        "recalls": recalls if names else None,
    }
