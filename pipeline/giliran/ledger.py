"""What an output folder holds and what it was made from, kept beside it so that the next run need not make it again.

Kept is a small SQLite file: for each part its key (a digest of all that it depends on), its files, and what it told of itself
to others. Nothing in it is believed: a file that cannot be read is as good as none, what is damaged is made again, and
no path from it leads out of the folder.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from giliran.stored import Stored, inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FORMAT = 3
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (name TEXT PRIMARY KEY, key TEXT, number INTEGER, files TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (part TEXT, name TEXT, content BLOB, PRIMARY KEY (part, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (path TEXT PRIMARY KEY, moved INTEGER) WITHOUT ROWID;
"""
_SUM = 8


class LedgerError(ValueError):
    """A ledger that cannot be used: damaged, or written by another version of the program."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of a part: its key, and its ``number`` of files as they are spelt in the ledger, since most are never looked at."""

    key: str
    number: int
    spelt: str

    @classmethod
    def of(cls, key: str, files: Iterable[Stored]) -> Part:
        """Spell the files of a part."""
        listed = tuple(files)
        values = [value for file in listed for value in (file.path, file.size, file.time, file.digest)]
        return cls(key, len(listed), json.dumps(values))

    @property
    def files(self) -> tuple[Stored, ...]:
        """Give the files. Raises :class:`LedgerError` for what cannot be such a list."""
        return _files(self.spelt)


Told: TypeAlias = "Mapping[str, bytes]"
"""What a part tells others, by name."""


class Ledger:
    """One ledger file. Raises :class:`LedgerError` wherever it turns out not to be what it should."""

    def __init__(self, path: Path | None) -> None:
        with _guarded():
            self._base = sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
            self._base.execute("PRAGMA trusted_schema = OFF")
            self._base.execute("PRAGMA journal_mode = DELETE")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def about(self) -> dict[str, str]:
        """Give what is noted about the whole."""
        return dict(self._rows("SELECT name, value FROM about", str, str))

    def parts(self) -> dict[str, Part]:
        """Give every part by its name."""
        rows = self._rows("SELECT name, key, number, files FROM part", str, str, int, str)
        return {name: Part(*row) for name, *row in rows}

    def told(self, part: str, name: str) -> bytes:
        """Give what a part has told."""
        with _guarded():
            row = self._base.execute("SELECT content FROM told WHERE part = ? AND name = ?", (part, name)).fetchone()
        return _unsealed(row)

    def all_told(self, name: str) -> dict[str, bytes]:
        """Give what each part has told under a name."""
        with _guarded():
            rows = self._base.execute("SELECT part, content FROM told WHERE name = ?", (name,)).fetchall()
        return {part: _unsealed((content,)) for part, content in rows}

    def seals(self, name: str) -> dict[str, bytes]:
        """Tell apart what the parts have told under a name, without reading it."""
        with _guarded():
            question = f"SELECT part, substr(content, 1, {_SUM}) FROM told WHERE name = ?"  # noqa: S608 - a number of ours
            return dict(self._base.execute(question, (name,)).fetchall())

    def pending(self) -> dict[str, bool]:
        """Give what was still to be done when a run was cut off: paths, and whether a new file is to be moved there."""
        found = dict(self._rows("SELECT path, moved FROM pending", str, int))
        return {path: bool(moved) for path, moved in found.items() if inside(path)}

    def done(self) -> None:
        """Note that nothing is pending."""
        with _guarded():
            self._base.execute("DELETE FROM pending")

    def enter(
        self,
        about: Mapping[str, str],
        parts: Iterable[tuple[str, Part, Told | None]],
        gone: Iterable[str],
        pending: Mapping[str, bool],
    ) -> None:
        """Note all that a run has made, at once or not at all. A part that tells ``None`` tells what it told before."""
        with _guarded():
            base = self._base
            base.execute("BEGIN IMMEDIATE")
            base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())
            for name in gone:
                base.execute("DELETE FROM part WHERE name = ?", (name,))
                base.execute("DELETE FROM told WHERE part = ?", (name,))
            for name, part, told in parts:
                base.execute(
                    "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", (name, part.key, part.number, part.spelt)
                )
                if told is not None:
                    base.execute("DELETE FROM told WHERE part = ?", (name,))
                    rows = [(name, kind, _sealed(content)) for kind, content in told.items()]
                    base.executemany("INSERT INTO told VALUES (?, ?, ?)", rows)
            base.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?)", pending.items())
            base.execute("COMMIT")

    def _rows(self, question: str, *kinds: type) -> list[tuple[Any, ...]]:
        with _guarded():
            rows = self._base.execute(question).fetchall()
        if not all(all(map(isinstance, row, kinds)) for row in rows):
            msg = "a value of the wrong kind"
            raise LedgerError(msg)
        return rows


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(str(error)) from error


def seal(content: bytes) -> bytes:
    """Give the short digest that stands before what a part has told."""
    return hashlib.blake2b(content, digest_size=_SUM).digest()


def _sealed(content: bytes) -> bytes:
    return seal(content) + zlib.compress(content, 1)


def _unsealed(row: tuple[object] | None) -> bytes:
    stored = None if row is None else row[0]
    msg = "what a part told is damaged"
    if not isinstance(stored, bytes):
        raise LedgerError(msg)
    try:
        content = zlib.decompress(stored[_SUM:])
    except zlib.error as error:
        raise LedgerError(msg) from error
    if seal(content) != stored[:_SUM]:
        raise LedgerError(msg)
    return content


def _files(spelt: str) -> tuple[Stored, ...]:
    try:
        values = json.loads(spelt)
        found = tuple(Stored(*values[at : at + 4]) for at in range(0, len(values), 4))
    except (ValueError, TypeError) as error:
        raise LedgerError(str(error)) from error
    kinds = (str, int, int, str)
    if not all(
        all(map(isinstance, (file.path, file.size, file.time, file.digest), kinds)) and inside(file.path)
        for file in found
    ):
        msg = "a file that cannot be one of ours"
        raise LedgerError(msg)
    return found
