"""What became of one unit on one day: every commit that changed its limit, its people at home, a recall or a letter.

A change is told by what it means for the day, not by the lines it touched: a commit that moves the limit of the day by
changing the law, the staff list or the calendar is here, one that only tidies a file is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class Recalled:
    """A recall on the day."""

    employee: str
    ordered_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DayState:
    """All that one commit has about a unit on a day; ``readable`` tells whether it could be judged.

    ``people`` are the ids that count, ``home`` those on the schedule. ``clause`` is the id of the clause that sets the
    limit, ``dispensation`` is the name of its file.
    """

    unit: str
    name: str
    readable: bool = True
    standing: str | None = None
    at_most: int | None = None
    people: tuple[str, ...] = ()
    clause: str | None = None
    sum: Text | None = None
    dispensation: str | None = None
    day_off: Text | None = None
    supervisor: str | None = None
    home: tuple[str, ...] = ()
    recalled: tuple[Recalled, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A commit by its name and its committer's time in seconds."""

    commit: str
    time: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit made of the day; without a state the unit is not there.

    ``authors`` are those whom git names for what changed: of a merge those of the commits it brought. ``law`` is the
    last commit up to this one that changed the law.
    """

    version: Version
    authors: tuple[str, ...]
    before: DayState | None
    after: DayState | None
    law: Version | None


@dataclass(frozen=True, slots=True)
class DayLog:
    """The changes of a day, oldest first, and how it stands at the last commit. A cut history lacks its beginning.

    Times are told in ``zone``, that of the last commit.
    """

    unit: str
    day: datetime.date
    head: Version
    changes: tuple[Change, ...]
    now: DayState | None
    zone: str
    complete: bool = True
