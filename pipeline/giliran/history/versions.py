"""One version of a schedule file, old or new: who was at home on which day, and who was called in.

Old versions are as hostile as any input: they are read by the same code as the files on disk, and one that cannot be
read is ``UNREADABLE``, never an exception. Days outside the month of the file are left out: no such schedule was ever
accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from giliran.corpus import staffing
from giliran.documents import read
from giliran.grammar import schema
from giliran.judge import Judge

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from giliran.model import Recall, Schedule

Orders = frozenset[tuple[str, str]]
"""Who ordered a recall, and why; several pairs where it stands there several times."""


@dataclass(frozen=True, slots=True)
class Version:
    """Who is at home by day, in the order of their ids, and who was called in, by day and id. Empty days are left out."""

    home: Mapping[datetime.date, tuple[str, ...]]
    recalls: Mapping[tuple[datetime.date, str], Orders]
    readable: bool = True

    @property
    def turns(self) -> int:
        """Give the number of turns at home, recalled ones included."""
        return sum(map(len, self.home.values()))

    @classmethod
    def of(cls, schedule: Schedule) -> Version:
        """Take what concerns us from a schedule."""
        own = [recall for recall in schedule.recalls if f"{recall.day:%Y-%m}" == schedule.month]
        called: dict[tuple[datetime.date, str], list[Recall]] = {}
        for recall in own:
            called.setdefault((recall.day, recall.employee), []).append(recall)
        return cls(
            {
                day: tuple(sorted(ids))
                for day, ids in sorted(schedule.home.items())
                if ids and f"{day:%Y-%m}" == schedule.month
            },
            {key: frozenset((one.ordered_by, one.reason) for one in found) for key, found in sorted(called.items())},
        )


GONE = Version({}, {})
"""What stands where there is no file: everyone is at the office."""

UNREADABLE = Version({}, {}, readable=False)


def read_version(path: str, content: bytes) -> Version:
    """Read an old version of a schedule. Never raises for bad content."""
    document = read(path, content)
    if document.faults or not _grammar().accepts(document.data):
        return UNREADABLE
    _, unit, month = path.removesuffix(".yaml").rsplit("/", 2)
    schedule, _ = staffing.schedule(unit, month, document)
    return Version.of(schedule)


@cache
def _grammar() -> Judge:
    return Judge(schema("schedule"))
