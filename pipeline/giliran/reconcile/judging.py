"""What each person's day shows, clause by clause: records in their windows, a report after the last, coming in when called.

A day on which no export has any attendance record at all is not judged: it is the export that is silent, not the people.
Practice, such as calls, is counted and never a fault. Where and how long somebody worked is another matter than a record
in its window (reading ``record-or-lateness``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from giliran.compliance import no_record
from giliran.reconcile.records import ANSWERED, AT_HOME, AT_OFFICE
from giliran.reconcile.times import DAY, day_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from giliran.reconcile.asked import Part
    from giliran.reconcile.ground import Ground
    from giliran.reconcile.joining import Matched
    from giliran.reconcile.mapping import ExportKind

    Days = NDArray[np.bool_]

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Finding:
    """What may be found about people's days: a mask of people by days, and those days it could have been found on.

    ``clause`` names the part of :class:`~giliran.reconcile.asked.Asked` that it rests on, ``None`` for practice, and
    ``window`` the one of its windows that it is about; ``fault`` tells that the clause is not kept.
    """

    name: str
    clause: Part | None
    fault: bool
    found: Days
    base: Days
    window: int | None = None


@dataclass(frozen=True)
class Judged:
    """Everything that is found. ``silent`` are working days without any attendance record; ``kinds`` what was exported."""

    findings: tuple[Finding, ...]
    silent: tuple[int, ...]
    kinds: tuple[ExportKind, ...]
    calls: NDArray[np.int32]
    answered: NDArray[np.int32]


def judged(given: Ground, found: dict[ExportKind, Matched]) -> Judged:
    """Judge the period by what was matched."""
    shape = given.turn.shape
    none = np.zeros(shape, np.int32)
    if "attendance" not in found:
        return Judged((*_reports(given, found, None, np.ones(shape[1], bool)),), (), tuple(found), *_calls(found, none))
    records = found["attendance"]
    heard = np.zeros(shape[1], bool)
    heard[np.unique(records.at)] = True
    silent = tuple(int(at) for at in np.flatnonzero(given.worked & ~heard))
    last = np.full(shape, _NEVER)
    findings = [
        *_records(given, records, heard, last),
        *_reports(given, found, last, heard),
        *_places(given, records, heard),
    ]
    return Judged(tuple(findings), silent, tuple(found), *_calls(found, none))


def _records(given: Ground, records: Matched, heard: Days, last: NDArray[np.int64]) -> list[Finding]:
    """Judge the windows, all of a day and each; ``last`` is filled with that of the record which reports come after."""
    asked = _of_law(given, [len(law.windows) for law in given.laws])
    after = _of_law(given, [law.after + 1 for law in given.laws]) - 1
    base = given.homes & heard & (asked > 0)
    most = int(asked.max(initial=0))
    kept = np.ones(given.turn.shape, bool)
    findings = []
    for window in range(most):
        mine = np.isin(records.stretch, list(given.stretches.within(window)))
        there = np.zeros(given.turn.shape, bool)
        who, when = records.records.person[mine], records.at[mine]
        there[who, when] = True
        ends = after[who, when] == window
        last[who[ends], when[ends]] = records.records.seconds[mine][ends]
        wanted = base & (asked > window)
        findings.append(Finding(no_record(window), "attendance", True, wanted & ~there, wanted, window))
        kept &= there | ~wanted
    return [Finding("records-complete", "attendance", False, base & kept, base), *findings]


def _of_law(given: Ground, numbers: Sequence[int]) -> NDArray[np.int16]:
    """Give for each person's day the number that its law has among ``numbers``, 0 where there is no law."""
    return np.array([*numbers, 0], np.int16)[given.law_of]


def _reports(
    given: Ground, found: dict[ExportKind, Matched], last: NDArray[np.int64] | None, heard: Days
) -> list[Finding]:
    """Judge reports: one that comes after the last record of the day, on that day."""
    if "report" not in found:
        return []
    reports = found["report"]
    who, when, sent = reports.records.person, reports.at, reports.records.seconds
    shape = given.turn.shape
    latest = np.full(shape, -1, np.int64)
    starts = (day_number(given.period.start) + np.arange(shape[1])) * DAY
    same = sent < starts[when] + DAY
    np.maximum.at(latest, (who[same], when[same]), sent[same])
    any_report = np.zeros(shape, bool)
    any_report[who, when] = True
    said = np.zeros(shape[1], bool)
    said[np.unique(when)] = True
    base = given.homes & said & _has(given, "report")
    findings = [
        Finding("no-report", "report", True, base & ~any_report, base),
        Finding("report-late", "report", True, base & any_report & (latest < 0), base),
    ]
    if last is not None:
        known = base & heard & (last != _NEVER) & (latest >= 0)
        findings += [
            Finding("report-before-record", "report", True, known & (latest < last), known),
            Finding("report-after-record", "report", False, known & (latest >= last), base),
        ]
    return findings


def _places(given: Ground, records: Matched, heard: Days) -> list[Finding]:
    """Judge where people were, as far as the exports tell; where they differ about it, nobody is judged by it."""
    shape = given.turn.shape
    home, office, disputed = (np.zeros(shape, bool) for _ in range(3))
    found = records.records
    for place, mask in ((AT_HOME, home), (AT_OFFICE, office)):
        mine = found.place == place
        mask[found.person[mine], records.at[mine]] = True
    for who, when in records.disputed:
        disputed[who, when] = True
    if not (home.any() or office.any()):
        return []
    clear = heard & ~disputed
    called = given.turn & given.recalled & given.counted & given.worked & clear & _has(given, "recall")
    others = (given.unit >= 0) & given.counted & ~given.turn & given.worked & clear & _has(given, "turn")
    return [
        Finding("at-office", None, False, given.homes & clear & office, given.homes & clear),
        Finding("home-without-turn", "turn", True, others & home & ~office, others),
        Finding("recall-obeyed", "recall", False, called & office, called),
        Finding("recall-at-home", "recall", True, called & home & ~office, called),
        Finding("recall-no-record", "recall", True, called & ~home & ~office, called),
        Finding("place-disputed", None, False, disputed & (given.unit >= 0), given.unit >= 0),
    ]


def _has(given: Ground, part: Part) -> Days:
    """Tell on which of people's days the law has some part."""
    return _of_law(given, [len(law.clauses(part)) for law in given.laws]) > 0


def _calls(found: dict[ExportKind, Matched], none: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Count the calls made to each person on each day, and those that were answered."""
    made, answered = none.copy(), none.copy()
    if "calls" in found:
        calls = found["calls"]
        np.add.at(made, (calls.records.person, calls.at), 1)
        taken = calls.records.place == ANSWERED
        np.add.at(answered, (calls.records.person[taken], calls.at[taken]), 1)
    return made, answered
