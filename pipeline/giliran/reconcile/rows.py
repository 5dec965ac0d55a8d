"""The rows of one file as columns of text, and what is odd about some of them, before anybody knows what they mean.

Rows are numbered as a spreadsheet shows them, from 1, the header included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types

from giliran.diagnostics import OperatorError
from giliran.identity import LONG_NUMBER
from giliran.reconcile.kinds import KINDS, NUMBER
from giliran.wording import Text, quoted, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Rows = NDArray[np.int32]
    Titles = Mapping[str, str]
    Mask = NDArray[np.bool_]


SEARCHED = 30
"""Lines from the top of a file among which a header is looked for."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Rows of a file that share an oddity. ``role`` tells the column, ``None`` for the row as a whole.

    ``shown`` are what the cells hold, where that may be shown: never a number of a person. ``beside`` tells that a cell is
    set aside and the row counts all the same, by another of its cells; ``left`` that a remark is on rows which do not count,
    for a reason that is told by itself. ``others`` are the rows that count instead: the
    number of the file of each, -1 for none, and its row.
    """

    kind: int
    rows: Rows
    role: str | None = None
    shown: pa.Array | None = None
    beside: bool = False
    left: bool = False
    others: tuple[NDArray[np.int16], Rows] | None = None

    @property
    def used(self) -> bool:
        """Tell whether the rows count all the same."""
        return self.beside or (KINDS[self.kind].used and not self.left)

    def only(self, kept: Mask, *, beside: bool) -> Odd:
        """Give some of the rows."""
        shown = None if self.shown is None else self.shown.filter(pa.array(kept))
        others = None if self.others is None else (self.others[0][kept], self.others[1][kept])
        return Odd(self.kind, self.rows[kept], self.role, shown, beside, self.left, others)


def odd(kind: str, rows: Sequence[int] | Rows, role: str | None = None, shown: pa.Array | None = None) -> Odd:
    """Name an oddity of some rows."""
    return Odd(NUMBER[kind], np.asarray(rows, dtype=np.int32), role, shown)


@dataclass
class Table:
    """The rows of one file that could be split into cells.

    ``columns`` has a text for each row and role; ``numbers`` are the rows' places in the file. ``odd`` grows while the
    rows are looked at; ``lost`` are rows that could not be split at all. ``titles`` are the headers by role. ``open_end`` is
    the last row where its line has no end, as happens when a file is cut off.
    """

    name: str
    columns: dict[str, pa.Array]
    numbers: Rows
    titles: Titles
    odd: list[Odd] = field(default_factory=list)
    lost: int = 0
    open_end: int = 0

    @property
    def read(self) -> int:
        """Count the rows that were read."""
        return len(self.numbers) + self.lost

    def note(self, kind: str, mask: Mask, role: str | None = None, *, show: bool = False) -> None:
        """Tell an oddity of the rows under a mask."""
        if not mask.any():
            return
        shown = self.columns[role].filter(pa.array(mask)) if show and role is not None else None
        self.odd.append(odd(kind, self.numbers[mask], role, shown))

    def forget(self, but: Iterable[str]) -> None:
        """Let go of the texts of all columns but some: those of five million rows weigh much."""
        kept = set(but)
        for role in [role for role in self.columns if role not in kept]:
            del self.columns[role]

    def cells(self, role: str, rows: Rows) -> pa.Array:
        """Give what stands in the column of a role, in rows by their places in the file."""
        return self.columns[role].take(pa.array(np.searchsorted(self.numbers, rows)))


def plain(words: object) -> str:
    """Spell a header or a word so that capitals and blanks make no difference."""
    return " ".join(str(words).replace("\ufeff", "").split()).casefold()


def found_header(
    name: str, lines: Iterable[tuple[int, Sequence[str]]], wanted: Iterable[str]
) -> tuple[int, dict[str, int]] | None:
    """Find the first line that holds every wanted title: its number, and the place of each title in it, from 0.

    Raises :class:`OperatorError` where two columns have the title of one.
    """
    sought = {title: plain(title) for title in wanted}
    for number, cells in lines:
        titles = [plain(cell) for cell in cells]
        if all(title in titles for title in sought.values()):
            twice = [title for title, spelt in sought.items() if titles.count(spelt) > 1]
            if twice:
                raise _two_of(name, number, twice)
            return number, {title: titles.index(spelt) for title, spelt in sought.items()}
    return None


def _two_of(name: str, line: int, titles: Sequence[str]) -> OperatorError:
    return OperatorError(
        Text(
            f"“{name}”, baris {line}: lebih dari satu kolom berjudul {quoted(titles)}. Beri nama lain pada yang tidak dimaksud.",
            f"“{name}”, row {line}: more than one column has the title {quoted(titles)}. Rename those that are not meant.",
        )
    )


_MOST_TITLES, _LONGEST_TITLE = 30, 40
_SIGNS = re.compile(r"[\s.:/_-]")
_NUMBER = re.compile(rf"\d{{{LONG_NUMBER}}}")


def no_header(name: str, wanted: Iterable[str], seen: Sequence[str]) -> OperatorError:
    """Say that a file has no line with the titles that the mapping names.

    What stands first instead is shown where it may be titles; a line with the number of somebody, or with a time, is a row.
    """
    titles = [title.strip() for title in seen if title.strip()][:_MOST_TITLES]
    first = Text("tampaknya sudah data, bukan judul.", "seems to be a row already, and no header.")
    if not any(_NUMBER.search(_SIGNS.sub("", title)) for title in titles):
        there = quoted(f"{title[:_LONGEST_TITLE]}…" if len(title) > _LONGEST_TITLE else title for title in titles)
        first = same(f"{there or '–'}.")
    sought = quoted(wanted)
    return OperatorError(
        Text(
            f"“{name}” tidak mempunyai baris judul dengan kolom {sought}. Baris pertamanya: {first.id} "
            "Betulkan “columns” di berkas pemetaan, atau pemisahnya.",
            f"“{name}” has no header with the columns {sought}. Its first line: {first.en} "
            "Correct “columns” in the mapping file, or the separator.",
        )
    )
