"""What somebody asks of a plan for one unit and month."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from giliran.model import Employee, Status
    from giliran.wording import Text

Pattern = Literal["turns", "alternate-days", "a-b-weeks", "fixed-weekdays", "as-before"]
DayOf: TypeAlias = tuple[datetime.date, str]
"""A day of one person, by the employee id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Days that were asked for; ``impossible`` are those named that cannot be, each with the reason."""

    cells: tuple[DayOf, ...] = ()
    impossible: tuple[tuple[datetime.date, str, Text], ...] = ()
    never: tuple[tuple[str, Text], ...] = ()
    """People for whom not one day of a weekday, or of the whole month, can be, with the reason on the first."""

    def __add__(self, other: Asked) -> Asked:
        return Asked(
            tuple(dict.fromkeys((*self.cells, *other.cells))),
            (*self.impossible, *other.impossible),
            (*self.never, *other.never),
        )


@dataclass(frozen=True, slots=True)
class Presence:
    """At least ``least`` of some people are at the office on ``days``; ``who`` tells people who they are."""

    least: int
    who: Text
    role: str | None
    status: Status | None
    people: tuple[str, ...] | None
    days: frozenset[datetime.date]

    def counts(self, member: Employee) -> bool:
        """Tell whether a member of the unit is one of them."""
        return (
            (self.role is None or member.role == self.role)
            and (self.status is None or member.status == self.status)
            and (self.people is None or member.id in self.people)
        )


@dataclass(frozen=True, slots=True)
class Use:
    """How much of the limit of a day to use: a share of it, less some people."""

    share: Fraction = Fraction(1)
    fewer: int = 0

    def of(self, at_most: int) -> int:
        """Count the places to be used of those that the law allows, a part of one not counted."""
        return max(0, int(self.share * at_most) - self.fewer)


@dataclass(frozen=True, slots=True)
class Request:
    """All that is asked for a unit and month."""

    pattern: Pattern = "turns"
    groups: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    weekdays: dict[str, frozenset[int]] = field(default_factory=dict)
    use: Use | None = None
    wishes: Asked = Asked()
    refusals: Asked = Asked()
    must: Asked = Asked()
    must_not: Asked = Asked()
    presence: tuple[Presence, ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    days_per_week: int | None = None
    days_per_week_of: dict[str, int] = field(default_factory=dict)

    def most_in_a_week(self, person: str) -> int | None:
        """Give how many days of a week somebody may be at home at most; ``None`` where nothing is said."""
        return self.days_per_week_of.get(person, self.days_per_week)

    def and_also(self, other: Request, said: frozenset[str]) -> Request:
        """Add what another request asks for; where only one thing can hold, that of the other if it ``said`` so."""
        return Request(
            pattern=other.pattern if "pattern" in said else self.pattern,
            groups=other.groups or self.groups,
            weekdays={**self.weekdays, **other.weekdays},
            use=other.use or self.use,
            wishes=self.wishes + other.wishes,
            refusals=self.refusals + other.refusals,
            must=self.must + other.must,
            must_not=self.must_not + other.must_not,
            presence=(*self.presence, *other.presence),
            together=tuple(dict.fromkeys((*self.together, *other.together))),
            apart=tuple(dict.fromkeys((*self.apart, *other.apart))),
            days_per_week=self.days_per_week if other.days_per_week is None else other.days_per_week,
            days_per_week_of={**self.days_per_week_of, **other.days_per_week_of},
        )
