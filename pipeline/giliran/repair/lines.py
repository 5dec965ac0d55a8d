"""What a repair does to the lines of a file: as a patch that git applies, and day by day for people."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.edits import Edit
    from giliran.repair import Repair
    from giliran.repair.month import DayRepair

_OPEN_END = "\\ No newline at end of file\n"


def patch(path: str, before: str, after: str) -> str:
    """Give a change of a file as a unified diff that ``git apply`` and ``patch -p1`` take."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n{_OPEN_END}" for line in lines)


def changed_lines(before: str, after: str) -> tuple[tuple[int, str], ...]:
    """Give the lines that go and come, with their mark and without line break, and the number from 1 of those that go."""
    old, new = _lines(before), _lines(after)
    found: list[tuple[int, str]] = []
    for what, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += [(at + 1, f"-{old[at].rstrip()}") for at in range(start, end)]
            found += [(0, f"+{line.rstrip()}") for line in new[first:last]]
    return tuple(found)


def _lines(text: str) -> list[str]:
    """Part a text at its line feeds and nowhere else."""
    parts = text.split("\n")
    return [*(f"{part}\n" for part in parts[:-1]), *([parts[-1]] if parts[-1] else [])]


def together(repair: Repair) -> Iterator[tuple[tuple[DayRepair, ...], tuple[Edit, ...]]]:
    """Give the days that are mended by the same edits, with these; edits of no day come last, alone."""
    groups: dict[tuple[Edit, ...], list[DayRepair]] = {}
    for day in repair.days:
        groups.setdefault(repair.edits_of(day), []).append(day)
    for edits, days in groups.items():
        yield tuple(days), edits
    if alone := _without_day(repair.edits):
        yield (), alone


def _without_day(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    return tuple(edit for edit in edits if not edit.days)
