"""Who works where: agencies, their units, and the people in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from giliran.timeline import value_on

if TYPE_CHECKING:
    import datetime

    from giliran.timeline import Period, Window
    from giliran.wording import Text

Status = Literal["pns", "pppk", "pjlp"]
STATUSES: tuple[Status, ...] = get_args(Status)
ServicePart = Literal["standards", "consultation", "complaints"]
SERVICE_PARTS: tuple[ServicePart, ...] = get_args(ServicePart)
Fact: TypeAlias = str | bool | int


@dataclass(frozen=True, slots=True)
class Employee:
    """A member of a unit from ``period.start`` to ``period.end``; without them since and for ever.

    ``domicile_attested`` is the day on which the person attested that they work at their place of domicile; the place
    itself is recorded nowhere.
    """

    id: str
    name: str
    status: Status
    period: Period
    role: str | None = None
    domicile_attested: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Why, by whom and by which letter a unit's facts differ from its agency's; a missing part is ``None``."""

    reason: str | None
    approved_by: str | None
    letter: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """The lowest group. ``id`` is ``agency/unit``; ``facts`` are the agency's with the unit's own on top."""

    id: str
    path: str
    name: str
    kind: str
    facts: dict[str, Fact]
    employees: tuple[Employee, ...]
    supervisor: str | None = None
    override: Override | None = None
    own_facts: dict[str, Fact] = field(default_factory=dict)
    other_supervisors: tuple[Window[str], ...] = ()

    def supervisor_on(self, day: datetime.date) -> str | None:
        """Give the direct superior on a day: someone else for a while, or the one the unit names."""
        return value_on(self.other_supervisors, day) or self.supervisor

    @property
    def agency(self) -> str:
        """Give the folder of the agency."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Channel:
    """Where the public can turn to: its name and its web address."""

    title: Text
    href: str


@dataclass(frozen=True, slots=True)
class Services:
    """What an agency tells the public about its service: where its standards are published, and its channels."""

    standards: str | None = None
    consultation: tuple[Channel, ...] = ()
    complaints: tuple[Channel, ...] = ()

    def has(self, part: ServicePart) -> bool:
        """Tell whether a part is recorded."""
        return bool(getattr(self, part))


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency. ``id`` is its folder under ``units/``."""

    id: str
    path: str
    name: str
    kind: str
    facts: dict[str, Fact]
    admins: tuple[str, ...] = ()
    jurisdiction: str | None = None
    note: Text | None = None
    services: Services = field(default_factory=Services)
