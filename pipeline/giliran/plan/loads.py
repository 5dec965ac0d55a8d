"""How many home days each member had more, or fewer, than were due to them in the months before.

On each day the people at home are shared out among all who could be at home: of 3 at home among 7, three sevenths of a day
are due to each of the seven. Whoever had more than that carries a positive load into the next month, and whoever had
less a negative one; the loads of one day add up to nothing. A member who joins is owed nothing for the days before.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.rulings import share_windows
from giliran.timeline import Period, month_days

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.rulings import Law


def carried(corpus: Corpus, unit: str, month: str) -> dict[str, Fraction]:
    """Give the load in days that each member of a unit carries into a month written ``2023-09``; none is 0.

    What counts is who was listed at home: a recall takes no turn away. Only months of the same run of the law's windows are
    looked at, and only schedules that can be read. Raises :class:`KeyError` for an unknown unit.
    """
    found: Counter[str] = Counter()
    known = corpus.units[unit]
    law = corpus.law_of(known)
    if law is None:
        return {}
    start = run_start(law, known, month)
    if start is None:
        return {}
    loads: dict[str, Fraction] = {}
    due: dict[tuple[str, ...], Fraction] = {}
    for path in corpus.schedules.files_of(unit):
        if not start.isoformat()[:7] <= path[-12:-5] < month:
            continue
        schedule = corpus.schedules.get(path)
        if schedule is None:
            continue
        days = corpus.limits(law, known, schedule.month).days
        for day, listed in schedule.home.items():
            allowed = days.get(day)
            if day < start or allowed is None or allowed.standing != "open":
                continue
            at_home = allowed.people if set(listed) >= set(allowed.people) else _among(listed, allowed.people)
            found.update(at_home)
            due[allowed.people] = due.get(allowed.people, Fraction(0)) + Fraction(len(at_home), allowed.headcount or 1)
    owed = due_to(due)
    for person in (*owed, *found):
        loads[person] = found[person] - owed.get(person, Fraction(0))
    return loads


def due_to(groups: Mapping[tuple[str, ...], Fraction]) -> dict[str, Fraction]:
    """Add up what is due to each person from what is due to each member of some groups."""
    owed: dict[str, Fraction] = {}
    for people, days in groups.items():
        for person in people:
            owed[person] = owed[person] + days if person in owed else days
    return owed


def run_start(law: Law, unit: Unit, month: str) -> datetime.date | None:
    """Give the day on which the run of windows that a month belongs to began; ``None`` for a month outside every window.

    Windows that touch or overlap make one run; so do those with only days off between them.
    """
    first, *_, last = month_days(month)
    wanted = Period(first, last)
    start: datetime.date | None = None
    end: datetime.date | None = None
    for window in share_windows(law, unit=unit):
        if window.start > last:
            break
        if end is None or (window.start > end and not _idle(law, end, window.start)):
            start = window.start
        end = window.last if end is None else max(end, window.last)
    return start if start is not None and end is not None and Period(start, end).overlaps(wanted) else None


def _idle(law: Law, last: datetime.date, first: datetime.date) -> bool:
    """Tell whether nobody works on any day between two others."""
    between = range(last.toordinal() + 1, first.toordinal())
    return all(not law.workdays.is_worked(first.fromordinal(ordinal)) for ordinal in between)


def _among(listed: Iterable[str], people: tuple[str, ...]) -> tuple[str, ...]:
    could = frozenset(people)
    return tuple(person for person in dict.fromkeys(listed) if person in could)
