"""Counts by person, for the direct superior, and by unit, for the agency: plain tables, whatever they are written as.

Names and codes of people stand in the recap of their superior and nowhere else; numbers such as a NIP stand nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from giliran.reconcile.ground import NOBODY
from giliran.wording import Text, joined, long_date, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from giliran.origin import State
    from giliran.reconcile.ground import Ground
    from giliran.reconcile.judging import Judged
    from giliran.reconcile.measures import Measure

Entry: TypeAlias = "Text | int"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and what its numbers rest on."""

    title: Text
    basis: Text | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A table with its heading."""

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Recap:
    """One document. ``name`` is its path without an ending."""

    name: str
    title: Text
    about: tuple[Text, ...]
    parts: tuple[Part, ...]


_CODE, _NAME, _UNIT = Text("Kode", "Code"), Text("Nama", "Name"), Text("Unit", "Unit")
_DAY, _FOUND, _BASIS = Text("Hari", "Day"), Text("Yang tercatat", "What was found"), Text("Dasar", "Basis")
_PEOPLE, _SUM = Text("Pegawai", "Staff"), Text("Jumlah", "Total")
_INVITE = Text(
    "Catatan presensi dan laporan menunjukkan sebagian saja dari pekerjaan; tanyakan dahulu sebelum menilai.",
    "Attendance records and reports show a part of the work only; ask before you judge.",
)


class Recaps:
    """The recaps of a period, made for one agency after the other; ``state`` is that of the schedules they rest on."""

    def __init__(self, given: Ground, judged: Judged, found: Sequence[Measure], state: State) -> None:
        self._given = given
        self._measures = [each for each in found if each.name != "homes" or each.base.any()]
        self._about = _about(given, judged, state)
        self._unit = given.unit
        place = {agency: at for at, agency in enumerate(self.agencies)}
        agency_of = np.array([place[unit.agency] for unit in given.units] or [0])
        member = (given.unit >= 0) & given.counted  # of the others the law asks nothing here
        supervisor = np.where(
            member, given.supervisor[np.maximum(given.unit, 0), np.arange(given.unit.shape[1])], NOBODY
        )
        self._agency = np.where(member, agency_of[np.maximum(given.unit, 0)], NOBODY)
        self._supervisor = supervisor

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Name the agencies, in the order of their folders."""
        return tuple(dict.fromkeys(unit.agency for unit in self._given.units))

    def of(self, agency: str) -> Iterator[Recap]:
        """Give the recap of an agency, then those of its superiors in the order of their codes."""
        mine = self._agency == self.agencies.index(agency)
        people = np.flatnonzero(mine.any(axis=1))
        mine = mine[people]
        counts = [np.where(mine, each.counts[people], 0) for each in self._measures]
        yield self._whole(agency, people, mine, counts)
        above = self._supervisor[people]
        staff_of = _by_group(above, mine)
        for supervisor in sorted(staff_of, key=lambda place: "" if place == NOBODY else self._given.people[place]):
            staff = staff_of[supervisor]
            under = mine[staff] & (above[staff] == supervisor)
            yield self._supervisors(agency, supervisor, people[staff], under, [each[staff] for each in counts])

    def _columns(self) -> tuple[Column, ...]:
        return tuple(Column(each.title, each.basis) for each in self._measures)

    def _whole(
        self, agency: str, people: NDArray[np.int64], mine: NDArray[np.bool_], counts: list[NDArray[np.int64]]
    ) -> Recap:
        own = self._unit[people]
        staff_of, units = _by_group(own, mine), self._given.units
        sums = [np.bincount(own[mine], weights=each[mine], minlength=len(units)) for each in counts]
        rows: list[tuple[Entry, ...]] = [
            (same(units[unit].name), len(staff_of[unit]), *(round(each[unit]) for each in sums))
            for unit in sorted(staff_of, key=lambda place: (units[place].name, units[place].id))
        ]
        rows.append((_SUM, len(people), *(int(each.sum()) for each in counts)))
        part = Part(_BY_UNIT, (Column(_UNIT), Column(_PEOPLE), *self._columns()), tuple(rows))
        name = same(f"{self._given.agencies.get(agency, agency)} ({agency})")
        title = joined((Text("Rekap perangkat daerah:", "Recap of the agency:"), name))
        return Recap(f"agencies/{agency}", title, self._about, (part,))

    def _supervisors(
        self,
        agency: str,
        supervisor: int,
        people: NDArray[np.int64],
        under: NDArray[np.bool_],
        counts: list[NDArray[np.int64]],
    ) -> Recap:
        given = self._given
        code = "none" if supervisor == NOBODY else given.people[supervisor]
        order = sorted(range(len(people)), key=lambda at: given.people[people[at]])
        sums = [np.where(under, each, 0).sum(axis=1) for each in counts]
        rows: list[tuple[Entry, ...]] = [
            (same(given.people[people[at]]), same(given.names[people[at]]), *(int(each[at]) for each in sums))
            for at in order
        ]
        rows.append((_SUM, same(""), *(int(each.sum()) for each in sums)))
        parts = [Part(_BY_PERSON, (Column(_CODE), Column(_NAME), *self._columns()), tuple(rows))]
        noted = tuple(self._noted(people, under))
        if noted:
            columns = tuple(Column(title) for title in (_DAY, _CODE, _NAME, _FOUND, _BASIS))
            parts.append(Part(_TO_ASK, columns, noted))
        who = Text("tanpa atasan langsung", "without a direct superior")
        if supervisor != NOBODY:
            who = same(f"{given.names[supervisor]} ({code})")
        title = joined((Text("Rekap atasan langsung:", "Recap for the direct superior:"), who))
        return Recap(f"supervisors/{agency}/{code}", title, (*self._about, _INVITE), tuple(parts))

    def _noted(self, people: NDArray[np.int64], under: NDArray[np.bool_]) -> Iterator[tuple[Entry, ...]]:
        """List the days to ask about, by day and code, in the words of the law of the day."""
        given = self._given
        found = [
            (int(at), given.people[people[who]], number, int(people[who]))
            for number, each in enumerate(self._measures)
            if each.noted
            for who, at in zip(*np.nonzero(under & each.counts[people].astype(bool)), strict=True)
        ]
        for at, code, number, person in sorted(found):
            said = self._measures[number].by_law[given.law_of[person, at]]
            yield (long_date(given.days[at]), same(code), same(given.names[person]), said.title, said.basis)


def _by_group(groups: NDArray[np.integer], mine: NDArray[np.bool_]) -> dict[int, NDArray[np.int64]]:
    """Give for each group the people that belong to it on some of their days, in their order."""
    if not mine.any():
        return {}
    count = len(groups)
    pairs = ((groups.astype(np.int64) + 1) * count + np.arange(count)[:, None])[mine]  # a group is -1 for none
    changed = np.ones(len(pairs), bool)
    changed[1:] = pairs[1:] != pairs[:-1]  # from one day to the next nearly nobody does
    pairs = np.unique(pairs[changed])
    found, starts = np.unique(pairs // count - 1, return_index=True)
    return dict(zip(found.tolist(), np.split(pairs % count, starts[1:]), strict=True))


_BY_UNIT = Text("Menurut unit", "By unit")
_BY_PERSON = Text("Menurut pegawai", "By person")
_TO_ASK = Text("Hari yang perlu ditanyakan", "Days to ask about")


def _about(given: Ground, judged: Judged, state: State) -> tuple[Text, ...]:
    first, last = long_date(given.period.start), long_date(given.period.last)
    lines = [Text(f"{first.id} sampai {last.id}.", f"{first.en} to {last.en}."), state.words]
    words = {
        "attendance": Text("presensi", "attendance"),
        "report": Text("laporan harian", "daily reports"),
        "calls": Text("panggilan", "calls"),
    }
    missing = [words[kind] for kind in words if kind not in judged.kinds]
    if missing:
        listed = joined(missing, ", ")
        lines.append(
            Text(f"Tidak diekspor, jadi tidak dihitung: {listed.id}.", f"Not exported, so not counted: {listed.en}.")
        )
    if judged.silent:
        silent = joined((long_date(given.days[at]) for at in judged.silent), "; ")
        lines.append(
            Text(
                f"Tanpa satu pun presensi dalam ekspor, jadi tidak dinilai: {silent.id}.",
                f"Without any attendance record in the exports, so not judged: {silent.en}.",
            )
        )
    return tuple(lines)
