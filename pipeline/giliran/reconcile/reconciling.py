"""From the bytes of the exports to everything that is told of them: the whole on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from giliran.diagnostics import Refusals
from giliran.reconcile.delimited import delimited
from giliran.reconcile.joining import matched
from giliran.reconcile.judging import judged
from giliran.reconcile.mapping import EXPORT_KINDS
from giliran.reconcile.numbers import numbers
from giliran.reconcile.records import joined, records
from giliran.reconcile.telling import by_record, by_row, read_again

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from giliran.reconcile.ground import Ground
    from giliran.reconcile.joining import Matched
    from giliran.reconcile.judging import Judged
    from giliran.reconcile.mapping import Export, ExportKind, Format, Mapping
    from giliran.reconcile.records import Records
    from giliran.reconcile.rows import Odd, Table, Titles


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name, how it is read when it is wanted, and what the mapping says of it.

    ``read`` raises :class:`OperatorError` for a file that is not there, or that may not be read here.
    """

    name: str
    read: Callable[[], bytes]
    export: Export


@dataclass(frozen=True)
class Account:
    """The rows of one file: read, and reported; what is neither is matched. ``titles`` are the headers by role.

    The table of people has the role ``people``, and every export its kind.
    """

    name: str
    kind: str
    read: int
    reported: int
    odd: tuple[Odd, ...]
    titles: Titles

    @property
    def matched(self) -> int:
        """Count the rows that speak for somebody."""
        return self.read - self.reported


@dataclass(frozen=True)
class Reconciled:
    """What was read, and what it shows."""

    accounts: tuple[Account, ...]
    given: Ground
    judged: Judged
    found: dict[ExportKind, Matched]


def reconciled(mapping: Mapping, table: tuple[str, bytes], sources: Sequence[Source], given: Ground) -> Reconciled:
    """Read the table of people and the exports, and join them with the schedule.

    Raises :class:`OperatorError` for all files that cannot be read at all.
    """
    refused = Refusals()
    with refused.collected():
        people = opened(table[0], table[1], mapping.people.form, mapping.people.columns)
        known = numbers(people, {person: place for place, person in enumerate(given.people)})
    tables: list[Table] = []
    parts: dict[ExportKind, list[Records]] = {}
    for number, source in enumerate(sources):
        with refused.collected():
            rows = opened(source.name, source.read(), source.export.form, source.export.columns)
            if refused:
                continue  # what the rest holds is not wanted any more, only whether it can be opened
            parts.setdefault(source.export.kind, []).append(
                records(rows, source.export, number, known, given.zone, given.night)
            )
            rows.forget(but=read_again(source.export))
            tables.append(rows)
    refused.leave()
    found = {kind: matched(joined(kind, parts.pop(kind)), given) for kind in EXPORT_KINDS if kind in parts}
    accounts = [_account(people, "people", people.odd)]
    for number, (rows, source) in enumerate(zip(tables, sources, strict=True)):
        mine = found[source.export.kind]
        odd = (
            by_row(rows, source.export, number, mine)
            if source.export.wide
            else by_record(rows, source.export, number, mine)
        )
        accounts.append(_account(rows, source.export.kind, odd))
        rows.forget(but=())
    whole = Reconciled(tuple(accounts), given, judged(given, found), found)
    _add_up(whole, sources)
    return whole


def opened(name: str, content: bytes, form: Format, titles: Titles) -> Table:
    """Read a file of either kind."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from giliran.reconcile.workbooks import workbook_table  # noqa: PLC0415 - only whoever has workbooks pays for it

        return workbook_table(name, content, form, titles)
    return delimited(name, content, form, titles)


def _account(table: Table, kind: str, found: Sequence[Odd]) -> Account:
    odd = tuple(each for each in found if len(each.rows))
    lines = [each.rows for each in odd if not each.used]
    reported = len(np.unique(np.concatenate(lines))) if lines else 0
    return Account(table.name, kind, table.read, reported, odd, table.titles)


def _add_up(whole: Reconciled, sources: Sequence[Source]) -> None:
    """Make sure that every row that was read is matched or reported, by counting the matched ones by themselves."""
    for number, (account, source) in enumerate(zip(whole.accounts[1:], sources, strict=True)):
        rows = whole.found[source.export.kind].rows_of(number)
        count = len(np.unique(rows)) if source.export.wide else len(rows)
        assert account.read == count + account.reported, (account.name, account.read, count)
