"""Characters that do not show, and letters that show as others: what a reader is misled by.

The list is written out rather than asked of Python, whose knowledge of Unicode grows from version to version: a file must
not be refused on one machine and accepted on another.
"""

from __future__ import annotations

import re

BLANKS = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are no space, likewise; texts that are copied from the web have them."""
NO_WIDTH = "\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""What has no width, ends lines or turns the direction, likewise; messengers put it around numbers and dates."""
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""Bells, erasures, and what starts a command of a terminal, likewise."""
UNSEEN = (
    f"{CONTROLS}{BLANKS}"
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # shown as nothing; U+061C turns the direction
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # no width, ends of lines, turns of the direction
    "\u2800\u3164\uffa0"  # letters that are blank
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # choose or note how others look
    "\U00013430-\U0001345f"  # how hieroglyphs are joined
    "\U000e0000-\U000e0fff"  # tags: a whole hidden alphabet
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: whatever a font makes of them
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
)
"""What stands between the brackets of a regular expression for them. The ends of lines and the tab are not in it."""

_LATIN = "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff"
_LIKE_LATIN = (
    "\u0370-\u0373\u0376-\u037d\u037f-\u03bb\u03bd-\u03ff\u1f00-\u1fff"  # Greek, but the mu of micrograms
    "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e\ua680-\ua69d"  # Cyrillic
    "\u0531-\u0556\u0561-\u0587\u13a0-\u13fd\uab70-\uabbf\u2c80-\u2ce4\ua4d0-\ua4fd"  # Armenian, Cherokee, Coptic, Lisu
)
_DRESSED = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
"""Wide and mathematical letters and digits: the same ones in other clothes, which no computer takes for the same."""

_ANY_ODD = re.compile(f"[{_LIKE_LATIN}{_DRESSED}]")
_LOOKALIKE = re.compile(f"[{_DRESSED}]|(?<=[{_LATIN}])[{_LIKE_LATIN}]|[{_LIKE_LATIN}](?=[{_LIKE_LATIN}]*[{_LATIN}])")


def lookalike(text: str, start: int = 0) -> re.Match[str] | None:
    """Find a letter that passes for a Latin one: of another alphabet beside Latin letters, or a Latin one in disguise.

    A word that is all of another alphabet is a word of another language, and right.
    """
    return _LOOKALIKE.search(text, start) if _ANY_ODD.search(text, start) else None
