"""How a folder has drifted from its ledger: files that are gone, changed, only touched, or made by nobody."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.ledger import Ledger, LedgerError, Part
from giliran.store import fresh_folder
from giliran.stored import Stored, digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.connection import Connection
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Drift:
    """How a folder differs from its ledger: parts with a file that is gone or different, parts whose files were only
    touched or copied, with their new times, and paths that nobody has made.
    """

    damaged: frozenset[str]
    renewed: dict[str, Part]
    strange: frozenset[str]


def compared(target: Path, parts: Mapping[str, Part]) -> Drift:
    """Compare a folder with its ledger.

    Raises :class:`LedgerError` for a folder that holds anything but plain files and folders: what stands behind a link is
    not to be touched.
    """
    found: dict[str, tuple[int, int]] = {}
    _walk(str(target), "", found)
    found.pop(fresh_folder.MARK, None)
    if any(size < 0 for size, _ in found.values()):
        msg = "a link or a device stands in the folder"
        raise LedgerError(msg)
    damaged, renewed = set(), {}
    strange = set(found)
    for name, part in parts.items():
        files = part.files
        strange.difference_update([file.path for file in files])
        changed = [file for file in files if found.get(file.path) != (file.size, file.time)]
        if changed and all(_same(target, file, found) for file in changed):
            times = (Stored(file.path, file.size, found[file.path][1], file.digest) for file in files)
            renewed[name] = Part.of(part.key, times)
        elif changed:
            damaged.add(name)
    return Drift(frozenset(damaged), renewed, frozenset(strange))


class Look:
    """The comparison of a folder with its ledger in another process."""

    def __init__(self, target: Path, path: Path) -> None:
        self._path = path
        self._stamp = _stamp(path)
        context = multiprocessing.get_context("fork")
        self._heard, said = context.Pipe(duplex=False)
        self._process = context.Process(target=_say, args=(said, target, path), daemon=True)
        self._process.start()
        said.close()

    def seen(self) -> Drift | None:
        """Wait for what was seen; ``None`` if the ledger has changed meanwhile, or nothing could be told."""
        try:
            told: Drift | None = self._heard.recv()
        except EOFError:
            return None
        return told if _stamp(self._path) == self._stamp else None

    def close(self) -> None:
        """Let nobody look any longer."""
        self._process.kill()
        self._process.join()
        self._heard.close()


def _stamp(path: Path) -> tuple[int, int, int]:
    facts = path.stat()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _say(said: Connection, target: Path, path: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked is stopped, and stops this process
    with suppress(LedgerError, OSError):
        ledger = Ledger(path)
        seen = compared(target, ledger.parts())
        ledger.close()
        said.send(seen)


def _same(target: Path, file: Stored, found: Mapping[str, tuple[int, int]]) -> bool:
    size, _ = found.get(file.path, (-1, 0))
    return size == file.size and digest_of((target / file.path).read_bytes()) == file.digest


def _walk(folder: str, prefix: str, found: dict[str, tuple[int, int]]) -> None:
    """Find all files below a folder with their sizes and times; what is no plain file has neither."""
    with os.scandir(folder) as children:
        for child in children:
            if child.is_dir(follow_symlinks=False):
                _walk(child.path, f"{prefix}{child.name}/", found)
            elif child.is_file(follow_symlinks=False):
                facts = child.stat(follow_symlinks=False)
                found[prefix + child.name] = facts.st_size, facts.st_mtime_ns
            else:
                found[prefix + child.name] = -1, 0
