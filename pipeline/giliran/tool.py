"""The state of the program: whoever works for us, or has worked before, must have been the same."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import giliran

if TYPE_CHECKING:
    from collections.abc import Iterator

_SITE = frozenset({"render", "serve", "sheets", "site", "synth", "views"})
"""What takes no part in a verdict."""


@cache
def verdict_state() -> bytes:
    """Tell apart, in 32 bytes, every state of the program and its libraries that a verdict could depend on.

    It is the same on every machine with the same code, the same Python and the same libraries, wherever they lie.
    """
    return _state(_SITE)


@cache
def whole_state() -> bytes:
    """Tell apart, in 32 bytes, every state of the program and its libraries, templates and all."""
    return _state(frozenset())


def _state(besides: frozenset[str]) -> bytes:
    found = blake2b(sys.version.encode(), digest_size=32)
    home = Path(giliran.__file__).parent
    for path in _files(home, besides):
        content = path.read_bytes()
        found.update(f"{path.relative_to(home).as_posix()} {len(content)}\n".encode())
        found.update(content)
    libraries = Path(msgspec.__file__).parents[1]
    found.update("\n".join(sorted(path.name for path in libraries.glob("*.dist-info"))).encode())
    return found.digest()


def _files(folder: Path, besides: frozenset[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name != "__pycache__" and path.name not in besides:
                yield from _files(path, besides)
        elif path.suffix != ".pyc":
            yield path
