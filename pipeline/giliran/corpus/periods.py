"""The periods that a clause is dated with, and whether anything can be judged by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.model import ShareRule
from giliran.timeline import crossings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.documents import Pointer
    from giliran.model import Clause
    from giliran.timeline import Period


def periods_of(clause: Clause) -> Iterator[tuple[Pointer, Period]]:
    """Give each period with its place in the file: those of the values of a share, else the one of the whole clause."""
    if isinstance(clause.rule, ShareRule):
        for index, window in enumerate(clause.rule.at_most):
            yield ("at-most", index), window.period
    else:
        yield (), clause.period


def undecided(clause: Clause, in_force: Period) -> bool:
    """Tell whether periods cross each other or reach beyond those days on which the circular is in force.

    What such a clause allows on a day is anybody's guess; the rules tell of it once, and nothing is judged by it.
    """
    found = [period for _, period in periods_of(clause)]
    return any(not in_force.encloses(period) for period in found) or any(True for _ in crossings(found))
