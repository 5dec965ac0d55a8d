"""Draws the card that is shown where a link to the site is shared: ``python pipeline/card`` writes site/assets/card.png.

The drawing is card.svg beside this file. The library that draws the charts brings its own letters, so the picture does
not depend on the machine. It packs a PNG quickly rather than tightly; here the same bytes are packed again.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import vl_convert

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "site/assets/card.png"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def card() -> bytes:
    """Draw the card as a PNG of 1200 by 630."""
    drawn = vl_convert.svg_to_png((HERE / "card.svg").read_text("utf-8"))
    parts = dict(chunks(drawn))
    packed = zlib.compress(zlib.decompress(parts[b"IDAT"]), 9)
    return _SIGNATURE + _chunk(b"IHDR", parts[b"IHDR"]) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the parts of a PNG by their names, the picture itself in one piece."""
    at, picture = len(_SIGNATURE), b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        at += length + 12
        if name == b"IDAT":
            picture += content
        else:
            yield name, content
    yield b"IDAT", picture


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    made = card()
    TARGET.write_bytes(made)
    sys.stdout.write(f"{TARGET.name}: {len(made)} bytes\n")
