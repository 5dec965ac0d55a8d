"""Findings and digests kept on disk between runs, outside the repository that they are about.

One folder for each repository, by its place on this machine, with four files: ``digests`` (what each file held when the
file system last said this of it), ``staff`` and ``verdicts`` (what was found, under the keys of :mod:`giliran.kept`),
and ``calendars`` (the public holidays asked for, since the library that knows them takes long to load). A file
begins with a digest of the rest; one that is damaged, or was written by another version of the program or of its libraries, is as
good as none. It is replaced by renaming, so that of runs side by side none reads half a file; where two write, one has to
find again what the other knew. All hold data and no code.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from giliran.diagnostics import Diagnostic
from giliran.kept import SHELVES
from giliran.tool import verdict_state
from giliran.tree import Entry, Tree
from giliran.workdays import Calendars, keep_calendars, kept_calendars

if TYPE_CHECKING:
    from giliran.kept import Shelf

FORMAT = b"giliran cache 1\n"
SLACK = 2_000_000_000
"""Nanoseconds. A file changed less than this before it is read might change again under the same times."""

Content = TypeVar("Content")
_Digests = dict[str, tuple[tuple[int, ...], bytes]]
_Findings = dict[bytes, msgspec.Raw]

_READ_FOUND = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
_WRITE = msgspec.msgpack.Encoder()


class Cache:
    """What is kept about one repository; a :class:`giliran.kept.Kept`. To be made before the repository is listed.

    A folder that cannot be written keeps nothing, and nobody is bothered with it.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        place = blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
        self._folder = folder / place
        self._new: dict[str, dict[bytes, tuple[Diagnostic, ...]]] = {shelf: {} for shelf in SHELVES}
        self._shelves: dict[str, _Findings] = {}
        self._asked: set[bytes] = set()
        self._began = self._clock()
        self._calendars = self._load("calendars", Calendars) or {}
        keep_calendars(self._calendars)

    def recognised(self, tree: Tree) -> Tree:
        """Give the tree with the digests of the files that have not changed since they were last read.

        A file is known by its size, its number and its times, to the nanosecond; that of its last change no program sets.
        """
        return Tree({path: self._recognised(entry) for path, entry in tree.entries.items()})

    def _recognised(self, entry: Entry) -> Entry:
        kept = self._digests.get(entry.path)
        return entry if kept is None or not entry.stamp or kept[0] != entry.stamp else entry.known_as(kept[1])

    def get(self, shelf: Shelf, key: bytes) -> tuple[Diagnostic, ...] | None:
        """Give what is kept under a key, or ``None``."""
        kept = self._found(shelf).get(key)
        if kept is None:
            return None
        try:
            found = _READ_FOUND.decode(kept)
        except msgspec.MsgspecError:
            return None
        self._asked.add(key)
        return found

    def put(self, shelf: Shelf, key: bytes, found: tuple[Diagnostic, ...]) -> None:
        """Keep findings under a key; they are written by :meth:`save`."""
        self._new[shelf][key] = found

    def save(self, tree: Tree, *, everything: bool) -> None:
        """Write what was learnt, and forget what nobody asked for.

        Where not ``everything`` was checked, verdicts are left as they are: it would cost more than it is worth.
        """
        if everything or self._new["staff"]:
            entries = tree.entries.items()
            digests = {path: (entry.stamp, entry.digest) for path, entry in entries if self._is_settled(entry)}
            if digests != self._digests:
                self._store("digests", _WRITE.encode(digests))
        calendars = kept_calendars()
        if calendars != self._calendars:
            self._store("calendars", _WRITE.encode(calendars))
        for shelf in SHELVES if everything else ("staff",):
            self._save(shelf)

    def _save(self, shelf: str) -> None:
        old, new = self._found(shelf), self._new[shelf]
        kept = {key: found for key, found in old.items() if key in self._asked}
        if new or len(kept) < len(old):
            self._store(
                shelf, _WRITE.encode({**kept, **{key: msgspec.Raw(_WRITE.encode(found)) for key, found in new.items()}})
            )

    def forget(self) -> None:
        """Forget everything about the repository."""
        for name in ("digests", "calendars", *SHELVES):
            with suppress(OSError):
                (self._folder / name).unlink()

    def _is_settled(self, entry: Entry) -> bool:
        return bool(entry.stamp) and entry.is_told_apart and max(entry.stamp[1:3]) < self._began - SLACK

    def _clock(self) -> int:
        """Ask the file system what time it is, since that is whose times are compared; 0 where it cannot be written."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder) as file:
                file.write(b".")
                file.flush()
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0

    @cached_property
    def _digests(self) -> _Digests:
        return self._load("digests", _Digests) or {}

    def _found(self, shelf: str) -> _Findings:
        if shelf not in self._shelves:
            self._shelves[shelf] = self._load(shelf, _Findings) or {}
        return self._shelves[shelf]

    def _load(self, name: str, kind: type[Content]) -> Content | None:
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        body = content[len(FORMAT) + 16 :]
        if not content.startswith(FORMAT + self._seal(body)):
            return None
        try:
            return msgspec.msgpack.decode(body, type=kind)
        except msgspec.MsgspecError:
            return None

    def _store(self, name: str, body: bytes) -> None:
        with suppress(OSError), tempfile.NamedTemporaryFile(dir=self._folder, prefix=f".{name}-", delete=False) as file:
            try:
                file.write(FORMAT + self._seal(body) + body)
                file.close()
                os.replace(file.name, self._folder / name)  # noqa: PTH105 - a NamedTemporaryFile has a name, not a Path
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _seal(self, body: bytes) -> bytes:
        return blake2b(body, key=verdict_state(), digest_size=16).digest()


def private_folder(folder: Path, name: str, state: str) -> Path | None:
    """Give a folder for one state of the program, in which only its user may write, or ``None`` where there can be none.

    Folders for other states are removed: they are of no use to this program.
    """
    place = folder / name / state
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in (folder, folder / name, place):
            facts = each.stat()
            if facts.st_uid != os.getuid() or facts.st_mode & 0o022:
                return None
        for other in (folder / name).iterdir():
            if other != place:
                shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return None
    return place
