"""The public edition: how many are at home on which day. No type here has a place for a name, an id or a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.views.changes import CountedPast
    from giliran.views.frame import Column, MonthFrame


@dataclass(frozen=True, slots=True)
class DayRow:
    """One weekday in numbers.

    ``members`` counts everyone, ``at_home`` those on the schedule, ``recalled`` those of them who were called in after
    all, and ``at_office`` the rest and the recalled. On a day off all four are 0.
    """

    column: Column
    members: int
    at_home: int
    recalled: int
    at_office: int


@dataclass(frozen=True, slots=True)
class PublicWeek:
    """The days of one week."""

    rows: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """A unit's month in numbers."""

    frame: MonthFrame
    weeks: tuple[PublicWeek, ...]
    past: CountedPast | None

    @property
    def any_recalled(self) -> bool:
        """Tell whether anyone was called in."""
        return any(row.recalled for week in self.weeks for row in week.rows)


def public_month(corpus: Corpus, frame: MonthFrame, unit: Unit, past: CountedPast | None) -> PublicMonth:
    """Count a month."""
    schedule = corpus.schedule_of(unit.id, frame.month)
    roster = corpus.roster(unit.id)

    def row(column: Column) -> DayRow:
        if column.off is not None:
            return DayRow(column, 0, 0, 0, 0)
        members = len({member.id for member in roster.on(column.day)})
        if schedule is None:
            return DayRow(column, members, 0, 0, members)
        at_home = len(schedule.home.get(column.day, ()))
        recalled = len({entry.employee for entry in schedule.recalls if entry.day == column.day})
        return DayRow(column, members, at_home, recalled, members - at_home + recalled)

    weeks = tuple(PublicWeek(tuple(row(column) for column in week.columns)) for week in frame.weeks)
    return PublicMonth(frame, weeks, past)
