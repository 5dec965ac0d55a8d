"""Counts that everybody may read: by agency and by day, without names, codes or numbers, and without small groups.

What rests on the same people goes or stays together (a *family*), so that no count of it gives away another. A family of
which not even the total can be shown is left out of every table.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from giliran.suppression import Group, Hidden, hidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from giliran.reconcile.ground import Ground
    from giliran.reconcile.measures import Measure
    from giliran.reconcile.reconciling import Account

_FAMILIES = {
    "home": ("records-complete", "no-record-1", "no-record-2", "no-record-3", "at-office"),
    "report": ("report-after-record", "no-report", "report-late", "report-before-record"),
    "recall": ("recall-obeyed", "recall-at-home", "recall-no-record"),
    "office": ("home-without-turn",),
    "calls": ("calls", "answered"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """The counts of one group; ``None`` in place of numbers that are left out."""

    family: str
    table: str
    group: str
    people: int | None
    days: int | None
    counts: tuple[tuple[str, int | None], ...]


def lines(given: Ground, found: Sequence[Measure], smallest: int) -> tuple[Line, ...]:
    """Give the tables of all families, each with its total last."""
    made: list[Line] = []
    for family, names in _FAMILIES.items():
        mine = [each for each in found if each.name in names]
        if mine:
            made.extend(_family(given, family, mine, smallest))
    return tuple(made)


def _family(given: Ground, family: str, mine: Sequence[Measure], smallest: int) -> Iterator[Line]:
    base = np.logical_or.reduce([each.base for each in mine])
    if not base.any():
        return
    tables = {name: _groups(given, base, name) for name in ("agency", "day")}
    out = {name: _hidden(mine, base, groups, smallest) for name, groups in tables.items()}
    whole = np.ones(base.shape, bool)
    if any(each.total for each in out.values()) or _people(base) < smallest or _uniform(mine, whole):
        return
    for name, groups in tables.items():
        for label, mask in groups:
            yield _line(family, name, label, mine, base, mask, label not in out[name].groups)
    yield _line(family, "total", "total", mine, base, whole, shown=True)


def _hidden(
    mine: Sequence[Measure], base: NDArray[np.bool_], groups: list[tuple[str, NDArray[np.bool_]]], smallest: int
) -> Hidden:
    masks = dict(groups)

    def together(names: Sequence[str]) -> int:
        return _people(base & np.logical_or.reduce([masks[name] for name in names]))

    listed = [Group(label, _people(base & mask), _uniform(mine, mask)) for label, mask in groups]
    return hidden(listed, smallest, together)


def _groups(given: Ground, base: NDArray[np.bool_], name: str) -> list[tuple[str, NDArray[np.bool_]]]:
    if name == "day":
        columns = np.arange(base.shape[1])
        return [
            (day.isoformat(), np.broadcast_to(columns == at, base.shape))
            for at, day in enumerate(given.days)
            if given.off[at] is None
        ]
    agencies = np.array([unit.agency for unit in given.units])
    labels = np.where(given.unit >= 0, agencies[np.maximum(given.unit, 0)], "")
    return [(str(agency), labels == agency) for agency in sorted(set(agencies.tolist()))]


def _people(mask: NDArray[np.bool_]) -> int:
    return int(mask.any(axis=1).sum())


def _uniform(mine: Sequence[Measure], mask: NDArray[np.bool_]) -> bool:
    """Tell whether some fault is found on every day that it could be: then it is said of everybody."""
    for each in mine:
        base = int((each.base & mask).sum())
        if each.fault and base and int((each.counts.astype(bool) & mask).sum()) == base:
            return True
    return False


def _line(
    family: str,
    table: str,
    label: str,
    mine: Sequence[Measure],
    base: NDArray[np.bool_],
    mask: NDArray[np.bool_],
    shown: bool,
) -> Line:
    people, turns = (_people(base & mask), int((base & mask).sum())) if shown else (None, None)
    counts = tuple((each.name, int(np.where(mask, each.counts, 0).sum()) if shown else None) for each in mine)
    return Line(family, table, label, people, turns, counts)


def counts_json(given: Ground, found: Sequence[Line], accounts: Sequence[Account], smallest: int) -> bytes:
    """Write the counts as one object; a group that is left out has ``null`` in place of each number."""
    rows: dict[str, dict[str, int]] = {}
    for each in accounts:
        mine = rows.setdefault(each.kind, {"read": 0, "matched": 0, "reported": 0})
        mine["read"] += each.read
        mine["matched"] += each.matched
        mine["reported"] += each.reported
    data: dict[str, Any] = {
        "version": 1,
        "from": given.period.start.isoformat(),
        "until": given.period.last.isoformat(),
        "smallest_group": smallest,
        "rows": rows,
        "counts": [
            {
                "family": line.family,
                "table": line.table,
                "group": line.group,
                "people": line.people,
                "days": line.days,
                **dict(line.counts),
            }
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
