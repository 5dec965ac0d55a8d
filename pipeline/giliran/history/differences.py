"""What one version of a schedule changed about the one before it, by day and person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from giliran.history.versions import GONE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from giliran.history import Commit
    from giliran.history.record import Step
    from giliran.history.versions import Version

Kind = Literal["created", "deleted", "edited", "same", "unreadable", "mended"]


@dataclass(frozen=True, slots=True)
class DayChange:
    """What changed on one day, each by ids in their order.

    ``to_home`` and ``to_office`` gained and lost a turn; ``recalled`` were called in, ``unrecalled`` no longer are, and of
    ``recalled_otherwise`` the order or its reason changed. ``emptied`` days had turns before and have none now.
    """

    day: datetime.date
    to_home: tuple[str, ...] = ()
    to_office: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    unrecalled: tuple[str, ...] = ()
    recalled_otherwise: tuple[str, ...] = ()
    emptied: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """The change of a whole file.

    ``same`` is the same turns and recalls written otherwise, ``mended`` the same after a version that could not be
    read. ``turns`` on ``on_days`` days and ``recalls`` are what a ``created`` file brought or a ``deleted`` one took;
    ``days`` are given for an ``edited`` file only.
    """

    kind: Kind
    turns: int = 0
    on_days: int = 0
    recalls: int = 0
    days: tuple[DayChange, ...] = ()


def difference(before: Version | None, after: Version | None) -> Difference:
    """Compare two versions; ``None`` is no file. ``before`` is the last one that could be read."""
    if after is None:
        return _whole("deleted", before or GONE)
    if not after.readable:
        return Difference("unreadable")
    if before is None:
        return _whole("created", after)
    found = tuple(_day(before, after, day) for day in sorted(_changed_days(before, after)))
    return Difference("edited", days=found) if found else Difference("same")


def _changed_days(before: Version, after: Version) -> set[datetime.date]:
    listed = {day for day in {*before.home, *after.home} if before.home.get(day) != after.home.get(day)}
    called = {*before.recalls.items()} ^ {*after.recalls.items()}
    return listed | {day for (day, _), _ in called}


def _whole(kind: Kind, version: Version) -> Difference:
    return Difference(kind, version.turns, len(version.home), len(version.recalls))


def _day(before: Version, after: Version, day: datetime.date) -> DayChange:
    old, new = frozenset(before.home.get(day, ())), frozenset(after.home.get(day, ()))
    called_before = {person: orders for (on, person), orders in before.recalls.items() if on == day}
    called_now = {person: orders for (on, person), orders in after.recalls.items() if on == day}
    both = called_before.keys() & called_now.keys()
    return DayChange(
        day,
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
        tuple(sorted(called_now.keys() - called_before.keys())),
        tuple(sorted(called_before.keys() - called_now.keys())),
        tuple(sorted(person for person in both if called_before[person] != called_now[person])),
        bool(old) and not new,
    )


@dataclass(frozen=True, slots=True)
class FileChange:
    """What one commit changed about a file."""

    commit: Commit
    difference: Difference


def changes(steps: Iterable[Step]) -> Iterator[FileChange]:
    """Compare each step of a file with the last readable one before it, oldest first.

    What a cut commit found is no change, only what the next step is compared with.
    """
    before: Version | None = None
    lost = False
    for step in steps:
        if not step.commit.cut:
            found = difference(before, step.version)
            yield FileChange(step.commit, replace(found, kind="mended") if lost and found.kind == "same" else found)
        lost = step.version is not None and not step.version.readable
        if not lost:
            before = step.version
        elif step.commit.cut:
            before = GONE
