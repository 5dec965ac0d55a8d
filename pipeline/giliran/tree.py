"""The files of a repository as they were found, before anyone reads them; and what a path alone says is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from giliran.diagnostics import Diagnostic
from giliran.grammar import identify
from giliran.source import Place
from giliran.textfaults import too_large
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = ("policy", "schedules", "units")
"""Where our data live. Whatever else stands beside them is not ours to judge."""

_PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file found. ``content`` is ``None`` for what is not read: a link, a device, a file of more bytes than we read."""

    path: str
    content: bytes | None
    sort: Literal["file", "link", "other"] = "file"
    size: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """All files under the data folders, by path in sorted order."""

    entries: dict[str, Entry]

    def readable(self, *kinds: str) -> Iterator[tuple[Entry, dict[str, str]]]:
        """Give the files of some formats that can be read, each with the names its path gives it."""
        for entry in self.entries.values():
            identity = identify(entry.path)
            if identity is not None and identity.kind in kinds and entry.content is not None:
                yield entry, identity.names


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
        return ()  # a note or a setting beside the data; "2023-09.yaml.md" is neither
    if "/" not in entry.path or identify(entry.path) is None or entry.sort == "other":
        return (_unexpected(entry.path, place),)
    return (too_large(entry.path, entry.size),) if entry.content is None else ()


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
