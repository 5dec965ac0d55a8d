"""What has become of a unit's month, in counts: which commit changed how many turns, and when.

No type of this module has a place for a name, an employee id or a reason. Neither edition tells who made a commit or
what its message says: both are free text, in which people and reasons may be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.grammar import schedule_path
from giliran.history.differences import changes
from giliran.report.words import counted
from giliran.views.clock import date_and_time, local
from giliran.wording import Text, joined
from giliran.zones import zone_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.corpus import Corpus
    from giliran.history.differences import DayChange, Difference, FileChange
    from giliran.history.record import Record
    from giliran.model import Unit

SHOWN = 30
"""Changes listed on a page; of older ones only the number is told."""

_TURNS, _DAYS, _RECALLS = Text("giliran", "turn"), Text("hari", "day"), Text("pemanggilan", "recall")


@dataclass(frozen=True, slots=True)
class ChangeHead:
    """One change: ``moment`` in words and as ``stamp`` with its zone, the whole name of the commit, and the counts."""

    moment: Text
    stamp: str
    commit: str
    summary: Text

    @property
    def short(self) -> str:
        """Give the first letters of the commit's name; always as many, while git's own abbreviation grows."""
        return self.commit[:8]


@dataclass(frozen=True, slots=True)
class CountedPast:
    """The changes of a month, newest first; ``earlier`` ones are not listed.

    ``since`` is given where this copy does not know what was before.
    """

    zone: Text
    changes: tuple[ChangeHead, ...]
    earlier: int
    since: Text | None


def counted_past(corpus: Corpus, record: Record, unit: Unit, month: str) -> CountedPast | None:
    """Tell the past of a month in counts; ``None`` where no commit knows of a schedule."""
    steps = record.steps(schedule_path(unit.id, month))
    if not steps:
        return None
    zone = corpus.calendar.zone
    found = shown(record, unit, month)
    oldest = steps[0].commit
    return CountedPast(
        zone_words(zone),
        tuple(_head(change, zone) for change in found),
        sum(not step.commit.cut for step in steps) - len(found),
        date_and_time(local(oldest.time, zone)) if oldest.cut else None,
    )


def shown(record: Record, unit: Unit, month: str) -> tuple[FileChange, ...]:
    """Give the changes that the page of a month lists, newest first."""
    found = tuple(changes(record.steps(schedule_path(unit.id, month))))
    return found[::-1][:SHOWN]


def _head(change: FileChange, zone: str) -> ChangeHead:
    moment = local(change.commit.time, zone)
    return ChangeHead(date_and_time(moment), moment.isoformat(), change.commit.name, _summary(change.difference))


def _summary(found: Difference) -> Text:
    """Say a change in counts."""
    turns = counted(found.turns, _TURNS, "turns")
    if found.kind == "created":
        days = counted(found.on_days, _DAYS, "days")
        words = Text(f"Jadwal dibuat: {turns.id} pada {days.id}", f"Schedule created: {turns.en} on {days.en}")
        if not found.turns:
            words = Text("Jadwal dibuat tanpa giliran", "Schedule created without turns")
        recalls = (counted(found.recalls, _RECALLS, "recalls"),) if found.recalls else ()
        return joined((words, *recalls), ", ")
    if found.kind == "deleted":
        return Text(
            f"Jadwal dihapus, {turns.id}: semua kembali ke kantor",
            f"Schedule deleted, {turns.en}: everyone is back at the office",
        )
    if found.kind == "same":
        return Text(
            "Hanya catatan atau urutan yang berubah; giliran tetap", "Only comments or order changed; the turns stayed"
        )
    if found.kind == "unreadable":
        return Text("Versi lama ini tidak terbaca", "This old version cannot be read")
    if found.kind == "mended":
        return Text("Terbaca kembali; giliran tetap", "Readable again; the turns stayed")
    return joined((*_turns(found.days), *_recalls(found.days)), "; ")


def _turns(days: Sequence[DayChange]) -> tuple[Text, ...]:
    added, removed = sum(len(day.to_home) for day in days), sum(len(day.to_office) for day in days)
    parts = []
    if added:
        parts.append(counted(added, _TURNS, "turns") + Text(" ditambahkan", " added"))
    if removed:
        number = Text(f"{removed}", f"{removed}") if added else counted(removed, _TURNS, "turns")
        parts.append(number + Text(" dihapus", " removed"))
    if not parts:
        return ()
    on = counted(sum(bool(day.to_home or day.to_office) for day in days), _DAYS, "days")
    whole = Text(" dan ".join(part.id for part in parts), " and ".join(part.en for part in parts))
    emptied = sum(day.emptied for day in days)
    left = counted(emptied, _DAYS, "days") + Text(" tidak lagi punya giliran", " left without turns")
    return (whole + Text(f" pada {on.id}", f" on {on.en}"), *((left,) if emptied else ()))


def _recalls(days: Sequence[DayChange]) -> tuple[Text, ...]:
    numbers = (
        (sum(len(day.recalled) for day in days), Text(" ditambahkan", " added")),
        (sum(len(day.unrecalled) for day in days), Text(" dihapus", " removed")),
        (sum(len(day.recalled_otherwise) for day in days), Text(" diubah", " changed")),
    )
    return tuple(counted(number, _RECALLS, "recalls") + words for number, words in numbers if number)
