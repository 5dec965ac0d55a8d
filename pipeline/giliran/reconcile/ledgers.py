"""Every odd row and the sums of every file, as CSV: private, since a row is one person's."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
from pyarrow import compute
from pyarrow import csv as arrow_csv

from giliran.formulas import WORKED_OUT
from giliran.identity import LONG_NUMBER, NIK
from giliran.reconcile.kinds import KINDS
from giliran.unseen import CONTROLS, NO_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.origin import State
    from giliran.reconcile.reconciling import Account
    from giliran.reconcile.rows import Odd
    from giliran.wording import Language, Text

_PERSONAL = rf"\d{{{LONG_NUMBER},}}|\d(?:[ ._-]?\d){{{NIK - 1},}}"
"""Digits that may be a number of a person: they are shown nowhere, in whatever column they strayed."""
_LONGEST = 60


def rows_csv(accounts: Sequence[Account], language: Language) -> bytes:
    """List the odd rows by file and row: what is odd, in which column, whether the row counts, and what to do.

    A row counts ``partly`` where a cell of it is set aside and another speaks for somebody. Where another row counts in
    its place, or says otherwise, that one is named.
    """
    names = pa.array([account.name for account in accounts[1:]])  # the first is the table of people
    tables = [_listed(account, each, names, language) for account in accounts for each in account.odd]
    if not tables:
        return ",".join(_FIELDS).encode() + b"\n"
    whole = pa.concat_tables(tables)
    order = compute.sort_indices(whole, [("order", "ascending"), ("row", "ascending"), ("kind", "ascending")])
    made = io.BytesIO()
    arrow_csv.write_csv(whole.take(order).select(_FIELDS), made, arrow_csv.WriteOptions(quoting_style="needed"))
    return made.getvalue()


_FIELDS = ("file", "row", "column", "kind", "counts", "found", "cell", "other_file", "other_row", "advice")


def _listed(account: Account, odd: Odd, names: pa.Array, language: Language) -> pa.Table:
    kind, count = KINDS[odd.kind], len(odd.rows)

    def same(words: str) -> pa.Array:
        return pa.repeat(pa.scalar(words, pa.string()), count)

    other_file, other_row = pa.nulls(count, pa.string()), pa.nulls(count, pa.int32())
    if odd.others is not None:
        none = odd.others[0] < 0
        other_file = names.take(pa.array(odd.others[0], mask=none))
        other_row = pa.array(odd.others[1], mask=none)
    shown = same("") if odd.shown is None else _discreet(odd.shown)
    return pa.table(
        {
            "order": same(f"{account.kind} {account.name}"),
            "file": same(account.name),
            "row": pa.array(odd.rows),
            "column": same(account.titles.get(odd.role, "") if odd.role else ""),
            "kind": same(kind.name),
            "counts": same("partly" if odd.beside else "yes" if odd.used else "no"),
            "found": same(kind.found.to(language)),
            "cell": shown,
            "other_file": other_file,
            "other_row": other_row,
            "advice": same(kind.advice.to(language)),
        }
    )


def _discreet(shown: pa.Array) -> pa.Array:
    """Show what cells hold without digits that may be somebody's, on one line, and so that no program works it out.

    What does not show is left out: it could hide such digits from the search, or turn the line around.
    """
    texts = compute.replace_substring_regex(shown, f"[{CONTROLS}{NO_WIDTH}]+", "")
    texts = compute.replace_substring_regex(compute.utf8_slice_codeunits(texts, 0, _LONGEST), _PERSONAL, "…")
    texts = compute.replace_substring_regex(texts, r"[\r\n\t]+", " ")
    risky = compute.is_in(
        compute.utf8_slice_codeunits(compute.utf8_ltrim_whitespace(texts), 0, 1), pa.array(WORKED_OUT)
    )
    return compute.if_else(risky, compute.binary_join_element_wise("'", texts, ""), texts)


def files_csv(accounts: Sequence[Account], state: State) -> bytes:
    """Give for each file, and in sum, the rows that were read, matched and reported, and the commit of the schedules.

    ``edited`` tells that the schedules have changes that are not committed. Both are empty outside git.
    """
    origin = ("", "") if state.commit is None else (state.commit, "yes" if state.edited else "no")
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(("file", "kind", "read", "matched", "reported", "commit", "edited"))
    for each in accounts:
        writer.writerow((each.name, each.kind, each.read, each.matched, each.reported, *origin))
    sums = [sum(numbers) for numbers in zip(*((a.read, a.matched, a.reported) for a in accounts), strict=True)]
    writer.writerow(("total", "", *sums, *origin))
    return made.getvalue().encode()


def tally(accounts: Sequence[Account]) -> Iterator[tuple[str, int, Text]]:
    """Give how often each kind of oddity was found, those set aside first, in the order of the list of kinds."""
    found = np.zeros(len(KINDS), np.int64)
    for account in accounts:
        for each in account.odd:
            found[each.kind] += len(each.rows)
    for number, kind in sorted(enumerate(KINDS), key=lambda pair: (pair[1].used, pair[0])):
        if found[number]:
            yield kind.name, int(found[number]), kind.found
