"""Who is at home when, and what is granted beyond the law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from fractions import Fraction

    from giliran.timeline import Period


@dataclass(frozen=True, slots=True)
class Recall:
    """An order to come to the office on a day at home."""

    day: datetime.date
    employee: str
    ordered_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """One unit, one month: who is at home on which day. A day that is not listed has everyone at the office."""

    unit: str
    month: str
    path: str
    home: dict[datetime.date, tuple[str, ...]]
    recalls: tuple[Recall, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispensation:
    """A granted exception for one unit from one clause; ``share`` replaces the clause's value where it has one."""

    name: str
    path: str
    letter: str
    granted_by: str
    unit: str
    clause: str
    period: Period
    reason: str
    share: Fraction | None = None
    signed: datetime.date | None = None
