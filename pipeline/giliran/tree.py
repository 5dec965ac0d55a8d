"""The files of a repository as they were found, before anyone reads them; and what a path alone says is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

from giliran.diagnostics import Diagnostic, OperatorError
from giliran.grammar import identify, makes_law
from giliran.source import Place
from giliran.textfaults import MAX_BYTES, too_large
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FOLDERS = ("policy", "schedules", "units")
"""Where our data live. Whatever else stands beside them is not ours to judge."""

_PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")


class ChangedMeanwhileError(OperatorError):
    """A file holds something else than it was known to hold."""


class Entry:
    """One file found; its content is loaded when it is asked for.

    ``content`` is ``None`` for what is not read: a link, a device, a file of more bytes than we read. ``stamp`` is what
    the file system says of the file, of which it gives a new one with every change; ``digest`` tells contents apart.
    """

    __slots__ = ("_content", "_digest", "_load", "path", "size", "sort", "stamp")

    def __init__(
        self,
        path: str,
        content: bytes | None,
        sort: Literal["file", "link", "other"] = "file",
        size: int = 0,
        load: Callable[[], bytes] | None = None,
        stamp: tuple[int, ...] = (),
        digest: bytes | None = None,
    ) -> None:
        self.path = path
        self.sort = sort
        self.size = size
        self.stamp = stamp
        self._content = content
        self._load = load
        self._digest = digest

    @property
    def readable(self) -> bool:
        """Tell whether there is a content to read."""
        return self._content is not None or self._load is not None

    @property
    def content(self) -> bytes | None:
        """Give the bytes of the file. Raises :class:`OperatorError` where they cannot be read, or are others by now."""
        if self._content is None and self._load is not None:
            self._content = self._load()
            if self._digest is not None and blake2b(self._content, digest_size=16).digest() != self._digest:
                raise ChangedMeanwhileError(
                    Text(
                        f"{self.path} berubah ketika sedang diperiksa. Ulangi perintahnya.",
                        f"{self.path} changed while it was being checked. Run the command again.",
                    )
                )
        return self._content

    @property
    def digest(self) -> bytes:
        """Give 16 bytes that tell this content from any other; of no bytes where nothing is read."""
        if self._digest is None:
            self._digest = blake2b(self.content or b"", digest_size=16).digest()
        return self._digest

    @property
    def is_told_apart(self) -> bool:
        """Tell whether the digest is there without reading the file."""
        return self._digest is not None

    def known_as(self, digest: bytes) -> Entry:
        """Give this file with the digest that it is known to have."""
        return Entry(self.path, self._content, self.sort, self.size, self._load, self.stamp, digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)

    def __reduce__(self) -> tuple[Any, ...]:
        return Entry, (self.path, self.content, self.sort, self.size)

    @property
    def _told(self) -> tuple[object, ...]:
        return self.path, self.sort, self.size, self.readable, self.digest


@dataclass(frozen=True, slots=True)
class Tree:
    """All files under the data folders, by path in sorted order."""

    entries: dict[str, Entry]

    def readable(self, *kinds: str) -> Iterator[tuple[Entry, dict[str, str]]]:
        """Give the files of some formats that can be read, each with the names its path gives it."""
        folders = tuple(
            {"schedule": "schedules/", "unit": "units/", "agency": "units/"}.get(kind, "policy/") for kind in kinds
        )
        for entry in self.entries.values():
            if not entry.path.startswith(folders):
                continue
            identity = identify(entry.path)
            if identity is not None and identity.kind in kinds and entry.readable:
                yield entry, identity.names

    def part(self, units: Iterable[str]) -> Tree:
        """Give the law with some units, named ``agency/unit``, and their agencies and schedules."""
        wanted = frozenset(units)
        agencies = frozenset(unit.partition("/")[0] for unit in wanted)
        return Tree({path: entry for path, entry in self.entries.items() if _belongs(path, wanted, agencies)})


def _belongs(path: str, units: frozenset[str], agencies: frozenset[str]) -> bool:
    if path.startswith("policy/"):
        return makes_law(path)
    names = path.split("/")
    if len(names) == 3:
        agency, unit = names[1], names[2].removesuffix(".yaml")
        return f"{agency}/{unit}" in units or (agency in agencies and unit == "agency")
    return len(names) == 4 and f"{names[1]}/{names[2]}" in units


def path_faults(entry: Entry) -> tuple[Diagnostic, ...]:
    """Say what is wrong with a file before its content is looked at."""
    place = Place.of_file(entry.path)
    if entry.sort == "link":
        message = Text("Ini tautan ke berkas lain, bukan berkas.", "This is a link to another file, not a file.")
        advice = Text("Ganti tautan dengan berkasnya sendiri.", "Replace the link by the file itself.")
        return (Diagnostic("YM016", message, place, help=advice),)
    if not _PLAIN_PATH.fullmatch(entry.path):
        message = Text(
            "Nama berkas atau map memuat tanda yang tidak dipakai di sini.",
            "The file or folder name holds characters that are not used here.",
        )
        advice = Text(
            "Pakai huruf kecil a-z, angka, dan tanda hubung.", "Use lower-case letters a-z, digits and hyphens."
        )
        return (Diagnostic("YM017", message, place, help=advice),)
    name = entry.path.rpartition("/")[2]
    if (name.endswith(".md") or name.startswith(".")) and ".y" not in name:
        # A note or a setting beside the data; "2023-09.yaml.md" is neither.
        return (too_large(entry.path, entry.size),) if entry.size > MAX_BYTES else ()
    if "/" not in entry.path or identify(entry.path) is None or entry.sort == "other":
        return (_unexpected(entry.path, place),)
    return () if entry.readable else (too_large(entry.path, entry.size),)


def meant_folder(name: str) -> str | None:
    """Guess which data folder a misspelt folder name was meant to be."""
    plain = name.lower()
    known = {**{folder: folder for folder in FOLDERS}, "jadwal": "schedules", "aturan": "policy", "kebijakan": "policy"}
    close = get_close_matches(plain, known, n=1, cutoff=0.8)
    return known[close[0]] if close else None


def _unexpected(path: str, place: Place) -> Diagnostic:
    message = Text("Berkas ini tidak dikenal di tempat ini.", "This file is not known in this place.")
    expected = {
        "schedules": "schedules/<perangkat-daerah>/<unit>/2023-09.yaml",
        "units": "units/<perangkat-daerah>/agency.yaml, units/<perangkat-daerah>/<unit>.yaml",
    }.get(path.partition("/")[0], "policy/<penerbit>/<aturan>/circular.yaml, clauses/…, cases/…")
    if "/" not in path and (folder := meant_folder(path)) is not None:
        advice = Text(f"Ganti nama map ini menjadi {folder}/.", f"Rename this folder to {folder}/.")
        return Diagnostic("YM018", message, place, help=advice)
    renamed = _renamed(path)
    if renamed != path and identify(renamed) is not None:
        advice = Text(f"Ganti namanya menjadi {renamed}.", f"Rename it to {renamed}.")
    else:
        advice = Text(f"Yang dikenal: {expected}. Pindahkan atau hapus.", f"Known are: {expected}. Move or delete it.")
    return Diagnostic("YM018", message, place, help=advice)


def _renamed(path: str) -> str:
    """Guess the name that was meant: lower case, ending in ``.yaml``, the month with two digits."""
    plain = re.sub(r"(\.ya?ml)?(\.txt|\.md|\.yml|\.yaml)?$", "", path.lower()) + ".yaml"
    return re.sub(r"/(\d{4})-(\d)\.yaml$", r"/\1-0\2.yaml", plain)
