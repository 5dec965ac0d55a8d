"""By which pattern a unit took turns in a month, as far as its schedule shows one.

A schedule is explicit and knows no pattern; a pattern is something that people follow. It is recognised by how many cells,
one person on one day, it would have told right. Patterns have the names that a plan takes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

    from giliran.plan.request import Pattern

PATTERNS: dict[Pattern, Text] = {
    "alternate-days": Text("berselang hari", "every other day"),
    "a-b-weeks": Text("minggu A dan B", "A and B weeks"),
    "fixed-weekdays": Text("hari yang tetap setiap minggu", "the same weekdays each week"),
}
"""The patterns that can be seen in a schedule; of two that fit alike, the first is the plainer."""

_CLEAR = 9, 10
"""The share of the cells that a pattern must tell right: nine of ten."""


@dataclass(frozen=True, slots=True)
class Habit:
    """A pattern and how well it tells a month: ``fits`` of ``cells``."""

    pattern: Pattern
    fits: int
    cells: int


def habit(days: Sequence[datetime.date], home: Mapping[datetime.date, Collection[str]]) -> Habit | None:
    """Recognise the pattern of a month; ``None`` where none is clear, or too few days are there to tell.

    ``days`` are the working days on which the unit may have someone at home, in order. Only people with a turn count,
    since everybody else is at the office by whatever pattern.
    """
    people = sorted({person for day in days for person in home.get(day, ())})
    weeks = list(dict.fromkeys(_week(day) for day in days))
    if not people or len(weeks) < 2:
        return None
    kinds: dict[Pattern, Callable[[int, datetime.date], Hashable]] = {
        "alternate-days": lambda at, _: at % 2,
        "a-b-weeks": lambda _, day: weeks.index(_week(day)) % 2,
        "fixed-weekdays": lambda _, day: day.weekday(),
    }
    cells = len(people) * len(days)
    best: Habit | None = None
    for pattern in PATTERNS:
        slots = [kinds[pattern](at, day) for at, day in enumerate(days)]
        fits = sum(_told(slots, [person in home.get(day, ()) for day in days]) for person in people)
        if best is None or fits > best.fits:
            best = Habit(pattern, fits, cells)
    assert best is not None  # there are patterns
    return best if best.fits * _CLEAR[1] >= best.cells * _CLEAR[0] else None


def _week(day: datetime.date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _told(slots: Sequence[Hashable], turns: Sequence[bool]) -> int:
    """Count the days on which a person was where they mostly are in that slot of the pattern."""
    found = Counter(zip(slots, turns, strict=True))
    return sum(max(found[slot, True], found[slot, False]) for slot in dict.fromkeys(slots))
