"""Figures taken from tables, and how a sentence says them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.views.words import grouped
from giliran.wording import Text, decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.views.tables.records import Cell, Table


def columns_of(table: Table, *names: str, among: str | None = None) -> Iterator[tuple[Cell, ...]]:
    """Give some columns, of all rows or of those whose column ``table`` has a word."""
    order = [column.name for column in table.form.columns]
    places = [order.index(name) for name in names]
    return (
        tuple(row[at] for at in places) for row in table.rows if among is None or row[order.index("table")] == among
    )


def total(table: Table, name: str) -> int | None:
    """Add a column up; ``None`` where a row of it is hidden, since a part would pass for the whole."""
    cells = [cell for (cell,) in columns_of(table, name)]
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if len(numbers) == len(cells) else None


def tenths(share: Fraction) -> Text:
    """Spell a share in percent with one decimal, cut."""
    spelt = decimal(Fraction(int(share * 1000), 10))
    return Text(f"{spelt.id}%", f"{spelt.en}%")


def turns_of(part: int, whole: int) -> Text:
    """Say in brackets how many turns of how many."""
    one, all_ = grouped(part), grouped(whole)
    return Text(f" ({one.id} dari {all_.id} giliran)", f" ({one.en} of {all_.en} turns)")


def plain_number(number: int) -> Text:
    """Spell a number that is not grouped."""
    return Text(str(number), str(number))


def listing(named: list[tuple[str, Text]]) -> Text:
    """List names, each with words of its own."""
    return Text(
        "; ".join(f"{name} {words.id}" for name, words in named),
        "; ".join(f"{name} {words.en}" for name, words in named),
    )
