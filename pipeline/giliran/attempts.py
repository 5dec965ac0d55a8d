"""What git keeps of the versions of schedules that were refused: read with few calls, and judged once for each content.

Git names contents, so a version is known by the names of all that its verdict rests on: law, agency, unit and the file
itself, and the whole staff where these were not enough. The commits of a repository without merges are not looked at
at all, nor is any version that still stands.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.gitlog import brought
from giliran.grammar import identify
from giliran.history.attempts import (
    UNREADABLE,
    Attempt,
    Attempts,
    Tried,
    opinion,
    part_of,
    replaced,
    unit_of,
    whole_of,
)
from giliran.incoming import written
from giliran.memory import Memory
from giliran.objects import LINK, Objects
from giliran.store import ask_git
from giliran.textfaults import MAX_BYTES
from giliran.tree import Entry, Tree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.history import History
    from giliran.history.attempts import Opinion
    from giliran.revisions import Repository


@dataclass(frozen=True, slots=True)
class _Names:
    """What git calls all that a verdict may rest on; empty for what a commit lacks."""

    policy: str
    units: str
    agency: str
    unit: str
    schedule: str


def attempts(repository: Repository, revision: str, history: History, months: Collection[str]) -> Attempts:
    """Judge what was tried of the schedules of some months, written ``2023-09``, on the way to a revision and before it.

    ``history`` is that of the same revision.
    """
    merges = brought(repository.root, revision, shallow=repository.is_shallow)
    files = {change.path for commit in history.commits for change in commit.changes}
    found = [
        *_on_the_way(repository, merges, months),
        *replaced(history, (path for path in files if _is_of(path, months))),
    ]
    found.sort(key=lambda each: (each.time, each.commit, each.path))
    wanted = {(each.commit, each.path) for each in found} | {(each.merge, each.path) for each in found if each.merge}
    bench = _Bench(repository, _names(repository, sorted(wanted)))
    return Attempts(len(merges), tuple(_tried(bench, each) for each in found))


def _tried(bench: _Bench, attempt: Attempt) -> Tried:
    said = bench.opinion(attempt.commit, attempt)
    if said.state == "accepted":
        return Tried(attempt, said, mended=False)
    # On the line something came after, and what stands at its end is in order: an evaluation asks for no less.
    return Tried(attempt, said, attempt.merge is None or bench.is_in_order(attempt.merge, attempt))


def _on_the_way(
    repository: Repository, merges: dict[str, tuple[tuple[str, int], ...]], months: Collection[str]
) -> Iterator[Attempt]:
    """Give the versions that merges brought, also those that a later commit of the same proposal replaced."""
    by_commit = {name: (merge, time) for merge, own in merges.items() for name, time in own}
    if not by_commit:
        return
    start = len(repository.folder)
    for commit, whole, mode, blob in written(repository.root, by_commit, f"{repository.folder}schedules"):
        path = whole[start:]
        if _is_of(path, months):
            merge, time = by_commit[commit]
            yield Attempt(path, blob, commit, time, merge, mode == LINK)


def _is_of(path: str, months: Collection[str]) -> bool:
    identity = identify(path)
    return identity is not None and identity.kind == "schedule" and identity.names["month"] in months


def _names(repository: Repository, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], _Names]:
    """Ask git in one call what it calls that on which the verdicts on some paths in some commits rest."""
    asked = list(wanted)
    lines = []
    for commit, path in asked:
        unit = unit_of(path)
        parts = ("policy", "units", f"units/{unit.partition('/')[0]}/agency.yaml", f"units/{unit}.yaml", path)
        lines += [f"{commit}:{repository.folder}{part}\n" for part in parts]
    if not lines:
        return {}
    words = ("cat-file", "--batch-check=%(objectname)", "--buffer")
    told = os.fsdecode(ask_git(repository.root, *words, given=os.fsencode("".join(lines)))).split("\n")
    names = ["" if line.endswith(" missing") else line for line in told]
    return {key: _Names(*names[at * 5 : at * 5 + 5]) for at, key in enumerate(asked)}


class _Bench:
    """Judges versions, each content once, with models that are kept as long as law and unit stay the same."""

    def __init__(self, repository: Repository, names: dict[tuple[str, str], _Names]) -> None:
        self._repository = repository
        self._names = names
        self._memory = Memory()
        self._known: dict[tuple[str, ...], Opinion | None] = {}
        self._parts: dict[tuple[str, ...], Corpus] = {}
        self._listed: tuple[tuple[str, str], Tree] | None = None
        self._whole: tuple[tuple[str, str], Corpus] | None = None
        self._objects = Objects(repository.root)
        self._entries: dict[str, Entry] = {}

    def is_in_order(self, commit: str, attempt: Attempt) -> bool:
        """Tell whether a commit has the file of an attempt in an accepted version, or not at all."""
        gone = not self._names[commit, attempt.path].schedule
        return gone or self.opinion(commit, attempt).state == "accepted"

    def opinion(self, commit: str, attempt: Attempt) -> Opinion:
        """Judge the file of an attempt as a commit has it."""
        path, names = attempt.path, self._names[commit, attempt.path]
        if not names.policy:
            return UNREADABLE
        link = attempt.link and names.schedule == attempt.blob
        own = (path, names.policy, names.agency, names.unit, names.schedule, str(link))
        if own not in self._known:
            entry = self._entry(path, names.schedule, link=link)
            self._known[own] = opinion(entry, self._part(commit, names, path), None, self._memory)
        if (said := self._known[own]) is not None:
            return said
        wide = (*own, names.units)  # one of its codes is nobody's in its unit
        if wide not in self._known:
            entry, part = self._entry(path, names.schedule, link=link), self._part(commit, names, path)
            self._known[wide] = opinion(entry, part, self._everybody(commit, names), self._memory)
        said = self._known[wide]
        assert said is not None, "the whole staff is enough"
        return said

    def _part(self, commit: str, names: _Names, path: str) -> Corpus:
        unit = unit_of(path)
        key = (unit, names.policy, names.agency, names.unit)
        if key not in self._parts:
            self._parts[key] = part_of(self._law_and_staff(commit, names), unit, self._memory)
        return self._parts[key]

    def _everybody(self, commit: str, names: _Names) -> Corpus:
        key = (names.policy, names.units)
        if self._whole is None or self._whole[0] != key:
            self._whole = key, whole_of(self._law_and_staff(commit, names), self._memory)
        return self._whole[1]

    def _law_and_staff(self, commit: str, names: _Names) -> Tree:
        """List the files that models are made of: those of the last call, where git calls them the same."""
        key = (names.policy, names.units)
        if self._listed is None or self._listed[0] != key:
            entries = self._repository.files(commit, ("policy", "units"), self._objects, self._entries)
            self._listed = key, Tree({entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)})
        return self._listed[1]

    def _entry(self, path: str, name: str, *, link: bool) -> Entry:
        if link:
            return Entry(path, None, "link")
        sort, content = self._objects.get(name, MAX_BYTES) if name else ("", None)
        return Entry(path, content) if sort == "blob" else Entry(path, None, "other")
