"""JSON that every reader takes: the four formats that are JSON are written here."""

from __future__ import annotations

import json
import unicodedata

from giliran.report.visible import is_hidden, visible


class _Table(dict[int, str]):
    """The table for ``str.translate`` over finished JSON, where only strings have characters outside ASCII."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        if character == "\n" or not is_hidden(character):
            spelt = character
        elif unicodedata.category(character) == "Cs":
            spelt = f"\\{visible(character)}"
        else:
            units = character.encode("utf-16-be").hex()
            spelt = "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
        self[number] = spelt
        return spelt


_TABLE = _Table()


def dumped(value: object) -> str:
    r"""Write a value as JSON, two spaces a level, keys as given, ending in a line feed.

    Hidden characters are written as JSON escapes, which change nothing for a program but cannot steer a terminal. Half
    a character, as from a file name that is not UTF-8, cannot be in JSON that strict readers accept (RFC 7493); it
    becomes its visible spelling ``\u{dcff}``, with a backslash that is part of the text.
    """
    return json.dumps(value, ensure_ascii=False, indent=2).translate(_TABLE) + "\n"


def dumped_on_one_line(value: object) -> str:
    """Write a value as :func:`dumped` does, on one line and without a line feed."""
    return json.dumps(value, ensure_ascii=False).translate(_TABLE)
