"""A message to those who keep an agency's schedules, ready to be sent as it is: one for each agency that is not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.new_month.words import STATE_WORDS, command, heading, limit_lines, opening
from giliran.plan.counting import counted
from giliran.report.visible import visible
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.new_month.ahead import AgencyAhead, MonthAhead, UnitAhead
    from giliran.wording import Language

_CUT = "-" * 24
_EVERYBODY = Text(
    "Semua jadwal bulan ini sudah lengkap; tidak ada yang perlu diingatkan.",
    "All schedules of this month are complete; there is nobody to remind.",
)


def written(ahead: MonthAhead, language: Language, address: str | None) -> str:
    """Write the messages, with a line between them. No message names an employee: it may be sent anywhere."""
    messages = [
        "\n".join(visible(line.to(language)) for line in _message(ahead, entry, language, address))
        for entry in ahead.agencies
        if entry.in_state("missing", "broken", "incomplete")
    ]
    if not messages:
        told = next(opening(ahead)) if ahead.first is None else _EVERYBODY
        return f"{told.to(language)}\n"
    return f"\n{_CUT}\n\n".join(f"{message}\n" for message in messages)


def _message(ahead: MonthAhead, entry: AgencyAhead, language: Language, address: str | None) -> Iterator[Text]:
    assert ahead.first is not None  # there are units that may
    name, month, first = entry.agency.name, heading(ahead), long_date(ahead.first)
    admins = f" ({', '.join(entry.agency.admins)})" if entry.agency.admins else ""
    yield Text(f"Yth. pengelola jadwal {name}{admins},", f"Dear keepers of the schedules of {name}{admins},")
    yield Text("", "")
    left = len(entry.in_state("missing", "broken", "incomplete"))
    yield Text(
        f"{month.id} belum lengkap untuk {left} dari {len(entry.units)} unit. "
        f"Hari pertama yang boleh dijadwalkan: {first.id}. Tanpa jadwal, semua pegawai bekerja di kantor.",
        f"{month.en} are not complete for {left} of {counted(len(entry.units), 'unit')}. "
        f"The first day that may be scheduled is {first.en}. Without a schedule everyone works at the office.",
    )
    for unit in entry.units:
        if unit.state != "complete":
            yield from _unit(unit, ahead.month, language, address)
    yield Text("", "")
    yield Text("Terima kasih.", "Thank you.")


def _unit(unit: UnitAhead, month: str, language: Language, address: str | None) -> Iterator[Text]:
    state = STATE_WORDS[unit.state]
    yield Text("", "")
    yield Text(f"* {unit.name}: {state.id}{_lacking(unit).id}", f"* {unit.name}: {state.en}{_lacking(unit).en}")
    for line in limit_lines(unit):
        yield Text(f"  {line.id}", f"  {line.en}")
    if address is not None:
        own = "" if language == "id" else f"{language}/"
        page = f"{address}{own}schedules/{unit.id}/{month}/edit/"
        yield Text(f"  Isi di sini: {page}", f"  Fill it in here: {page}")
    if unit.state == "missing":
        yield Text(f"  Lewat perintah: {command(unit, month)}", f"  By command: {command(unit, month)}")
    elif unit.state == "broken":
        yield Text(f"  Periksa: giliran check {unit.path}", f"  To check: giliran check {unit.path}")


def _lacking(unit: UnitAhead) -> Text:
    parts_id, parts_en = [], []
    if unit.empty:
        parts_id.append(f"{len(unit.empty)} hari masih kosong")
        parts_en.append(f"{len(unit.empty)} {'day has' if len(unit.empty) == 1 else 'days have'} nobody yet")
    if unit.without:
        parts_id.append(f"{len(unit.without)} pegawai belum mendapat giliran")
        parts_en.append(f"{len(unit.without)} {'person has' if len(unit.without) == 1 else 'people have'} no turn yet")
    return Text(f" ({', '.join(parts_id)})", f" ({', '.join(parts_en)})") if parts_id else Text("", "")
