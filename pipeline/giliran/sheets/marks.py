"""What a mark in a cell says: at home, at the office, or nothing that we would bet on.

People who make sheets by hand write WFH, R, v or 1, and mean home; but a tick beside words for home may as well mean
"present", so a sheet that has both is asked about. ``x`` is a tick to some and a cross to others, ``H`` is home to some
and *hadir* (present) to others: these are never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from giliran.sheets.month import OBSTACLES
from giliran.sheets.table import spelt

if TYPE_CHECKING:
    from giliran.sheets.table import Value

Mark = Literal["home", "tick", "office", "empty", "closed", "unclear"]
"""``tick`` is home where a sheet has no word for it; ``closed`` is the letter of a closed cell of ours."""

HOME_WORDS = frozenset({"r", "rumah", "di rumah", "wfh", "w.f.h", "w.f.h.", "home", "at home", "kdr"})
TICKS = frozenset({"v", "√", "✓", "✔", "☑", "✅", "1", "true", "benar"})
OFFICE_WORDS = frozenset(
    {
        *("k", "kantor", "di kantor", "wfo", "w.f.o", "w.f.o.", "office", "at the office", "kdk"),
        *("0", "-", "–", "—", "false", "salah"),
        *("libur", "off", "cuti", "dl", "dinas luar", "tugas luar"),
    }
)
"""Words for the office, and for being elsewhere on duty or off: in either case nobody is put down as at home."""


def mark(value: Value) -> Mark:
    """Read a mark, whatever its capitals and the blanks around it."""
    words = spelt(value).casefold().strip("\ufe0f")
    if not words:
        return "empty"
    if words in HOME_WORDS:
        return "home"
    if words in TICKS:
        return "tick"
    if words in OFFICE_WORDS:
        return "office"
    if words.upper() in OBSTACLES:
        return "closed"
    return "unclear"
