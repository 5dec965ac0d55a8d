"""A proposal: what one state of the repository would become, and all that is known of the way there.

Pure: whoever reads git fills it (:mod:`giliran.revisions`), and everything under this folder only looks at it. What is
judged of a state alone belongs to :mod:`giliran.check`; here is what can be seen only by comparing two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from giliran.corpus.build import build
from giliran.dependents import dependents
from giliran.grammar import identify, makes_law

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.tree import Tree


Sort: TypeAlias = Literal["file", "link", "other"]


@dataclass(frozen=True, slots=True)
class Message:
    """What the author of a commit, or of a tag, says of it. ``commit`` is its whole name, empty for one not yet made.

    ``raw`` is the object as git keeps it, with all that stands above the text; ``None`` where it is too large to search.
    """

    commit: str
    text: str
    raw: bytes | None = b""


@dataclass(frozen=True, slots=True)
class Blob:
    """A content that a commit of the proposal brings in, whether or not a later one takes it out again.

    ``path`` counts from the top of the repository; ``commit`` is ``None`` for what is only saved on disk. The content of a
    link is where it leads, that of another repository is none of ours, and one too large to search is ``None``.
    """

    path: str
    content: bytes | None
    commit: str | None
    sort: Sort = "file"


def _nothing(_path: str) -> None:
    """Know of no file beside the data."""


@dataclass(frozen=True)
class Proposal:
    """Two states of the data, and the way from one to the other.

    ``touched`` are all paths of the repository that differ, from its top; the data stand under ``folder``, which is
    empty or ends in a slash. ``messages`` are those of the commits between, oldest first. ``blobs`` gives, when asked,
    every content that came in on the way: a number that was committed by mistake and removed again is still there.
    ``content`` gives what any file of the repository, by its path from the top, holds in the end; ``None`` where there
    is none. ``tags`` are tag objects that come along, each with the name of the object, and ``names`` are those of the
    branches and tags that the proposal would be kept under.
    """

    before: Tree
    after: Tree
    touched: frozenset[str]
    messages: tuple[Message, ...] = ()
    blobs: Callable[[], Iterable[Blob]] = tuple
    folder: str = ""
    content: Callable[[str], bytes | None] = _nothing
    tags: tuple[Message, ...] = ()
    names: tuple[str, ...] = ()

    @cached_property
    def changed(self) -> frozenset[str]:
        """Give the data files that differ, by their paths in a tree."""
        start = len(self.folder)
        inside = (path[start:] for path in self.touched if path.startswith(self.folder))
        return frozenset(path for path in inside if path in self.before.entries or path in self.after.entries)

    def within(self, path: str) -> str:
        """Give a path from the top of the repository as seen from the data folder."""
        if path.startswith(self.folder):
            return path[len(self.folder) :]
        return "../" * self.folder.count("/") + path

    @cached_property
    def changes_law(self) -> bool:
        """Tell whether what binds everybody may have changed: a circular, a jurisdiction, the calendar, the facts."""
        return any(path.startswith("policy/") and makes_law(path) for path in self.changed)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Name the units, as ``agency/unit``, that the change may concern, in order, gone and new ones included."""
        concerned = dependents(self.before, self.changed) | dependents(self.after, self.changed)
        return tuple(sorted({unit for path in concerned if (unit := _unit(path)) is not None}))

    def concerns(self, found: Diagnostic) -> bool:
        """Tell whether a finding has to do with the change: it points at a touched file, or is about a concerned unit."""
        near, units = self._near
        paths = [place.path for place in found.places]
        return found.unit in units or any(path in near or _unit(path) in units for path in paths)

    @cached_property
    def _near(self) -> tuple[frozenset[str], frozenset[str | None]]:
        return frozenset(map(self.within, self.touched)), frozenset(self.units)

    @cached_property
    def old(self) -> Corpus:
        """Give the model of the concerned units before the change; faults in it are not told."""
        return self._corpus(self.before)

    @cached_property
    def new(self) -> Corpus:
        """Give the model of the concerned units after the change; faults in it are told by the check."""
        return self._corpus(self.after)

    def _corpus(self, tree: Tree) -> Corpus:
        return build(tree.part(self.units), frozenset(), whole=False)[0]


def _unit(path: str) -> str | None:
    identity = identify(path)
    if identity is None or "unit" not in identity.names:
        return None
    return f"{identity.names['agency']}/{identity.names['unit']}"
