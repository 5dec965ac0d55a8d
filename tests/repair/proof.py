"""Repairs of many small units held against brute force and the real check; ``python -m tests.repair.proof 2000`` counts."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import yaml

from giliran.check import check
from giliran.repair import mendable, repair
from giliran.repair.fixes import with_fixes
from tests.repair.brute_force import BruteForce, spread
from tests.repair.units import PATH, Case, case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.check import Outcome
    from giliran.diagnostics import Fix, Replacement
    from giliran.repair import Repair


def prove(number: int) -> Counter[str]:
    """Hold the repair of one unit against every other repair; count what was met."""
    one = case(number)
    outcome = check(one.tree, frozenset({PATH}))
    every = BruteForce(one)
    met = Counter({"units": 1, "refused": not outcome.report.clean, "hopeless": bool(every.hopeless)})
    found = repair(outcome.corpus, PATH)
    assert found is not None, number
    assert bool(found.edits) >= bool(found.days), number
    if every.hopeless:
        _mends_the_rest(one, found.result, every, number)
        return met
    if not outcome.report.clean:
        assert mendable(outcome.report) == (PATH,), number
    assert found.cells == every.cells, number
    assert check(one.with_text(found.result), frozenset({PATH})).report.clean, number
    _fixes_are_the_repair(outcome, found, number)
    after = _loads(found.result, every)
    choices = list(every.loads())
    assert _squares(after) == min(map(_squares, choices)), number
    best = min(map(spread, choices))
    assert spread(after) == best, number
    return met + Counter(
        {
            "with a choice": len(choices) > 1,
            "spread grows": spread(after) > spread(every.loads_before),
            "spread shrinks": spread(after) < spread(every.loads_before),
            "cells": found.cells,
        }
    )


def _fixes_are_the_repair(outcome: Outcome, found: Repair, number: int) -> None:
    """Take each fix alone, which mends its day, and all different ones of what the law refuses, which are the repair."""
    errors = [one for one in with_fixes(outcome.report, outcome.near).diagnostics if one.severity == "error"]
    assert all(one.fix is not None for one in errors), number
    fixes = {one.fix: one.date for one in errors if one.fix is not None}
    for fix, day in fixes.items():
        alone = _done(found.text, fix.edits)
        if day is not None:
            assert _people(alone).get(day) == _people(found.result).get(day), number
        assert _replaced(found.text, fix) == alone, number
    if any(one.code.startswith("SH") for one in errors):
        return  # the law is not asked before the shape is right, so it has not told all of its faults yet
    together = dict.fromkeys(edit for fix in fixes for edit in fix.edits)
    assert _done(found.text, together) == found.result, number


def _done(text: str, edits: Iterable[Replacement]) -> str:
    """Do edits as any program would that reads them in JSON."""
    starts = [0, *(at + 1 for at, mark in enumerate(text) if mark == "\n")]
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        start, end = (starts[at.line - 1] + at.column - 1 for at in (edit.place.start, edit.place.end))
        text = text[:start] + edit.text + text[end:]
    return text


def _replaced(text: str, fix: Fix) -> str:
    """Put the lines of a fix in the place of those that it shows, as a suggestion on a forge would."""
    lines = text.split("\n")
    assert tuple(lines[fix.line - 1 : fix.line - 1 + len(fix.before)]) == fix.before
    lines[fix.line - 1 : fix.line - 1 + len(fix.before)] = fix.after
    return "\n".join(lines)


def _people(text: str) -> dict[str, list[str]]:
    home = yaml.load(text, yaml.BaseLoader).get("wfh")  # noqa: S506 - the loader that makes texts and nothing else
    return {day: people for day, people in home.items() if people} if isinstance(home, dict) else {}


def _loads(result: str, every: BruteForce) -> dict[str, int]:
    """Count home days in the text itself, by a reader of others."""
    count = Counter(person for people in _people(result).values() for person in people)
    return {person: count[person] for person in every.eligible}


def _squares(loads: dict[str, int]) -> int:
    return sum(load * load for load in loads.values())


def _mends_the_rest(one: Case, result: str, every: BruteForce, number: int) -> None:
    """Where more people are called in than may be at home, just that is left, on those days."""
    left = [
        fault
        for fault in check(one.with_text(result), frozenset({PATH})).report.diagnostics
        if fault.severity == "error"
    ]
    assert {fault.code for fault in left} == {"SC002"}, number
    assert {fault.date for fault in left} == {*every.hopeless}, number


if __name__ == "__main__":
    total: Counter[str] = Counter()
    for at in range(int(sys.argv[1])):
        total += prove(at)
    sys.stdout.write(f"{dict(total)}\n")
