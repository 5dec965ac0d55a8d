"""Files by path, each made when it is asked for.

``build`` asks for all of them and ``serve`` for the one that is looked at, so both show the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


class Files(Mapping[str, bytes]):
    """Files whose paths are known before any of them is made; each is made anew whenever it is asked for."""

    def __init__(self, names: Iterable[str], make: Callable[[str], bytes]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make

    def __getitem__(self, path: str) -> bytes:
        if path not in self._names:
            raise KeyError(path)
        return self._make(path)

    def __contains__(self, path: object) -> bool:
        return path in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True)
class Group:
    """Files of one kind, gathered when the first of them is wanted.

    ``folder`` is what all their paths begin with, so that nothing is gathered for a path that cannot be among them.
    """

    folder: str
    gather: Callable[[], Mapping[str, bytes]]

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Give the files by their whole path."""
        return self.gather()


class Site(Mapping[str, bytes]):
    """Every file of a site by its path. No path is answered but those of its groups."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = tuple(groups)
        # The narrowest folder first: what lies deep is found without gathering what lies at the root.
        self._groups = sorted(self.groups, key=lambda group: -len(group.folder))

    def __getitem__(self, path: str) -> bytes:
        return self._group(path).files[path]

    def __contains__(self, path: object) -> bool:
        try:
            return isinstance(path, str) and bool(self._group(path))
        except KeyError:
            return False

    def __iter__(self) -> Iterator[str]:
        """Go through all paths. Raises :class:`ValueError` where two groups make one path."""
        seen: set[str] = set()
        for group in self._groups:
            for path in group.files:
                if path in seen or not path.startswith(group.folder):
                    msg = f"two groups make {path}, or one makes it outside {group.folder!r}"
                    raise ValueError(msg)
                seen.add(path)
                yield path

    def __len__(self) -> int:
        return sum(len(group.files) for group in self._groups)

    def _group(self, path: str) -> Group:
        for group in self._groups:
            if path.startswith(group.folder) and path in group.files:
                return group
        raise KeyError(path)
