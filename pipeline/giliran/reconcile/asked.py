"""What the law asks of a day at home, of the clauses in force on it, and which of its windows a minute falls in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from giliran.attendance import windows_on
from giliran.model import AttendanceRule, DutyRule, RecallRule, ShareRule
from giliran.rulings import DEFAULT_BASE, clauses_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from giliran import rulings
    from giliran.attendance import AskedWindow
    from giliran.model import Clause, Status

Part = Literal["attendance", "report", "recall", "turn"]
_MINUTES = 24 * 60
_LATEST_NIGHT = 4 * 60
"""The minute at which a night is over at the latest, whatever the law asks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The clauses that speak of a day at home, on some day; each empty where no binding circular has any.

    ``windows`` are those of ``attendance``, in the order of the day; ``report`` asks for a report after the record in the
    window at ``after``, -1 for none; ``recall`` for coming in; ``turn`` lets people stay at home.
    """

    windows: tuple[AskedWindow, ...] = ()
    report: tuple[Clause, ...] = ()
    after: int = -1
    recall: tuple[Clause, ...] = ()
    turn: tuple[Clause, ...] = ()

    @property
    def attendance(self) -> tuple[Clause, ...]:
        """Give the clauses that ask for records."""
        return tuple({each.clause.id: each.clause for each in self.windows}.values())

    @property
    def base(self) -> tuple[Status, ...]:
        """Give the statuses that are counted."""
        rules = [clause.rule for clause in self.turn]
        counted = [status for rule in rules if isinstance(rule, ShareRule) for status in rule.base]
        return tuple(dict.fromkeys(counted)) or DEFAULT_BASE

    def clauses(self, part: Part, window: int | None = None) -> tuple[Clause, ...]:
        """Give the clauses of a part; with a ``window`` the one that asks for it."""
        if window is not None:
            return tuple(each.clause for each in self.windows[window : window + 1])
        found: tuple[Clause, ...] = getattr(self, part)
        return found


def asked(law: rulings.Law, day: datetime.date) -> Asked:
    """Gather what the circulars of a government ask on a day."""
    windows = windows_on(law, day)
    report, after = _reports(law, day, windows)
    return Asked(
        windows,
        report,
        after,
        tuple(clause for _, clause, _ in clauses_of(law, RecallRule, day)),
        tuple(clause for _, clause, _ in clauses_of(law, ShareRule, day)),
    )


def _reports(law: rulings.Law, day: datetime.date, windows: Sequence[AskedWindow]) -> tuple[tuple[Clause, ...], int]:
    """Find the duties of the first circular that asks for something after a record, and the last window they come after.

    Where the windows of another circular prevail, its last record of the day takes the place of theirs.
    """
    for circular in law.binding:
        clauses = [clause for clause in circular.clauses if day in circular.in_force and day in clause.period]
        records = {clause.name: clause.id for clause in clauses if isinstance(clause.rule, AttendanceRule)}
        duties = [
            (clause, records[clause.rule.after])
            for clause in clauses
            if isinstance(clause.rule, DutyRule) and clause.rule.after in records
        ]
        if duties:
            named = {record for _, record in duties}
            after = [place for place, each in enumerate(windows) if each.clause.id in named]
            return tuple(clause for clause, _ in duties), max(after, default=len(windows) - 1)
    return (), -1


def night(laws: Sequence[Asked]) -> int:
    """Give the minute before which a record may as well belong to the evening before: 04:00, or an earlier first window."""
    first = (each.hours.minutes[0] for law in laws for each in law.windows)
    return min((_LATEST_NIGHT, *first))


class Stretches:
    """The minutes of a day under each law, by the windows that hold them: nearly always one, two where windows touch.

    ``of`` gives the stretch of a minute by law and minute, -1 where none asks for a record; the last row is for no law.
    """

    def __init__(self, laws: Sequence[Asked]) -> None:
        self.of: NDArray[np.int16] = np.full((len(laws) + 1, _MINUTES), -1, np.int16)
        held: dict[frozenset[int], int] = {}
        for number, law in enumerate(laws):
            for minute, windows in _held(law):
                self.of[number, minute] = held.setdefault(windows, len(held))
        self._windows = tuple(held)

    def within(self, window: int) -> Iterator[int]:
        """Give the stretches that a window holds."""
        return (stretch for stretch, windows in enumerate(self._windows) if window in windows)


def _held(law: Asked) -> Iterator[tuple[int, frozenset[int]]]:
    """Give the windows of each minute that has any."""
    holders: dict[int, set[int]] = {}
    for place, each in enumerate(law.windows):
        first, last = each.hours.minutes
        for minute in range(first, last + 1):
            holders.setdefault(minute, set()).add(place)
    return ((minute, frozenset(places)) for minute, places in holders.items())
