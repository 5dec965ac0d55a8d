"""The supervision sheet of one unit on one working day: who is at home, and what their superior asks and writes down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.explain import judged
from giliran.grammar import schedule_path
from giliran.limits import allowance
from giliran.verdicts import judge
from giliran.views.supervision import NOTHING, Calls, Supervision, supervision
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    import datetime

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Schedule, Unit


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Someone on the schedule of the day. ``calls`` are the times, ``HH:MM``, at which the draw has them called."""

    id: str
    name: str
    recalled: bool
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. ``lines`` are in the order of the unit file; ``supervisor`` is a name, or a code that no unit knows.

    ``closed`` says why the law lets nobody of the unit stay at home that day, and there is nothing to supervise then;
    ``None`` where it does not close the day.
    """

    unit: str
    unit_name: str
    agency_name: str
    day: datetime.date
    supervisor: str | None
    members: int
    closed: Text | None
    lines: tuple[SheetLine, ...]
    supervision: Supervision


def sheet(corpus: Corpus, unit_id: str, day: datetime.date) -> Sheet:
    """Fill the sheet of a unit on a day.

    Raises :class:`OperatorError` for a unit that is not there, a day that is not worked, and where the law, the staff
    or the schedule of the month has errors: what nobody may be sent home by is no ground for supervision.
    """
    unit, law = judged(corpus, unit_id)
    off = law.workdays.day_off(day)
    words = long_date(day)
    if off is not None:
        raise OperatorError(
            Text(f"{words.id} bukan hari kerja: {off.id}.", f"{words.en} is not a working day: {off.en}.")
        )
    schedule = _schedule(corpus, unit, day)
    listed: frozenset[str] = frozenset()
    recalled: frozenset[str] = frozenset()
    calls: tuple[tuple[str, str], ...] = ()
    if schedule is not None:
        listed = frozenset(schedule.home.get(day, ()))
        recalled = frozenset(entry.employee for entry in schedule.recalls if entry.day == day)
        calls = Calls().on(law, unit, schedule, day)
    present = corpus.roster(unit.id).on(day)
    closed = _closed(allowance(law, corpus.roster(unit.id), day))
    return Sheet(
        unit.id,
        unit.name,
        corpus.agencies[unit.agency].name,
        day,
        _supervisor(corpus, unit, day),
        len(present),
        closed,
        tuple(
            SheetLine(
                member.id,
                member.name,
                member.id in recalled,
                tuple(time for time, person in calls if person == member.id),
            )
            for member in present
            if member.id in listed
        ),
        supervision(law, day) if closed is None else NOTHING,
    )


def _closed(found: Allowance) -> Text | None:
    if found.standing == "open":
        return None
    if found.standing != "excluded":
        return Text("Pada hari ini tidak ada aturan yang membolehkannya.", "No law permits it on this day.")
    assert found.clause is not None
    assert found.circular is not None
    title, short = found.clause.title, found.circular.short
    return Text(
        f"Semua pegawai unit ini bekerja di kantor: {title.id} ({short}).",
        f"Everyone of this unit works at the office: {title.en} ({short}).",
    )


def _schedule(corpus: Corpus, unit: Unit, day: datetime.date) -> Schedule | None:
    path = schedule_path(unit.id, f"{day:%Y-%m}")
    entry = corpus.tree.entries.get(path)
    if entry is None:
        return None
    faults = judge(corpus, path).faults if entry.readable else ()
    if not entry.readable or any(fault.severity == "error" for fault in faults):
        raise OperatorError(
            Text(
                f"Jadwal {path} masih salah; jalankan “giliran check {path}” dan perbaiki dulu.",
                f"The schedule {path} has errors; run “giliran check {path}” and mend them first.",
            )
        )
    return corpus.schedules.get(path)


def _supervisor(corpus: Corpus, unit: Unit, day: datetime.date) -> str | None:
    person = unit.supervisor_on(day)
    if person is None:
        return None
    return next((member.name for _, member in corpus.stays(person)), person)
