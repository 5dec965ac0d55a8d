"""How much a proposal may take away unasked: ``policy/guards.yaml``, or a quarter where it says nothing.

It is read from what is in force, so that no proposal loosens the guard that it has to pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from giliran.corpus.reading import accepted
from giliran.corpus.values import fraction
from giliran.suppression import SMALLEST

if TYPE_CHECKING:
    from giliran.tree import Tree

QUARTER = Fraction(1, 4)
"""What people do on an ordinary day stays below it, and a file that was emptied by accident above."""

GUARDS = "policy/guards.yaml"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The greatest shares that may be lost unasked, and the folders beside the data that are not searched for numbers.

    ``smallest_group`` is the number of people that a group must have for counts of it to be published.
    """

    people: Fraction = QUARTER
    days: Fraction = QUARTER
    not_searched: tuple[str, ...] = ()
    smallest_group: int = SMALLEST

    @classmethod
    def of(cls, tree: Tree) -> Thresholds:
        """Read them from a tree; a file that cannot be read says nothing."""
        entry = tree.entries.get(GUARDS)
        if entry is None or not entry.readable:
            return cls()
        document, faults = accepted(entry, "guards")
        if faults:
            return cls()
        data: Any = document.data
        return cls(
            fraction(data["people-lost"]) if "people-lost" in data else QUARTER,
            fraction(data["days-lost"]) if "days-lost" in data else QUARTER,
            tuple(data.get("not-searched", ())),
            data.get("smallest-group", SMALLEST),
        )
