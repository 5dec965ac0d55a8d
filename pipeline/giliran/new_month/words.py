"""What is said of a month that is coming, line by line; the formats only lay it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.new_month.habits import PATTERNS
from giliran.plan.counting import counted
from giliran.timeline import month_days
from giliran.views.words import day_range
from giliran.wording import Text, joined, long_date, month_name, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.model import Employee
    from giliran.new_month.ahead import AgencyAhead, MonthAhead, State, UnitAhead

STATE_WORDS: dict[State, Text] = {
    "missing": Text("belum ada", "missing"),
    "broken": Text("tidak terbaca", "cannot be read"),
    "incomplete": Text("belum lengkap", "incomplete"),
    "complete": Text("lengkap", "complete"),
}


def heading(ahead: MonthAhead) -> Text:
    """Name the month."""
    name = month_name(month_days(ahead.month)[0])
    return Text(f"Jadwal {name.id}", f"Schedules for {name.en}")


def opening(ahead: MonthAhead) -> Iterator[Text]:
    """Say how far things are, and of which units nothing is asked."""
    if ahead.first is None:
        yield Text(
            "Tidak ada unit yang boleh menjadwalkan kerja dari rumah pada bulan ini: tidak ada yang perlu disusun.",
            "No unit may schedule work from home in this month: there is nothing to draw up.",
        )
    else:
        day = long_date(ahead.first)
        parts = [
            Text(f"{ahead.number(state)} {words.id}", f"{ahead.number(state)} {words.en}")
            for state, words in STATE_WORDS.items()
            if ahead.number(state)
        ]
        told = joined(parts, ", ")
        yield Text(
            f"{ahead.units} unit boleh menjadwalkan kerja dari rumah, mulai {day.id}: {told.id}.",
            f"{counted(ahead.units, 'unit')} may schedule work from home, from {day.en}: {told.en}.",
        )
    if ahead.office:
        yield Text(
            f"{len(ahead.office)} unit tetap di kantor sepanjang bulan ini dan tidak perlu jadwal.",
            f"At the office all month, with no need of a schedule: {counted(len(ahead.office), 'unit')}.",
        )
    for unit in ahead.unjudged:
        yield Text(
            f"{unit}: aturan atau daftar pegawainya belum benar; jalankan “giliran check” dulu.",
            f"{unit}: its law or staff list is not right yet; run “giliran check” first.",
        )


def agency_words(entry: AgencyAhead) -> Text:
    """Name an agency and those who keep its schedules."""
    admins = f" ({', '.join(entry.agency.admins)})" if entry.agency.admins else ""
    return same(f"{entry.agency.name}{admins}")


def unit_words(unit: UnitAhead) -> Text:
    """Name a unit and its state."""
    return joined((same(unit.name), same(f"({unit.id}):"), STATE_WORDS[unit.state]))


def unit_lines(unit: UnitAhead, month: str) -> Iterator[Text]:
    """Say what a unit needs: the file, its limits, how it took turns, who is new, gone or without a turn, the next step."""
    yield joined((Text("berkas:", "file:"), same(unit.path)))
    yield from limit_lines(unit)
    if unit.before is not None:
        yield _habit(unit)
    yield from _people(Text("baru boleh mendapat giliran:", "new among those who take turns:"), unit.new)
    yield from _people(Text("tidak lagi mendapat giliran:", "no longer among those who take turns:"), unit.gone)
    yield from _people(Text("belum mendapat giliran:", "without a turn so far:"), unit.without)
    if unit.empty:
        dates = ", ".join(day.isoformat() for day in unit.empty)
        yield Text(f"hari yang masih kosong: {dates}", f"days with nobody yet: {dates}")
    if unit.state == "broken":
        yield Text(f"langkah berikut: giliran check {unit.path}", f"next step: giliran check {unit.path}")
    elif unit.state == "missing":
        yield joined((Text("langkah berikut:", "next step:"), same(command(unit, month))))


def limit_lines(unit: UnitAhead) -> Iterator[Text]:
    """Say how many may be at home, stretch by stretch."""
    for stretch in unit.stretches:
        days = day_range(stretch.first, stretch.last)
        yield Text(
            f"{days.id}: paling banyak {stretch.at_most} dari {stretch.headcount} per hari",
            f"{days.en}: at most {stretch.at_most} of {stretch.headcount} a day",
        )


def command(unit: UnitAhead, month: str) -> str:
    """Give the command that draws up the month as the unit is used to, with the same people on the same turns."""
    pattern = "" if unit.habit is None else " --pattern as-before"
    return f"giliran plan {unit.id} {month}{pattern}"


def _habit(unit: UnitAhead) -> Text:
    assert unit.before is not None
    last = month_name(month_days(unit.before)[0])
    if unit.habit is None:
        return Text(
            f"pola {last.id}: bergiliran, tanpa pola tetap", f"pattern of {last.en}: by turns, no fixed pattern"
        )
    words = PATTERNS[unit.habit.pattern]
    fits, cells = unit.habit.fits, unit.habit.cells
    return Text(
        f"pola {last.id}: {words.id} (cocok untuk {fits} dari {cells} sel)",
        f"pattern of {last.en}: {words.en} (tells {fits} of {cells} cells right)",
    )


def _people(label: Text, people: Iterable[Employee]) -> Iterator[Text]:
    named = ", ".join(f"{member.name} ({member.id})" for member in people)
    if named:
        yield joined((label, same(named)))
