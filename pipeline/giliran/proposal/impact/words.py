"""What a change does in plain words, for people: sections with lines and rows, which a format only has to set.

Nothing is escaped here. For the public no name, no id and no value that may hold one is told: only how many.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.proposal.impact.day_words import rows_of
from giliran.proposal.impact.law_words import law_section
from giliran.proposal.impact.phrases import (
    ARROW,
    called,
    days_listed,
    during,
    fate_words,
    key_words,
    listed,
    value_or_none,
)
from giliran.report.words import counted
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.audience import Audience
    from giliran.proposal.impact.day_words import Row
    from giliran.proposal.impact.effects import Entry, Impact, StaffChange, Turned, UnitImpact

_TURNED = 40
"""Schedules told one by one of those that a change turns: one of the law may turn all there are."""


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that changes: the law, an agency, a unit."""

    heading: Text
    lines: tuple[Text, ...]
    rows: tuple[Row, ...] = ()

    @property
    def entries(self) -> int:
        """Count what would be left out with it."""
        return len(self.lines) + len(self.rows)


def opening(impact: Impact) -> tuple[Text, ...]:
    """Sum up, and say what was compared where it is not what was named."""
    found = []
    if impact.parted is not None:
        found.append(
            Text(
                f"Dibandingkan dengan {impact.parted[:12]}, tempat kedua riwayat berpisah.",
                f"Compared with {impact.parted[:12]}, where the two histories have parted.",
            )
        )
    return (*found, summary(impact))


def summary(impact: Impact) -> Text:
    """Say in one line how much changes."""
    if impact.empty:
        return Text("Tidak ada yang berubah bagi siapa pun.", "Nothing changes for anybody.")
    moves = Counter((move.before, move.after) for move in impact.moves)
    home = sum(number for (_, after), number in moves.items() if after == "home")
    office = sum(number for (before, _), number in moves.items() if before == "home")
    unlawful = sum(turned.after > 0 for turned in impact.turned)
    parts = [
        (len(impact.law), Text("bagian aturan berubah", "part of the law changes"), "parts of the law change"),
        (len(impact.units), Text("unit berubah", "unit changes"), "units change"),
        (impact.staff("joined"), Text("pegawai masuk", "employee joins"), "employees join"),
        (impact.staff("left"), Text("pegawai keluar", "employee leaves"), "employees leave"),
        (impact.staff("moved"), Text("pegawai pindah unit", "employee changes units"), "employees change units"),
        (impact.staff("status"), Text("pegawai berganti status", "employee changes status"), "employees change status"),
        (home, Text("giliran pindah ke rumah", "turn moves home"), "turns move home"),
        (office, Text("giliran kembali ke kantor", "turn moves to the office"), "turns move to the office"),
        (
            unlawful,
            Text("jadwal menjadi melanggar tanpa disentuh", "schedule becomes unlawful untouched"),
            "schedules become unlawful untouched",
        ),
        (
            len(impact.turned) - unlawful,
            Text("jadwal kembali sah tanpa disentuh", "schedule becomes lawful again untouched"),
            "schedules become lawful again untouched",
        ),
        (len(impact.settings), Text("pengaturan berubah", "setting changes"), "settings change"),
        (
            len(impact.unreadable),
            Text("berkas tidak dapat dibandingkan", "file cannot be compared"),
            "files cannot be compared",
        ),
    ]
    told = [counted(number, noun, plural) for number, noun, plural in parts if number]
    if not told:
        told = [Text("hanya keterangan unit atau perangkat daerah", "only what agencies say of themselves")]
    return joined(told, ", ") + same(".")


def sections(impact: Impact, audience: Audience) -> Iterator[Section]:
    """Tell everything, the most urgent first."""
    yield from _unreadable(impact)
    yield from _law(impact, audience)
    yield from _turned(impact, audience)
    people = impact.people_of()
    for agency in impact.agencies:
        lines = [fate_words(agency.fate)] if agency.fate != "changed" else []
        lines += _entries(agency.entries, audience)
        yield Section(_called(agency.name, agency.id), tuple(lines))
    for unit in impact.units:
        lines = [*_unit_lines(unit), *_people(unit.id, people.get(unit.id, ()), audience)]
        lines += _entries(unit.entries, audience)
        name = unit.name if unit.agency is None else f"{unit.agency}, {unit.name}"
        yield Section(_called(name, unit.id), tuple(lines), tuple(rows_of(unit.days, audience)))
    rest = tuple(_rest(impact))
    if rest:
        yield Section(Text("Berkas lain", "Other files"), rest)


def _law(impact: Impact, audience: Audience) -> Iterator[Section]:
    lines = law_section(impact, names=audience == "internal")
    if lines:
        yield Section(Text("Aturan", "The law"), lines)


def _called(name: str, code: str) -> Text:
    return same(f"{name} ({code})")


def _turned(impact: Impact, audience: Audience) -> Iterator[Section]:
    for unlawful in (True, False):
        found = [one for one in impact.turned if (one.after > 0) is unlawful]
        if found:
            heading = (
                Text("Menjadi melanggar, walaupun jadwalnya tidak disentuh", "Unlawful now, although nobody touched it")
                if unlawful
                else Text("Kembali sah, walaupun jadwalnya tidak disentuh", "Lawful again, although nobody touched it")
            )
            lines = [_turned_line(one, audience) for one in found[:_TURNED]]
            more, units = len(found[_TURNED:]), len({one.unit for one in found[_TURNED:]})
            if more:
                lines.append(
                    Text(
                        f"… dan {more} jadwal lagi seperti ini, di {units} unit.",
                        f"… and {more} more schedules like these, in {counted(units, Text('unit', 'unit'), 'units').en}.",
                    )
                )
            yield Section(heading, tuple(lines))


def _turned_line(turned: Turned, audience: Audience) -> Text:
    errors = counted(turned.before or turned.after, Text("kesalahan", "error"), "errors")
    head = Text(f"{turned.path}: {errors.id}", f"{turned.path}: {errors.en}")
    codes = same(f" ({', '.join(turned.codes)})")
    days = Text("", "")
    if turned.days:
        shown = days_listed([datetime.date.fromisoformat(day) for day in turned.days])
        days = Text(f" pada {shown.id}", f" on {shown.en}")
    if audience == "public":
        return head + codes + days + same(".")
    label = Text(". Misalnya: ", ". For example: ") if turned.before + turned.after > 1 else same(". ")
    return head + codes + days + label + turned.reason


def _unreadable(impact: Impact) -> Iterator[Section]:
    lines = []
    for one in impact.unreadable:
        sides = {
            (True, True): Text("sebelum maupun sesudah perubahan", "before and after the change"),
            (True, False): Text("sebelum perubahan", "before the change"),
            (False, True): Text("sesudah perubahan", "after the change"),
        }[one.before, one.after]
        lines.append(Text(f"{one.path}: tidak terbaca {sides.id}", f"{one.path}: cannot be read {sides.en}"))
    if lines:
        yield Section(Text("Tidak dapat dibandingkan", "Cannot be compared"), tuple(lines))


def _unit_lines(unit: UnitImpact) -> Iterator[Text]:
    if unit.formerly is not None:
        yield Text(
            f"Berganti nama dari {unit.formerly}; orangnya sama",
            f"Renamed from {unit.formerly}; the people are the same",
        )
    elif unit.fate != "changed":
        yield fate_words(unit.fate)
    for month in unit.months:
        turns = counted(month.turns, Text("giliran", "turn"), "turns")
        if month.fate == "new":
            yield Text(f"Jadwal {month.month} baru: {turns.id}", f"Schedule {month.month} is new: {turns.en}")
        else:
            yield Text(
                f"Jadwal {month.month} dihapus ({turns.id}): semua kembali ke kantor",
                f"Schedule {month.month} is deleted ({turns.en}): everyone is back at the office",
            )


def _people(unit: str, changes: Iterable[StaffChange], audience: Audience) -> Iterator[Text]:
    if audience == "public":
        told: dict[Text, list[StaffChange]] = {}
        for change in changes:
            told.setdefault(_staff_words(unit, change), []).append(change)
        for alike in told.values():
            number = counted(len(alike), Text("pegawai", "employee"), "employees")
            yield number + same(": ") + _staff_words(unit, alike[0], many=len(alike) > 1)
        return
    for change in changes:
        yield same(f"{called(change.person)}: ") + _staff_words(unit, change)


def _staff_words(unit: str, change: StaffChange, *, many: bool = False) -> Text:
    """Say what becomes of somebody, or of many who share it, as English verbs need to know."""
    ending = "" if many else "s"
    when = during(change.period)
    before, after = change.before, change.after
    if before is None or after is None:
        post = after or before
        assert post is not None
        verb = Text("masuk", f"join{ending}") if after is not None else Text("keluar", f"leave{ending}")
        return verb + same(f" ({post.status.upper()})") + when
    status = (
        same("") if before.status == after.status else same(f", {before.status.upper()} {ARROW} {after.status.upper()}")
    )
    if before.unit == after.unit:
        return Text("status", "status") + same(f" {before.status.upper()} {ARROW} {after.status.upper()}") + when
    if after.unit == unit:
        return Text(f"pindah ke sini dari {before.unit}", f"come{ending} here from {before.unit}") + status + when
    return Text(f"pindah ke {after.unit}", f"{'go' if many else 'goes'} to {after.unit}") + status + when


def _entries(entries: Iterable[Entry], audience: Audience) -> Iterator[Text]:
    if audience == "public":
        found = tuple(entries)
        keys = dict.fromkeys(entry.key for entry in found if entry.person is None)
        if keys:
            yield Text("Berubah: ", "Changed: ") + joined((key_words(key) for key in keys), ", ")
        people = {entry.person for entry in found if entry.person is not None}
        if people:
            yield counted(len(people), Text("pegawai", "employee"), "employees") + Text(
                ": nama atau peran berubah", ": name or role changed"
            )
        return
    for entry in entries:
        who = same("") if entry.person is None else same(f"{called(entry.person)}: ")
        change = value_or_none(entry.before) + same(f" {ARROW} ") + value_or_none(entry.after)
        yield who + key_words(entry.key) + same(": ") + change


def _rest(impact: Impact) -> Iterator[Text]:
    if impact.settings:
        yield Text(
            f"Mengatur usulan atau situs, bukan jadwal: {listed(impact.settings)}",
            f"Decides about proposals or the site, not about schedules: {listed(impact.settings)}",
        )
    if impact.wordings:
        yield Text(
            f"Berubah tanpa akibat (catatan, urutan, penjelasan): {listed(impact.wordings)}",
            f"Changed without effect (remarks, order, explanations): {listed(impact.wordings)}",
        )
    if impact.beside:
        yield Text(f"Bukan data: {listed(impact.beside)}", f"Not data: {listed(impact.beside)}")
