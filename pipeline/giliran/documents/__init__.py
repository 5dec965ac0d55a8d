"""YAML text to plain data, and where everything stands. YAML parsers live here and nowhere else.

The dialect is YAML 1.2 core without its surprises: what YAML 1.1 and 1.2 read differently is text (``no``, ``16:00``,
dates) or refused (``0o17``, ``1_000``); anchors, aliases, tags, merge keys, duplicate keys and several documents are
refused. Data stay plain ``dict``, ``list``, ``str``, ``int``, ``float``, ``bool`` and ``None``; where each value and
each key stands is asked of the document, not of the value.

Two readers share the work. :mod:`giliran.documents.plain` takes only what is laid out plainly, which nearly every file
is, and does so quickly; everything else goes to :mod:`giliran.documents.strict`, which alone says what a file means and
what is wrong with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from giliran.documents import plain, strict
from giliran.documents.seek import Sought
from giliran.documents.spans import Pointer, placed
from giliran.documents.strict import MAX_DEPTH, Table
from giliran.source import Place
from giliran.textfaults import decoded

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic
    from giliran.documents.spans import Spans

__all__ = ["MAX_DEPTH", "Document", "Pointer", "Table", "read", "table"]


@dataclass(frozen=True, slots=True)
class Document:
    """One file read: plain data, and where everything stands.

    ``data`` is ``None`` when ``faults`` is not empty: what could not be read for certain is not guessed at.
    """

    path: str
    text: str
    data: object
    faults: tuple[Diagnostic, ...] = ()
    _spans: Spans | None = field(default=None, repr=False)
    """The table of the strict reader; ``None`` for plain layout, where a place is sought in the text when asked for."""

    def at(self, pointer: Pointer = ()) -> Place:
        """Give the place of a value; for a block of several lines, the key it stands under.

        A pointer that leads nowhere gives the place of the nearest value above it.
        """
        spans = self._where
        span = spans.value(pointer)
        while span is None and pointer:
            pointer = pointer[:-1]
            span = spans.value(pointer)
        if span is None:
            return Place.of_file(self.path)
        line, column, end_line, _ = span
        if line == end_line:
            return placed(self.path, span)
        key = spans.key(pointer)
        if key is not None:
            return placed(self.path, key)
        first_line = self.text.split("\n", line + 1)[line]
        return Place.of_line(self.path, line + 1, column, max(column + 1, len(first_line.rstrip())))

    def at_key(self, pointer: Pointer) -> Place:
        """Give the place of the key that leads to a value, or of the value where there is no key."""
        span = self._where.key(pointer)
        return placed(self.path, span) if span else self.at(pointer)

    @property
    def _where(self) -> Spans:
        return Sought(self.text, self.data) if self._spans is None else self._spans


def read(path: str, content: bytes) -> Document:
    """Read one file. Never raises for bad content: whatever is wrong with it stands in ``faults``."""
    text, faults = decoded(path, content)
    if faults:
        return Document(path, text, None, faults, strict.Table())
    data = plain.data(text)
    if data is not None:
        return Document(path, text, data)
    return Document(path, text, *strict.parsed(path, text))


def table(document: Document) -> Table:
    """Give the spans of every value and key of a document without faults, for whoever changes its text.

    The span of a block of lines reaches to where the next thing begins.
    """
    return strict.parsed(document.path, document.text)[2]
