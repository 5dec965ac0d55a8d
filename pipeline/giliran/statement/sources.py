"""The files that a statement rests on, each with its digest, so that a change of one byte shows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from giliran.grammar import makes_law, schedule_path
from giliran.statement import Column, Table
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.tree import Entry, Tree

_COLUMNS = (
    Column("path", Text("Berkas", "File"), 64),
    Column("bytes", Text("Bita", "Bytes"), 9),
    Column("sha256", Text("Sidik (SHA-256)", "Digest (SHA-256)"), 68),
)


def source_paths(tree: Tree, units: Iterable[str], month: str, *, names: bool) -> tuple[str, ...]:
    """Name the files that a statement about some units rests on.

    Without ``names`` only the law is named, letters apart: from the digest of a short file with few people in it, who is
    in it could be found by trying.
    """
    law = [path for path in tree.entries if path.startswith("policy/") and makes_law(path)]
    if not names:
        return tuple(path for path in law if not path.startswith("policy/dispensations/"))
    own = [path for unit in units for path in (f"units/{unit}.yaml", schedule_path(unit, month))]
    agencies = {f"units/{path.split('/')[1]}/agency.yaml" for path in own}
    return tuple(sorted({*law, *(path for path in (*own, *agencies) if path in tree.entries)}))


def sources(tree: Tree, paths: Iterable[str]) -> Table:
    """List files with their sizes and digests."""
    rows = tuple((path, len(content), _sha256(content)) for path, content in _contents(tree, paths))
    return Table("sources", Text("Berkas sumber", "Sources"), _COLUMNS, rows)


def digest_of(tree: Tree, folder: str) -> tuple[int, str]:
    """Count the files of a folder that make law, and give the digest of all of them.

    It is the SHA-256 of what ``sha256sum`` prints of them in the order of their paths.
    """
    return list_digest(tree, (path for path in tree.entries if path.startswith(folder) and makes_law(path)))


def list_digest(tree: Tree, paths: Iterable[str]) -> tuple[int, str]:
    """Count some files and give the digest of all of them, as :func:`digest_of` does for a folder."""
    lines = [f"{_sha256(content)}  {path}\n" for path, content in _contents(tree, sorted(paths))]
    return len(lines), _sha256("".join(lines).encode())


def _contents(tree: Tree, paths: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    entries: Iterable[Entry] = (tree.entries[path] for path in paths)
    return ((entry.path, entry.content or b"") for entry in entries)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
