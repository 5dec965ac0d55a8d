"""Workbooks, as they are written: XlsxWriter lives here only.

The same content gives the same bytes: no clock, no author, no temporary file. No text is taken for a formula or an address.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format as Format  # type: ignore[import-untyped] # noqa: PLC0414 - it comes without types; others take the name from here
    from xlsxwriter.workbook import Workbook as Workbook  # type: ignore[import-untyped] # noqa: PLC0414 - it comes without types; others take the name from here
    from xlsxwriter.worksheet import Worksheet as Worksheet  # type: ignore[import-untyped] # noqa: PLC0414 - it comes without types; others take the name from here

A4 = 9
"""The number by which workbooks know the size of paper."""
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a property that a workbook must have; ours tells nothing


def begun(title: str, description: str = "") -> Workbook:
    """Begin a workbook; both texts go into its properties."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - only whoever writes one pays for it

    book = Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "comments": description, "created": _CREATED})
    return book


def finished(book: Workbook) -> bytes:
    """Give the bytes of a workbook that was begun here, to which nothing more is added."""
    book.close()
    made = book.filename
    assert isinstance(made, io.BytesIO)
    return made.getvalue()


def letters(column: int) -> str:
    """Name a column, counted from 0, as formulas do."""
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    return str(xl_col_to_name(column))
