"""The text of each file, for the excerpts of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from giliran.textfaults import decoded

if TYPE_CHECKING:
    from giliran.tree import Tree


class Texts(Mapping[str, str]):
    """The text of each file of a tree by its path, decoded when a format asks for it."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._decoded: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._decoded:
            content = self._tree.entries[path].content
            if content is None:
                raise KeyError(path)
            self._decoded[path] = decoded(path, content)[0]
        return self._decoded[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tree.entries)

    def __len__(self) -> int:
        return len(self._tree.entries)
