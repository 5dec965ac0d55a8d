"""The log of a unit and a day from git, on the line of first parents; a unit is followed where git says it was renamed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.gitlog import changes_of, time_of
from giliran.grammar import is_unit, makes_law, schedule_path
from giliran.memory import Memory
from giliran.objects import Objects
from giliran.spelling import suggestion
from giliran.store import ask_git
from giliran.unit_log import Change, DayLog, Version
from giliran.unit_log.states import state
from giliran.wording import Text, joined

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from giliran.history import Commit
    from giliran.revisions import Repository
    from giliran.unit_log import DayState

MOST_RENAMED = "-l2000"
"""Files that git compares with each other, whatever somebody's settings say."""


def day_log(repository: Repository, unit: str, day: datetime.date) -> DayLog:
    """Tell what became of a unit on a day, up to the commit checked out.

    Raises :class:`OperatorError` for a unit that no commit knows.
    """
    head = repository.commit("HEAD")
    time = time_of(repository.root, head)
    shallow = repository.is_shallow
    places: tuple[str, ...] = ("policy", "units", f"schedules/{unit}")
    line = changes_of(repository.root, head, repository.folder, places, shallow=shallow)
    names = _names(repository, line, unit)
    files = {path for commit in line for path in (change.path for change in commit.changes) if is_unit(path)}
    if files.isdisjoint(f"units/{name}.yaml" for name, _ in names):
        raise _unknown(files, head, unit)
    former = [name for name, _ in names if name != unit]
    if former:
        places = (*places, *(f"schedules/{name}" for name in former))
        line = changes_of(repository.root, head, repository.folder, places, shallow=shallow)
    changes, now = _changes(repository, line, names, day)
    return DayLog(unit, day, Version(head, time), changes, now, repository.zone(head), not shallow)


def _changes(
    repository: Repository, line: Sequence[Commit], names: Sequence[tuple[str, str | None]], day: datetime.date
) -> tuple[tuple[Change, ...], DayState | None]:
    """Compare the state after each commit that may matter with the one before; give also the last state.

    ``names`` is as :func:`_names` gives it. What a cut commit found was there before, nobody knows since when.
    """
    changes: list[Change] = []
    memory, objects = Memory(), Objects(repository.root)
    before: DayState | None = None
    law: Version | None = None
    pending = list(reversed(names))
    unit, _ = pending.pop(0)
    for commit in line:
        if pending and pending[0][1] == commit.name:
            unit, _ = pending.pop(0)
        paths = [change.path for change in commit.changes if _matters(change.path, unit, day)]
        if not paths:
            continue
        if any(path.startswith("policy/") for path in paths):
            law = Version(commit.name, commit.time)
        after = state(repository.tree_or_nothing(commit.name), unit, day, memory)
        if after != before and not commit.cut:
            authors = _authors(repository, objects, commit.name, paths)
            changes.append(Change(Version(commit.name, commit.time), authors, before, after, law))
        before = after
    return tuple(changes), before


def _matters(path: str, unit: str, day: datetime.date) -> bool:
    if path.startswith("policy/"):
        return makes_law(path)
    agency = unit.partition("/")[0]
    return path in {f"units/{unit}.yaml", f"units/{agency}/agency.yaml", schedule_path(unit, f"{day:%Y-%m}")}


def _names(repository: Repository, line: Sequence[Commit], unit: str) -> list[tuple[str, str | None]]:
    """Give the names of a unit, the newest first, each with the commit that gave it; the first name has none."""
    found: list[tuple[str, str | None]] = []
    for commit in reversed(line):
        path = f"units/{unit}.yaml"
        if not any(change.path == path and change.blob is not None for change in commit.changes):
            continue
        former = _renamed(repository, commit.name, path)
        if former is not None:
            found.append((unit, commit.name))
            unit = former
    return [*found, (unit, None)]


def _renamed(repository: Repository, commit: str, path: str) -> str | None:
    """Name the unit whose file became this one in a commit, if git says so."""
    words = (
        "diff-tree",
        "-r",
        "-z",
        "-M",
        MOST_RENAMED,
        "-O/dev/null",
        "--diff-filter=R",
        "--name-status",
        f"{commit}^1",
        commit,
    )
    try:
        told = os.fsdecode(ask_git(repository.root, *words, "--", f":(top){repository.folder}units")).split("\0")
    except OperatorError:  # the first commit of all has nothing before it
        return None
    whole = f"{repository.folder}{path}"
    for at in range(0, len(told) - 2, 3):
        old, new = told[at + 1].removeprefix(repository.folder), told[at + 2]
        if new == whole and is_unit(old):
            return old.removeprefix("units/").removesuffix(".yaml")
    return None


def _authors(repository: Repository, objects: Objects, commit: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Name the authors of what a commit brings to some files: its own, or of a merge those of the commits on the branch.

    Who merged is among them where the files became what they were on neither side.
    """
    own, parents = _author_and_parents(objects, commit)
    if len(parents) < 2:
        return (own,)
    places = [f":(top){repository.folder}{path}" for path in paths]
    words = ("rev-list", "--reverse", "--topo-order")
    brought = ask_git(repository.root, *words, commit, f"^{parents[0]}", "--", *places).decode().split()
    return tuple(dict.fromkeys(_author_and_parents(objects, name)[0] for name in brought)) or (own,)


def _author_and_parents(objects: Objects, commit: str) -> tuple[str, tuple[str, ...]]:
    raw = objects.get(commit)[1] or b""
    head = raw.partition(b"\n\n")[0].decode("utf-8", errors="replace").split("\n")
    author = next((line.removeprefix("author ") for line in head if line.startswith("author ")), "")
    parents = tuple(line.removeprefix("parent ") for line in head if line.startswith("parent "))
    return author.rpartition(" <")[0].strip() or "?", parents


def _unknown(files: Iterable[str], head: str, unit: str) -> OperatorError:
    words = Text(
        f"Unit “{unit}” tidak dikenal oleh satu komit pun sampai {head[:10]}.",
        f"No commit up to {head[:10]} knows a unit “{unit}”.",
    )
    maybe = suggestion(unit, sorted(path.removeprefix("units/").removesuffix(".yaml") for path in files))
    return OperatorError(words if maybe is None else joined((words, maybe)))
