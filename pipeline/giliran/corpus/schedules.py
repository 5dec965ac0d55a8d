"""The schedules of a repository, each read when it is asked for: a province has ten thousand, and few need them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from giliran.model import Schedule

if TYPE_CHECKING:
    from giliran.tree import Tree


class Schedules(Mapping[str, Schedule]):
    """The schedules that can be read, by path in sorted order; ``broken`` takes the paths of those that turn out not to be."""

    def __init__(self, tree: Tree, broken: set[str], read: Callable[[str], Schedule | None]) -> None:
        self._broken = broken
        self._read = read
        self._kept: dict[str, Schedule | None] = {}
        self._by_unit: dict[str, list[str]] = {}
        for entry, names in tree.readable("schedule"):
            self._kept[entry.path] = None
            self._by_unit.setdefault(f"{names['agency']}/{names['unit']}", []).append(entry.path)

    def __getitem__(self, path: str) -> Schedule:
        found = self._kept[path]
        if found is None and path not in self._broken:
            found = self._kept[path] = self._read(path)
        if found is None:
            self._broken.add(path)
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._kept if path in self)

    def __len__(self) -> int:
        return sum(path in self for path in self._kept)

    def files_of(self, unit: str) -> tuple[str, ...]:
        """Give the paths of the schedules of one unit, broken ones included, in the order of the months."""
        return tuple(self._by_unit.get(unit, ()))

    def of(self, unit: str) -> tuple[Schedule, ...]:
        """Give the schedules of one unit that can be read, in the order of the months."""
        found = (self.get(path) for path in self.files_of(unit))
        return tuple(schedule for schedule in found if schedule is not None)
