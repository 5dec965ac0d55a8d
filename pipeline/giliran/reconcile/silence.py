"""Where an export is silent: the days on which it holds no record of anybody of an agency, so that nobody there is judged by it.

It is then the export that lacks an agency, not all its people that lack a record. Of a small group nobody can tell the two
apart, so that in public such a silence must not be found out: whoever knows how many are at home could subtract.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from giliran.suppression import Group, hidden
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from giliran.reconcile.ground import Ground
    from giliran.reconcile.joining import Matched
    from giliran.reconcile.mapping import ExportKind

    Flags = NDArray[np.bool_]

FAMILIES: Mapping[str, tuple[ExportKind, ...]] = {
    "home": ("attendance",),
    "report": ("attendance", "report"),
    "recall": ("attendance",),
    "office": ("attendance",),
}
"""The kinds of export whose silence can be found out from the counts of a family; of calls, only those made are counted."""
_RECORDS: Mapping[ExportKind, Text] = {
    "attendance": Text("catatan presensi dari", "attendance record at all from"),
    "report": Text("laporan harian dari", "daily report at all from"),
    "calls": Text("catatan panggilan kepada", "call at all to"),
}


def records_of(kind: ExportKind) -> Text:
    """Name what an export holds none of, to be followed by whose it would be."""
    return _RECORDS[kind]


@dataclass(frozen=True)
class Silence:
    """One kind of export. ``heard`` are agencies, in the order of the ground's, by days, of which it holds any record.

    ``concerned`` are the days of people who could be judged by it, ``expected`` those on which a record could be expected:
    of everybody at home, and of those whom the export holds on other days as well.
    """

    kind: ExportKind
    heard: Flags
    concerned: Flags
    expected: Flags
    agency: NDArray[np.int16]

    @cached_property
    def judged(self) -> Flags:
        """Tell on which days people may be judged by it."""
        found: Flags = self.heard[self.agency, np.arange(self.heard.shape[1])] & (self.agency >= 0)
        return found

    @cached_property
    def silent(self) -> Flags:
        """Tell on which days people are not judged who would be."""
        return self.concerned & ~self.judged

    @cached_property
    def unheard(self) -> tuple[int, ...]:
        """Give the agencies of which there is no record in the whole period, and somebody who could be judged by it."""
        whole = self._by_agency(self.concerned).any(axis=1) & ~self.heard.any(axis=1)
        return tuple(np.flatnonzero(whole).tolist())

    @cached_property
    def heard_in_part(self) -> tuple[int, ...]:
        """Give the agencies of which there is no record on some days, and some on others."""
        part = self._by_agency(self.silent).any(axis=1) & self.heard.any(axis=1)
        return tuple(np.flatnonzero(part).tolist())

    def few(self, smallest: int) -> Flags:
        """Tell of which agencies and days so few records could be expected that their silence would tell of a small group."""
        size = self._by_agency(self.expected)
        return (size > 0) & (size < smallest)

    def telling(self, smallest: int) -> Flags:
        """Tell which agencies and days are silent of a small group.

        Where a whole day is silent, or an agency all along, the group is everybody of the day, or of the agency.
        """
        days = np.where(self.heard.any(axis=0), 0, np.count_nonzero(self.expected, axis=0))
        agencies = np.where(self.heard.any(axis=1), 0, self.people(self.expected))
        more = np.maximum(days[None, :], agencies[:, None])
        return self.few(smallest) & (self._by_agency(self.silent) > 0) & (more < smallest)

    def people(self, which: Flags) -> NDArray[np.int64]:
        """Count the people of each agency who have any such day, each once."""
        who, at = np.nonzero(which)
        pairs = np.unique(who * len(self.heard) + self.agency[who, at])
        return np.bincount(pairs % len(self.heard), minlength=len(self.heard))

    def _by_agency(self, which: Flags) -> NDArray[np.int64]:
        """Count people by agency and day."""
        who, at = np.nonzero(which & (self.agency >= 0))
        days = self.heard.shape[1]
        places = self.agency[who, at].astype(np.int64) * days + at
        return np.bincount(places, minlength=self.heard.size).reshape(self.heard.shape)

    def within(self, cells: Flags) -> Flags:
        """Give the expected days of people in some agencies and days."""
        found: Flags = self.expected & cells[self.agency, np.arange(cells.shape[1])] & (self.agency >= 0)
        return found


def silence(given: Ground, found: Matched) -> Silence:
    """Look where the records of one kind are silent."""
    kind, person = found.records.kind, found.records.person
    heard = np.zeros((len(given.folders), given.unit.shape[1]), bool)
    heard[given.agency[person, found.at], found.at] = True
    concerned = given.counted & given.worked
    expected = given.homes
    if kind == "attendance":
        elsewhere = np.zeros(len(given.people), bool)
        elsewhere[person[~given.homes[person, found.at]]] = True
        expected = expected | (elsewhere[:, None] & (given.unit >= 0) & given.worked)
    else:
        concerned = given.homes & given.has("report") if kind == "report" else given.homes
    return Silence(kind, heard, concerned, expected, given.agency)


def unsaid(silences: Sequence[Silence], folders: Sequence[str], smallest: int) -> dict[str, frozenset[str]]:
    """Choose by family the agencies of which nothing may be counted in public, so that no silence of few is found out.

    With an agency that was silent of few on some day others go that might have been, until they are no small group
    together. They leave the totals as well, which say then no more than that one of them was.
    """
    made: dict[str, frozenset[str]] = {}
    for family, kinds in FAMILIES.items():
        mine = [each for each in silences if each.kind in kinds]
        if any(each.telling(smallest).any() for each in mine):
            made[family] = _with_others(mine, folders, smallest)
    return made


def _with_others(mine: Sequence[Silence], folders: Sequence[str], smallest: int) -> frozenset[str]:
    """Choose the agencies among which it cannot be told whose silence it was: all, where there are too few."""
    silent = np.logical_or.reduce([each.telling(smallest).any(axis=1) for each in mine])
    possible = np.logical_or.reduce([each.within(each.few(smallest)) for each in mine])
    own = [np.flatnonzero((possible & (mine[0].agency == at)).any(axis=1)) for at in range(len(folders))]
    place = {folder: at for at, folder in enumerate(folders)}

    def together(names: Sequence[str]) -> int:
        return len(np.unique(np.concatenate([own[place[name]] for name in names])))

    groups = [Group(folder, len(own[at]), bool(silent[at])) for folder, at in place.items()]
    out = hidden(groups, smallest, together)
    return frozenset(folders) if out.total else out.groups
