"""Proposals without git: the small repository of :mod:`tests.repository` before and after some files change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.proposal import Proposal
from giliran.tree import Entry, Tree
from tests.repository import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

Changes = dict[str, str | None]
"""Files that read otherwise; those given as ``None`` are gone."""


def tree(files: Mapping[str, str]) -> Tree:
    """Give files as a tree."""
    return Tree({path: Entry(path, files[path].encode()) for path in sorted(files)})


def changed(files: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    """Give the files after some changes."""
    return {path: text for path, text in {**files, **changes}.items() if text is not None}


def proposal(changes: Mapping[str, str | None], before: Mapping[str, str] = FILES) -> Proposal:
    """Propose changes."""
    return between(before, changed(before, changes))


def between(before: Mapping[str, str], after: Mapping[str, str]) -> Proposal:
    """Propose one state instead of another."""
    touched = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    return Proposal(_data(before), _data(after), frozenset(touched))


def _data(files: Mapping[str, str]) -> Tree:
    return tree({path: text for path, text in files.items() if path.startswith(("policy/", "units/", "schedules/"))})
