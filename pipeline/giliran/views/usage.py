"""How far the caps were used: one data frame of unit, day and three numbers, and its sums. pandas lives here only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from giliran.views.words import weekday
from giliran.wording import month_name, same

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from giliran.corpus import Corpus
    from giliran.schemas import MonthLimits
    from giliran.wording import Text

_COLUMNS = ["unit", "date", "headcount", "at_most", "at_home"]


@dataclass(frozen=True, slots=True)
class Use:
    """Turns at home out of the turns the caps allow, over some days. ``percent`` is cut to a whole number.

    ``percent`` is ``None`` where nothing was allowed.
    """

    at_home: int
    at_most: int

    @property
    def percent(self) -> int | None:
        """Give the share in whole percent."""
        return None if self.at_most == 0 else self.at_home * 100 // self.at_most


@dataclass(frozen=True, slots=True)
class DayUse:
    """One working day of everyone. ``month`` is written ``2023-09`` and spelt in ``title``; ``words`` is the day in it."""

    date: datetime.date
    month: str
    title: Text
    words: Text
    headcount: int
    use: Use


class Usage:
    """The table of use: a row for each unit and working day of the window, excluded units with a cap of 0."""

    def __init__(self, corpus: Corpus, months: Iterable[MonthLimits]) -> None:
        rows: list[tuple[str, datetime.date, int, int, int]] = []
        for limits in months:
            schedule = corpus.schedules.get(f"schedules/{limits.unit}/{limits.month}.yaml")
            home = {} if schedule is None else schedule.home
            rows.extend(
                (limits.unit, found.day, found.headcount, found.at_most, len(home.get(found.day, ())))
                for found in limits.open_days
            )
        frame = pd.DataFrame(rows, columns=_COLUMNS)
        self._frame = frame.sort_values(["unit", "date"], kind="stable", ignore_index=True)
        by_unit = self._frame.groupby("unit", sort=True)[["at_home", "at_most"]].sum()
        self._units = {str(key): Use(int(row.at_home), int(row.at_most)) for key, row in by_unit.iterrows()}
        agency = self._frame["unit"].map(lambda unit: str(unit).partition("/")[0])
        by_agency = self._frame.groupby(agency, sort=True)[["at_home", "at_most"]].sum()
        self._agencies = {str(key): Use(int(row.at_home), int(row.at_most)) for key, row in by_agency.iterrows()}

    def of_unit(self, unit: str) -> Use:
        """Give the use by one unit over the whole window."""
        return self._units.get(unit, Use(0, 0))

    def of_agency(self, agency: str) -> Use:
        """Give the use by all units of an agency over the whole window."""
        return self._agencies.get(agency, Use(0, 0))

    def total(self) -> Use:
        """Give the use by everyone."""
        return Use(int(self._frame["at_home"].sum()), int(self._frame["at_most"].sum()))

    def days(self) -> tuple[DayUse, ...]:
        """Give the use by everyone, day by day."""
        sums = self._frame.groupby("date", sort=True)[["headcount", "at_home", "at_most"]].sum()
        return tuple(
            DayUse(day, f"{day:%Y-%m}", month_name(day), _day(day), int(headcount), Use(int(at_home), int(at_most)))
            for day, headcount, at_home, at_most in zip(
                sums.index, sums["headcount"], sums["at_home"], sums["at_most"], strict=True
            )
        )

    def csv(self) -> bytes:
        """Give the table as CSV: UTF-8, commas, one line for each unit and day."""
        text: str = self._frame.to_csv(index=False, lineterminator="\n")
        return text.encode()


def _day(day: datetime.date) -> Text:
    return weekday(day) + same(f" {day.day}")
