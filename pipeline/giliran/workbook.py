"""Workbooks, as they are written: XlsxWriter lives here only.

The same content gives the same bytes: no clock, no author, no temporary file. No text is taken for a formula or an address.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format as Format  # type: ignore[import-untyped] # noqa: PLC0414 - it comes without types; others take the name from here
    from xlsxwriter.workbook import Workbook as Workbook  # type: ignore[import-untyped] # noqa: PLC0414 - it comes without types; others take the name from here
    from xlsxwriter.worksheet import Worksheet as Worksheet  # type: ignore[import-untyped] # noqa: PLC0414 - it comes without types; others take the name from here

TINT = "#DDEBF7"
"""The ground of what heads a table."""
_A4 = 9
"""The number by which workbooks know the size of paper."""
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a property that a workbook must have; ours tells nothing

_PACKED = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
"""What a zip calls the system on which it was made."""


def begun(title: str, description: str = "") -> Workbook:
    """Begin a workbook; both texts go into its properties."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - only whoever writes one pays for it

    book = Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "comments": description, "created": _CREATED})
    return book


def heading(book: Workbook) -> Format:
    """Give the format of the row above a table, whose words may take several lines."""
    return book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": TINT, "border": 1})


def for_paper(sheet: Worksheet, rows: tuple[int, int] | None = None) -> None:
    """Lay a sheet out for A4, lying, as wide as the paper and as long as it takes; ``rows``, first and last, head each page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if rows is not None:
        sheet.repeat_rows(*rows)


def finished(book: Workbook) -> bytes:
    """Give the bytes of a workbook that was begun here, to which nothing more is added."""
    book.close()
    made = book.filename
    assert isinstance(made, io.BytesIO)
    return made.getvalue()


def stored(workbook: bytes) -> bytes:
    """Give a workbook with its parts as they are, not compressed: each library compresses them in its own way.

    Nothing tells on which system it was made either. It takes up to eight times the room.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as whole:
        for each in packed.infolist():
            part = zipfile.ZipInfo(each.filename, _PACKED)
            part.create_system = _UNIX
            part.external_attr = 0o600 << 16
            whole.writestr(part, packed.read(each))
    return made.getvalue()


def letters(column: int) -> str:
    """Name a column, counted from 0, as formulas do."""
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    return str(xl_col_to_name(column))
