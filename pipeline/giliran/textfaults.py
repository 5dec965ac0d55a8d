"""What can be wrong with a file before or while its YAML is parsed, said in plain words.

Bytes are judged here (encoding, size, tabs, invisible characters), and the parser's own complaints are translated:
"did not find expected ',' or ']'" tells a clerk nothing.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from giliran.diagnostics import Diagnostic
from giliran.source import Place, Position, position_at
from giliran.unseen import UNSEEN, lookalike
from giliran.wording import Text

Point: TypeAlias = tuple[int, int]

LIMIT = 20
"""Faults told about the text of one file: beyond that the file is broken as a whole, not in places."""

MAX_BYTES = 1_048_576
"""Largest file read. A unit of 2,000 people at home every day of a month takes 0.3 MB."""

_HIDDEN = re.compile(f"[{UNSEEN}]|\r(?!\n)")
_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)
_ORDINARY = bytes(range(0x20, 0x7F)) + b"\n"
"""Bytes of which nothing can be wrong: ASCII that is seen, spaces and line feeds."""


class TooManyFaults(Exception):  # noqa: N818 - not an error: a way out of the loop
    """Ends the reading of a file early."""


def decoded(path: str, content: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Turn the bytes of a file into text, or say why they are not text we read.

    The text is as complete as it could be made, for showing; the faults are empty when it can be parsed.
    """
    if len(content) > MAX_BYTES:
        return "", (too_large(path, len(content)),)
    if not content.translate(None, _ORDINARY):
        return content.decode("ascii"), ()
    if content.startswith(b"\xef\xbb\xbf"):
        message = Text(
            "Berkas diawali tanda urutan bita (BOM) yang tak terlihat.",
            "The file starts with an invisible byte order mark (BOM).",
        )
        advice = Text(
            "Simpan ulang sebagai “UTF-8” (bukan “UTF-8 dengan BOM”).",
            "Save it again as “UTF-8” (not “UTF-8 with BOM”).",
        )
        text = content.decode("utf-8-sig", errors="replace")
        return text, (Diagnostic("YM003", message, Place.of_file(path), help=advice),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.decode("utf-8", errors="replace"), (_not_utf8(path, content, error),)
    faults = [_hidden(path, text, found) for found in _first(_HIDDEN, text)]
    faults += [_tab(path, text, found) for found in _first(_TAB, text)]
    if (taken := lookalike(text)) is not None:
        faults.append(other_letter(_spot(path, text, taken.start(), taken.end()), taken[0]))
    return text, tuple(faults[:LIMIT])


def _first(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in pattern.finditer(text):
        found.append(match)
        if len(found) == LIMIT:
            break
    return found


def too_large(path: str, size: int) -> Diagnostic:
    """Say that a file is larger than we read; ``size`` in bytes."""
    message = Text(
        f"Berkas ini {size:,} bita; yang dibaca paling besar {MAX_BYTES:,} bita.".replace(",", "."),
        f"This file has {size:,} bytes; at most {MAX_BYTES:,} bytes are read.",
    )
    advice = Text(
        "Satu unit satu bulan hanya beberapa ribu bita: periksa apakah ada isi yang tersalin berulang.",
        "A unit's month takes a few thousand bytes: look for content that was pasted again and again.",
    )
    return Diagnostic("YM005", message, Place.of_file(path), help=advice)


def _not_utf8(path: str, content: bytes, error: UnicodeDecodeError) -> Diagnostic:
    start = position_at(content[: error.start].decode("utf-8"), error.start)
    line = content[: error.start].rfind(b"\n") + 1
    column = len(content[line : error.start].decode("utf-8")) + 1
    place = Place(path, Position(start.line, column), Position(start.line, column + 1))
    byte = content[error.start]
    message = Text(
        f"Berkas ini bukan UTF-8: bita 0x{byte:02X} tidak dapat dibaca.",
        f"This file is not UTF-8: byte 0x{byte:02X} cannot be read.",
    )
    advice = Text("Simpan ulang berkas ini dengan pengodean UTF-8.", "Save the file again with UTF-8 encoding.")
    return Diagnostic("YM002", message, place, help=advice)


def _spot(path: str, text: str, start: int, end: int) -> Place:
    first = position_at(text, start)
    return Place(path, first, Position(first.line, first.column + end - start))


def _hidden(path: str, text: str, found: re.Match[str]) -> Diagnostic:
    message = Text(
        f"Ada tanda tak terlihat U+{ord(found[0]):04X} di sini.",
        f"There is an invisible character U+{ord(found[0]):04X} here.",
    )
    advice = Text(
        "Hapus tanda itu; biasanya terbawa saat menyalin dari program lain.",
        "Delete it; it usually comes along when copying from another program.",
    )
    return Diagnostic("YM013", message, _spot(path, text, found.start(), found.end()), help=advice)


def other_letter(place: Place, letter: str) -> Diagnostic:
    """Say that a letter is not the one it looks like."""
    message = Text(
        f"Huruf “{letter}” (U+{ord(letter):04X}) di sini bukan huruf Latin biasa, walaupun mirip.",
        f"The letter “{letter}” (U+{ord(letter):04X}) here is no ordinary Latin letter, though it looks like one.",
    )
    advice = Text("Ketik ulang kata itu dengan tangan.", "Type the word anew by hand.")
    return Diagnostic("YM019", message, place, help=advice)


def _tab(path: str, text: str, found: re.Match[str]) -> Diagnostic:
    message = Text("Awal baris memakai tombol Tab.", "The line is indented with the Tab key.")
    advice = Text("Ganti dengan spasi: dua spasi untuk setiap tingkat.", "Use spaces instead: two for each level.")
    return Diagnostic("YM006", message, _spot(path, text, found.start(), found.end()), help=advice)


_PLAIN_WORDS: tuple[tuple[str, Text, Text], ...] = (
    (
        "escape",
        Text(
            "Setelah garis miring terbalik “\\” ada huruf yang tidak dikenal.",
            "An unknown letter follows the backslash “\\”.",
        ),
        Text(
            "Pakai tanda kutip tunggal, atau hapus garis miringnya.",
            "Use single quotation marks, or delete the backslash.",
        ),
    ),
    (
        "quoted scalar",
        Text(
            "Tanda kutip yang dibuka di sini tidak pernah ditutup.", "The quotation mark opened here is never closed."
        ),
        Text(
            "Tambahkan tanda kutip penutup di akhir teksnya.", "Add the closing quotation mark at the end of the text."
        ),
    ),
    (
        "flow sequence",
        Text(
            "Daftar yang dibuka dengan “[” ini tidak tersusun benar.",
            "The list opened with “[” here is not well formed.",
        ),
        Text(
            "Pisahkan isinya dengan koma dan tutup dengan “]”.",
            "Separate the entries with commas and close it with “]”.",
        ),
    ),
    (
        "flow mapping",
        Text(
            "Isian yang dibuka dengan “{” ini tidak tersusun benar.",
            "The entry opened with “{” here is not well formed.",
        ),
        Text(
            "Pisahkan isinya dengan koma dan tutup dengan “}”. Teks yang memuat “: ” atau koma ditulis di antara tanda kutip.",
            "Separate the entries with commas and close it with “}”. Text with “: ” or a comma goes between quotation marks.",
        ),
    ),
    (
        "flow node",
        Text("Tanda kurung yang dibuka sebelum ini belum ditutup.", "A bracket opened before this is not closed."),
        Text("Tutup “[” dengan “]” dan “{” dengan “}”.", "Close “[” with “]” and “{” with “}”."),
    ),
    (
        "mapping values are not allowed",
        Text("Titik dua di sini tidak pada tempatnya.", "The colon here is out of place."),
        Text(
            "Periksa jarak awal baris; teks yang memuat “: ” ditulis di antara tanda kutip.",
            "Check the indentation; text that holds “: ” goes between quotation marks.",
        ),
    ),
    (
        "cannot start any token",
        Text("Teks tidak boleh diawali tanda ini.", "Text cannot start with this character."),
        Text("Tulis teksnya di antara tanda kutip.", "Put the text between quotation marks."),
    ),
    (
        "could not find expected ':'",
        Text("Baris ini tidak memiliki titik dua.", "This line has no colon."),
        Text(
            "Tulis “nama: isi”, dengan spasi setelah titik dua.", "Write “name: content”, with a space after the colon."
        ),
    ),
    (
        "block",
        Text(
            "Jarak awal baris di sini tidak sama dengan baris di sekitarnya.",
            "The indentation differs from the lines around.",
        ),
        Text("Samakan jumlah spasi di awal baris.", "Give the lines the same number of spaces at the start."),
    ),
)
_UNKNOWN = (
    Text("Susunan tulisan di sini tidak dapat dibaca.", "The text here cannot be read."),
    Text("Bandingkan dengan berkas lain yang sudah benar.", "Compare it with another file that is right."),
)


def _slip(told: str, lines: list[str], failed: Point) -> tuple[Text, Text, int, int] | None:
    """Recognise a slip of the pen that the parser meets only later; gives message, advice, line and column from 0."""
    for number, words in enumerate(lines):
        if words.startswith(("<<<<<<< ", ">>>>>>> ")):
            message = Text(
                "Dua perubahan bertabrakan di sini dan belum digabung.", "Two changes collide here and are not merged."
            )
            advice = Text(
                "Pilih isi yang benar, lalu hapus baris “<<<<<<<”, “=======”, dan “>>>>>>>”.",
                "Choose the right content, then delete the lines “<<<<<<<”, “=======” and “>>>>>>>”.",
            )
            return message, advice, number, 0
    line, column = failed
    here = lines[line] if line < len(lines) else ""
    if here[column : column + 1] in {"]", "}"}:
        message = Text("Ada satu kurung tutup yang berlebih di sini.", "There is one closing bracket too many here.")
        return message, Text("Hapus kurung itu.", "Delete the bracket."), line, column
    if found := re.match(r"( *)-[^\s-]", here):
        message = Text("Setelah tanda “-” harus ada spasi.", "The mark “-” must be followed by a space.")
        return message, Text("Beri spasi setelah “-”.", "Put a space after the “-”."), line, len(found[1])
    for number in (line, line - 1):
        if 0 <= number < len(lines) and (found := re.match(r" *(?:- )?[A-Za-z0-9-]+:(?=[^\s:])", lines[number])):
            message = Text("Setelah titik dua harus ada spasi.", "The colon must be followed by a space.")
            return (
                message,
                Text("Beri spasi setelah titik dua.", "Put a space after the colon."),
                number,
                found.end() - 1,
            )
    before = line - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    if "mapping values" in told and before >= 0 and re.fullmatch(r" *[A-Za-z0-9-]+ *", lines[before]):
        message, advice = next((m, a) for words, m, a in _PLAIN_WORDS if "':'" in words)
        return message, advice, before, len(lines[before]) - len(lines[before].lstrip())
    return None


def invalid_yaml(
    path: str, text: str, told: str, begun: Point | None = None, failed: Point | None = None
) -> Diagnostic:
    """Translate the parser's complaint, placed where the trouble begins rather than where the parser gave up.

    ``told`` is what the parser says; ``begun`` and ``failed`` are its two places, line and column from 0.
    """
    lines = text.split("\n")
    if failed is not None and (slip := _slip(told, lines, failed)) is not None:
        return Diagnostic("YM001", slip[0], Place.of_line(path, slip[2] + 1, slip[3], slip[3] + 1), help=slip[1])
    message, advice = next(((m, a) for words, m, a in _PLAIN_WORDS if words in told), _UNKNOWN)
    opened = any(word in told for word in ("quoted", "flow sequence", "flow mapping", "simple key"))
    point = (begun or failed) if opened else (failed or begun)
    if point is None:
        return Diagnostic("YM001", message, Place.of_file(path), help=advice)
    line = min(point[0], len(lines) - 1)
    column = min(point[1], len(lines[line]))
    return Diagnostic("YM001", message, Place.of_line(path, line + 1, column, column + 1), help=advice)
