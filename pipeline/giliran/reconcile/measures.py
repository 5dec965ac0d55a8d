"""What is counted of people's days, in words, in the order in which it is read, with the clause each count rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from giliran.model import Clause
    from giliran.reconcile.ground import Ground
    from giliran.reconcile.judging import Judged

PRACTICE = Text("praktik, bukan aturan", "practice, not law")

_TITLES = {
    "records-complete": Text("Presensi lengkap", "Records complete"),
    "report-after-record": Text("Laporan sesudah presensi terakhir", "Report after the last record"),
    "no-report": Text("Tanpa laporan", "No report"),
    "report-late": Text("Laporan lewat hari itu", "Report after that day"),
    "report-before-record": Text("Laporan sebelum presensi terakhir", "Report before the last record"),
    "at-office": Text("Di kantor pada hari giliran", "At the office on a day at home"),
    "home-without-turn": Text("Di rumah tanpa jadwal", "At home without a turn"),
    "recall-obeyed": Text("Pemanggilan dipenuhi", "Came in when called"),
    "recall-at-home": Text("Dipanggil, tetap di rumah", "Called in, stayed at home"),
    "recall-no-record": Text("Dipanggil, tanpa catatan", "Called in, no record"),
    "place-disputed": Text("Tempat dipersoalkan antarberkas", "Files differ about the place"),
}


@dataclass(frozen=True)
class Measure:
    """One count: for each person and day a number. ``clause`` is ``None`` for what no clause speaks of.

    ``base`` are the days it could have been more than 0 on; ``noted`` tells that each such day is listed one by one.
    """

    name: str
    title: Text
    basis: Text
    counts: NDArray[np.integer] | NDArray[np.bool_]
    base: NDArray[np.bool_]
    fault: bool = False
    noted: bool = False
    clause: Clause | None = None


def measures(given: Ground, judged: Judged) -> tuple[Measure, ...]:
    """Give every count, turns at home first; what was not exported is not counted."""
    found = [Measure("homes", Text("Hari di rumah", "Days at home"), same("–"), given.homes, given.homes)]
    for each in judged.findings:
        clause = _clause(given, each.clause)
        noted = each.fault or each.name in {"at-office", "place-disputed"}
        found.append(
            Measure(
                each.name,
                _title(given, each.name, each.window),
                _basis(clause),
                each.found,
                each.base,
                each.fault,
                noted,
                clause,
            )
        )
    if "calls" in judged.kinds:
        called = judged.calls > 0
        found.append(Measure("calls", Text("Panggilan video", "Calls"), PRACTICE, judged.calls, called))
        found.append(
            Measure("answered", Text("Panggilan dijawab", "Calls answered"), PRACTICE, judged.answered, called)
        )
    return tuple(found)


def _title(given: Ground, name: str, window: int) -> Text:
    if name in _TITLES:
        return _TITLES[name]
    rule = next(law.windows for law in given.laws if law.windows is not None and len(law.windows.windows) > window)
    hours = rule.windows[window]
    span = f"{hours.start}–{hours.end}"
    return joined((Text("Tanpa presensi", "No record"), Text(span.replace(":", "."), span)))


def _clause(given: Ground, part: str | None) -> Clause | None:
    if part is None:
        return None
    found: Clause | None = next((clause for law in given.laws if (clause := getattr(law, part)) is not None), None)
    return found


def _basis(clause: Clause | None) -> Text:
    if clause is None:
        return Text("catatan saja", "a note only")
    point = clause.reference.point if clause.reference is not None else None
    words = joined((clause.title, same(f"({clause.id})")))
    return words if point is None else joined((words, same(point)), ", ")
