"""Where a value stands in a text: pointers that lead to it, spans as parsers count them, places as people do."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from giliran.source import Place, Position

Pointer: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of its document: keys and 0-based list indexes."""

Span: TypeAlias = tuple[int, int, int, int]
"""Line and column of the start and of the end, from 0 as the parser counts."""


class Spans(Protocol):
    """Says where the values and the keys of one document stand; ``None`` where a pointer leads nowhere."""

    def value(self, pointer: Pointer) -> Span | None:
        """Give the span of a value. A block of lines ends where the next thing begins, or the file."""

    def key(self, pointer: Pointer) -> Span | None:
        """Give the span of the key that leads to a value."""


def placed(path: str, span: Span) -> Place:
    """Turn a span into a place of a file."""
    line, column, end_line, end_column = span
    return Place(path, Position(line + 1, column + 1), Position(end_line + 1, end_column + 1))
