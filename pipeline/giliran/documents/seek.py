"""Where a value stands in a text of plain layout, sought when somebody asks and not before.

Few places are ever asked for, and in plain layout a line that begins with the right blanks and the right key is the
line that is meant; so the text itself serves as the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.documents.plain import ENTRY, without_comment

if TYPE_CHECKING:
    from giliran.documents.spans import Pointer, Span

_LEAD = re.compile(r"(?: *(?:#[^\n]*)?\r?\n)* *")
"""Empty lines and comments, and the indentation of the line after them."""
_BLANKS = re.compile(r" *")


@dataclass(frozen=True, slots=True)
class _Node:
    """A value in the text, by offsets; ``end`` is ``None`` for a block of lines, and then ``start`` is its first entry."""

    start: int
    end: int | None
    key: tuple[int, int] | None = None


def _leads(part: str | int, data: Any) -> bool:  # noqa: ANN401 - any of our data
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data)


class Sought:
    """The places of one document of plain layout: its text, and the data that were read from it."""

    def __init__(self, text: str, data: object) -> None:
        self._text = text
        self._data = data

    def value(self, pointer: Pointer) -> Span | None:
        """Give the span of a value."""
        node = self._node(pointer)
        if node is None:
            return None
        line, column = self._point(node.start)
        if node.end is None:
            return line, column, line + 1, 0
        return line, column, line, column + node.end - node.start

    def key(self, pointer: Pointer) -> Span | None:
        """Give the span of the key that leads to a value."""
        node = self._node(pointer)
        if node is None or node.key is None:
            return None
        line, column = self._point(node.key[0])
        return line, column, line, column + node.key[1] - node.key[0]

    def _point(self, offset: int) -> tuple[int, int]:
        return self._text.count("\n", 0, offset), offset - self._line(offset)

    def _line(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _node(self, pointer: Pointer) -> _Node | None:
        data: Any = self._data
        node = _Node(self._lead(0), None)
        for part in pointer:
            if not _leads(part, data):
                return None
            data = data[part]
            if node.end is not None:
                node = self._between_brackets(node.start, node.end, part)
            elif isinstance(part, str):
                node = self._under_key(node.start, part, data)
            else:
                node = self._under_dash(node.start, part, data)
        return node

    def _lead(self, offset: int) -> int:
        found = _LEAD.match(self._text, offset)
        assert found is not None
        return found.end()

    def _indented(self, start: int) -> str:
        return "\n" + " " * (start - self._line(start))

    def _under_key(self, start: int, key: str, data: object) -> _Node:
        text = self._text
        if not text.startswith(f"{key}:", start):
            blanks = self._indented(start)
            start = text.index(f"{blanks}{key}:", start) + len(blanks)
        return self._value(start + len(key) + 1, data, (start, start + len(key)))

    def _under_dash(self, start: int, index: int, data: object) -> _Node:
        blanks = self._indented(start)
        for _ in range(index):
            start = self._text.index(f"{blanks}- ", start) + len(blanks)
        return self._value(start + 1, data, None)

    def _value(self, after: int, data: object, key: tuple[int, int] | None) -> _Node:
        """Give what stands after the colon of a key, or after a dash."""
        text = self._text
        blanks = _BLANKS.match(text, after)
        assert blanks is not None
        start = blanks.end()
        line_end = text.find("\n", start)
        rest = without_comment(text[start : None if line_end < 0 else line_end].rstrip("\r"))
        if not rest:
            return _Node(after, after, key) if data is None else _Node(self._lead(line_end + 1), None, key)
        if isinstance(data, dict | list) and rest[0] not in "[{":
            return _Node(start, None)  # the first line of a block stands beside the dash
        return _Node(start, start + len(rest), key)

    def _between_brackets(self, start: int, end: int, part: str | int) -> _Node:
        index, offset = 0, start + 1
        while True:
            entry = ENTRY.match(self._text, offset, end - 1)
            assert entry is not None
            if part == (index if entry[1] is None else entry[1]):
                value = entry.start(2)
                return _Node(value, value + len(entry[2].rstrip(" ")), entry.span(1) if entry[1] else None)
            index, offset = index + 1, entry.end()
