"""Proposals for tests, made of files before and after, without git."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from giliran.proposal import Blob, Message, Proposal
from giliran.tree import FOLDERS, Entry, Tree
from tests.repository import FILES, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from giliran.diagnostics import Diagnostic

Files = dict[str, str]
TODAY = datetime.date(2023, 8, 28)
"""Before every day of the small repository's schedule."""

NIP = "199901012020011999"
NIK = "3171000101010001"
SECRET = FILES[UNIT] + f"# {NIK}\n"
"""A staff list with a number in it that nobody has."""

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def over(changes: Mapping[str, str | None], files: Mapping[str, str] = FILES) -> Files:
    """Give files with some replaced, added, or (``None``) left out."""
    merged = {**files, **changes}
    return {path: text for path, text in sorted(merged.items()) if text is not None}


def tree(files: Mapping[str, str], folder: str = "") -> Tree:
    """Give the data among some files as a tree."""
    inside = {path.removeprefix(folder): text for path, text in files.items() if path.startswith(folder)}
    return Tree({path: Entry(path, inside[path].encode()) for path in sorted(inside) if path.startswith(FOLDERS)})


def proposal(
    before: Mapping[str, str],
    after: Mapping[str, str],
    message: str = "",
    on_the_way: Iterable[Blob] = (),
    folder: str = "",
) -> Proposal:
    """Put a proposal of one commit together; ``on_the_way`` are contents that are gone again in the end."""
    touched = frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    blobs = [Blob(path, after[path].encode(), COMMIT) for path in sorted(touched) if path in after]
    contents = {path: text.encode() for path, text in after.items()}
    return Proposal(
        tree(before, folder),
        tree(after, folder),
        touched,
        (Message(COMMIT, message),),
        lambda: (*on_the_way, *blobs),
        folder,
        contents.get,
    )


def silent(faults: tuple[Diagnostic, ...]) -> bool:
    """Tell whether findings repeat nothing of what they found."""
    words = "\n".join(f"{fault.message}{fault.help}{fault.label}{fault.place.path}" for fault in faults)
    return not any(secret in words for secret in (NIP, NIK, "sakit"))
