"""Where a workbook first differs from the one that we would write, found without trusting anything in it.

A workbook is a zip of XML. Only our own is ever parsed: the place of the first byte that differs is looked up in it. Ours is
not compressed; where somebody has compressed one, a byte that was changed damages what follows, so as much as can be is
unpacked, and compared.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from giliran.statement.comparing import Difference, first_byte, sheet_cell, shown
from giliran.statement.workbook import cell
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.statement import Statement

_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*?(?:/>|>(.*?)</c>)', re.DOTALL)
_STRINGS = "xl/sharedStrings.xml"
_FIRST = "xl/worksheets/sheet1.xml"
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_HEAD = b"PK\x03\x04"
"""What stands before each part of a zip."""
_BY_HAND = 2
"""Parts that a change by hand alters: a sheet, and the texts that sheets share. A program that saves alters more."""
_SLACK = 65_536
"""How much longer than ours a part may be before nobody looks at the rest of it."""


class NoWorkbookError(ValueError):
    """The bytes are no workbook of ours, or one that names a part twice."""


def about(content: bytes) -> str | dict[str, str]:
    """Give what a workbook says that it is about: the line of its description, else what its first sheet says by key.

    Raises :class:`NoWorkbookError` where neither can be read.
    """
    listed = {each.filename: each for each in _listed(content)}
    if "docProps/core.xml" in listed:
        found = re.search(
            rb"<dc:description>([^<]*)</dc:description>", _unpacked(content, listed["docProps/core.xml"], 8_192)
        )
        if found is not None:
            return found[1].decode("utf-8", errors="replace")
    if _FIRST not in listed or _STRINGS not in listed:
        raise NoWorkbookError
    sheet = _unpacked(content, listed[_FIRST], _SLACK)
    words = _strings(_unpacked(content, listed[_STRINGS], _SLACK))
    shown = {found[1] + found[2]: _shown_in(found, words) or "" for found in _CELL.finditer(sheet)}
    rows = {name[1:] for name in shown if name[:1] == b"A"}
    return {shown[b"A" + row]: shown.get(b"C" + row, "") for row in rows}


def in_workbook(given: bytes, due: bytes, statement: Statement, *, about_last: bool = False) -> Difference | None:
    """Compare a workbook with ours: the cell that differs first, else the part, else how it is packed.

    With ``about_last`` the first sheet is looked at after all others.
    """
    if given == due:
        return None
    ours = _parts(due)
    theirs, damaged = _parts_of(given, due)
    different = [name for name in {*ours, *theirs} if theirs.get(name) != ours.get(name)]
    anew = len(different) > _BY_HAND
    for name in sorted(ours, key=lambda name: (about_last and name == _FIRST, _order(name))):
        if theirs.get(name) != ours[name]:
            found = _located(name, ours, theirs, damaged, statement)
            if found is not None:
                return replace(found, resaved=anew)
    if different:
        name = min(different, key=_order)
        return Difference(
            Text(
                f"Bagian “{name}” dari buku kerja ini berbeda di luar sel-selnya",
                f"The part “{name}” of this workbook differs outside its cells",
            ),
            resaved=anew,
        )
    at = first_byte(given, due)
    return Difference(
        Text(
            f"Semua sel sama, tetapi berkas ini dikemas lain sejak bita {at}",
            f"Every cell agrees, but the file is packed otherwise from byte {at} on",
        )
    )


def _order(name: str) -> tuple[int, str]:
    """Put sheets first, in their order, since a cell says more than any other part."""
    found = _SHEET.fullmatch(name)
    return (int(found[1]), name) if found else (1_000 if name == _STRINGS else 1_001, name)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {each.filename: packed.read(each) for each in packed.infolist()}


def _parts_of(given: bytes, due: bytes) -> tuple[dict[str, bytes], frozenset[str]]:
    """Unpack a file as far as it goes, and name the compressed parts that are not as they were."""
    with zipfile.ZipFile(io.BytesIO(due)) as packed:
        sizes = {each.filename: each.file_size for each in packed.infolist()}
    listed = _listed(given)
    if len({each.filename for each in listed}) != len(listed):
        raise NoWorkbookError
    found = {each.filename: _unpacked(given, each, sizes.get(each.filename, 0) + _SLACK) for each in listed}
    return found, frozenset(
        each.filename
        for each in listed
        if each.compress_type != zipfile.ZIP_STORED and zlib.crc32(found[each.filename]) != each.CRC
    )


def _listed(content: bytes) -> list[zipfile.ZipInfo]:
    """List the parts of a file; where the list at its end is damaged or leads elsewhere, by what stands before each part."""
    with contextlib.suppress(zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            listed = packed.infolist()
        if all(
            content.startswith(_HEAD, each.header_offset) for each in listed
        ):  # else a byte more or less has moved them
            return listed
    return list(_found(content))


def _found(content: bytes) -> Iterator[zipfile.ZipInfo]:
    at = 0
    while (at := content.find(_HEAD, at)) >= 0:
        head = content[at : at + 30]
        length = int.from_bytes(head[26:28], "little")
        part = zipfile.ZipInfo(content[at + 30 : at + 30 + length].decode("utf-8", errors="replace") or "?")
        part.header_offset = at
        part.compress_type = int.from_bytes(head[8:10], "little")
        part.CRC = int.from_bytes(head[14:18], "little")
        part.compress_size = int.from_bytes(head[18:22], "little")
        yield part
        at += 30 + length


def _unpacked(content: bytes, part: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack a part up to where it is damaged, and at most so many bytes of it."""
    head = part.header_offset
    lengths = content[head + 26 : head + 30]
    start = head + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        return packed[:most]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
    except zlib.error:
        return _as_far_as_it_goes(packed, most)


def _as_far_as_it_goes(packed: bytes, most: int) -> bytes:
    """Unpack byte by byte, since of a larger piece all is lost where its end is damaged."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    found = bytearray()
    with contextlib.suppress(zlib.error):
        for at in range(len(packed)):
            found += unpacking.decompress(packed[at : at + 1])
            if len(found) > most or unpacking.eof:
                break
    return bytes(found[:most])


def _located(
    name: str, ours: dict[str, bytes], theirs: dict[str, bytes], damaged: frozenset[str], statement: Statement
) -> Difference | None:
    """Find the cell in which a part first differs; ``None`` where that is in no cell.

    What is ``damaged`` before its first cell has lost that cell, too.
    """
    given, due = theirs.get(name, b""), ours[name]
    at = first_byte(given, due)
    if name == _STRINGS:
        number = due.count(b"<si>", 0, at + 1) - 1
        places = ((sheet, found) for sheet in _sheets(ours) for found in _CELL.finditer(ours[sheet]))
        hit = next((pair for pair in places if _string_number(pair[1]) == number), None)
    elif _SHEET.fullmatch(name) and (at >= due.index(b"<sheetData") or name in damaged):
        own = (found for found in _CELL.finditer(due) if at < found.end())
        hit = next(((name, found) for found in own), None)
    else:
        return None
    if hit is None:
        return None
    sheet, found = hit
    number = _order(sheet)[0] - 1
    table = statement.tables[number]
    row, column = int(found[2]) - 1, _column(found[1])
    value = table.columns[column].title.to(statement.claims.language) if row == 0 else cell(table.rows[row - 1][column])
    where = sheet_cell(table, row, column, statement.claims.language)
    stated = _stated(found[1] + found[2], theirs.get(sheet, b""), theirs.get(_STRINGS, b""))
    if stated == shown(value):
        return Difference(
            where + Text(": isinya sama, tetapi ditulis lain", ": the content is the same, but written otherwise")
        )
    return Difference(where, stated, shown(value))


def _sheets(parts: dict[str, bytes]) -> list[str]:
    return sorted((name for name in parts if _SHEET.fullmatch(name)), key=_order)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _string_number(found: re.Match[bytes]) -> int | None:
    if b' t="s"' not in found[0]:
        return None
    value = re.search(rb"<v>([0-9]{1,9})</v>", found[0])
    return int(value[1]) if value else None


def _stated(name: bytes, sheet: bytes, strings: bytes) -> Text:
    """Give what stands in a cell of a file that is not ours, for showing only."""
    found = next((each for each in _CELL.finditer(sheet) if each[1] + each[2] == name), None)
    words = None if found is None else _shown_in(found, _strings(strings))
    return (
        Text("sesuatu yang tidak terbaca", "something that cannot be read") if words is None else shown(words or None)
    )


def _strings(part: bytes) -> list[str]:
    return [_plain(words) for words in re.findall(rb"<si>(?:<t[^>]*>([^<]*)</t>)?</si>", part)]


def _shown_in(found: re.Match[bytes], words: Sequence[str]) -> str | None:
    """Give what a cell shows; ``None`` for what cannot be read."""
    if b' t="s"' not in found[0]:
        value = re.search(rb"<v>([^<]{0,200})</v>", found[0])
        return value[1].decode("utf-8", errors="replace") if value else ""
    number = _string_number(found)
    return words[number] if number is not None and number < len(words) else None


def _plain(words: bytes) -> str:
    text = words.decode("utf-8", errors="replace")
    for spelt, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(spelt, meant)
    return text
