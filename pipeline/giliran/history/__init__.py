"""What has become of the schedules over time: plain types, filled from git by whoever may ask it.

A history is one line of commits, that of first parents from the oldest to the commit that is checked out. What a branch
brings counts at the commit that merges it and against what stood before that merge: from then on the change is in
force, and how often it was altered on its branch concerns only those who count refusals (:mod:`giliran.history.attempts`).
It ends at the commit: what is only saved on disk is in no history.

No author, committer or message of a commit has a place here: these are free text and may name people or reasons.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a commit has written or, without ``blob``, removed. ``blob`` names its content, a ``link``'s where it leads."""

    path: str
    blob: str | None
    link: bool = False


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its whole name, its committer's time in seconds, and the data files that it has changed.

    A ``cut`` commit is the oldest that a shallow copy holds: its files were found there, nobody knows since when.
    """

    name: str
    time: int
    changes: tuple[Change, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The commits that have changed data files, oldest first.

    ``contents`` holds old schedules by the name of their content: those that differ from the files on disk and can be
    read. A history that is not ``complete`` lacks its beginning.
    """

    commits: tuple[Commit, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    complete: bool = True


NO_HISTORY = History()
"""The history of data that lie outside git, or in a repository without commits."""


def blob_names(content: bytes) -> tuple[str, str]:
    """Give the names under which git keeps a content: in a usual repository, and in one that uses SHA-256."""
    whole = b"blob %d\0" % len(content) + content
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest(), hashlib.sha256(whole).hexdigest()
