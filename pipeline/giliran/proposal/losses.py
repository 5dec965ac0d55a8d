"""CH001 and CH002: a change that takes away a large part of a unit's people, or of its days at home.

Nearly always that is a file saved half empty, or an old copy that overwrites a new one. Where it is meant, somebody says
so in the commit message, and history keeps it.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.grammar import schedule_path
from giliran.proposal.records import asked
from giliran.source import Place
from giliran.wording import Text, long_date, month_name, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from giliran.model import Schedule
    from giliran.proposal import Proposal
    from giliran.proposal.continuity import Continuity, Loss
    from giliran.proposal.records import Records
    from giliran.proposal.thresholds import Thresholds

_FEW = 5


def people_lost(proposal: Proposal, unit: Continuity, records: Records, thresholds: Thresholds) -> Iterator[Diagnostic]:
    """Find a unit that on some day loses a greater share of its people than it may unasked."""
    loss = unit.loss()
    if loss is None or loss.share <= thresholds.people or records.acknowledge(unit.names):
        return
    since = Text("", "")
    if loss.since != datetime.date.min:
        day = long_date(loss.since)
        since = Text(f" pada {day.id}", f" on {day.en}")
    lost, most = _above(loss.share, thresholds.people), percent(thresholds.people)
    message = Text(
        f"Unit {unit.before.id} kehilangan {len(loss.lost)} dari {loss.before} pegawai{since.id}: {lost.id}; "
        f"tanpa persetujuan paling banyak {most.id}.",
        f"The unit {unit.before.id} loses {len(loss.lost)} of {loss.before} people{since.en}: {lost.en}; "
        f"at most {most.en} unless acknowledged.",
    )
    yield Diagnostic(
        "CH001",
        message,
        _staff(proposal, unit),
        help=_advice(unit.before.id),
        label=_listed(loss),
        unit=unit.before.id,
    )


def _above(share: Fraction, most: Fraction) -> Text:
    """Spell a share in percent, cut after one decimal, or after as many as set it apart from the one it is above."""
    for parts in (1_000, 10_000):
        cut = Fraction(int(share * parts), parts)
        if cut > most:
            return percent(cut)
    return percent(share)


def _staff(proposal: Proposal, unit: Continuity) -> Place:
    """Give the staff list after the change, or the file that is gone."""
    if not unit.after:
        return Place.of_file(unit.before.path)
    return proposal.new.document(unit.after[-1].path).at_key(("employees",))


def _listed(loss: Loss) -> Text:
    more = len(loss.lost) - _FEW
    shown = ", ".join(loss.lost[:_FEW])
    others = Text(f" dan {more} lagi", f" and {more} more") if more > 0 else Text("", "")
    return Text(f"tanpa {shown}{others.id}", f"without {shown}{others.en}")


def _advice(unit: str) -> Text:
    line = asked("loss", unit)
    return Text(
        f"Bila tidak sengaja, kembalikan isinya. Bila memang demikian, tulis baris ini dalam pesan commit: {line.id}",
        f"If it was not meant, restore what was there. If it was, put this line into the commit message: {line.en}",
    )


def days_lost(proposal: Proposal, unit: Continuity, records: Records, thresholds: Thresholds) -> Iterator[Diagnostic]:
    """Find a unit that loses a greater share of its days with somebody at home than it may unasked, or a month whole.

    A day is lost where somebody was at home and nobody is now. The share is of all days that the unit has in the
    repository. A month that is left without any day is told in any case: of years of schedules it is a small share.
    """
    if records.acknowledge(unit.names):
        return
    before = {schedule.month: schedule for schedule in proposal.old.schedules.of(unit.before.id)}
    had = {month: _days(schedule) for month, schedule in before.items()}
    lost = {month: days - _days_after(proposal, unit, month) for month, days in had.items()}
    total, gone = sum(map(len, had.values())), sum(map(len, lost.values()))
    if gone and Fraction(gone, total) > thresholds.days:
        share, most = _above(Fraction(gone, total), thresholds.days), percent(thresholds.days)
        message = Text(
            f"Unit {unit.before.id} kehilangan {gone} dari {total} hari yang terjadwal: {share.id}; "
            f"tanpa persetujuan paling banyak {most.id}.",
            f"The unit {unit.before.id} loses {gone} of {total} scheduled days: {share.en}; "
            f"at most {most.en} unless acknowledged.",
        )
        month = next(month for month, days in lost.items() if days)
        yield _days_fault(proposal, unit, before[month], message)
        return
    for month, days in lost.items():
        if days and days == had[month]:
            name = month_name(min(days))
            message = Text(
                f"Unit {unit.before.id} kehilangan semua {len(days)} hari yang terjadwal pada {name.id}; "
                "tanpa persetujuan sebulan penuh tidak boleh hilang.",
                f"The unit {unit.before.id} loses all {len(days)} scheduled days of {name.en}; "
                "a whole month may not go unless acknowledged.",
            )
            yield _days_fault(proposal, unit, before[month], message)


def _days_fault(proposal: Proposal, unit: Continuity, schedule: Schedule, message: Text) -> Diagnostic:
    place = Place.of_file(schedule.path)
    if schedule.path in proposal.after.entries:
        place = proposal.new.document(schedule.path).at_key(("wfh",))
    return Diagnostic("CH002", message, place, help=_advice(unit.before.id), unit=unit.before.id)


def _days(schedule: Schedule) -> frozenset[datetime.date]:
    return frozenset(day for day, people in schedule.home.items() if people)


def _days_after(proposal: Proposal, unit: Continuity, month: str) -> frozenset[datetime.date]:
    """Give the days of a month after the change; where the file cannot be read, all there are, since the check tells."""
    found: set[datetime.date] = set()
    for name in unit.names:
        path = schedule_path(name, month)
        schedules: Mapping[str, Schedule] = proposal.new.schedules
        if path in schedules:
            found |= _days(schedules[path])
        elif path in proposal.after.entries:
            return frozenset(_days(proposal.old.schedules[schedule_path(unit.before.id, month)]))
    return frozenset(found)
