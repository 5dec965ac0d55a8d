"""Findings and digests kept on disk between runs, outside the repository that they are about.

One folder for each repository, by its place on this machine, with two files: ``digests`` (what each file held when the
file system last said this of it) and ``findings`` (what was found, under the keys of :mod:`giliran.kept`). A file begins
with a digest of the rest; one that is damaged, or was written by another version of the program or of its libraries, is as
good as none. It is replaced by renaming, so that of runs side by side none reads half a file; where two write, one has to
find again what the other knew. Both hold data and no code.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from giliran.diagnostics import Diagnostic
from giliran.tool import verdict_state
from giliran.tree import Entry, Tree

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
        self._new: dict[bytes, tuple[Diagnostic, ...]] = {}
        self._asked: set[bytes] = set()
        self._began = self._clock()

    def recognised(self, tree: Tree) -> Tree:
        """Give the tree with the digests of the files that have not changed since they were last read.

        A file is known by its size, its number and its times, to the nanosecond; that of its last change no program sets.
        """
        return Tree({path: self._recognised(entry) for path, entry in tree.entries.items()})

    def _recognised(self, entry: Entry) -> Entry:
        kept = self._digests.get(entry.path)
        return entry if kept is None or not entry.stamp or kept[0] != entry.stamp else entry.known_as(kept[1])

    def get(self, key: bytes) -> tuple[Diagnostic, ...] | None:
        """Give what is kept under a key, or ``None``."""
        kept = self._findings.get(key)
        if kept is None:
            return None
        try:
            found = _READ_FOUND.decode(kept)
        except msgspec.MsgspecError:
            return None
        self._asked.add(key)
        return found

    def put(self, key: bytes, found: tuple[Diagnostic, ...]) -> None:
        """Keep findings under a key; they are written by :meth:`save`."""
        self._new[key] = found

    def save(self, tree: Tree, *, everything: bool) -> None:
        """Write what was learnt. Where ``everything`` was checked, what nobody asked for is forgotten."""
        entries = tree.entries.items()
        digests = {path: (entry.stamp, entry.digest) for path, entry in entries if self._is_settled(entry)}
        if digests != self._digests:
            self._store("digests", _WRITE.encode(digests))
        forgotten = len(self._findings) - len(self._asked) if everything else 0
        if self._new or forgotten:
            kept = {key: self._findings[key] for key in sorted(self._asked)} if everything else self._findings
            new = {key: msgspec.Raw(_WRITE.encode(found)) for key, found in self._new.items()}
            self._store("findings", _WRITE.encode({**kept, **new}))

    def forget(self) -> None:
        """Forget everything about the repository."""
        for name in ("digests", "findings"):
            with suppress(OSError):
                (self._folder / name).unlink()

    def _is_settled(self, entry: Entry) -> bool:
        return bool(entry.stamp) and entry.is_told_apart and max(entry.stamp[1:3]) < self._began - SLACK

    def _clock(self) -> int:
        """Ask the file system what time it is, since that is whose times are compared; 0 where it cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder) as file:
                file.write(b".")
                file.flush()
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0

    @cached_property
    def _digests(self) -> _Digests:
        return self._load("digests", _Digests) or {}

    @cached_property
    def _findings(self) -> _Findings:
        return self._load("findings", _Findings) or {}

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
