"""What counts by agency and counts by day say together of the same people: more than either says beside its total.

Where an agency has people at home on one day alone, that day less the agency is whoever else was at home then, be it one
person. The public knows how many are at home in each agency on each day. So the counts of an agency on a day are an unknown
between 0 and that number, and they are safe only where they could be otherwise with every sum that is shown as it is. That
is looked for in exchanges: one more here is one less for the same agency on another day, made up for by another agency
on both days (Gusfield, A Graph Theoretic Approach to Statistical Data Security, SIAM J. Comput. 17, 1988). Longer exchanges are
not looked for, so that rather too much is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Agencies by days: how many people each rests on, and how many are left of its agency, or of its day, without it."""

    people: Whole
    of_agency: Whole
    of_day: Whole

    @classmethod
    def of(cls, base: Flags, agency: NDArray[np.integer], number: int) -> Cells:
        """Count the people of ``base``, people by days, of which ``agency`` gives the place among ``number``."""
        who, day = np.nonzero(base)
        own = agency[who, day].astype(np.int64)
        shape = number, base.shape[1]
        people = np.bincount(own * shape[1] + day, minlength=number * shape[1]).reshape(shape)
        pairs = who * number + own
        stays = np.bincount(pairs, minlength=base.shape[0] * number)
        once = stays[pairs] == 1
        alone = np.bincount((own * shape[1] + day)[once], minlength=number * shape[1]).reshape(shape)
        each = (stays > 0).reshape(-1, number).sum(axis=0)
        return cls(people, np.where(people, each[:, None] - alone, 0), np.where(people, people.sum(axis=0) - people, 0))

    def at_risk(self, said: Whole, smallest: int) -> Flags:
        """Tell which of them, were they known, would say of a small group that ``said`` is not 0 for it."""
        of_agency, of_day = said.sum(axis=1)[:, None] - said, said.sum(axis=0) - said
        found: Flags = np.zeros(said.shape, bool)
        for size, number in ((self.people, said), (self.of_agency, of_agency), (self.of_day, of_day)):
            found |= (size > 0) & (size < smallest) & (number > 0)
        return found


def gives_away(more: Flags, less: Flags, at_risk: Flags, telling: Flags, left_out: tuple[Flags, Flags]) -> bool:
    """Tell whether the sums by agency and by day fix anything that may not be known.

    ``more`` and ``less`` tell which cells could be larger or smaller, ``telling`` which say anything of somebody;
    ``left_out`` are the agencies and the days of which no sum is shown.
    """
    agencies, days = left_out
    free = _exchanged(more, less, agencies, days) | _exchanged(less, more, agencies, days)
    if (at_risk & ~free).any():
        return True
    # What is left out as a whole moves only where it can be exchanged with something else that is left out.
    for out, up, down, told in ((agencies, more, less, telling), (days, more.T, less.T, telling.T)):
        moves = _traded(up, down, out) | _traded(down, up, out)
        if (out & told.any(axis=1) & ~moves).any():
            return True
    return False


def _exchanged(one: Flags, other: Flags, agencies: Flags, days: Flags) -> Flags:
    """Find the cells that can go the one way, in exchange for a second agency on a second day, or for what is left out."""
    up, down = one.astype(np.int64), other.astype(np.int64)
    both = up * down
    ways = down @ up.T @ down - down * (both.sum(axis=1)[:, None] + both.sum(axis=0)) + both
    hidden = down * agencies[:, None], down * days
    beside = (hidden[0].sum(axis=0) > hidden[0]) & agencies[:, None]
    along = (hidden[1].sum(axis=1)[:, None] > hidden[1]) & days
    found: Flags = one & ((ways > 0) | beside | along)
    return found


def _traded(one: Flags, other: Flags, out: Flags) -> Flags:
    """Find the rows that are left out and can go the one way for another such row, directly or by way of a third."""
    step = one.astype(np.int64) @ other.T.astype(np.int64)
    np.fill_diagonal(step, 0)
    ways = step + step @ step
    np.fill_diagonal(ways, 0)
    found: Flags = out & (ways[:, out] > 0).any(axis=1)
    return found
