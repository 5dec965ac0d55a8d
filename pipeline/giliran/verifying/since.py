"""What has become of the records since a statement was made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from giliran.as_known import as_known
from giliran.diagnostics import OperatorError
from giliran.statement.comparing import between, shown
from giliran.statement.making import statement, units_of
from giliran.statement.sources import source_paths
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.revisions import Repository
    from giliran.statement import Claims, Statement
    from giliran.tree import Tree

MOST_FILES = 20
"""Source files that are listed."""


def changes_since(repository: Repository, due: Statement, ending: str, tree: Tree, today: datetime.date) -> list[Text]:
    """Tell what the newest commit says otherwise of the month, by places of the form that a file of ``ending`` has."""
    head = as_known(repository, "HEAD", today)
    if head.commit == due.claims.commit:
        return []
    files: list[Text] = []
    try:
        now = repository.tree(head.commit)
        files = list(changed_files(tree, now, due.claims))
        found = between(due, statement(now, replace(due.claims, commit=head.commit)), ending)
    except OperatorError as error:
        return [Text("Sekarang: ", "Now: ") + error.text, *files]
    if found is None and not files:
        return [Text(f"Sekarang ({head.commit[:10]}) masih sama.", f"Now ({head.commit[:10]}) it is the same.")]
    if found is None:
        return [
            Text(
                "Sesudah itu berkas sumbernya berubah, tetapi isi pernyataan ini akan sama:",
                "The sources have changed since, and this statement would say the same:",
            ),
            *files,
        ]
    assert found.stated is not None
    assert found.due is not None
    return [
        Text(
            f"Sesudah itu catatannya berubah ({head.words.id}). {found.place.id}: waktu itu {found.stated.id}, sekarang {found.due.id}.",
            f"The records have changed since ({head.words.en}). {found.place.en}: then {found.stated.en}, now {found.due.en}.",
        ),
        *files,
    ]


def changed_files(before: Tree, after: Tree, claimed: Claims) -> Iterator[Text]:
    """Name the sources of a statement that two commits hold differently, each with the first line that differs."""
    names = claimed.audience == "internal"
    sides = [
        {
            path: tree.entries[path].content or b""
            for path in source_paths(tree, units_of(tree, claimed), claimed.month, names=names)
        }
        for tree in (before, after)
    ]
    different = [path for path in sorted({*sides[0], *sides[1]}) if sides[0].get(path) != sides[1].get(path)]
    for path in different[:MOST_FILES]:
        if path not in sides[0] or path not in sides[1]:
            fate = Text("ditambahkan", "was added") if path in sides[1] else Text("dihapus", "was removed")
            yield Text(f"  {path} {fate.id}.", f"  {path} {fate.en}.")
            continue
        line, old, new = _first_line(sides[0][path], sides[1][path])
        yield Text(
            f"  {path}:{line}: waktu itu {old.id}, sekarang {new.id}.", f"  {path}:{line}: then {old.en}, now {new.en}."
        )
    if len(different) > MOST_FILES:
        more = len(different) - MOST_FILES
        yield Text(f"  … dan {more} berkas lagi.", f"  … and {more} files more.")


def _first_line(before: bytes, after: bytes) -> tuple[int, Text, Text]:
    old, new = (content.decode("utf-8", errors="replace").split("\n") for content in (before, after))
    for at in range(max(len(old), len(new))):
        pair = [lines[at] if at < len(lines) else None for lines in (old, new)]
        if pair[0] != pair[1]:
            return at + 1, shown(pair[0]), shown(pair[1])
    return 1, shown(None), shown(None)
