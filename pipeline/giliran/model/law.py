"""What binds: circulars with their clauses, readings and practices, and the jurisdictions that they bind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from giliran.diagnostics import ClauseRef
from giliran.zones import CAPITAL

if TYPE_CHECKING:
    import datetime
    from fractions import Fraction

    from giliran.model.staff import ServicePart, Status
    from giliran.timeline import Period, Window
    from giliran.wording import Text

Falls = Literal["once", "before-each-month", "each-working-day", "at-the-end"]
"""When a duty is due: on the first working day, on the last one before each month, on every one, on the last one."""
Force = Literal["binding", "advisory"]
DutyRole = Literal["agency-head", "supervisor", "employee", "personnel-agency", "appointing-official"]
DUTY_ROLES: tuple[DutyRole, ...] = get_args(DutyRole)
Condition: TypeAlias = dict[str, object]
"""A JSON Schema over a unit's facts; plain data, never changed after reading."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: its title, an address, the point inside it, and the grade of certainty (Q, P, O or I)."""

    title: str
    href: str | None = None
    point: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage as one window of a clause gives it. ``value`` is a share of one: 50 % is ``Fraction(1, 2)``."""

    value: Fraction
    reference: Reference


def _minute(words: str) -> int:
    hours, _, minutes = words.partition(":")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of a day, ``HH:MM`` local time, with what it is called."""

    start: str
    end: str
    title: Text | None = None

    @property
    def minutes(self) -> tuple[int, int]:
        """Give the first and the last minute of the span, counted from midnight."""
        return _minute(self.start), _minute(self.end)


@dataclass(frozen=True, slots=True)
class ShareRule:
    """At most a percentage of the members with a status in ``base`` may work in ``mode``, each working day by itself."""

    mode: str
    at_most: tuple[Window[Share], ...]
    base: tuple[Status, ...]
    rounding: Literal["down", "up"]
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class ExcludeRule:
    """Units whose facts fulfil ``when`` may not work in ``mode`` at all."""

    mode: str
    when: Condition


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """For units whose facts fulfil ``when`` the words decide nothing: a human answers ``question``."""

    when: Condition
    question: Text


@dataclass(frozen=True, slots=True)
class AttendanceRule:
    """At least one attendance record in each of ``windows``, both ends included, local time of ``zone``."""

    zone: str
    windows: tuple[Hours, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class HoursRule:
    """Present from ``span.start`` to ``span.end``, at least ``minimum_hours``; breaks are not taken off."""

    zone: str
    span: Hours
    minimum_hours: Fraction


@dataclass(frozen=True, slots=True)
class RecallRule:
    """Someone at home may be called in by ``ordered_by`` where all of ``requires`` hold."""

    ordered_by: str
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A duty in words, and the role that carries it.

    ``services`` names the parts of an agency's :class:`Services` that the duty asks for. ``after`` names the clause on
    attendance, of the same circular, whose last record of the day comes first. ``attests`` is what a unit file records that
    its people have attested. ``falls`` tells on which days it is due; without it the duty stands all the time.
    """

    role: DutyRole
    due: Text | None = None
    services: tuple[ServicePart, ...] = ()
    after: str | None = None
    attests: Literal["domicile"] | None = None
    falls: Falls | None = None


Rule: TypeAlias = ShareRule | ExcludeRule | ReviewRule | AttendanceRule | HoursRule | RecallRule | DutyRule


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of a circular with its words.

    ``id`` is ``issuer/circular/clause``. ``period`` is when it holds: the circular's own unless the clause says
    otherwise. A :class:`ShareRule` has a reference for each value; the other kinds have one here.
    """

    id: str
    path: str
    kind: str
    title: Text
    period: Period
    rule: Rule
    text: Text | None = None
    reference: Reference | None = None
    readings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Give the last part of the id."""
        return self.id.rpartition("/")[2]

    def ref(self, reference: Reference | None = None) -> ClauseRef:
        """Give the reference to print in a diagnostic, with the source of the value where that is known."""
        source = reference or self.reference
        return ClauseRef(self.id, self.title, source.href if source else None)


@dataclass(frozen=True, slots=True)
class ConductPoint:
    """One numbered duty of the code of conduct, from 1."""

    number: int
    text: Text
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """The code of conduct of a circular."""

    title: Text
    reference: Reference
    points: tuple[ConductPoint, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """What an official said that the circular itself does not say: practice, not law.

    ``calls`` are the times of day, ``HH:MM`` local time and in their order, at which those at home are to be called.
    """

    name: str
    title: Text
    text: Text
    said_by: Text
    said: datetime.date
    reference: Reference
    calls: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a contradiction says, and who says it."""

    says: Text
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A contradiction between sources and how it is read here."""

    name: str
    question: Text
    sides: tuple[Side, ...]
    choice: Text
    reason: Text
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circular:
    """A rule document. ``id`` is ``issuer/circular``, its folder under ``policy/``."""

    id: str
    path: str
    title: Text
    issuer: str
    number: str
    in_force: Period
    short_name: str | None = None
    signed: datetime.date | None = None
    summary: Text | None = None
    sources: tuple[Reference, ...] = ()
    gaps: tuple[Text, ...] = ()
    clauses: tuple[Clause, ...] = ()
    conduct: Conduct | None = None
    readings: tuple[Reading, ...] = ()
    practices: tuple[Practice, ...] = ()

    @property
    def short(self) -> str:
        """Give the name to use in a sentence: number and issuer, since numbers are used again by others."""
        return self.short_name or f"{self.number} ({self.issuer})"


@dataclass(frozen=True, slots=True)
class Bond:
    """One line of a jurisdiction: which circular, with what force, and under which reading."""

    circular: str
    force: Force
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A government and the circulars that bind it, the one that prevails first."""

    name: str
    path: str
    title: str | None
    bonds: tuple[Bond, ...]


@dataclass(frozen=True, slots=True)
class FactTerm:
    """A fact that may be stated about an agency or a unit; without ``values`` any word may stand there.

    The values are spelt as in YAML, ``true`` and ``false`` among them.
    """

    name: str
    title: Text
    values: dict[str, Text] | None = None


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is declared off, or worked although the calendar calls it off."""

    day: datetime.date
    title: Text
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """What a jurisdiction adds to the public holidays of its country. ``weekend`` holds weekdays, Monday is 0.

    ``zone`` is by whose clock days are counted, of commits as of people, by its IANA name.
    """

    country: str = "ID"
    weekend: tuple[int, ...] = (5, 6)
    holidays: tuple[DayOff, ...] = ()
    working_days: tuple[DayOff, ...] = ()
    zone: str = CAPITAL
