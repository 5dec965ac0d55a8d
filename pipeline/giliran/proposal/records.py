"""What commit messages record: that a loss is meant, and why a past day is corrected.

A record is one line of a message, in the form of a git trailer::

    Kehilangan-Disetujui: bkd/subbag-umum - seksi dilebur mulai Oktober
    Koreksi: bkd/subbag-umum 2023-09-04 - daftar tertukar dengan unit lain

or, in English, ``Acknowledged-Loss:`` and ``Correction:``; two days with a slash between them are a span. Git reads
trailers from the last paragraph only. Here they count on every line but the first, since a forge that squashes a proposal
puts the messages of its commits one below the other. The first line of a commit counts when it is a whole record, and is
prose otherwise. Case is free, a blank may stand for the hyphen, and indented lines go on with the one above.

What is not understood is told, until a later line says it well: whoever writes in a browser can add a commit, but cannot
change the message of an earlier one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from giliran.corpus.values import parsed_date
from giliran.diagnostics import Diagnostic
from giliran.personal import personal_data
from giliran.proposal.numbers import personal_numbers
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
_UNIT = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9-]+")
_WORD = re.compile(r"[^\W\d_]{2}")
_PLACEHOLDER = re.compile(r"<[^>]*>")
_QUOTED = 100
_AS_DATA = "schedules/"
"""A line is searched like one of a schedule before it is repeated: what must not be there is never shown again."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: ``days`` are those that a correction is about, ``reason`` why; ``place`` is in the commit message."""

    kind: Kind
    unit: str
    days: Period | None
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Unclear:
    """A line that was meant as a record; ``unit`` is the one it names, ``None`` where it names none that exists."""

    kind: Kind
    unit: str | None
    fault: Diagnostic


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
    """Read the records of some messages, oldest first; ``units`` are those that exist before or after the change."""
    read: list[Record | _Unclear] = []
    for message in messages:
        path = message_path(message.commit)
        lines = tuple(_lines(message.text))
        shown = bool(lines) and not any(personal_numbers(path, message.text))
        for number, line, kind, words in lines:
            quoted = _quoted(line) if shown else ""
            one = _read(kind, words, quoted, Place.of_line(path, number, 0, len(line)), units)
            if isinstance(one, Record) or number > 1 or not message.commit:
                read.append(one)
    faults: list[Diagnostic] = []
    said: set[tuple[Kind, str | None]] = set()
    for one in reversed(read):
        if isinstance(one, Record):
            said |= {(one.kind, one.unit), (one.kind, None)}
        elif (one.kind, one.unit) not in said:
            faults.append(one.fault)
    return Records(tuple(one for one in read if isinstance(one, Record)), tuple(reversed(faults)))


def message_path(commit: str) -> str:
    """Name the message of a commit as if it were a file, for places in it; without a name it is yet to be made."""
    return f"commit/{commit[:12]}" if commit else "commit"


def _lines(text: str) -> Iterator[tuple[int, str, Kind, str]]:
    """Give the lines that begin with a key of ours, with what follows the key, indented lines below included."""
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
        yield at + 1, line, kind, " ".join(" ".join(words).split())


def _quoted(line: str) -> str:
    """Give a line as it may be repeated: cut where it is long, and not at all where personal data stand in it."""
    if any(personal_data(_AS_DATA, line)):
        return ""
    line = line.strip()
    return f" “{line if len(line) <= _QUOTED else f'{line[:_QUOTED]}…'}”"


def _read(kind: Kind, words: str, quoted: str, place: Place, units: frozenset[str]) -> Record | _Unclear:
    read = _RECORD.fullmatch(words)
    named = _UNIT.match(words)
    unit = named[0].lower() if named else None
    if read is None:
        day = Text(" lalu hari (tahun-bulan-hari),", " then the day (year-month-day),")
        then = day if kind == "correction" else Text("", "")
        what = Text(
            f"tidak dapat dibaca: tulis unit,{then.id} lalu “ - ” dan alasannya.",
            f"cannot be read: write the unit,{then.en} then “ - ” and the reason.",
        )
        return _unclear(kind, unit, what, quoted, place, units)
    unit = read["unit"].lower()
    if unit not in units:
        what = Text(f"menyebut unit “{unit}”, yang tidak ada.", f"names the unit “{unit}”, which does not exist.")
        return _unclear(kind, unit, what, quoted, place, units)
    reason = read["reason"].strip()
    if not _WORD.search(_PLACEHOLDER.sub("", reason)):
        return _unclear(kind, unit, Text("tidak menyebut alasannya.", "gives no reason."), quoted, place, units)
    if kind == "loss":
        return Record(kind, unit, None, reason, place)
    first = parsed_date(read["first"] or "")
    last = parsed_date(read["last"]) if read["last"] else first
    if first is None or last is None or last < first:
        what = Text(
            "tidak menyebut hari yang dikoreksi, atau harinya tidak ada dalam kalender.",
            "does not name the day that is corrected, or there is no such day.",
        )
        return _unclear(kind, unit, what, quoted, place, units)
    return Record(kind, unit, Period(first, last), reason, place)


def _unclear(kind: Kind, unit: str | None, what: Text, quoted: str, place: Place, units: frozenset[str]) -> _Unclear:
    key = KEYS[kind]
    known = unit if unit in units else None
    example = f"{known or 'bkd/subbag-umum'}{' 2023-09-04' if kind == 'correction' else ''}"
    advice = Text(
        f"Tulis seperti ini: {key.id}: {example} - alasannya. Boleh dalam pesan commit berikutnya; atau ubah pesan ini "
        "dengan git commit --amend, atau git rebase -i untuk commit yang lebih lama.",
        f"Write it like this: {key.en}: {example} - the reason. The message of a further commit will do; or change "
        "this one with git commit --amend, or git rebase -i for an older commit.",
    )
    if unit is not None and known is None:
        advice = guessed(unit, units, advice)
    message = Text(f"Baris{quoted} {what.id}", f"The line{quoted} {what.en}")
    return _Unclear(kind, known, Diagnostic("CH007", message, place, help=advice))
