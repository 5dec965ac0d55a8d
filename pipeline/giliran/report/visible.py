"""Characters a reader cannot see, spelt so that they can be seen.

File names and values come from people and may hold anything: line breaks, terminal commands, characters that turn the
reading direction, halves of a character from a file name that is not UTF-8. Shown raw they could forge a line of a
log or hide a word.
"""

from __future__ import annotations

import re
import unicodedata

from giliran.unseen import UNSEEN

# Control, format (which has the bidirectional ones), surrogate, private use, line and paragraph separator.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_UNSEEN = re.compile(f"[{UNSEEN}]")
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def is_hidden(character: str) -> bool:
    """Tell whether a character must be spelt out."""
    return _UNSEEN.match(character) is not None or unicodedata.category(character) in _HIDDEN


class _Table(dict[int, str]):
    """The table for ``str.translate``, filled as characters come by."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        spelt = _SHORT.get(character, f"\\u{{{number:x}}}") if is_hidden(character) else character
        self[number] = spelt
        return spelt


_TABLE = _Table()


def visible(text: str) -> str:
    r"""Spell out every hidden character, as ``\n`` or ``\u{202e}``; the result is one line that any encoder takes."""
    return text.translate(_TABLE)


def unobeyed(line: str) -> str:
    """Break up what the runner of a forge obeys in a log: ``::`` and ``##`` that begin a visible line, ``##[`` anywhere in it."""
    start = line.lstrip()
    if start.startswith(("::", "##")):
        line = f"{line[: len(line) - len(start)]}\\u{{{ord(start[0]):x}}}{start[1:]}"
    return line.replace("##[", r"#\u{23}[")


def width(text: str) -> int:
    """Count the terminal cells of a visible text: wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
