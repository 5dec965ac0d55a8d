"""What an import changes, in plain words: the days, who is new at home, and who is not any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.wording import Text, joined, long_date

if TYPE_CHECKING:
    from giliran.sheets.gathering import Taken


def told_changes(taken: Taken) -> Text:
    """Say what changes in one schedule, a line for each day."""
    changes = taken.changes
    title = taken.grid.title
    if not changes:
        return Text(f"{title.id}: tidak ada perubahan.", f"{title.en}: no changes.")
    lines = [
        Text(
            f"{title.id}: {len(changes)} hari berubah.",
            f"{title.en}: {len(changes)} {'day changes' if len(changes) == 1 else 'days change'}.",
        )
    ]
    names = {row.id: row.name for row in taken.grid.rows}
    for day, new, gone in changes:
        spelt = long_date(day)
        parts = [f"+ {_named(person, names)}" for person in new] + [f"− {_named(person, names)}" for person in gone]
        listed = "; ".join(parts)
        lines.append(Text(f"  {spelt.id}: {listed}", f"  {spelt.en}: {listed}"))
    return joined(lines, "\n")


def _named(person: str, names: dict[str, str]) -> str:
    return f"{names[person]} ({person})" if names.get(person, person) != person else person
