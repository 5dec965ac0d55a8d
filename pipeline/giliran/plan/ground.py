"""What is given before anybody asks for anything: the unit, the days, the law's places, the schedules there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.grammar import schedule_path
from giliran.plan.loads import carried, run_start
from giliran.spelling import guessed
from giliran.timeline import month_days
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from fractions import Fraction

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.membership import Roster
    from giliran.model import Schedule, Unit
    from giliran.workdays import Workdays


@dataclass(frozen=True)
class Ground:
    """One unit and month as the law, the staff list and the schedules have it.

    ``existing`` is the schedule that the month has already. Days before ``since`` stay as they are. ``carried`` is in days
    (:mod:`giliran.plan.loads`). ``begun`` is the day on which the run of the law's windows began.
    """

    unit: Unit
    roster: Roster
    month: str
    allowed: Mapping[datetime.date, Allowance]
    workdays: Workdays
    earlier: tuple[Schedule, ...]
    carried: dict[str, Fraction]
    existing: Schedule | None = None
    since: datetime.date | None = None
    begun: datetime.date | None = None

    @property
    def path(self) -> str:
        """Give the path of the schedule."""
        return schedule_path(self.unit.id, self.month)

    @cached_property
    def open_days(self) -> tuple[Allowance, ...]:
        """Give the days on which somebody may be at home by the law, those that stay as they are included."""
        return tuple(found for found in self.allowed.values() if found.standing == "open" and found.at_most > 0)

    @cached_property
    def days(self) -> tuple[Allowance, ...]:
        """Give the days that are planned."""
        return tuple(found for found in self.open_days if self.since is None or found.day >= self.since)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Give everyone who may be at home on some day of the month, in the order of the unit file."""
        could = {person for found in self.open_days for person in found.people}
        return tuple(person for person in dict.fromkeys(member.id for member in self.unit.employees) if person in could)

    @cached_property
    def settled(self) -> dict[datetime.date, tuple[str, ...]]:
        """Give who is at home on each day that stays as it is."""
        if self.existing is None or self.since is None:
            return {}
        return {day: people for day, people in self.existing.home.items() if day < self.since}

    def named(self, person: str) -> str:
        """Give a person's name with the code, as people know them."""
        found = next((member.name for member in self.unit.employees if member.id == person), None)
        return person if found is None else f"{found} ({person})"

    def obstacle(self, day: datetime.date, person: str) -> Text | None:
        """Say why a person cannot be at home on a day of the month, or give ``None`` where the law lets them."""
        found = self.allowed[day]
        if found.day_off is not None:
            return Text(
                f"hari itu bukan hari kerja ({found.day_off.id})", f"that is no working day ({found.day_off.en})"
            )
        if found.standing in {"before", "after"}:
            return Text("hari itu di luar masa kerja dari rumah", "that day is outside the period of working from home")
        if found.standing == "excluded":
            return Text("hari itu seluruh unit di kantor", "that day the whole unit is at the office")
        if person in found.people:
            if found.at_most > 0:
                return None
            return Text(
                f"hari itu tidak ada tempat: 0 dari {found.headcount} boleh di rumah",
                f"there is no place that day: 0 of {found.headcount} may be at home",
            )
        member = next((one for one in self.roster.on(day) if one.id == person), None)
        if member is not None:
            status = member.status.upper()
            return Text(
                f"pegawai {status} tidak dijadwalkan di rumah",
                f"people with the status {status} are not scheduled at home",
            )
        return Text("hari itu bukan anggota unit ini", "that day they are no member of this unit")


def ground(corpus: Corpus, unit_id: str, month: str, since: datetime.date | None = None) -> Ground:
    """Gather what is given for a unit and a month written ``2023-09``.

    Raises :class:`OperatorError` for a unit that is not there, or where law, staff list or one of the unit's schedules
    of this run cannot be read.
    """
    unit = corpus.units.get(unit_id)
    if unit is None:
        if f"units/{unit_id}.yaml" in corpus.broken:
            raise OperatorError(_not_right(unit_id))
        advice = Text("Lihat map units/.", "See the folder units/.")
        raise OperatorError(
            Text(f"Unit “{unit_id}” tidak ada. ", f"There is no unit “{unit_id}”. ")
            + guessed(unit_id, corpus.units, advice)
        )
    law = corpus.law_of(unit)
    if law is None or not corpus.judged(unit):
        raise OperatorError(_not_right(unit_id))
    begun = run_start(law, unit, month)
    earliest = month if begun is None else begun.isoformat()[:7]
    paths = [path for path in corpus.schedules.files_of(unit_id) if earliest <= path[-12:-5] <= month]
    schedules = [corpus.schedules.get(path) for path in paths]
    for path, schedule in zip(paths, schedules, strict=True):
        if schedule is None:
            raise OperatorError(
                Text(
                    f"{path} tidak dapat dibaca sebagai jadwal; jalankan “giliran check {path}” dulu.",
                    f"{path} cannot be read as a schedule; run “giliran check {path}” first.",
                )
            )
    read = [schedule for schedule in schedules if schedule is not None]
    allowed = corpus.limits(law, unit, month).days
    return Ground(
        unit=unit,
        roster=corpus.roster(unit_id),
        month=month,
        allowed={day: allowed[day] for day in month_days(month)},
        workdays=law.workdays,
        earlier=tuple(schedule for schedule in read if schedule.month < month),
        carried=carried(corpus, unit_id, month),
        existing=next((schedule for schedule in read if schedule.month == month), None),
        since=since,
        begun=begun,
    )


def _not_right(unit_id: str) -> Text:
    return Text(
        f"Aturan atau daftar pegawai untuk “{unit_id}” belum benar; jalankan “giliran check” dulu.",
        f"The law or the staff list of “{unit_id}” is not right yet; run “giliran check” first.",
    )


def nobody_may(given: Ground) -> Text | None:
    """Say why there is no day to plan on which anybody of a unit may be at home, or give ``None`` where there is one."""
    if given.days:
        return None
    if given.open_days:
        assert given.since is not None  # or all of them would be planned
        first = long_date(given.since)
        return Text(
            f"sejak {first.id} tidak ada hari kerja dari rumah lagi pada bulan ini (--from); tidak ada yang dapat direncanakan.",
            f"from {first.en} on no day of this month is left to work from home (--from); there is nothing to plan.",
        )
    excluded = next((found for found in given.allowed.values() if found.standing == "excluded"), None)
    if excluded is not None:
        assert excluded.clause is not None
        title = excluded.clause.title
        return Text(
            f"{given.unit.name} seluruhnya bekerja di kantor ({title.id}); tidak ada yang dapat direncanakan.",
            f"everyone in {given.unit.name} works at the office ({title.en}); there is nothing to plan.",
        )
    if any(found.standing == "open" for found in given.allowed.values()):
        found = next(found for found in given.allowed.values() if found.standing == "open")
        total = found.sum
        spelt = Text("", "") if total is None else Text(f" ({total.id})", f" ({total.en})")
        return Text(
            f"dari {given.unit.name} tidak ada yang boleh di rumah{spelt.id}; tidak ada yang dapat direncanakan.",
            f"nobody of {given.unit.name} may be at home{spelt.en}; there is nothing to plan.",
        )
    return Text(
        f"di luar masa kerja dari rumah bagi {given.unit.name}; tidak ada yang dapat direncanakan.",
        f"outside the period of working from home for {given.unit.name}; there is nothing to plan.",
    )
