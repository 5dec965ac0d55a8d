"""What earlier checks have found, under keys that name everything it depends on.

A verdict on a schedule rests on the law, its agency, its unit and itself; what is found in law and staff rests on all of
these, and on the schedules of units with a dispensation. Whoever asks with the same key may have the same findings, and
nothing else is ever looked up, so a check that remembers and one that does not say the same.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from giliran.documents import read
from giliran.grammar import is_schedule, makes_law

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.diagnostics import Diagnostic
    from giliran.tree import Entry, Tree


Shelf = Literal["staff", "verdicts"]
"""What is found in law and staff, of which there is one; and the verdicts on schedules, of which there are thousands."""
SHELVES: tuple[Shelf, ...] = get_args(Shelf)


class Kept(Protocol):
    """A place where findings are kept between checks."""

    def get(self, shelf: Shelf, key: bytes) -> tuple[Diagnostic, ...] | None:
        """Give what is kept under a key, or ``None``."""

    def put(self, shelf: Shelf, key: bytes, found: tuple[Diagnostic, ...]) -> None:
        """Keep findings under a key."""


class Keys:
    """The keys of one tree."""

    def __init__(self, tree: Tree) -> None:
        self._entries = tree.entries
        self._dispensations = tuple(entry for entry, _ in tree.readable("dispensation"))

    def verdict_by_all(self, path: str) -> bytes:
        """Name all that the verdict on a schedule depends on where it needed the whole staff."""
        return blake2b(self.verdict(path) + self.staff, digest_size=16).digest()

    def verdict(self, path: str) -> bytes:
        """Name all that the verdict on a schedule depends on where its own unit was enough."""
        _, agency, unit, _ = path.split("/")
        files = (f"units/{agency}/agency.yaml", f"units/{agency}/{unit}.yaml", path)
        found = blake2b(self._law, digest_size=16)
        for name in files:
            entry = self._entries.get(name)
            # A path without a file has no digest; a file that cannot be read has that of nothing.
            found.update(b"-" if entry is None else _state(entry))
        found.update(path.encode())
        return found.digest()

    @cached_property
    def staff(self) -> bytes:
        """Name all that the findings in law and staff depend on."""
        units = {f"schedules/{unit}/" for unit in self._dispensed()}
        return _told(
            b"staff",
            (
                entry
                for path, entry in self._entries.items()
                if not is_schedule(path) or f"{path.rpartition('/')[0]}/" in units
            ),
        )

    @cached_property
    def _law(self) -> bytes:
        law = (entry for path, entry in self._entries.items() if path.startswith("policy/") and makes_law(path))
        return _told(b"law", law)

    def _dispensed(self) -> tuple[str, ...]:
        """Give the units that a dispensation names; one that names none rightly depends on no schedules."""
        named = (read(entry.path, entry.content or b"").data for entry in self._dispensations)
        return tuple(str(data["unit"]) for data in named if isinstance(data, dict) and "unit" in data)


def _told(about: bytes, entries: Iterable[Entry]) -> bytes:
    found = blake2b(about, digest_size=16)
    for entry in entries:
        found.update(entry.path.encode(errors="surrogatepass"))
        found.update(_state(entry))
    return found.digest()


def _state(entry: Entry) -> bytes:
    return f"{entry.sort}{entry.size}{'+' if entry.readable else '-'}".encode() + entry.digest
