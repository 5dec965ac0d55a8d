"""The grid of one unit and month: who, which days, where nobody may be put and why, and who is at home now.

It is what a spreadsheet shows, before anyone writes one; what comes back is compared with it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from giliran.diagnostics import OperatorError
from giliran.grammar import schedule_path
from giliran.roles import role_words
from giliran.spelling import suggestion
from giliran.wording import Text, joined, long_date, month_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Employee, Recall, Schedule

Obstacle = Literal["L", "M", "D", "B", "J"]
"""Why a person cannot be at home on a day, as it stands in a closed cell."""
OBSTACLES: tuple[Obstacle, ...] = get_args(Obstacle)
MEANINGS: dict[Obstacle, Text] = {
    "L": Text("libur", "day off"),
    "M": Text("di luar masa kerja dari rumah", "outside the period of working from home"),
    "D": Text("unit dikecualikan: semua di kantor", "the unit is excluded: everyone at the office"),
    "B": Text("belum atau bukan lagi anggota unit", "not yet, or no longer, a member of the unit"),
    "J": Text("bukan ASN yang dihitung (misalnya PJLP)", "not among the civil servants counted (PJLP, for example)"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the grid; ``stays`` is empty for a code that the staff list does not know."""

    id: str
    stays: tuple[Employee, ...]

    @property
    def name(self) -> str:
        """Give the name, or the code where nobody knows the name."""
        return self.stays[0].name if self.stays else self.id

    @property
    def status(self) -> str:
        """Give the status in capitals; of several stays each one once."""
        return ", ".join(dict.fromkeys(stay.status.upper() for stay in self.stays))

    @property
    def role(self) -> Text:
        """Give what the person does; of several stays each role once."""
        return joined((role_words(role) for role in dict.fromkeys(stay.role for stay in self.stays) if role), ", ")


@dataclass(frozen=True)
class MonthGrid:
    """The grid; ``days`` are the columns, in order, and ``home`` has every entry of the schedule, lawful or not."""

    unit: str
    name: str
    month: str
    days: tuple[Allowance, ...]
    rows: tuple[Row, ...]
    home: Mapping[datetime.date, frozenset[str]]
    recalls: tuple[Recall, ...]

    def obstacle(self, row: Row, found: Allowance) -> tuple[Obstacle, Text] | None:
        """Say why a person cannot be put down for a day, or give ``None`` for an open cell."""
        spelt = long_date(found.day)
        if found.day_off is not None:
            return "L", Text(f"{spelt.id}: libur, {found.day_off.id}.", f"{spelt.en}: day off, {found.day_off.en}.")
        if found.standing in {"before", "after"}:
            return "M", Text(
                f"{spelt.id} di luar masa kerja dari rumah.", f"{spelt.en} is outside the period of working from home."
            )
        if found.standing == "excluded":
            title = found.clause.title if found.clause is not None else MEANINGS["D"]
            return "D", Text(f"Semua pegawai unit ini di kantor: {title.id}.", f"Everyone at the office: {title.en}.")
        if row.id in self._able[found.day]:
            return None
        present = [stay for stay in row.stays if found.day in stay.period]
        if present:
            status = present[0].status.upper()
            return "J", Text(f"{row.name} ({status}) tidak dihitung.", f"{row.name} ({status}) is not counted.")
        return "B", self._absence(row, found.day)

    @cached_property
    def _able(self) -> dict[datetime.date, frozenset[str]]:
        return {found.day: frozenset(found.people) for found in self.days}

    def _absence(self, row: Row, day: datetime.date) -> Text:
        if not row.stays:
            return Text(f"{row.id} tidak ada dalam daftar pegawai.", f"{row.id} is not on the staff list.")
        later = [stay.period.start for stay in row.stays if stay.period.start > day]
        earlier = [stay.period.end for stay in row.stays if stay.period.end is not None and stay.period.end < day]
        if later:
            since = long_date(min(later))
            return Text(f"{row.name} anggota unit ini sejak {since.id}.", f"{row.name} joins on {since.en}.")
        until = long_date(max(earlier))
        return Text(f"{row.name} anggota unit ini sampai {until.id}.", f"{row.name} was a member until {until.en}.")

    def recalled(self, row: Row, day: datetime.date) -> Recall | None:
        """Give the recall of a person on a day, if there is one."""
        return next((each for each in self.recalls if each.employee == row.id and each.day == day), None)

    def is_home(self, row: Row, day: datetime.date) -> bool:
        """Tell whether the schedule has a person at home on a day."""
        return row.id in self.home.get(day, frozenset())

    @property
    def title(self) -> Text:
        """Name the grid: the unit and the month."""
        first = self.days[0].day
        month = month_name(first)
        return Text(f"{self.name} ({self.unit}), {month.id}", f"{self.name} ({self.unit}), {month.en}")

    @cached_property
    def basis(self) -> str:
        """Tell apart every state of law and staff list that the grid could rest on, in 12 characters."""
        days = [
            [found.day.isoformat(), found.standing, found.at_most, found.headcount, list(found.people)]
            for found in self.days
        ]
        people = [
            [stay.id, stay.name, stay.status, stay.role, str(stay.period)]
            for row in self.rows
            for stay in row.stays
            if any(found.day in stay.period for found in self.days)
        ]
        return _told([self.unit, self.name, self.month, days, people])

    @cached_property
    def state(self) -> str:
        """Tell apart every state of the schedule, however its file is laid out, in 12 characters."""
        home = [[day.isoformat(), *sorted(people)] for day, people in sorted(self.home.items()) if people]
        recalls = [[each.day.isoformat(), each.employee, each.ordered_by, each.reason] for each in self.recalls]
        return _told([home, sorted(recalls)])


def _told(things: list[object]) -> str:
    return hashlib.sha256(json.dumps(things, ensure_ascii=False).encode()).hexdigest()[:12]


def month_grid(corpus: Corpus, unit_id: str, month: str) -> MonthGrid:
    """Lay out a unit and a month with the schedule that is there.

    Columns run from the first to the last day of the month on which an entry may stand, without the plain weekend. Rows
    are those who are members on some column, in the order of the unit file, and whoever the schedule lists besides.
    Raises :class:`OperatorError` for a unit that is not there or cannot be judged, a schedule that cannot be read, and a
    month without any day for it.
    """
    unit = corpus.units.get(unit_id)
    if unit is None:
        raise OperatorError(unknown_unit(unit_id, corpus))
    law = corpus.law_of(unit)
    if law is None or not corpus.judged(unit):
        raise OperatorError(
            Text(
                f"Aturan atau daftar pegawai untuk “{unit_id}” belum benar; jalankan “giliran check” dulu.",
                f"The law or the staff list of “{unit_id}” is not right yet; run “giliran check” first.",
            )
        )
    limits = corpus.limits(law, unit, month)
    schedule = _schedule(corpus, unit_id, month)
    open_days = [found.day for found in limits.open_days]
    if not open_days:
        raise OperatorError(
            Text(
                f"Pada {month} tidak ada hari kerja dari rumah bagi “{unit_id}”: semua pegawai di kantor.",
                f"There is no day of working from home for “{unit_id}” in {month}: everyone is at the office.",
            )
        )
    weekend = law.workdays.rules.weekend
    days = tuple(
        found
        for found in limits.days.values()
        if open_days[0] <= found.day <= open_days[-1] and (found.day_off is None or found.day.weekday() not in weekend)
    )
    home = {} if schedule is None else {day: frozenset(people) for day, people in schedule.home.items()}
    listed = sorted({person for found in days for person in home.get(found.day, ())})
    members = dict.fromkeys(
        stay.id for stay in unit.employees if any(found.day in stay.period for found in days) or stay.id in listed
    )
    rows = tuple(Row(person, corpus.roster(unit_id).spells(person)) for person in dict.fromkeys((*members, *listed)))
    recalls = () if schedule is None else tuple(sorted(schedule.recalls, key=lambda each: (each.day, each.employee)))
    return MonthGrid(unit.id, unit.name, month, days, rows, home, recalls)


def _schedule(corpus: Corpus, unit_id: str, month: str) -> Schedule | None:
    path = schedule_path(unit_id, month)
    if path not in corpus.schedules.files_of(unit_id):
        return None
    found = corpus.schedules.get(path)
    if found is None:
        raise OperatorError(
            Text(
                f"{path} tidak dapat dibaca; jalankan “giliran check {path}” dan betulkan dulu.",
                f"{path} cannot be read; run “giliran check {path}” and mend it first.",
            )
        )
    return found


def unknown_unit(unit_id: str, corpus: Corpus) -> Text:
    """Say that there is no such unit, with a guess."""
    words = Text(f"Unit “{unit_id}” tidak ada.", f"There is no unit “{unit_id}”.")
    maybe = suggestion(unit_id, list(corpus.units))
    return words if maybe is None else joined((words, maybe))
