"""What has become of a unit's month, by name: the internal edition only. Its types hold names.

A reason of a recall is told where the recall stands, never here: what was taken back is not to be read for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.changes import counted_past, shown
from giliran.views.words import weekday
from giliran.wording import Text, joined, month_name, same

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.history.differences import DayChange
    from giliran.history.record import Record
    from giliran.model import Unit
    from giliran.views.changes import ChangeHead, CountedPast

NAMES = 600
"""Names told on one page; changes beyond it, the older ones, are told in counts."""

_OPEN_DAYS, _OPEN_NAMES = 3, 8


@dataclass(frozen=True, slots=True)
class Move:
    """What happened to some people on a day."""

    words: Text
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayMoves:
    """What happened on a day."""

    day: Text
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class NamedChange:
    """One change. ``days`` is empty where the counts say it all; a long one is ``folded``."""

    head: ChangeHead
    days: tuple[DayMoves, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class NamedPast:
    """The changes of a month with the people they concern."""

    counts: CountedPast
    changes: tuple[NamedChange, ...]


def named_past(corpus: Corpus, record: Record, unit: Unit, month: str) -> NamedPast | None:
    """Tell the past of a month; ``None`` where no commit knows of a schedule.

    People are called as the unit file calls them today; who is no longer in it has only an id.
    """
    counts = counted_past(corpus, record, unit, month)
    if counts is None:
        return None
    names = {member.id: member.name for member in unit.employees}
    left, told = NAMES, []
    for head, change in zip(counts.changes, shown(record, unit, month), strict=True):
        days = tuple(_day(day, names) for day in change.difference.days)
        number = sum(len(move.people) for day in days for move in day.moves)
        left -= number
        kept = days if left >= 0 else ()
        told.append(NamedChange(head, kept, len(kept) > _OPEN_DAYS or number > _OPEN_NAMES))
    return NamedPast(counts, tuple(told))


def _day(change: DayChange, names: Mapping[str, str]) -> DayMoves:
    return DayMoves(_spelt(change.day), tuple(_moves(change, names)))


def _moves(change: DayChange, names: Mapping[str, str]) -> Iterator[Move]:
    home = Text("pindah ke rumah", "moved home")
    office = Text("pindah ke kantor", "moved to the office")
    if change.emptied:
        office = Text("tidak lagi dijadwalkan, kembali ke kantor", "no longer scheduled, back to the office")
    found: Sequence[tuple[Text, tuple[str, ...]]] = (
        (home, change.to_home),
        (office, change.to_office),
        (Text("dipanggil ke kantor", "called in to the office"), change.recalled),
        (Text("pemanggilan dihapus", "recall removed"), change.unrecalled),
        (Text("catatan pemanggilan diubah", "record of the recall changed"), change.recalled_otherwise),
    )
    for words, ids in found:
        if ids:
            yield Move(words, tuple(sorted(names.get(person, person) for person in ids)))


def _spelt(day: datetime.date) -> Text:
    """Spell a day of the month of the page: ``Selasa, 5 September``."""
    month = month_name(day)
    name = Text(month.id.rpartition(" ")[0], month.en.rpartition(" ")[0])
    return joined((weekday(day), same(f"{day.day} ") + name), ", ")
