"""Counts by person, for the direct superior, and by unit, for the agency: plain tables, whatever they are written as.

Names and codes of people stand in the recap of their superior and nowhere else; numbers such as a NIP stand nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from giliran.reconcile.ground import NOBODY
from giliran.reconcile.silence import records_of
from giliran.wording import Text, joined, long_date, same

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from giliran.origin import State
    from giliran.reconcile.ground import Ground
    from giliran.reconcile.judging import Judged
    from giliran.reconcile.mapping import ExportKind
    from giliran.reconcile.measures import Measure

Entry: TypeAlias = "Text | int"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and what its numbers rest on, which is told below the table (:mod:`~giliran.reconcile.legend`)."""

    title: Text
    bases: tuple[Text, ...] = ()


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
_PEOPLE, _SUM, _DAYS = Text("Pegawai", "Staff"), Text("Jumlah", "Total"), Text("Hari", "Days")
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
        self._silences = tuple(judged.silences.values())
        self._unit = given.unit
        self._uncounted = judged.uncounted
        self._above = given.supervisor[np.maximum(given.unit, 0), np.arange(given.unit.shape[1])]
        member = (given.unit >= 0) & given.counted  # of the others the law asks nothing here
        self._agency = np.where(member, given.agency, NOBODY)
        self._supervisor = np.where(member, self._above, NOBODY)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Name the agencies, in the order of their folders."""
        return self._given.folders

    def of(self, agency: str) -> Iterator[Recap]:
        """Give the recap of an agency, then those of its superiors in the order of their codes."""
        number = self.agencies.index(agency)
        mine = self._agency == number
        people = np.flatnonzero(mine.any(axis=1))
        mine = mine[people]
        others = self._uncounted & (self._given.agency == number)
        beside = np.flatnonzero(others.any(axis=1))
        counts = [np.where(mine, each.counts[people], 0) for each in self._measures]
        yield self._whole(agency, people, mine, counts, others)
        above = self._supervisor[people]
        staff_of = _by_group(above, mine)
        others_of = _by_group(self._above[beside], others[beside])
        nobody = np.empty(0, np.int64)
        for supervisor in sorted(
            staff_of.keys() | others_of.keys(), key=lambda place: "" if place == NOBODY else self._given.people[place]
        ):
            staff = staff_of.get(supervisor, nobody)
            under = mine[staff] & (above[staff] == supervisor)
            more = beside[others_of.get(supervisor, nobody)]
            noted = more, others[more] & (self._above[more] == supervisor)
            yield self._supervisors(agency, supervisor, people[staff], under, [each[staff] for each in counts], noted)

    def _silent(self, people: NDArray[np.int64], mine: NDArray[np.bool_]) -> Iterator[Text]:
        """Tell on which days exports hold nothing of the agency of people, of their days under a mask."""
        for each in self._silences:
            silent: NDArray[np.bool_] = np.any(each.silent[people] & mine, axis=0)
            if silent.any():
                whole = bool(silent[np.any(each.concerned[people] & mine, axis=0)].all())
                yield _nothing_of(each.kind, None if whole else [self._given.days[at] for at in np.flatnonzero(silent)])

    def _columns(self) -> tuple[Column, ...]:
        return tuple(Column(each.title, each.bases) for each in self._measures)

    def _whole(
        self,
        agency: str,
        people: NDArray[np.int64],
        mine: NDArray[np.bool_],
        counts: list[NDArray[np.int64]],
        others: NDArray[np.bool_],
    ) -> Recap:
        own = self._unit[people]
        staff_of, units = _by_group(own, mine), self._given.units
        sums = [np.bincount(own[mine], weights=each[mine], minlength=len(units)) for each in counts]
        rows: list[tuple[Entry, ...]] = [
            (same(units[unit].name), len(staff_of[unit]), *(round(each[unit]) for each in sums))
            for unit in sorted(staff_of, key=lambda place: (units[place].name, units[place].id))
        ]
        rows.append((_SUM, len(people), *(int(each.sum()) for each in counts)))
        parts = [Part(_BY_UNIT, (Column(_UNIT), Column(_PEOPLE), *self._columns()), tuple(rows))]
        if others.any():
            parts.append(self._uncounted_by_unit(others))
        name = same(f"{self._given.agencies.get(agency, agency)} ({agency})")
        title = joined((Text("Rekap perangkat daerah:", "Recap of the agency:"), name))
        return Recap(f"agencies/{agency}", title, (*self._about, *self._silent(people, mine)), tuple(parts))

    def _uncounted_by_unit(self, others: NDArray[np.bool_]) -> Part:
        """Sum up by unit the days on which people were at home whom no clause lets take turns."""
        who, units = np.nonzero(others)[0], self._given.units
        unit = self._unit[others]
        rows: list[tuple[Entry, ...]] = [
            (same(units[place].name), len(np.unique(who[unit == place])), int(np.count_nonzero(unit == place)))
            for place in sorted(np.unique(unit), key=lambda place: (units[place].name, units[place].id))
        ]
        rows.append((_SUM, len(np.unique(who)), len(who)))
        return Part(_UNCOUNTED, (Column(_UNIT), Column(_PEOPLE), Column(_DAYS, (_NOT_SPOKEN_OF,))), tuple(rows))

    def _supervisors(
        self,
        agency: str,
        supervisor: int,
        people: NDArray[np.int64],
        under: NDArray[np.bool_],
        counts: list[NDArray[np.int64]],
        others: tuple[NDArray[np.int64], NDArray[np.bool_]],
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
        if len(others[0]):
            parts.append(self._uncounted_by_day(*others))
        who = Text("tanpa atasan langsung", "without a direct superior")
        if supervisor != NOBODY:
            who = same(f"{given.names[supervisor]} ({code})")
        title = joined((Text("Rekap atasan langsung:", "Recap for the direct superior:"), who))
        about = *self._about, *self._silent(people, under), _INVITE
        return Recap(f"supervisors/{agency}/{code}", title, about, tuple(parts))

    def _uncounted_by_day(self, people: NDArray[np.int64], days: NDArray[np.bool_]) -> Part:
        """List the days on which people were at home whom no clause lets take turns."""
        given = self._given
        found = [(int(at), int(people[who])) for who, at in zip(*np.nonzero(days), strict=True)]
        found.sort(key=lambda pair: (pair[0], given.people[pair[1]]))
        rows = tuple(
            (long_date(given.days[at]), same(given.people[who]), same(given.names[who]), _NOT_SPOKEN_OF)
            for at, who in found
        )
        return Part(_UNCOUNTED, tuple(Column(title) for title in (_DAY, _CODE, _NAME, _BASIS)), rows)

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
_UNCOUNTED = Text("Di rumah, di luar giliran", "At home, outside turns")
_NOT_SPOKEN_OF = Text(
    "Surat edaran tidak memberi giliran kepada pegawai berstatus ini; catatan saja",
    "The circular gives no turns to staff of this status; a note only",
)


def _about(given: Ground, judged: Judged, state: State) -> tuple[Text, ...]:
    first, last = long_date(given.period.start), long_date(given.period.last)
    lines = [Text(f"{first.id} sampai {last.id}.", f"{first.en} to {last.en}."), state.words]
    words = {
        "attendance": Text("presensi", "attendance"),
        "report": Text("laporan harian", "daily reports"),
        "calls": Text("panggilan", "calls"),
    }
    missing = [words[kind] for kind in words if kind not in judged.silences]
    if missing:
        listed = joined(missing, ", ")
        lines.append(
            Text(f"Tidak diekspor, jadi tidak dihitung: {listed.id}.", f"Not exported, so not counted: {listed.en}.")
        )
    return tuple(lines)


def _nothing_of(kind: ExportKind, on: Sequence[datetime.date] | None) -> Text:
    """Say on which days there is nothing of an agency in the exports of a kind; ``None`` for all that matter."""
    what = records_of(kind)
    when = Text("sepanjang masa ini", "in the whole period")
    if on is not None:
        when = Text("pada ", "on ") + joined(map(long_date, on), "; ")
    return Text(
        f"Tidak ada satu pun {what.id} perangkat daerah ini {when.id}; tidak seorang pun dinilai menurutnya.",
        f"There is no {what.en} this agency {when.en}; nobody is judged by it.",
    )
