"""What a change can do, as plain records. ``before`` and ``after`` are told alike, so that a change taken back reads as its mirror."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime

    from giliran.limits import Standing
    from giliran.model import Status
    from giliran.timeline import Period
    from giliran.wording import Text

Fate = Literal["new", "gone", "changed"]
Where = Literal["office", "home", "recalled"]
"""``recalled`` is somebody who is on the list of a day at home and was called in: at the office, but counted."""
StaffKind = Literal["joined", "left", "moved", "status"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the state after the change calls them, or the one before where they are gone."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody belongs, and as what."""

    unit: str
    status: Status


@dataclass(frozen=True, slots=True)
class StaffChange:
    """On the days of ``period`` somebody belongs elsewhere than before; a period that begins on the first day there is has no beginning."""

    person: Person
    period: Period
    before: Post | None
    after: Post | None

    @property
    def kind(self) -> StaffKind:
        """Name the change."""
        if self.before is None:
            return "joined"
        if self.after is None:
            return "left"
        return "status" if self.before.unit == self.after.unit else "moved"

    @property
    def units(self) -> tuple[str, ...]:
        """Name the units that it concerns."""
        return tuple(dict.fromkeys(post.unit for post in (self.before, self.after) if post is not None))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file that reads otherwise, spelt as there; ``None`` where it is missing. ``person`` is whose entry it is."""

    key: str
    before: str | None
    after: str | None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose place on a day is another."""

    person: Person
    before: Where
    after: Where


@dataclass(frozen=True, slots=True)
class DayState:
    """A unit on a day: names on the list (``use``, those called in included), and how many the law allows of how many.

    ``at_most`` and ``standing`` are ``None`` where law, agency or unit are not there or cannot be read, ``headcount`` where it
    is the unit that cannot be read.
    """

    use: int
    headcount: int | None
    at_most: int | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class DayImpact:
    """What changes on a day for which the unit has, or had, names on its list."""

    day: datetime.date
    before: DayState
    after: DayState
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthImpact:
    """A schedule file that is new or gone, with the number of its turns at home."""

    month: str
    fate: Fate
    turns: int


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """What changes in a unit but for its people.

    ``agency`` is the agency's name; ``formerly`` is the id that the unit had, where it has only been renamed.
    """

    id: str
    name: str
    agency: str | None
    fate: Fate
    formerly: str | None = None
    entries: tuple[Entry, ...] = ()
    months: tuple[MonthImpact, ...] = ()
    days: tuple[DayImpact, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyImpact:
    """An agency file that reads otherwise."""

    id: str
    name: str
    fate: Fate
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueChange:
    """On the days of ``period`` a clause has another value."""

    period: Period
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class LawChange:
    """A part of the law that reads otherwise.

    ``keys`` are the entries that differ, where it is neither new nor gone; ``values`` what it allows and when, ``entries`` what
    force a circular has in a jurisdiction; ``periods`` are the days concerned, where the change itself names them; ``moved`` is the
    period before and after, where it is another.
    """

    kind: Literal["circular", "clause", "jurisdiction", "calendar", "dispensation", "facts"]
    id: str
    title: Text
    fate: Fate
    keys: tuple[str, ...] = ()
    values: tuple[ValueChange, ...] = ()
    periods: tuple[Period, ...] = ()
    entries: tuple[Entry, ...] = ()
    moved: tuple[Period, Period] | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """A schedule that nobody touched and that the change makes unlawful, or lawful again.

    ``before`` and ``after`` count its errors; ``days``, ``codes`` and the first message ``reason`` are of the side that has some.
    """

    path: str
    unit: str
    month: str
    before: int
    after: int
    days: tuple[str, ...]
    codes: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be compared, since it cannot be read on one side or on both."""

    path: str
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change does.

    ``reached`` is the number of units for which the law allows something else on some day that has a schedule in its month.
    ``settings`` are files that decide about proposals and about the site, not about schedules. ``wordings`` are data files that changed and do nothing: remarks, order, explanations. ``beside`` are files that are no
    data. ``parted`` is the commit from which the change is counted where that is not the one that was named.
    """

    law: tuple[LawChange, ...] = ()
    agencies: tuple[AgencyImpact, ...] = ()
    units: tuple[UnitImpact, ...] = ()
    people: tuple[StaffChange, ...] = ()
    turned: tuple[Turned, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    reached: int = 0
    settings: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    parted: str | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing changes for anybody."""
        return not (
            self.law or self.agencies or self.units or self.people or self.turned or self.unreadable or self.settings
        )

    @property
    def moves(self) -> tuple[Move, ...]:
        """Give every move between home and office."""
        return tuple(move for unit in self.units for day in unit.days for move in day.moves)

    def people_of(self) -> dict[str, tuple[StaffChange, ...]]:
        """Give the changes of people by unit; a move between two stands under both."""
        found: dict[str, list[StaffChange]] = {}
        for change in self.people:
            for unit in change.units:
                found.setdefault(unit, []).append(change)
        return {unit: tuple(changes) for unit, changes in found.items()}

    def staff(self, kind: StaffKind) -> int:
        """Count the people of one kind of change, each once."""
        return len({change.person.id for change in self.people if change.kind == kind})
