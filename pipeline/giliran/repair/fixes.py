"""The repair of a schedule given to the findings that it mends, so that every format can offer it where they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from giliran.diagnostics import Fix, Replacement
from giliran.edits import applied, day_spans
from giliran.repair import MENDABLE, mendable, repair
from giliran.repair.words import title
from giliran.source import Place, position_at
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic, Report
    from giliran.edits import Edit
    from giliran.repair import Repair
    from giliran.repair.month import DayRepair

_EMPTY = Text("Tulis “wfh: {}”: tidak ada yang di rumah", "Write “wfh: {}”: nobody is at home")


def with_fixes(report: Report, near: Callable[[Sequence[str]], Corpus]) -> Report:
    """Give a report with a fix at every finding that a change of cells mends; ``near`` gives a model of some schedules.

    One fix mends its day whether others are done or not. All different fixes of a file together are its repair, as long
    as no day has more people called in than may be at home: such a day is left to people, and has no fix.
    """
    paths = mendable(report)
    if not paths:
        return report
    corpus = near(paths)
    repairs = {path: found for path in paths if (found := repair(corpus, path)) is not None}
    sorted_out = {path: _Fixes(found) for path, found in repairs.items() if found.edits}
    return replace(report, diagnostics=tuple(_with_fix(one, sorted_out) for one in report.diagnostics))


def _with_fix(diagnostic: Diagnostic, known: dict[str, _Fixes]) -> Diagnostic:
    fixes = known.get(diagnostic.place.path)
    if fixes is None or diagnostic.code not in MENDABLE:
        return diagnostic
    fix = fixes.of(diagnostic)
    return diagnostic if fix is None else replace(diagnostic, fix=fix)


class _Fixes:
    """The fixes of one file."""

    def __init__(self, found: Repair) -> None:
        self._repair = found
        self._spans = day_spans(found.path, found.text)
        self._days = {key: day for day in found.days for key in day.keys}
        self._made: dict[tuple[Edit, ...], Fix] = {}

    def of(self, diagnostic: Diagnostic) -> Fix | None:
        start = self._offset(diagnostic.place.start.line, diagnostic.place.start.column)
        key = next((key for key, (first, last) in self._spans.items() if first <= start < max(last, first + 1)), None)
        if key is not None and diagnostic.code != "SC002":
            return self._mending(self._days.get(key))
        if diagnostic.code == "SC002" and diagnostic.date is not None:
            end = self._offset(diagnostic.place.end.line, diagnostic.place.end.column)
            person = self._repair.text[start:end].strip("'\"")
            day = self._days.get(diagnostic.date)
            return self._mending(day) if day is not None and any(one.person == person for one in day.comes) else None
        if diagnostic.code == "SH003" and not self._spans and self._repair.text.startswith("wfh", self._line(start)):
            return self._fix(self._repair.edits, self._repair.days)  # there is nothing yet under “wfh:”
        return None

    def _mending(self, day: DayRepair | None) -> Fix | None:
        if day is None or day.called:
            return None
        edits = self._repair.edits_of(day)
        together = [other for other in self._repair.days if self._repair.edits_of(other) == edits]
        return self._fix(edits, together) if edits else None

    def _fix(self, edits: tuple[Edit, ...], days: Sequence[DayRepair]) -> Fix:
        if edits not in self._made:
            text, path = self._repair.text, self._repair.path
            made = tuple(
                Replacement(Place(path, position_at(text, edit.start), position_at(text, edit.end)), edit.text)
                for edit in edits
            )
            line, before, after = _lines(text, edits)
            self._made[edits] = Fix(title(days) if days else _EMPTY, made, line, before, after)
        return self._made[edits]

    def _offset(self, line: int, column: int) -> int:
        at = 0
        for _ in range(line - 1):
            at = self._repair.text.index("\n", at) + 1
        return at + column - 1

    def _line(self, offset: int) -> int:
        return self._repair.text.rfind("\n", 0, offset) + 1


def _lines(text: str, edits: Sequence[Edit]) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Give the whole lines that edits touch, as they are and as they would be, and the number of the first, from 1.

    What only goes in between two lines touches the one above it, or the one below where there is none.
    """
    start, end = edits[0].start, edits[-1].end
    first = text.rfind("\n", 0, start) + 1
    if start == end == first and first:
        first = text.rfind("\n", 0, first - 1) + 1
    last = end - 1 if end > first and text[end - 1] == "\n" else text.find("\n", end)
    last = len(text) if last < 0 else last
    moved = [replace(edit, start=edit.start - first, end=edit.end - first) for edit in edits]
    whole = text[first : last + 1]
    after = applied(whole, moved)
    number = text.count("\n", 0, first) + 1
    return number, _parted(whole), _parted(after)


def _parted(text: str) -> tuple[str, ...]:
    lines = text.split("\n")
    return tuple(line.removesuffix("\r") for line in (lines[:-1] if not lines[-1] else lines))
