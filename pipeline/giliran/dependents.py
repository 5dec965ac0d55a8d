"""What must be judged again when some files change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.grammar import identify, makes_law

if TYPE_CHECKING:
    from giliran.tree import Tree


def dependents(tree: Tree, changed: frozenset[str]) -> frozenset[str]:
    """Give the changed files and every file whose verdict may change with them.

    A schedule stands alone; a unit carries its schedules, an agency its units; a dispensation its unit's schedules; the
    rest of the law carries everything. A file that is gone counts for what depended on it.
    """
    found = set(changed)
    for path in changed:
        identity = identify(path)
        kind = identity.kind if identity is not None else ""
        if path.startswith("policy/") and makes_law(path):
            return frozenset(tree.entries) | changed
        if kind == "agency":
            prefixes: tuple[str, ...] = (f"units/{path.split('/')[1]}/", f"schedules/{path.split('/')[1]}/")
        elif kind == "unit":
            prefixes = (f"schedules/{path.removeprefix('units/').removesuffix('.yaml')}/",)
        else:
            continue
        found |= {known for known in tree.entries if known.startswith(prefixes)}
    return frozenset(found)
