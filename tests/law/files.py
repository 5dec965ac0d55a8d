"""Trees in memory for the tests of the law."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from giliran.documents import read
from giliran.grammar import identify
from giliran.store import read_tree
from giliran.tree import Entry, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "policy"


@cache
def repository() -> Tree:
    """Give the law of this repository, without units and schedules."""
    tree = read_tree(ROOT)
    return Tree({path: entry for path, entry in tree.entries.items() if path.startswith("policy/")})


def file(path: str, data: object) -> Entry:
    """Write plain data as a file in memory; JSON is YAML too."""
    content = json.dumps(data, ensure_ascii=False).encode()
    return Entry(path, content, "file", len(content))


def tree_of(entries: Iterable[Entry]) -> Tree:
    """Give a tree with these files."""
    return Tree({entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)})


def written(files: Mapping[str, object]) -> Tree:
    """Give a tree with these files, from plain data by path."""
    return tree_of(file(path, data) for path, data in files.items())


@cache
def law_paths() -> tuple[str, ...]:
    """Give the files whose constants make law: circulars, clauses, facts, jurisdictions, calendar."""
    found = ((path, identify(path)) for path in repository().entries)
    kinds = {"calendar", "circular", "clause", "facts", "jurisdiction"}
    return tuple(path for path, identity in found if identity is not None and identity.kind in kinds)


def data_of(path: str) -> Any:  # noqa: ANN401 - plain data
    """Give a fresh copy of what a file of the repository holds."""
    document = read(path, repository().entries[path].content or b"")
    assert document.faults == ()
    return document.data


@cache
def circulars() -> tuple[str, ...]:
    """Give every circular, by ``issuer/circular``."""
    ends = "/circular.yaml"
    return tuple(path.removeprefix("policy/").removesuffix(ends) for path in law_paths() if path.endswith(ends))


@cache
def clauses() -> tuple[str, ...]:
    """Give every clause, by ``issuer/circular/clause``."""
    found = (path.removeprefix("policy/").removesuffix(".yaml") for path in law_paths() if "/clauses/" in path)
    return tuple(name.replace("/clauses/", "/") for name in found)


def clause_path(clause: str) -> str:
    """Give the file of a clause."""
    circular, _, name = clause.rpartition("/")
    return f"policy/{circular}/clauses/{name}.yaml"
