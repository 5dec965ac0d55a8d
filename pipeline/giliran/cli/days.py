"""A day or a month on the command line, written as everywhere else: year-month-day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime


def day(words: str) -> datetime.date:
    """Read a day, as the type of an option.

    Raises :class:`OperatorError` for anything else; what Click would say of it is English only.
    """
    from giliran.corpus.values import parsed_date

    found = parsed_date(words)
    if found is None:
        raise OperatorError(
            Text(
                f"“{words}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2023-09-04.",
                f"“{words}” is not a date; write year-month-day, like 2023-09-04.",
            )
        )
    return found


def month(words: str) -> str:
    """Read a month written ``2023-09``, as the type of an argument. Raises :class:`OperatorError` for anything else."""
    from giliran.corpus.values import parsed_date

    if parsed_date(f"{words}-01") is None:
        raise OperatorError(
            Text(
                f"“{words}” bukan bulan; tulis tahun-bulan, misalnya 2023-09.",
                f"“{words}” is not a month; write year-month, like 2023-09.",
            )
        )
    return words
