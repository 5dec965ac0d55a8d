"""What the columns of a recap rest on, told once below its table: a column head has the numbers of the list only.

Where the law changes within a period a column rests on several clauses, and their names would take more room than the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from giliran.reconcile.recaps import Column

HEADING = Text("Dasar", "Basis")
_BY_NUMBER = Text("dasar", "basis")


def legend(columns: Iterable[Column]) -> tuple[Text, ...]:
    """List what columns rest on, each once, in the order in which they name it; it is numbered from 1."""
    return tuple(dict.fromkeys(basis for column in columns for basis in column.bases))


def marks(column: Column, listed: Sequence[Text]) -> Text:
    """Give the numbers of what a column rests on: ``basis 1, 3``, and nothing where it rests on nothing."""
    if not column.bases:
        return same("")
    return joined((_BY_NUMBER, same(", ".join(str(listed.index(basis) + 1) for basis in column.bases))))
