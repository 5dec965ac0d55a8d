"""However much a change does, what is written of it stays readable: whole sections are told until there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.proposal.impact.words import Section

ENTRIES = 2000
"""Lines and days told; nobody reads more, and a change of the law for a province would be many megabytes."""


def within(sections: Iterable[Section]) -> tuple[tuple[Section, ...], Text | None]:
    """Give the sections that are told, the first in any case, and what is said of those that are not."""
    shown: list[Section] = []
    entries, left, left_entries = 0, 0, 0
    for section in sections:
        if shown and (left or entries + section.entries > ENTRIES):
            left, left_entries = left + 1, left_entries + section.entries
            continue
        shown.append(section)
        entries += section.entries
    return tuple(shown), left_out(left, left_entries) if left else None


def left_out(sections: int, entries: int) -> Text:
    """Say how much is not told."""
    return Text(
        f"… {sections} bagian lagi tidak ditampilkan ({entries} baris).",
        f"… {sections} more {'section' if sections == 1 else 'sections'} not shown ({entries} {'line' if entries == 1 else 'lines'}).",
    )
