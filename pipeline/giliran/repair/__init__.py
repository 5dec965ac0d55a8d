"""Mend what a change of cells can mend in a schedule: as few cells as must be, and the fairest choice among equals.

Pure: it is handed the model and gives back edits of the text with their reasons. What only people can mend (a recall by
somebody else, a unit that does not exist, text that cannot be read) stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.documents import read
from giliran.edits import Edit, NotEditableError, applied, edits
from giliran.grammar import identify, is_schedule
from giliran.repair.month import month_repair

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.diagnostics import Report
    from giliran.repair.month import DayRepair

MENDABLE = frozenset(
    {
        *("LW001", "LW002", "LW003", "RF001", "RF002", "SC002"),
        *("DT001", "DT002", "DT003", "DT004", "DT005", "DT006", "DT007"),
        *("SH003", "SH005", "SH007", "SH008"),
    }
)
"""The codes that a change of cells may mend, where they are told about a day under ``wfh`` or someone called in."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What mends one schedule file, day by day; without days it needs nothing, or nothing that cells can mend."""

    path: str
    unit: str
    text: str
    days: tuple[DayRepair, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def result(self) -> str:
        """Give the file as it is when all is done."""
        return applied(self.text, self.edits)

    @property
    def cells(self) -> int:
        """Count the cells that change."""
        return sum(day.cells for day in self.days)

    def edits_of(self, day: DayRepair) -> tuple[Edit, ...]:
        """Give the edits that mend one day, without those of the others as far as the layout allows."""
        return tuple(edit for edit in self.edits if not {*edit.days}.isdisjoint(day.keys))


def mendable(report: Report) -> tuple[str, ...]:
    """Give the schedules with a fault that a change of cells may mend, in order."""
    found = {one.place.path for one in report.diagnostics if one.code in MENDABLE and one.severity == "error"}
    return tuple(path for path in sorted(found) if is_schedule(path))


def repair(corpus: Corpus, path: str) -> Repair | None:
    """Mend one schedule; ``None`` for one that cannot be read, or whose unit or law are not known."""
    identity = identify(path)
    content = corpus.tree.entries[path].content
    if identity is None or identity.kind != "schedule" or content is None:
        return None
    name = f"{identity.names['agency']}/{identity.names['unit']}"
    unit = corpus.units.get(name)
    law = None if unit is None else corpus.law_of(unit)
    if unit is None or law is None or not corpus.judged(unit):
        return None
    document = read(path, content)
    if document.faults or not isinstance(document.data, dict):
        return None
    found = month_repair(document.data, corpus.limits(law, unit, identity.names["month"]))
    text = document.text
    shut = {day.key for day in found.days if day.shut and day.key is not None}
    try:
        changed = edits(path, text, found.home, shut)
    except NotEditableError:
        return None
    where = {key: edit.start for edit in reversed(changed) for key in edit.days}
    days = sorted(found.days, key=lambda day: min(where.get(key, len(text)) for key in day.keys))
    return Repair(path, name, text, tuple(days), changed)
