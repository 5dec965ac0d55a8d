"""The small phrases of which the telling of a change is made."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from giliran.proposal.impact.spans import ALWAYS
from giliran.wording import Text, joined, long_date, month_name, same

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from giliran.proposal.impact.effects import Fate, Person
    from giliran.timeline import Period


ARROW = "→"
_LISTED = 10
_DAYS = 5

_KEYS: dict[str, Text] = {
    "name": Text("nama", "name"),
    "kind": Text("jenis", "kind"),
    "role": Text("peran", "role"),
    "supervisor": Text("atasan langsung", "direct superior"),
    "other-supervisors": Text("atasan pengganti", "other superiors"),
    "jurisdiction": Text("pemerintah daerah", "jurisdiction"),
    "admins": Text("admin", "admins"),
    "note": Text("catatan", "note"),
    "services": Text("keterangan layanan", "service information"),
    "title": Text("judul", "title"),
    "text": Text("bunyi", "words"),
    "period": Text("masa berlaku", "period"),
    "in-force": Text("masa berlaku", "days in force"),
    "at-most": Text("batas", "limits"),
    "base": Text("siapa yang dihitung", "who is counted"),
    "rounding": Text("pembulatan", "rounding"),
    "when": Text("unit mana yang terkena", "which units it concerns"),
    "reference": Text("sumber", "source"),
    "sources": Text("sumber", "sources"),
    "holidays": Text("hari libur", "days off"),
    "working-days": Text("hari kerja", "working days"),
    "weekend": Text("akhir pekan", "weekend"),
    "bonds": Text("aturan yang mengikat", "circulars that bind"),
    "share": Text("batas", "limit"),
    "letter": Text("surat", "letter"),
    "reason": Text("alasan", "reason"),
}


def called(person: Person) -> str:
    """Give the name of somebody with their id, or the id where no name is known."""
    return person.id if person.name == person.id else f"{person.name} ({person.id})"


def key_words(key: str) -> Text:
    """Give the words for an entry of a file, or the key itself; a fact is called by its name."""
    if key.startswith("facts."):
        name = key.removeprefix("facts.")
        return Text(f"fakta {name}", f"fact {name}")
    return _KEYS.get(key) or same(key)


def value_or_none(value: str | None) -> Text:
    """Spell a value; where there is none, say so."""
    return Text("(tidak ada)", "(none)") if value is None else same(value)


def during(period: Period) -> Text:
    """Say since when and until when, with a blank in front; nothing for all the days there are."""
    words = same("")
    if period.start == period.end:
        day = long_date(period.start)
        return Text(f" pada {day.id}", f" on {day.en}")
    if period.start != ALWAYS:
        start = long_date(period.start)
        words = Text(f" sejak {start.id}", f" from {start.en}")
    if period.end is not None:
        end = long_date(period.end)
        words = words + Text(f" sampai {end.id}", f" until {end.en}")
    return words


def days_listed(days: Sequence[datetime.date]) -> Text:
    """Name a few days, those of a month together: ``1, 4 and 11 September 2023``; and count the others."""
    listed = days[:_DAYS]
    more = len(days) - len(listed)
    parts = []
    for _, together in groupby(listed, key=lambda day: (day.year, day.month)):
        own = tuple(together)
        name = month_name(own[0])
        parts.append(_enumerated([same(str(day.day)) for day in own], last=not more) + same(" ") + name)
    words = _enumerated(parts, last=not more)
    return (
        words + Text(f" dan {more} hari lagi", f" and {more} more {'day' if more == 1 else 'days'}") if more else words
    )


def _enumerated(parts: Sequence[Text], *, last: bool) -> Text:
    """Put commas between texts, and ``and`` before the last where it is the ``last`` indeed."""
    if len(parts) < 2 or not last:
        return joined(parts, ", ")
    return joined(parts[:-1], ", ") + Text(" dan ", " and ") + parts[-1]


def fate_words(fate: Fate) -> Text:
    """Say what became of something as a whole."""
    return {"new": Text("Baru", "New"), "gone": Text("Dihapus", "Deleted"), "changed": Text("Berubah", "Changed")}[fate]


def listed(paths: Sequence[str]) -> str:
    """Name a few files, and count the others."""
    more = f" (+{len(paths) - _LISTED})" if len(paths) > _LISTED else ""
    return ", ".join(paths[:_LISTED]) + more
