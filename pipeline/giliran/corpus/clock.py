"""By whose clock a repository counts days, from its calendar alone and without building a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus import policy
from giliran.corpus.reading import accepted
from giliran.model import CalendarRules

if TYPE_CHECKING:
    from giliran.tree import Tree

CALENDAR = "policy/calendar.yaml"


def zone_in(tree: Tree) -> str:
    """Name the zone that the calendar of a tree names, as its corpus has it; ``check`` tells of a calendar that it passes over."""
    entry = tree.entries.get(CALENDAR)
    if entry is None or not entry.readable:
        return CalendarRules().zone
    document, faults = accepted(entry, "calendar")
    if faults:
        return CalendarRules().zone
    rules, found = policy.calendar(document)
    return CalendarRules().zone if found else rules.zone
