"""Every oddity that was planted is found where it is, none is invented, and rows add up; so with people's days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from giliran.reconcile.kinds import KINDS
from tests.reconcile.invented import WIDE

if TYPE_CHECKING:
    from giliran.reconcile.reconciling import Reconciled
    from tests.reconcile.invented import Planted


def told(whole: Reconciled) -> set[tuple[str, int, str]]:
    return {
        (account.name, int(row), KINDS[odd.kind].name)
        for account in whole.accounts
        for odd in account.odd
        for row in odd.rows
    }


def test_every_oddity_is_found_and_none_invented(found: tuple[Planted, Reconciled]) -> None:
    planted, whole = found
    assert told(whole) - planted.odd == set()
    assert planted.odd - told(whole) == set()


def test_at_least_thirty_kinds_are_planted(found: tuple[Planted, Reconciled]) -> None:
    kinds = {kind for _, _, kind in found[0].odd}
    assert len(kinds) >= 30
    assert kinds == {kind.name for kind in KINDS}


def test_every_kind_of_attendance_is_found_in_rows_of_several_records_too(found: tuple[Planted, Reconciled]) -> None:
    planted, whole = found
    mine = {kind for file, _, kind in planted.odd if file in WIDE}
    elsewhere = {"malformed-code", "second-number", "no-day", "no-turn", "unknown-answer"}
    assert mine == {kind.name for kind in KINDS} - elsewhere
    beside = {
        (account.name, int(row), KINDS[odd.kind].name)
        for account in whole.accounts
        for odd in account.odd
        for row in odd.rows
        if odd.beside
    }
    assert beside == planted.beside
    assert len({kind for _, _, kind in beside}) >= 10


def test_rows_add_up(found: tuple[Planted, Reconciled]) -> None:
    planted, whole = found
    alone = planted.odd - planted.beside
    aside = {name: {row for file, row, kind in alone if file == name and not _used(kind)} for name in planted.rows}
    for account in whole.accounts:
        assert account.read == planted.rows[account.name]
        assert account.reported == len(aside[account.name])
        assert account.read == account.matched + account.reported


def test_each_day_shows_what_was_planted(found: tuple[Planted, Reconciled]) -> None:
    """Everybody who has records at all is judged, on every day: what is not planted is as it should be."""
    planted, whole = found
    given, judged = whole.given, whole.judged
    known = np.array([person in planted.ordinary for person in given.people])
    shown = {
        (given.people[who], given.days[at], each.name)
        for each in judged.findings
        if each.fault or each.name in {"at-office", "place-disputed"}
        for who, at in zip(*np.nonzero(each.found & known[:, None]), strict=True)
    }
    assert shown == planted.deviations
    faults = {name: {(who, day) for who, day, what in planted.deviations if what == name} for _, _, name in shown}
    homes = planted.homes
    complete = homes - faults["no-record-1"] - faults["no-record-2"]
    kept = homes - faults["no-report"] - faults["report-before-record"] - faults["report-late"] - faults["no-record-2"]
    after = "no-report", "report-late", "report-before-record", "report-after-record", "report-without-record"
    sums = sum(each.found.astype(int) for each in judged.findings if each.name in after)
    assert {
        (given.people[who], given.days[at]) for who, at in zip(*np.nonzero(sums * known[:, None]), strict=True)
    } == homes
    assert np.max(sums) == 1, "the sorts of reports add up to the days at home, each in one"
    for name, days in (
        ("records-complete", complete),
        ("report-after-record", kept),
        ("recall-obeyed", planted.obeyed),
    ):
        mine = next(each.found for each in judged.findings if each.name == name) & known[:, None]
        assert {(given.people[who], given.days[at]) for who, at in zip(*np.nonzero(mine), strict=True)} == days


def test_people_at_home_of_whom_the_circular_does_not_speak_are_found(found: tuple[Planted, Reconciled]) -> None:
    planted, whole = found
    given, uncounted = whole.given, whole.judged.uncounted
    assert planted.uncounted
    assert {
        (given.people[who], given.days[at]) for who, at in zip(*np.nonzero(uncounted), strict=True)
    } == planted.uncounted


def test_calls_are_counted(found: tuple[Planted, Reconciled]) -> None:
    planted, whole = found
    given, judged = whole.given, whole.judged
    counted = {
        (given.people[who], given.days[at]): (int(judged.calls[who, at]), int(judged.answered[who, at]))
        for who, at in zip(*np.nonzero(judged.calls), strict=True)
    }
    assert counted == planted.calls


def _used(name: str) -> bool:
    return next(kind.used for kind in KINDS if kind.name == name)
