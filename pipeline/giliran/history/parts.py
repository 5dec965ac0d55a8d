"""A part of a history: what became of some files, small enough to be sent to where their pages are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.history import Change, Commit, History, blob_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.tree import Tree


class Past:
    """A whole history, looked up by file."""

    def __init__(self, history: History, tree: Tree) -> None:
        self._history = history
        self._tree = tree
        self._changes: dict[str, list[tuple[int, Change]]] = {}
        self._law: list[tuple[int, Change]] = []
        for number, commit in enumerate(history.commits):
            for change in commit.changes:
                kept = (number, change)
                self._changes.setdefault(change.path, []).append(kept)
                if change.path.startswith("policy/"):
                    self._law.append(kept)
        self._twins: dict[str, str] | None = None

    @property
    def files(self) -> Iterable[str]:
        """Give every file that a commit has touched, those that are gone included."""
        return self._changes

    def told(self, paths: Iterable[str]) -> Iterator[str]:
        """Spell what became of some files, and when: all of it that a page or a feed can show."""
        for path in paths:
            for number, change in self._changes.get(path, ()):
                commit = self._history.commits[number]
                yield f"{path} {change.blob} {commit.name} {commit.time} {commit.cut}\n"

    def law_told(self) -> Iterator[str]:
        """Spell when each file of the law was changed."""
        for number, change in self._law:
            yield f"{change.path} {self._history.commits[number].time}\n"

    def last_blob(self, path: str) -> str | None:
        """Name the content that the last commit has of a file; ``None`` for a file that is not in it."""
        found = self._changes.get(path)
        return found[-1][1].blob if found else None

    def old_blobs(self, path: str) -> Iterator[str]:
        """Name the contents that a file had before, and has no more."""
        content = self._content(path)
        now = () if content is None else blob_names(content)
        return (change.blob for _, change in self._changes.get(path, ()) if change.blob and change.blob not in now)

    def content(self, blob: str) -> bytes | None:
        """Give an old content; ``None`` for one that cannot be had."""
        found = self._history.contents.get(blob)
        return self._twin(blob) if found is None else found

    def part(self, paths: Iterable[str]) -> History:
        """Give the history of some files and of the law."""
        chosen = sorted(set(paths))
        found = [kept for path in chosen for kept in self._changes.get(path, ())] + self._law
        by_commit: dict[int, dict[str, Change]] = {}
        for number, change in found:
            by_commit.setdefault(number, {})[change.path] = change
        commits = (self._history.commits[number] for number in sorted(by_commit))
        kept = zip(commits, (by_commit[number] for number in sorted(by_commit)), strict=True)
        contents = {blob: self.content(blob) for path in chosen for blob in self.old_blobs(path)}
        return History(
            tuple(Commit(each.name, each.time, tuple(changes.values()), each.cut) for each, changes in kept),
            {blob: content for blob, content in contents.items() if content is not None},
            self._history.complete,
        )

    def _twin(self, blob: str) -> bytes | None:
        """Find the content of a file of today that another file had once."""
        if self._twins is None:
            schedules = [entry for entry, _ in self._tree.readable("schedule")]
            self._twins = {name: entry.path for entry in schedules for name in blob_names(entry.content or b"")}
        path = self._twins.get(blob)
        return None if path is None else self._content(path)

    def _content(self, path: str) -> bytes | None:
        entry = self._tree.entries.get(path)
        return None if entry is None else entry.content
