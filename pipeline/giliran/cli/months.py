"""A month on the command line, written as in the names of schedules: year-month."""

from __future__ import annotations

import re

from giliran.diagnostics import OperatorError
from giliran.wording import Text

_MONTH = re.compile(r"(?:19|2[0-9])[0-9]{2}-(?:0[1-9]|1[0-2])")


def month(words: str) -> str:
    """Read a month, as the type of an option or argument. Raises :class:`OperatorError` for anything else."""
    if not _MONTH.fullmatch(words):
        raise OperatorError(
            Text(
                f"“{words}” bukan bulan; tulis tahun-bulan, misalnya 2023-09.",
                f"“{words}” is not a month; write year-month, like 2023-09.",
            )
        )
    return words
