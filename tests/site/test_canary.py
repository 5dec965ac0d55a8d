"""The two editions, proven: words planted in every private place are in no byte of the public one.

What is private is not a list kept by hand: every field of the formats that speak of people is, unless the list of
public ones names it. The internal edition, searched in the same way, tells them.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyarrow  # type: ignore[import-untyped]  # has no types
import pyarrow.parquet  # type: ignore[import-untyped]  # has no types
import pytest

from giliran import evaluate
from giliran.paper import pdf
from tests.site.canaries import FORMER, GIT, KINDS, NAMES, PUBLIC, fields, private, repository
from tests.site.reading import Site
from tests.site.searching import told

if TYPE_CHECKING:
    from collections.abc import Callable

SECRETS = private()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """Give both editions, built by the command itself from the repository with the words."""
    root = repository(tmp_path_factory.mktemp("canaries") / "data")
    sites = {}
    for audience in ("internal", "public"):
        out = tmp_path_factory.mktemp(audience) / "html"
        command = [sys.executable, "-m", "giliran", "-C", str(root), "build", "--out", str(out), "--audience", audience]
        done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        sites[audience] = Site(out, 0)
    return sites


def test_every_field_is_public_or_planted() -> None:
    """A new field of these formats fails here until it holds a word to look for, or is put on the list of public ones."""
    known = {field for kind in KINDS for field in fields(kind)}
    assert not known - PUBLIC - SECRETS.keys()
    assert not PUBLIC - known, "the list of public fields names one that is gone"


def test_the_public_edition_tells_nothing(planted: dict[str, Site]) -> None:
    secrets = {secret for some in SECRETS.values() for secret in some}
    assert not told(planted["public"].files, secrets)


def test_the_internal_edition_tells_them(planted: dict[str, Site]) -> None:
    """So the search can fail. What no page is made of is missing there too: who wrote in git, and what for."""
    found = told(planted["internal"].files, {secret for some in SECRETS.values() for secret in some})
    missing = {where for where, some in SECRETS.items() if some - found.keys()}
    unread = {"comment in a file: agency", "comment in a file: dispensation", "dispensation: signed"}
    former = {f"former {part}" for part in FORMER if part != "id"}  # what changed when is told by the codes of then
    assert missing == unread | former | {f"git: {part}" for part in GIT}


TEXT = NAMES["qz71346"]


def _picture(kind: bytes, body: bytes) -> bytes:
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + chunk


def _table(column: str, value: str, note: str) -> bytes:
    out = io.BytesIO()
    table = pyarrow.table({column: [value]}).replace_schema_metadata({"note": note})
    pyarrow.parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _zip(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


def _paper(text: str, picture: str = "gambar") -> bytes:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
    chart = {"title": "grafik", "svg": drawn, "alt": picture, "width": 20}
    part = {"title": "a", "notes": [], "charts": [chart], "heads": ["b"], "numeric": [False], "rows": [[text]]}
    template = Path(evaluate.__file__).with_name("paper.typ")
    return pdf(template, {"title": "kertas", "language": "id", "about": [], "parts": [part]})


WITHIN: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda text: text.upper().encode(),
    "with marks": lambda text: "\u0308".join(text).encode(),
    "as the name of a file": lambda text: text.lower().replace(" ", "-").encode(),
    "between tags": lambda text: "<b>".join(text).encode(),
    "in entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "in entities twice": lambda text: "".join(f"&amp;#x{ord(letter):x};" for letter in text).encode(),
    "in an address": lambda text: "".join(f"%{ord(letter):02X}" for letter in text).encode(),
    "quoted": lambda text: quote(text).encode(),
    "in JSON": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text).encode(),
    "in a script": lambda text: "".join(f"\\x{ord(letter):02x}" for letter in text).encode(),
    "folded": lambda text: b"\r\n ".join(text[at : at + 2].encode() for at in range(0, len(text), 2)),
    "in base64": lambda text: b"data:text/plain;base64," + base64.b64encode(text.encode()),
    "in base64 for addresses": lambda text: base64.urlsafe_b64encode(f"\u00ff\u00fe{text}".encode()),
    "as a fingerprint": lambda text: hashlib.sha256(text.encode()).hexdigest().encode(),
    "as a short fingerprint": lambda text: hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:12].encode(),
    "a torn piece": lambda text: text[2:9].encode(),
}
WHOLE: dict[str, Callable[[str], bytes]] = {
    "packed": lambda text: gzip.compress(text.encode()),
    "as the name of what is packed": lambda text: (
        b"\x1f\x8b\x08\x08" + bytes(6) + text.encode() + b"\0" + gzip.compress(b"a")[10:]
    ),
    "packed twice": lambda text: base64.b64encode(gzip.compress(json.dumps([text]).encode())),
    "deflated": lambda text: zlib.compress(text.encode()),
    "in an archive": lambda text: _zip("a", text),
    "as a name in an archive": lambda text: _zip(text, "a"),
    "in wide letters": lambda text: text.encode("utf-16"),
    "in a table": lambda text: _table("a", text, "b"),
    "as a column": lambda text: _table(text, "a", "b"),
    "beside a table": lambda text: _table("a", "b", text),
    "in a picture": lambda text: _picture(b"tEXt", b"Comment\0" + text.encode()),
    "packed in a picture": lambda text: _picture(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())),
    "on paper": _paper,
    "on paper, in a picture": lambda text: _paper("a", text),
    "on paper, in a picture with marks": lambda text: _paper("a", f"{text} é"),
    "packed in a picture, newer": lambda text: _picture(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(text.encode())),
}


@pytest.mark.parametrize("wrap", [*WITHIN, *WHOLE])
def test_the_search_sees_through(wrap: str) -> None:
    content = WHOLE[wrap](TEXT) if wrap in WHOLE else b"di depan " + WITHIN[wrap](TEXT) + b" di belakang"
    assert TEXT in told({"a/b.bin": content}, [TEXT])


def test_the_search_sees_names_of_files_and_days() -> None:
    assert TEXT in told({f"{TEXT.lower().replace(' ', '_')}/index.html": b""}, [TEXT])
    for said in ("2017-03-29", "29/03/2017", "29 Maret 2017", "March 29, 2017", "29 Mar 2017"):
        assert told({"a": said.encode()}, ["2017-03-29"]), said


def test_the_search_finds_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    assert not told(
        {"a": tmp_path.as_posix().encode() * 9, "b": gzip.compress(b"giliran"), "c": _paper("giliran")},
        [TEXT, "2017-03-29"],
    )
