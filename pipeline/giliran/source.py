"""Text and places in it.

Lines and columns count from 1; columns count code points, as editors do. Nothing here knows what the text means.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point in a text: line and column, both from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one file: from ``start`` up to but not including ``end``.

    ``path`` is relative to the folder being checked, with forward slashes. ``end`` is never before ``start``; on an
    empty stretch they are equal.
    """

    path: str
    start: Position
    end: Position

    @classmethod
    def of_file(cls, path: str) -> Place:
        """Give the place for a fault of the file as a whole: its first character."""
        return cls(path, Position(1, 1), Position(1, 1))

    @classmethod
    def of_line(cls, path: str, line: int, start: int, end: int) -> Place:
        """Give a stretch of one line from 0-based code point offsets ``start`` to ``end`` and a line number from 1."""
        return cls(path, Position(line, start + 1), Position(line, end + 1))


def position_at(text: str, offset: int) -> Position:
    """Turn an offset in code points into line and column.

    Only the line feed ends a line, as in YAML after its line breaks are normalised; a carriage return before it
    belongs to the line.
    """
    before = text[:offset]
    return Position(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
