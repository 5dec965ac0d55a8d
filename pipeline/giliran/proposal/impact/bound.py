"""However much a change does, what is written of it stays readable: lines and days are told until there are too many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.proposal.impact.words import Section

ENTRIES = 500
"""Lines and days told; nobody reads more, and a change of the law for a province would be many megabytes."""


def within(sections: Iterable[Section]) -> tuple[tuple[Section, ...], Text | None]:
    """Give what is told, and what is said of the lines and days that are not."""
    shown: list[Section] = []
    room, left = ENTRIES, 0
    for section in sections:
        lines, rows = section.lines[:room], section.rows[: max(0, room - len(section.lines))]
        told = len(lines) + len(rows)
        if told or (room and not section.entries):
            shown.append(replace(section, lines=lines, rows=rows))
        room, left = room - told, left + section.entries - told
    return tuple(shown), left_out(left) if left else None


def left_out(number: int) -> Text:
    """Say how much is not told."""
    return Text(
        f"… {number} baris lagi tidak ditampilkan.", f"… {number} more {'line' if number == 1 else 'lines'} not shown."
    )
