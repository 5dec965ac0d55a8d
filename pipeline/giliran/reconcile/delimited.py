"""A text file to columns: its encoding, its separator, its header, and every line that cannot be split as the others.

pyarrow splits five million lines in a second; what it may not be handed is looked for in the bytes beforehand: a quotation
mark that is not closed would swallow the lines that follow.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
from pyarrow import compute
from pyarrow import csv as arrow_csv

from giliran.diagnostics import OperatorError
from giliran.reconcile.rows import SEARCHED, Table, found_header, no_header, odd, plain
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.reconcile.mapping import Format
    from giliran.reconcile.rows import Rows, Titles

SEPARATORS = (",", ";", "\t", "|")
_LONGEST = 65_536
"""Bytes from the top in which those lines are looked for."""
_LETTERS = 64
"""Bytes from the top by which two bytes to a letter are told."""
_BOM, _UTF16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_QUOTE, _LINE = ord('"'), ord("\n")


def delimited(name: str, content: bytes, form: Format, titles: Titles) -> Table:
    """Read a text file; ``titles`` are the headers by role.

    Raises :class:`OperatorError` for one without such a header, and for an encoding that does not fit.
    """
    _refuse_page(name, content)
    text, foreign = _in_utf8(name, content, form.encoding)
    separator, header, width, places = _layout(name, text, form.separator, titles)
    start = _after_line(text, header)
    body, open_quotes = _quotes_closed(text, start)
    cells, numbers, ragged = _split(body, separator, width, places, quoted=b'"' in text)
    columns = {role: cells[title] for role, title in titles.items()}
    table = Table(name, columns, numbers + np.int32(header), titles)
    if not text.endswith(b"\n"):
        table.open_end = text.count(b"\n") + 1
    table.lost = len(ragged)
    _drop_lines(table, [number + header for number in open_quotes])
    broken = {number + header for number in ragged} | {number + header for number in open_quotes}
    cut = sorted(broken & {table.open_end})
    lost = sorted({number + header for number in ragged} - set(cut))
    if lost:
        table.odd.append(odd("wrong-width", lost))
    if cut:
        table.odd.append(odd("cut-off", cut))
    if foreign is not None:
        table.note("other-encoding", np.isin(table.numbers, foreign))
    _set_aside_headers(table)
    return table


def _refuse_page(name: str, content: bytes) -> None:
    """Leave for a page of the web, which many apps hand out as an Excel file."""
    if content[:_LONGEST].removeprefix(_BOM).lstrip()[:1] == b"<":
        raise OperatorError(
            Text(
                f"“{name}” berisi halaman web, apa pun namanya. Buka di Excel atau LibreOffice, pilih Simpan Sebagai “Buku Kerja "
                "Excel (.xlsx)”, lalu ulangi.",
                f"“{name}” holds a web page, whatever it is called. Open it in Excel or LibreOffice, save it as “Excel Workbook "
                "(.xlsx)”, and try again.",
            )
        )


def _in_utf8(name: str, content: bytes, encoding: str | None) -> tuple[bytes, Rows | None]:
    """Give the text in UTF-8; where another encoding had to be guessed, the lines that hold letters of it as well."""
    if encoding in {None, "utf-16"}:
        encoding = _of_two_bytes(content) or encoding
    try:
        if encoding is not None and encoding.startswith("utf-16"):
            return _lines_alike(content.decode(encoding).encode()), None
        if encoding == "windows-1252":
            return _lines_alike(content.decode("cp1252").encode()), None
        content = _lines_alike(content.removeprefix(_BOM))
        if content.isascii():
            return content, None
        try:
            content.decode()
        except UnicodeDecodeError:
            if encoding == "utf-8":
                raise
            return content.decode("cp1252", "replace").encode(), _foreign_lines(content)
    except UnicodeDecodeError as error:
        raise OperatorError(
            Text(
                f"“{name}” tidak berkode {encoding}. Betulkan “encoding” di berkas pemetaan.",
                f"“{name}” is not encoded in {encoding}. Correct “encoding” in the mapping file.",
            )
        ) from error
    return content, None


def _of_two_bytes(content: bytes) -> str | None:
    """Name the UTF-16 that a file shows to be in, by a mark at its start or, without one, by the empty half of its letters."""
    if content.startswith(_UTF16):
        return "utf-16"
    low, high = content[:_LETTERS:2], content[1:_LETTERS:2]
    if low and any(low) != any(high):
        return "utf-16-le" if any(low) else "utf-16-be"
    return None


def _lines_alike(text: bytes) -> bytes:
    """End every line with a line feed where a return stands alone, as old programs write it; lines are counted by feeds."""
    if text.count(b"\r") == text.count(b"\r\n"):
        return text  # hundreds of megabytes are not copied for nothing
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _foreign_lines(content: bytes) -> Rows:
    letters = np.frombuffer(content, np.uint8)
    ends = np.flatnonzero(letters == _LINE)
    return np.unique(np.searchsorted(ends, np.flatnonzero(letters > 127)) + 1).astype(np.int32)


def _layout(name: str, text: bytes, separator: str | None, titles: Titles) -> tuple[str, int, int, dict[str, int]]:
    """Find the separator, the line of the header, how many cells it has, and the place of each title."""
    top = text[:_LONGEST].decode(errors="replace").split("\n")[:SEARCHED]  # as lines are counted everywhere here
    for candidate in (separator,) if separator else SEPARATORS:
        lines = [_cells(line, candidate) for line in top]
        found = found_header(name, enumerate(lines, start=1), titles.values())
        if found is not None:
            header, places = found
            return candidate, header, len(lines[header - 1]), places
    seen = max((_cells(top[0], candidate) for candidate in SEPARATORS), key=len) if top else []
    raise no_header(name, titles.values(), seen)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=separator), [])
    except csv.Error:
        return []


def _after_line(text: bytes, number: int) -> int:
    place = -1
    for _ in range(number):
        place = text.find(b"\n", place + 1)
        if place < 0:
            return len(text)
    return place + 1


def _quotes_closed(text: bytes, start: int) -> tuple[memoryview, list[int]]:
    """Give a text from some place on, with the lines empty in which a quotation mark is not closed, and their numbers."""
    if b'"' not in text:
        return memoryview(text)[start:], []  # no copy of what may be hundreds of megabytes
    body = text[start:]
    letters = np.frombuffer(body, np.uint8)
    ends = np.append(np.flatnonzero(letters == _LINE), len(letters))
    quotes = np.searchsorted(ends, np.flatnonzero(letters == _QUOTE))
    numbers, times = np.unique(quotes, return_counts=True)
    unclosed = numbers[times % 2 == 1]
    if not len(unclosed):
        return memoryview(body), []
    lines = body.split(b"\n")
    for number in unclosed:
        lines[number] = b""
    if unclosed[-1] == len(lines) - 1:
        lines.append(b"")  # an empty last line without an end would be no line at all
    return memoryview(b"\n".join(lines)), [int(number) + 1 for number in unclosed]


def _split(
    body: memoryview, separator: str, width: int, places: dict[str, int], *, quoted: bool
) -> tuple[dict[str, pa.Array], Rows, list[int]]:
    """Split lines into the columns that are wanted; the numbers of lines, and of those with another number of cells."""
    ragged: list[int | None] = []

    def put_aside(row: arrow_csv.InvalidRow) -> str:
        ragged.append(row.number)
        return "skip"

    if not body:
        return {title: pa.array([], pa.string()) for title in places}, np.empty(0, np.int32), []
    names = [f"c{place}" for place in range(width)]
    kept = sorted(set(places.values()))
    for threads in (True, False):
        ragged.clear()
        found = arrow_csv.read_csv(
            pa.py_buffer(body),
            arrow_csv.ReadOptions(column_names=names, use_threads=threads, block_size=1 << 23),
            arrow_csv.ParseOptions(
                delimiter=separator,
                quote_char='"' if quoted else False,
                ignore_empty_lines=False,
                invalid_row_handler=put_aside,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=[names[place] for place in kept],
                strings_can_be_null=False,
            ),
        )
        if not ragged:
            break  # only a reader without threads can tell which lines they were
    lines = [number for number in ragged if number is not None]
    whole = np.arange(1, found.num_rows + len(lines) + 1, dtype=np.int32)
    numbers = np.delete(whole, np.asarray(lines, dtype=np.int64) - 1) if lines else whole
    columns = {title: found.column(names[place]).combine_chunks() for title, place in places.items()}
    return columns, numbers, lines


def _drop_lines(table: Table, lines: Sequence[int]) -> None:
    if not lines:
        return
    kept = ~np.isin(table.numbers, lines)
    table.lost += int((~kept).sum())
    table.columns = {title: column.filter(pa.array(kept)) for title, column in table.columns.items()}
    table.numbers = table.numbers[kept]
    whole = [line for line in lines if line != table.open_end]
    if whole:
        table.odd.append(odd("open-quote", whole))


def _set_aside_headers(table: Table) -> None:
    """Tell rows that repeat the header, and rows in which every column is empty."""
    again = empty = np.ones(len(table.numbers), dtype=bool)
    for role, column in table.columns.items():
        title = plain(table.titles[role])
        same = compute.equal(compute.utf8_lower(compute.utf8_trim_whitespace(column)), title)
        again = again & same.to_numpy(zero_copy_only=False)
        empty = empty & compute.equal(column, "").to_numpy(zero_copy_only=False)
    table.note("repeated-header", again)
    table.note("empty-row", empty)
