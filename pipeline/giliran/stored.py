"""One file of an output folder: written where it is made, and known by its size, its time and a digest."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the output: ``digest`` is that of its bytes, ``time`` when it was written, in nanoseconds."""

    path: str
    size: int
    time: int
    digest: str


def digest_of(content: bytes) -> str:
    """Tell contents apart."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def inside(path: str) -> bool:
    """Tell whether a path stays inside the folder it is meant for, on any system."""
    parts = path.split("/")
    return not any(part in {"", ".", ".."} or "\\" in part or ":" in part or "\0" in part for part in parts)


def store(path: str, content: bytes, staging: Path, standing: Path | None) -> Stored:
    """Write a file to the staging folder, unless the standing one has it already; give what is to be known of it."""
    assert inside(path)
    size, digest = len(content), digest_of(content)
    if standing is not None:
        place = standing / path
        try:
            facts = place.lstat()
            if facts.st_size == size and place.is_file() and not place.is_symlink() and place.read_bytes() == content:
                return Stored(path, size, facts.st_mtime_ns, digest)
        except OSError:
            pass
    place = staging / path
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123 - a descriptor
        file.write(content)
        return Stored(path, size, os.fstat(file.fileno()).st_mtime_ns, digest)
