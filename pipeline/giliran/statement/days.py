"""The units in tables: what each was allowed and did on each working day, who was called in, and who the people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.headings import HEADINGS
from giliran.statement import Column, Table
from giliran.timeline import month_days
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Recall, Schedule, Unit
    from giliran.statement import Value
    from giliran.wording import Language

Row = tuple["Value", ...]

_UNIT = Column("unit", HEADINGS["unit"], 30)
_NAME = Column("name", HEADINGS["name"], 30)
_DATE = Column("date", HEADINGS["date"], 11)
_COUNTS = (
    Column("standing", Text("Keadaan", "Standing"), 10),
    Column("headcount", HEADINGS["headcount"], 22),
    Column("at_most", HEADINGS["at_most"], 8),
    Column("at_home", HEADINGS["at_home"], 9),
    Column("recalled", HEADINGS["recalled"], 10),
)
_WHO = (
    Column("at_home_ids", Text("Siapa di rumah", "Who is at home"), 44),
    Column("recalled_ids", Text("Siapa dipanggil", "Who was called in"), 20),
)
_REASON = (
    Column("clause", HEADINGS["clause"], 44),
    Column("sum", Text("Hitungan", "Sum"), 50),
)
_DAY_OFF = Column("day_off", Text("Hari libur", "Day off"), 20)
_WHY = (
    *_REASON,
    Column("dispensation", Text("Dispensasi", "Dispensation"), 20),
    _DAY_OFF,
)
_WHY_PUBLIC = (
    *_REASON,
    Column("dispensed", Text("Dengan dispensasi", "By dispensation"), 20),
    _DAY_OFF,
)
_RECALLS = (
    *(_UNIT, _DATE),
    Column("employee", HEADINGS["employee"], 10),
    Column("ordered_by", Text("Atas perintah", "Ordered by"), 14),
    Column("reason", Text("Alasan", "Reason"), 60),
)
_PEOPLE = (
    *(_UNIT, Column("employee", HEADINGS["employee"], 10), _NAME),
    Column("status", HEADINGS["status"], 8),
    Column("role", HEADINGS["role"], 10),
    Column("from", HEADINGS["from"], 11),
    Column("until", HEADINGS["until"], 11),
)


class Month:
    """Some units of a repository in a month written ``2023-09``."""

    def __init__(self, corpus: Corpus, units: Sequence[Unit], month: str) -> None:
        self._corpus = corpus
        self._units = units
        self._month = month
        self._schedules = {unit.id: corpus.schedule_of(unit.id, month) for unit in units}

    def days(self, language: Language, *, names: bool) -> Table:
        """Tell of each unit and working day; of a day off only where somebody is on the list all the same.

        Without ``names`` there are counts.
        """
        columns = (_UNIT, _NAME, _DATE, *_COUNTS, *((*_WHO, *_WHY) if names else _WHY_PUBLIC))
        return Table("days", Text("Hari", "Days"), columns, tuple(self._days(language, names=names)))

    def recalls(self) -> Table:
        """List the recalls, with who ordered each and why."""
        rows = [
            (unit.id, recall.day.isoformat(), recall.employee, recall.ordered_by, recall.reason)
            for unit in self._units
            for recall in self._called(unit)
        ]
        return Table("recalls", Text("Pemanggilan", "Recalls"), _RECALLS, tuple(rows))

    def people(self) -> Table:
        """List who belongs to each unit on any day of the month, in the order of the unit files."""
        return Table("people", Text("Pegawai", "People"), _PEOPLE, tuple(self._people()))

    @property
    def turns(self) -> int:
        """Count the days at home of all people together, recalled ones included."""
        found = (schedule.home for schedule in self._schedules.values() if schedule is not None)
        return sum(len(ids) for home in found for ids in home.values())

    @property
    def recall_count(self) -> int:
        """Count the recalls."""
        return sum(len(self._called(unit)) for unit in self._units)

    def _called(self, unit: Unit) -> tuple[Recall, ...]:
        schedule = self._schedules[unit.id]
        return () if schedule is None else schedule.recalls

    def _days(self, language: Language, *, names: bool) -> Iterator[Row]:
        for unit in self._units:
            law = self._corpus.law_of(unit)
            assert law is not None, "what cannot be judged is refused before"
            schedule = self._schedules[unit.id]
            for day, found in self._corpus.limits(law, unit, self._month).days.items():
                home = () if schedule is None else schedule.home.get(day, ())
                if found.day_off is None or home:
                    yield self._day(unit, found, home, _on(schedule, day), language, names=names)

    def _day(
        self,
        unit: Unit,
        found: Allowance,
        home: tuple[str, ...],
        called: tuple[str, ...],
        language: Language,
        *,
        names: bool,
    ) -> Row:
        who: Row = (tuple(sorted(home)), called) if names else ()
        granted, total = found.dispensation, found.sum
        name = None if granted is None else granted.name
        return (
            *(unit.id, unit.name, found.day.isoformat()),
            *(found.standing, found.headcount, found.at_most, len(home), len(called)),
            *who,
            None if found.clause is None else found.clause.id,
            None if total is None else total.to(language),
            name if names else granted is not None,
            None if found.day_off is None else found.day_off.to(language),
        )

    def _people(self) -> Iterator[Row]:
        days = self._month_ends
        for unit in self._units:
            for member in unit.employees:
                start, end = member.period.start, member.period.end
                if start > days[1] or (end is not None and end < days[0]):
                    continue
                since = None if start.year == 1 else start.isoformat()
                until = None if end is None else end.isoformat()
                yield unit.id, member.id, member.name, member.status, member.role, since, until

    @property
    def _month_ends(self) -> tuple[datetime.date, datetime.date]:
        days = month_days(self._month)
        return days[0], days[-1]


def _on(schedule: Schedule | None, day: datetime.date) -> tuple[str, ...]:
    recalls = () if schedule is None else schedule.recalls
    return tuple(sorted({recall.employee for recall in recalls if recall.day == day}))
