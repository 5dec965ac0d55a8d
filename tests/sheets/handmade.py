"""Spreadsheets as people make them by hand, and the command that reads them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from giliran.cli.bring_in import bring_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

YELLOW = PatternFill("solid", start_color="FFFF00")
PEOPLE = ("Ani Rekaan", "Budi Rekaan", "Citra Rekaan", "Dedi Rekaan", "Eka Rekaan")
"""The members of the unit in :mod:`tests.repository`, in its order."""


def sheet(rows: Iterable[Sequence[Any]], title: str = "September 2023") -> tuple[Workbook, Worksheet]:
    """Begin a workbook with one sheet."""
    book = Workbook()
    found = book.worksheets[0]
    found.title = title
    for row in rows:
        found.append(list(row))
    return book, found


def content(book: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def imported(root: Path, name: str, given: bytes, *options: str) -> tuple[int, str]:
    """Import a file as the command does: the exit code and what it says."""
    place = root / name
    place.write_bytes(given)
    done = CliRunner().invoke(bring_in, [str(place), *options], obj=root, standalone_mode=False)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def packed(parts: dict[str, bytes | str]) -> bytes:
    """Give a zip of some parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def changed(given: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """Give a workbook with one part changed; the change must take hold."""
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        parts: dict[str, bytes | str] = {part: archive.read(part) for part in archive.namelist()}
    part = parts[name]
    assert isinstance(part, bytes)
    assert before in part
    return packed({**parts, name: part.replace(before, after, 1)})
