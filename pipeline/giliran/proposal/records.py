"""What commit messages record: that a loss is meant, and why a past day is corrected.

A record is one line of a message, in the form of a git trailer::

    Kehilangan-Disetujui: bkd/subbag-umum - seksi dilebur mulai Oktober
    Koreksi: bkd/subbag-umum 2023-09-04 - daftar tertukar dengan unit lain

or, in English, ``Acknowledged-Loss:`` and ``Correction:``; two days with a slash between them are a span. Git reads
trailers from the last paragraph only. Here they count on every line but the first, since a forge that squashes a proposal
puts the messages of its commits one below the other. The first line of a commit counts when it is a whole record, and is
prose otherwise. Case is free, a blank may stand for the hyphen, and indented lines go on with the one above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from giliran.corpus.values import parsed_date
from giliran.diagnostics import Diagnostic
from giliran.source import Place
from giliran.spelling import guessed
from giliran.timeline import Period
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from giliran.proposal import Message

Kind = Literal["loss", "correction"]

KEYS: dict[Kind, Text] = {
    "loss": Text("Kehilangan-Disetujui", "Acknowledged-Loss"),
    "correction": Text("Koreksi", "Correction"),
}

_BY_KEY: dict[str, Kind] = {word.casefold(): kind for kind, key in KEYS.items() for word in (key.id, key.en)}
_LINE = re.compile(r" {0,3}(?P<key>[A-Za-z]+(?:[ -][A-Za-z]+)?)[ \t]*:(?P<rest>.*)")
_RECORD = re.compile(
    r"(?P<unit>[A-Za-z0-9-]+/[A-Za-z0-9-]+),?"
    r"(?:\s+(?P<first>\d{4}-\d\d-\d\d)(?:\s*/\s*(?P<last>\d{4}-\d\d-\d\d))?)?"
    r"(?:\s*:\s*|\s+[-–—]+(?:\s+|$)|$)(?P<reason>.*)"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_PLACEHOLDER = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: ``days`` are those that a correction is about, ``reason`` why; ``place`` is in the commit message."""

    kind: Kind
    unit: str
    days: Period | None
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Records:
    """All that the messages of a proposal record, and what in them was not understood."""

    found: tuple[Record, ...]
    faults: tuple[Diagnostic, ...]

    def acknowledge(self, units: Iterable[str]) -> bool:
        """Tell whether a loss of one of some units is acknowledged; a renamed unit has two names."""
        wanted = frozenset(units)
        return any(record.kind == "loss" and record.unit in wanted for record in self.found)

    def explain(self, units: Iterable[str], day: datetime.date) -> bool:
        """Tell whether a change of a past day of one of some units is explained."""
        wanted = frozenset(units)
        return any(record.unit in wanted and record.days is not None and day in record.days for record in self.found)


def asked(kind: Kind, unit: str, days: tuple[datetime.date, ...] = ()) -> Text:
    """Give the line to copy into the commit message, in both languages; the reason is left to whoever knows it."""
    span = ""
    if days:
        span = f" {min(days).isoformat()}" + (f"/{max(days).isoformat()}" if len(days) > 1 else "")
    key = KEYS[kind]
    return Text(f"{key.id}: {unit}{span} - <alasan>", f"{key.en}: {unit}{span} - <reason>")


def records(messages: Iterable[Message], units: frozenset[str]) -> Records:
    """Read the records of some messages; ``units`` are those that exist before or after the change."""
    found: list[Record] = []
    faults: list[Diagnostic] = []
    for message in messages:
        path = message_path(message.commit)
        for number, kind, words in _lines(message.text):
            read = _read(kind, words, Place.of_line(path, number, 0, len(message.text.split("\n")[number - 1])), units)
            if isinstance(read, Record):
                found.append(read)
            elif number > 1 or not message.commit:
                faults.append(read)
    return Records(tuple(found), tuple(faults))


def message_path(commit: str) -> str:
    """Name the message of a commit as if it were a file, for places in it; without a name it is yet to be made."""
    return f"commit/{commit[:12]}" if commit else "commit"


def _lines(text: str) -> Iterator[tuple[int, Kind, str]]:
    """Give the lines that begin with a key of ours, with what the indented lines below add to them."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        read = _LINE.fullmatch(line.rstrip())
        kind = None if read is None else _BY_KEY.get(read["key"].replace(" ", "-").casefold())
        if read is None or kind is None:
            continue
        words = [read["rest"]]
        for more in lines[at + 1 :]:
            if not more[:1].isspace() or not more.strip() or _LINE.fullmatch(more.rstrip()):
                break
            words.append(more)
        yield at + 1, kind, " ".join(" ".join(words).split())


def _read(kind: Kind, words: str, place: Place, units: frozenset[str]) -> Record | Diagnostic:
    read = _RECORD.fullmatch(words)
    if read is None:
        message = Text(
            "Catatan ini tidak menyebut unit dan alasannya.", "This record does not name a unit and give a reason."
        )
        return _unclear(kind, message, place)
    unit = read["unit"].lower()
    if unit not in units:
        message = Text(
            f"Catatan ini menyebut unit “{unit}”, yang tidak ada.",
            f"This record names the unit “{unit}”, which does not exist.",
        )
        return _unclear(kind, message, place, misspelt=unit, known=units)
    reason = read["reason"].strip()
    if not _WORD.search(_PLACEHOLDER.sub("", reason)):
        message = Text("Catatan ini tidak menyebut alasannya.", "This record gives no reason.")
        return _unclear(kind, message, place, unit)
    if kind == "loss":
        return Record(kind, unit, None, reason, place)
    first = parsed_date(read["first"] or "")
    last = parsed_date(read["last"]) if read["last"] else first
    if first is None or last is None or last < first:
        message = Text(
            "Koreksi ini tidak menyebut hari yang dikoreksi, atau harinya tidak ada dalam kalender.",
            "This correction does not name the day that it corrects, or there is no such day.",
        )
        return _unclear(kind, message, place, unit)
    return Record(kind, unit, Period(first, last), reason, place)


def _unclear(
    kind: Kind,
    message: Text,
    place: Place,
    unit: str = "bkd/subbag-umum",
    misspelt: str | None = None,
    known: Iterable[str] = (),
) -> Diagnostic:
    key = KEYS[kind]
    day = " 2023-09-04" if kind == "correction" else ""
    advice = Text(
        f"Tulis seperti ini dalam pesan commit: {key.id}: {unit}{day} - alasannya.",
        f"Write it like this in the commit message: {key.en}: {unit}{day} - the reason.",
    )
    return Diagnostic("CH007", message, place, help=advice if misspelt is None else guessed(misspelt, known, advice))
