"""Versions of schedules that the check refused, as far as git keeps them: by agency, by week, and by code and clause.

Two places are told apart. *On the way* are the commits of merged proposals (``git merge --no-ff``), where a refusal is what
the check is for; *on the line* are those that went past it, until a later commit mended them. Pushes that were rejected,
branches that were deleted and merges that were squashed leave nothing behind: where there is no merge, there are no
rows of the way, and that is no zero.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from giliran import manual
from giliran.evaluate.refusal_forms import REFUSAL_CODES, REFUSALS
from giliran.evaluate.use import monday
from giliran.views.tables.records import Table
from giliran.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from giliran.evaluate.ground import Ground
    from giliran.history.attempts import Attempts, Place, Reason, Tried
    from giliran.timeline import Period
    from giliran.views.tables.records import Cell

NO_CLAUSE = "none"
Key: TypeAlias = tuple[str, str, str]
"""Where, by what, and which: a row of the table of refusals, or the place, code and clause of one of the other."""


def places(attempts: Attempts | None) -> tuple[Place, ...]:
    """Name the places of which git can tell."""
    if attempts is None:
        return ()
    return ("way", "line") if attempts.merges else ("line",)


def refusals_table(given: Ground, attempts: Attempts | None) -> Table:
    """Count the versions of each agency, of each week of their commits, and all."""
    groups = _grouped(given, attempts)
    return Table(REFUSALS, tuple((*key, *_numbers(own, given.period)) for key, own in groups.items()))


def _grouped(given: Ground, attempts: Attempts | None) -> dict[Key, list[Tried]]:
    """Put the versions into the rows; every agency has one, tried or not, so that a row is no sign of anything."""
    found: dict[Key, list[Tried]] = {}
    if attempts is None:
        return found
    zone = zone_of(given.corpus.calendar.zone)
    for place in places(attempts):
        here = [each for each in attempts.tried if each.attempt.place == place]
        agencies: dict[str, list[Tried]] = {agency: [] for agency in given.agencies}
        weeks: dict[str, list[Tried]] = {}
        for each in here:
            agencies.setdefault(each.attempt.unit.partition("/")[0], []).append(each)
            weeks.setdefault(_monday(each.attempt.time, zone), []).append(each)
        found |= {(place, "agency", agency): own for agency, own in sorted(agencies.items())}
        found |= {(place, "week", week): own for week, own in sorted(weeks.items())}
        found[place, "total", "total"] = here
    return found


def _monday(time: int, zone: ZoneInfo) -> str:
    day = datetime.datetime.fromtimestamp(time, zone).date()
    return monday(day).isoformat()


def _numbers(own: list[Tried], period: Period) -> tuple[Cell, ...]:
    failed = [each for each in own if each.failed]
    reasons = ((each, reason) for each in failed for reason in each.opinion.reasons)
    return (
        len({each.attempt.bringer for each in own}),
        len(own),
        sum(each.opinion.state == "refused" for each in own),
        sum(each.opinion.state == "unreadable" for each in own),
        len({each.attempt.bringer for each in failed}),
        sum(each.mended for each in failed),
        _days(reasons, period),
    )


def _days(found: Iterable[tuple[Tried, Reason]], period: Period) -> int:
    """Count the days that were wrong, each of a unit once however often it was tried."""
    return len({(each.attempt.unit, day) for each, reason in found for day in reason.days if day in period})


def without_idle(table: Table) -> Table:
    """Leave out rows that tell nothing: of proposals those without a version, of the line those without one that failed.

    What is hidden stays, tried or not.
    """
    order = [column.name for column in table.form.columns]
    telling = {"way": ("versions",), "line": ("refused", "unreadable")}

    def tells(row: tuple[Cell, ...]) -> bool:
        return row[1] == "total" or any(row[order.index(name)] != 0 for name in telling[str(row[0])])

    return replace(table, rows=tuple(filter(tells, table.rows)))


def codes_table(given: Ground, attempts: Attempts | None) -> Table:
    """Count the versions that were refused under each code and clause; one that has several is counted under each."""
    rows: list[tuple[Cell, ...]] = []
    for (place, code, clause), found in sorted(_by_code(attempts).items(), key=lambda group: group[0]):
        own = list({id(each): each for each, _ in found}.values())
        numbers = (
            len(own),
            len({each.attempt.bringer for each in own}),
            sum(each.mended for each in own),
            _days(found, given.period),
        )
        title = manual.title(code)
        rows.append((place, code, clause, title.id, title.en, *numbers))
    return Table(REFUSAL_CODES, tuple(rows))


def _by_code(attempts: Attempts | None) -> dict[Key, list[tuple[Tried, Reason]]]:
    found: defaultdict[Key, list[tuple[Tried, Reason]]] = defaultdict(list)
    for each in () if attempts is None else attempts.tried:
        for reason in each.opinion.reasons:
            found[each.attempt.place, reason.code, reason.clause or NO_CLAUSE].append((each, reason))
    return found


def concerned(
    given: Ground, attempts: Attempts | None
) -> tuple[Mapping[Key, frozenset[str]], Mapping[Key, frozenset[str]]]:
    """Give the people who stand on the days that were wrong, for each row of the two tables."""
    return (
        {key: _people(own) for key, own in _grouped(given, attempts).items()},
        {key: _people(each for each, _ in own) for key, own in _by_code(attempts).items()},
    )


def _people(own: Iterable[Tried]) -> frozenset[str]:
    return frozenset().union(*(each.opinion.people for each in own))
