"""What each person's day shows, clause by clause: records in their windows, a report after the last, coming in when called.

Where an export holds no record at all of an agency on a day, nobody there is judged by it: it is the export that is silent,
not the people (:mod:`giliran.reconcile.silence`).
Practice, such as calls, is counted and never a fault. Where and how long somebody worked is another matter than a record
in its window (reading ``record-or-lateness``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from giliran.compliance import no_record
from giliran.reconcile.records import ANSWERED, AT_HOME, AT_OFFICE
from giliran.reconcile.silence import silence
from giliran.reconcile.times import DAY, day_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from giliran.reconcile.asked import Part
    from giliran.reconcile.ground import Ground
    from giliran.reconcile.joining import Matched
    from giliran.reconcile.mapping import ExportKind
    from giliran.reconcile.silence import Silence

    Days = NDArray[np.bool_]

WITHOUT_RECORD = "report-without-record"
"""A report of a day whose last record is missing: the day is asked about for that record, and once is enough."""
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
    """Everything that is found. ``silences`` tell by kind of export where it holds nothing, and of whom.

    ``uncounted`` are the days on which people were at home, by their records, whom the clause on turns does not count.
    """

    findings: tuple[Finding, ...]
    silences: Mapping[ExportKind, Silence]
    calls: NDArray[np.int32]
    answered: NDArray[np.int32]
    uncounted: Days


def judged(given: Ground, found: dict[ExportKind, Matched]) -> Judged:
    """Judge the period by what was matched."""
    shape = given.turn.shape
    silences = {kind: silence(given, each) for kind, each in found.items()}
    last, known, uncounted = np.full(shape, _NEVER), np.zeros(shape, bool), np.zeros(shape, bool)
    findings: list[Finding] = []
    if "attendance" in found:
        known = silences["attendance"].judged
        findings.extend(_records(given, found["attendance"], known, last))
    if "report" in found:
        findings.extend(_reports(given, found["report"], silences["report"].judged, last, known))
    if "attendance" in found:
        placed, uncounted = _places(given, found["attendance"], known)
        findings.extend(placed)
    return Judged(tuple(findings), silences, *_calls(found, np.zeros(shape, np.int32)), uncounted)


def _records(given: Ground, records: Matched, heard: Days, last: NDArray[np.int64]) -> list[Finding]:
    """Judge the windows, all of a day and each; ``last`` is filled with that of the record which reports come after."""
    asked = given.of_law([len(law.windows) for law in given.laws])
    after = given.of_law([law.after + 1 for law in given.laws]) - 1
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


def _reports(given: Ground, reports: Matched, heard: Days, last: NDArray[np.int64], known: Days) -> Iterator[Finding]:
    """Judge reports: one that comes after the last record of the day, on that day. Each day is found to be one of these.

    ``known`` are days on which it is known whether there is such a record. Where there is none the report is as it
    should be but for that, and what is missing is asked about as a record.
    """
    who, when, sent = reports.records.person, reports.at, reports.records.seconds
    shape = given.turn.shape
    latest = np.full(shape, -1, np.int64)
    starts = (day_number(given.period.start) + np.arange(shape[1])) * DAY
    same = sent < starts[when] + DAY
    np.maximum.at(latest, (who[same], when[same]), sent[same])
    any_report = np.zeros(shape, bool)
    any_report[who, when] = True
    base = given.homes & heard & given.has("report")
    on_time = base & (latest >= 0)
    placed = on_time & known & (last != _NEVER)
    yield Finding("no-report", "report", True, base & ~any_report, base)
    yield Finding("report-late", "report", True, base & any_report & ~on_time, base)
    unplaced = on_time & ~known
    if known.any():
        yield Finding("report-before-record", "report", True, placed & (latest < last), placed)
        yield Finding(WITHOUT_RECORD, "report", True, on_time & known & ~placed, on_time & known)
        yield Finding("report-after-record", "report", False, placed & (latest >= last), base & ~unplaced)
    if unplaced.any():
        yield Finding("report-unplaced", None, False, unplaced, base)


def _places(given: Ground, records: Matched, heard: Days) -> tuple[list[Finding], Days]:
    """Judge where people were, as far as the exports tell; where they differ about it, nobody is judged by it.

    Beside it stand the days at home of people whom the clause on turns does not count.
    """
    shape = given.turn.shape
    home, office, disputed = (np.zeros(shape, bool) for _ in range(3))
    found = records.records
    for place, mask in ((AT_HOME, home), (AT_OFFICE, office)):
        mine = found.place == place
        mask[found.person[mine], records.at[mine]] = True
    for who, when in records.disputed:
        disputed[who, when] = True
    clear = heard & ~disputed
    uncounted = (given.unit >= 0) & ~given.counted & given.worked & clear & home & ~office
    if not (home.any() or office.any()):
        return [], uncounted
    called = given.turn & given.recalled & given.counted & given.worked & clear & given.has("recall")
    others = (given.unit >= 0) & given.counted & ~given.turn & given.worked & clear & given.has("turn")
    findings = [
        Finding("at-office", None, False, given.homes & clear & office, given.homes & clear),
        Finding("home-without-turn", "turn", True, others & home & ~office, others),
        Finding("recall-obeyed", "recall", False, called & office, called),
        Finding("recall-at-home", "recall", True, called & home & ~office, called),
        Finding("recall-no-record", "recall", True, called & ~home & ~office, called),
        Finding("place-disputed", None, False, disputed & (given.unit >= 0), given.unit >= 0),
    ]
    return findings, uncounted


def _calls(found: dict[ExportKind, Matched], none: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Count the calls made to each person on each day, and those that were answered."""
    made, answered = none.copy(), none.copy()
    if "calls" in found:
        calls = found["calls"]
        np.add.at(made, (calls.records.person, calls.at), 1)
        taken = calls.records.place == ANSWERED
        np.add.at(answered, (calls.records.person[taken], calls.at[taken]), 1)
    return made, answered
