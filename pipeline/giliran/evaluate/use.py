"""Use of the limit by day, week and agency; who may work from home, and how many of them do."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.evaluate.forms import AGENCIES, AGENCY_WEEKS, DAYS, OFFICIALS, POOL, WEEKS
from giliran.views.tables.records import Table
from giliran.views.usage import Turns, by_day, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus.evaluation import OfficialFigure
    from giliran.evaluate.ground import Ground
    from giliran.timeline import Period
    from giliran.views.tables.records import Cell
    from giliran.views.usage import DayUse


def use_tables(given: Ground) -> tuple[Table, ...]:
    """Give the use of the limit in four tables: by day, by week, by agency, by agency and week."""
    days: list[tuple[Cell, ...]] = []
    weeks: list[tuple[Cell, ...]] = []
    for name, agencies in given.jurisdictions.items():
        rows = by_day(given.use[agency] for agency in agencies)
        days.extend((name, row.day, *_numbers(row.turns)) for row in rows)
        weeks.extend((name, *week) for week in _weeks(rows))
    own = ((agency, *week) for agency in given.agencies for week in _weeks(given.use[agency]))
    return (
        Table(DAYS, tuple(days)),
        Table(WEEKS, tuple(weeks)),
        Table(AGENCIES, tuple(_agency(given, agency) for agency in given.agencies)),
        Table(AGENCY_WEEKS, tuple(own)),
    )


def _numbers(turns: Turns) -> tuple[Cell, ...]:
    return (turns.headcount, turns.at_most, turns.at_home, turns.use.percent)


def monday(day: datetime.date) -> datetime.date:
    """Give the Monday of the week of a day."""
    return day - datetime.timedelta(days=day.weekday())


def _weeks(rows: Iterable[DayUse]) -> Iterator[tuple[Cell, ...]]:
    found: dict[datetime.date, list[Turns]] = {}
    for row in rows:
        found.setdefault(monday(row.day), []).append(row.turns)
    for week, turns in sorted(found.items()):
        yield (week, len(turns), *_numbers(Turns.total(turns)))


def _agency(given: Ground, agency: str) -> tuple[Cell, ...]:
    units = len(given.units_of[agency])
    name = given.corpus.agencies[agency].name
    return (given.jurisdiction(agency), agency, name, units, *_numbers(whole(given.use[agency])))


def pool_table(given: Ground) -> Table:
    """Give, day by day, all staff, those in units that the law does not exclude, and those of them at home."""
    found: dict[tuple[str, datetime.date], list[int]] = {}
    for unit in given.units:
        jurisdiction = given.jurisdiction(unit.agency)
        homes = {row.day: row.turns.at_home for row in unit.sum.use}
        for each in unit.days:
            sums = found.setdefault((jurisdiction, each.day), [0, 0, 0])
            sums[0] += each.headcount
            if each.standing == "open":
                sums[1] += each.headcount
                sums[2] += homes[each.day]
    rows = ((*key, *sums, _share(sums[2], sums[1])) for key, sums in sorted(found.items()))
    return Table(POOL, tuple(rows))


def _share(part: int, base: int) -> float | None:
    """Give a share in percent, cut to hundredths; ``None`` of nothing."""
    return None if base == 0 else part * 10_000 // base / 100


def officials_table(given: Ground, pool: Table) -> Table:
    """Set what officials said beside our own, taken from the rows of the pool as they may be shown.

    Where any of those rows is hidden, or the figure is about other days than ours, there is none of ours.
    """
    figures = sorted(given.corpus.evaluation.figures, key=lambda each: (each.said, each.name))
    return Table(OFFICIALS, tuple(_official(figure, given.period, pool) for figure in figures))


def _official(figure: OfficialFigure, evaluated: Period, pool: Table) -> tuple[Cell, ...]:
    period = figure.period
    value = float(figure.value * 100 if figure.is_share else figure.value)
    sources = "; ".join(f"{each.title} ({each.grade})" if each.grade else each.title for each in figure.sources)
    return (
        figure.name,
        figure.title.id,
        figure.title.en,
        figure.said,
        None if period is None else period.start,
        None if period is None else period.end,
        value,
        "percent" if figure.is_share else "people",
        figure.beside,
        _ours(figure, evaluated, pool),
        sources,
        next((each.href for each in figure.sources if each.href is not None), None),
        None if figure.note is None else figure.note.id,
        None if figure.note is None else figure.note.en,
    )


def _ours(figure: OfficialFigure, evaluated: Period, pool: Table) -> float | None:
    """Give the mean of our working days in the period that a figure is about, cut to hundredths."""
    if figure.beside is None or figure.period is None or not evaluated.encloses(figure.period):
        return None
    rows = [row for row in pool.rows if isinstance(row[1], datetime.date) and row[1] in figure.period]
    days = {row[1] for row in rows}
    sums = [0, 0, 0]
    for row in rows:
        for at, cell in enumerate(row[2:5]):
            if not isinstance(cell, int):
                return None
            sums[at] += cell
    staff, eligible, home = sums
    if not days:
        return None
    if figure.beside == "take-up":
        return _share(home, eligible)
    number = {"staff": staff, "pool": eligible, "home": home}[figure.beside]
    return int(Fraction(number * 100, len(days))) / 100
