"""Records to people's days: what belongs to no day that is looked at is set aside, what was told twice counts once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from giliran.reconcile.ground import NOBODY
from giliran.reconcile.kinds import NUMBER
from giliran.reconcile.records import UNKNOWN
from giliran.reconcile.times import DAY, day_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from giliran.reconcile.ground import Ground
    from giliran.reconcile.records import Records


@dataclass(frozen=True)
class Aside:
    """Records that are set aside for one reason: where each stands, and the file and row of the one that counts instead.

    ``other_file`` is -1 where the reason is no other record.
    """

    kind: int
    file: NDArray[np.int16]
    row: NDArray[np.int32]
    cell: NDArray[np.int8]
    other_file: NDArray[np.int16]
    other_row: NDArray[np.int32]


@dataclass
class Matched:
    """The records that speak for a person and a day, and those set aside: kind, file, row and cell of each.

    ``at`` is the day's place in the period; ``stretch`` that of the :class:`~giliran.reconcile.asked.Stretches` which a
    record falls in, -1 where it is in no window of its law.
    ``disputed`` are people and days for which exports differ about the place.
    """

    records: Records
    at: NDArray[np.int32]
    stretch: NDArray[np.int16]
    aside: list[Aside] = field(default_factory=list)
    disputed: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = field(default_factory=list)

    def put_aside(self, kind: str, mask: NDArray[np.bool_]) -> None:
        """Take the records under a mask out, with the reason."""
        if not mask.any():
            return
        self.note(kind, mask)
        self.keep(~mask)

    def note(self, kind: str, mask: NDArray[np.bool_], leader: NDArray[np.int64] | None = None) -> None:
        """Tell why the records under a mask are set aside; ``leader`` gives for each record the place of the one that counts."""
        found = self.records
        count = int(np.count_nonzero(mask))
        other = np.full(count, -1, np.int16), np.zeros(count, np.int32)
        if leader is not None:
            other = found.file[leader[mask]], found.row[leader[mask]]
        self.aside.append(Aside(NUMBER[kind], found.file[mask], found.row[mask], found.cell[mask], *other))

    def keep(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> None:
        """Go on with some of the records."""
        self.records, self.at, self.stretch = self.records.only(kept), self.at[kept], self.stretch[kept]

    def rows_of(self, file: int) -> NDArray[np.int32]:
        """Give the row of each record of a file that speaks for somebody."""
        rows: NDArray[np.int32] = self.records.row[self.records.file == file]
        return rows

    def sort(self) -> None:
        """Put the records in the order of people, times, places, files and rows."""
        found = self.records
        key = (found.person.astype(np.int64) << 42) | (found.seconds - self._start << 2) | found.place
        self.keep(np.argsort(key, kind="stable"))

    @property
    def _start(self) -> int:
        return int(self.records.seconds.min(initial=0)) if len(self.records) else 0


def matched(found: Records, given: Ground) -> Matched:
    """Match the records of one kind."""
    first = day_number(given.period.start)
    made = Matched(found, (found.day - first).astype(np.int32), np.full(len(found), -1, np.int16))
    unsure = found.seconds % DAY < given.night
    if found.dated:
        unsure &= ~np.isin(found.file, list(found.dated))  # what names its day is certain of it
    made.put_aside("over-midnight", unsure)
    made.put_aside("outside-period", (made.at < 0) | (made.at >= len(given.off)))
    made.put_aside("day-off", ~given.worked[made.at])
    made.put_aside("not-a-member", given.unit[made.records.person, made.at] == NOBODY)
    if found.kind == "calls":
        made.put_aside("no-turn", ~given.turn[made.records.person, made.at])
    made.sort()
    _repeated(made)
    if found.kind == "attendance":
        _windows(made, given)
        _one_each(made)
    return made


def _repeated(made: Matched) -> None:
    """Set aside what says the same of the same person as the row before; of one file, or of another."""
    found = made.records
    same = np.zeros(len(found), dtype=bool)
    same[1:] = (
        (found.person[1:] == found.person[:-1])
        & (found.seconds[1:] == found.seconds[:-1])
        & (found.place[1:] == found.place[:-1])
        & (made.at[1:] == made.at[:-1])
    )
    if not same.any():
        return
    leader = np.maximum.accumulate(np.where(same, 0, np.arange(len(found))))
    own = same & (found.file == found.file[leader])
    for kind, mask in (("repeated", own), ("repeated-elsewhere", same & ~own)):
        if mask.any():
            made.note(kind, mask, leader)
    made.keep(~same)


def _windows(made: Matched, given: Ground) -> None:
    """Find the window that each record falls in; both ends, given to the minute, belong to it with all their seconds."""
    clock = made.records.seconds % DAY // 60
    law = given.law[given.unit[made.records.person, made.at], made.at]
    made.stretch = given.stretches.of[law, clock]


def _one_each(made: Matched) -> None:
    """Let one record speak for each window: the first.

    A later one of the same file and another place stays, since somebody who comes to the office has been at both.
    """
    found = made.records
    inside = made.stretch >= 0
    place = np.flatnonzero(inside)
    if not len(place):
        return
    key = (found.person[place].astype(np.int64) << 32) | (made.at[place].astype(np.int64) << 16) | made.stretch[place]
    begins = np.ones(len(place), dtype=bool)
    begins[1:] = key[1:] != key[:-1]
    leader = place[np.maximum.accumulate(np.where(begins, np.arange(len(place)), 0))]
    later = ~begins
    elsewhere = found.place[place] != found.place[leader]
    elsewhere &= (found.place[place] != UNKNOWN) & (found.place[leader] != UNKNOWN)
    foreign = found.file[place] != found.file[leader]
    disagree, second = later & foreign, later & ~foreign & ~elsewhere
    disputed = place[disagree & elsewhere]
    made.disputed.append((found.person[disputed].copy(), made.at[disputed].copy()))
    leaders = np.zeros(len(found), np.int64)
    leaders[place] = leader
    for kind, mask in (("exports-disagree", disagree), ("second-in-window", second)):
        whole = np.zeros(len(found), dtype=bool)
        whole[place[mask]] = True
        made.note(kind, whole, leaders)
    kept = np.ones(len(found), dtype=bool)
    kept[place[disagree | second]] = False
    made.keep(kept)
