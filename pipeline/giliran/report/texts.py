"""The text of each file, for the excerpts of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.corpus import Corpus


class Texts(Mapping[str, str]):
    """The text of each file of a corpus by its path, decoded when a format asks for it."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __getitem__(self, path: str) -> str:
        entry = self._corpus.tree.entries[path]
        if entry.content is None:
            raise KeyError(path)
        return self._corpus.document(path).text

    def __iter__(self) -> Iterator[str]:
        return iter(self._corpus.tree.entries)

    def __len__(self) -> int:
        return len(self._corpus.tree.entries)
