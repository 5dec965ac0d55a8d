"""The statement of a month: what the repository says of it at one commit, as tables that can be signed and verified.

The same commit gives the same tables, and the same tables the same bytes, as a workbook and as JSON. Nothing in them
comes from the clock, the disk or the program's surroundings. For the public there are counts: no table, column or digest
from which a person could be read or guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.wording import Language, Text

FORMAT = "giliran-statement"
"""What a statement calls itself; under what it is signed is said in :mod:`giliran.signatures`."""
VERSION = 2
"""Counts up when a table or a column changes, so that an older program says that it is too old.

Statements of version 1, whose clauses on attendance and on hours have no value, are verified as they were made.
"""

Value: TypeAlias = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Claims:
    """What a statement says it is about; from these and a repository it can be made again.

    ``agency`` is a folder below ``units/``, ``None`` for all. ``commit`` is a whole name, ``time`` its committer's time
    as ``2023-09-01T14:05:00+07:00``. ``version`` is that of the format, by which old statements are made again.
    """

    month: str
    agency: str | None
    audience: Audience
    language: Language
    commit: str
    time: str
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in JSON, its heading for people, and how many characters wide it is shown."""

    key: str
    title: Text
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name in JSON, the name of its sheet, and its rows, each with a value for each column."""

    key: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole statement. The first table, ``statement``, has a row for each thing that is said about all of it."""

    claims: Claims
    tables: tuple[Table, ...]

    def dated(self, commit: str, time: str) -> Statement:
        """Give the same statement, saying that it is of another commit."""
        about, *others = self.tables
        told = {"commit": commit, "time": time}
        rows = tuple((key, title, told.get(str(key), value)) for key, title, value in about.rows)
        claims = replace(self.claims, commit=commit, time=time)
        return Statement(claims, (replace(about, rows=rows), *others))
