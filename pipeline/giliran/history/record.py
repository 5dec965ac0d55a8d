"""A history beside the model of today: every schedule file step by step, and when each file was last touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.grammar import identify, makes_law
from giliran.history import blob_names
from giliran.history.versions import UNREADABLE, Version, read_version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.corpus import Corpus
    from giliran.history import Commit, History


@dataclass(frozen=True, slots=True)
class Step:
    """What a commit made of a schedule file; without ``version`` the file is gone. ``number`` orders the commits."""

    number: int
    commit: Commit
    version: Version | None


class Record:
    """Answers questions about the past of the files of a corpus. A version is read once, when it is asked for."""

    def __init__(self, corpus: Corpus, history: History) -> None:
        self.complete = history.complete
        self._contents = history.contents
        self._blobs: dict[str, list[tuple[int, Commit, str | None]]] = {}
        self._times: dict[str, int] = {}
        for number, commit in enumerate(history.commits):
            for change in commit.changes:
                path = change.path
                self._times[path] = max(commit.time, self._times.get(path, 0))
                identity = identify(path)
                if identity is not None and identity.kind == "schedule":
                    self._blobs.setdefault(path, []).append((number, commit, change.blob))
        self._versions: dict[str, Version] = {}
        self._present: dict[str, str] = {}
        self._corpus = corpus
        for entry, _ in corpus.tree.readable("schedule") if self._blobs else ():
            for name in blob_names(entry.content or b""):
                self._present[name] = entry.path

    @property
    def schedules(self) -> Iterable[str]:
        """Give the path of every schedule file there has ever been, in the order of their first commits."""
        return self._blobs

    def steps(self, path: str) -> tuple[Step, ...]:
        """Give what became of a schedule file, oldest first; nothing for a file that no commit knows."""
        found: list[Step] = []
        before: str | None = None
        for number, commit, blob in self._blobs.get(path, ()):
            if blob != before:  # else only its permissions changed
                found.append(Step(number, commit, None if blob is None else self._version(path, blob)))
            before = blob
        return tuple(found)

    def _version(self, path: str, blob: str) -> Version:
        month = path.rpartition("/")[2]
        key = f"{blob} {month}"  # days outside the month of the file are left out
        if key not in self._versions:
            self._versions[key] = self._read(path, self._present.get(blob), self._contents.get(blob))
        return self._versions[key]

    def _read(self, path: str, twin: str | None, content: bytes | None) -> Version:
        """Read a version; ``twin`` is a file of today that holds just this content."""
        if twin is not None:
            schedule = self._corpus.schedules.get(twin)
            if schedule is not None and path.endswith(f"/{schedule.month}.yaml"):
                return Version.of(schedule)
            content = self._corpus.tree.entries[twin].content
        return UNREADABLE if content is None else read_version(path, content)

    def touched(self, *paths: str) -> int:
        """Give the time at which any of some files was last changed; 0 for files that no commit knows."""
        return max((self._times.get(path, 0) for path in paths), default=0)

    def law_touched(self, circulars: Iterable[str]) -> int:
        """Give the time at which a circular was last changed in a way that may change the law; also by a removed file."""
        folders = tuple(f"policy/{name}/" for name in circulars)
        return max(
            (time for path, time in self._times.items() if path.startswith(folders) and makes_law(path)), default=0
        )
