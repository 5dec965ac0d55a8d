"""CSV in whatever encoding and with whatever separator it comes, as one sheet.

UTF-8 with or without its mark, UTF-16, or what Windows writes in the West (cp1252); semicolons, commas or tabs. The first
line ``sep=;`` of Excel is obeyed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from giliran.formulas import let_go
from giliran.sheets.container import MAX_COLUMNS, MAX_ROWS, refusal
from giliran.sheets.table import Cell, Sheet
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.diagnostics import OperatorError

SEPARATORS = (";", ",", "\t")
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE = 200


def text_sheet(name: str, content: bytes) -> Sheet:
    """Read a text file. Raises :class:`OperatorError` for one that is no table, or too large."""
    text = _decoded(name, content)
    if "\0" in text:
        raise _no_table(name)
    told = _TOLD.match(text)
    start = 0
    if told is not None:
        text, start = text[told.end() :], 1
    separator = told[1] if told is not None else _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise _no_table(name) from error
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise refusal(
            name,
            Text(
                f"berkas ini lebih besar daripada {MAX_ROWS} baris kali {MAX_COLUMNS} kolom.",
                f"this file is larger than {MAX_ROWS} rows by {MAX_COLUMNS} columns.",
            ),
            Text("Salin hanya tabelnya ke berkas baru.", "Copy only the table into a new file."),
        )
    cells = {
        (row, column): Cell(let_go(words))
        for row, line in enumerate(rows, start=1 + start)
        for column, words in enumerate(line, start=1)
        if words.strip()
    }
    return Sheet(name, cells, plain=True)


def _decoded(name: str, content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif content[1::2].count(0) > len(content) // 4:
        encoding = "utf-16-le"
    elif content[::2].count(0) > len(content) // 4:
        encoding = "utf-16-be"
    else:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp1252"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_table(name) from error


def _separator(text: str) -> str:
    """Find the separator that parts most lines into the same number of cells."""
    lines = text.splitlines(keepends=True)[:_SAMPLE]
    best = (0, 0)
    found = SEPARATORS[0]
    for separator in SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        except csv.Error:
            continue
        width, times = max(widths.items(), key=lambda each: (each[1] * (each[0] - 1), each[0]), default=(1, 0))
        if (times * (width - 1), width) > best:
            best, found = (times * (width - 1), width), separator
    return found


def _no_table(name: str) -> OperatorError:
    return refusal(
        name, Text("isi berkas ini bukan tabel yang dapat dibaca.", "this file holds no table that can be read.")
    )
