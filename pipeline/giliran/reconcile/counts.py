"""Counts that everybody may read: by agency and by day, without names, codes or numbers, and without small groups.

What rests on the same people goes or stays together (a *family*), so that no count of it gives away another. A family of
which not even the total can be shown is left out of every table. Where agencies and days together say more than each of them
(:mod:`giliran.reconcile.crossing`), no day of the family is shown. Days on which an export is silent are in no count; where that
would tell of a small group, some agencies are left out of the totals as well (:mod:`giliran.reconcile.silence`).
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from giliran.compliance import FAMILIES, LINE, TABLES, VERSION, count_named
from giliran.reconcile.crossing import Cells, gives_away
from giliran.suppression import Group, Hidden, hidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from giliran.origin import State
    from giliran.reconcile.ground import Ground
    from giliran.reconcile.measures import Measure
    from giliran.reconcile.reconciling import Account


_NONE: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """The counts of one group; ``None`` in place of numbers that are left out."""

    family: str
    table: str
    group: str
    people: int | None
    days: int | None
    counts: tuple[tuple[str, int | None], ...]


def lines(
    given: Ground, found: Sequence[Measure], smallest: int, unsaid: Mapping[str, frozenset[str]] = _NONE
) -> tuple[Line, ...]:
    """Give the tables of all families, each with its total last. What has no family is left out.

    ``unsaid`` names by family the agencies of which nothing is counted, in the totals neither.
    """
    families: dict[str | None, list[Measure]] = {}
    for each in found:
        count = count_named(each.name)
        assert count is not None, each.name
        families.setdefault(count.family, []).append(each)
    made: list[Line] = []
    for family in FAMILIES:
        if family in families:
            out = unsaid.get(family, frozenset())
            mine = _without(given, families[family], out) if out else families[family]
            made.extend(_family(given, family, mine, smallest, out))
    return tuple(made)


def _without(given: Ground, mine: Sequence[Measure], agencies: frozenset[str]) -> list[Measure]:
    """Give measures that count nobody of some agencies."""
    groups, place = _grouped("agency", given)
    kept = np.array([group not in agencies for group in groups])[place]
    return [
        replace(each, counts=np.where(kept, each.counts, each.counts.dtype.type(0)), base=each.base & kept)
        for each in mine
    ]


def _family(
    given: Ground, family: str, mine: Sequence[Measure], smallest: int, unsaid: frozenset[str]
) -> Iterator[Line]:
    base = np.logical_or.reduce([each.base for each in mine])
    if not base.any():
        return
    tables = [_Table.of(name, given, base, mine) for name in TABLES]
    out = [table.hidden(smallest) for table in tables]
    if any(each.total for each in out):
        return
    if family == "recall" and (out[0].groups or unsaid):
        # An evaluation counts the same people and may hide other agencies: the two less the total would be one of them.
        out[0] = Hidden(frozenset(tables[0].groups), total=False)
    if _crossing(given, base, mine, tables[:2], out[:2], smallest):
        out[1] = Hidden(frozenset(tables[1].groups), total=False)
    out[0] = Hidden(out[0].groups | unsaid, total=False)
    for table, left_out in zip(tables, out, strict=True):
        yield from table.lines(family, left_out)


def _crossing(
    given: Ground,
    base: NDArray[np.bool_],
    mine: Sequence[Measure],
    tables: Sequence[_Table],
    out: Sequence[Hidden],
    smallest: int,
) -> bool:
    """Tell whether the lines by agency and by day, shown together, give away what neither of them does."""
    place = _grouped("day", given)[1]
    worked = given.worked & base.any(axis=0)
    if np.count_nonzero(worked) < 2:
        return False  # the one day is the total
    agency, number = _grouped("agency", given)[1], len(tables[0].groups)
    cells = Cells.of(base[:, worked], agency[:, worked], number)
    listed = [tables[1].groups[at] for at in np.broadcast_to(place, base.shape)[0, worked]]
    left_out = (
        np.array([group in out[0].groups for group in tables[0].groups]),
        np.array([group in out[1].groups for group in listed]),
    )

    def by_cell(values: NDArray[Any]) -> NDArray[np.int64]:
        who, when = np.nonzero(values)
        sums = np.zeros((number, values.shape[1]), np.int64)
        np.add.at(sums, (agency[:, worked][who, when], when), values[who, when].astype(np.int64))
        return sums

    for each in mine:
        found, most = by_cell(each.counts[:, worked]), by_cell(each.base[:, worked])
        bounded = each.counts.dtype == np.bool_
        kept = bool(each.clauses) and not each.fault
        said = most - found if kept else found
        more = found < most if bounded else most > 0
        if gives_away(more, found > 0, cells.at_risk(said, smallest), said > 0, left_out):
            return True
    return False


@dataclass(frozen=True)
class _Table:
    """The groups of one table, the days of people that a family rests on in each, and who is in which: a pair once."""

    name: str
    groups: tuple[str, ...]
    days: NDArray[np.int64]
    person: NDArray[np.int64]
    group: NDArray[np.int64]
    counts: dict[str, NDArray[np.int64]]
    said: tuple[tuple[NDArray[np.int64], NDArray[np.int64], bool], ...]
    """For each count that a clause asks for: by group the days it could be found on and was, and whether it is a fault."""

    @classmethod
    def of(cls, name: str, given: Ground, base: NDArray[np.bool_], mine: Sequence[Measure]) -> _Table:
        groups, index = _grouped(name, given)
        person, at = np.nonzero(base)

        def by_group(values: NDArray[Any]) -> NDArray[np.int64]:
            who, when = np.nonzero(values)
            sums = np.bincount(index[who, when], weights=values[who, when], minlength=len(groups))
            return np.rint(sums).astype(np.int64)

        counts = {each.name: by_group(each.counts) for each in mine}
        said = tuple((by_group(each.base), counts[each.name], each.fault) for each in mine if each.clauses)
        group = index[person, at].astype(np.int64)
        days = np.bincount(group, minlength=len(groups))
        return cls(name, groups, days, *np.divmod(np.unique(person * len(groups) + group), len(groups)), counts, said)

    def people(self, chosen: Sequence[int]) -> int:
        """Count the people of some groups, each once."""
        return len(np.unique(self.person[np.isin(self.group, chosen)]))

    def uniform(self, chosen: Sequence[int]) -> bool:
        """Tell whether some groups together say the same of everybody: a fault wherever it could be, or what is asked nowhere."""
        for possible, found, fault in self.said:
            most, those = int(possible[chosen].sum()), int(found[chosen].sum())
            if most and those == (most if fault else 0):
                return True
        return False

    def together(self, chosen: Sequence[int]) -> int:
        """Count the people of groups that are left out, of which the total tells the sum: none where it tells of everybody."""
        return 0 if self.uniform(chosen) else self.people(chosen)

    def hidden(self, smallest: int) -> Hidden:
        """Choose the groups that are left out; of a table of one group, the total is that group."""
        places = {group: place for place, group in enumerate(self.groups)}
        listed = [Group(group, self.people([place]), self.uniform([place])) for group, place in places.items()]
        return hidden(listed, smallest, lambda names: self.together([places[name] for name in names]))

    def lines(self, family: str, left_out: Hidden) -> Iterator[Line]:
        """Give the line of each group."""
        for place, group in enumerate(self.groups):
            if group in left_out.groups:
                yield Line(family, self.name, group, None, None, tuple((name, None) for name in self.counts))
                continue
            counts = tuple((name, int(sums[place])) for name, sums in self.counts.items())
            yield Line(family, self.name, group, self.people([place]), int(self.days[place]), counts)


def _grouped(name: str, given: Ground) -> tuple[tuple[str, ...], NDArray[np.int16]]:
    """Give the groups of a table, and the place of each of people's days among them."""
    shape = given.unit.shape
    if name == "total":
        return ("total",), np.zeros(shape, np.int16)
    if name == "day":
        worked = [at for at, reason in enumerate(given.off) if reason is None]
        place = np.zeros(shape[1], np.int16)
        place[worked] = np.arange(len(worked))
        return tuple(given.days[at].isoformat() for at in worked), np.broadcast_to(place, shape)
    agencies = sorted({unit.agency for unit in given.units})
    own = np.array([agencies.index(unit.agency) for unit in given.units] or [0], np.int16)
    return tuple(agencies), own[np.maximum(given.unit, 0)]


def counts_json(
    given: Ground, found: Sequence[Line], accounts: Sequence[Account], smallest: int, state: State
) -> bytes:
    """Write the counts as one object; a group that is left out has ``null`` in place of each number.

    ``commit`` is that of the schedules, ``null`` outside git; ``edited`` tells that files were changed since.
    """
    rows: dict[str, dict[str, int]] = {}
    for each in accounts:
        mine = rows.setdefault(each.kind, {"read": 0, "matched": 0, "reported": 0})
        mine["read"] += each.read
        mine["matched"] += each.matched
        mine["reported"] += each.reported
    data: dict[str, Any] = {
        "version": VERSION,
        "from": given.period.start.isoformat(),
        "until": given.period.last.isoformat(),
        "commit": state.commit,
        "edited": state.edited,
        "smallest_group": smallest,
        "rows": rows,
        "counts": [
            dict(zip(LINE, (line.family, line.table, line.group, line.people, line.days), strict=True))
            | dict(line.counts)
            for line in found
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def counts_csv(found: Sequence[Line]) -> bytes:
    """Write the counts one a line: family, table, group, what, how many; empty where it is left out."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(("family", "table", "group", "count", "value"))
    for line in found:
        for name, value in (("people", line.people), ("days", line.days), *line.counts):
            writer.writerow((line.family, line.table, line.group, name, "" if value is None else value))
    return made.getvalue().encode()
