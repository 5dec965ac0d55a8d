"""The history of the data folders as git keeps it, read in five short calls however long it is.

Read is the line of first parents of the commit that is checked out (see :mod:`giliran.history`), and of it only the
names of commits, their times, and which files they changed: no author and no message is ever asked for. Settings of
the person at the keyboard change nothing. Old schedules are fetched where no file on disk has the same content.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.grammar import is_schedule
from giliran.history import NO_HISTORY, Change, Commit, History, blob_names
from giliran.objects import LINK
from giliran.store import ask_git
from giliran.textfaults import MAX_BYTES
from giliran.tree import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from giliran.tree import Tree

_LOG = (
    *("-c", "log.diffMerges=separate", "log", "--first-parent", "-m", "--reverse", "--root", "--no-show-signature"),
    *("--raw", "--no-abbrev", "--no-renames", "-O/dev/null", "--no-color", "-z", "--encoding=UTF-8"),
    "--format=tformat:%H %ct %P",
)
_PLAIN = ("--no-show-signature", "--no-color", "--encoding=UTF-8")
_CHANGE = re.compile(r"\n?:[0-7]{6} ([0-7]{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]")
_LAST_TIME = 253_370_764_800  # the year 9999: beyond it no calendar can follow


def read_history(root: Path, tree: Tree, revision: str = "HEAD", folder: str = "") -> History:
    """Read the history of the data in ``root``, whose files of today are ``tree``.

    In a bare repository ``folder`` says where in a commit the data stand: empty, or ending in a slash.
    Outside git, and in a repository without commits, it is empty. It is not complete in a shallow clone, and where
    there is a repository that git will not open or no git to open it. Raises :class:`OperatorError` for a damaged one.
    """
    try:
        shallow = ask_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except OperatorError:
        place = root.resolve()
        return History(complete=not any((folder / ".git").exists() for folder in (place, *place.parents)))
    try:
        ask_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except OperatorError:
        return NO_HISTORY
    commits = changes_of(root, revision, folder, FOLDERS, shallow=shallow)
    present = {name for entry, _ in tree.readable("schedule") for name in blob_names(entry.content or b"")}
    wanted = {change.blob for commit in commits for change in commit.changes if is_schedule(change.path)}
    return History(commits, dict(_contents(root, wanted - present - {None})), not shallow)


def changes_of(root: Path, revision: str, folder: str, places: Iterable[str], *, shallow: bool) -> tuple[Commit, ...]:
    """Give the commits that changed anything in some places of the data, the oldest first, with what they changed there.

    ``places`` are files or folders. They are named from ``folder`` on, where in a commit the data stand, or without one
    from ``root``.
    """
    relative = f"--relative={folder}" if folder else "--relative"
    top = f":(top){folder}" if folder else ""
    told = ask_git(root, *_LOG, relative, revision, "--", *(f"{top}{name}" for name in places))
    return tuple(_commits(os.fsdecode(told).split("\0"), shallow=shallow))


def first_parents(root: Path, revision: str) -> tuple[tuple[str, int], ...]:
    """Give the names and committer's times, in seconds, of the whole line of first parents, the oldest first.

    Those that touched no data are among them: what was known on a day does not depend on what a commit is about.
    """
    words = ("log", "--first-parent", "--reverse", *_PLAIN, "--format=tformat:%H %ct")
    lines = (line.split(" ") for line in ask_git(root, *words, revision, "--").decode().splitlines())
    return tuple((name, _time(seconds)) for name, seconds in lines)


def brought(root: Path, revision: str, *, shallow: bool) -> dict[str, tuple[tuple[str, int], ...]]:
    """Give, by the name of each merge on the line of first parents, the commits it brought, with their times in seconds.

    A merge that brought none, since its branch was on the line already, is there all the same. In a ``shallow`` copy the
    commits at which it was cut are left out: what they wrote themselves cannot be told from what they found.
    """
    lines = ask_git(root, "rev-list", "--topo-order", "--parents", "--timestamp", revision, "--").decode().splitlines()
    told = (line.split(" ") for line in lines)
    known = {name: (min(max(int(time), 0), _LAST_TIME), parents) for time, name, *parents in told}
    line: list[str] = []
    at = lines[0].split(" ")[1]
    while at in known:
        line.append(at)
        at = next(iter(known[at][1]), "")
    seen = set(line)
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for merge in reversed(line):
        if len(known[merge][1]) < 2:
            continue
        own: list[tuple[str, int]] = []
        waiting = known[merge][1][1:]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in known:
                continue
            seen.add(name)
            time, parents = known[name]
            waiting.extend(parents)
            if parents or not shallow:
                own.append((name, time))
        found[merge] = tuple(sorted(own, key=lambda commit: (commit[1], commit[0])))
    return found


def time_of(root: Path, commit: str) -> int:
    """Give the committer's time of a commit in seconds."""
    return _time(ask_git(root, "log", "--max-count=1", *_PLAIN, "--format=tformat:%ct", commit, "--").decode().strip())


def _time(words: str) -> int:
    """Read a time as git prints it, which is nothing for a commit whose own line of the time cannot be read."""
    return min(max(int(words or 0), 0), _LAST_TIME)


def _commits(words: list[str], *, shallow: bool) -> Iterator[Commit]:
    """Put the commits together from what git printed, cut at its zero bytes."""
    name, time, parents = "", 0, ""
    changes: list[Change] = []
    rest = iter(words)
    for word in rest:
        found = _CHANGE.fullmatch(word)
        if found is not None:
            mode, blob = found.groups()
            changes.append(Change(next(rest), blob if blob.strip("0") else None, mode == LINK))
            continue
        if changes:
            yield Commit(name, time, tuple(changes), shallow and not parents)
            changes = []
        if word:
            name, seconds, parents = word.split(" ", 2)
            time = _time(seconds)


def _contents(root: Path, names: Iterable[str | None]) -> Iterator[tuple[str, bytes]]:
    """Fetch contents by their names; what is no file, too large to be a schedule, or not there is passed over."""
    asked = "".join(f"{name}\n" for name in sorted(filter(None, names))).encode()
    if not asked:
        return
    sizes = ask_git(root, "cat-file", "--batch-check", "--buffer", given=asked).decode().splitlines()
    told = (line.split(" ") for line in sizes)
    small = [words[0] for words in told if words[1] == "blob" and int(words[2]) <= MAX_BYTES]
    answer = ask_git(root, "cat-file", "--batch", "--buffer", given="".join(f"{name}\n" for name in small).encode())
    at = 0
    for name in small:
        end = answer.index(b"\n", at)
        start, size = end + 1, int(answer[at:end].rsplit(b" ", 1)[1])
        yield name, answer[start : start + size]
        at = start + size + 1
