"""A search that finds a text however it was put away: packed, encoded, folded, marked up, torn, or as a fingerprint."""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import html
import io
import json
import re
import struct
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import pyarrow.parquet  # type: ignore[import-untyped]  # has no types

from tests.papers import read_paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEPTH = 3
"""How many wrappings around a text are taken off."""
PIECE = 6
"""The letters of a torn piece that are enough to know a text by."""

_HEADER = 128
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_ESCAPE = re.compile(r"\\(?:u\{?([0-9A-Fa-f]{1,6})\}?|x([0-9A-Fa-f]{2}))")
_STREAM = re.compile(rb"\bstream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_WIDE = re.compile(rb"<FEFF((?:[0-9A-F]{4})+)>")
_TAG = re.compile(r"<[^<>]*>")
_MONTHS = {
    "01": ("januari", "january"),
    "02": ("februari", "february"),
    "03": ("maret", "march"),
    "04": ("april", "april"),
    "05": ("mei", "may"),
}
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def squeezed(text: str) -> str:
    """Leave only letters without their marks and digits, in lower case."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return re.sub("[^a-z0-9]", "", bare)


def told(files: Mapping[str, bytes], secrets: Iterable[str]) -> dict[str, set[str]]:
    """Give the secrets that files tell, by the first file of each."""
    marks: dict[str, str] = {}
    for secret in secrets:
        marks |= dict.fromkeys(_marks(secret), secret)
    pattern = re.compile("|".join(sorted(map(re.escape, marks), key=len, reverse=True)))
    found: dict[str, set[str]] = {}
    for name, content in files.items():
        for text in (squeezed(name), *_readings(content, DEPTH)):
            for mark in pattern.findall(text):
                found.setdefault(marks[mark], set()).add(name)
    return found


def _marks(secret: str) -> set[str]:
    """Give what betrays a secret in squeezed text."""
    date = _DATE.fullmatch(secret)
    if date is not None:
        year, month, day = date.groups()
        bare = str(int(day))
        spelt = {mark for word in _MONTHS[month] for mark in (f"{bare}{word}{year}", f"{bare}{word[:3]}{year}")}
        return {squeezed(secret), f"{day}{month}{year}", *spelt, *(f"{word}{bare}{year}" for word in _MONTHS[month])}
    marks = set()
    for word in secret.split():
        bare = squeezed(word)
        marks |= {bare[at : at + PIECE] for at in range(max(len(bare) - PIECE, 0) + 1)} if len(bare) >= PIECE else set()
    for spelling in {secret, secret.lower(), squeezed(secret), *secret.split()}:
        content = spelling.encode()
        for digest in ("md5", "sha1", "sha256", "sha512", "blake2b"):
            marks.add(hashlib.new(digest, content, usedforsecurity=False).hexdigest()[:12])
    return marks


def _readings(content: bytes, depth: int) -> Iterator[str]:
    """Give every way to read some bytes, squeezed."""
    # Six letters turn up by chance in what is packed; of that only the header, which may name a file, is a text.
    seen = content[:_HEADER] if content.startswith(b"\x1f\x8b") else content
    text = seen.replace(b"\0", b"").decode("utf-8", "replace")  # the zeros of UTF-16
    plain = _plain(text)
    yield squeezed(plain)
    yield squeezed(_TAG.sub("", plain))
    if depth:
        for inside in _unpacked(content):
            yield from _readings(inside, depth - 1)


def _plain(text: str) -> str:
    """Undo the folding of calendars and the escapes of HTML, addresses, JSON and scripts."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    unquoted = unquote_to_bytes(html.unescape(html.unescape(unfolded))).decode("utf-8", "replace")
    return _ESCAPE.sub(_letter, unquoted)


def _letter(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else ""


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Give what lies inside of packed bytes."""
    if content.startswith(b"PAR1"):
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        yield json.dumps(table.to_pylist(), default=str, ensure_ascii=False).encode()
        yield str(table.schema).encode()
        yield from ((table.schema.metadata or {}).values())
    elif content.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _chunks(content)
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (part.encode() for part in archive.namelist())
            yield from (archive.read(part) for part in archive.namelist())
    elif content.startswith(b"%PDF-"):
        yield read_paper(content, "-raw").encode()
        # What it tells machines, such as a picture in words, is in no text that a reader copies.
        streams = [content, *map(_inflated, _STREAM.findall(content))]
        yield from filter(None, streams[1:])
        yield b"\n".join(bytes.fromhex(digits.decode()) for stream in streams for digits in _WIDE.findall(stream))
    elif content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif content[:1] == b"\x78" and (inside := _inflated(content)):
        yield inside
    for run in _BASE64.findall(content):
        try:
            yield base64.b64decode(
                run.rstrip(b"=") + b"=" * (-len(run.rstrip(b"=")) % 4),
                altchars=None if b"+" in run or b"/" in run else b"-_",
            )
        except binascii.Error:
            continue


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""


def _chunks(content: bytes) -> Iterator[bytes]:
    """Give the chunks of a PNG picture, and the texts packed in them."""
    at = 8
    while at + 8 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += length + 12
        if kind == b"IDAT":
            continue  # the picture itself
        yield body
        yield from (_inflated(body[at + 1 :]) for at, byte in enumerate(body[:200]) if byte == 0)
