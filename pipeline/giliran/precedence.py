"""Which clauses give way where several binding circulars in force speak of one thing, and on which days.

Attendance, hours and recalls are those of the first binding circular, in the declared order, that has any on the day:
:func:`giliran.rulings.clauses_of` for a whole period instead of one day. A share gives way to a share that an earlier
circular has for the same units. Exclusions, decisions of a human and duties stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.model import AttendanceRule, HoursRule, RecallRule, ShareRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.model import Circular, Clause, Rule
    from giliran.rulings import Law
    from giliran.timeline import Period

_ONE_CIRCULAR = (AttendanceRule, HoursRule, RecallRule)
"""Kinds of which the clauses of only one circular hold on a day."""


@dataclass(frozen=True, slots=True)
class Yielding:
    """Days on which a clause gives way to another of a circular that comes before its own."""

    period: Period
    circular: Circular
    clause: Clause


def yielding(law: Law, circular: Circular, clause: Clause) -> tuple[Yielding, ...]:
    """Give the days on which a clause gives way, earliest first and each once; none for a circular that only advises."""
    key = "yielding", circular.id, clause.id
    found: tuple[Yielding, ...] | None = law.memo.get(key)
    if found is None:
        found = law.memo[key] = tuple(sorted(_read(law, circular, clause)[0], key=lambda each: each.period.start))
    return found


def holding(law: Law, circular: Circular, clause: Clause) -> tuple[Period, ...]:
    """Give the days on which a clause holds and gives way to none, earliest first; a share only with a value on them."""
    return tuple(sorted(_read(law, circular, clause)[1], key=lambda period: period.start))


def _read(law: Law, circular: Circular, clause: Clause) -> tuple[list[Yielding], list[Period]]:
    found: list[Yielding] = []
    left = list(_spans(circular, clause))
    order = [each.id for each in law.binding]
    for earlier in law.binding[: order.index(circular.id)] if circular.id in order else ():
        for other in earlier.clauses:
            if not _prevails(other.rule, clause.rule):
                continue
            for span in _spans(earlier, other):
                cuts = (period.within(span) for period in left)
                found.extend(Yielding(cut, earlier, other) for cut in cuts if cut is not None)
                left = [rest for period in left for rest in period.outside(span)]
    return found, left


def _prevails(earlier: Rule, later: Rule) -> bool:
    """Tell whether a rule takes the place of one of a later circular wherever both have a day."""
    if isinstance(earlier, ShareRule) and isinstance(later, ShareRule):
        return earlier.mode == later.mode and earlier.when in (None, later.when)
    return isinstance(later, _ONE_CIRCULAR) and type(earlier) is type(later)


def _spans(circular: Circular, clause: Clause) -> Iterator[Period]:
    """Give the days on which a clause speaks, each once: of a share those that have a value."""
    rule = clause.rule
    spans = [window.period for window in rule.at_most] if isinstance(rule, ShareRule) else [clause.period]
    for span in spans:
        if any(other != span and other.encloses(span) for other in spans):
            continue  # a special period inside the general one
        period = clause.period.within(circular.in_force)
        cut = None if period is None else span.within(period)
        if cut is not None:
            yield cut
