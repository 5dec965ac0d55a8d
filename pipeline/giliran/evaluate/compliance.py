"""Counts that ``giliran reconcile`` has made fit to be published, read with suspicion: a file may come from anywhere.

Only known words, agencies, days of the period and whole numbers are taken in, so that nothing else can ride along.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.compliance import FAMILIES, LINE, TABLES, VERSION, count_named
from giliran.corpus.values import parsed_date
from giliran.diagnostics import OperatorError
from giliran.evaluate.record_forms import COMPLIANCE
from giliran.origin import State
from giliran.timeline import Period
from giliran.views.tables.records import Table
from giliran.wording import Text, joined

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator, Sequence

    from giliran.views.tables.records import Cell

_ORDER = ("total", *(table for table in TABLES if table != "total"))
"""The tables in the order in which an evaluation has them."""
_COMMIT = re.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LARGEST = 1 << 53
"""Whole numbers from here on are not kept to the last digit everywhere."""
_SHOWN = 10
"""Impossible counts that are told one by one."""


@dataclass(frozen=True, slots=True)
class PublishedCounts:
    """What was read: the period it is about, the size that its smallest group has or may have, and the table.

    ``state`` tells which data were counted; ``unlike`` how they differ from those that are evaluated, where they do.
    """

    period: Period
    smallest: int
    table: Table
    state: State
    unlike: Text | None = None


def read_counts(name: str, content: bytes, period: Period, agencies: Collection[str]) -> PublishedCounts:
    """Read a file of counts.

    Raises :class:`OperatorError` for any other file, for other days than those of ``period``, and for every count that cannot
    be.
    """
    try:
        data = json.loads(content)
        about = Period(_day(data["from"]), _day(data["until"]))
        smallest = data["smallest_group"]
        if data["version"] != VERSION or not _whole(smallest) or smallest < 1:
            raise ValueError
        if not period.encloses(about):
            raise _other_days(name, about, period)
        rows = [row for line in data["counts"] for row in _rows(line, about, agencies)]
        state = _state(data)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise _no_counts(name) from error
    if len({row[:4] for row in rows}) != len(rows):
        raise _no_counts(name)
    impossible = [*_more_than_there_is(data["counts"], about), *_more_than_the_total(data["counts"])]
    if impossible:
        raise _impossible(name, impossible)
    groups = [row[4] for row in rows if isinstance(row[4], int) and row[4]]
    order = {family: at for at, family in enumerate(FAMILIES)}
    rows.sort(key=lambda row: (order[str(row[0])], _ORDER.index(str(row[1])), str(row[2])))
    return PublishedCounts(about, min([smallest, *groups]), Table(COMPLIANCE, tuple(rows)), state)


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
        percent = None if hidden or base == 0 or not count.has_share else value * 100 // base
        yield (family, table, group, name, line["people"], base, value, percent)


def _more_than_there_is(lines: Sequence[dict[str, Any]], about: Period) -> Iterator[Text]:
    """Find counts that are larger than what they are a share of, with their place."""
    length = (about.last - about.start).days + 1
    for number, line in enumerate(lines, start=1):
        people, days = line["people"], line["days"]
        if days is None:
            continue
        names = {name: count for name in line if name not in LINE and (count := count_named(name)) is not None}
        shares = [(name, count.of or "days") for name, count in names.items() if count.has_share]
        pairs = [(name, line[name], base, line[base]) for name, base in (("people", "days"), *shares)]
        pairs.append(("days", days, f"people × {length}", people * length))
        for name, value, base, most in pairs:
            if value > most:
                yield _placed(
                    number,
                    line,
                    Text(f"“{name}” {value} dari “{base}” {most}.", f"“{name}” {value} of “{base}” {most}."),
                )


def _more_than_the_total(lines: Sequence[dict[str, Any]]) -> Iterator[Text]:
    """Find totals that are smaller than agencies, or days, together."""
    totals = {line["family"]: (number, line) for number, line in enumerate(lines, start=1) if line["table"] == "total"}
    for family, (number, total) in totals.items():
        for table in TABLES:
            mine = [line for line in lines if (line["family"], line["table"]) == (family, table)]
            for name in [name for name in total if name not in {"family", "table", "group", "people"}]:
                whole = sum(line.get(name) or 0 for line in mine)
                if total[name] is not None and whole > total[name]:
                    yield _placed(
                        number,
                        total,
                        Text(
                            f"“{name}” {total[name]}, padahal jumlah baris “{table}” {whole}.",
                            f"“{name}” {total[name]}, while lines “{table}” come to {whole}.",
                        ),
                    )


def _placed(number: int, line: dict[str, Any], found: Text) -> Text:
    place = f"{line['family']}, {line['table']}, {line['group']}"
    return Text(f"isian ke-{number} pada “counts” ({place}): ", f"entry {number} of “counts” ({place}): ") + found


def _impossible(name: str, found: Sequence[Text]) -> OperatorError:
    more = len(found) - _SHOWN
    left = Text(f" Dan {more} lagi.", f" And {more} more.") if more > 0 else Text("", "")
    advice = Text(
        "Jumlah itu mustahil. Berikan public/counts.json sebagaimana ditulis “giliran reconcile”.",
        "That cannot be. Give public/counts.json as “giliran reconcile” has written it.",
    )
    listed = [Text(f"“{name}”, {each.id}", f"“{name}”, {each.en}") for each in found[:_SHOWN]]
    listed[-1] += left
    return OperatorError(*listed[:-1], joined((listed[-1], advice)))


def _state(data: dict[str, Any]) -> State:
    """Read which data were counted; files from outside git do not say."""
    commit, edited = data.get("commit"), data.get("edited", False)
    if not isinstance(edited, bool) or not (commit is None or _COMMIT.fullmatch(commit)):
        raise ValueError
    return State(commit, edited)


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < _LARGEST


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
