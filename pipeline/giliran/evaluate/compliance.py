"""Counts that ``giliran reconcile`` has made fit to be published, read with suspicion: a file may come from anywhere.

Only known words, agencies, days of the period and whole numbers are taken in, so that nothing else can ride along.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.compliance import FAMILIES, LINE, TABLES, VERSION, count_named
from giliran.corpus.values import parsed_date
from giliran.diagnostics import OperatorError
from giliran.evaluate.forms import COMPLIANCE
from giliran.timeline import Period
from giliran.views.tables.records import Table
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator

    from giliran.views.tables.records import Cell

_ORDER = ("total", *(table for table in TABLES if table != "total"))
"""The tables in the order in which an evaluation has them."""


@dataclass(frozen=True, slots=True)
class PublishedCounts:
    """What was read: the period it is about, the size that its smallest group has or may have, and the table."""

    period: Period
    smallest: int
    table: Table


def read_counts(name: str, content: bytes, period: Period, agencies: Collection[str]) -> PublishedCounts:
    """Read a file of counts. Raises :class:`OperatorError` for any other file, and for other days than those of ``period``."""
    try:
        data = json.loads(content)
        about = Period(_day(data["from"]), _day(data["until"]))
        smallest = data["smallest_group"]
        if data["version"] != VERSION or not _whole(smallest) or smallest < 1:
            raise ValueError
        if not period.encloses(about):
            raise _other_days(name, about, period)
        rows = [row for line in data["counts"] for row in _rows(line, about, agencies)]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise _no_counts(name) from error
    if len({row[:4] for row in rows}) != len(rows):
        raise _no_counts(name)
    groups = [row[4] for row in rows if isinstance(row[4], int) and row[4]]
    order = {family: at for at, family in enumerate(FAMILIES)}
    rows.sort(key=lambda row: (order[str(row[0])], _ORDER.index(str(row[1])), str(row[2])))
    return PublishedCounts(about, min([smallest, *groups]), Table(COMPLIANCE, tuple(rows)))


def _rows(line: dict[str, Any], about: Period, agencies: Collection[str]) -> Iterator[tuple[Cell, ...]]:
    """Take one line apart, a row for each of its counts. Raises :class:`ValueError` for anything that is not known."""
    family, table, group = line["family"], line["table"], line["group"]
    names = [name for name in line if name not in LINE]
    known = {"agency": group in agencies, "day": _is_day(group, about), "total": group == "total"}
    numbers = [line["people"], line["days"], *(line[name] for name in names)]
    hidden = all(number is None for number in numbers)
    counts = {name: count_named(name) for name in names}
    if family not in FAMILIES or not known[table] or not counts:
        raise ValueError
    if not hidden and not all(map(_whole, numbers)):
        raise ValueError
    for name, count in counts.items():
        if count is None or count.family != family:
            raise ValueError
        value, base = line[name], line[count.of or "days"]
        if not hidden and count.has_share and value > base:
            raise ValueError
        percent = None if hidden or base == 0 or not count.has_share else value * 100 // base
        yield (family, table, group, name, line["people"], base, value, percent)


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


def _day(words: object) -> datetime.date:
    found = parsed_date(words) if isinstance(words, str) else None
    if found is None:
        raise ValueError
    return found


def _is_day(words: object, about: Period) -> bool:
    found = parsed_date(words) if isinstance(words, str) else None
    return found is not None and found in about


def _no_counts(name: str) -> OperatorError:
    return OperatorError(
        Text(
            f"“{name}” bukan berkas jumlah untuk data ini. Berikan public/counts.json hasil “giliran reconcile” atas repositori yang sama.",
            f"“{name}” is no file of counts for these data. Give the public/counts.json that “giliran reconcile” has made of the same repository.",
        )
    )


def _other_days(name: str, about: Period, period: Period) -> OperatorError:
    return OperatorError(
        Text(
            f"“{name}” memuat {about.start} s.d. {about.last}, tidak seluruhnya di dalam {period.start} s.d. {period.last}. "
            "Evaluasi masa yang memuatnya.",
            f"“{name}” is about {about.start} to {about.last}, which is not all within {period.start} to {period.last}. "
            "Evaluate a period that holds it.",
        )
    )
