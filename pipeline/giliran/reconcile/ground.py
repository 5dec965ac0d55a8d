"""What the repository says about each person on each day: unit, status, turn at home, recall, direct superior, clauses.

One table of people by days for each question, so that a record finds its answer by two numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from giliran.diagnostics import OperatorError
from giliran.model import STATUSES
from giliran.reconcile.asked import Asked, Stretches, asked, night
from giliran.timeline import days, months_touched
from giliran.wording import Text
from giliran.workdays import Workdays

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.reconcile.asked import Part
    from giliran.timeline import Period

NOBODY = -1


@dataclass(frozen=True)
class Ground:
    """People by days. ``unit``, ``supervisor`` and ``law`` point into the lists of those names, -1 for none.

    ``turn`` is a turn at home by the schedule, those who are called in included; ``counted`` tells whom the
    clause on turns counts; of others the law asks nothing here. ``law`` and
    ``off`` are by day; there is one law a jurisdiction and day. ``agencies`` gives their names by their folders.
    """

    period: Period
    people: tuple[str, ...]
    names: tuple[str, ...]
    units: tuple[Unit, ...]
    laws: tuple[Asked, ...]
    unit: NDArray[np.int32]
    turn: NDArray[np.bool_]
    recalled: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    supervisor: NDArray[np.int32]
    law: NDArray[np.int16]
    off: tuple[Text | None, ...]
    zone: str
    agencies: Mapping[str, str]

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """Give the days of the period."""
        return tuple(days(self.period.start, self.period.last))

    @property
    def worked(self) -> NDArray[np.bool_]:
        """Tell which days are worked."""
        return np.array([reason is None for reason in self.off])

    @property
    def homes(self) -> NDArray[np.bool_]:
        """Tell turns at home that are kept there: not called in, on a working day, by somebody whom the law counts."""
        return self.turn & self.counted & self.worked & ~self.recalled

    @cached_property
    def law_of(self) -> NDArray[np.int16]:
        """Give the law of each person on each day, -1 for none."""
        law: NDArray[np.int16] = self.law[self.unit, np.arange(self.unit.shape[1])]
        return np.where(self.unit == NOBODY, np.int16(NOBODY), law)

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """Name the agencies by their folders, in their order."""
        return tuple(dict.fromkeys(unit.agency for unit in self.units))

    @cached_property
    def agency(self) -> NDArray[np.int16]:
        """Give the agency of each person on each day, by its place among ``folders``, -1 for none."""
        place = {folder: at for at, folder in enumerate(self.folders)}
        own = np.array([*(place[unit.agency] for unit in self.units), NOBODY], np.int16)  # the last for no unit, -1
        return own[self.unit]

    def of_law(self, numbers: Sequence[int]) -> NDArray[np.int16]:
        """Give for each person's day the number that its law has among ``numbers``, 0 where there is no law."""
        return np.array([*numbers, 0], np.int16)[self.law_of]

    def has(self, part: Part) -> NDArray[np.bool_]:
        """Tell on which of people's days the law has some part."""
        return self.of_law([len(law.clauses(part)) for law in self.laws]) > 0

    @property
    def night(self) -> int:
        """Give the seconds after midnight until which a record may as well belong to the evening before."""
        return night(self.laws) * 60

    @cached_property
    def stretches(self) -> Stretches:
        """Give the minutes of a day by the windows that hold them, for each of the laws."""
        return Stretches(self.laws)


def ground(corpus: Corpus, period: Period) -> Ground:
    """Lay out a closed period. Raises :class:`OperatorError` where schedules cannot be read, or no circular says when to record."""
    places: dict[str, int] = {}
    names: list[str] = []
    for unit in corpus.units.values():
        for member in unit.employees:
            if member.id not in places:
                places[member.id] = len(places)
                names.append(member.name)
    listed, workdays = tuple(days(period.start, period.last)), Workdays(corpus.calendar)
    shape = len(places), len(listed)
    made = Ground(
        period,
        tuple(places),
        tuple(names),
        tuple(corpus.units.values()),
        (),
        np.full(shape, NOBODY, np.int32),
        np.zeros(shape, bool),
        np.zeros(shape, bool),
        np.zeros(shape, bool),
        np.full((len(corpus.units), len(listed)), NOBODY, np.int32),
        np.full((len(corpus.units), len(listed)), NOBODY, np.int16),
        tuple(workdays.day_off(day) for day in listed),
        "",
        {folder: agency.name for folder, agency in corpus.agencies.items()},
    )
    laws: dict[str, list[int]] = {}
    found: list[Asked] = []
    status = np.zeros(shape, np.int8)
    for number, unit in enumerate(made.units):
        for member in unit.employees:
            at = places[member.id], _span(member.period, period)
            made.unit[at], status[at] = number, STATUSES.index(member.status)
        _schedules(corpus, made, unit, places)
        for place, day in enumerate(listed):
            supervisor = unit.supervisor_on(day)
            made.supervisor[number, place] = places.get(supervisor, NOBODY) if supervisor else NOBODY
        jurisdiction = corpus.jurisdiction_of(unit)
        if jurisdiction is not None:
            if jurisdiction.name not in laws:
                laws[jurisdiction.name] = [_numbered(asked(corpus.law_in(jurisdiction), day), found) for day in listed]
            made.law[number] = laws[jurisdiction.name]
    _refuse_broken(corpus)
    bases = np.array([[each in law.base for each in STATUSES] for law in (*found, Asked())])  # the last for no law, -1
    return replace(
        made, counted=bases[made.law_of, status] & (made.unit != NOBODY), laws=tuple(found), zone=_zone(found)
    )


def _span(period: Period, whole: Period) -> slice:
    inside = period.within(whole)
    if inside is None:
        return slice(0, 0)
    return slice((inside.start - whole.start).days, (inside.last - whole.start).days + 1)


def _schedules(corpus: Corpus, made: Ground, unit: Unit, places: dict[str, int]) -> None:
    wanted = set(months_touched(made.period))
    for path in corpus.schedules.files_of(unit.id):
        if path.rpartition("/")[2].removesuffix(".yaml") not in wanted:
            continue
        schedule = corpus.schedules.get(path)
        if schedule is None:
            continue
        for day, people in schedule.home.items():
            if day in made.period:
                known = [places[person] for person in people if person in places]
                made.turn[known, (day - made.period.start).days] = True
        for recall in schedule.recalls:
            if recall.day in made.period and recall.employee in places:
                made.recalled[places[recall.employee], (recall.day - made.period.start).days] = True


def _numbered(law: Asked, found: list[Asked]) -> int:
    """Give the place of a law among those found, where it is added if it is new."""
    if law not in found:
        found.append(law)
    return found.index(law)


def _refuse_broken(corpus: Corpus) -> None:
    """Leave when a file cannot be read: a day at home would pass for a day at the office."""
    if corpus.broken:
        paths = ", ".join(sorted(corpus.broken)[:10])
        raise OperatorError(
            Text(
                f"Ada berkas yang tidak terbaca ({paths}). Jalankan “giliran check” dan perbaiki dahulu.",
                f"Some files cannot be read ({paths}). Run “giliran check” and mend them first.",
            )
        )


def _zone(laws: list[Asked]) -> str:
    zones = sorted({each.rule.zone for law in laws for each in law.windows})
    if len(zones) == 1:
        return zones[0]
    if not zones:
        raise OperatorError(
            Text(
                "Tidak ada edaran mengikat yang mengatur presensi pada masa ini. Periksa “from” dan “until”.",
                "No binding circular asks for attendance records in this period. Check “from” and “until”.",
            )
        )
    listed = ", ".join(zones)
    raise OperatorError(
        Text(
            f"Butir presensi memakai beberapa zona waktu ({listed}). Periksa tiap pemerintah daerah sendiri-sendiri.",
            f"The clauses on attendance are of several time zones ({listed}). Look at each government by itself.",
        )
    )
