"""Who is at home on which day, by turns.

For each working day: how many may be at home, then who goes first. Who goes first depends on the unit's manner, but
whoever is too far ahead of the others waits, and over the last days of the period the turns are evened out: people with
the same days in the unit end within two days of each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    Places: TypeAlias = "Callable[[datetime.date], tuple[Sequence[str], int]]"

Manner = Literal["turns", "alternate", "weeks", "weekdays"]
MANNERS: tuple[Manner, ...] = get_args(Manner)
"""Whoever had fewest days, every other day, every other week (A/B), or fixed days (Monday and Wednesday, …)."""

EVENING_OUT = 10
"""On so many last days a manner counts no more and whoever had fewest days goes first."""

AHEAD: dict[Manner, int] = {"turns": 2, "alternate": 2, "weekdays": 3, "weeks": 5}
"""By how many days one may lead the last of the unit before having to wait; a week at home is five."""


def draw_up(
    manner: Manner, people: Sequence[str], days: Sequence[datetime.date], places: Places
) -> dict[datetime.date, tuple[str, ...]]:
    """Fill the days of a whole period, sorted codes on each; a day on which nobody may be at home has an empty entry.

    ``people`` is everybody in the order of the unit file, and ``places`` gives for a day who of them may be listed and
    how many.
    """
    ring = {code: place for place, code in enumerate(people)}
    had: dict[str, int] = {}
    latest: dict[str, int] = {}
    home: dict[datetime.date, tuple[str, ...]] = {}
    for index, day in enumerate(days):
        there, most = places(day)
        level = min((had[code] for code in there if code in had), default=0)
        for code in there:
            had.setdefault(code, level)
        team = _team(manner, day, days[0]) if index < len(days) - EVENING_OUT else None

        def order(code: str, level: int = level, team: int | None = team) -> tuple[bool, bool, int, int, int]:
            waits = had[code] - level >= AHEAD[manner]
            other = team is not None and ring[code] % 2 != team
            return waits, other, had[code], latest.get(code, -1), ring[code]

        chosen = sorted(there, key=order)[:most]
        for code in chosen:
            had[code] += 1
            latest[code] = index
        home[day] = tuple(sorted(chosen))
    return home


def _team(manner: Manner, day: datetime.date, first: datetime.date) -> int | None:
    """Which half of the unit (by place in the roster) has its turn; None when that does not matter."""
    week, weekday = (day - first).days // 7, day.weekday()
    if manner == "weeks":
        return week % 2
    if manner == "alternate":
        return (5 * week + weekday) % 2
    if manner == "weekdays" and weekday < 4:
        return weekday % 2
    return None
