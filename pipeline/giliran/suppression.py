"""Small groups are left out of what everybody may read, and enough others with them that nothing can be worked out.

A table of groups beside its total gives away a single group that is left out: the total less the others. So where a group
is too small, further ones go with it, the smallest first, until at least two are hidden, together they are no small group,
and are more people than groups: that nobody is in a group is shown, so that ten people in ten hidden groups are one in each.
Where that cannot be, the total goes as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SMALLEST = 10
"""People that a group must have at least where ``policy/guards.yaml`` says nothing else."""


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a table. ``uniform`` tells that its counts say the same of everybody in it."""

    name: str
    people: int
    uniform: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out: the groups by name, and whether their total is."""

    groups: frozenset[str]
    total: bool


def hidden(groups: Sequence[Group], smallest: int, together: Callable[[Sequence[str]], int]) -> Hidden:
    """Choose what to leave out; groups without anybody in them hide nobody and stay.

    ``together`` counts the people of some groups, each once: the same people may be in all of them, as on several days.
    """
    some = [group for group in groups if group.people]
    out = [group for group in some if group.people < smallest or group.uniform]
    if not out:
        return Hidden(frozenset(), total=False)
    rest = sorted((group for group in some if group not in out), key=lambda group: (group.people, group.name))
    names = [group.name for group in out]
    while told := len(names) < 2 or together(names) < max(smallest, len(names) + 1):
        if not rest:
            break
        names.append(rest.pop(0).name)
    return Hidden(frozenset(names), total=told)
